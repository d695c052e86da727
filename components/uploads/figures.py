"""The figures of a brought file described: its events by the year and its deaths by the year, each apart from our counts."""

import pandas as pd

from components.charts.described import Figure, FigureText, described, version_line
from components.dataset.load import Dataset
from components.uploads.charts import file_deaths_in_words, file_events_in_words
from components.uploads.measures import DEATHS, NOT_IN_FILE
from components.uploads.reader import Imported
from components.uploads.sentences import WHY_DIFFERENT, part_words, zero_words
from components.uploads.summary import Summary

EVENTS_METHOD = "One bar is the rows of the file whose year it is; a year the file covers in part is hatched."
DEATHS_METHOD = "Deaths of all rows of a year, low, best and high, each added up by itself: a range of sums and no probability."
ONE_NUMBER = "ACLED gives one conservative number of deaths for each event, so there is no range to show."


def file_events_figure(imported: Imported, found: Summary, span: tuple[int, int], everything: Dataset) -> Figure:
    """The events of the file in each year of a span."""
    years = found.panel(*span)
    total = int(years["events"].sum())
    told = "1 event" if total == 1 else f"{total:,} events"
    title = f"{told} in the {imported.format.collection} file, {_span(imported, years)}"
    text = _text(imported, found, years, everything, title=title)
    return described(
        "file_events",
        text,
        {"file_events": years[["year", "period", "coverage", "events"]]},
        alt=file_events_in_words(years),
        name=f"{stem(imported)}-events_{years['year'].min()}-{years['year'].max()}",
        method=EVENTS_METHOD,
        caveats=WHY_DIFFERENT[imported.format.collection],
    )


def file_deaths_figure(imported: Imported, found: Summary, span: tuple[int, int], everything: Dataset) -> Figure:
    """The deaths in the events of the file in each year of a span: low, best and high, or the one number that ACLED has."""
    years, single = found.panel(*span), imported.format.collection == "ACLED"
    low, best, high = (int(years[name].sum()) for name in DEATHS)
    told = f"{best:,} deaths" if single else f"{low:,} to {high:,} deaths, best estimate {best:,},"
    title = f"{told} in these events, {_span(imported, years)}"
    text = _text(imported, found, years, everything, title=title, first_note=ONE_NUMBER if single else "")
    return described(
        "file_deaths",
        text,
        {"file_deaths": years},
        alt=file_deaths_in_words(years, single=single),
        name=f"{stem(imported)}-deaths_{years['year'].min()}-{years['year'].max()}",
        method=DEATHS_METHOD,
        settings={"single": single},
    )


def file_line(imported: Imported) -> str:
    """The source line of whatever is drawn from the file."""
    days = f", {imported.first_day} to {imported.last_day}" if imported.first_day else ""
    return f"Source: {imported.format.collection}, the reader's own file {imported.file}{days}"


def filter_line(found: Summary, drawn: int | None = None) -> str:
    """The filters that work on the file, with how many rows they keep, or how many of those a panel draws."""
    words = found.choice.words()
    counts = f"showing {found.shown if drawn is None else drawn:,} of {found.of:,} rows in the study area"
    return f"{words[:1].upper()}{words[1:]} · {counts}"


def _text(
    imported: Imported, found: Summary, years: pd.DataFrame, everything: Dataset, *, title: str, first_note: str = ""
) -> FigureText:
    drawn = int(years["events"].sum())
    beyond = f"{found.shown - drawn:,} rows lie in years that this panel does not show." if drawn < found.shown else ""
    notes = (first_note, *found.notes, *part_words(years), zero_words(years), beyond)
    return FigureText(
        title=title[:1].upper() + title[1:],
        filters=filter_line(found, drawn),
        source=file_line(imported),
        version=f"Drawn by {version_line(everything)}",
        notes=tuple(words for words in notes if words),
    )


def _span(imported: Imported, years: pd.DataFrame) -> str:
    """The years in words; where the file begins or ends within one of them, the day stands instead."""
    covered = years[years["coverage"] != NOT_IN_FILE]
    if covered.empty:
        return "in no year shown"
    part = set(covered.loc[covered["coverage"] == "part year", "year"])
    first, last = int(covered["year"].min()), int(covered["year"].max())
    start, end = (
        f"{day.day} {day:%b} {day.year}" if day and day.year == year and year in part else str(year)
        for day, year in ((imported.first_day, first), (imported.last_day, last))
    )
    return start if start == end else f"{start} to {end}"


def stem(imported: Imported) -> str:
    """What the names of files begin with that are made from a brought file."""
    return "ucdp-ged" if imported.format.collection == "UCDP GED" else "acled"
