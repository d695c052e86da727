"""The sheet: one file, no script, no request, everything said, and paper and phone wide enough."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from components.dataset.load import Dataset, load
from components.export.briefing import briefing, sheet
from components.export.briefing_figures import OFFERS, TABLES, clashes_figure, tables_for
from components.export.report import LARGEST, MORE_THAN, sheet_file
from components.filters.choice import Selection
from tests.charts.test_figure import township
from tests.hostile import VECTORS

HOSTILE = " ".join(VECTORS)


@pytest.fixture(scope="module")
def everything() -> Dataset:
    return load()


@pytest.fixture(scope="module")
def whole(everything: Dataset) -> str:
    choice = Selection(townships=(township(everything, "Waingmaw"),))
    return sheet(briefing(everything, choice, [*OFFERS, *TABLES])).decode()


class Reader(HTMLParser):
    """Collects the tags, the attributes that could fetch or run something, the ids and the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.risky: list[tuple[str, str | None]] = []
        self.ids: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids += [str(value) for name, value in attrs if name == "id"]
        self.risky += [(name, value) for name, value in attrs if name.startswith("on") or name in ("src", "href", "xlink:href")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def plain(page: str) -> str:
    return " ".join(" ".join(read(page).words).split())


def test_nothing_runs_and_nothing_is_fetched(whole: str) -> None:
    found = read(whole)
    assert not found.tags & {"script", "link", "iframe", "img", "object", "embed", "form", "a", "base"}
    assert all(str(value).startswith("#") for _, value in found.risky)
    assert "default-src 'none'" in whole
    assert not re.search(r"url\((?!#)|@import", whole)


def test_the_whole_sheet_is_small(whole: str) -> None:
    assert len(whole.encode()) < LARGEST


def test_every_id_is_there_once(whole: str) -> None:
    ids = read(whole).ids
    assert len(ids) == len(set(ids))
    used = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', whole))
    assert used <= set(ids)


def test_each_figure_stands_with_its_words_and_each_table_with_its_rows(everything: Dataset) -> None:
    made = briefing(everything, Selection(), [*OFFERS, *TABLES])
    said = plain(sheet(made).decode())
    for figure in made.figures:
        for words in (
            figure.title,
            figure.filters,
            figure.source,
            figure.version,
            *figure.notes,
            *figure.beside,
        ):
            assert words in said
    for table in made.tables:
        assert table.text.filters in said
        assert all(str(identity) in said for identity in table.rows.iloc[:MORE_THAN, 0])
        more = len(table.rows) - MORE_THAN
        assert (f"And {more} more rows, which are in the CSV." in said) == (more > 0)
    assert all(words in said for words in made.left_out)


def test_the_numbers_of_the_clashes_are_in_picture_and_table(everything: Dataset) -> None:
    figure = clashes_figure(everything, Selection())
    page = sheet_file([figure], [], everything, title="Kachin", filters="all years").decode()
    picture, below = page.split("</svg>")
    for number in figure.tables["clashes"]["clashes"].dropna():
        assert f">{number:,}<" in below
    for words in ("2,400", "1,095", "Jan-Mar only"):
        assert words in plain(picture)


def test_every_source_named_in_a_figure_is_listed_with_its_publisher(everything: Dataset, whole: str) -> None:
    listed = whole.split("<h2>Sources</h2>")[1]
    assert listed.count("<li>") >= 3
    assert "Kachin News Group" in unescape(listed)


def test_text_of_the_data_is_never_a_tag(everything: Dataset) -> None:
    said = dict.fromkeys(("title", "filters", "source", "alt", "method", "link"), HOSTILE)
    figure = replace(clashes_figure(everything, Selection()), caveats=(HOSTILE,), notes=(HOSTILE,), **said)
    table = tables_for(everything, Selection(), ["attack_records"])[0][0]
    hostile = replace(table, rows=table.rows.assign(target=HOSTILE), text=replace(table.text, title=HOSTILE))
    page = sheet_file([figure], [hostile], everything, title=HOSTILE, filters=HOSTILE, words=[HOSTILE]).decode()
    found = read(page)
    assert not found.tags & {"script", "img"}
    assert not [name for name, _ in found.risky if name.startswith("on")]
    assert all(escape(text) in page for text in VECTORS)


def test_the_same_choice_gives_the_same_bytes() -> None:
    one, other = (sheet(briefing(load(), Selection(), ["clashes", "map", *TABLES])) for _ in range(2))
    assert one == other


def test_a_phone_shows_it_without_scrolling_sideways_and_paper_cuts_nothing(
    whole: str, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(whole)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 688, "height": 1017})  # A4 within its margins, in CSS pixels
    page.emulate_media(media="print")
    right = "e => e.getBoundingClientRect().right > innerWidth + 1"
    assert page.evaluate(f"[...document.querySelectorAll('svg, table, p, li')].filter({right}).length") == 0
    high = "e => e.getBoundingClientRect().height > 1017"
    assert page.evaluate(f"[...document.querySelectorAll('figure')].filter({high}).length") == 0
    paper = tmp_path / "sheet.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    assert re.search(rb"/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]", paper.read_bytes())
    assert asked == []
