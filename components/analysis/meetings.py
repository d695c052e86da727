"""Talks: the lane of each record, who met whom and when, and the tables behind the figures."""

from collections import Counter
from datetime import date

import pandas as pd

from components.dataset.kinds import Meeting
from components.filters.view import View
from components.text.wording import month_words

LANES = {
    "government": "with the government",
    "china": "with China only",
    "declined": "declined or refused",
    "failed": "fell through",
}
NAMES = LANES | {"others": "with other groups only"}  # the few of these stand in tables, not in a lane


def lane(meeting: Meeting) -> str:
    """Which kind of talks a record is: a key of NAMES."""
    if meeting.status == "held":
        return {"China only": "china", "other groups only": "others"}.get(meeting.counterpart, "government")
    return "declined" if meeting.status == "declined" else "failed"


def last_met(view: View) -> date | None:
    """The last day of the last meeting held with the government, under the view."""
    days = [meeting.end or meeting.start for meeting in view.meetings if lane(meeting) == "government" and meeting.start]
    return max((day for day in days if day), default=None)


def talks_table(view: View) -> pd.DataFrame:
    """Meetings and refusals by year and kind: one row a year of the view."""
    first, last = view.years
    numbers = Counter((meeting.year, lane(meeting)) for meeting in view.meetings)
    return pd.DataFrame(
        [{"year": year} | {words: numbers[year, key] for key, words in NAMES.items()} for year in range(first, last + 1)]
    )


def meetings_table(view: View) -> pd.DataFrame:
    """Every meeting, refusal and failed meeting of the view, by date."""
    rows = sorted(view.meetings, key=lambda one: (one.start is None, one.start or date.max, one.id))
    return pd.DataFrame(
        [
            (one.id, one.when, NAMES[lane(one)], one.place.name if one.place.id else "", one.other_side, one.summary)
            for one in rows
        ],
        columns=["id", "date", "what", "place", "other side", "summary"],
    )


def finding(view: View) -> str:
    """How often the two met and when last, in a line."""
    held = sum(lane(one) == "government" for one in view.meetings)
    met = last_met(view)
    if not met:
        return "No meeting with the government on record here."
    after = sum(lane(one) == "china" and one.start is not None and one.start > met for one in view.meetings)
    last = f"{held} meetings, last in {month_words(met)}"
    return f"{last}; since then {after} with China only." if after else f"{last}."


def milestones_table(view: View) -> pd.DataFrame:
    """Milestones by weight and date: 1 is a turn of the war."""
    rows = sorted(view.milestones, key=lambda one: (one.start is None, one.start or date.max, one.id))
    return pd.DataFrame(
        [(one.id, one.when, one.weight, one.kind, one.summary) for one in rows],
        columns=["id", "date", "weight", "kind", "what"],
    )
