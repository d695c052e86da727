"""The Attacks page in a real browser: marks, rows, years, links."""

import re
from collections.abc import Callable
from contextlib import suppress
from math import cos, radians

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from components.datasets import load
from components.maps import VIEWS
from tests.browsing import choose_first_row

MAP = "[data-testid=stDeckGlJsonChart]"
PAINTED = 30_000
EVERYTHING = load()
ATTACKS = EVERYTHING.attacks
MOMAUK_PLACES = EVERYTHING.places.loc[EVERYTHING.places["township"] == "Momauk", "place_id"]
IN_MOMAUK = int(ATTACKS["place_id"].isin(MOMAUK_PLACES).sum())
MOMAUK = f"{IN_MOMAUK} of {len(ATTACKS)} attack records"
LOOKS = 60  # at the map, until its marks are painted


@pytest.fixture
def page(small_page: Page) -> Page:
    return small_page


@pytest.fixture
def wide_page(new_context: Callable[..., BrowserContext]) -> Page:
    """A tab in which the map has room, for what a person sees and does on it."""
    return new_context().new_page()


def opened(page: Page, server: str, query: str = "") -> None:
    page.goto(f"{server}/attacks{query}")
    expect(page.get_by_role("heading", name="The records")).to_be_visible(timeout=PAINTED)
    expect(page.locator(f"{MAP} canvas").first).to_be_visible(timeout=PAINTED)


def colours(page: Page) -> int:
    """How many colours a picture of the map holds, in steps that blur its edges."""
    picture = page.locator(MAP).screenshot()
    return page.evaluate(
        """async (bytes) => {
            const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], {type: "image/png"}));
            const canvas = new OffscreenCanvas(image.width, image.height);
            const context = canvas.getContext("2d");
            context.drawImage(image, 0, 0);
            const data = context.getImageData(0, 0, image.width, image.height).data;
            const found = new Set();
            for (let i = 0; i < data.length; i += 4) found.add([0, 1, 2].map((band) => data[i + band] >> 5).join());
            return found.size;
        }""",
        list(picture),
    )


def painted(page: Page) -> bool:
    """Whether the map comes to show more colours than its ground and outlines have."""
    return any(colours(page) > 12 for _ in range(LOOKS))


def test_the_map_is_painted_and_asks_no_other_host(wide_page: Page, app_server: str) -> None:
    opened(wide_page, app_server)
    assert painted(wide_page)


def point_at_mark(page: Page, latitude: float, longitude: float) -> tuple[float, float]:
    """Hold the pointer over the mark at a point of the Laiza view until the map says what it is; where the pointer is then."""
    view, box = VIEWS["Laiza area"], page.locator(MAP).bounding_box()
    assert box
    scale = 512 * 2**view.zoom / 360
    x = box["x"] + box["width"] / 2 + (longitude - view.longitude) * scale
    y = box["y"] + box["height"] / 2 - (latitude - view.latitude) * scale / cos(radians(view.latitude))
    tip = page.locator(".deck-tooltip")
    for _ in range(LOOKS):
        page.mouse.move(x - 40, y - 40)
        page.mouse.move(x, y, steps=3)
        if tip.all_inner_texts() != [""]:
            break
    expect(tip).not_to_have_text("")
    return x, y


def click_mark(page: Page, latitude: float, longitude: float) -> None:
    """Click the mark at a point of the Laiza view, once the map has found it under the pointer and said what it is."""
    x, y = point_at_mark(page, latitude, longitude)
    for _ in range(LOOKS):  # a slow machine takes a click of long duration for something else
        page.mouse.click(x, y)
        with suppress(AssertionError):
            expect(page.get_by_text(re.compile("The mark holds|Close record")).first).to_be_visible(timeout=2_000)
            return
    raise AssertionError("no click on the mark opened anything")


def test_a_click_on_a_mark_opens_its_record(wide_page: Page, app_server: str) -> None:
    opened(wide_page, app_server, "?view=Laiza+area")
    assert painted(wide_page)
    click_mark(wide_page, 24.78, 97.56)
    expect(wide_page).to_have_url(re.compile("id=A022"), timeout=PAINTED)
    expect(wide_page.get_by_text("A022 · Strike (weapon disputed)")).to_be_visible(timeout=PAINTED)


def test_laiza_and_mung_lai_hkyet_open_apart(wide_page: Page, app_server: str) -> None:
    opened(wide_page, app_server, "?view=Laiza+area")
    assert painted(wide_page)
    click_mark(wide_page, 24.76, 97.563333)
    assert "A022" not in wide_page.url


def test_a_permalink_opens_the_record_in_a_fresh_browser(page: Page, app_server: str) -> None:
    opened(page, app_server, "?id=A026&evidence=core")
    expect(page.get_by_text("A026 · Attack on base, 2024")).to_be_visible()
    expect(page.get_by_text("A027, Shwe Nyaung Pin")).to_be_visible()


def test_a_link_with_junk_names_what_it_ignores(page: Page, app_server: str) -> None:
    opened(page, app_server, "?township=Momauk&type=%3Cscript%3E&colour=red")
    expect(page.get_by_text('"<script>" is no type in these data')).to_be_visible()
    expect(page.get_by_text('"colour" is not a filter').first).to_be_visible()
    expect(page.get_by_text(f"showing {MOMAUK}").first).to_be_visible()


def test_a_chosen_filter_is_in_the_address_and_the_link_opens_it_again(page: Page, app_server: str) -> None:
    opened(page, app_server)
    page.get_by_role("combobox", name=re.compile("Township")).fill("N'mawk")
    page.get_by_role("option").first.click()
    expect(page).to_have_url(re.compile("township=Momauk"), timeout=PAINTED)
    link = page.url
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


def test_the_copied_link_holds_the_chosen_filters(page: Page, app_server: str) -> None:
    opened(page, app_server, "?township=Momauk")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text(f"{app_server}/attacks?township=Momauk", exact=True)).to_be_visible()


def test_burmese_names_are_drawn_when_chosen_and_the_link_keeps_the_choice(wide_page: Page, app_server: str) -> None:
    opened(wide_page, app_server, "?view=Laiza+area")
    assert painted(wide_page)
    english = wide_page.locator(MAP).screenshot()
    wide_page.get_by_role("button", name="Burmese names").click()
    expect(wide_page).to_have_url(re.compile("layers=Burmese"), timeout=PAINTED)
    assert any(wide_page.locator(MAP).screenshot() != english for _ in range(LOOKS))
    wide_page.reload()
    expect(wide_page.get_by_role("button", name="Burmese names")).to_have_attribute("aria-pressed", "true", timeout=PAINTED)


def test_a_closed_card_takes_the_mark_off_its_row(page: Page, app_server: str) -> None:
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


def test_a_click_on_a_row_opens_its_record(page: Page, app_server: str) -> None:
    opened(page, app_server)
    choose_first_row(page, "kachin-attacks")
    expect(page).to_have_url(re.compile("id=A001"), timeout=PAINTED)
