"""The figures of the Talks page described: fighting and talking, the meetings one after the other, and per year."""

from collections.abc import Iterable

import pandas as pd

from components.analysis.clashes import NO_COUNT, clashes_per_year, clashes_with, long_series
from components.analysis.talk_findings import (
    apply_not_words,
    fighting_talking_title,
    left_out_words,
    per_year_title,
    talks_finding,
    undated_words,
    whole_area_words,
)
from components.analysis.talks import dated, milestone_kinds, milestone_marks, talks, talks_per_year
from components.charts.clash_figures import clash_notes
from components.charts.described import (
    NEVER_ADDED,
    Figure,
    FigureText,
    described,
    figure_text,
    source_line,
    used_sources,
    version_line,
    year_range,
)
from components.charts.fighting_and_talks import (
    DEFAULT_KINDS,
    ELSEWHERE,
    SEQUENCE_NOTE,
    fighting_talking_in_words,
    fighting_talking_notes,
)
from components.charts.talks import per_year_in_words, talks_in_words
from components.dataset.kept import kept
from components.dataset.load import Dataset
from components.dataset.sources import document_names, source_titles
from components.filters.choice import Selection
from components.filters.url import permalink

FURTHER = "Further counts, most of months or of other things than clashes, stand on the page Clashes."
METHODS = {
    "fighting_talking": (
        "Above, published counts of clashes; below, one dot for each meeting or refusal on record. Two measures on one axis of "
        "years, each in a panel of its own."
    ),
    "talks": (
        "One line for each meeting or refusal in the order of the dates. The number in a mark is the one the source lists. "
        "What is known to a month or a year is a bar over its whole span."
    ),
    "talks_per_year": "Meetings held are filled, refusals hollow; a record counts in the year in which it begins.",
}


@kept
def fighting_talking_figure(
    everything: Dataset, choice: Selection, *, log: bool = False, kinds: Iterable[str] | None = None
) -> Figure:
    """Clash counts over talks on one axis of years, with milestones of these kinds, the usual ones unless told otherwise."""
    years = year_range(everything, choice)
    documents = document_names(everything.sources)
    known = milestone_kinds(everything.milestones)
    marked = [kind for kind in DEFAULT_KINDS if kind in known] if kinds is None else list(kinds)
    military = clashes_with(everything.clashes_per_year)
    published = long_series(military, everything.sources)
    gap = ELSEWHERE if len(published) < len(military) else NO_COUNT
    counts = choice.of(published)
    clashes = clashes_per_year(counts, source_titles(everything.sources), years=years)
    meetings = choice.of(everything.meetings).dropna(subset=["date_start"])
    per_year = talks_per_year(meetings, documents, years=years)
    marks = milestone_marks(choice.of(everything.milestones), marked, documents, years=years)
    milestones = everything.milestones[everything.milestones["milestone_id"].isin(marks["milestone_id"])]
    drawn = pd.concat([table[["source_ids"]] for table in (counts, meetings, milestones)])
    notes = (whole_area_words(choice), FURTHER if gap == ELSEWHERE else "", *fighting_talking_notes(clashes, marks, gap))
    text = FigureText(
        title=fighting_talking_title(clashes, per_year),
        filters=_filters(choice, everything, published, counts, meetings),
        source=source_line(everything, drawn),
        version=version_line(everything),
        notes=tuple(words for words in notes if words),
        link=permalink("/talks", choice, log=log, milestones=() if kinds is None else tuple(marked)),
        source_ids=used_sources(drawn),
    )
    return described(
        "fighting_talking",
        text,
        {"clashes": clashes, "talks_per_year": per_year, "milestones": marks},
        alt=fighting_talking_in_words(clashes, per_year, marks, gap),
        name=f"kachin-fighting-and-talking_{years[0]}-{years[1]}",
        method=METHODS["fighting_talking"],
        caveats=(SEQUENCE_NOTE, NEVER_ADDED, *clash_notes(clashes, "this figure" if gap == ELSEWHERE else "these sources")),
        settings={"log": log, "gap": gap},
    )


@kept
def talks_figure(everything: Dataset, choice: Selection) -> Figure:
    """The meetings and refusals in the order of their dates."""
    years = year_range(everything, choice)
    meetings = choice.of(everything.meetings)
    table = talks(meetings, everything.places, document_names(everything.sources))
    return described(
        "talks",
        figure_text(
            everything,
            choice,
            title=talks_finding(table, choice, filters=choice.words(everything.meetings)).title,
            shown=meetings[meetings["meeting_id"].isin(dated(table)["meeting_id"])],
            of=everything.meetings,
            what="meetings, refusals and offers",
            link=permalink("/talks", choice),
        ),
        {"talks": table},
        alt=talks_in_words(table),
        name=f"kachin-talks_{years[0]}-{years[1]}",
        method=METHODS["talks"],
        caveats=(apply_not_words(choice), left_out_words(choice, everything.meetings), undated_words(table)),
        settings={"years": years},
    )


@kept
def talks_per_year_figure(everything: Dataset, choice: Selection) -> Figure:
    """The meetings held and the refusals of each year."""
    years = year_range(everything, choice)
    meetings = choice.of(everything.meetings).dropna(subset=["date_start"])
    per_year = talks_per_year(meetings, document_names(everything.sources), years=years)
    return described(
        "talks_per_year",
        figure_text(
            everything,
            choice,
            title=per_year_title(per_year),
            shown=meetings,
            of=everything.meetings,
            what="meetings and refusals",
            link=permalink("/talks", choice),
        ),
        {"talks_per_year": per_year},
        alt=per_year_in_words(per_year),
        name=f"kachin-talks-per-year_{years[0]}-{years[1]}",
        method=METHODS["talks_per_year"],
        caveats=(
            "A year without a record says that these sources hold none, not that nobody met.",
            apply_not_words(choice),
            left_out_words(choice, everything.meetings),
        ),
    )


def _filters(
    choice: Selection, everything: Dataset, published: pd.DataFrame, counts: pd.DataFrame, meetings: pd.DataFrame
) -> str:
    """The filters in words, with how many counts and how many dated meetings they keep."""
    words = choice.words(everything.meetings)
    dated_ones = everything.meetings["date_start"].notna().sum()
    return (
        f"{words[:1].upper()}{words[1:]} · showing {len(counts)} of {len(published)} yearly clash counts and "
        f"{len(meetings)} of {dated_ones} dated meetings and refusals"
    )
