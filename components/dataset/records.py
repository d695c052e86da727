"""Every record worked out once at load: its dates in words, its place, its sources, ready to be filtered and shown."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, TypeVar

import pandas as pd

from components.dataset.kinds import (
    FAMILY_OF,
    NOWHERE,
    Claim,
    Count,
    Event,
    FatalEvents,
    Holding,
    Meeting,
    Milestone,
    Number,
    Place,
    Published,
    Record,
    Row,
    Source,
)
from components.dataset.load import Dataset
from components.dataset.row_rules import split
from components.text.wording import date_words, days_words, month_words, period_words

LONG_NAME = 24  # letters
R = TypeVar("R", bound=Record)
# Columns of which a record has more than what stands in the cell.
WORKED_OUT = {"source_ids", "locators", "counted", "aliases", "latitude", "longitude", "radius_km", "sensitive"}
DAYS = (("date_start", "date_end"), ("period_start", "period_end"), ("from_date", "from_date"))
FINEST_SENSITIVE = 2  # decimals of a degree: places that shelter civilians are never shown finer


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
        return self._made(Event, self._dataset.attacks, date_words, _of_event)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every meeting, refusal and offer, in the order of the table."""
        bodies = self._bodies
        return self._made(
            Meeting,
            self._dataset.meetings,
            date_words,
            lambda row: {"opposite": tuple(bodies[one] for one in split(row["other_side_ids"]))},
        )

    @cached_property
    def _bodies(self) -> dict[str, str]:
        """What each organisation is called beside a mark: a long name by its abbreviation."""
        rows = rows_of(self._dataset.organisations)
        names = {row["organisation_id"]: (row["name"].split(" (")[0], row["abbreviation"]) for row in rows}
        return {key: short if short and len(name) > LONG_NAME else name for key, (name, short) in names.items()}

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        """Every milestone, in the order of the table."""
        return self._made(Milestone, self._dataset.milestones, date_words)

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """Every report of who held a town, in the order of the table."""
        return self._made(Holding, self._dataset.control, _from_day)

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """Every published count of clashes, in the order of the table."""
        return self._made(
            Count,
            self._dataset.clashes_per_year,
            lambda row: period_words(row["period_start"], row["period_end"]),
            lambda row: {"value": row["clashes"], "side": row["claimant_side"]},
        )

    @cached_property
    def published(self) -> tuple[Published, ...]:
        """Every published figure, in the order of the table."""
        return self._made(Published, self._dataset.figures, _period, _of_claim)

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
        first: tuple[tuple[Record, ...], ...] = (self.events, self.meetings, self.counts)
        kinds = (*first, self.published, self.milestones, self.holdings)
        return {record.id: record for kind in kinds for record in kind}

    @cached_property
    def years(self) -> tuple[int, int]:
        """The first and the last year with an event, a meeting or a count: what a reader can choose from."""
        kinds: tuple[tuple[Record, ...], ...] = (self.events, self.meetings, self.counts)
        spans = [(one.first_year, one.last_year) for kind in kinds for one in kind]
        return min(first for first, _ in spans if first is not None), max(last for _, last in spans if last is not None)

    @cached_property
    def last_day(self) -> date:
        """The day of the newest event on record."""
        return max(event.end or event.start for event in self.events if event.start)

    def _made(
        self, kind: type[R], table: pd.DataFrame, when: Callable[[Row], str], more: Callable[[Row], Row] = lambda _: {}
    ) -> tuple[R, ...]:
        return tuple(kind(**_same(kind, row), **self._common(row), when=when(row), **more(row)) for row in rows_of(table))

    def _common(self, row: Row) -> dict[str, Any]:
        names = next(pair for pair in DAYS if pair[0] in row)
        start, end = (row[name].date() if row[name] is not None else None for name in names)
        first, last = start or end, end or start
        return {
            "id": next(iter(row.values())),
            "start": start,
            "end": end,
            "first_year": first.year if first else None,
            "last_year": last.year if last else None,
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


def _same(kind: type[Any], row: Row) -> dict[str, Any]:
    """The texts and numbers that a kind has under the names of their columns; an empty text where a cell is empty."""
    return {one.name: row[one.name] or "" for one in fields(kind) if one.name in row and one.name not in WORKED_OUT}


def _of_event(row: Row) -> Row:
    return {
        "family": FAMILY_OF[row["event_type"]],
        "counted": row["counted"] == "yes",
        "is_sum": (row["events_low"] or 1) > 1,
        "killed": Number(row["killed_low"], row["killed_high"]),
        "injured": Number(row["injured_low"], row["injured_high"]),
    }


def _of_claim(row: Row) -> Row:
    return {"value": Number(row["value_low"], row["value_high"]), "side": row["claimant_side"]}


def _from_day(row: Row) -> str:
    day = row["from_date"]
    return month_words(day) if row["date_precision"] == "month" else days_words(day, day)


def _period(row: Row) -> str:
    start, end = row["period_start"], row["period_end"]
    if start is not None and end is not None:
        return period_words(start, end)
    only = start or end
    return f"{'since' if start else 'until'} {days_words(only, only)}" if only else "period not stated"


def _place(row: Row) -> Place:
    sensitive = row["sensitive"] == "yes"
    return Place(
        **_same(Place, row),
        id=row["place_id"],
        aliases=tuple(split(row["aliases"])),
        pcode=row["township_pcode"] or "",
        latitude=_coordinate(row["latitude"], sensitive=sensitive),
        longitude=_coordinate(row["longitude"], sensitive=sensitive),
        radius_km=row["radius_km"],
        sensitive=sensitive,
    )


def _coordinate(value: float | None, *, sensitive: bool) -> float | None:
    return round(value, FINEST_SENSITIVE) if sensitive and value is not None else value


def _source(row: Row) -> Source:
    day = row["published_on"]
    is_core = row["collection"] == "core"
    return Source(
        **_same(Source, row), id=row["source_id"], day=day.date() if day is not None else None, is_core=is_core, row=row
    )


def _claim(row: Row) -> Claim:
    return Claim(**_same(Claim, row), id=row["claim_id"], **_of_claim(row))
