"""The figures of the Townships page described: one township over time, and how it stands among the others."""

from dataclasses import replace

import pandas as pd

from components.analysis.township_findings import (
    NOT_CLASHES,
    UNEVEN,
    rank_title,
    township_finding,
    undated_words,
    without_township_words,
)
from components.analysis.townships import township_counts, township_timeline
from components.charts.described import Figure, described, figure_text, year_range
from components.dataset.kept import kept
from components.dataset.load import Dataset
from components.dataset.sources import document_names
from components.filters.choice import Selection
from components.filters.url import permalink
from components.maps.townships import rank_in_words, timeline_in_words
from components.text.escaping import file_part

METHODS = {
    "township_timeline": (
        "Attack records above, meetings below. Hollow is what does not count: context and parts among the attacks, "
        "refusals among the meetings. A record's township is that of its place in the place table."
    ),
    "township_rank": "Attack records per township: solid what counts, hollow what is kept beside it.",
}


@kept
def township_timeline_figure(everything: Dataset, choice: Selection) -> Figure:
    """The attacks and the meetings of the one township that is chosen; raises ValueError when it is not one."""
    (township,) = choice.townships
    attacks, meetings = choice.of(everything.attacks), choice.of(everything.meetings)
    whole = Selection(townships=choice.townships)
    timeline = township_timeline(attacks, meetings, document_names(everything.sources))
    finding = township_finding(
        township.name,
        attacks,
        meetings,
        choice=choice,
        all_attacks=len(whole.of(everything.attacks)),
        all_meetings=len(whole.of(everything.meetings)),
    )
    columns = ["source_ids", "place_id"]
    text = figure_text(
        everything,
        choice,
        title=finding.title,
        shown=pd.concat([attacks[columns], meetings[columns]]),
        of=pd.concat([everything.attacks[columns], everything.meetings[columns]]),
        what="attack records and meetings",
        link=permalink("/townships", choice),
    )
    return described(
        "township_timeline",
        text,
        {"timeline": timeline},
        alt=timeline_in_words(timeline),
        name=f"kachin-township-{file_part(township.name)}-timeline",
        method=METHODS["township_timeline"],
        sentence=finding.sentence,
        caveats=(
            undated_words(attacks, meetings),
            "That one thing stands near another in time does not make it the cause.",
            NOT_CLASHES,
        ),
        settings={"years": year_range(everything, choice)},
    )


@kept
def township_rank_figure(everything: Dataset, choice: Selection, township: str = "") -> Figure:
    """The townships by their attack records; the one named stands out, the filter by township is not used."""
    anywhere = replace(choice, townships=())
    attacks, meetings = anywhere.of(everything.attacks), anywhere.of(everything.meetings)
    places = everything.places
    counts = township_counts(attacks, meetings, places)
    at_home = places.loc[places["township_pcode"].notna(), "place_id"]
    return described(
        "township_rank",
        figure_text(
            everything,
            anywhere,
            title=rank_title(counts),
            shown=attacks[attacks["place_id"].isin(at_home)],
            of=everything.attacks,
            what="attack records",
            link=permalink("/townships", anywhere, at=township),
            notes=("Solid: records that are counted. Hollow: kept as context or as a part of a larger record.",),
        ),
        {"townships": counts},
        alt=rank_in_words(counts, township),
        name=f"kachin-township-{file_part(township)}-rank" if township else "kachin-townships-rank",
        method=METHODS["township_rank"],
        caveats=(UNEVEN, without_township_words(attacks, meetings, places)),
        settings={"township": township},
    )
