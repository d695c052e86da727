"""Junk, huge and hostile addresses in a real browser: ignored with a notice, and the page stands."""

from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

SHOWN = 60_000
HUGE = "x" * 200_000
SCRIPT = "<script>alert(1)</script><img src=//a.example/x onerror=alert(2)>![x](//b.example)"
HOSTILE = [
    ("township", HUGE),
    ("type", SCRIPT),
    ("actor", "\u202egpj.exe\x00\x07\x1b[31m"),
    ("years", "2014"),
    ("years", "2012"),
    ("find", HUGE[:50_000]),
    ("at", HUGE[:50_000]),
    ("javascript:alert(3)", "1"),
]
GARBAGE = "&source=%zz%&&&log=%00"


@pytest.fixture
def errors(small_page: Page) -> list[str]:
    """What goes wrong in the browser: errors that nobody catches, and dialogs that a script opens."""
    found: list[str] = []

    def opened_by_a_script(dialog: object) -> None:
        found.append(str(dialog))

    small_page.on("pageerror", lambda error: found.append(str(error)))
    small_page.on("dialog", opened_by_a_script)
    return found


def notices(page: Page, address: str) -> list[str]:
    """Open a page, and give the notices on it once it stands."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Data", timeout=SHOWN)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=SHOWN)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    return page.get_by_test_id("stMain").get_by_test_id("stAlert").all_inner_texts()


def test_hostile_values_of_any_length_are_ignored_with_a_notice_that_names_them(
    small_page: Page, app_server: str, errors: list[str]
) -> None:
    told = notices(small_page, f"{app_server}/data?{urlencode(HOSTILE, quote_via=quote)}{GARBAGE}")
    assert len(told) == 1, "one short notice"
    assert len(told[0]) < 400
    assert "more" in told[0]
    assert parse_qs(urlsplit(small_page.url).query)["years"] == ["2012", "2014"], "put in order"
    assert errors == []


def test_an_address_with_more_parts_than_are_read_opens_the_page_without_filters_and_says_so(
    small_page: Page, app_server: str, errors: list[str]
) -> None:
    told = notices(small_page, f"{app_server}/data?{'&'.join(f'p{number}={number}' for number in range(5_000))}")
    assert len(told) == 1
    assert "more than 1,000 parts" in told[0]
    assert not urlsplit(small_page.url).query
    assert errors == []
