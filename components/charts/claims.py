"""Who says what: every claim of a number as a dot, for the deadliest events and for one record."""

from dataclasses import dataclass

import pandas as pd

from components.analysis import events, story
from components.charts.axes import dot_rows
from components.charts.figure import Empty, Figure, Spec, figure
from components.charts.theme import Theme
from components.dataset.kinds import Event, Number
from components.filters.view import View
from components.text.escaping import plotly_text

DEADLIEST, FEW = 12, 7
ROW = 30  # px
LONGEST_NAME = 34  # characters
SIDES = (
    ("KIO/KIA", "KIO/KIA"),
    ("government or military", "government"),
    ("other", "media, aid, others"),
    ("not stated", "not stated"),
)
NO_WIDTH = "\u200b"  # tells rows of one name apart


@dataclass(frozen=True)
class Dot:
    """One claim of a number as it is drawn."""

    value: int
    claimant: str
    side: str
    words: str


@figure("deadliest", "Deadliest events, every claim", "/attacks")
def deadliest(view: View) -> Figure | Empty:
    """The events with most killed, with each claim of the number."""
    return _deadliest(view, DEADLIEST)


@figure("deadliest_few", "The deadliest events, every claim", "/")
def deadliest_few(view: View) -> Figure | Empty:
    """The few events with most killed, for the overview."""
    return _deadliest(view, FEW)


def _deadliest(view: View, most: int) -> Figure | Empty:
    rows = [event for event in events.deadliest(view.counted) if event.killed.low and not event.is_sum][:most]
    if not rows:
        return Empty("Deadliest events", "No counted event under these filters states a number killed.")
    number = story.claimed(view, rows[0])
    doubt = ", claims differ" if number.high and number.low != number.high else ""
    return Figure(
        title=f"Deadliest: {_short(rows[0].place.name)}, {number.words} killed{doubt}",
        subtitle=f"Killed, {view.words}, as claimed by",
        footnote="Line: lowest to highest claim. Totals over several events are left out.",
        plot=lambda theme: _plot(view, rows, theme),
        tables={"deadliest events": claims_table(view, rows)},
        about=("Events are ranked by the lowest number that their record gives. Claims are never added or averaged.",),
        source_ids=events.sources_of(rows),
        legend=SIDES,
    )


def claims_table(view: View, rows: list[Event]) -> pd.DataFrame:
    """Each claim of the number killed in these events."""
    found = [
        (event.id, event.title, event.when, dot.claimant, dot.side, dot.words) for event in rows for dot in dots_of(view, event)
    ]
    return pd.DataFrame(found, columns=["id", "event", "date", "claimant", "side", "killed"])


def dots_of(view: View, event: Event, measure: str = "killed") -> list[Dot]:
    """The claims of a number about an event; where there is none, the record's own number."""
    claims = [claim for claim in view.records.claims.get(event.id, ()) if claim.measure == measure and claim.value]
    if claims:
        return [Dot(claim.value.place, claim.claimant, claim.side, claim.value.words) for claim in claims]
    number = event.killed if measure == "killed" else event.injured
    return [Dot(number.place, "as the sources give it", "not stated", number.words)] if number else []


def _plot(view: View, rows: list[Event], theme: Theme) -> Spec:
    names = [plotly_text(f"{_short(event.place.name)}, {event.when}") for event in rows]
    numbers = [story.claimed(view, event) for event in rows]
    found = [
        (name, event, dot.value, f"<b>{dot.words}</b> {plotly_text(dot.claimant[:60])}", theme.side(dot.side))
        for name, event in zip(names, rows, strict=True)
        for dot in dots_of(view, event)
    ]
    words = [f"<b>{number.words}</b>" for number in numbers]
    return dot_rows(theme, names, found, list(zip(names, numbers, strict=True)), words, row=ROW, right=52)


def _short(name: str) -> str:
    return name.removesuffix(" Township").removesuffix(" base").removesuffix(" area")


def record_claims(record: Event, dots: list[Dot], theme: Theme) -> Spec:
    """The claims of one number about one event, a row each."""
    rows = sorted(dots, key=lambda dot: -dot.value)
    names = [
        f"{plotly_text(dot.claimant[:LONGEST_NAME])}{'…' * (len(dot.claimant) > LONGEST_NAME)}{NO_WIDTH * number}"
        for number, dot in enumerate(rows)
    ]
    found = [
        (name, record, dot.value, f"<b>{dot.words}</b> {plotly_text(dot.claimant[:60])}", theme.side(dot.side))
        for name, dot in zip(names, rows, strict=True)
    ]
    ends = [(name, Number(dot.value, dot.value)) for name, dot in zip(names, rows, strict=True)]
    return dot_rows(theme, names, found, ends, [f"<b>{dot.words}</b>" for dot in rows], row=25, right=70)
