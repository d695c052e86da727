"""Every page as a person sees it, wide and narrow, light and dark: accessible, painted, nothing cut."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect

from components.charts.theme import PAPERS, Mode
from components.web.server import PARTS
from tests.browsing import watched
from tests.conftest import Server
from tests.looks import DRAWN, axe_faults, picture_faults, rgb, wait_until_painted

PAGES = {
    "overview": "/",
    "clashes": "/clashes",
    "attacks": "/attacks",
    "talks": "/talks",
    "townships": "/townships?at=Momauk&id=A022",
    "briefing": "/briefing",
    "compare": "/compare",
    "data": "/data",
    "disputes": "/data?part=Disputes",
}
DRAWN_BY = {
    "PlotlyChart": ".js-plotly-plot .gtitle",
    "DeckGlJsonChart": "[data-testid=stDeckGlJsonChart] canvas",
    "DataFrame": "[data-testid=stDataFrame] canvas",
    "Multiselect": "[data-testid=stMultiSelect]",
    "Slider": "[data-testid=stSlider]",
    "ButtonGroup": "[data-testid=stButtonGroup]",
    "Button": "[data-testid=stButton]",
}
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
WHOLE_HEIGHT = "Math.min(document.querySelector('[data-testid=stMain]').scrollHeight, 8000)"
VISITS: tuple[tuple[Mode, dict[str, int]], ...] = (("light", WIDE), ("light", NARROW), ("dark", NARROW), ("dark", WIDE))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_painted_in_either_theme_at_either_width(
    server: Server, new_context: Callable[..., BrowserContext], tmp_path: Path, name: str
) -> None:
    page = new_context(viewport=WIDE, color_scheme="light").new_page()
    refused, errors = watched(page), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{server.url}{PAGES[name]}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=DRAWN)
    address = urlsplit(PAGES[name])
    for part in (
        () if "part=" in address.query else PARTS[address.path]
    ):  # what the page asked for ahead of need is what it draws with
        expect(page.locator(DRAWN_BY[part]).first).to_be_attached(timeout=DRAWN)
    before: Mode = "light"
    found = []
    for mode, size in VISITS:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        if mode != before:
            page.emulate_media(color_scheme=mode)
            expect(page.get_by_test_id("stApp")).to_have_css("background-color", rgb(PAPERS[mode].background))
            page.keyboard.press("r")  # Streamlit's own key for a new run, in which figures take the colours of the theme
            before = mode
        wait_until_painted(page, mode)
        rules = () if mode == "light" else ("color-contrast",)  # all else is the same in the dark
        faults = picture_faults(page, mode) + axe_faults(page, mode, rules=rules)
        if faults:
            picture = tmp_path / f"{name}_{mode}_{size['width']}.png"
            page.set_viewport_size({"width": size["width"], "height": page.evaluate(WHOLE_HEIGHT)})
            page.screenshot(path=picture)
            found.append(f"{mode}, {size['width']} pixels wide ({picture}):\n  " + "\n  ".join(faults))
    assert not found, f"{PAGES[name]}\n" + "\n".join(found)
    assert page.get_by_test_id("stException").count() == 0
    assert (refused, errors, server.outgoing()) == ([], [], []), "refused by the content policy, errors, hosts asked"
