"""People harmed and displaced: published numbers as they stand, and harm to civilians as counts of events."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from components.dataset.kinds import Event, Number, Published
from components.filters.view import View
from components.text.wording import month_words

# What the published numbers are of, the wider area first.
AREAS = {"Kachin State and northern Shan State": "Kachin and northern Shan", "Kachin State": "Kachin State only"}
GROUPS = {"civilians": "civilians", "military": "soldiers", "kia": "KIA and allies"}  # by the columns of attacks.csv
NATIONAL = "Myanmar (national)"


def harmful(view: View) -> tuple[Event, ...]:
    """The counted events that are reported to have harmed civilians."""
    return tuple(event for event in view.counted if "civilians" in event.harm)


def stocks(found: Iterable[Published], area: str) -> list[Published]:
    """The published numbers of displaced people in an area at one time, by date."""
    return _stated(one for one in found if _is_stock(one) and one.area == area)


def flows(found: Iterable[Published]) -> list[Published]:
    """The published numbers of people who fled in a period or from a place, by date."""
    return _stated(one for one in found if one.topic == "displacement" and not _is_stock(one))


def deaths(found: Iterable[Published]) -> list[Published]:
    """The published numbers of killed of a period, Kachin State and northern Shan State only, by date."""
    return _stated(one for one in found if one.topic == "deaths" and one.area != NATIONAL)


def _is_stock(one: Published) -> bool:
    return one.topic == "displacement" and one.unit.startswith("internally displaced")


def _stated(found: Iterable[Published]) -> list[Published]:
    """Those with a date and a number, by date."""
    return sorted((one for one in found if one.start and one.value), key=lambda one: (one.start or date.min, one.id))


def by_group(view: View) -> list[tuple[Event, dict[str, Number]]]:
    """Counted single events with the killed of each group that sources tell apart, the largest number first."""
    found = []
    for event in (one for one in view.counted if not one.is_sum):
        told = {group: Number(event.row[f"{group}_killed_low"], event.row[f"{group}_killed_high"]) for group in GROUPS}
        told = {group: number for group, number in told.items() if number}
        if told:
            found.append((event, told))
    return sorted(found, key=lambda one: (-max(number.place for number in one[1].values()), one[0].id))


def by_group_table(found: Iterable[tuple[Event, dict[str, Number]]]) -> pd.DataFrame:
    """The killed of each group as a table, one row an event."""
    rows = [
        (event.id, event.title, event.when, *(told[group].words if group in told else "" for group in GROUPS))
        for event, told in found
    ]
    return pd.DataFrame(rows, columns=["id", "event", "date", *(f"{words} killed" for words in GROUPS.values())])


def number_words(one: Published) -> str:
    """A published number as it is written: ~ for about, + for at least."""
    return f"~{one.value.words}" if one.qualifier == "about" else one.value.words


def finding(view: View) -> str:
    """The newest number displaced and how many events harmed civilians, in a line."""
    newest = stocks(view.published, "Kachin State")[-1:]
    harmed = harmful(view)
    words = [f"{number_words(one)} displaced in Kachin State, {month_words(one.start or date.min)}." for one in newest]
    silent = sum(not event.harm for event in view.counted)
    words.append(f"{len(harmed)} events on record harmed civilians; {silent} do not say whom they harmed.")
    return " ".join(words)


def table(found: Iterable[Published]) -> pd.DataFrame:
    """Published numbers as a table, one row each."""
    rows = [(one.id, one.when, one.value.low, one.value.high, one.qualifier, one.unit, one.area, one.claimant) for one in found]
    columns = ["id", "period", "low", "high", "qualifier", "unit", "area", "claimant"]
    return pd.DataFrame(rows, columns=columns).astype({"low": "Int64", "high": "Int64"})
