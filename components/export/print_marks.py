"""What a mark of a Plotly dictionary looks like on paper: colours, symbols, hatches, and one value for all or one for each."""

import re
from typing import Any

from matplotlib.colors import to_rgba

from components.charts.theme import LIGHT

Colour = tuple[float, float, float, float]
SYMBOLS = {
    "circle": "o", "square": "s", "diamond": "D", "cross": "P", "x": "X", "triangle-up": "^", "triangle-down": "v",
    "triangle-left": "<", "triangle-right": ">", "pentagon": "p", "hexagon": "h", "star": "*", "line-ns": "|", "line-ew": "_",
    "diamond-tall": "d", "diamond-wide": "D", "arrow-up": "^", "arrow-down": "v", "bowtie": "X", "hourglass": "X",
}  # fmt: skip
AREA = {"square": 0.886, "diamond": 0.8, "diamond-tall": 1.2, "star": 1.2, "triangle-up": 1.0, "triangle-down": 1.0}
LINES_ONLY = ("|", "_")
HATCHES = {"/": "////", "\\": "\\\\\\\\", ".": "...", "x": "xxxx", "-": "----", "|": "||||", "+": "++++"}
DASHES: dict[str, Any] = {"dot": (0, (1, 2)), "dash": (0, (5, 3)), "longdash": (0, (8, 3)), "dashdot": (0, (5, 2, 1, 2))}
RGB = re.compile(r"rgba?\(([^)]*)\)")


def one(value: Any, number: int, otherwise: Any = None) -> Any:
    """The value of one mark, where it is one for all or one for each."""
    found = value[number] if is_list(value) and number < len(value) else None if is_list(value) else value
    return otherwise if found is None else found


def is_list(value: Any) -> bool:
    """Whether a value is one for each mark."""
    return isinstance(value, (list, tuple)) or (hasattr(value, "tolist") and not isinstance(value, str))


def listed(value: Any) -> list[Any]:
    """Values as a list of plain ones."""
    if value is None:
        return []
    return list(value.tolist() if hasattr(value, "tolist") else value)


def colour(value: Any, opacity: float = 1.0) -> Colour:
    """A colour as matplotlib knows it, with its own opacity and that of its mark."""
    if value is None or value in ("", "none", "transparent"):
        return 0.0, 0.0, 0.0, 0.0
    found = RGB.fullmatch(str(value).replace(" ", ""))
    if found:
        numbers = [float(number) for number in found[1].split(",")]
        red, green, blue = (number / 255 for number in numbers[:3])
        alpha = numbers[3] if len(numbers) > 3 else 1.0
    else:
        red, green, blue, alpha = to_rgba(str(value))
    return red, green, blue, alpha * opacity


def solid(value: Any, opacity: float = 1.0) -> Colour:
    """A colour as it looks on the paper, through which nothing shines."""
    red, green, blue, alpha = colour(value, opacity)
    paper = to_rgba(LIGHT.paper)
    mixed = [alpha * part + (1 - alpha) * ground for part, ground in zip((red, green, blue), paper, strict=False)]
    return mixed[0], mixed[1], mixed[2], 1.0


def symbol(value: Any) -> tuple[str, bool]:
    """The marker of matplotlib for a symbol of Plotly, and whether it is hollow."""
    words = str(value or "circle")
    base = words.removesuffix("-dot").removesuffix("-open")
    return SYMBOLS.get(base, "o"), "-open" in words


def size_of(value: Any, words: Any) -> float:
    """The width of a marker in units, so that a symbol covers as much paper as a circle of that width."""
    return float(value) * AREA.get(str(words or "circle").removesuffix("-open"), 1.0)


def hatch(pattern: Any, number: int) -> str | None:
    """The hatch of a bar, or None for a plain one."""
    shape = one((pattern or {}).get("shape"), number, "")
    return HATCHES.get(shape) if shape else None


def dash(value: Any) -> Any:
    """The dashes of a line."""
    return DASHES.get(str(value or "solid"), "solid")
