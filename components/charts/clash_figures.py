"""The figures of the Clashes page described: counts of the five documents, further series, and what each covers."""

from collections.abc import Callable

import pandas as pd

from components.analysis.clashes import (
    NO_COUNT,
    clashes_per_year,
    clashes_with,
    core_series,
    current,
    further_series,
    gap_runs,
    superseded,
)
from components.analysis.findings import Finding, clashes_finding
from components.analysis.series import (
    by_the_period,
    by_the_year,
    coverage_finding,
    further_words,
    period_finding,
    series_counts,
    yearly_finding,
)
from components.charts.clashes import clashes_in_words
from components.charts.described import NEVER_ADDED, Figure, described, figure_text, year_range
from components.charts.series import coverage_in_words, series_in_words
from components.dataset.kept import kept
from components.dataset.load import Dataset
from components.dataset.sources import source_titles
from components.filters.choice import Selection
from components.filters.url import permalink
from components.text.wording import runs_words

NO_CHANGE = (
    "A change on the year before is given only between full years of one series, which is one claimant counting one unit in "
    "one area."
)
NOT_JOINED = (
    "Each series is one claimant counting one unit in one area. Units differ: clashes, engagements, days with fighting or "
    "airstrikes. No series is joined, added or compared with another."
)
METHOD = "Each bar is one published count of clashes between the KIO/KIA and the military, as its claimant gives it."
SERIES_METHOD = "A panel or a heading for each series, each with a scale of its own; they share the years and nothing else."
COVERAGE_METHOD = "A strip for each series: solid over full years, hatched over the days of counts that cover a part of one."


@kept
def clashes_figure(everything: Dataset, choice: Selection, *, log: bool = False, per_month: bool = False) -> Figure:
    """Published clash counts of the five documents per year and claimant."""
    years = year_range(everything, choice)
    military = clashes_with(everything.clashes_per_year)
    published = core_series(military, everything.sources)
    chosen, further = choice.of(published), further_series(military, everything.sources)
    table = clashes_per_year(chosen, source_titles(everything.sources), years=years)
    finding = clashes_finding(table, per_month=per_month, where="the five documents" if len(further) else "these sources")
    others = further_words(choice.of(further))
    text = figure_text(
        everything,
        choice,
        title=finding.title,
        shown=chosen,
        of=published,
        what="published counts of the five documents" if others else "published counts",
        link=permalink("/clashes", choice, log=log, per_month=per_month),
        notes=clash_notes(table, finding.where),
    )
    switches = ("_per-month" if per_month else "") + ("_log" if log else "")
    return described(
        "clashes",
        text,
        {"clashes": table},
        alt=clashes_in_words(table, per_month=per_month).replace(NO_COUNT, f"no count in {finding.where}"),
        name=f"kachin-clashes_{years[0]}-{years[1]}{switches}",
        method=METHOD,
        sentence=f"{finding.sentence} {others}".strip(),
        caveats=(NEVER_ADDED, NO_CHANGE, _whole_area(choice)),
        settings={"log": log, "per_month": per_month, "gap": f"no count in {finding.where}"},
    )


@kept
def series_figure(everything: Dataset, choice: Selection, *, log: bool = False, per_month: bool = False) -> Figure:
    """The further series that are read by the year, a panel each."""
    settings = {"years": year_range(everything, choice), "log": log, "per_month": per_month}
    return _series_figure(
        everything, choice, "series", by_the_year(further_counts(everything, choice)), yearly_finding, settings
    )


@kept
def periods_figure(everything: Dataset, choice: Selection, *, log: bool = False, per_month: bool = False) -> Figure:
    """The further counts of some weeks or months, or of one year alone, a row each."""
    table = by_the_period(further_counts(everything, choice))
    return _series_figure(everything, choice, "periods", table, period_finding, {"log": log, "per_month": per_month})


@kept
def coverage_figure(everything: Dataset, choice: Selection) -> Figure:
    """Which series covers which years, those of the five documents first."""
    published = clashes_with(everything.clashes_per_year)
    titles = source_titles(everything.sources)
    groups = [
        series_counts(choice.of(part), titles)
        for part in (core_series(published, everything.sources), further_series(published, everything.sources))
    ]
    table = pd.concat([group for group in groups if len(group)] or groups[:1], ignore_index=True)
    finding = coverage_finding(table)
    return described(
        "coverage",
        figure_text(
            everything,
            choice,
            title=finding.title,
            shown=_published(published, table),
            of=published,
            what="published counts",
            link=permalink("/clashes", choice),
            notes=("Solid: full years. Hatched: the days of a count that covers a part of a year.",),
        ),
        {"counts": table},
        alt=coverage_in_words(finding.sentence),
        name="kachin-clashes-coverage",
        method=COVERAGE_METHOD,
        sentence=finding.sentence,
        caveats=(NOT_JOINED,),
        settings={"years": year_range(everything, choice)},
    )


@kept
def further_counts(everything: Dataset, choice: Selection) -> pd.DataFrame:
    """The `series_counts` table of the series beyond the five documents."""
    published = further_series(clashes_with(everything.clashes_per_year), everything.sources)
    return series_counts(choice.of(published), source_titles(everything.sources))


def clash_notes(table: pd.DataFrame, where: str = "these sources") -> tuple[str, ...]:
    """What is hatched, shaded, hollow or side by side in the picture of a `clashes_per_year` table, in words."""
    partial = current(table)
    partial = partial[partial["coverage"] == "part year"]
    notes = [f"Hatched: {row['period']} only, compared with no full year." for row in partial.to_dict("records")]
    if gap_runs(table):
        notes.append(f"No count in {where} for {runs_words(gap_runs(table))}: a gap (shaded), which is not zero.")
    if len(superseded(table)):
        notes.append("An older count that a newer one replaces has a mark of its own and stands in no sum.")
    if current(table).duplicated("year").any():
        notes.append("Bars of one year side by side are rival claims or series, joined with none of the others.")
    return tuple(notes)


def _series_figure(
    everything: Dataset,
    choice: Selection,
    kind: str,
    table: pd.DataFrame,
    finding_of: Callable[[pd.DataFrame], Finding],
    settings: dict[str, object],
) -> Figure:
    published = further_series(clashes_with(everything.clashes_per_year), everything.sources)
    finding = finding_of(table)
    per_month = bool(settings["per_month"])
    text = figure_text(
        everything,
        choice,
        title=finding.title,
        shown=_published(published, table),
        of=published,
        what="further published counts",
        link=permalink("/clashes", choice, log=settings["log"], per_month=per_month),
        notes=("Units and areas differ; no series is joined, added or compared with another.",),
    )
    switches = ("_per-month" if per_month else "") + ("_log" if settings["log"] else "")
    return described(
        kind,
        text,
        {"counts": table},
        alt=series_in_words(table, per_month=per_month),
        name=f"kachin-clashes-further-{kind}{switches}",
        method=SERIES_METHOD,
        sentence=finding.sentence,
        caveats=(NOT_JOINED, _whole_area(choice)),
        settings=settings,
    )


def _published(published: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    return published[published["count_id"].isin(table["count_id"])]


def _whole_area(choice: Selection) -> str:
    asked = [name for name in ("townships", "types", "actors") if getattr(choice, name)]
    return "Clash counts are published for the whole area: they follow years and sources only." if asked else ""
