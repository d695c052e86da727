"""What the overview says: its finding, its key figures, and clash counts, events and talks on one axis of years."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.analysis import events, people
from components.analysis.meetings import lane, last_met
from components.dataset.kinds import FAMILY_NAMES, Count, Event, Number
from components.filters.view import Selection, View
from components.text.wording import many, month_words, runs

MILITARY = "myanmar_military"
LONG_SERIES = 4  # full years that a series beside the five documents' must have to stand in the long view


@dataclass(frozen=True)
class KeyFigure:
    """A number of the overview, with its doubt in one line."""

    key: str
    label: str
    value: str
    note: str


def long_counts(view: View) -> tuple[Count, ...]:
    """The current counts of clashes with the military in the core series and in each series with at least four full years."""
    sources = view.records.sources
    every = [count for count in view.records.counts if count.counterpart_id == MILITARY]
    core = {count.series for count in every if any(sources[one].is_core for one in count.source_ids)}
    full = Counter(count.series for count in every if is_full(count) and count.unit == "clash")
    long = core | {series for series, number in full.items() if number >= LONG_SERIES}
    current = (count for count in view.counts if count.counterpart_id == MILITARY and count.standing == "current")
    return tuple(count for count in current if count.series in long)


def is_full(count: Count) -> bool:
    """Whether a count stands, and covers a full year."""
    return count.coverage == "full year" and count.standing == "current"


def years_without_count(view: View) -> list[tuple[int, int]]:
    """The first and last year of each run of years without any count of the long series."""
    first, last = view.records.years
    having = {count.year for count in long_counts(view.but("years"))}
    return runs(set(range(first, last + 1)) - having)


def finding(view: View) -> str:
    """The overview in at most 25 words."""
    counted = view.counted
    if not counted:
        return "No event on record for this choice, which does not mean that nothing happened."
    by_year = events.by_year(counted)
    peak = max(by_year, key=lambda year: by_year[year]) if by_year else None
    if view.selection == Selection(evidence=view.selection.evidence):
        highest = sorted((one for one in long_counts(view) if is_full(one)), key=lambda one: -one.value)[:2]
        met = last_met(view)
        told = [f"{_side(one)} {one.value:,}" for one in highest if one.year == highest[0].year]
        parts = [
            f"{highest[0].year} has the highest clash counts ({', '.join(told)})" if highest else "",
            f"most events on record fall in {peak}" if peak else "",
        ]
        return "; ".join(part for part in parts if part) + "." + (f" The two last met in {month_words(met)}." if met else "")
    families = Counter(event.family for event in counted).most_common(2)
    towns = events.by_township(counted)
    kind = FAMILY_NAMES[families[0][0]].lower()
    found = [f"most were {kind} ({families[0][1]})"] if len({number for _, number in families}) == len(families) else []
    found += [f"{towns[0][1]} had most ({towns[0][2]})"] if len(towns) > 1 and towns[0][2] > towns[1][2] else []
    words = "; ".join(found)
    number = f"{many(len(counted), 'event')} on record, {view.words}."
    return f"{number} {words[:1].upper()}{words[1:]}." if words else number


def _side(count: Count) -> str:
    return {"KIO/KIA": "KIO", "government or military": "government"}.get(count.side, "claimant not stated")


def key_figures(view: View) -> tuple[KeyFigure, ...]:
    """The six key figures of the overview."""
    return (_events(view), _harm(view), _deadliest(view), _towns(view), _displaced(view), _met(view))


def _events(view: View) -> KeyFigure:
    sums = sum(event.is_sum for event in view.counted)
    note = f"{sums} stand for several events" if sums else "each counted once"
    return KeyFigure("events", "Events on record", f"{len(view.counted)}", note)


def _harm(view: View) -> KeyFigure:
    harmed = [event for event in view.counted if "civilians" in event.harm]
    silent = sum(not event.harm for event in view.counted)
    return KeyFigure("harm", "With harm to civilians", f"{len(harmed)}", f"not stated in {silent}")


def claimed(view: View, event: Event, measure: str = "killed") -> Number:
    """The lowest and the highest number that anyone states for an event."""
    own = event.killed if measure == "killed" else event.injured
    claims = [claim.value for claim in view.records.claims.get(event.id, ()) if claim.measure == measure]
    values = [value for one in (own, *claims) for value in (one.low, one.high) if value is not None]
    return Number(min(values), max(values) if own.high is not None or len(set(values)) > 1 else None) if values else own


def _deadliest(view: View) -> KeyFigure:
    strikes = [event for event in view.counted if event.family == "air" and not event.is_sum and event.killed.low]
    if not strikes:
        return KeyFigure("deadliest", "Deadliest airstrike, killed", "–", "no number stated")
    worst = max(strikes, key=lambda event: event.killed.low or 0)
    note = f"{worst.place.name}, {worst.when}"
    return KeyFigure("deadliest", "Deadliest airstrike, killed", claimed(view, worst).words, note)


def towns_taken(view: View) -> list[Event]:
    """The events in which the KIA, alone or with allies, took a town, by date."""
    taken = [event for event in view.counted if event.event_type == "town seizure" and event.actor_id == "kio_kia"]
    return sorted(taken, key=lambda event: (event.start is None, event.start))


def _towns(view: View) -> KeyFigure:
    days = [event.start for event in towns_taken(view) if event.start]
    span = " to ".join(month_words(day) for day in (days[0], *days[1:][-1:])) if days else "none on record here"
    return KeyFigure("towns", "Towns taken by the KIA", f"{len(towns_taken(view))}", span)


def _displaced(view: View) -> KeyFigure:
    stocks = people.stocks(view.published, "Kachin State")
    if not stocks:
        return KeyFigure("displaced", "Displaced, Kachin State", "–", "no figure for these years")
    last = stocks[-1]
    note = f"{month_words(last.start or date.min)}, {last.claimant.split(',')[0]}"
    return KeyFigure("displaced", "Displaced, Kachin State", people.number_words(last), note)


def _met(view: View) -> KeyFigure:
    day = last_met(view)
    after = [one for one in view.meetings if lane(one) == "china" and one.start and (day is None or one.start > day)]
    note = (
        f"then China only, {len(after)} times"
        if day and len(after) > 1
        else f"{sum(lane(one) == 'government' for one in view.meetings)} meetings in this choice"
    )
    return KeyFigure("met", "Last met the government", month_words(day) if day else "–", note)


def counts_table(view: View) -> pd.DataFrame:
    """The published counts that are drawn, one row each."""
    columns = {"id": "id", "year": "year", "period": "when", "clashes": "value", "claimant": "claimant", "coverage": "coverage"}
    return pd.DataFrame([{name: getattr(one, column) for name, column in columns.items()} for one in long_counts(view)])
