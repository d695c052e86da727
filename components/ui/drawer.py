"""The record that is open, in a drawer at the side: what is known, who says what, sources, doubts, citation."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from components.analysis import dossier
from components.charts.claims import SIDES, dots_of, record_claims
from components.charts.figure import Plot
from components.dataset.changes import of_record
from components.dataset.kinds import Claim, Event, Record
from components.filters.view import View
from components.text.escaping import markdown_text
from components.text.wording import many
from components.ui import selection as chosen
from components.ui.cards import CONFIG, SIDE_MARKS
from components.ui.theme import theme

WIDTH = 620  # px


def drawer() -> None:
    """Open the drawer of the record that the reader clicked or the address names."""
    view = chosen.view()
    found = view.records.by_id.get(chosen.opened())
    if found is not None:
        st.dialog(
            markdown_text(dossier.title(found)), width=WIDTH, position="right", on_dismiss=partial(chosen.open_record, "")
        )(_record)(found, view)


def _record(record: Record, view: View) -> None:
    with st.container(horizontal=True, gap="xsmall", key="chips"):
        for icon, words in dossier.chips(record):
            st.badge(markdown_text(words), icon=f":material/{icon}:", color="gray")
    st.markdown(markdown_text(dossier.summary(record)))
    facts = dossier.facts(record)
    _beside(record, view)
    if facts:
        st.markdown("  \n".join(f":gray[{markdown_text(name)}:] {markdown_text(words)}" for name, words in facts))
    disputes = view.records.disputes.get(record.id, ())
    labels = [
        "Who says what",
        f"Sources ({len(record.unique_sources)})",
        *([f"Doubts ({len(disputes)})"] if disputes else []),
        "Cite and share",
    ]
    said, cited, *doubts, share = st.tabs(labels)
    with said:
        _claims(record, view)
    with cited:
        _sources(record, view)
    for tab in doubts:
        with tab:
            for dispute in disputes:
                st.markdown(f"**{markdown_text(dispute['question'])}**")
                readings(dispute)
    with share:
        st.code(dossier.citation(record, view.dataset, view.records), language=None, wrap_lines=True)
        address = (st.context.url or "").split("?")[0]
        st.code(f"{address}?id={record.id}", language=None, wrap_lines=True)
        changed = of_record(record.id)
        if changed:
            st.markdown("**Changed since 0.2.0**\n\n" + "\n".join(f"- :small[{markdown_text(line)}]" for line in changed))


def _beside(record: Record, view: View) -> None:
    """The way to the events of a record's place, since a mark on the map opens one of them."""
    others = dossier.beside(record, view)
    if not others:
        return
    words = {one.id: f"{one.when}: {one.event_type}" for one in others}
    place = f"{many(len(others), 'other event' if isinstance(record, Event) else 'event')} at this place"
    picked = st.selectbox(
        place, list(words), None, format_func=words.__getitem__, placeholder=place, label_visibility="collapsed"
    )
    if picked:
        chosen.open_record(picked)
        st.rerun()


def _claims(record: Record, view: View) -> None:
    claims = view.records.claims.get(record.id, ())
    if isinstance(record, Event):
        for measure in ("killed", "injured"):
            dots = dots_of(view, record, measure)
            if dots:
                key = " ".join(f"{SIDE_MARKS[side]} :gray[{words}]" for side, words in SIDES)
                st.markdown(f"**Number {measure}** :small[{key}]")
                alt = f"Claims of the number {measure}: {', '.join(f'{dot.words} by {dot.claimant}' for dot in dots)}"
                drawn = Plot(record_claims(record, dots, theme()))
                st.plotly_chart(drawn, theme=None, config=CONFIG, key=f"claims_{measure}", alt=alt)
    for claim in dossier.statements(claims):
        st.markdown(_statement(claim))
    if record.row.get("note"):
        st.caption(markdown_text(str(record.row["note"])))
    if not claims:
        st.caption("No claim beside those of its sources is on record.")


def _statement(claim: Claim) -> str:
    measure, said, who = (markdown_text(words) for words in (claim.measure.capitalize(), claim.statement, claim.claimant))
    return f":small[**{measure}.** {said} :gray[{who}]]"


def _sources(record: Record, view: View) -> None:
    for cited in dossier.sources_of(record, view.records):
        source = cited.source
        day = source.day.isoformat() if source.day else "undated"
        name = markdown_text(source.title or source.id)
        link = f"[{name}]({source.url})" if is_safe(source.url) else name
        publisher, locator = markdown_text(source.publisher or "publisher not stated"), markdown_text(cited.locator)
        st.markdown(f":small[{publisher}, {day}: {link}. :gray[{locator}]]")


def is_safe(address: str) -> bool:
    """Whether an address may be a link: http or https, a host, and nothing that ends a Markdown link."""
    parts = urlsplit(address)
    return (
        parts.scheme in ("http", "https")
        and bool(parts.netloc)
        and "@" not in parts.netloc
        and not set(address) & set(" ()<>[]\"'\\\n")
    )


def readings(row: Mapping[str, Any]) -> None:
    """What each side of a dispute reads, and how the record handles it."""
    for lead, name in (("One reading", "reading_a"), ("Another", "reading_b"), ("Here", "how_handled")):
        if row[name]:
            st.markdown(f"**{lead}.** {markdown_text(row[name])}")
