"""Each check of tests/looks.py sees the fault that it is made for, on made-up pages, and finds nothing on sound ones."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.looks import axe_faults, faults_of

PANEL = "<rect class='nsewdrag' x='50' y='40' width='200' height='100' fill='none'/>"
BAR = "<g class='trace'><g class='point'><path d='M60,60h20v80h-20z'/></g></g>"
ONE = "<text x='60' y='60'>2,400</text>"
CUT_BY_PANEL = (
    "<defs><clipPath id='c'><rect width='200' height='100'/></clipPath></defs>"
    "<g transform='translate(50,40)'><g clip-path='url(#c)'><text x='190' y='50'>2,400</text></g></g>"
)


def figure(inside: str) -> str:
    """A figure of 300 by 200 pixels, marked up as Plotly does."""
    title = "<text class='gtitle' x='10' y='20'>Clashes</text>"
    style = "display: block; background: rgb(255, 255, 255)"
    svg = f"<svg class='main-svg' width='300' height='200' style='{style}'>{title}{inside}</svg>"
    return f"<div class='js-plotly-plot'>{svg}</div>"


def table(paint: str = "") -> str:
    """A white table on a canvas, as Streamlit draws one, and what is painted into it."""
    white = "ink.fillStyle = 'white'; ink.fillRect(0, 0, 90, 90);"
    return (
        "<div data-testid='stDataFrame'><canvas width='90' height='90'></canvas></div>"
        f"<script>{{const ink = document.querySelector('canvas').getContext('2d'); {white} {paint}}}</script>"
    )


def scrolled(content: str) -> str:
    return f"<main data-testid='stMain' style='overflow: auto; width: 90px; height: 90px'>{content}</main>"


SOUND = {
    "blank": table("ink.fillStyle = 'black'; ink.fillRect(9, 9, 30, 30);"),
    "empty": figure(PANEL + BAR),
    "cut_in_figures": figure(PANEL + BAR + ONE),
    "cut_on_page": scrolled("<p>The story</p><p style='margin-top: 900px'>Its end</p>"),
    "sideways": scrolled("<p>Narrow</p>"),
    "overlapping": figure(PANEL + BAR + ONE + "<text x='60' y='80'>1,095</text>"),
}
FAULTY = (
    ("blank", table(), "a table is blank"),
    (
        "blank",
        "<img alt='Map' src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='90' height='90'/>\">",
        'the picture "Map" is blank',
    ),
    ("empty", figure(PANEL), '"Clashes" has an empty panel'),
    ("empty", figure(PANEL + BAR.replace("M60,60", "M10,160")), '"Clashes" has an empty panel'),
    ("empty", figure(PANEL + BAR.replace("v80h-20", "h-20")), '"Clashes" has an empty panel'),
    ("empty", figure(BAR), '"Clashes" has no panel'),
    ("cut_in_figures", figure(PANEL + BAR + "<text x='280' y='60'>2,400</text>"), '"Clashes" cuts "2,400"'),
    ("cut_in_figures", figure(PANEL + CUT_BY_PANEL), '"Clashes" cuts "2,400"'),
    (
        "cut_on_page",
        "<button style='width: 60px; overflow: hidden; white-space: nowrap'>Download all</button>",
        'the page cuts "Download all"',
    ),
    ("cut_on_page", "<h1 style='position: absolute; left: 370px'>Kachin</h1>", 'the page cuts "Kachin"'),
    ("cut_on_page", "<p style='height: 9px; overflow: hidden'>Showing 8 of 8</p>", 'the page cuts "Showing 8 of 8"'),
    ("sideways", scrolled("<p style='width: 200px'>Wide</p>"), "stMain scrolls sideways: 200 of 90 pixels"),
    (
        "overlapping",
        figure(PANEL + BAR + ONE + "<text x='70' y='62'>1,095</text>"),
        '"Clashes": "2,400" lies over "1,095"',
    ),
)


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of a phone's width for made-up pages."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        yield context.new_page()


@pytest.mark.parametrize("check", SOUND)
def test_a_check_finds_nothing_where_nothing_is_wrong(tab: Page, check: str) -> None:
    tab.set_content(SOUND[check])
    assert faults_of(tab, check) == []


@pytest.mark.parametrize(("check", "made", "words"), FAULTY)
def test_a_check_names_the_fault_that_it_is_made_for(tab: Page, check: str, made: str, words: str) -> None:
    tab.set_content(made)
    assert faults_of(tab, check) == [words]


def test_a_ground_off_the_theme_is_named(tab: Page) -> None:
    dark = "rgb(4, 5, 6)"
    tab.set_content(f"<div data-testid='stApp' style='background: {dark}'>{figure(PANEL + BAR)}</div>")
    found = faults_of(tab, "unthemed", {"page": dark, "sidebar": dark, "figure": dark})
    assert found == [f'"Clashes" is drawn on rgb(255, 255, 255) in place of {dark}']


def test_axe_names_a_button_without_a_name_and_pale_words(tab: Page) -> None:
    tab.set_content(
        "<html lang='en'><title>Made up</title>"
        "<main><h1>Talks</h1><button></button><p style='color: #aaa'>Pale</p></main></html>"
    )
    assert {fault.split(":")[0] for fault in axe_faults(tab, "light")} == {"button-name", "color-contrast"}
    assert {fault.split(":")[0] for fault in axe_faults(tab, "light", rules=("color-contrast",))} == {"color-contrast"}
