"""The kept rows of a brought file as one compact table in our terms, after the rules that hold between its cells."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from components.dataset.crosswalk import DATE_PRECISIONS, OTHER, PLACE_PRECISIONS, SUB_EVENTS, TYPES_OF_VIOLENCE
from components.text.wording import many
from components.uploads.columns import Coded
from components.uploads.formats import Format
from components.uploads.study_area import KEPT_KACHIN, state_of

DECIMALS = 2  # of a degree, about 1 km: no place that shelters people is shown finer
OR = " or "
STATES = {KEPT_KACHIN: "Kachin"}

COLUMNS = {
    "event_id": "the id in the file",
    "year": "the year the file gives the event",
    "date_start": "first day",
    "date_end": "last day; the same as the first where the file has one day",
    "date_precision": "how exactly the date is known, in our words",
    "event_type": "the nearest of our types, or those it may be; empty for UCDP GED, which does not say",
    "type_as_given": "the type in the file's own words",
    "side_a": "one side, as the file names it; that it stands first does not say it attacked",
    "side_b": "the other side",
    "associated": "who is named beside the two sides (ACLED)",
    "place_as_written": "the place as the file names it",
    "township": "the township as ACLED names it; empty for UCDP GED, whose second-order units are unreliable here",
    "state": "Kachin or Shan (North)",
    "latitude": "degrees, to about 1 km",
    "longitude": "degrees, to about 1 km",
    "precision": "how exactly the place is known, in our words; empty where it is wider than a township",
    "precision_as_given": "the same in the file's own terms",
    "killed_low": "deaths, low estimate; in ACLED its one number",
    "killed_best": "deaths, best estimate; in ACLED its one number",
    "killed_high": "deaths, high estimate; in ACLED its one number",
}


def normalised(form: Format, columns: Mapping[str, Coded], ids: np.ndarray, rows: np.ndarray) -> tuple[pd.DataFrame, list[str]]:
    """The kept rows by date, and a note on each kind of contradiction that the publisher left in them.

    Rows whose deaths are out of order are kept as they are; rows whose days contradict each other or whose id stands twice are
    set aside.
    """
    killed = {end: _numbers(columns[name], np.int32) for end, name in zip(("low", "best", "high"), form.killed, strict=True)}
    days = {name: _numbers(columns[name], "datetime64[s]") for name in dict.fromkeys((form.start, form.end))}
    years = _numbers(columns[form.year], np.int32)
    notes, is_sound = _contradictions(form, ids, killed, days, years)
    table = pd.DataFrame(
        {
            "event_id": pd.array(ids, dtype="str"),
            "year": years.astype(np.int16),
            "date_start": pd.Series(days[form.start]),
            "date_end": pd.Series(days[form.end]),
            "date_precision": columns[form.date_precision].category(DATE_PRECISIONS[form.collection].get),
            **_types(form, columns),
            "side_a": columns[form.sides[0]].category(),
            "side_b": columns[form.sides[1]].category(),
            "associated": _associated(form, columns, len(rows)),
            "place_as_written": columns[form.place].category(),
            "township": columns[form.township].category() if form.township else _empty(len(rows)),
            "state": columns[form.state].category(lambda name: STATES.get(state_of(name), "Shan (North)")),
            "latitude": _numbers(columns[form.latitude], float).round(DECIMALS),
            "longitude": _numbers(columns[form.longitude], float).round(DECIMALS),
            "precision": columns[form.precision].category(lambda code: PLACE_PRECISIONS[form.collection][code][0] or None),
            "precision_as_given": columns[form.precision].category(lambda code: PLACE_PRECISIONS[form.collection][code][1]),
            **{f"killed_{end}": numbers for end, numbers in killed.items()},
        }
    )
    return table[is_sound].sort_values("date_start", kind="stable", ignore_index=True)[list(COLUMNS)], notes


def _types(form: Format, columns: Mapping[str, Coded]) -> dict[str, pd.Categorical]:
    kinds = columns[form.sub_kind]
    if form.collection == "UCDP GED":
        return {"event_type": _empty(len(kinds.all_kept)), "type_as_given": kinds.category(TYPES_OF_VIOLENCE.get)}
    return {"event_type": kinds.category(lambda name: OR.join(SUB_EVENTS.get(name, OTHER))), "type_as_given": kinds.category()}


def _associated(form: Format, columns: Mapping[str, Coded], length: int) -> pd.Categorical:
    """Those named beside the two sides as one text; there are far fewer different pairs than rows."""
    if not form.associated:
        return _empty(length)
    first, second = (columns[name] for name in form.associated)
    pairs = first.all_kept.astype(np.int64) * (len(second.texts) + 1) + second.all_kept
    codes, different = pd.factorize(pairs)
    texts = []
    for pair in different:
        named = (first.meanings[pair // (len(second.texts) + 1)], second.meanings[pair % (len(second.texts) + 1)])
        texts.append("; ".join(name for name in named if name))
    fresh, categories = pd.factorize(np.array([text or None for text in texts], dtype=object))
    return pd.Categorical.from_codes(fresh[codes] if len(codes) else codes, categories=pd.Index(categories, dtype="str"))


def _numbers(column: Coded, dtype: type | str) -> np.ndarray:
    return column.array(column.all_kept, dtype)


def _empty(length: int) -> pd.Categorical:
    return pd.Categorical.from_codes(np.full(length, -1, dtype=np.int8), categories=pd.Index([], dtype="str"))


def _contradictions(
    form: Format, ids: np.ndarray, killed: Mapping[str, np.ndarray], days: Mapping[str, np.ndarray], years: np.ndarray
) -> tuple[list[str], np.ndarray]:
    """A note for each kind of contradiction with its number of rows, and which rows stay."""
    start, end = days[form.start], days[form.end]
    of_start, of_end = (side.astype("datetime64[Y]").astype(int) + 1970 for side in (start, end))
    unordered = (killed["low"] > killed["best"]) | (killed["best"] > killed["high"])
    backward = start > end
    apart = ~backward & ((years < of_start) | (years > of_end))
    again = pd.Series(ids).duplicated().to_numpy() if len(ids) else np.zeros(0, dtype=bool)
    told = (
        (unordered, "low, best and high deaths out of order; kept as they are"),
        (backward, "its last day before its first; set aside"),
        (apart, "another year than its date; set aside"),
        (again, "the id of a row above; set aside"),
    )
    notes = [f"{many(int(mask.sum()), 'row')} of the file: {words}." for mask, words in told if mask.any()]
    return notes, ~(backward | apart | again)
