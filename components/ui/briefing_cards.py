"""The parts of the Briefing page: what can be chosen, the pictures as they will be printed, and the files."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from components.charts.figure import Empty
from components.dataset.project_texts import project_texts
from components.export.briefing import FIRST, TABLES, Briefing, briefing, figures_on_offer
from components.export.package import everything_file, picture_files
from components.export.print_chart import printed
from components.export.print_page import saved
from components.export.report import report_file
from components.export.slides import slides_file
from components.filters.view import View
from components.text.escaping import markdown_text
from components.text.once import once
from components.text.wording import many

PARAMETER = "figures"
PREVIEW_PER_INCH = 108  # 1,440 px wide: a wider one Streamlit makes smaller at each run
PAGES = {"/": "Overview", "/attacks": "Attacks", "/clashes": "Clashes and talks", "/people": "People", "/compare": "Compare"}


def chosen_keys(view: View) -> list[str]:
    """The keys of the chosen figures and tables: those ticked, or of the address, or the first ones."""
    offered = [*figures_on_offer(), *TABLES]
    asked = st.query_params.get_all(PARAMETER)
    usual = [key for key in (asked or FIRST) if key in offered]
    found = [key for key in offered if st.session_state.get(f"brief_{key}", key in usual)]
    if found != usual or asked:
        st.query_params[PARAMETER] = found or [""]
    return [key for key in found if key in TABLES or not isinstance(figures_on_offer()[key].make(view), Empty)]


def finding(view: View, keys: Sequence[str]) -> str:
    """How much is chosen, under which filters."""
    tables = sum(key in TABLES for key in keys)
    figures = len(keys) - tables
    parts = [many(number, what) for number, what in ((figures, "figure"), (tables, "table")) if number]
    return (
        f"{' and '.join(parts) or 'Nothing chosen'}: {view.words[:1].lower()}{view.words[1:]}. The filters go into every file."
    )


def choices(view: View, keys: Sequence[str]) -> None:
    """A box to tick for each figure and table; one with nothing to show says why."""
    pages: dict[str, list[str]] = {}
    for key, registered in figures_on_offer().items():
        pages.setdefault(registered.page, []).append(key)
    with st.container(border=True, key="choices", gap="xxsmall"):
        for page, of_page in pages.items():
            st.markdown(f"**{PAGES.get(page, page)}**")
            for key in of_page:
                made = figures_on_offer()[key].make(view)
                _box(key, figures_on_offer()[key].label, keys, why=made.sentence if isinstance(made, Empty) else "")
        st.markdown("**Tables**")
        for key, (label, *_) in TABLES.items():
            _box(key, label, keys)


def _box(key: str, label: str, keys: Sequence[str], why: str = "") -> None:
    name = f"brief_{key}"
    if name not in st.session_state:
        st.session_state[name] = key in keys
    words = f"{markdown_text(label)} :gray[(nothing here)]" if why else markdown_text(label)
    st.checkbox(words, key=name, disabled=bool(why), help=markdown_text(why) or None)


def products(view: View, keys: Sequence[str]) -> None:
    """The three files, each made when it is asked for."""
    made = briefing(view, keys)
    with st.container(horizontal=True, key="products", gap="small", vertical_alignment="center"):
        for ending, (label, icon, told, mime, make) in KINDS.items():
            st.download_button(
                f"{label} ({ending.upper()})",
                partial(make, made),
                f"{made.name}.{ending}",
                mime,
                key=f"make_{ending}",
                on_click="ignore",
                type="primary" if ending == "pptx" else "secondary",
                icon=f":material/{icon}:",
                help=told,
                disabled=made.is_empty or (ending == "pptx" and not made.figures),
            )
    if made.is_empty:
        st.info("Tick a figure or a table, or widen the filters.")


def _everything(made: Briefing) -> bytes:
    documents = {f"{made.name}.html": report_file(made)} | ({f"{made.name}.pptx": slides_file(made)} if made.figures else {})
    return everything_file(made, project_texts(), documents | picture_files(made))


KINDS: dict[str, tuple[str, str, str, str, Callable[[Briefing], bytes]]] = {
    "pptx": (
        "Slides",
        "slideshow",
        "PowerPoint or LibreOffice, one figure a slide; bar charts can be edited.",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        slides_file,
    ),
    "html": ("Report", "article", "One page for any browser, without network; prints to A4.", "text/html", report_file),
    "zip": (
        "All files",
        "folder_zip",
        "Pictures (PNG, SVG), numbers (CSV), slides, report and all data.",
        "application/zip",
        _everything,
    ),
}


def previews(view: View, keys: Sequence[str]) -> None:
    """The chosen figures as they will be printed, two in a row."""
    found = [key for key in keys if key in figures_on_offer()]
    for start in range(0, len(found), 2):
        for place, key in zip(st.columns(2, gap="small"), found[start : start + 2], strict=False):
            with place.container(border=True, key=f"preview_{key}"):
                st.image(_preview(view, key), width="stretch", alt=f"{figures_on_offer()[key].label}, as it will be printed")


@once(maxsize=64)
def _preview(view: View, key: str) -> bytes:
    registered = figures_on_offer()[key]
    made = registered.make(view)
    if isinstance(made, Empty):
        return b""
    return saved(printed(made, view, registered.page), "png", per_inch=PREVIEW_PER_INCH)
