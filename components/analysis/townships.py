"""The records of townships made into small tables; a record's township is only ever that of its place in the place table."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from components.analysis.attacks import counted
from components.analysis.talks import APART, apart_words
from components.dataset.kept import kept
from components.dataset.load import Dataset, record, split
from components.dataset.sources import citation
from components.text.wording import date_words

NO_RECORD = "no record in these sources"
ATTACKS, MEETINGS = "attacks", "meetings"
SOLID, HOLLOW = ("counted", "held"), ("not counted", "declined", *APART)
NUMBERS = ("counted", "not_counted", "held", "declined", *APART.values())
COUNT_COLUMNS = {
    "township": "str",
    "township_pcode": "str",
    "state": "str",
    "in_these_sources": "str",
    **dict.fromkeys((*NUMBERS, "rank"), "Int64"),
}
TIMELINE_COLUMNS = {
    "record_id": "str",
    "kind": "str",
    "lane": "str",
    "standing": "str",
    "date": "str",
    "start": "datetime64[ns]",
    "end": "datetime64[ns]",
    "date_precision": "str",
    "what": "str",
    "sources": "str",
}
MEETING_COLUMNS = (
    "meeting_id", "number", "date", "status", "place", "format", "parties", "outcome", "summary", "sources",
)  # fmt: skip
PLACE_COLUMNS = ("name", "name_my", "other_names", "kind", "precision", "within_km", "records", "note")


def seats(places: pd.DataFrame) -> pd.DataFrame:
    """The seats of the 42 townships of the study area, one row each."""
    return places[places["kind"] == "township seat"]


@kept
def township_counts(attacks: pd.DataFrame, meetings: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """One row per township of the study area: its records and meetings, and its rank by counted records, most first.

    A number stands only where there is a record of that kind: empty means that these sources have none, not that nothing
    happened. Townships with the same number share a rank; one without a counted record has none.
    """
    rows = {
        "counted": counted(attacks),
        "not_counted": attacks[attacks["counted"] == "no"],
        "held": meetings[meetings["status"] == "held"],
        "declined": meetings[meetings["status"] == "declined"],
        **{column: meetings[meetings["status"] == status] for status, column in APART.items()},
    }
    home = places.set_index("place_id")["township_pcode"]
    found = {name: table["place_id"].map(home).value_counts() for name, table in rows.items()}
    towns = seats(places)[["township", "township_pcode", "state"]]
    numbers = {name: towns["township_pcode"].map(number).fillna(0).astype("Int64") for name, number in found.items()}
    table = towns.assign(**numbers)
    table = table.assign(
        rank=table["counted"].where(table["counted"] > 0).rank(method="min", ascending=False),
        in_these_sources=[record_number_words(row) for row in table.to_dict("records")],
        talks=table[["held", "declined", *APART.values()]].sum(axis=1),
    )
    table = table.sort_values(
        ["counted", "not_counted", "talks", "township"], ascending=[False, False, False, True], ignore_index=True
    )
    for group in (("counted", "not_counted"), ("held", "declined", *APART.values())):
        present = table[list(group)].sum(axis=1) > 0
        table = table.assign(**{name: table[name].where(present) for name in group})
    return table[list(COUNT_COLUMNS)].astype(COUNT_COLUMNS)


def township_of(everything: Dataset, identity: str) -> str | None:
    """The township of the place of a record; None when no table holds the id or the place names none."""
    try:
        _, row = record(everything, identity)
    except KeyError:
        return None
    named = everything.places.loc[everything.places["place_id"] == row.get("place_id"), "township"].dropna()
    return str(named.iloc[0]) if len(named) else None


def with_records(counts: pd.DataFrame) -> pd.DataFrame:
    """The townships of a `township_counts` table that have an attack record or a meeting."""
    return counts[counts["in_these_sources"] != NO_RECORD]


def record_number_words(row: Mapping[Any, Any]) -> str:
    """How many attack records and meetings a township has, in words; `NO_RECORD` where it has neither."""
    attacks, held, declined = _known(row["counted"]) + _known(row["not_counted"]), _known(row["held"]), _known(row["declined"])
    words = [f"{attacks} attack {'record' if attacks == 1 else 'records'}"] if attacks else []
    words += [f"{held} {'meeting' if held == 1 else 'meetings'} held"] if held else []
    words += [f"{declined} declined"] if declined else []
    words += apart_words(row)
    return ", ".join(words) or NO_RECORD


def township_timeline(attacks: pd.DataFrame, meetings: pd.DataFrame, documents: Mapping[str, str]) -> pd.DataFrame:
    """One row per dated attack record or meeting with the span it lies in, attacks before meetings, oldest first in each."""
    rows = [
        _timeline_row(row, documents)
        | {
            "record_id": row["attack_id"],
            "kind": ATTACKS,
            "lane": row["event_type"],
            "standing": "counted" if row["counted"] == "yes" else "not counted",
        }
        for row in attacks.dropna(subset=["date_start"]).to_dict("records")
    ]
    rows += [
        _timeline_row(row, documents)
        | {"record_id": row["meeting_id"], "kind": MEETINGS, "lane": row["status"], "standing": row["status"]}
        for row in meetings.dropna(subset=["date_start"]).to_dict("records")
    ]
    table = pd.DataFrame(rows, columns=list(TIMELINE_COLUMNS)).astype(TIMELINE_COLUMNS)
    return table.sort_values(["kind", "start", "end", "record_id"], ignore_index=True)


def meeting_rows(meetings: pd.DataFrame, places: pd.DataFrame, documents: Mapping[str, str]) -> pd.DataFrame:
    """Meetings held, declined or neither as a reader sees them in a table, oldest first, with their listed numbers."""
    names = places.set_index("place_id")["name"].to_dict()
    rows = [
        {
            **{name: row[name] for name in MEETING_COLUMNS if name in row},
            "number": None if pd.isna(row["number"]) else str(row["number"]),
            "date": date_words(row),
            "place": names.get(row["place_id"]),
            "parties": "; ".join(
                row[side] for side in ("kio_side", "other_side", "third_parties") if isinstance(row[side], str)
            ),
            "sources": citation(row["source_ids"], row["locators"], documents),
        }
        for row in meetings.sort_values(["date_start", "meeting_id"]).to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(MEETING_COLUMNS)).astype("str")


def township_places(places: pd.DataFrame, pcode: str, tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The places through which the rows of these tables belong to a township, with how well each is known."""
    number = pd.concat([table["place_id"] for table in tables]).value_counts()
    inside = places[(places["township_pcode"] == pcode) & places["place_id"].isin(number.index)]
    rows = [
        {
            **{name: row[name] for name in PLACE_COLUMNS if name in row},
            "other_names": ", ".join(split(row["aliases"])) or None,
            "within_km": f"{row['radius_km']:g}",
            "records": str(number[row["place_id"]]),
        }
        for row in inside.sort_values("name").to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(PLACE_COLUMNS)).astype("str")


def without_township(table: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The rows that no township can claim: no place, a place wider than one township, or one abroad."""
    return table[table["place_id"].map(places.set_index("place_id")["township_pcode"]).isna()]


def _timeline_row(row: Mapping[Hashable, Any], documents: Mapping[str, str]) -> dict[str, Any]:
    return {
        "date": date_words(row),
        "start": row["date_start"],
        "end": row["date_end"],
        "date_precision": row["date_precision"],
        "what": row["summary"],
        "sources": citation(row["source_ids"], row["locators"], documents),
    }


def _known(number: Any) -> int:  # noqa: ANN401 - a cell of a frame can be missing
    return 0 if pd.isna(number) else int(number)
