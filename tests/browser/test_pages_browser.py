"""What a reader sees and does on the pages, in a real browser: nothing cut or blank, clicks narrow, Back undoes."""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect

from components.charts.theme import Mode
from components.dataset.load import load
from components.dataset.records import records
from components.filters.view import View
from components.maps.event_map import discs
from components.maps.ground import LOOKS as LOOKS_AT
from components.maps.ground import pixels_at
from tests.looks import DRAWN, LOOKS, MAP, axe_faults, is_drawn, wait_until_painted

PATHS = ("/", "/attacks", "/clashes", "/people", "/compare", "/data", "/briefing")
TALLEST = {"/": 1_500}  # px at 1440, others 2,400
CUT = """() => [...document.querySelectorAll('[data-testid=stMain] :is(p, h1, h2, h3, h5, button, label)')]
    .filter((one) => one.checkVisibility() && one.getClientRects().length)
    .filter((one) => !one.closest('[class*=st-key-swipe_], [class*=st-key-top_] button, [role=tablist]'))
    .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((one) => one.textContent.slice(0, 60))"""


def opened(page: Page, address: str, mode: Mode = "light") -> None:
    page.emulate_media(color_scheme=mode)
    page.goto(address)
    page.get_by_role("heading", level=1).first.wait_for(timeout=DRAWN)
    wait_until_painted(page, mode)


def bars(page: Page, card: str) -> Locator:
    return page.locator(f".st-key-{card} .barlayer .point path")


def height(page: Page) -> int:
    return int(page.get_by_test_id("stMain").evaluate("(main) => main.scrollHeight"))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_painted_not_too_long_and_has_no_barrier(page: Page, app_server: str, path: str, mode: Mode) -> None:
    page.set_viewport_size(ViewportSize(width=1440, height=900))
    opened(page, f"{app_server}{path}", mode)
    assert page.get_by_test_id("stException").count() == 0
    assert height(page) <= TALLEST.get(path, 2_400)
    assert axe_faults(page, mode) == []


@pytest.mark.parametrize("width", [390, 360])
@pytest.mark.parametrize("path", PATHS)
def test_on_a_phone_nothing_is_cut_and_the_page_does_not_move_sideways(
    page: Page, app_server: str, path: str, width: int
) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=780))
    opened(page, f"{app_server}{path}")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(CUT) == []
    assert height(page) <= 5_000


@pytest.mark.parametrize("width", [1366, 1920])
def test_on_paper_a_page_lies_across_and_is_made_smaller_until_all_of_its_width_fits(
    page: Page, app_server: str, width: int
) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=800))
    opened(page, f"{app_server}/clashes")
    page.evaluate("addEventListener('beforeprint', () => window.printed = document.body.style.zoom)")
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    sizes = [[float(number) for number in box.split()] for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", paper)]
    assert sizes
    assert all(across > down for _, _, across, down in sizes)
    right = max(sizes[0][2] - 2 * 28.4, 0) * 96 / 72  # in pixels of CSS, between margins of 10 mm
    assert float(page.evaluate("window.printed")) * width <= right
    assert page.evaluate("document.body.style.zoom") == ""


def test_a_click_on_a_year_narrows_the_page_and_back_and_forward_undo_and_redo(page: Page, app_server: str) -> None:
    opened(page, f"{app_server}/attacks")
    finding = page.locator(".st-key-head p").first
    whole = finding.inner_text()
    bars(page, "events_by_year").nth(0).click(force=True)
    expect(page).to_have_url(re.compile(r"years=2011&years=2011"))
    expect(finding).not_to_have_text(whole)
    narrowed = finding.inner_text()
    wait_until_painted(page, "light")
    page.go_back()
    expect(finding).to_have_text(whole)
    expect(page).not_to_have_url(re.compile(r"years="))
    page.go_forward()
    expect(finding).to_have_text(narrowed)


def test_click_after_click_on_a_year_narrows_and_frees_in_turn(page: Page, app_server: str) -> None:
    opened(page, f"{app_server}/attacks")
    finding = page.locator(".st-key-head p").first
    whole = finding.inner_text()
    for _ in range(2):
        bars(page, "events_by_year").nth(0).click(force=True)
        expect(finding).not_to_have_text(whole)
        wait_until_painted(page, "light")
        bars(page, "events_by_year").nth(0).click(force=True)
        expect(finding).to_have_text(whole)
        wait_until_painted(page, "light")


def test_a_click_on_a_township_s_bar_makes_the_page_its_profile(page: Page, app_server: str) -> None:
    opened(page, f"{app_server}/attacks")
    bars(page, "townships_ranked").first.click(force=True)
    expect(page).to_have_url(re.compile(r"township="))
    expect(page.get_by_role("heading", level=1)).to_contain_text("MMR0")


def test_a_click_on_a_circle_of_the_map_narrows_and_a_second_frees(page: Page, app_server: str) -> None:
    opened(page, f"{app_server}/attacks")
    seat = next(seat for seat in records(load()).seats if seat.township == "Hpakant")
    disc = next(disc for disc in discs(View(load()), LOOKS_AT["All"]) if disc.seat.pcode == seat.pcode)
    centre = pixels_at(LOOKS_AT["All"])
    narrowed = re.compile(r"township=Hpakant")
    click_map_until(page, (disc.x - centre[0], disc.y - centre[1]), lambda: expect(page).to_have_url(narrowed, timeout=3_000))
    wait_until_painted(page, "light")
    # the map has gone to the township, whose circle is its middle now
    click_map_until(page, (0, 0), lambda: expect(page).not_to_have_url(narrowed, timeout=3_000))


def click_map_until(page: Page, at: tuple[float, float], seen: Callable[[], None]) -> None:
    """Click so many pixels from the middle of the map until something is seen: a map may not yet know what lies there."""
    drawn = page.locator(MAP).first
    drawn.scroll_into_view_if_needed()
    assert any(is_drawn(drawn, "light") for _ in range(LOOKS))
    box = drawn.bounding_box()
    assert box
    for _ in range(LOOKS):
        page.mouse.click(box["x"] + box["width"] / 2 + at[0], box["y"] + box["height"] / 2 + at[1])
        with suppress(AssertionError):
            seen()
            return
    seen()


def test_a_mark_opens_its_record_and_closing_takes_it_out_of_the_address(page: Page, app_server: str) -> None:
    opened(page, f"{app_server}/attacks?id=A022")
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text("Mung Lai Hkyet")
    drawer.get_by_role("button", name="Close").click()
    expect(page).not_to_have_url(re.compile(r"id="))


def test_a_shared_address_opens_the_same_view_in_a_fresh_browser(
    page: Page, app_server: str, new_context: Callable[..., BrowserContext]
) -> None:
    query = "?evidence=core&years=2012&years=2014"
    opened(page, f"{app_server}/attacks{query}")
    finding = page.locator(".st-key-head p").first.inner_text()
    fresh = new_context().new_page()
    opened(fresh, page.url)
    assert fresh.locator(".st-key-head p").first.inner_text() == finding
    assert fresh.url.endswith(query)


def test_the_navigation_keeps_the_filters(page: Page, app_server: str) -> None:
    opened(page, f"{app_server}/attacks?township=Hpakant")
    page.get_by_role("link", name="People").first.click()
    expect(page).to_have_url(re.compile(r"/people\?township=Hpakant"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/townships?at=Hpakant&years=2012&years=2014", "/attacks?township=Hpakant&years=2012&years=2014"),
        ("/talks?evidence=core", "/clashes?evidence=core"),
    ],
)
def test_an_address_of_the_release_before_leads_to_its_new_page(page: Page, app_server: str, old: str, new: str) -> None:
    page.goto(f"{app_server}{old}")
    page.get_by_role("heading", level=1).first.wait_for(timeout=DRAWN)
    path, _, query = new.partition("?")
    expect(page).to_have_url(re.compile(re.escape(path)))
    assert set(query.split("&")) == set(page.url.partition("?")[2].split("&"))
