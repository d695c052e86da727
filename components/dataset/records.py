"""Every record worked out once at load: its dates in words, its place, its sources, ready to be filtered and shown."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from components.dataset.load import Dataset
from components.dataset.row_rules import split
from components.text.wording import date_words, period_words, plain_text, range_words

Row = Mapping[str, Any]
FINEST_SENSITIVE = 2  # decimals of a degree: places that shelter civilians are never shown finer


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
        return range_words(self.low, self.high) or ""


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
    summary: str


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
    is_shown: bool
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
    record_id: str
    measure: str
    qualifier: str
    value: Number
    statement: str
    claimant: str
    side: str
    source_id: str
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


class Records:
    """All records of one state of the data, each kind made when it is first asked for."""

    def __init__(self, dataset: Dataset) -> None:
        """Take the tables of this dataset."""
        self._dataset = dataset

    @cached_property
    def places(self) -> dict[str, Place]:
        """Every place by its id."""
        return {row["place_id"]: _place(row) for row in rows_of(self._dataset.places)}

    @cached_property
    def seats(self) -> tuple[Place, ...]:
        """The seat of each township."""
        return tuple(place for place in self.places.values() if place.kind == "township seat")

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source by its id."""
        return {row["source_id"]: _source(row) for row in rows_of(self._dataset.sources)}

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every attack record, in the order of the table."""
        return tuple(
            Event(
                **self._common("attack_id", row, date_words(_na(row))),
                event_type=row["event_type"],
                family=FAMILY_OF[row["event_type"]],
                counted=row["counted"] == "yes",
                is_sum=(row["events_low"] or 1) > 1,
                actor_id=row["actor_id"] or "",
                killed=Number(row["killed_low"], row["killed_high"]),
                injured=Number(row["injured_low"], row["injured_high"]),
                civilian_harm=row["civilian_harm"],
                summary=row["summary"],
            )
            for row in rows_of(self._dataset.attacks)
        )

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every meeting, refusal and offer, in the order of the table."""
        return tuple(
            Meeting(
                **self._common("meeting_id", row, date_words(_na(row))),
                status=row["status"],
                declined_by=row["declined_by"] or "",
                counterpart=row["counterpart"],
                other_side=row["other_side"] or "",
                summary=row["summary"],
            )
            for row in rows_of(self._dataset.meetings)
        )

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        """Every milestone, in the order of the table."""
        return tuple(
            Milestone(
                **self._common("milestone_id", row, date_words(_na(row))),
                kind=row["kind"],
                weight=row["weight"],
                label=row["label"],
                summary=row["summary"],
            )
            for row in rows_of(self._dataset.milestones)
        )

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """Every published count of clashes, in the order of the table."""
        return tuple(
            Count(
                **self._common("count_id", row, period_words(row["period_start"], row["period_end"])),
                value=row["clashes"],
                unit=row["unit"],
                series=row["series"],
                claimant=row["claimant"],
                side=row["claimant_side"],
                coverage=row["coverage"],
                standing=row["standing"],
                counterpart_id=row["counterpart_id"],
            )
            for row in rows_of(self._dataset.clashes_per_year)
        )

    @cached_property
    def published(self) -> tuple[Published, ...]:
        """Every published figure, in the order of the table."""
        return tuple(
            Published(
                **self._common("figure_id", row, _period(row)),
                topic=row["topic"],
                is_shown=row["show"] == "yes",
                measure=row["measure"],
                area=row["area"],
                qualifier=row["qualifier"],
                value=Number(row["value_low"], row["value_high"]),
                unit=row["unit"],
                claimant=row["claimant"],
                side=row["claimant_side"],
            )
            for row in rows_of(self._dataset.figures)
        )

    @cached_property
    def fatal_events(self) -> tuple[FatalEvents, ...]:
        """UCDP's fatal events by year and area."""
        return tuple(
            FatalEvents(
                row["ucdp_id"],
                row["year"],
                row["area"],
                row["fatal_events"],
                row["deaths_low"],
                row["deaths_best"],
                row["deaths_high"],
                tuple(split(row["source_ids"])),
            )
            for row in rows_of(self._dataset.ucdp_by_year)
        )

    @cached_property
    def claims(self) -> dict[str, tuple[Claim, ...]]:
        """The claims about each record that has some, by its id."""
        found: dict[str, list[Claim]] = {}
        for row in rows_of(self._dataset.claims):
            found.setdefault(row["record_id"], []).append(_claim(row))
        return {identity: tuple(claims) for identity, claims in found.items()}

    @cached_property
    def disputes(self) -> dict[str, tuple[Row, ...]]:
        """The rows of disputes.csv about each record, by its id."""
        found: dict[str, list[Row]] = {}
        for row in rows_of(self._dataset.disputes):
            for identity in split(row["record_ids"]):
                found.setdefault(identity, []).append(row)
        return {identity: tuple(rows) for identity, rows in found.items()}

    @cached_property
    def by_id(self) -> dict[str, Record]:
        """Every record that can be opened, by its id."""
        kinds: tuple[Iterable[Record], ...] = (self.events, self.meetings, self.counts, self.published, self.milestones)
        return {record.id: record for kind in kinds for record in kind}

    @cached_property
    def years(self) -> tuple[int, int]:
        """The first and the last year with an event, a meeting or a count: what a reader can choose from."""
        kinds: tuple[Iterable[Record], ...] = (self.events, self.meetings, self.counts)
        spans = [(one.first_year, one.last_year) for kind in kinds for one in kind]
        return min(first for first, _ in spans if first is not None), max(last for _, last in spans if last is not None)

    @cached_property
    def last_day(self) -> date:
        """The day of the newest event on record."""
        return max(event.end or event.start for event in self.events if event.start)

    def _common(self, identity: str, row: Row, when: str) -> dict[str, Any]:
        names = ("date_start", "date_end") if "date_start" in row else ("period_start", "period_end")
        start, end = (row[name].date() if row[name] is not None else None for name in names)
        first, last = start or end, end or start
        return {
            "id": row[identity],
            "start": start,
            "end": end,
            "first_year": first.year if first else None,
            "last_year": last.year if last else None,
            "when": when,
            "source_ids": tuple(split(row["source_ids"])),
            "locators": tuple(split(row["locators"])),
            "row": row,
        } | ({"place": self.places.get(row["place_id"] or "", NOWHERE)} if "place_id" in row else {})


@lru_cache(maxsize=8)
def records(dataset: Dataset) -> Records:
    """The records of a dataset, made once."""
    return Records(dataset)


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as plain values, None where a cell is empty."""
    columns = [
        [None if is_missing else _plain(value) for value, is_missing in zip(column, column.isna(), strict=True)]
        for _, column in table.items()
    ]
    names = [str(name) for name in table.columns]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _plain(value: object) -> object:
    return value.item() if hasattr(value, "item") else value


def _na(row: Row) -> dict[str, Any]:
    return {name: pd.NaT if row[name] is None and name.startswith("date_") else row[name] for name in row}


def _period(row: Row) -> str:
    start, end = row["period_start"], row["period_end"]
    if start is not None and end is not None:
        return start.strftime("%-d %b %Y") if start == end else period_words(start, end)
    only = plain_text(start or end)
    return f"since {only}" if start is not None else f"until {only}" if only else "period not stated"


def _place(row: Row) -> Place:
    sensitive = row["sensitive"] == "yes"
    return Place(
        id=row["place_id"],
        name=row["name"],
        name_my=row["name_my"] or "",
        aliases=tuple(split(row["aliases"])),
        kind=row["kind"],
        township=row["township"] or "",
        pcode=row["township_pcode"] or "",
        state=row["state"] or "",
        country=row["country"] or "",
        latitude=_coordinate(row["latitude"], sensitive=sensitive),
        longitude=_coordinate(row["longitude"], sensitive=sensitive),
        precision=row["precision"] or "",
        radius_km=row["radius_km"],
        sensitive=sensitive,
    )


def _coordinate(value: float | None, *, sensitive: bool) -> float | None:
    if value is None or math.isnan(value):
        return None
    return round(value, FINEST_SENSITIVE) if sensitive else value


def _source(row: Row) -> Source:
    day = row["published_on"]
    return Source(
        id=row["source_id"],
        title=row["title"] or "",
        publisher=row["publisher"] or "",
        day=day.date() if day is not None else None,
        url=row["url"] or "",
        is_core=row["collection"] == "core",
        row=row,
    )


def _claim(row: Row) -> Claim:
    return Claim(
        id=row["claim_id"],
        record_id=row["record_id"],
        measure=row["measure"],
        qualifier=row["qualifier"] or "",
        value=Number(row["value_low"], row["value_high"]),
        statement=row["statement"] or "",
        claimant=row["claimant"] or "claimant not stated",
        side=row["claimant_side"],
        source_id=row["source_id"],
        locator=row["locator"] or "",
        note=row["note"] or "",
    )
