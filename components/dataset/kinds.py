"""What a record of each kind has: events, meetings, counts, figures, milestones, claims, places and sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Family:
    """A family of event types: its key in the address, its name, and the types in it."""

    key: str
    name: str
    types: tuple[str, ...]


FAMILIES = (
    Family("ground", "Ground fighting", ("armed clash", "offensive", "attack on base")),
    Family("air", "Air and drone strikes", ("airstrike", "air and artillery strikes", "drone strike")),
    Family("shelling", "Shelling and mines", ("artillery strike", "landmine")),
    Family("taken", "Bases and towns taken", ("base seizure", "town seizure")),
    Family("civilians", "Civilians, infrastructure", ("attack on civilians", "infrastructure attack")),
    Family("other", "Other or disputed", ("other", "strike (weapon disputed)")),
)
FAMILY_OF = {kind: family.key for family in FAMILIES for kind in family.types}
HARM = {"yes": ("civilians",), "mixed": ("civilians",), "no": ("others",), "disputed": ("disputed",)}  # by civilian_harm
FAMILY_NAMES = {family.key: family.name for family in FAMILIES}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer; coordinates in degrees, already rounded where the place shelters civilians."""

    id: str
    name: str
    name_my: str
    aliases: tuple[str, ...]
    kind: str
    township: str
    pcode: str
    state: str
    country: str
    latitude: float | None
    longitude: float | None
    precision: str
    radius_km: float | None
    sensitive: bool


NOWHERE = Place("", "place not stated", "", (), "", "", "", "", "", None, None, "", None, sensitive=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its bounds; None is not stated, so only a low bound is "at least"."""

    low: int | None
    high: int | None

    def __bool__(self) -> bool:
        """Whether anything is stated."""
        return self.low is not None or self.high is not None

    @property
    def words(self) -> str:
        """The number as it is written: 23, 63+, ≤12, 5–9; empty when not stated."""
        if self.high is None:
            return "" if self.low is None else f"{self.low:,}+"
        if self.low is None:
            return f"≤{self.high:,}"
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,}–{self.high:,}"

    @property
    def place(self) -> int:
        """Where it stands on an axis: its low bound, or its high one where it has no low."""
        return self.low if self.low is not None else self.high or 0

    @property
    def ends(self) -> tuple[int, int]:
        """From where to where its line goes on an axis: zero where nothing is stated, its low bound where there is no high."""
        return self.low or 0, self.high or self.low or 0


@dataclass(frozen=True, slots=True)
class Record:
    """What every record has: its id, its dates, the years it spans, and where it comes from.

    `row` holds the cells of its table by column, None where a cell is empty. The years of an undated record are None.
    """

    id: str
    start: date | None
    end: date | None
    first_year: int | None
    last_year: int | None
    when: str
    source_ids: tuple[str, ...]
    locators: tuple[str, ...]
    row: Row = field(compare=False, repr=False)

    @property
    def unique_sources(self) -> tuple[str, ...]:
        """Its sources, each once."""
        return tuple(dict.fromkeys(self.source_ids))

    @property
    def year(self) -> int | None:
        """The year it is counted in, which is that of its first day."""
        return self.first_year


@dataclass(frozen=True, slots=True)
class Placed(Record):
    """A record that has, or may have, a place."""

    place: Place

    @property
    def township(self) -> str:
        """The township of its place; empty when none is stated."""
        return self.place.township

    @property
    def pcode(self) -> str:
        """The P-code of its township; empty when none is stated."""
        return self.place.pcode


@dataclass(frozen=True, slots=True)
class Event(Placed):
    """One row of attacks.csv. `is_sum` marks a row that stands for several events of a source's total."""

    event_type: str
    family: str
    counted: bool
    is_sum: bool
    actor_id: str
    killed: Number
    injured: Number
    civilian_harm: str
    summary: str

    @property
    def title(self) -> str:
        """Type and place, as a record is called."""
        return f"{self.event_type.capitalize()}, {self.place.name}"

    @property
    def harm(self) -> tuple[str, ...]:
        """Whom it harmed: "civilians" (some or all), "others" (none), "disputed"; nothing where it is not stated."""
        return HARM.get(self.civilian_harm, ())

    @property
    def is_mapped(self) -> bool:
        """Whether its place is known to a site or village, so that it gets a point of its own."""
        return (
            self.place.latitude is not None
            and self.place.precision in ("exact", "village", "approximate")
            and self.place.kind != "area"
        )


@dataclass(frozen=True, slots=True)
class Meeting(Placed):
    """One row of meetings.csv."""

    status: str
    declined_by: str
    counterpart: str
    other_side: str
    opposite: tuple[str, ...]  # the names of the organisations opposite, by their abbreviations where they have one
    summary: str


@dataclass(frozen=True, slots=True)
class Holding(Placed):
    """One row of control.csv: a report of who held a town from a day on."""

    holder: str
    how: str


@dataclass(frozen=True, slots=True)
class Count(Record):
    """One published count of clashes, a row of clashes_per_year.csv."""

    value: int
    unit: str
    series: str
    claimant: str
    side: str
    coverage: str
    standing: str
    counterpart_id: str


@dataclass(frozen=True, slots=True)
class Published(Record):
    """One published figure, a row of figures.csv, such as people displaced."""

    topic: str
    measure: str
    area: str
    qualifier: str
    value: Number
    unit: str
    claimant: str
    side: str


@dataclass(frozen=True, slots=True)
class Milestone(Record):
    """One row of milestones.csv."""

    kind: str
    weight: int
    label: str
    summary: str


@dataclass(frozen=True, slots=True)
class FatalEvents:
    """UCDP's fatal events between the government and the KIO in one year and area, with their deaths."""

    id: str
    year: int
    area: str
    events: int
    low: int
    best: int
    high: int
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one claimant said about one record."""

    id: str
    measure: str
    qualifier: str
    value: Number
    statement: str
    claimant: str
    side: str
    locator: str
    note: str


@dataclass(frozen=True, slots=True)
class Source:
    """One source; `day` is when it was published."""

    id: str
    title: str
    publisher: str
    day: date | None
    url: str
    is_core: bool
    row: Row = field(compare=False, repr=False)

    @property
    def name(self) -> str:
        """Publisher and day, as a source is named beside a figure."""
        return ", ".join(part for part in (self.publisher or self.title, str(self.day.year) if self.day else "") if part)
