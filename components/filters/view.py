"""What the reader chose, and the records that the choice keeps: the one thing that figures are made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar
from urllib.parse import urlencode

from components.dataset.kinds import Count, Event, Holding, Meeting, Milestone, Published, Record
from components.dataset.load import Dataset
from components.dataset.records import Records, records
from components.filters.table import BY_NAME, FILTERS, options
from components.text.wording import years_words

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Selection:
    """The chosen filters: a range of years, and for each filter the chosen values; nothing chosen is everything."""

    years: tuple[int, int] | None = None
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    evidence: str = "all"

    @classmethod
    def of(cls, years: Iterable[int] | None = None, *, evidence: str = "all", **values: Iterable[str]) -> "Selection":
        """The selection of these years, first to last, and of these values by the name of their filter."""
        ordered = sorted(years or ())
        chosen = {name: tuple(values[name]) for name in BY_NAME if values.get(name)}
        return cls((ordered[0], ordered[-1]) if ordered else None, tuple(chosen.items()), evidence)

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """The chosen values of a filter."""
        return dict(self.values).get(name, ())

    def without(self, *names: str) -> "Selection":
        """The same without some of the filters; "years" is one."""
        kept = tuple((name, values) for name, values in self.values if name not in names)
        return replace(self, years=None if "years" in names else self.years, values=kept)

    def keeps(self, record: Record) -> bool:
        """Whether every chosen filter keeps a record; one without a date is kept whatever the years."""
        if self.years and record.first_year is not None and record.last_year is not None:
            first, last = self.years
            if record.first_year > last or record.last_year < first:
                return False
        return all(_holds(BY_NAME[name].values(record), values) for name, values in self.values)


def _holds(found: tuple[str, ...] | None, wanted: tuple[str, ...]) -> bool:
    return found is None or not set(wanted).isdisjoint(found)


@dataclass(frozen=True)
class View:
    """The data under a selection. Each table of records is made when it is first asked for, and kept."""

    dataset: Dataset
    selection: Selection = Selection()

    @cached_property
    def records(self) -> Records:
        """All records, whatever the selection."""
        return records(self.dataset)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The attack records that the selection keeps."""
        return self._kept(self.records.events)

    @cached_property
    def counted(self) -> tuple[Event, ...]:
        """Those of them that count as events; the others are context or parts of one that counts."""
        return tuple(event for event in self.events if event.counted)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings, refusals and offers that the selection keeps."""
        return self._kept(self.records.meetings)

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        """The milestones that the selection keeps."""
        return self._kept(self.records.milestones)

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """The reports of who held a town that the selection keeps."""
        return self._kept(self.records.holdings)

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """The published counts of clashes in the chosen years."""
        return self._kept(self.records.counts)

    @cached_property
    def published(self) -> tuple[Published, ...]:
        """The published figures in the chosen years."""
        return self._kept(self.records.published)

    @property
    def years(self) -> tuple[int, int]:
        """The chosen years, or all on record."""
        return self.selection.years or self.records.years

    def but(self, *names: str) -> "View":
        """The same view without some of its filters, to show the whole behind what is narrowed."""
        return View(self.dataset, self.selection.without(*names))

    def within(self, years: tuple[int, int]) -> "View":
        """The same view in these years."""
        return View(self.dataset, replace(self.selection, years=years))

    def names(self, name: str) -> list[str]:
        """The chosen values of a filter by their names."""
        known = options(self.dataset, name)
        return [known[value].name for value in self.selection[name] if value in known]

    @cached_property
    def words(self) -> str:
        """The selection in words, as a subtitle begins: "2012 to 2014, Momauk"; "all years" when nothing is chosen."""
        parts = [years_words(*self.selection.years) if self.selection.years else ""]
        parts += [" or ".join(self.names(one.name)) for one in FILTERS]
        parts += ["five documents only" if self.selection.evidence == "core" else ""]
        return ", ".join(part for part in parts if part) or "all years"

    def left_out(self, kept: Iterable[Record] = ()) -> dict[str, int]:
        """How many events a chosen filter cannot place, by what they lack: "no township", "no date"."""
        found = {}
        for name, values in self.selection.values:
            rest = self.selection.without(name)
            missing = [
                event for event in self.records.events if BY_NAME[name].values(event) == () and values and rest.keeps(event)
            ]
            if missing:
                found[BY_NAME[name].missing] = len(missing)
        undated = [event for event in kept or self.events if event.first_year is None]
        return found | ({"no date": len(undated)} if undated and self.selection.years else {})

    def link(self, path: str, **more: object) -> str:
        """The address of a page with the filters of this view and other parameters that are not empty."""
        return address(path, self, more)

    def _kept(self, found: tuple[R, ...]) -> tuple[R, ...]:
        keeps = self.selection.keeps
        return tuple(record for record in found if keeps(record))


def parameters(view: View) -> list[tuple[str, str]]:
    """The selection as parameters of an address: plain names, and ids for sources, whose titles are long."""
    found = [("evidence", view.selection.evidence)] if view.selection.evidence != "all" else []
    found += [("years", str(year)) for year in view.selection.years or ()]
    for name, values in view.selection.values:
        plain = view.names(name) if name in ("township", "type", "actor") else values
        found += [(name, value) for value in plain]
    return found


def address(path: str, view: View, more: Mapping[str, object]) -> str:
    """A page's address with the filters of a view and further parameters."""
    parts = parameters(view) + [(name, str(value)) for name, value in more.items() if value]
    return f"{path}{'?' if parts else ''}{urlencode(parts)}"
