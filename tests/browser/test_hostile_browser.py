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
from tests.browsing import watched
from tests.conftest import NO_WEBGL, ROOT, Server
from tests.event_files import ucdp
from tests.hostile import (
    HOSTILE_NAME,
    LONG_CELLS,
    VECTORS,
    hostile_events,
    hostile_files,
    is_free_text,
)
from tests.looks import DRAWN

PHONE, HIGHEST_CARD = 390, 6_000  # pixels
# A record of each kind that holds hostile text.
RECORDS = ("K01", "A022", "M02", "E002", "F001")
PAGES = ("/", "/attacks", "/clashes", "/people", "/compare", "/data", "/briefing")
QUIET = "/data?part=cite"  # the page that draws least
# What would be there if a text of the data had been read as Markdown or as HTML, or had run.
FOUND = """() => {
    const inside = selector => [...document.querySelectorAll(`[data-testid=stApp] ${selector}, [role=dialog] ${selector}`)];
    return {
        ran: window.hit ?? null,
        handlers: inside('*').filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).map(e => e.outerHTML),
        pictures: inside('[data-testid=stMarkdownContainer] img').map(e => e.outerHTML),
        formulas: inside('.katex').map(e => e.outerHTML),
        drawn: inside('[data-testid=stMarkdownContainer] [role=img]').map(e => e.outerHTML).filter(e => !e.includes('icon')),
        frames: inside('iframe, object, embed, base').map(e => e.outerHTML),
        links: inside('a[href]').filter(e => new URL(e.href).origin !== location.origin).map(e => e.href + ' ' + e.rel)
            .filter(link => !/^https?:\\/\\/[^@]+ .*noreferrer/.test(link)),
        coloured: inside('.stMarkdownColoredText').map(e => e.textContent).filter(text => text === 'x'),
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
    shown = {
        path: texts_in(visit.open(path)) for path in (*PAGES, "/data?part=disputes", "/attacks?id=A022", "/clashes?id=M02")
    }
    assert set().union(*shown.values())


def row_of(identity: str) -> dict[str, str]:
    """The cells of a record that may hold any text."""
    for spec in TABLES.values():
        header, *rows = csv.reader(io.StringIO(hostile_files()[spec.file].decode(), newline=""))
        for row in rows:
            if row[0] == identity:
                return {name: cell for name, cell in zip(header, row, strict=True) if is_free_text(spec.columns[name])}
    raise KeyError(identity)


@pytest.mark.parametrize("identity", RECORDS)
def test_the_record_of_each_kind_is_shown_as_text(visit: Visit, identity: str) -> None:
    visit.open(f"{QUIET}&id={identity}")
    expect(visit.page.get_by_role("dialog")).to_be_visible(timeout=DRAWN)
    visit.settled()
    words = squeezed(visit.page.get_by_role("dialog").evaluate("e => e.textContent"))
    cells = {name: cell for name, cell in row_of(identity).items() if name in ("summary", "note") and cell}
    assert {name: cell for name, cell in cells.items() if squeezed(cell[:LONGEST_SHOWN]) not in words} == {}


def test_hostile_values_in_the_address_are_named_as_text(visit: Visit) -> None:
    hostile = {"years": VECTORS[1], "township": VECTORS[4], "type": VECTORS[6], "id": VECTORS[0], "x<b>": "1"}
    words = visit.open(f"/attacks?{urlencode(hostile)}")
    assert "Notinthisdashboard" in words
    assert "“x<b>”" in words


def test_an_uploaded_file_of_hostile_text_is_shown_as_text(visit: Visit) -> None:
    visit.open("/compare?part=file")
    content = hostile_events(ucdp)
    file: FilePayload = {"name": HOSTILE_NAME, "mimeType": "text/csv", "buffer": content}
    visit.page.locator("input[type=file]").set_input_files(file)
    expect(visit.page.locator(".st-key-file_deaths .main-svg").first).to_be_visible(timeout=DRAWN)
    words = visit.settled()
    assert squeezed(HOSTILE_NAME.replace(chr(0x202E), "<U+202E>")) in words
    expect(visit.page.locator("[data-testid=stDataFrame] td").filter(has_text=VECTORS[0]).first).to_be_attached(timeout=DRAWN)
    refused = ucdp({"side_b": LONG_CELLS[0]})
    visit.page.get_by_role("button", name="Another file").click()
    visit.page.locator("input[type=file]").set_input_files({"name": HOSTILE_NAME, "mimeType": "text/csv", "buffer": refused})
    expect(visit.page.get_by_text("must not be longer than 2,000 characters")).to_be_visible(timeout=DRAWN)
