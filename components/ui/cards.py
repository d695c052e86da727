"""A card: finding, what is drawn, the figure whose marks act on a click, its source, and what lies behind it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from components.charts.figure import FIGURES, Empty, Figure, Plot, Spec
from components.dataset.kinds import Event
from components.dataset.records import records
from components.export.csv import csv_file, metadata_file
from components.export.names import number_name, stem
from components.filters.table import BY_NAME
from components.filters.view import View
from components.text.escaping import markdown_text
from components.text.wording import month_words
from components.ui import selection as chosen
from components.ui.current import whole_dataset
from components.ui.theme import theme

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

    from components.export.print_page import FileKind

PICTURES: dict["FileKind", str] = {"png": "Picture (PNG)", "svg": "Picture (SVG)"}
MIME = {"png": "image/png", "svg": "image/svg+xml", "csv": "text/csv", "json": "application/json", "zip": "application/zip"}
CONFIG = {"displayModeBar": False, "responsive": True}
SOURCES_SHOWN = 40
SIDE_MARKS = {"KIO/KIA": ":blue[●]", "government or military": ":red[●]", "not stated": ":gray[●]", "other": ":violet[●]"}
Width = Literal["stretch", "content"]
Height = Width | int


def key_figure(key: str, label: str, value: str, note: str) -> None:
    """A number of the page with its label and its doubt in one line."""
    with st.container(border=True, key=f"kpi_{key}", height="stretch", gap=None):
        st.markdown(f"{markdown_text(label)}\n\n**{markdown_text(value)}**\n\n:gray[{markdown_text(note)}]")


def figure_card(key: str, view: View, *, height: Height = "stretch") -> None:
    """The card of a registered figure under a view."""
    registered = FIGURES[key]
    found = registered.make(view)
    if isinstance(found, Empty):
        empty_card(key, found, height=height)
        return
    made_card(
        key,
        found,
        spec=registered.spec(view, theme()),
        alt=f"{registered.label}. {found.title}. {found.subtitle}",
        height=height,
    )


def empty_card(key: str, found: Empty, *, height: Height = "stretch") -> None:
    """The card of a figure that has nothing to draw: why, in one calm sentence."""
    with st.container(border=True, key=f"card_{key}", height=height):
        st.markdown(f"## {markdown_text(found.title)}\n\n:gray[{markdown_text(found.sentence)}]")


def made_card(key: str, found: Figure, *, spec: Spec | None = None, alt: str = "", height: Height = "stretch") -> None:
    """The card of a figure that is already made."""
    spec = spec or found.plot(theme())
    with card(key, found, height=height):
        if found.is_wide:
            with st.container(horizontal=True, wrap=False, key=f"swipe_{key}"):
                plot(spec, key, alt or f"{found.title}. {found.subtitle}")
        else:
            plot(spec, key, alt or f"{found.title}. {found.subtitle}")


@contextmanager
def card(key: str, found: Figure, *, height: Height = "stretch") -> Iterator[None]:
    """A card around what the caller draws: title, subtitle, three quiet buttons, and the source line below."""
    with st.container(border=True, key=f"card_{key}", height=height):
        with st.container(horizontal=True, vertical_alignment="top", key=f"top_{key}", gap="xxsmall", wrap=False):
            key_words = " ".join(
                f"{SIDE_MARKS[side]}\u00a0:gray[{words.replace(' ', chr(160))}]" for side, words in found.legend
            )
            st.markdown(
                f"## {markdown_text(found.title)}\n\n:gray[{markdown_text(found.subtitle)}] {key_words}", width="stretch"
            )
            folded("About", lambda: _about(found), f"about_{key}", icon="info", tip="Method, caveats and sources")
            folded("Data", lambda: _numbers(found), f"data_{key}", icon="table_rows", tip="The numbers drawn")
            folded("Download", lambda: _downloads(key, found), f"download_{key}", icon="download", tip="Picture or numbers")
        yield
        if found.footnote:
            st.caption(markdown_text(found.footnote))


def plain_head(key: str, title: str, subtitle: str) -> None:
    """The head of a card that is no figure."""
    with st.container(key=f"top_{key}"):
        st.markdown(f"## {markdown_text(title)}\n\n:gray[{markdown_text(subtitle)}]")


def folded(label: str, draw: Callable[[], None], key: str, *, icon: str, tip: str | None = None) -> None:
    """A quiet button that opens what is drawn, and sent, only then."""
    fold = st.popover(label, icon=f":material/{icon}:", type="tertiary", help=tip, key=key, on_change="rerun")
    if fold.open:
        with fold:
            draw()


def tabbed(parts: Mapping[str, Callable[[], object]]) -> None:
    """Tabs by their labels, of which only the open one is drawn; the address names it unless it is the first."""
    for tab, draw in zip(st.tabs(list(parts), key="tab", bind="query-params"), parts.values(), strict=True):
        if tab.open:
            with tab:
                draw()


def _about(found: Figure) -> None:
    for words in found.about:
        st.markdown(markdown_text(words))
    sources = records(whole_dataset()).sources
    named = [sources[identity] for identity in found.source_ids if identity in sources]
    lines = [
        f"- {markdown_text(one.publisher or 'publisher not stated')}: {markdown_text(one.title or one.id)}"
        for one in named[:SOURCES_SHOWN]
    ]
    more = [f"- and {len(named) - SOURCES_SHOWN} more, in the table of sources"] if len(named) > SOURCES_SHOWN else []
    st.markdown("\n".join([f"**Sources ({len(named)})**", "", *lines, *more]))


def _numbers(found: Figure) -> None:
    for name, table in found.tables.items():
        st.caption(name)
        st.dataframe(table, hide_index=True, height=min(320, 38 + 35 * len(table)), placeholder="")


def _downloads(key: str, found: Figure) -> None:
    """The figure as PNG and SVG and its numbers as CSV, each made when it is asked for."""
    view = chosen.view()
    name, path = stem(key, view), FIGURES[key].page if key in FIGURES else urlsplit(st.context.url or "").path or "/"
    for kind, label in PICTURES.items():
        download(label, partial(_picture, found, view, path, kind), f"{name}.{kind}", f"{kind}_{key}", width="stretch")
    for table, rows in found.tables.items():
        words = "Numbers (CSV)" if len(found.tables) == 1 else f"Numbers (CSV): {table}"
        download(words, partial(csv_file, rows), number_name(name, table), f"csv_{key}_{table}", width="stretch")
    if found.source_ids:  # an uploaded file has its publisher's terms, not ours
        tip, make = (
            "Filters, version, licence, sources and columns (CSV on the Web).",
            partial(metadata_file, found, view, name),
        )
        download("About the numbers (JSON)", make, f"{name}-metadata.json", f"json_{key}", tip=tip, width="stretch")


def download(
    label: str, make: Callable[[], bytes], name: str, key: str, *, tip: str | None = None, width: Width = "content"
) -> None:
    """The button of a file, which is made when it is asked for."""
    mime = MIME[name.rpartition(".")[2]]
    st.download_button(label, make, name, mime, key=key, on_click="ignore", help=tip, width=width)


def _picture(found: Figure, view: View, path: str, kind: "FileKind") -> bytes:
    from components.export.print_chart import picture  # here, since drawing on paper takes two seconds to load

    return picture(found, view, path, kind)


def plot(spec: Spec, key: str, alt: str) -> None:
    """A figure whose marks act: a year or a township narrows the page, a record opens."""
    st.plotly_chart(
        Plot(spec), theme=None, config=CONFIG, key=key, on_select=partial(_clicked, key), selection_mode="points", alt=alt
    )


def _clicked(key: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    tag: object = points[0].get("customdata") if points else ""
    while isinstance(tag, (list, tuple, dict)):
        tag = next(iter(tag.values() if isinstance(tag, dict) else tag), "")
    clicked(key, str(tag))


def clicked(key: str, tag: str) -> None:
    """Act on the tag of the mark that was clicked in a figure or map.

    A second click on a mark takes it out of the selection and comes without a tag; so does a figure that is drawn anew. So
    without one, what the last click chose is freed if it is still chosen, and nothing is done otherwise.
    """
    last = f"{key}_last"
    if not tag:
        tag = str(st.session_state.get(last, ""))
        if not is_chosen(tag):
            return
    st.session_state[last] = tag
    act(tag)


def is_chosen(tag: str) -> bool:
    """Whether the page is narrowed to what a mark's tag names."""
    what, _, value = tag.partition("|")
    if what == "year":
        return chosen.selection().years == (int(value), int(value))
    return what in BY_NAME and chosen.selection()[what] == (value,)


def act(tag: str) -> None:
    """What a click on a mark does, by the mark's tag: `year|2018`, a filter's name and value, or `record|A022`."""
    what, _, value = tag.partition("|")
    if what == "year":
        chosen.toggle_year(int(value))
    elif what == "record":
        chosen.open_record(value)
    elif what and value:
        chosen.toggle(what, value)


def _when(event: Event) -> str:
    """When an event was, by its months where it went from one year into the next."""
    first, last = event.start, event.end
    return f"{month_words(first)} – {month_words(last)}" if first and last and first.year != last.year else event.when


def event_list(events: Sequence[Event], key: str, *, rows: int) -> None:
    """A list of events, so many in sight, that opens the record of the one clicked; a sentence where there is none."""
    if not events:
        st.markdown("No event on record for this choice. Widen the filters, or take them back with Reset.")
        return
    shown = pd.DataFrame(
        {
            "When": [_when(event) for event in events],
            "What and where": [event.title.removesuffix(" Township") for event in events],
            "Killed": [event.killed.words for event in events],
        }
    )
    widths = zip(shown.columns, (128, 172, 52), strict=True)
    config = {str(name): st.column_config.TextColumn(width=width) for name, width in widths}
    opening_table(shown, [event.id for event in events], key, height=36 + 32 * rows, config=config, row_height=32)


def opening_table(
    table: pd.DataFrame,
    ids: Sequence[str],
    key: str,
    *,
    height: int,
    config: Mapping[Any, "ColumnConfig"],
    **look: Any,  # noqa: ANN401 - as Streamlit takes them
) -> None:
    """A table of which each cell opens the record with the id of its row, where there is one."""

    def opened() -> None:
        cells = st.session_state[key]["selection"].get("cells") or []
        if cells and ids[cells[0][0]] in chosen.view().records.by_id:
            chosen.open_record(ids[cells[0][0]])

    st.dataframe(
        table,
        hide_index=True,
        height=height,
        key=key,
        on_select=opened,
        selection_mode="single-cell",
        column_config=config,
        **look,
    )
