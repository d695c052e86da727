"""The Data page in a real browser: search, cards, downloads opened, nothing asked of another host."""

import csv
import io
import re
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from components.analysis.tables import PARTS
from components.dataset.load import DATA, load
from tests.browsing import choose_first_row

PAINTED = 30_000
EVERYTHING = load()


def opened(page: Page, server: str, query: str = "") -> None:
    page.goto(f"{server}/data{query}")
    expect(page.get_by_role("heading", name="Data", exact=True)).to_be_visible(timeout=PAINTED)


def downloaded(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download(timeout=PAINTED) as waiting:
        page.get_by_role("button", name=re.compile(button)).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_each_part_opens_and_asks_no_other_host(page: Page, app_server: str) -> None:
    opened(page, app_server)
    first = {
        "Tables": page.get_by_text("Codebook: Attacks"),
        "Sources": page.get_by_text("The core documents", exact=True),
        "Disputes": page.get_by_text("How it is handled:").first,
        "Method": page.get_by_text("Limits, counted"),
        "Cite and download": page.get_by_text("@misc{"),
    }
    assert tuple(first) == PARTS
    for part, words in first.items():
        page.get_by_role("tab", name=part).click()
        expect(page.get_by_role("tab", name=part)).to_have_attribute("aria-selected", "true", timeout=PAINTED)
        expect(words).to_be_visible(timeout=PAINTED)


def test_a_search_is_in_the_address_and_the_link_opens_it_again(page: Page, app_server: str) -> None:
    opened(page, app_server)
    box = page.get_by_role("searchbox", name="Search in every cell")
    box.fill("Laiza")
    box.press("Enter")
    shown = page.get_by_text(re.compile(r"Showing \d+ of \d+ rows, searched for “Laiza”"))
    expect(shown).to_be_visible(timeout=PAINTED)
    expect(page).to_have_url(re.compile("find=Laiza"), timeout=PAINTED)
    said = shown.inner_text()
    page.goto(page.url)
    expect(page.get_by_text(said)).to_be_visible(timeout=PAINTED)


def test_a_click_on_a_row_opens_its_card(page: Page, app_server: str) -> None:
    opened(page, app_server)
    choose_first_row(page, "data_attacks")
    expect(page).to_have_url(re.compile("id=A001"), timeout=PAINTED)
    expect(page.get_by_text("A001 · Armed clash, 9 Jun 2011").first).to_be_visible(timeout=PAINTED)


def test_everything_comes_as_a_zip_with_the_filters_in_words(page: Page, app_server: str) -> None:
    opened(page, app_server, "?part=Cite+and+download&years=2012&years=2012")
    name, content = downloaded(page, "Download everything")
    assert name == f"kachin-conflict-data_{EVERYTHING.version}_filtered.zip"
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    assert archive.read("attacks.csv") == (DATA / "attacks.csv").read_bytes()
    assert archive.read("filters.txt").decode().startswith("Filters: year 2012, ")
    rows = list(csv.DictReader(io.StringIO(archive.read("filtered/clashes_per_year.csv").decode())))
    assert {"2400", "1095"} <= {row["clashes"] for row in rows}


def test_a_table_comes_whole_and_as_shown(page: Page, app_server: str) -> None:
    opened(page, app_server, "?find=A022")
    _, whole = downloaded(page, "Whole table")
    assert whole == (DATA / "attacks.csv").read_bytes()
    name, shown = downloaded(page, "As shown")
    rows = list(csv.DictReader(io.StringIO(shown.decode())))
    assert name == "attacks_filtered.csv"
    assert [row["attack_id"] for row in rows] == ["A022"]
    assert list(rows[0]) == list(EVERYTHING.attacks.columns)


def test_a_dispute_opens_its_record_below_itself(page: Page, app_server: str) -> None:
    opened(page, app_server, "?part=Disputes")
    page.get_by_role("button", name="K02").first.click()
    expect(page.get_by_role("heading", name=re.compile("^K02 · "))).to_be_visible(timeout=PAINTED)
    expect(page).to_have_url(re.compile("id=K02"), timeout=PAINTED)
