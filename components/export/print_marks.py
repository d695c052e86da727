"""What a mark of a Plotly dictionary looks like on paper: its colours, and one value for all marks or one for each."""

from typing import Any

from matplotlib.colors import to_rgba

from components.charts.theme import LIGHT

Colour = tuple[float, float, float, float]


def one(value: Any, number: int, otherwise: Any = None) -> Any:
    """The value of one mark, where it is one for all or one for each."""
    found = value[number] if isinstance(value, list) else value
    return otherwise if found is None else found


def colour(value: str | None, opacity: float = 1.0) -> Colour:
    """A colour as matplotlib knows it, with its own opacity and that of its mark; no colour is none."""
    red, green, blue, alpha = to_rgba(value or "none")
    return red, green, blue, alpha * opacity


def solid(value: str, opacity: float = 1.0) -> Colour:
    """A colour as it looks on the paper, through which nothing shines."""
    red, green, blue = (
        opacity * part + (1 - opacity) * ground for part, ground in zip(to_rgba(value), to_rgba(LIGHT.paper)[:3], strict=False)
    )
    return red, green, blue, 1.0
