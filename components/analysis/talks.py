"""Meeting records made into small tidy tables: the chronology, counts per year, venues, parties, milestones to mark."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from components.analysis.attacks import safe_places
from components.dataset.kept import kept
from components.dataset.sources import citation
from components.text.wording import date_words

HELD, DECLINED = "held", "declined"
# Neither held with the KIO/KIA nor declined, with the column that counts them, and what such a record is called.
APART = {"absent": "absent", "not held": "not_held"}
APART_WORDS = {"absent": "held without the KIO/KIA", "not held": "did not come about"}
# Who declined, as the data name it, and what that was: the government turned down terms of the KIO, never an invitation.
REFUSALS = {
    "KIO/KIA": "KIO/KIA declined",
    "government": "government refused the KIO’s terms",
}
IN_AREA, IN_MYANMAR, ABROAD, NO_PLACE = "in the study area", "elsewhere in Myanmar", "abroad", "place not stated"
STUDY_STATES = ("Kachin", "Shan (North)")
TALK_COLUMNS = {
    "meeting_id": "str",
    "number": "Int64",
    "date": "str",
    "start": "datetime64[ns]",
    "end": "datetime64[ns]",
    "date_precision": "str",
    "status": "str",
    "declined_by": "str",
    "format": "str",
    "place": "str",
    "came_of_it": "str",
    "title": "str",
    "other_side": "str",
    "third_parties": "str",
    "summary": "str",
    "sources": "str",
}
YEAR_COLUMNS = {
    "year": "int64",
    "held": "int64",
    "declined": "int64",
    "declined_by_kio": "int64",
    "refused_by_government": "int64",
    "absent": "int64",
    "not_held": "int64",
    "records": "str",
    "sources": "str",
}
VENUE_COLUMNS = {
    "place_id": "str",
    "place": "str",
    "where": "str",
    "country": "str",
    "held": "int64",
    "declined": "int64",
    "absent": "int64",
    "not_held": "int64",
    "latitude": "Float64",
    "longitude": "Float64",
    "precision": "str",
    "radius_km": "Float64",
    "records": "str",
}
PARTY_COLUMNS = {
    "party": "str",
    "part": "str",
    "held": "int64",
    "declined": "int64",
    "not_held": "int64",
    "first": "str",
    "last": "str",
    "records": "str",
    "sources": "str",
}
MARK_COLUMNS = {
    "milestone_id": "str",
    "mark": "int64",
    "date": "str",
    "start": "datetime64[ns]",
    "end": "datetime64[ns]",
    "kind": "str",
    "summary": "str",
    "note": "str",
    "sources": "str",
}
OTHER_SIDE, THIRD_PARTY = "other side", "observers, mediators and others"
FIRST_NAMED = re.compile(r",| \(|;")


@kept
def talks(meetings: pd.DataFrame, places: pd.DataFrame, documents: Mapping[str, str]) -> pd.DataFrame:
    """One row per meeting or refusal in the order of the dates, undated ones last; a listed number stays with its meeting."""
    names = _names(places)
    rows = [
        row
        | {
            "date": date_words(row),
            "start": row["date_start"],
            "end": row["date_end"],
            "place": names.get(row["place_id"]),
            "came_of_it": came_of_it(row),
            "title": meeting_title(row, names.get(row["place_id"])),
            "sources": citation(row["source_ids"], row["locators"], documents),
        }
        for row in meetings.to_dict("records")
    ]
    table = pd.DataFrame(rows, columns=list(TALK_COLUMNS)).astype(TALK_COLUMNS)
    return table.sort_values(["start", "end", "meeting_id"], ignore_index=True)


def came_of_it(row: Mapping[Any, Any]) -> str:
    """The outcome in words; of a refusal, who refused what; of what was neither held nor declined, which of the two."""
    if row["status"] == DECLINED:
        return REFUSALS[row["declined_by"]]
    if row["status"] in APART:
        return APART_WORDS[row["status"]]
    return "outcome not stated" if row["outcome"] == "not stated" else str(row["outcome"])


def meeting_title(row: Mapping[Any, Any], place: str | None) -> str:
    """What a record of talks is called: Meeting 7, 8–10 Mar 2012, Ruili; of a refusal, who refused what."""
    if row["status"] == DECLINED:
        kio = row["declined_by"] == "KIO/KIA"
        name = "Invitation or offer declined by the KIO/KIA" if kio else "Terms of the KIO refused by the government"
    elif row["status"] in APART:
        name = "Meeting without the KIO/KIA" if row["status"] == "absent" else "Meeting that did not come about"
    else:
        name = "Meeting without a number" if pd.isna(row["number"]) else f"Meeting {row['number']}"
    return ", ".join([name, date_words(row), *([place] if isinstance(place, str) else [])])


def dated(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a `talks` table that have a date, and so a place on a time axis."""
    return table.dropna(subset=["start"])


def talks_per_year(meetings: pd.DataFrame, documents: Mapping[str, str], *, years: tuple[int, int]) -> pd.DataFrame:
    """One row per year of the range with its records held and declined; a year without a record stays, with 0 records.

    The 0 is a number of records in these sources, never a statement that nobody met. A record counts in the year it begins.
    """
    begun = meetings["date_start"].dt.year
    rows = []
    for year in range(years[0], years[1] + 1):
        found = meetings[(begun == year).fillna(value=False)]
        refused = found[found["status"] == DECLINED]["declined_by"]
        rows.append(
            {
                "year": year,
                "held": int((found["status"] == HELD).sum()),
                "declined": len(refused),
                "declined_by_kio": int((refused == "KIO/KIA").sum()),
                "refused_by_government": int((refused == "government").sum()),
                **apart(found),
                "records": "; ".join(found["meeting_id"]),
                "sources": _cited(found, documents),
            }
        )
    return pd.DataFrame(rows, columns=list(YEAR_COLUMNS)).astype(YEAR_COLUMNS)


def apart(meetings: pd.DataFrame) -> dict[str, int]:
    """How many of these records took place without the KIO/KIA, and how many did not come about, by the name of a column."""
    return {column: int((meetings["status"] == status).sum()) for status, column in APART.items()}


def apart_words(row: Mapping[Any, Any]) -> list[str]:
    """Of a row with the columns of `apart`, the numbers that are not 0 in words."""
    return [
        f"{row[column]} {APART_WORDS[status]}"
        for status, column in APART.items()
        if column in row and pd.notna(row[column]) and row[column]
    ]


def as_listed(table: pd.DataFrame) -> pd.DataFrame:
    """The table without the columns of `apart` in which no record is counted."""
    return table.drop(columns=[name for name in APART.values() if name in table.columns and not table[name].sum()])


def venues(meetings: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """One row per venue with its records held and declined, the most used first; those without a place in one last row."""
    known = safe_places(places).set_index("place_id")
    rows = []
    for place_id, found in meetings.groupby("place_id", sort=False):
        place = known.loc[str(place_id)]
        home = IN_MYANMAR if place["country"] == "Myanmar" else ABROAD
        kept = {name: place[name] for name in ("country", "latitude", "longitude", "precision", "radius_km")}
        where = IN_AREA if place["state"] in STUDY_STATES else home
        rows.append(kept | {"place_id": place_id, "place": place["name"], "where": where} | _times(found))
    rows.sort(key=lambda row: (-row["held"], -row["declined"], row["place"]))
    nowhere = meetings[meetings["place_id"].isna()]
    if len(nowhere):
        rows.append({"place": NO_PLACE, "where": NO_PLACE} | _times(nowhere))
    return pd.DataFrame(rows, columns=list(VENUE_COLUMNS)).astype(VENUE_COLUMNS)


def venue_lines(table: pd.DataFrame) -> list[str]:
    """Each venue of a `venues` table in a line: Ruili, China: 6 held."""
    lines = []
    for row in table.to_dict("records"):
        name = row["place"] if pd.isna(row["country"]) else f"{row['place']}, {row['country']}"
        numbers = [f"{row[status]} {status}" for status in (HELD, DECLINED) if row[status]] + apart_words(row)
        lines.append(f"{name}: {', '.join(numbers)}")
    return lines


def parties(meetings: pd.DataFrame, documents: Mapping[str, str]) -> pd.DataFrame:
    """One row per party that sat opposite the KIO/KIA, under the name given first; then those who observed or mediated.

    Nobody sat opposite the KIO/KIA where it was absent, so such a meeting is no row here.
    """
    ordered = meetings[meetings["status"] != "absent"].sort_values(["date_start", "meeting_id"])
    first_named = ordered["other_side"].map(_first_named, na_action="ignore")
    rows = [_party(str(party), OTHER_SIDE, found, documents) for party, found in ordered.groupby(first_named, sort=False)]
    rows.sort(key=lambda row: -row["held"] - row["declined"])
    others = ordered.dropna(subset=["third_parties"])
    rows += [_party(str(party), THIRD_PARTY, found, documents) for party, found in others.groupby("third_parties", sort=False)]
    return pd.DataFrame(rows, columns=list(PARTY_COLUMNS)).astype(PARTY_COLUMNS)


def milestone_marks(
    milestones: pd.DataFrame, kinds: Iterable[str], documents: Mapping[str, str], *, years: tuple[int, int]
) -> pd.DataFrame:
    """The dated milestones of these kinds that touch the years, oldest first and numbered for their marks from 1."""
    first, last = pd.Timestamp(years[0], 1, 1), pd.Timestamp(years[1], 12, 31)
    inside = (milestones["date_start"] <= last) & (milestones["date_end"] >= first)
    chosen = milestones[inside & milestones["kind"].isin(list(kinds))].sort_values(["date_start", "date_end", "milestone_id"])
    rows = [
        row
        | {
            "mark": number,
            "date": date_words(row),
            "start": row["date_start"],
            "end": row["date_end"],
            "sources": citation(row["source_ids"], row["locators"], documents),
        }
        for number, row in enumerate(chosen.to_dict("records"), start=1)
    ]
    return pd.DataFrame(rows, columns=list(MARK_COLUMNS)).astype(MARK_COLUMNS)


def milestone_kinds(milestones: pd.DataFrame) -> list[str]:
    """The kinds of the dated milestones, the most frequent first."""
    return list(milestones.dropna(subset=["date_start"])["kind"].value_counts().index)


@kept
def meeting_table(meetings: pd.DataFrame, places: pd.DataFrame, documents: Mapping[str, str]) -> pd.DataFrame:
    """The meetings as a reader sees them in a table, in the order of the dates."""
    table = talks(meetings, places, documents)
    wanted = ["meeting_id", "number", "date", "status", "came_of_it", "format", "place", "other_side", "third_parties"]
    return table[[*wanted, "summary", "sources"]]


def _first_named(other_side: str) -> str:
    return FIRST_NAMED.split(other_side)[0].strip()


def _party(party: str, part: str, found: pd.DataFrame, documents: Mapping[str, str]) -> dict[str, Any]:
    days = [date_words(row) for row in found.dropna(subset=["date_start"]).to_dict("records")]
    ends = {"first": days[0] if days else "undated", "last": days[-1] if days else "undated"}
    return {"party": party, "part": part} | _times(found) | ends | {"sources": _cited(found, documents)}


def _times(found: pd.DataFrame) -> dict[str, Any]:
    counts = {status: int((found["status"] == status).sum()) for status in (HELD, DECLINED)}
    return counts | apart(found) | {"records": "; ".join(found["meeting_id"])}


def _cited(found: pd.DataFrame, documents: Mapping[str, str]) -> str:
    return citation(";".join(found["source_ids"]), ";".join(found["locators"]), documents)


def _names(places: pd.DataFrame) -> dict[Any, Any]:
    return dict(zip(places["place_id"], places["name"], strict=True))
