"""Downloads in a real browser: the menu under a figure, the Briefing page, light and dark, and nobody else is asked."""

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


def menu(page: Page) -> Locator:
    page.get_by_role("button", name="Download", exact=False).filter(has_text="Download").first.click()
    return page.get_by_test_id("stPopoverBody")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_menu_under_a_figure_gives_the_same_light_picture_in_either_mode(
    scheme: str, new_context: Callable[..., BrowserContext], server: Server
) -> None:
    page = new_context(color_scheme=scheme).new_page()
    page.goto(f"{server.url}/clashes?years=2021&years=2023")
    expect(page.get_by_label("Bar chart of clashes with the military").first).to_be_attached(timeout=60_000)
    offered = menu(page)
    name, picture = downloaded(page, offered.get_by_role("button", name="Picture (PNG, 200 dpi)"))
    assert name == "kachin-clashes_2021-2023.png"
    assert picture.startswith(b"\x89PNG")
    name, drawing = downloaded(page, offered.get_by_role("button", name="Picture (SVG)"))
    assert name == "kachin-clashes_2021-2023.svg"
    for words in (b"Years 2021 to 2023", b"Jan-Mar only", b"#ffffff"):
        assert words in drawing
    assert b"#040506" not in drawing
    name, numbers = downloaded(page, offered.get_by_role("button", name="Numbers drawn (CSV)"))
    assert name == "kachin-clashes_2021-2023.csv"
    assert b"2023,Jan-Mar 2023,38," in numbers
    assert server.outgoing() == []


def test_the_map_has_its_printed_twin(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/attacks")
    expect(page.get_by_text("can be mapped", exact=False).first).to_be_visible(timeout=60_000)
    name, drawing = downloaded(page, menu(page).get_by_role("button", name="Picture (SVG)"))
    assert name == "kachin-attacks-map.svg"
    assert b"cannot." in drawing


def test_a_link_opens_the_briefing_with_its_figures_and_gives_all_three_files(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/briefing?years=2021&years=2023&figures=clashes&figures=talks_per_year")
    expect(page.get_by_text("2 figures and 0 tables", exact=False)).to_be_visible(timeout=60_000)
    for called, ending in (("slides", ".pptx"), ("sheet", ".html"), ("ZIP", ".zip")):
        page.get_by_role("button", name=f"Build the {called}").click()
        ready = page.get_by_role("button", name=f"Download the {called}", exact=False)
        expect(ready).to_be_visible(timeout=60_000)
        name, content = downloaded(page, ready)
        assert name.endswith(ending)
        if ending == ".html":
            assert b"<script" not in content
            assert b"2021 to 2023" in content
        else:
            assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert server.outgoing() == []


def test_the_filters_of_another_page_are_carried_over(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/clashes?years=2019&years=2021")
    page.get_by_role("link", name="Briefing").click()
    expect(page.get_by_text("for years 2019 to 2021", exact=False).first).to_be_visible(timeout=60_000)
