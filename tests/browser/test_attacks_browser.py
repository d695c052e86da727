"""The Attacks page in a real browser: marks, rows, years, links."""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from components.dataset.load import load
from tests.browsing import choose_first_row, point_at_mark
from tests.conftest import SMALL
from tests.looks import LOOKS, MAP, map_faults

PAINTED = 30_000
EVERYTHING = load()
ATTACKS = EVERYTHING.attacks
MOMAUK_PLACES = EVERYTHING.places.loc[EVERYTHING.places["township"] == "Momauk", "place_id"]
IN_MOMAUK = int(ATTACKS["place_id"].isin(MOMAUK_PLACES).sum())
MOMAUK = f"{IN_MOMAUK} of {len(ATTACKS)} attack records"


@pytest.fixture
def page(small_page: Page) -> Page:
    return small_page


@pytest.fixture
def map_page(new_context: Callable[..., BrowserContext]) -> Page:
    """A tab that paints its map, for what a person sees and does on it."""
    return new_context(viewport=SMALL).new_page()


def opened(page: Page, server: str, query: str = "") -> None:
    page.goto(f"{server}/attacks{query}")
    expect(page.get_by_role("heading", name="The records")).to_be_visible(timeout=PAINTED)
    expect(page.locator(f"{MAP} canvas").first).to_be_visible(timeout=PAINTED)


def click_mark(page: Page, latitude: float, longitude: float, *, opens: Callable[[], Locator]) -> None:
    """Click the mark at a point of the Laiza view until what it opens is there."""
    x, y = point_at_mark(page, latitude, longitude)
    for _ in range(LOOKS):  # a slow machine takes a click of long duration for something else
        page.mouse.click(x, y)
        with suppress(AssertionError):
            expect(opens()).to_be_visible(timeout=2_000)
            return
    raise AssertionError("no click on the mark opened anything")


def test_marks_side_by_side_are_painted_and_open_apart(map_page: Page, app_server: str) -> None:
    opened(map_page, app_server, "?view=Laiza+area")
    assert map_faults(map_page, "light") == []
    click_mark(map_page, 24.76, 97.563333, opens=lambda: map_page.get_by_text(re.compile("The mark holds|Close record")).first)
    assert "A022" not in map_page.url
    click_mark(map_page, 24.78, 97.56, opens=lambda: map_page.get_by_text("A022 · Strike (weapon disputed)").first)
    expect(map_page).to_have_url(re.compile("id=A022"), timeout=PAINTED)


def test_burmese_names_are_drawn_when_chosen_and_the_link_keeps_the_choice(map_page: Page, app_server: str) -> None:
    opened(map_page, app_server, "?view=Laiza+area")
    assert map_faults(map_page, "light") == []
    english = map_page.locator(MAP).screenshot()
    map_page.get_by_role("button", name="Burmese names").click()
    expect(map_page).to_have_url(re.compile("layers=Burmese"), timeout=PAINTED)
    assert any(map_page.locator(MAP).screenshot() != english for _ in range(LOOKS))
    map_page.reload()
    expect(map_page.get_by_role("button", name="Burmese names")).to_have_attribute("aria-pressed", "true", timeout=PAINTED)


def test_a_permalink_opens_the_record_in_a_fresh_browser(page: Page, app_server: str) -> None:
    opened(page, app_server, "?id=A026&evidence=core")
    expect(page.get_by_text("A026 · Attack on base, 2024").first).to_be_visible()
    expect(page.get_by_text("A027, Shwe Nyaung Pin")).to_be_visible()


def test_a_link_with_junk_names_what_it_ignores(page: Page, app_server: str) -> None:
    opened(page, app_server, "?township=Momauk&type=%3Cscript%3E&colour=red")
    expect(page.get_by_text('"<script>" is no type in these data')).to_be_visible()
    expect(page.get_by_text('"colour" is not a filter').first).to_be_visible()
    expect(page.get_by_text(f"showing {MOMAUK}").first).to_be_visible()


def test_a_chosen_filter_is_in_the_address_and_the_copied_link_opens_it_again(page: Page, app_server: str) -> None:
    opened(page, app_server)
    page.get_by_role("combobox", name=re.compile("Township")).fill("N'mawk")
    page.get_by_role("option").first.click()
    expect(page).to_have_url(re.compile("township=Momauk"), timeout=PAINTED)
    page.keyboard.press("Escape")  # an open list hides the rest of the page from whoever asks for its buttons
    page.get_by_role("button", name="Copy link").click()
    link = f"{app_server}/attacks?township=Momauk"
    expect(page.get_by_text(link, exact=True)).to_be_visible()
    page.goto(link)
    expect(page.get_by_text(MOMAUK).first).to_be_visible(timeout=PAINTED)


def test_back_and_forward_bring_the_filters_with_their_page(page: Page, app_server: str) -> None:
    opened(page, app_server, "?township=Momauk")
    page.get_by_role("link", name="Clashes").first.click()
    expect(page).to_have_url(re.compile("/clashes.township=Momauk"), timeout=PAINTED)
    page.go_back()
    expect(page).to_have_url(re.compile("/attacks.township=Momauk"), timeout=PAINTED)
    expect(page.get_by_text(MOMAUK).first).to_be_visible(timeout=PAINTED)
    page.go_forward()
    expect(page.get_by_role("heading", name="Clashes", exact=True)).to_be_visible(timeout=PAINTED)
    expect(page).to_have_url(re.compile("township=Momauk"))


def test_a_click_on_a_row_opens_its_record_and_a_closed_card_takes_the_mark_off_its_row(page: Page, app_server: str) -> None:
    opened(page, app_server)
    choose_first_row(page, "kachin-attacks")
    expect(page).to_have_url(re.compile("id=A001"), timeout=PAINTED)
    page.get_by_role("button", name="Close record").click()
    expect(page.get_by_role("button", name="Close record")).to_have_count(0, timeout=PAINTED)
    expect(page).not_to_have_url(re.compile("id="))
    # On a row that was still marked this click would take the mark off and open nothing.
    choose_first_row(page, "kachin-attacks")
    expect(page).to_have_url(re.compile("id=A001"), timeout=PAINTED)


def test_a_year_can_be_played(page: Page, app_server: str) -> None:
    opened(page, app_server)
    page.get_by_role("button", name="Later").click()
    expect(page.get_by_text("Shown: 2011")).to_be_visible(timeout=PAINTED)
    page.get_by_role("button", name="Play the years").click()
    expect(page.get_by_text("Shown: 2012")).to_be_visible(timeout=PAINTED)
    expect(page.get_by_text("Shown: 2014")).to_be_visible(timeout=PAINTED)
