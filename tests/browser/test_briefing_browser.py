"""Downloads in a real browser: under a figure and on the Briefing page, light and dark, and nobody else is asked."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.conftest import Server


def downloaded(page: Page, button: Locator) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        button.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_figure_gives_the_same_light_picture_in_either_mode_and_its_numbers(
    scheme: str, new_context: Callable[..., BrowserContext], server: Server
) -> None:
    page = new_context(color_scheme=scheme).new_page()
    page.goto(f"{server.url}/attacks?years=2012&years=2014&township=Momauk")
    card = page.locator(".st-key-card_events_by_year")
    card.get_by_role("button", name="Download").click(timeout=60_000)
    offered = page.get_by_test_id("stPopoverBody")
    name, picture = downloaded(page, offered.get_by_role("button", name="Picture (PNG)"))
    assert name == "kachin-events_by_year-2012-2014-momauk.png"
    assert picture.startswith(b"\x89PNG")
    name, drawing = downloaded(page, offered.get_by_role("button", name="Picture (SVG)"))
    assert name == "kachin-events_by_year-2012-2014-momauk.svg"
    assert b"2012 to 2014, Momauk" in drawing
    assert b"Click" not in drawing
    assert b"#0e1216" not in drawing
    name, numbers = downloaded(page, offered.get_by_role("button", name="Numbers (CSV)"))
    assert name.endswith(".csv")
    assert numbers.splitlines()[1].startswith(b"2012,")
    assert server.outgoing() == []


def test_a_link_opens_the_briefing_with_its_figures_and_gives_all_three_files(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/briefing?years=2021&years=2023&figures=events_by_year&figures=map")
    expect(page.locator("[class*=st-key-preview_] img")).to_have_count(2, timeout=60_000)
    for label, ending in (("Slides (PPTX)", ".pptx"), ("Report (HTML)", ".html"), ("All files (ZIP)", ".zip")):
        name, content = downloaded(page, page.get_by_role("button", name=label))
        assert name == f"kachin-briefing-2021-2023{ending}"
        if ending == ".html":
            assert b"<script" not in content
            assert b"2021 to 2023" in content
        else:
            assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert server.outgoing() == []


def test_the_filters_of_another_page_are_carried_over(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/attacks?years=2019&years=2021")
    page.get_by_role("button", name="Briefing").click(timeout=60_000)
    expect(page.locator(".st-key-head").get_by_text("2019 to 2021", exact=False)).to_be_visible(timeout=60_000)
