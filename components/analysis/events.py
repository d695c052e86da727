"""Events counted: by year, by family, by township, and the findings that stand above them."""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from components.dataset.records import FAMILIES, Event
from components.filters.view import View


def by_year(events: Iterable[Event]) -> dict[int, int]:
    """Counted events of each year that has any; an event is counted in the year of its first day."""
    return dict(sorted(Counter(event.year for event in events if event.counted and event.year is not None).items()))


def by_township(events: Iterable[Event]) -> list[tuple[str, str, int]]:
    """P-code, name and counted events of each township that has any, the most first."""
    counted = Counter((event.pcode, event.township) for event in events if event.counted and event.pcode)
    return [(pcode, name, number) for (pcode, name), number in sorted(counted.items(), key=lambda one: (-one[1], one[0][1]))]


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


def not_placed(view: View) -> str:
    """How many events the chosen filters cannot place, in words; empty when all are placed."""
    parts = [f"{number} {missing}" for missing, number in view.left_out().items()]
    return f"left out: {', '.join(parts)}" if parts else ""


def subtitle(view: View, what: str, *more: str) -> str:
    """What a figure draws, the filters, what they leave out, and how to use it."""
    parts = [
        part
        for part in (
            f"{what}, {view.words[0].lower()}{view.words[1:]}" if view.words == "All years" else f"{what}, {view.words}",
            not_placed(view),
            *more,
        )
        if part
    ]
    return ". ".join(part[:1].upper() + part[1:] for part in parts)
