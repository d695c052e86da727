"""What the Overview says and lists: its finding over all kinds of records, and the latest of them."""

from dataclasses import replace
from typing import Any

import pandas as pd

from components.analysis.attacks import counted
from components.analysis.clashes import clashes_with
from components.analysis.findings import Finding
from components.analysis.talk_findings import apart_sentence
from components.analysis.talks import REFUSALS
from components.dataset.kept import kept
from components.dataset.load import Dataset
from components.dataset.sources import citation, document_names
from components.filters.choice import Selection, undated
from components.text.wording import date_words, range_words

WHAT = {
    "held": "meeting held",
    "absent": "meeting without the KIO/KIA",
    "not held": "meeting that did not come about",
}
LATEST = ["record", "date", "what", "place", "summary", "sources"]


@kept
def overview_finding(everything: Dataset, choice: Selection, clashes: Finding, *, years: tuple[int, int]) -> str:
    """What the records hold for these years: years with a clash count and what they say, attacks, meetings, talks declined."""
    counts = clashes_with(choice.of(everything.clashes_per_year))
    attacks, meetings = counted(choice.of(everything.attacks)), choice.of(everything.meetings)
    loose = undated(attacks), undated(meetings)
    if choice.years:
        attacks, meetings = attacks.drop(loose[0].index), meetings.drop(loose[1].index)
    period = f"{years[0]}" if years[0] == years[1] else f"{years[0]} to {years[1]}"
    whose = f"these sources ({choice.evidence})" if choice.evidence else "these sources"
    filters = replace(choice, evidence="").words()
    if narrowed := filters.removeprefix(choice.years_words()).removeprefix(", "):
        period += f" and {narrowed}"
    if not (len(attacks) or len(meetings)):
        nothing = f"For {period} {whose} hold no counted attack record and no dated meeting or refusal"
        return f"{nothing}, which does not mean that nothing happened. {_clashes_words(counts, clashes, choice)}"
    sentence = (
        f"For {period} {whose} hold {_number(len(attacks), 'counted record')} of attacks and strikes, and of talks "
        f"{_talks_words(meetings)}."
    )
    others = apart_sentence(meetings)
    without = sum(len(table) for table in loose)
    place = "Not among them" if choice.years else "Among them"
    undated_words = [f"{place}: {_number(without, 'record')} without a date."] if without else []
    return " ".join([sentence, *([others] if others else []), *undated_words, _clashes_words(counts, clashes, choice)])


@kept
def latest_records(everything: Dataset, choice: Selection, *, most: int = 8) -> pd.DataFrame:
    """The newest counted attack records and meetings with a date, the latest day they can have happened first."""
    documents = document_names(everything.sources)
    names = everything.places.set_index("place_id")["name"].to_dict()
    attacks, meetings = counted(choice.of(everything.attacks)), choice.of(everything.meetings)
    rows: list[dict[str, Any]] = []
    for key, table in (("attack_id", attacks), ("meeting_id", meetings)):
        rows += [
            {
                "record": row[key],
                "date": date_words(row),
                "what": _what(row),
                "place": names.get(row["place_id"]),
                "summary": row["summary"],
                "sources": citation(row["source_ids"], row["locators"], documents),
                "end": row["date_end"],
            }
            for row in table.dropna(subset=["date_start"]).to_dict("records")
        ]
    newest = sorted(rows, key=lambda row: (row["end"], row["record"]), reverse=True)
    return pd.DataFrame(newest[:most], columns=LATEST).astype("str")


def _what(row: dict[Any, Any]) -> str:
    if "event_type" not in row:
        return REFUSALS[row["declined_by"]] if row["status"] == "declined" else WHAT[row["status"]]
    killed = range_words(row["killed_low"], row["killed_high"])
    return f"{row['event_type']}, {killed} killed" if killed else str(row["event_type"])


def _talks_words(meetings: pd.DataFrame) -> str:
    """Meetings held, and refusals by who refused what, in words."""
    held = int((meetings["status"] == "held").sum())
    words = [_number(held, "meeting") + " held"]
    for side, what in REFUSALS.items():
        number = int((meetings["declined_by"] == side).sum())
        words += [f"{number} where the {what}"] if number else []
    return ", ".join(words)


def _clashes_words(counts: pd.DataFrame, clashes: Finding, choice: Selection) -> str:
    """What the clash counts say, and which filters they cannot follow."""
    narrowed = choice.townships or choice.types or choice.actors
    whole = " Clash counts are published for the whole area and follow the years and sources only." if narrowed else ""
    return f"{clashes.title}.{whole}" if len(counts) else f"No clash count in these sources for these years.{whole}"


def _number(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
