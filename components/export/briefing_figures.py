"""What a briefing can hold: every figure and table of the dashboard, and when there is nothing to draw."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import pandas as pd

from components.analysis.attacks import attack_table, counted
from components.analysis.clashes import clashes_with, core_series, long_series
from components.analysis.series import by_the_period, by_the_year
from components.analysis.talks import meeting_table
from components.charts.clash_figures import clashes_figure, coverage_figure, further_counts, periods_figure, series_figure
from components.charts.described import Figure, FigureText, figure_text
from components.charts.talk_figures import fighting_talking_figure, talks_figure, talks_per_year_figure
from components.dataset.load import Dataset
from components.dataset.sources import document_names
from components.filters.choice import Selection
from components.filters.url import permalink
from components.maps.attack_figures import events_figure, harm_figure, map_figure
from components.maps.township_figures import township_rank_figure, township_timeline_figure


@dataclass(frozen=True, eq=False)
class Table:
    """A table of records for a briefing: its rows under the filters, and what it says of itself."""

    key: str
    text: FigureText
    rows: pd.DataFrame
    name: str


@dataclass(frozen=True)
class Offer:
    """A figure that a briefing can hold: what it is called, how it is described, and when there is nothing to draw."""

    label: str
    describe: Callable[[Dataset, Selection], Figure]
    missing: Callable[[Dataset, Selection], str] = lambda _everything, _choice: ""


def _no_attacks(everything: Dataset, choice: Selection) -> str:
    return "no attack record matches these filters" if choice.of(everything.attacks).empty else ""


def _no_events(everything: Dataset, choice: Selection) -> str:
    attacks = choice.of(everything.attacks)
    dated_ones = attacks[(attacks["counted"] == "yes") & attacks["date_start"].notna()]
    return "no counted attack record with a date matches these filters" if dated_ones.empty else ""


def _no_harm(everything: Dataset, choice: Selection) -> str:
    attacks = counted(choice.of(everything.attacks))
    numbers = [f"{measure}_{end}" for measure in ("killed", "injured") for end in ("low", "high")]
    return "" if attacks[numbers].notna().any(axis=None) else "no matching counted record states a number of killed or injured"


def _no_meetings(everything: Dataset, choice: Selection) -> str:
    found = choice.of(everything.meetings)["date_start"].notna().any()
    return "" if found else "no dated meeting or refusal matches these filters"


def _no_counts(everything: Dataset, choice: Selection) -> str:
    found = choice.of(core_series(clashes_with(everything.clashes_per_year), everything.sources))
    return "no published count of clashes matches these filters" if found.empty else ""


def _no_series(everything: Dataset, choice: Selection) -> str:
    found = by_the_year(further_counts(everything, choice))
    return "no series of counts beyond the five documents matches these filters" if found.empty else ""


def _no_periods(everything: Dataset, choice: Selection) -> str:
    found = by_the_period(further_counts(everything, choice))
    return "no further count of a short period matches these filters" if found.empty else ""


def _no_coverage(everything: Dataset, choice: Selection) -> str:
    found = choice.of(clashes_with(everything.clashes_per_year))
    return "no published count matches these filters" if found.empty else ""


def _no_fighting_or_talks(everything: Dataset, choice: Selection) -> str:
    counts = choice.of(long_series(clashes_with(everything.clashes_per_year), everything.sources))
    neither = counts.empty and _no_meetings(everything, choice)
    return "neither a count of clashes nor a dated meeting matches these filters" if neither else ""


def _not_one_township(everything: Dataset, choice: Selection) -> str:
    if len(choice.townships) != 1:
        return "choose exactly one township for it"
    rows = (choice.of(everything.attacks), choice.of(everything.meetings))
    if any(table["date_start"].notna().any() for table in rows):
        return ""
    return f"no dated record placed in {choice.townships[0].name} matches these filters"


def _no_ranked(everything: Dataset, choice: Selection) -> str:
    return _no_attacks(everything, replace(choice, townships=()))


def _ranked(everything: Dataset, choice: Selection) -> Figure:
    return township_rank_figure(everything, choice, choice.townships[0].name if len(choice.townships) == 1 else "")


OFFERS: dict[str, Offer] = {
    "fighting_talking": Offer("Fighting and talking", fighting_talking_figure, _no_fighting_or_talks),
    "clashes": Offer("Clashes per year", clashes_figure, _no_counts),
    "series": Offer("Further clash counts, by the year", series_figure, _no_series),
    "periods": Offer("Further clash counts, by the period", periods_figure, _no_periods),
    "coverage": Offer("Which clash series covers which years", coverage_figure, _no_coverage),
    "map": Offer("Map of attack records", map_figure, _no_attacks),
    "events": Offer("Attacks over time", events_figure, _no_events),
    "harm": Offer("Killed and injured", harm_figure, _no_harm),
    "talks": Offer("Talks, one after the other", talks_figure, _no_meetings),
    "talks_per_year": Offer("Talks per year", talks_per_year_figure, _no_meetings),
    "township_timeline": Offer("One township over time", township_timeline_figure, _not_one_township),
    "township_rank": Offer("Townships compared", _ranked, _no_ranked),
}
DEFAULT_FIGURES = ("fighting_talking", "clashes", "map", "harm")
TABLES = {"attack_records": "Table of attack records", "meetings": "Table of meetings and refusals"}


def figures_for(everything: Dataset, choice: Selection, keys: Iterable[str]) -> tuple[list[Figure], list[str]]:
    """The chosen figures, and a sentence for each that has nothing to draw for this choice."""
    found, words = [], []
    for key in keys:
        if key in OFFERS:
            why = OFFERS[key].missing(everything, choice)
            if why:
                words.append(f"{OFFERS[key].label} is left out: {why}.")
            else:
                found.append(OFFERS[key].describe(everything, choice))
    return found, words


def tables_for(everything: Dataset, choice: Selection, keys: Iterable[str]) -> tuple[list[Table], list[str]]:
    """The chosen tables of records, and a sentence for each that is empty for this choice."""
    found, words = [], []
    for key in (key for key in keys if key in TABLES):
        table = _record_table(everything, choice, key)
        if table.rows.empty:
            words.append(f"{TABLES[key]} is left out: no row matches these filters.")
        else:
            found.append(table)
    return found, words


def _record_table(everything: Dataset, choice: Selection, key: str) -> Table:
    documents = document_names(everything.sources)
    whole, path = (everything.attacks, "/attacks") if key == "attack_records" else (everything.meetings, "/talks")
    kept = choice.of(whole)
    rows = (
        attack_table(kept, everything, documents)
        if key == "attack_records"
        else meeting_table(kept, everything.places, documents)
    )
    what = "attack records" if key == "attack_records" else "meetings, refusals and offers"
    text = figure_text(everything, choice, title=TABLES[key], shown=kept, of=whole, what=what, link=permalink(path, choice))
    return Table(key, text, rows, f"kachin-{key.replace('_', '-')}")
