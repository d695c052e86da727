"""What a test sees who looks at a whole page: faults of accessibility and of the picture, as sentences."""

import io
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Locator, Page

from components.charts.theme import DARK, LIGHT, Mode
from tests.contrast import bands

PAPERS = {"light": LIGHT, "dark": DARK}
CHECKS = (Path(__file__).parent / "looks.js").read_text()
MAP = "[data-testid=stDeckGlJsonChart]"
MAP_COLOURS = 12  # its ground and outlines alone have fewer, in steps that blur their edges
LOOKS = 60  # at a map, until its marks are painted
DRAWING = ".js-plotly-plot .main-svg"
DRAWN = 60_000  # milliseconds
SIDEBARS: dict[Mode, str] = {"light": "#f4f3ef", "dark": "#040506"}

# All that axe-core may find: the rule, what the element matches, the modes, and why it is not ours to mend.
ALLOWED: tuple[tuple[str, str, tuple[Mode, ...], str], ...] = (
    (
        "color-contrast",
        "[data-selected=true] p",
        ("dark",),
        "Streamlit writes a chosen pill in the accent on a tenth of the accent, 4.2 to 1 in the dark. No accent reaches 4.5 "
        "there and under the white words of a tag as well; a chosen pill is also told by its ground and by aria-pressed.",
    ),
    (
        "presentation-role-conflict",
        "[data-testid=stFileUploaderDropzone]",
        ("light", "dark"),
        "Streamlit's own markup: the area to drop a file on has a role and a name; the button within it is what a key reaches.",
    ),
)

# Drawn at this width, on this ground, nothing awaited: the run has ended, and charts, tables, pictures and fonts are there.
PAINTED = """([ground]) => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const app = document.querySelector("[data-testid=stApp]");
    return app.dataset.testScriptState === "notRunning"
        && getComputedStyle(app).backgroundColor === ground
        && !all("[data-testid=stSkeleton]").some((one) => one.checkVisibility())
        && all("[data-testid=stPlotlyChart]").every((chart) => {
            const drawn = chart.querySelector(".main-svg");
            return !chart.checkVisibility() || (drawn && Math.abs(drawn.getBoundingClientRect().width - chart.clientWidth) < 2);
        })
        && all("[data-testid=stDataFrame]").every((table) => !table.checkVisibility() || table.querySelector("canvas"))
        && all("img").every((picture) => picture.complete)
        && !document.getAnimations().some((one) => one instanceof CSSTransition && one.playState === "running")
        && document.fonts.status === "loaded";
}"""


def rgb(colour: str) -> str:
    """A colour as #rrggbb, as a browser names it."""
    return f"rgb{bands(colour)}"


def wait_until_painted(page: Page, mode: Mode) -> None:
    """Wait until all of a page but its maps is drawn in that mode at its present width."""
    page.wait_for_function(PAINTED, arg=[rgb(PAPERS[mode].paper)], timeout=DRAWN)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def picture_faults(page: Page, mode: Mode) -> list[str]:
    """What is blank, empty, cut, too wide, overlapping or off the theme on a page that is painted."""
    wanted = {"page": rgb(PAPERS[mode].paper), "sidebar": rgb(SIDEBARS[mode]), "figure": rgb(PAPERS[mode].paper)}
    found: list[str] = page.evaluate(f"(wanted) => Object.values({CHECKS}).flatMap((check) => check(wanted))", wanted)
    return found + map_faults(page, mode)


def faults_of(page: Page, check: str, wanted: dict[str, str] | None = None) -> list[str]:
    """What one of the checks finds, by its name."""
    found: list[str] = page.evaluate(f"(wanted) => ({CHECKS}).{check}(wanted)", wanted)
    return found


def chart_faults(page: Page) -> list[str]:
    """The words that charts cut or write over each other, and what makes the page scroll sideways."""
    return [fault for check in ("cut_in_figures", "overlapping", "sideways") for fault in faults_of(page, check)]


def map_faults(page: Page, mode: Mode) -> list[str]:
    """The maps that do not come to show their marks on the ground of that mode."""
    maps = page.locator(f"{MAP}:visible").all()
    return [
        f"map {number} is blank" for number, one in enumerate(maps, 1) if not any(is_drawn(one, mode) for _ in range(LOOKS))
    ]


def is_drawn(drawn: Locator, mode: Mode) -> bool:
    """Whether an element shows more colours than paper and a land without relief have."""
    picture = Image.open(io.BytesIO(drawn.screenshot())).convert("RGB")
    found = picture.getcolors(picture.width * picture.height) or []
    coarse = {tuple(band >> 5 for band in colour) for _, colour in found}
    return len(coarse) > MAP_COLOURS and found != [] and max(found)[1] != bands(PAPERS[mode].paper)


def axe_faults(page: Page, mode: Mode, *, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds against these rules, or all of WCAG A and AA and best practice, without what is allowed.

    The drawings in figures are left out: axe cannot tell their grounds, and the palette's own tests hold their colours.
    """
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    response = Axe().run(page, context={"exclude": [[DRAWING]]}, options=options).response
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in response["violations"]
        for node in rule["nodes"]
        if not _is_allowed(page, rule["id"], node["target"][0], mode)
    ]


def _is_allowed(page: Page, rule: str, target: str, mode: Mode) -> bool:
    return any(
        rule == one and mode in modes and page.locator(target).first.evaluate("(element, what) => element.matches(what)", what)
        for one, what, modes, _ in ALLOWED
    )
