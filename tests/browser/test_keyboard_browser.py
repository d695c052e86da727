"""All filters and downloads without a mouse, and always in sight where one is."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.looks import wait_until_painted

MOST_STEPS = 90
# Where the focus is: its role and name, and how it and what stands close around it look, once that has settled.
FOCUS = """async () => {
    const settled = [];
    for (const one of document.getAnimations()) if (one instanceof CSSTransition) settled.push(one.finished.catch(() => {}));
    await Promise.all(settled);
    const look = (element) => {
        const looks = [];
        for (let one = element, up = 0; one && up < 5; one = one.parentElement, up += 1) {
            const style = getComputedStyle(one);
            looks.push([style.outline, style.boxShadow, style.borderColor, style.backgroundColor].join());
        }
        return looks.join("|");
    };
    const before = window.before;
    const lost = before && before.element.isConnected && before.look === look(before.element) ? before.name : "";
    const element = document.activeElement;
    const words = element.cloneNode(true);
    words.querySelectorAll("[data-testid=stIconMaterial]").forEach((icon) => icon.remove());
    const label = element.getAttribute("aria-label") || element.labels?.[0]?.textContent || words.textContent;
    const kind = element.getAttribute("role") || (element.matches("input") ? element.type : element.tagName.toLowerCase());
    const name = `${kind}: ${label.replace(/\\s+/g, " ").trim().slice(0, 60)}`;
    window.before = {element, name, look: look(element)};
    return {name, lost};
}"""
# The page as a whole takes the focus so that keys scroll it; a table marks the cell that has it in its own drawing.
MARKED_OTHERWISE = ("main: ", "canvas: ", "gridcell: ")
REACHED = (
    "a: Townships",
    "radio: all",
    "range: Years — start",
    "range: Years — end",
    "combobox: Township",
    "combobox: Type of event",
    "combobox: Actor",
    "combobox: Source",
    "text: Record",
    "button: Reset filters",
    "button: Copy link",
    "switch: Log scale",
    "button: Download",
    "button: Download this table (CSV)",
)


def walk(page: Page) -> tuple[list[str], list[str]]:
    """What the Tab key reaches from the start of a page to its end, and what of it looks the same with and without focus."""
    page.keyboard.press("Tab")
    reached: list[str] = []
    unseen: list[str] = []
    for _ in range(MOST_STEPS):
        found = page.evaluate(FOCUS)
        if found["lost"] and not found["lost"].startswith(MARKED_OTHERWISE):
            unseen.append(found["lost"])
        if found["name"].startswith("body"):
            break
        reached.append(found["name"])
        page.keyboard.press("Tab")
    return reached, unseen


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has that name has the focus."""
    for _ in range(MOST_STEPS):
        if page.evaluate(FOCUS)["name"] == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {name}")


@pytest.fixture
def clashes(new_context: Callable[..., BrowserContext], app_server: str) -> Page:
    page = new_context(viewport={"width": 1000, "height": 700}).new_page()
    page.goto(f"{app_server}/clashes")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    wait_until_painted(page, "light")
    return page


def test_tab_reaches_every_filter_and_download_and_shows_where_it_is(clashes: Page) -> None:
    reached, unseen = walk(clashes)
    assert [name for name in REACHED if name not in reached] == [], reached
    assert unseen == []


def test_filters_are_set_and_reset_by_keys(clashes: Page) -> None:
    tab_to(clashes, "radio: all")
    clashes.keyboard.press("ArrowRight")
    clashes.keyboard.press("Enter")
    expect(clashes).to_have_url(re.compile("evidence=core"))
    expect(clashes.get_by_role("slider").last).to_have_value("2024")  # the years of the five documents
    wait_until_painted(clashes, "light")
    tab_to(clashes, "range: Years — start")
    clashes.keyboard.press("ArrowRight")
    expect(clashes).to_have_url(re.compile("years=2012"))
    wait_until_painted(clashes, "light")
    tab_to(clashes, "combobox: Township")
    clashes.keyboard.type("N'mawk")
    clashes.keyboard.press("Enter")
    expect(clashes).to_have_url(re.compile("township=Momauk"))
    wait_until_painted(clashes, "light")
    clashes.keyboard.press("Escape")
    tab_to(clashes, "button: Reset filters")
    clashes.keyboard.press("Enter")
    expect(clashes).not_to_have_url(re.compile("years|township"))


def test_the_link_is_shown_and_the_numbers_of_a_figure_are_saved_by_keys(clashes: Page) -> None:
    tab_to(clashes, "button: Copy link")
    clashes.keyboard.press("Enter")
    expect(clashes.get_by_text("This link opens the same view")).to_be_visible()
    clashes.keyboard.press("Escape")
    expect(clashes.get_by_text("This link opens the same view")).to_have_count(0)
    tab_to(clashes, "button: Download")
    clashes.keyboard.press("Enter")
    expect(clashes.get_by_role("button", name="Picture (PNG, 200 dpi)")).to_be_visible()
    tab_to(clashes, "button: Numbers drawn (CSV)")
    with clashes.expect_download() as waiting:
        clashes.keyboard.press("Enter")
    assert Path(waiting.value.path()).read_bytes().startswith(b"year,period,clashes")
