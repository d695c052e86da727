"""Events counted: by year, by family, by township, and the findings that stand above them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

import pandas as pd

from components.dataset.kinds import FAMILIES, FAMILY_NAMES, Event, FatalEvents, Record
from components.filters.view import View
from components.text.wording import many

Dated = TypeVar("Dated", bound=Record)


def by_year(events: Iterable[Event]) -> dict[int, int]:
    """Counted events of each year that has any; an event is counted in the year of its first day."""
    return dict(sorted(Counter(event.year for event in events if event.counted and event.year is not None).items()))


def by_township(events: Iterable[Event]) -> list[tuple[str, str, int]]:
    """P-code, name and counted events of each township that has any, the most first."""
    counted = Counter((event.pcode, event.township) for event in events if event.counted and event.pcode)
    return [(pcode, name, number) for (pcode, name), number in sorted(counted.items(), key=lambda one: (-one[1], one[0][1]))]


def ahead(ranked: list[tuple[str, str, int]]) -> list[str]:
    """The names of up to three townships that have more events than every other."""
    rest = ranked[3][2] if len(ranked) > 3 else 0
    return [name for _, name, number in ranked[:3] if number > rest]


def rank(ranked: list[tuple[str, str, int]], pcode: str) -> str:
    """The place of a township among those with events, in words; empty when it has none."""
    numbers = {key: number for key, _, number in ranked}
    place = sum(number > numbers.get(pcode, 0) for number in numbers.values()) + 1
    shared = " (shared)" if list(numbers.values()).count(numbers.get(pcode, 0)) > 1 else ""
    return f"number {place}{shared} of {len(ranked)}" if pcode in numbers else ""


def years_table(view: View) -> pd.DataFrame:
    """Counted events by year and family: one row a year of the view, one column a family, and their total."""
    first, last = view.years
    counted = Counter((event.year, event.family) for event in view.counted)
    rows = [{"year": year} | {family.name: counted[year, family.key] for family in FAMILIES} for year in range(first, last + 1)]
    return pd.DataFrame(rows).assign(total=lambda table: table.drop(columns="year").sum(axis=1))


def part_years(view: View) -> tuple[int, ...]:
    """The years of which the record holds only a part: the last one, when its newest event is before December."""
    last = view.records.last_day
    return (last.year,) if last.month < 12 else ()


def subtitle(view: View, what: str, *more: str) -> str:
    """What a figure draws, the filters, what they leave out, and how to use it."""
    lost = ", ".join(f"{number} with {missing}" for missing, number in view.left_out().items())
    parts = [part for part in (f"{what}, {view.words}", f"left out: {lost}" if lost else "", *more) if part]
    return ". ".join(part[:1].upper() + part[1:] for part in parts)


def sources_of(found: Iterable[Record | FatalEvents]) -> tuple[str, ...]:
    """The ids of all sources of some records, each once."""
    return tuple(dict.fromkeys(source for one in found for source in one.source_ids))


def table(found: Iterable[Event]) -> pd.DataFrame:
    """Events as a table: one row each, numbers as low and high, empty where not stated."""
    numbers = ["killed low", "killed high", "injured low", "injured high"]
    columns = ["id", "date", "type", "kind", "place", "township", *numbers, "counted", "summary"]
    rows = []
    for one in found:
        known = one.id, one.when, one.event_type, FAMILY_NAMES[one.family], one.place.name, one.township
        stated = one.killed.low, one.killed.high, one.injured.low, one.injured.high
        rows.append((*known, *stated, "yes" if one.counted else "no", one.summary))
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(numbers, "Int64"))


def finding(view: View) -> str:
    """The page of attacks in at most 25 words."""
    counted, context = view.counted, len(view.events) - len(view.counted)
    if not counted:
        return "No event on record for this choice, which does not mean that nothing happened."
    years, towns = by_year(counted), by_township(counted)
    is_one_year = view.selection.years is not None and view.years[0] == view.years[1]
    peak = max(years, key=lambda year: years[year]) if years else None
    parts = [f"{many(len(counted), 'event')} on record"]
    parts += [f"{years[peak]} of them in {peak}"] if peak and len(years) > 1 and not is_one_year else []
    words = [f"{', '.join(parts)}."]
    first = ahead(towns)
    if len(first) > 1 and not view.selection["township"]:
        words.append(f"{', '.join(first[:-1])} and {first[-1]} have most.")
    words += [f"{context} more {'is' if context == 1 else 'are'} context and not counted."] if context else []
    return " ".join(words)


def latest(found: Iterable[Dated]) -> list[Dated]:
    """Events or meetings, the newest first, undated last."""
    return sorted(found, key=lambda one: (one.start or date.min, one.id), reverse=True)


def earliest(found: Iterable[Dated]) -> list[Dated]:
    """The oldest first, undated last."""
    return sorted(found, key=lambda event: (event.start or date.max, event.id))


def deadliest(found: Iterable[Event]) -> list[Event]:
    """The highest low number of killed first."""
    return sorted(found, key=lambda event: (-(event.killed.low or -1), event.id))
