"""The top of a page: its title and finding, the bar of filters, and the pills of the families of events."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from components.dataset.kinds import FAMILIES
from components.dataset.records import records
from components.filters.table import FILTERS, Filter, options
from components.filters.view import Selection, View
from components.text.escaping import markdown_text
from components.ui import selection as chosen
from components.ui.cards import folded
from components.ui.current import whole_dataset
from components.ui.theme import theme

STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
EVIDENCE = {"all": "All sources", "core": "Five documents"}
BRIEFING = "components/pages/briefing.py"
MARKS = {
    "ground": ":gray[■]",
    "air": ":red[■]",
    "shelling": ":orange[■]",
    "taken": ":blue[■]",
    "civilians": ":violet[■]",
    "other": "□",
}


def style() -> None:
    """The one stylesheet, in the colours of the theme."""
    st.html(f"<style>:root{{--page:{theme().paper};--line:{theme().grid}}}{STYLE}</style>")


def head(title: str, finding: str, *, has_years: bool = True) -> View:
    """Title and finding of a page, then the bar of filters, with years or without; gives the view that the filters make."""
    with st.container(key="head", gap=None):
        st.markdown(f"# {markdown_text(title)}\n{markdown_text(finding)}")
    _bar(has_years=has_years)
    _notice()
    return chosen.view()


def _bar(*, has_years: bool) -> None:
    bounds, now = records(whole_dataset()).years, chosen.selection()
    with st.container(key="bar", horizontal=True, vertical_alignment="bottom", gap="medium"):
        if has_years:
            st.slider("Years", *bounds, key=chosen.shown("years", now.years or bounds), width=230)
        for one in FILTERS:
            if one.stands == "in the bar":
                _multiselect(one, now, width=240)
        st.segmented_control(
            "Evidence",
            list(EVIDENCE),
            key=chosen.shown("evidence", now.evidence),
            format_func=EVIDENCE.__getitem__,
            required=True,
        )
        more = [one for one in FILTERS if one.stands == "behind more"]
        used = sum(bool(now[one.name]) for one in more)
        label = f"More filters ({used})" if used else "More filters"
        folded(label, lambda: _more(more, now), "more_filters", icon="tune")
        st.space("stretch")
        is_whole = now == Selection(evidence=now.evidence)
        st.button(
            "Reset",
            icon=":material/restart_alt:",
            type="tertiary",
            on_click=chosen.reset,
            disabled=is_whole,
            help="Back to all records",
        )
        folded("Share", _share, "share", icon="link")
        if st.button("Briefing", icon=":material/slideshow:", type="primary"):
            st.switch_page(BRIEFING)


def _more(filters: Sequence[Filter], now: Selection) -> None:
    for one in filters:
        _multiselect(one, now, width="stretch")


def _share() -> None:
    st.caption("This address opens the same view.")
    st.code(f"{(st.context.url or '').split('?')[0]}{chosen.link()}", language=None, wrap_lines=True)


def _multiselect(one: Filter, now: Selection, *, width: int | str) -> None:
    known = options(whole_dataset(), one.name)
    key = chosen.shown(one.name, [value for value in now[one.name] if value in known])
    every = f"All {len(known)}" if one.stands == "in the bar" else "All"
    st.multiselect(
        one.label,
        list(known),
        key=key,
        format_func=lambda value: known[value].name if value in now[one.name] else known[value].label,
        placeholder=every,
        select_all=False,
        width=width,  # type: ignore[arg-type]
    )


def pills(view: View) -> None:
    """The families of events with their counts: the legend of every figure on the page, which is a filter, too."""
    counts = {family.key: 0 for family in FAMILIES}
    for event in view.but("family").counted:
        counts[event.family] += 1
    kinds = {family.key: f"{MARKS[family.key]} {family.name} **{counts[family.key]}**" for family in FAMILIES}
    harmed = sum("civilians" in event.harm for event in view.but("harm").counted)
    with st.container(key="pills", horizontal=True, gap="medium"):
        _pills("Kind of event", "family", kinds)
        _pills("Harm", "harm", {"civilians": f"Harm to civilians **{harmed}**"})


def _pills(label: str, name: str, names: Mapping[str, str]) -> None:
    key = chosen.shown(name, list(chosen.selection()[name]))
    st.pills(
        label,
        list(names),
        key=key,
        selection_mode="multi",
        format_func=names.__getitem__,
        label_visibility="collapsed",
        width="content",
    )


def _notice() -> None:
    strange = chosen.notices()
    if strange:
        more = f" and {len(strange) - chosen.SHOWN} more" if len(strange) > chosen.SHOWN else ""
        st.warning(
            f"Not in this dashboard, so left out of the address: {', '.join(strange[: chosen.SHOWN])}{more}.",
            icon=":material/link_off:",
        )
