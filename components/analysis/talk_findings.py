"""What the meeting records say for the chosen filters, in a title and a few sentences with their numbers."""

import pandas as pd

from components.analysis.clashes import current
from components.analysis.findings import Finding
from components.analysis.talks import ABROAD, APART, DECLINED, HELD, IN_AREA, IN_MYANMAR, NO_PLACE, dated
from components.dataset.schema import VOCABULARIES
from components.filters.choice import Selection
from components.text.wording import runs_words

NOT_NOBODY = "which does not mean that nobody met"
OUTCOMES = (*(word for word in VOCABULARIES["outcome"] if word != "not stated"), "outcome not stated")
TIMES = {1: "once", 2: "twice"}
APPLY_NOT = {"types": "type of event", "actors": "actor"}


def talks_finding(table: pd.DataFrame, choice: Selection, *, filters: str) -> Finding:
    """How many meetings were held and declined, by whom, with what outcome, and what has no date, from a `talks` table.

    `filters` are the chosen filters that work on meetings, in words.
    """
    if table.empty:
        title = "No meeting on record for this choice"
        return Finding(title, f"{title} in these sources, {NOT_NOBODY}.")
    on_axis = dated(table)
    loose = len(table) - len(on_axis)
    if on_axis.empty:
        title = f"No dated meeting on record for {filters}"
        return Finding(title, f"{title} in these sources, {NOT_NOBODY}. {undated_words(table)}".strip())
    held, declined = (on_axis[on_axis["status"] == status] for status in (HELD, DECLINED))
    counts = [_times(len(held), "meeting held", "meetings held")] * bool(len(held)) + [_refused(declined)] * bool(len(declined))
    if not counts:
        title = f"No meeting held or declined on record for {filters}"
        said = (f"{title} in these sources, {NOT_NOBODY}.", apart_sentence(on_axis), undated_words(table))
        return Finding(title, " ".join(sentence for sentence in said if sentence))
    title = " and ".join(counts)
    told = pd.concat([held, declined])
    first, last = told["start"].min().year, told["end"].max().year
    span = str(first) if first == last else f"{first} to {last}"
    sentences = [f"These sources give {title}, {span}."]
    if len(held):
        sentences.append(_outcomes(held))
    sentences.append(_busiest(held))
    sentences.append(apart_sentence(on_axis))
    sentences.append(_quiet(on_axis, choice))
    sentences.append(undated_words(table) if loose else "")
    return Finding(title, " ".join(sentence for sentence in sentences if sentence))


def apart_sentence(table: pd.DataFrame) -> str:
    """What was neither held with the KIO/KIA nor declined, in words; empty when there is no such record."""
    absent, planned = (int((table["status"] == status).sum()) for status in APART)
    words = [f"{_times(absent, 'meeting', 'meetings')} took place without the KIO/KIA"] if absent else []
    if planned:
        words.append(f"{_times(planned, 'planned or offered one', 'planned or offered ones')} did not come about")
    if not words:
        return ""
    if not absent:
        words = [words[0].replace(" one", " meeting", 1)]
    return f"Counted neither as held nor as declined: {' and '.join(words)}."


def undated_words(table: pd.DataFrame) -> str:
    """The undated records of a `talks` table in words, since no chart can place them; empty when there is none."""
    loose = table[table["start"].isna()]
    if loose.empty:
        return ""
    what = "; ".join(f"{row['meeting_id']}: {row['came_of_it']}, {row['other_side']}" for row in loose.to_dict("records"))
    one = len(loose) == 1
    number = "One more record has" if one else f"{len(loose)} more records have"
    return f"{number} no date and {'is' if one else 'are'} in no chart, whatever the years ({what})."


def apply_not_words(choice: Selection) -> str:
    """Which chosen filters do not work on meetings, in a sentence; empty when none was chosen."""
    chosen = [name for field, name in APPLY_NOT.items() if getattr(choice, field)]
    if not chosen:
        return ""
    if len(chosen) == 1:
        return f"The filter by {chosen[0]} does not apply here: a meeting has none."
    return f"The filters by {' and '.join(chosen)} do not apply here: a meeting has neither."


def left_out_words(choice: Selection, meetings: pd.DataFrame) -> str:
    """How many meetings a township filter leaves out only because their place is not stated."""
    number = choice.left_out(meetings, "place_id")
    return f"Not shown, since no place is stated: {_times(number, 'record', 'records')}." if number else ""


def whole_area_words(choice: Selection) -> str:
    """That clash counts and milestones do not follow a township filter; empty when none was chosen."""
    if not choice.townships:
        return ""
    return "Clash counts and milestones are for the whole area: the township filter changes the meetings only."


def per_year_title(per_year: pd.DataFrame) -> str:
    """The year with the most meetings held, or that there is none, from a `talks_per_year` table."""
    if per_year["held"].sum():
        best = per_year["held"].max()
        years = runs_words([(year, year) for year in per_year.loc[per_year["held"] == best, "year"]])
        return f"Most meetings held on record in {years}: {best}"
    others = per_year[["declined", *APART.values()]].to_numpy().sum()
    return "No meeting held on record in these years" if others else "No meeting on record in these years"


def fighting_talking_title(clashes: pd.DataFrame, per_year: pd.DataFrame) -> str:
    """For which years there are meetings held, and for which counts of clashes."""
    met = _runs(per_year.loc[per_year["held"] > 0, "year"])
    counted = _runs(current(clashes)["year"])
    talking = f"Meetings held on record in {runs_words(met)}" if met else "No meeting held on record"
    fighting = f"clash counts for {runs_words(counted)}" if counted else "no clash count"
    return f"{talking}; {fighting}"


def venues_sentence(table: pd.DataFrame) -> str:
    """How many meetings were held in the study area, elsewhere in Myanmar and abroad, from a `venues` table."""
    held = {where: int(table.loc[table["where"] == where, "held"].sum()) for where in (IN_AREA, IN_MYANMAR, ABROAD, NO_PLACE)}
    parts = [f"{number} {where}" for where, number in held.items() if number]
    return f"Of {_times(sum(held.values()), 'meeting held', 'meetings held')}: {', '.join(parts)}." if parts else ""


def _refused(declined: pd.DataFrame) -> str:
    kio = int((declined["declined_by"] == "KIO/KIA").sum())
    government = len(declined) - kio
    words = [_times(kio, "invitation or offer", "invitations or offers") + " declined by the KIO/KIA"] * bool(kio)
    times = f"refused {TIMES.get(government, f'{government} times')}"
    words += [f"terms of the KIO {times} by the government"] * bool(government)
    return " and ".join(words)


def _outcomes(held: pd.DataFrame) -> str:
    counts = held["came_of_it"].value_counts()
    words = [f"{outcome} ({counts[outcome]})" if len(held) > 1 else outcome for outcome in OUTCOMES if outcome in counts]
    return f"{'Outcomes' if len(held) > 1 else 'Outcome'}: {', '.join(words)}."


def _busiest(held: pd.DataFrame) -> str:
    years = held["start"].dt.year.value_counts()
    if len(years) < 2:
        return ""
    most = sorted(years[years == years.max()].index)
    return f"The most in a year: {years.max()}, in {runs_words([(year, year) for year in most])}."


def _quiet(on_axis: pd.DataFrame, choice: Selection) -> str:
    """The years inside the span without any record, in words."""
    first, last = choice.years or (on_axis["start"].min().year, on_axis["end"].max().year)
    busy = {
        year for start, end in zip(on_axis["start"], on_axis["end"], strict=True) for year in range(start.year, end.year + 1)
    }
    quiet = _runs(pd.Series([year for year in range(first, last + 1) if year not in busy], dtype="int64"))
    return f"Nothing is on record for {runs_words(quiet)}, {NOT_NOBODY}." if quiet else ""


def _runs(years: pd.Series) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for year in sorted({int(year) for year in years}):
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs


def _times(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
