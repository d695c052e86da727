"""One record in words: every field with its label, and the sources, claims, parts and disputes that belong to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.attack_measures import date_words, range_words, safe_places
from components.datasets import Datasets, record, split
from components.measures import source_titles
from components.schema import TABLES, VOCABULARIES, ColumnSpec

NOT_STATED = "not stated"
ELSEWHERE = ("source_ids", "locators", "source_id", "locator", "summary")


@dataclass(frozen=True)
class RecordWords:
    """One record as a reader reads it; each table is ready to be shown."""

    identity: str
    title: str
    summary: str
    fields: pd.DataFrame
    sources: pd.DataFrame
    claims: pd.DataFrame
    parts: pd.DataFrame
    disputes: pd.DataFrame


def record_words(everything: Datasets, identity: str) -> RecordWords:
    """The record of an id in words; raises KeyError when no table holds the id."""
    name, row = record(everything, identity)
    spec = TABLES[name]
    fields = [
        {"field": column.label, "value": _value(everything, column, row)}
        for column in spec.columns.values()
        if column.name not in ELSEWHERE
    ]
    if "place_id" in row:
        fields += _place_fields(everything, row["place_id"])
    return RecordWords(
        identity=identity,
        title=_title(spec.title, row),
        summary=_text(row.get("summary")),
        fields=pd.DataFrame(fields, columns=["field", "value"]).astype("str"),
        sources=_sources(everything, row),
        claims=_claims(everything, identity),
        parts=_parts(everything, identity) if name == "attacks" else pd.DataFrame(),
        disputes=_disputes(everything, identity),
    )


def _title(table: str, row: Mapping[Any, Any]) -> str:
    kind = _text(row.get("event_type"), table)
    when = f", {date_words(row)}" if "date_start" in row else ""
    return f"{kind[:1].upper()}{kind[1:]}{when}"


def _value(everything: Datasets, column: ColumnSpec, row: Mapping[Any, Any]) -> str:
    """A cell in words: a word of a vocabulary with its meaning, an id with its name, a missing value as not stated."""
    value = row[column.name]
    if column.name.endswith("_high") and pd.isna(value) and pd.notna(row[column.name.removesuffix("high") + "low"]):
        return "no upper bound known"
    if column.name.endswith("_low") and pd.isna(value) and pd.notna(row[column.name.removesuffix("low") + "high"]):
        return "no lower bound known"
    if pd.isna(value):
        return NOT_STATED
    if column.name in ("latitude", "longitude") and row["sensitive"] == "yes":
        return f"{round(value, 2)} (rounded to about 1 km)"
    if column.vocabulary:
        meaning = VOCABULARIES[column.vocabulary][value]
        return str(value) if meaning == value else f"{value}: {meaning}"
    if column.refers_to:
        return ", ".join(_named(everything, identity) for identity in split(value))
    return str(value.date()) if isinstance(value, pd.Timestamp) else str(value)


def _named(everything: Datasets, identity: str) -> str:
    _, row = record(everything, identity)
    name = row.get("name") or row.get("title") or row.get("summary")
    return f"{identity}: {name}" if isinstance(name, str) else identity


def _place_fields(everything: Datasets, place_id: str | None) -> list[dict[str, str]]:
    if pd.isna(place_id):
        return [{"field": "On the map", "value": "cannot be mapped: no place, or more than one"}]
    places = safe_places(everything.places)
    place = places[places["place_id"] == place_id].to_dict("records")[0]
    township = " ".join(_text(place[column]) for column in ("township", "township_pcode"))
    coordinates = f"{place['latitude']:.4f} N, {place['longitude']:.4f} E"
    if place["sensitive"] == "yes":
        coordinates = f"{place['latitude']:.2f} N, {place['longitude']:.2f} E, no finer because the place shelters civilians"
    precision = f"{place['precision']}: {VOCABULARIES['precision'][place['precision']]}"
    return [
        {"field": "Burmese name", "value": _text(place["name_my"])},
        {"field": "Also called", "value": ", ".join(split(place["aliases"])) or NOT_STATED},
        {"field": "Township", "value": township},
        {"field": "State", "value": f"{_text(place['state'])}, {place['country']}"},
        {"field": "Coordinates", "value": coordinates},
        {"field": "Location precision", "value": f"{precision}; within about {place['radius_km']:g} km"},
        {"field": "Origin of the coordinates", "value": _text(place["coordinate_source"])},
        {"field": "Note on the place", "value": _text(place["note"])},
    ]


def _sources(everything: Datasets, row: Mapping[Any, Any]) -> pd.DataFrame:
    identities = split(row.get("source_ids") or row.get("source_id"))
    locators = split(row.get("locators")) or [str(row.get("locator"))]
    titles = source_titles(everything.sources)
    rows = [{"source": titles[identity], "where": locator} for identity, locator in zip(identities, locators, strict=False)]
    return pd.DataFrame(rows, columns=["source", "where"])


def _claims(everything: Datasets, identity: str) -> pd.DataFrame:
    titles = source_titles(everything.sources)
    claims = everything.claims[everything.claims["record_id"] == identity]
    rows = [
        {
            "about": row["measure"],
            "claim": row["statement"],
            "number": _number(row),
            "claimant": row["claimant"],
            "side": row["claimant_side"],
            "source": f"{titles[row['source_id']]}, {row['locator']}",
            "note": row["note"],
        }
        for row in claims.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=["about", "claim", "number", "claimant", "side", "source", "note"])


def _number(claim: Mapping[Any, Any]) -> str | None:
    return range_words(claim["value_low"], claim["value_high"], about=claim["qualifier"] == "about")


def _parts(everything: Datasets, identity: str) -> pd.DataFrame:
    attacks = everything.attacks
    names = everything.places.set_index("place_id")["name"].to_dict()
    rows = [
        {"attack_id": row["attack_id"], "place": names.get(row["place_id"]), "summary": row["summary"]}
        for row in attacks[attacks["part_of"] == identity].to_dict("records")
    ]
    return pd.DataFrame(rows, columns=["attack_id", "place", "summary"])


def _disputes(everything: Datasets, identity: str) -> pd.DataFrame:
    """The disputes that name the record or a claim on it."""
    claims = everything.claims
    concerned = {identity, *claims.loc[claims["record_id"] == identity, "claim_id"]}
    mask = [not concerned.isdisjoint(split(cell)) for cell in everything.disputes["record_ids"]]
    return everything.disputes[mask][["question", "reading_a", "reading_b", "how_handled"]].reset_index(drop=True)


def _text(value: object, otherwise: str = NOT_STATED) -> str:
    return value if isinstance(value, str) and value else otherwise
