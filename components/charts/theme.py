"""One colour and one label per meaning, for charts and maps alike, on light and on dark paper.

The hues are those of Okabe and Ito; where one of them is too pale or too deep for 3:1 against the paper, a neighbour of the
same hue takes its place. Colour never stands alone: every mark also has its label, its pattern or its shape.
"""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["light", "dark"]


@dataclass(frozen=True)
class Paper:
    """The colours a figure is drawn on and written with."""

    mode: Mode
    background: str
    text: str
    quiet: str
    grid: str
    gap: str


@dataclass(frozen=True)
class Meaning:
    """The label of a meaning, a shorter one for tight places, and its colour on either paper."""

    label: str
    short: str
    light: str
    dark: str

    def on(self, paper: Paper) -> str:
        """The colour for that paper."""
        return self.light if paper.mode == "light" else self.dark


PAPERS: dict[Mode, Paper] = {
    "light": Paper("light", "#ffffff", "#111518", "#5b6168", "#e3e1da", "#f1efe9"),
    "dark": Paper("dark", "#040506", "#e9e7e2", "#a9adb2", "#2b3138", "#181c21"),
}

SIDES: dict[str, Meaning] = {
    "KIO/KIA": Meaning("KIO/KIA", "KIO", "#0072b2", "#56b4e9"),
    "government or military": Meaning("Government or military", "government", "#d55e00", "#f0843c"),
    "anti-junta": Meaning("Anti-junta", "anti-junta", "#007f5c", "#2fbf94"),
    "ethnic armed organisation": Meaning("Ethnic armed organisation", "other EAO", "#b0508a", "#dd9bc2"),
    "civil society": Meaning("Civil society", "civil society", "#7a6a00", "#d8c84a"),
    "UN": Meaning("United Nations", "UN", "#7a6a00", "#d8c84a"),
    "foreign government": Meaning("Foreign government", "foreign", "#7a6a00", "#d8c84a"),
    "media": Meaning("News media", "media", "#7a6a00", "#d8c84a"),
    "not stated": Meaning("Claimant not stated", "not stated", "#6b7178", "#9aa1a9"),
}


@dataclass(frozen=True)
class EventLook:
    """How a type of event looks: its letter, its shape and its colour on either paper."""

    letter: str
    shape: Literal["circle", "square", "diamond", "triangle"]
    light: str
    dark: str

    def on(self, paper: Paper) -> str:
        """The colour for that paper."""
        return self.light if paper.mode == "light" else self.dark


# Five hues for fourteen types: kin share a hue, and the letter tells them apart.
EVENTS: dict[str, EventLook] = {
    "armed clash": EventLook("C", "circle", "#007f5c", "#2fbf94"),
    "offensive": EventLook("O", "circle", "#007f5c", "#2fbf94"),
    "airstrike": EventLook("A", "triangle", "#0072b2", "#56b4e9"),
    "air and artillery strikes": EventLook("AR", "triangle", "#0072b2", "#56b4e9"),
    "drone strike": EventLook("D", "triangle", "#0072b2", "#56b4e9"),
    "artillery strike": EventLook("R", "diamond", "#bd5300", "#f0843c"),
    "strike (weapon disputed)": EventLook("?", "diamond", "#bd5300", "#f0843c"),
    "landmine": EventLook("M", "diamond", "#bd5300", "#f0843c"),
    "base seizure": EventLook("S", "square", "#b0508a", "#dd9bc2"),
    "town seizure": EventLook("T", "square", "#b0508a", "#dd9bc2"),
    "attack on base": EventLook("B", "square", "#b0508a", "#dd9bc2"),
    "infrastructure attack": EventLook("I", "square", "#7a6a00", "#d8c84a"),
    "attack on civilians": EventLook("V", "diamond", "#7a6a00", "#d8c84a"),
    "other": EventLook("X", "circle", "#6b7178", "#9aa1a9"),
}


@dataclass(frozen=True)
class FormatLook:
    """How a format of talks looks: its mark and its colour on either paper."""

    symbol: Literal["circle", "square", "diamond", "hexagon", "triangle-up", "triangle-down", "x"]
    light: str
    dark: str

    def on(self, paper: Paper) -> str:
        """The colour for that paper."""
        return self.light if paper.mode == "light" else self.dark


FORMATS: dict[str, FormatLook] = {
    "formal": FormatLook("square", "#b0508a", "#dd9bc2"),
    "delegation talks": FormatLook("diamond", "#7a6a00", "#d8c84a"),
    "informal": FormatLook("circle", "#007f5c", "#2fbf94"),
    "conference": FormatLook("triangle-up", "#8a5a2b", "#c9975c"),
    "not stated": FormatLook("hexagon", "#6b7178", "#9aa1a9"),
}
# Neither held with the KIO/KIA nor declined: always hollow and grey, in shapes that no format has.
APART_TALKS: dict[str, FormatLook] = {
    "absent": FormatLook("triangle-down", "#6b7178", "#9aa1a9"),
    "not held": FormatLook("x", "#6b7178", "#9aa1a9"),
}
HELD_MEETINGS = Meaning("Held", "held", "#5b4a9c", "#a99be6")

# Rows of a brought file: a hue that no side has, since the file is none; and five steps for how many rows a square holds.
IMPORTED = Meaning("Events in the file", "file", "#0b6675", "#6cc3d2")
DENSITY: dict[Mode, tuple[str, ...]] = {
    "light": ("#b7dbe0", "#7fbcc6", "#4597a5", "#0b6675", "#063d47"),
    "dark": ("#123c44", "#1b6270", "#2f8c9c", "#6cc3d2", "#c9f1f7"),
}


@dataclass(frozen=True)
class Ground:
    """The colours of the land under a map."""

    outside: str
    neighbour: str
    emphasised: str
    border: str
    river: str


GROUNDS: dict[Mode, Ground] = {
    "light": Ground("#e9eef0", "#f1efe9", "#fffdf6", "#8a8577", "#7ba7bd"),
    "dark": Ground("#05080a", "#14191d", "#232a30", "#7b8791", "#3f7089"),
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
