"""What a person sees and does in a real browser."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Download, Page, expect

from components.analysis.clashes import clashes_per_year, clashes_with
from components.dataset.evidence import of_evidence
from components.dataset.load import load
from components.dataset.sources import source_titles
from components.export.csv import csv_file
from tests.conftest import WIDE
from tests.looks import chart_faults, wait_until_painted

PNG_WIDTH = 960 * 3


def opened(page: Page, url: str) -> Page:
    """Open a page on the five documents alone, and wait until its charts are drawn and the run that drew them has ended."""
    if "evidence=" not in url:
        url += ("&" if "?" in url else "?") + "evidence=core"
    page.goto(url)
    return settled(page)


def settled(page: Page) -> Page:
    titles = page.locator(".js-plotly-plot .gtitle")
    expect(titles.first).to_be_visible(timeout=40_000)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=20_000)
    expect(page.locator("[data-testid=stPlotlyChart]:not(:has(.gtitle))")).to_have_count(0, timeout=20_000)
    return page


def picture(page: Page) -> str:
    """All words of the chart."""
    return " | ".join(page.locator(".js-plotly-plot .main-svg text").all_text_contents())


def address(page: Page) -> dict[str, list[str]]:
    """What the address holds beside the evidence."""
    return {name: values for name, values in parse_qs(urlsplit(page.url).query).items() if name != "evidence"}


def saved(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def switch(page: Page, label: str) -> None:
    page.get_by_test_id("stCheckbox").filter(has_text=label).locator("label").click()


def test_the_clashes_chart_shows_claims_gaps_part_year_and_superseded_count_and_has_a_name(page: Page, app_server: str) -> None:
    said = picture(opened(page, f"{app_server}/clashes"))
    for words in (
        "2,400",
        "1,095",
        "138",
        "Jan-Mar only",
        "no count in these sources",
        "All years, five documents only · showing 8 of",
    ):
        assert words in said
    assert "Older count of 2022: 17 in Jan-Mar, superseded" in said
    assert "data version" in said
    expect(page.get_by_label("Bar chart of clashes with the military").first).to_be_attached()
    expect(page.get_by_label("Table of the numbers drawn").first).to_be_attached()


def test_the_switches_change_the_axis_and_stand_in_the_address(page: Page, app_server: str) -> None:
    opened(page, f"{app_server}/clashes")
    switch(page, "Log scale")
    expect(page.locator(".main-svg").filter(has_text="log scale, bars start at 1").first).to_be_visible()
    switch(page, "Per month covered")
    expect(page.locator(".main-svg").filter(has_text="Clashes per month covered").first).to_be_visible()
    assert "200.0" in picture(settled(page))
    assert address(page) == {"log": ["true"], "per_month": ["true"]}


def test_a_shared_link_opens_the_same_view_in_a_fresh_browser(
    app_server: str, new_context: Callable[..., BrowserContext]
) -> None:
    mine = opened(new_context().new_page(), f"{app_server}/clashes")
    thumbs = mine.get_by_role("slider")
    for _ in range(8):
        thumbs.first.press("ArrowRight")
    for _ in range(3):
        thumbs.last.press("ArrowLeft")
    expect(mine.locator(".gtitle").first).to_contain_text("Years 2019 to 2021, five documents only · showing 3 of 8")
    theirs = opened(new_context().new_page(), mine.url)
    assert address(theirs) == {"years": ["2019", "2021"]}
    assert picture(theirs) == picture(settled(mine))


def test_filters_stay_through_pages_reload_back_and_reset(page: Page, app_server: str) -> None:
    opened(page, f"{app_server}/?years=2019&years=2021")
    page.get_by_role("link", name="Clashes", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Clashes")
    expect(page.locator(".gtitle").first).to_contain_text("Years 2019 to 2021")
    assert address(page)["years"] == ["2019", "2021"]
    page.reload()
    expect(page.locator(".gtitle").first).to_contain_text("Years 2019 to 2021")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kachin conflict")
    expect(page.locator(".gtitle").first).to_contain_text("Years 2019 to 2021")
    page.get_by_role("button", name="Reset filters").click()
    expect(page.locator(".gtitle").first).to_contain_text("All years", timeout=40_000)
    assert "years" not in address(page)


def test_junk_in_the_address_is_named(page: Page, app_server: str) -> None:
    opened(page, f"{app_server}/clashes?years=abc&colour=%3Cimg%20src%3Dx%3E")
    alerts = page.get_by_test_id("stAlert")
    expect(alerts.filter(has_text='"colour" is not a filter')).to_be_visible()
    expect(alerts.filter(has_text='years "abc" is no range')).to_be_visible()
    expect(page.locator(".gtitle").first).to_contain_text("All years")


@pytest.mark.parametrize("query", ["", "?years=2019&years=2021", "?years=2013&years=2018"])
def test_the_downloaded_csv_equals_the_shown_rows(page: Page, app_server: str, query: str) -> None:
    opened(page, f"{app_server}/clashes{query}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download this table (CSV)").first.click()
    content = saved(waiting.value)
    years = [int(year) for year in address(page).get("years", ["2011", "2024"])]
    assert waiting.value.suggested_filename == f"kachin-clashes_{years[0]}-{years[1]}.csv"
    data = of_evidence(load(), "core")
    counts, titles = clashes_with(data.clashes_per_year), source_titles(data.sources)
    assert content == csv_file(clashes_per_year(counts, titles, years=(years[0], years[1])))
    rows = list(csv.reader(io.StringIO(content.decode())))
    shown = page.get_by_test_id("stDataFrame").first.locator("table tbody tr")
    expect(shown).to_have_count(len(rows) - 1)
    for line, row in zip(shown.all(), rows[1:], strict=True):
        cells = [cell.strip().replace(",", "") for cell in line.locator("td").all_text_contents()]
        assert cells[:3] == row[:3]
        assert ("no count in these sources" in row) == (row[2] == "")


def test_the_camera_saves_a_sharp_png_under_a_speaking_name(page: Page, app_server: str) -> None:
    opened(page, f"{app_server}/clashes?years=2019&years=2021")
    page.locator(".js-plotly-plot").first.hover()
    with page.expect_download() as waiting:
        page.locator(".modebar-btn").first.click()
    content = saved(waiting.value)
    assert waiting.value.suggested_filename == "kachin-clashes_2019-2021.png"
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") == PNG_WIDTH
    expect(page.locator(".js-plotly-plot").first.locator(".modebar-btn")).to_have_count(1)


@pytest.mark.parametrize("query", ["", "?years=2012&years=2012"])
def test_no_word_of_the_picture_is_cut_off_or_meets_another(page: Page, app_server: str, query: str) -> None:
    opened(page, f"{app_server}/clashes{query}")
    log, per_month = (page.locator(".main-svg").filter(has_text=words) for words in ("bars start at 1", "per month covered"))
    for label, drawn, there in (
        ("", log, False),
        ("Log scale", log, True),
        ("Per month", per_month, True),
        ("Log scale", log, False),
    ):
        if label:
            switch(page, label)
        expect(drawn).to_have_count(int(there))
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            wait_until_painted(page, "light")
            assert chart_faults(page) == [], (label, width)
        page.set_viewport_size(WIDE)


def test_the_evidence_is_switched_and_stands_in_the_address_and_the_picture(page: Page, app_server: str) -> None:
    page.goto(f"{app_server}/clashes?years=2019&years=2021")
    settled(page)
    page.get_by_role("radio", name="core").or_(page.get_by_role("button", name="core", exact=True)).first.click()
    expect(page.locator(".gtitle").first).to_contain_text("Years 2019 to 2021, five documents only")
    assert parse_qs(urlsplit(settled(page).url).query) == {"years": ["2019", "2021"], "evidence": ["core"]}
    page.reload()
    expect(page.locator(".gtitle").first).to_contain_text("five documents only", timeout=20_000)
    page.get_by_role("button", name="Reset filters").click()
    expect(page.locator(".gtitle").first).to_contain_text("All years, five documents only", timeout=40_000)
    assert parse_qs(urlsplit(settled(page).url).query) == {"evidence": ["core"]}
