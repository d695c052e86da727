"""The Townships page in a real browser: links, the box, rows; no other host is asked."""

import re

import pytest
from playwright.sync_api import Page, expect

from components.dataset.load import load
from tests.browsing import choose_first_row
from tests.looks import chart_faults, wait_until_painted

SHOWN, MAP_SHOWN = 30_000, 90_000  # the map comes last, and slowly without a graphics card
IN_BURMESE = load().places.drop_duplicates("township").set_index("township")["name_my"]
MAP = "[data-testid=stDeckGlJsonChart]"


@pytest.fixture
def page(small_page: Page) -> Page:
    return small_page


def opened(page: Page, server: str, query: str = "") -> None:
    core = "" if "evidence" in query else f"{'&' if query else '?'}evidence=core"
    page.goto(f"{server}/townships{query}{core}")
    settled(page)


def settled(page: Page) -> None:
    expect(page.get_by_role("heading", name="How it stands among the 42 townships")).to_be_visible(timeout=SHOWN)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=SHOWN)


def town(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=f"{name} Township", exact=True)).to_be_visible(timeout=SHOWN)


def test_a_link_opens_its_township_with_map_timeline_and_rank(page: Page, app_server: str) -> None:
    opened(page, app_server, "?at=Hpakant")
    town(page, "Hpakant")
    expect(page.get_by_text(IN_BURMESE["Hpakant"]).first).to_be_visible()
    expect(page.locator(f"{MAP} canvas").first).to_be_visible(timeout=MAP_SHOWN)
    expect(page.get_by_label("Map around Hpakant: 4 of 4 records").first).to_be_attached()
    expect(page.get_by_label("Time chart of attacks and of meetings").first).to_be_attached()
    expect(page.locator(".js-plotly-plot").filter(has_text="▶ Hpakant")).to_have_count(1)


def test_a_township_chosen_in_the_box_is_in_the_address_under_its_plain_name(page: Page, app_server: str) -> None:
    opened(page, app_server)
    box = page.get_by_role("combobox", name=re.compile("Choose a township"))
    box.fill("Sumprabum")
    page.get_by_role("option", name="Sumprabum", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"[?&]at=Sumprabum(&|$)"), timeout=SHOWN)
    town(page, "Sumprabum")
    expect(page.get_by_text("which does not mean that nothing happened there")).to_be_visible()
    page.reload()
    settled(page)
    town(page, "Sumprabum")


def test_another_name_typed_into_the_box_becomes_the_plain_name(page: Page, app_server: str) -> None:
    opened(page, app_server)
    box = page.get_by_role("combobox", name=re.compile("Choose a township"))
    box.fill("Danai")
    page.get_by_role("option").filter(has_text="Danai").first.click()
    town(page, "Tanai")
    expect(page).to_have_url(re.compile(r"[?&]at=Tanai(&|$)"), timeout=SHOWN)


def test_an_unknown_township_in_a_link_is_named(page: Page, app_server: str) -> None:
    opened(page, app_server, "?at=Atlantis")
    expect(page.get_by_text('No township of the study area is called "Atlantis"')).to_be_visible()


def test_a_click_on_a_row_opens_its_record_and_keeps_the_township(page: Page, app_server: str) -> None:
    opened(page, app_server, "?at=Hpakant")
    choose_first_row(page, "kachin-township-hpakant-attacks")
    expect(page).to_have_url(re.compile("id=A014"), timeout=SHOWN)
    expect(page).to_have_url(re.compile("at=Hpakant"))
    expect(page.get_by_text("A014 · Armed clash").first).to_be_visible(timeout=SHOWN)


@pytest.mark.parametrize("at", ["Waingmaw", "Sumprabum"])
def test_no_word_of_the_charts_is_cut_off(page: Page, app_server: str, at: str) -> None:
    opened(page, app_server, f"?at={at}")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 700})
        wait_until_painted(page, "light")
        assert chart_faults(page) == []
