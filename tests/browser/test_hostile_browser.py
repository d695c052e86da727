"""Hostile data in a real browser: every page shows it as the text it is, and nothing of it runs, loads or leads away."""

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from components.dataset.schema import TABLES
from components.text.escaping import LONGEST_SHOWN
from components.web.server import PARTS
from tests.browsing import watched
from tests.conftest import NO_WEBGL, ROOT, Server
from tests.event_files import ucdp
from tests.hostile import (
    HOSTILE_NAME,
    LONG,
    LONG_CELLS,
    OUTSIDE,
    VECTORS,
    hostile_events,
    hostile_files,
    is_free_text,
)
from tests.looks import DRAWN

PHONE, HIGHEST_CARD = 390, 6_000  # pixels
# A record of each kind that holds hostile text.
RECORDS = ("d000", "K01", "A022", "C001", "M02", "E002", "F001", "myanmar_military", "mung_lai_hkyet", "D001", "R001", "P001")
WORDLESS = {"/briefing", "/data"}  # a picture, and a table that is drawn as one
QUIET = "/data?part=Cite+and+download"  # the page that draws least
# What would be there if a text of the data had been read as Markdown or as HTML, or had run.
FOUND = """() => {
    const inside = selector => [...document.querySelectorAll('[data-testid=stApp] ' + selector)];
    return {
        ran: window.hit ?? null,
        handlers: inside('*').filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).map(e => e.outerHTML),
        pictures: inside('[data-testid=stMarkdownContainer] img').map(e => e.outerHTML),
        formulas: inside('.katex').map(e => e.outerHTML),
        drawn: inside('[data-testid=stMarkdownContainer] [role=img]').map(e => e.outerHTML).filter(e => !e.includes('icon')),
        frames: inside('iframe, object, embed, base').map(e => e.outerHTML),
        links: inside('a[href]').filter(e => new URL(e.href).origin !== location.origin).map(e => e.href + ' ' + e.rel),
        coloured: inside('.stMarkdownColoredText').map(e => e.outerHTML).filter(e => !/>[A-Z]\\d+</.test(e)),
        faults: inside('[data-testid=stException]').map(e => e.innerText),
        wider: document.documentElement.scrollWidth > innerWidth,
    };
}"""
NOTHING = {
    **{what: [] for what in ("handlers", "pictures", "formulas", "drawn", "frames", "links", "coloured", "faults")},
    "ran": None,
    "wider": False,
}


@dataclass
class Visit:
    """One tab on the hostile dashboard, with what the browser refused and what asked the reader something."""

    page: Page
    url: str
    refused: list[str]
    asked: list[str] = field(default_factory=list)

    def open(self, address: str) -> str:
        """Open an address, wait until its page is drawn, hold it to nothing having run, and give its words."""
        self.page.goto(f"{self.url}{address}")
        return self.settled()

    def settled(self, **allowed: object) -> str:
        """Wait for the page; then nothing of the data has run, loaded or become a link, and all of it is read as words."""
        expect(self.page.get_by_role("heading", level=1)).to_be_visible(timeout=DRAWN)
        expect(self.page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=DRAWN)
        found = self.page.evaluate(FOUND)
        assert found == NOTHING | allowed, self.page.url
        assert self.refused == []
        assert self.asked == []
        return squeezed(self.page.get_by_test_id("stApp").evaluate("e => e.textContent"))


def squeezed(text: str) -> str:
    """The text without blanks, since a chart breaks its lines."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def hostile_server(start_server: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard with a data folder full of hostile text."""
    folder = tmp_path_factory.mktemp("hostile")
    for name in ("components", "data", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("dashboard.py", "serve.py", "CITATION.cff", "CHANGELOG.md", "LICENSE-DATA"):
        shutil.copy(ROOT / name, folder / name)
    for name, content in hostile_files().items():
        Path(folder / "data" / name).write_bytes(content)
    server = start_server(folder)
    yield server
    assert server.outgoing() == []
    server.stop()


@pytest.fixture
def map_visit(hostile_server: Server, new_context: Callable[..., BrowserContext]) -> Visit:
    """A small tab on the hostile dashboard."""
    page = new_context(viewport={"width": 1000, "height": 600}).new_page()
    made = Visit(page, hostile_server.url, watched(page))
    page.on("dialog", lambda dialog: (made.asked.append(dialog.message), dialog.dismiss()))
    return made


@pytest.fixture
def visit(map_visit: Visit) -> Visit:
    """A small tab that paints no map."""
    map_visit.page.add_init_script(NO_WEBGL)
    return map_visit


def texts_in(words: str) -> set[str]:
    return {text for text in VECTORS if squeezed(text) in words}


def test_every_page_shows_hostile_data_as_text(visit: Visit) -> None:
    shown = {path: texts_in(visit.open(path)) for path in (*PARTS, "/data?part=Disputes", "/data?part=Disputes&page=2")}
    for path in shown.keys() - WORDLESS:
        assert len(shown[path]) >= (1 if path == "/compare" else 3), path  # without a file Compare has one figure
    assert set().union(*shown.values()) == set(VECTORS)


def test_the_label_of_a_bar_says_a_hostile_name_as_it_is(visit: Visit) -> None:
    visit.open("/clashes?years=2012&years=2012")
    bars = visit.page.locator(".js-plotly-plot").first.locator(".bars .point path")
    expect(bars.first).to_be_visible(timeout=DRAWN)
    bars.first.scroll_into_view_if_needed()
    box = bars.first.bounding_box()
    assert box
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 4)
    label = visit.page.locator(".hoverlayer .hovertext")
    expect(label.first).to_be_visible()
    assert texts_in(squeezed(label.first.text_content() or ""))
    visit.settled()


def row_of(identity: str) -> dict[str, str]:
    """The cells of a record that may hold any text."""
    for spec in TABLES.values():
        header, *rows = csv.reader(io.StringIO(hostile_files()[spec.file].decode(), newline=""))
        for row in rows:
            if row[0] == identity:
                return {name: cell for name, cell in zip(header, row, strict=True) if is_free_text(spec.columns[name])}
    raise KeyError(identity)


def test_the_card_of_each_kind_of_record_says_every_cell_as_it_is(visit: Visit) -> None:
    visit.open(QUIET)
    for identity in RECORDS:
        record = visit.page.get_by_label("Record", exact=True)
        record.fill(identity)
        record.press("Enter")
        card = visit.page.get_by_role("heading", level=3, name=f"{identity} ·")
        expect(card).to_be_visible(timeout=DRAWN)
        link = f"https://{OUTSIDE}/%3Cimg/src=x/onerror=window.hit=1%3E noopener noreferrer"
        expect(visit.page.get_by_role("columnheader", name="Field", exact=True)).to_be_visible(timeout=DRAWN)
        words = visit.settled(links=[link] if identity == "d000" else [])
        cells = {name: cell for name, cell in row_of(identity).items() if cell and name not in ("locators", "aliases")}
        assert {name: cell for name, cell in cells.items() if squeezed(cell[:LONGEST_SHOWN]) not in words} == {}


def test_a_cell_of_10_000_characters_leaves_a_phone_its_width_and_the_page_an_end(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": PHONE, "height": 844})
    table = csv.reader(io.StringIO(hostile_files()["attacks.csv"].decode(), newline=""))
    for identity in [row[0] for row in table if any(len(cell) > LONG // 2 for cell in row)][:2]:
        words = visit.open(f"{QUIET}&id={identity}")
        assert squeezed("[1,000 of 10,0") in words
        card = visit.page.get_by_role("heading", level=3, name=f"{identity} ·").locator(
            "xpath=ancestor::*[@data-testid='stVerticalBlock'][1]"
        )
        box = card.bounding_box()
        assert box
        assert box["width"] <= PHONE
        assert box["height"] < HIGHEST_CARD


def test_hostile_values_in_the_address_are_named_as_text(visit: Visit) -> None:
    hostile = {"years": VECTORS[1], "township": VECTORS[4], "type": VECTORS[6], "at": VECTORS[7], "id": VECTORS[0], "x<b>": "1"}
    words = visit.open(f"/townships?{urlencode(hostile)}")
    for said in (f'years"{VECTORS[1]}"', f'"{VECTORS[6]}"isnotype', 'Norecordhastheid"<script>', '"x<b>"isnotafilter'):
        assert squeezed(said) in words
    township = visit.page.get_by_role("heading", level=2).first.text_content() or ""
    assert township.removesuffix(" Township") in VECTORS  # found by its own hostile name or that of its seat


def test_a_brought_file_of_hostile_text_is_shown_as_text(visit: Visit) -> None:
    visit.open("/compare")
    content = hostile_events(ucdp)
    file: FilePayload = {"name": HOSTILE_NAME, "mimeType": "text/csv", "buffer": content}
    visit.page.locator("input[type=file]").set_input_files(file)
    expect(visit.page.get_by_text("In use:")).to_be_visible(timeout=DRAWN)
    expect(visit.page.locator(".st-key-file_deaths_figure .main-svg").first).to_be_visible(timeout=DRAWN)
    words = visit.settled()
    assert squeezed(f"In use: {HOSTILE_NAME.replace(chr(0x202E), '<U+202E>')}") in words
    expect(visit.page.locator("[data-testid=stDataFrame] td").filter(has_text=VECTORS[0]).first).to_be_attached(timeout=DRAWN)
    assert len(texts_in(visit.settled())) > 8
    refused = ucdp({"side_b": LONG_CELLS[0]})
    visit.page.get_by_text("Bring another file").click()
    visit.page.locator("input[type=file]").set_input_files({"name": HOSTILE_NAME, "mimeType": "text/csv", "buffer": refused})
    expect(visit.page.get_by_text("must not be longer than 2,000 characters")).to_be_visible(timeout=DRAWN)
    visit.settled()
