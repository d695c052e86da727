"""The one table of filters: from it come the names in the address, labels, options, words, and the command line's options."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from components.dataset.kinds import FAMILIES, FAMILY_OF, Record
from components.dataset.load import Dataset
from components.dataset.records import records, rows_of
from components.dataset.row_rules import split


@dataclass(frozen=True)
class Option:
    """One value of a filter: what the data call it, its name, how many events it keeps, and other names it answers to."""

    value: str
    name: str
    events: int
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The option in an open list: its name and its other names, by which it is found too."""
        return f"{self.name} ({', '.join(self.aliases)})" if self.aliases else self.name


@dataclass(frozen=True)
class Filter:
    """One filter: its name in the address, its label, the attribute of a record that it looks at, and its options.

    `missing` says what a record lacks that the filter leaves out for an empty cell. Records without the attribute are kept.
    `stands` says where the reader finds it: in the bar of every page, behind "More filters", or as pills of event pages.
    """

    name: str
    label: str
    column: str
    missing: str
    options: Callable[[Dataset], tuple[Option, ...]]
    stands: Literal["in the bar", "behind more", "as pills"] = "behind more"

    def values(self, record: Record) -> tuple[str, ...] | None:
        """What a record has in its column, nothing where the cell is empty; None where its kind has no such column."""
        value = getattr(record, self.column, None)
        if value is None:
            return None
        return value if isinstance(value, tuple) else (value,) if value else ()


def _counts(dataset: Dataset, column: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for event in records(dataset).events:
        value = getattr(event, column)
        found.update(set(value) if isinstance(value, tuple) else [value])
    return found


def _sorted(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: (option.events == 0, option.name.casefold())))


def _townships(dataset: Dataset) -> tuple[Option, ...]:
    counts = _counts(dataset, "pcode")
    found = []
    for seat in records(dataset).seats:
        names = dict.fromkeys(name for name in (seat.name, seat.name_my, *seat.aliases) if name and name != seat.township)
        found.append(Option(seat.pcode, seat.township, counts[seat.pcode], (*names, seat.pcode)))
    return _sorted(found)


def _types(dataset: Dataset) -> tuple[Option, ...]:
    counts = _counts(dataset, "event_type")
    return _sorted(Option(kind, kind, counts[kind]) for kind in FAMILY_OF if counts[kind])


def _families(dataset: Dataset) -> tuple[Option, ...]:
    counts = _counts(dataset, "family")
    return tuple(Option(family.key, family.name, counts[family.key]) for family in FAMILIES)


def _harm(dataset: Dataset) -> tuple[Option, ...]:
    return (Option("civilians", "Harm to civilians", _counts(dataset, "harm")["civilians"]),)


def _actors(dataset: Dataset) -> tuple[Option, ...]:
    counts = _counts(dataset, "actor_id")
    found = []
    for row in rows_of(dataset.organisations):
        if counts[row["organisation_id"]]:
            names = dict.fromkeys((*split(row["abbreviation"]), *split(row["aliases"])))
            found.append(Option(row["organisation_id"], row["name"], counts[row["organisation_id"]], tuple(names)))
    return _sorted(found)


def _sources(dataset: Dataset) -> tuple[Option, ...]:
    counts = _counts(dataset, "source_ids")
    found = []
    for source in records(dataset).sources.values():
        title = f"{source.publisher}: {source.title}" if source.publisher and source.title else source.title or source.publisher
        found.append(Option(source.id, title or source.id, counts[source.id], (source.id,)))
    return _sorted(found)


FILTERS = (
    Filter("township", "Township", "pcode", "no township", _townships, stands="in the bar"),
    Filter("type", "Event type", "event_type", "no type", _types),
    Filter("actor", "Actor", "actor_id", "no actor named", _actors),
    Filter("source", "Source", "source_ids", "no source", _sources),
    Filter("family", "Kind of event", "family", "no type", _families, stands="as pills"),
    Filter("harm", "Harm", "harm", "harm not stated", _harm, stands="as pills"),
)
BY_NAME = {one.name: one for one in FILTERS}


@lru_cache(maxsize=16)
def options(dataset: Dataset, name: str) -> dict[str, Option]:
    """The options of a filter by their value, those with events first, then by name."""
    return {option.value: option for option in BY_NAME[name].options(dataset)}


@lru_cache(maxsize=16)
def _answers(dataset: Dataset, name: str) -> dict[str, str]:
    """The value that each name of an option means, in small letters; a name that two options share means none."""
    found: dict[str, set[str]] = {}
    for option in options(dataset, name).values():
        for text in {option.value, option.name, option.label, *option.aliases}:
            found.setdefault(text.casefold(), set()).add(option.value)
    exact = {option.name.casefold(): option.value for option in options(dataset, name).values()}
    return {text: min(values) for text, values in found.items() if len(values) == 1} | exact


def resolve(dataset: Dataset, name: str, texts: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The values that texts of an address mean, each once, and the texts that mean none."""
    known = _answers(dataset, name)
    found = [(text, known.get(text.casefold().strip())) for text in texts]
    unknown = tuple(text for text, value in found if value is None)
    return tuple(dict.fromkeys(value for _, value in found if value is not None)), unknown
