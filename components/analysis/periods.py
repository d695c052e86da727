"""Two ranges of years of the record, side by side, as numbers for each month they cover."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from components.analysis import counts, events, meetings, story
from components.dataset.kinds import FAMILIES, Count, Event, Meeting
from components.filters.view import View
from components.text.wording import years_words

MOST_TOWNSHIPS = 12
NONE_PUBLISHED = "none published"
PAGE = "Set two periods of the record side by side, or a file of UCDP or ACLED beside the published counts."


@dataclass(frozen=True)
class Period:
    """The records of a range of years; `months` is how many months of it are on record."""

    years: tuple[int, int]
    months: int
    view: View

    @property
    def words(self) -> str:
        """The range in words."""
        return years_words(*self.years).replace(" to ", "–")

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The counted events that begin in these years."""
        return tuple(one for one in self.view.counted if one.year is not None and self.years[0] <= one.year <= self.years[1])

    @cached_property
    def harmful(self) -> int:
        """How many of them are reported to have harmed civilians."""
        return sum("civilians" in one.harm for one in self.events)

    @cached_property
    def talks(self) -> tuple[Meeting, ...]:
        """The meetings held with the government in these years."""
        first, last = self.years
        met = (one for one in self.view.meetings if meetings.lane(one) == "government")
        return tuple(one for one in met if one.year and first <= one.year <= last)

    def a_month(self, number: int) -> float:
        """A number of events as a rate for each month on record."""
        return number / self.months


def period(view: View, years: tuple[int, int]) -> Period:
    """The records of these years under the other filters of a view."""
    first, last = years
    newest = view.records.last_day
    unfinished = max(0, 12 - newest.month) if last >= newest.year else 0
    later = 12 * max(0, last - newest.year)
    months = 12 * (last - first + 1) - unfinished - later
    return Period(years, max(1, months), view.but("years").within(years))


def finding(one: Period, other: Period) -> str:
    """Which of the two has more events a month, in a line."""
    rates = [part.a_month(len(part.events)) for part in (one, other)]
    return f"{one.words}: {rates[0]:.1f} events a month; {other.words}: {rates[1]:.1f}"


def key_numbers(one: Period, other: Period) -> list[tuple[str, str, str, str]]:
    """Key, label, both values and the doubt of each number that is compared."""
    rates = [f"{part.a_month(len(part.events)):.1f}" for part in (one, other)]
    towns = [len(story.towns_taken(part.view)) for part in (one, other)]
    return [
        (
            "events",
            "Events on record",
            f"{len(one.events)} → {len(other.events)}",
            f"in {one.months} and {other.months} months",
        ),
        ("rate", "Events a month", " → ".join(rates), "by months on record"),
        ("harm", "With harm to civilians", f"{one.harmful} → {other.harmful}", "events, not people"),
        ("towns", "Towns taken by the KIA", f"{towns[0]} → {towns[1]}", "as reported"),
        ("talks", "Met the government", f"{len(one.talks)} → {len(other.talks)}", "meetings held"),
    ]


def families(one: Period, other: Period) -> pd.DataFrame:
    """Events of each family in either period, and for each month on record."""
    counted = [Counter(event.family for event in part.events) for part in (one, other)]
    table = pd.DataFrame({"kind of event": [family.name for family in FAMILIES]})
    for part, found in zip((one, other), counted, strict=True):
        table[f"events {part.words}"] = [found[family.key] for family in FAMILIES]
    for part, found in zip((one, other), counted, strict=True):
        table[f"a month {part.words}"] = [round(part.a_month(found[family.key]), 3) for family in FAMILIES]
    return table


def townships(one: Period, other: Period) -> list[tuple[str, str, int, int]]:
    """P-code, name and events in either period of the townships with most events in both together."""
    first, second = (
        {pcode: (name, number) for pcode, name, number in events.by_township(part.events)} for part in (one, other)
    )
    names = {pcode: name for found in (first, second) for pcode, (name, _) in found.items()}
    rows = [(pcode, name, first.get(pcode, ("", 0))[1], second.get(pcode, ("", 0))[1]) for pcode, name in names.items()]
    return sorted(rows, key=lambda row: (-(row[2] + row[3]), row[1]))[:MOST_TOWNSHIPS]


def townships_table(one: Period, other: Period) -> pd.DataFrame:
    """The rows of `townships` under the names of the periods."""
    return pd.DataFrame(townships(one, other), columns=["P-code", "township", f"events {one.words}", f"events {other.words}"])


def published(one: Period, other: Period) -> pd.DataFrame:
    """The yearly clash counts and UCDP's fatal events that each period has: one row a series, a gap said in its cell."""
    found = [counts.yearly(part.view) for part in (one, other)]
    rows = []
    for series in dict.fromkeys((*found[0], *found[1])):
        name = counts.short_name(next(part[series] for part in found if series in part)[-1])
        rows.append((name, *(_years_words(part.get(series, ())) for part in found)))
    fatal = counts.fatal(one.view)
    within = [[row for row in fatal if part.years[0] <= row.year <= part.years[1]] for part in (one, other)]
    words = [", ".join(f"{row.year}: {row.events}" for row in part_rows) or NONE_PUBLISHED for part_rows in within]
    rows.append(("UCDP, fatal events", *words))
    second = other.words if other.words != one.words else f"{other.words} again"
    return pd.DataFrame(rows, columns=["who counts", one.words, second])


def _years_words(found: Iterable[Count]) -> str:
    current = [one for one in found if one.standing == "current"]
    words = [f"{one.year}: {counts.number_words(one)}" for one in current]
    return ", ".join(words) or NONE_PUBLISHED
