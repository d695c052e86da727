"""The legend of a figure on paper: the families or the sides whose colours its marks bear, unless the marks are named."""

from collections.abc import Sequence

from matplotlib.patches import Rectangle

from components.charts.figure import Figure, Spec
from components.charts.theme import LIGHT
from components.dataset.kinds import FAMILIES
from components.export.print_page import SIDE, Page
from components.export.print_text import Run, width_of

LEGEND, SWATCH, BETWEEN = 13.0, 11, 18  # units
FAMILY_NAMES = {family.name: family.key for family in FAMILIES}


def sides_drawn(found: Figure, spec: Spec) -> list[tuple[str, str]]:
    """The names and colours of the sides whose claims a figure draws."""
    shades = [trace[name].get("color") for trace in spec["data"] for name in ("marker", "line") if name in trace]
    used = {one for shade in shades for one in (shade if isinstance(shade, list) else [shade])}
    return [(words, LIGHT.side(side)) for side, words in found.legend if LIGHT.side(side) in used]


def families_drawn(spec: Spec) -> list[tuple[str, str]]:
    """The names and colours of the families of events that a figure draws and does not name itself."""
    told = {value for trace in spec["data"] for name in "xy" for value in trace[name]}
    notes = " ".join(note["text"] for note in spec["layout"].get("annotations", ()))
    if "■" in notes:
        return []
    drawn = {trace.get("name") for trace in spec["data"] if any(trace["x"])}
    names = [name for name in FAMILY_NAMES if name in drawn and name not in told and name not in notes]
    return [(name, LIGHT.family(FAMILY_NAMES[name])) for name in names]


def legend(page: Page, entries: Sequence[tuple[str, str]], left: float, top: float) -> float:
    """Set the entries in rows from a corner; gives the height below them."""
    x = left
    for name, shade in entries:
        width = SWATCH + 5 + width_of(name, LEGEND)
        if x + width > page.width - SIDE and x > left:
            x, top = left, top + LEGEND * 1.4
        page.axes.add_patch(Rectangle((x, top + 2), SWATCH, SWATCH, facecolor=shade, edgecolor="none", zorder=5))
        page.line(x + SWATCH + 5, top + 2 + SWATCH / 2, [Run(name)], size=LEGEND)
        x += width + BETWEEN
    return top + LEGEND * 1.5 if entries else top
