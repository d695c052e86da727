"""What a record of any kind is called in one line, and what it says in one sentence."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.analysis.series import units
from components.analysis.talks import meeting_title
from components.dataset.load import Dataset
from components.dataset.schema import TABLES
from components.text.wording import date_words, period_words, range_words

KINDS = {
    "sources": "document",
    "clashes_per_year": "clash count",
    "attacks": "attack",
    "claims": "claim",
    "meetings": "meeting or refusal",
    "milestones": "milestone",
    "figures": "figure",
    "organisations": "organisation",
    "places": "place",
    "disputes": "dispute",
    "core_readings": "core reading",
    "distinct_pairs": "pair of records",
}


Row = Mapping[Any, Any]
Records = Mapping[str, tuple[str, Row]]


def all_records(everything: Dataset) -> Records:
    """Every record of every table by its id, with the name of its table."""
    return {row[spec.key]: (name, row) for name, spec in TABLES.items() for row in everything.table(name).to_dict("records")}


def title_of(records: Records, identity: str) -> str:
    """The speaking title of a record, such as Meeting 7, 8–10 Mar 2012, Ruili; raises KeyError for an unknown id."""
    name, row = records[identity]
    if name == "attacks":
        return _joined(_capital(row["event_type"]), date_words(row), _place(records, row))
    if name == "meetings":
        return meeting_title(row, _place(records, row))
    if name == "milestones":
        return _joined(_capital(row["kind"]), date_words(row))
    if name == "figures":
        return _joined(_amount(row), _period(row))
    if name == "clashes_per_year":
        period = period_words(row["period_start"], row["period_end"])
        return f"{row['clashes']:,} {units(row['unit'])} in {period} ({row['claimant']})"
    if name == "claims":
        return f"Claim on {row['record_id']}: {row['measure']}, {row['claimant']}"
    if name == "disputes":
        return f"Disputed or left open: {row['topic']}"
    if name == "sources":
        return str(row["title"]) if pd.isna(row["document"]) else f"{row['document']} {row['title']}"
    if name == "core_readings":
        return f"Core reading of {row['record_id']}: {_heading(row)}"
    if name == "distinct_pairs":
        return f"Two events and not one: {row['id_one']} and {row['id_two']}"
    if name == "organisations":
        return str(row["name"]) if pd.isna(row["abbreviation"]) else f"{row['name']} ({row['abbreviation']})"
    return _joined(row["name"], row["kind"], row["state"] if row["country"] == "Myanmar" else row["country"])


def lead_of(records: Records, identity: str) -> str:
    """The sentence that stands first on a card: the summary, or what a number or an entry says in words."""
    name, row = records[identity]
    if name == "figures":
        area = row["area"] if isinstance(row["area"], str) else "not stated"
        return f"{_amount(row)}, {_period(row)}. Area: {area}. {_said(row)}"
    if name == "clashes_per_year":
        against = records[row["counterpart_id"]][1]["name"]
        period = period_words(row["period_start"], row["period_end"])
        whose = f"by {against}" if row["unit"].startswith("airstrike") else f"of the KIO/KIA with {against}"
        return f"{row['clashes']:,} {units(row['unit'])} {whose} in {period}. {_said(row)}"
    if name == "core_readings":
        return _core_reading(row)
    texts = {"claims": "statement", "disputes": "question", "organisations": "note", "places": "note", "sources": "note"}
    text = row[(texts | {"distinct_pairs": "why"}).get(name, "summary")]
    return text if isinstance(text, str) else ""


def id_forms() -> str:
    """How the ids of each kind of record look, in words."""
    return ", ".join(f"{TABLES[name].columns[TABLES[name].key].example} ({kind})" for name, kind in KINDS.items())


def _amount(row: Row) -> str:
    number = range_words(row["value_low"], row["value_high"], about=row["qualifier"] == "about")
    return f"{number} {row['unit']}" if number else f"{_capital(str(row['unit']))}, no number stated"


def _period(row: Row) -> str:
    start, end = row["period_start"], row["period_end"]
    if pd.isna(start) and pd.isna(end):
        return "period not stated"
    first, last = ({"date_start": day, "date_end": day, "date_precision": "day"} for day in (start, end))
    if pd.isna(end):
        return f"from {date_words(first)}"
    if pd.isna(start):
        return f"to {date_words(last)}"
    return date_words({"date_start": start, "date_end": end, "date_precision": "range"})


def _heading(row: Row) -> str:
    """The heading of the column whose core value a reading gives; the whole row where it is the column of the id."""
    spec = TABLES[row["table"]]
    return "the record itself" if row["column"] == spec.key else spec.columns[row["column"]].label


def _core_reading(row: Row) -> str:
    if row["column"] == TABLES[row["table"]].key:
        return f"The five documents do not give {row['record_id']} as a record of its own."
    value = f"“{row['core_value']}”" if isinstance(row["core_value"], str) else "not stated"
    return f"The five documents give for {_heading(row)} of {row['record_id']}: {value}."


def _said(row: Row) -> str:
    if row["claimant_side"] == "not stated" or row["claimant"] == "Claimant not stated":
        return f"{row['claimant']}."
    return f"Claimed by {row['claimant']} ({row['claimant_side']})."


def _place(records: Records, row: Row) -> str | None:
    return None if pd.isna(row["place_id"]) else str(records[row["place_id"]][1]["name"])


def _joined(*parts: object) -> str:
    return ", ".join(part for part in parts if isinstance(part, str) and part)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
