"""What a reader with an open page lives through: a faulty file, a server that is killed, a line that is cut."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from benchmarks.line import Line, line_to
from tests.conftest import ROOT, Server
from tests.pages.test_app_data import edit

SHOWN = 60_000
CUT_SECONDS = float(os.environ.get("CUT_SECONDS", "0"))  # how long the line stays cut once it is noticed; `make soak` says 20
VIEW = "/attacks?years=2012&years=2014&township=Momauk&type=airstrike"
CHOSEN = "years=2012&years=2014&township=Momauk&type=airstrike"


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(viewport={"width": 900, "height": 600}).new_page()


def finding(page: Page) -> str:
    """The finding that the page states for its filters, once it is drawn."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("Momauk", timeout=SHOWN)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=SHOWN)
    return page.locator(".st-key-head p").first.inner_text()


def is_connected(page: Page, *, connected: bool) -> None:
    """Wait until the page has noticed that its server is there, or is gone."""
    app = expect(page.get_by_test_id("stApp"))
    (app.to_have_attribute if connected else app.not_to_have_attribute)(
        "data-test-connection-state", "CONNECTED", timeout=SHOWN
    )


def goes_on(page: Page, before: str) -> None:
    """The same page with the same filters and counts, without a reload, and a filter that is moved still moves the counts."""
    is_connected(page, connected=True)
    assert page.evaluate("window.opened"), "the page was loaded anew"
    assert finding(page) == before
    assert urlsplit(page.url).query == CHOSEN
    expect(page.get_by_test_id("stMultiSelect").first).to_contain_text("Momauk")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_text("Failed to fetch")).to_have_count(0)
    moved = re.compile("years=2013&years=2014")
    page.get_by_role("slider").first.press("ArrowRight")
    try:
        expect(page).to_have_url(moved, timeout=8_000)
    except AssertionError:  # the first move after a new server only tells it where the reader was
        page.get_by_role("slider").first.press("ArrowRight")
    expect(page).to_have_url(moved, timeout=SHOWN)


def opened(page: Page, url: str) -> str:
    """Open the view with all that its parts are drawn by, mark the page so that a reload would show, and give its counts."""
    page.goto(f"{url}{VIEW}")
    before = finding(page)
    assert before
    expect(page.get_by_test_id("stMain").locator(".js-plotly-plot, canvas").first).to_be_visible(timeout=SHOWN)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.opened = true")
    return before


def test_a_killed_server_comes_back_to_the_same_filters_and_counts(page: Page, start_server: Callable[..., Server]) -> None:
    server = start_server()
    before = opened(page, server.url)
    server.process.kill()
    server.process.wait()
    is_connected(page, connected=False)
    start_server(port=urlsplit(server.url).port)
    goes_on(page, before)


@pytest.fixture
def line(app_server: str) -> Iterator[Line]:
    with line_to(app_server) as line:
        yield line


def test_a_cut_line_comes_back_to_the_same_filters_and_counts(page: Page, line: Line) -> None:
    before = opened(page, line.url)
    line.cut()
    is_connected(page, connected=False)
    page.wait_for_timeout(CUT_SECONDS * 1000)
    is_connected(page, connected=False)
    line.mend()
    goes_on(page, before)


def test_a_page_with_a_part_that_did_not_arrive_loads_itself_anew(page: Page, app_server: str) -> None:
    asked: list[str] = []

    def lose_first(route: Route) -> None:
        asked.append(route.request.url)
        (route.abort if len(asked) == 1 else route.continue_)()

    page.route(re.compile(r"/static/js/PlotlyChart\."), lose_first)
    page.goto(f"{app_server}{VIEW}")
    expect(page.get_by_test_id("stMain").locator(".js-plotly-plot").first).to_be_visible(timeout=SHOWN)
    assert len(asked) == 2
    expect(page.get_by_text("Failed to fetch")).to_have_count(0)
    assert urlsplit(page.url).query == CHOSEN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the dashboard whose data can be broken."""
    for name in ("components", "data", ".streamlit"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("serve.py", "dashboard.py", "CITATION.cff", "README.md", "CHANGELOG.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_a_page_shows_a_fault_keeps_the_last_good_data_and_goes_on_by_itself_once_the_file_is_mended(
    page: Page, start_server: Callable[..., Server], folder: Path
) -> None:
    counts = folder / "data" / "clashes_per_year.csv"
    fault = 'clashes_per_year.csv, row 2, column clashes: "many" must be a whole number, 0 or more, in digits only.'
    edit(counts, ",2400,", ",many,")
    server = start_server(folder)
    alerts = page.get_by_test_id("stMain").get_by_test_id("stAlert")
    page.goto(f"{server.url}{VIEW}")
    expect(alerts).to_have_text(
        f"The data cannot be shown: a data file has a fault. The page opens as soon as it is mended. {fault}",
        use_inner_text=True,
        timeout=SHOWN,
    )
    edit(counts, ",many,", ",2400,")
    finding(page)
    expect(alerts).to_have_count(0)
    edit(counts, ",2400,", ",many,")
    page.get_by_role("slider").first.press("ArrowRight")
    expect(alerts).to_have_text(
        f"A data file has a fault. The last good data stays on screen until it is mended. {fault}",
        use_inner_text=True,
        timeout=SHOWN,
    )
    assert finding(page)
    edit(counts, ",many,", ",2400,")
    expect(alerts).to_have_count(0, timeout=SHOWN)
    assert finding(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
