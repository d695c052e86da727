"""The colours and the type of figures and maps, on light and on dark paper; a mark never has its colour alone to tell it by."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["light", "dark"]

# Five steps for how many rows of an uploaded file a square of the map holds.
DENSITY: dict[Mode, tuple[str, ...]] = {
    "light": ("#b7dbe0", "#7fbcc6", "#4597a5", "#0b6675", "#063d47"),
    "dark": ("#123c44", "#1b6270", "#2f8c9c", "#6cc3d2", "#c9f1f7"),
}


@dataclass(frozen=True)
class Theme:
    """The colours that a figure is drawn with, on light or dark paper; families and sides by their key."""

    mode: Mode
    paper: str
    text: str
    quiet: str
    grid: str
    gap: str
    accent: str
    families: tuple[tuple[str, str], ...]
    sides: tuple[tuple[str, str], ...]

    def family(self, key: str) -> str:
        """The colour of a family of events."""
        return dict(self.families)[key]

    def side(self, name: str) -> str:
        """The colour of a claimant's side: KIO/KIA, government or military, not stated, or any other."""
        return dict(self.sides).get(name, dict(self.sides)["other"])


def _pairs(**colours: str) -> tuple[tuple[str, str], ...]:
    return tuple(colours.items())


LIGHT = Theme(
    "light",
    paper="#ffffff",
    text="#16191d",
    quiet="#5d656d",
    grid="#e8e4da",
    gap="#f4f2ec",
    accent="#0b5563",
    families=_pairs(ground="#7b848c", air="#b5330f", shelling="#c28300", taken="#1767ad", civilians="#5f1a3d", other="#c9c4b7"),
    sides=(("KIO/KIA", "#1767ad"), ("government or military", "#b5330f"), ("not stated", "#5d656d"), ("other", "#5f1a3d")),
)
DARK = Theme(
    "dark",
    paper="#0e1216",
    text="#ece9e2",
    quiet="#9aa3ac",
    grid="#262d35",
    gap="#181d23",
    accent="#7fcad8",
    families=_pairs(ground="#848d96", air="#e8613a", shelling="#f7c948", taken="#58a6e6", civilians="#f4cfe0", other="#4d565f"),
    sides=(("KIO/KIA", "#58a6e6"), ("government or military", "#e8613a"), ("not stated", "#9aa3ac"), ("other", "#f4cfe0")),
)
FONT = "'Source Sans', 'Source Sans Pro', 'Noto Sans Myanmar', sans-serif"
FIGURE_TEXT = 13  # px, for all text in a figure
