"""The Compare page in a real browser: a file goes in, both panels are painted, a bad one is refused, a table comes out."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from components.uploads.stream import LARGEST_UPLOAD_MB
from tests.conftest import Server
from tests.event_files import UCDP_COLUMNS, acled, csv_of, many_ucdp, ucdp
from tests.hostile import FORMULAS, VECTORS

PAINTED = 60_000
HOSTILE = {"side_b": FORMULAS[0], "where_coordinates": VECTORS[1]}


def payload(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": content}


def bring(page: Page, server: str, name: str, content: bytes) -> None:
    page.goto(f"{server}/compare?part=file")
    expect(page.get_by_test_id("stFileUploader")).to_be_visible(timeout=PAINTED)
    page.locator("input[type=file]").set_input_files(payload(name, content))


def test_a_ucdp_file_is_painted_beside_our_counts_and_nothing_leaves_the_machine(
    page: Page, server: Server, outside_requests: list[str]
) -> None:
    bring(page, server.url, "mine.csv", csv_of(UCDP_COLUMNS, many_ucdp(300)))
    expect(page.get_by_role("heading", name="mine.csv")).to_be_visible(timeout=PAINTED)
    for key in ("file_events", "file_deaths"):
        expect(page.locator(f".st-key-{key} .main-svg").first).to_be_visible(timeout=PAINTED)
    expect(page.locator("[data-testid=stDeckGlJsonChart] canvas").first).to_be_visible(timeout=PAINTED)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert outside_requests == []
    assert server.outgoing() == []


def test_a_huge_and_a_refused_file_are_named_and_the_next_one_is_read(page: Page, app_server: str, tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate((LARGEST_UPLOAD_MB + 1) * 1024 * 1024)
    page.goto(f"{app_server}/compare?part=file")
    page.locator("input[type=file]").set_input_files(huge, timeout=PAINTED)
    expect(page.get_by_text(f"File must be {LARGEST_UPLOAD_MB}.0MB or smaller.")).to_be_visible(timeout=PAINTED)
    page.locator("input[type=file]").set_input_files(payload("candidate.csv", ucdp({"date_start": "00:00.0"})))
    refused = page.get_by_test_id("stAlert").filter(has_text='candidate.csv, row 2, column date_start: "00:00.0"')
    expect(refused).to_be_visible(timeout=PAINTED)
    expect(page.locator("input[type=file]")).to_have_count(1, timeout=PAINTED)
    page.locator("input[type=file]").set_input_files(payload("good.csv", ucdp({})))
    expect(page.get_by_role("heading", name="good.csv")).to_be_visible(timeout=PAINTED)
    expect(refused).to_have_count(0)


def test_the_rows_come_out_as_a_table_that_no_spreadsheet_runs(page: Page, app_server: str, tmp_path: Path) -> None:
    bring(page, app_server, "mine.csv", ucdp({}, HOSTILE))
    button = page.get_by_role("button", name="Download all 2 rows (CSV)")
    expect(button).to_be_visible(timeout=PAINTED)
    with page.expect_download(timeout=PAINTED) as waiting:
        button.click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == "ucdp-ged-normalised.csv"
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert [row["event_id"] for row in rows] == ["1", "2"]
    assert rows[1]["side_b"] == f"'{FORMULAS[0]}"
    assert rows[1]["place_as_written"] == HOSTILE["where_coordinates"]
    assert rows[0]["date_start"] == "2018-04-11"


def test_an_acled_file_fits_a_phone_in_the_dark(new_context: Callable[..., BrowserContext], app_server: str) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, color_scheme="dark").new_page()
    bring(page, app_server, "acled.csv", acled({}, {"fatalities": "0", "admin3": "Momauk"}))
    expect(page.get_by_text("forbid passing its rows on")).to_be_visible(timeout=PAINTED)
    expect(page.locator(".st-key-file_deaths .main-svg").first).to_be_visible(timeout=PAINTED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
