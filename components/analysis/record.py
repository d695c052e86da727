"""One record in words: its fields with their labels, and the sources, claims, parts, disputes and other records around it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.analysis.attacks import MEASURES, only_about, safe_places
from components.analysis.record_titles import Records, all_records, lead_of, title_of
from components.dataset.citation import Work, plain_citation
from components.dataset.load import Dataset, split
from components.dataset.schema import COUNTED_RECORDS, TABLES, VOCABULARIES, ColumnSpec
from components.dataset.sources import source_titles
from components.text.wording import date_words, range_words

NOT_STATED = "not stated"
ELSEWHERE = (
    "source_ids",
    "locators",
    "source_id",
    "locator",
    "summary",
    "statement",
    "question",
    "record_ids",
    "record_id",
    "note",
)
DATES = ("date_start", "date_end", "date_precision", "date_basis")
# What makes no sense for a meeting held, for a refusal, and for what was neither.
WITHOUT_SENSE = {
    "held": ("declined_by",),
    "declined": ("number", "format", "outcome"),
    "absent": ("declined_by", "number"),
    "not held": ("declined_by", "number", "format", "outcome"),
}
ID = re.compile(r"\b[A-Z]\d{2,}\b")
POINT = re.compile(r"(?:^|[:;] )(\d{1,2}) (?=\S)")
BACK_LINKS = {
    "places": {"place_id": "Recorded here"},
    "organisations": {"actor_id": "As the actor", "counterpart_id": "In a clash count", "organisations": "In a milestone"},
    "sources": {"source_ids": "Rests on it: {}"},
}
SAME_PASSAGE = "From the same place in the same document"


@dataclass(frozen=True)
class RecordWords:
    """One record as a reader reads it; each table is ready to be shown.

    `related` has the columns how, identity and title: records that belong to this one, and in which way.
    """

    identity: str
    title: str
    summary: str
    points: tuple[str, ...]
    note: str
    fields: pd.DataFrame
    sources: pd.DataFrame
    claims: pd.DataFrame
    parts: pd.DataFrame
    related: pd.DataFrame
    disputes: pd.DataFrame


def record_words(everything: Dataset, identity: str) -> RecordWords:
    """The record of an id in words; raises KeyError when no table holds the id."""
    records = all_records(everything)
    name, row = records[identity]
    about = only_about(everything.claims)
    row = dict(row) | {f"about_{measure}": (identity, measure) in about for measure in MEASURES}
    lead, points = lead_and_points(lead_of(records, identity))
    fields = _fields(records, name, row)
    if "place_id" in row and name != "places":
        fields += _place_fields(everything, row["place_id"])
    related = pd.DataFrame(_related(records, identity), columns=["how", "identity", "title"]).astype("str")
    return RecordWords(
        identity=identity,
        title=title_of(records, identity),
        summary=lead,
        points=points,
        note="" if lead == row.get("note") else _stated(row.get("note")),
        fields=pd.DataFrame(fields, columns=["field", "value"]).astype("str"),
        sources=_sources(everything, row),
        claims=_claims(everything, identity),
        parts=_parts(everything, identity) if name == "attacks" else pd.DataFrame(),
        related=related[related["identity"] != identity].drop_duplicates("identity", ignore_index=True),
        disputes=_disputes(everything, identity),
    )


def lead_and_points(summary: str) -> tuple[str, tuple[str, ...]]:
    """A summary that counts its points (: 1 ...; 2 ...) as what stands before them and the points; else all of it, and none."""
    found = list(POINT.finditer(summary))
    if len(found) < 2 or [int(match[1]) for match in found] != list(range(1, len(found) + 1)):
        return summary, ()
    ends = [match.start() for match in found[1:]] + [len(summary)]
    points = tuple(summary[match.end() : end].strip(" ;.") for match, end in zip(found, ends, strict=True))
    return f"{summary[: found[0].start()].rstrip()}:", points


def _fields(records: Records, name: str, row: Mapping[Any, Any]) -> list[dict[str, str]]:
    """Each stated field once, dates and ranges in one line each; what is not stated is named in the last line."""
    left_out = (*ELSEWHERE, *DATES, TABLES[name].key, *WITHOUT_SENSE.get(str(row.get("status")), ()))
    found, empty = [], []
    if "date_start" in row:
        found.append({"field": "Date", "value": _date_field(row)})
    for column in TABLES[name].columns.values():
        if column.name in left_out or column.name.endswith("_high"):
            continue
        label, value = column.label, ""
        if column.name.endswith("_low"):
            label = "Number" if column.name == "value_low" else column.label.split(",")[0]
            value = _range_field(row, column.name.removesuffix("_low"))
        elif pd.notna(row[column.name]):
            value = _value(records, column, row)
        if value:
            found.append({"field": label, "value": value})
        else:
            empty.append(label)
    return found + [{"field": "Not stated", "value": ", ".join(empty)}] * bool(empty)


def _date_field(row: Mapping[Any, Any]) -> str:
    precision = f"{row['date_precision']}: {VOCABULARIES['date_precision'][row['date_precision']]}"
    if pd.isna(row["date_basis"]):
        return precision
    return (
        f"{date_words(row)} ({precision}). {row['date_basis'].capitalize()}: {VOCABULARIES['date_basis'][row['date_basis']]}."
    )


def _range_field(row: Mapping[Any, Any], measure: str) -> str:
    low, high = row[f"{measure}_low"], row[f"{measure}_high"]
    words = range_words(low, high, about=row.get("qualifier") == "about" or bool(row.get(f"about_{measure}")))
    if words is None:
        return ""
    bound = "no upper bound known" if pd.isna(high) else "no lower bound known" if pd.isna(low) else ""
    return f"{words} ({bound})" if bound else words


def _value(records: Records, column: ColumnSpec, row: Mapping[Any, Any]) -> str:
    """A cell in words: a word of a vocabulary with its meaning, an id with its name."""
    value = row[column.name]
    if column.name in ("latitude", "longitude") and row["sensitive"] == "yes":
        return f"{round(value, 2)} (rounded to about 1 km)"
    if column.vocabulary:
        meaning = VOCABULARIES[column.vocabulary][value]
        return str(value) if meaning == value else f"{value}: {meaning}"
    if column.refers_to:
        return ", ".join(title_of(records, identity) for identity in split(value))
    if column.kind == "list":
        return ", ".join(split(value))
    if column.kind == "whole":
        return f"{value:,}"
    if column.name == "radius_km":
        return f"{value:g} km"
    return str(value.date()) if isinstance(value, pd.Timestamp) else str(value)


def _related(records: Records, identity: str) -> Iterator[tuple[str, str, str]]:
    """The records that belong to this one, the closest first: how, id, title."""
    name, row = records[identity]
    links = [*_links(records, row), *_back_links(records, identity), *_used(name, row)]
    yield from ((how, other, title_of(records, other)) for how, other in links)


def _links(records: Records, row: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    """The records this one names: its operation, what it is about, what its note refers to."""
    if isinstance(row.get("part_of"), str):
        yield "Part of", str(row["part_of"])
    about = [str(row[column]) for column in ("record_id", "id_one", "id_two") if column in row]
    for other in about or split(row.get("record_ids")):
        yield "What it is about", str(other)
    yield from (("Named in the note", other) for other in ID.findall(str(row.get("note"))) if other in records)


def _back_links(records: Records, identity: str) -> Iterator[tuple[str, str]]:
    """The records that name this one, or that rest on the same passage of a document."""
    name, row = records[identity]
    passages = _passages(row) if name in COUNTED_RECORDS else set()
    for other, (table, cells) in records.items():
        if table not in COUNTED_RECORDS:
            continue
        how = None
        if name in BACK_LINKS:
            how = next((words for column, words in BACK_LINKS[name].items() if identity in split(cells.get(column))), None)
        elif cells.get("part_of") == identity:
            how = "Its parts, one by one"
        elif not passages.isdisjoint(_passages(cells)):
            how = SAME_PASSAGE
        if how:
            yield how.format(TABLES[table].title.lower()), other


def _used(name: str, row: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    for column in ("place_id", "actor_id", "counterpart_id", "organisations", "source_ids", "source_id"):
        if column != TABLES[name].key:
            yield from (("Place, organisations and documents", other) for other in split(row.get(column)))


def _passages(row: Mapping[Any, Any]) -> set[tuple[str, str]]:
    return set(zip(split(row["source_ids"]), split(row["locators"]), strict=True))


def _place_fields(everything: Dataset, place_id: str | None) -> list[dict[str, str]]:
    if pd.isna(place_id):
        return [{"field": "On the map", "value": "cannot be mapped: no place, or more than one"}]
    places = safe_places(everything.places)
    place = places[places["place_id"] == place_id].to_dict("records")[0]
    township = " ".join(place[column] for column in ("township", "township_pcode") if isinstance(place[column], str))
    coordinates = f"{place['latitude']:.4f} N, {place['longitude']:.4f} E"
    if place["sensitive"] == "yes":
        coordinates = f"{place['latitude']:.2f} N, {place['longitude']:.2f} E, no finer because the place shelters civilians"
    precision = f"{place['precision']}: {VOCABULARIES['precision'][place['precision']]}"
    fields = [
        {"field": "Burmese name", "value": _text(place["name_my"])},
        {"field": "Also called", "value": ", ".join(split(place["aliases"])) or NOT_STATED},
        {"field": "Township", "value": township or NOT_STATED},
        {"field": "State", "value": f"{_text(place['state'])}, {place['country']}"},
        {"field": "Coordinates", "value": coordinates},
        {"field": "Location precision", "value": f"{precision}; within about {place['radius_km']:g} km"},
        {"field": "Origin of the coordinates", "value": _text(place["coordinate_source"])},
        {"field": "Note on the place", "value": _text(place["note"])},
    ]
    return [field for field in fields if field["value"] != NOT_STATED]


def _sources(everything: Dataset, row: Mapping[Any, Any]) -> pd.DataFrame:
    identities, locators = split(row.get("source_ids")), split(row.get("locators"))
    if "locator" in row:
        identities, locators = [row["source_id"]], [row["locator"]]
    titles = source_titles(everything.sources)
    rows = [{"source": titles[identity], "where": locator} for identity, locator in zip(identities, locators, strict=True)]
    return pd.DataFrame(rows, columns=["source", "where"])


def _claims(everything: Dataset, identity: str) -> pd.DataFrame:
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


def _parts(everything: Dataset, identity: str) -> pd.DataFrame:
    attacks = everything.attacks
    names = everything.places.set_index("place_id")["name"].to_dict()
    rows = [
        {"attack_id": row["attack_id"], "place": names.get(row["place_id"]), "summary": row["summary"]}
        for row in attacks[attacks["part_of"] == identity].to_dict("records")
    ]
    return pd.DataFrame(rows, columns=["attack_id", "place", "summary"])


def _disputes(everything: Dataset, identity: str) -> pd.DataFrame:
    """The disputes that name the record or a claim on it."""
    claims = everything.claims
    concerned = {identity, *claims.loc[claims["record_id"] == identity, "claim_id"]}
    mask = [not concerned.isdisjoint(split(cell)) for cell in everything.disputes["record_ids"]]
    return everything.disputes[mask][["dispute_id", "question", "reading_a", "reading_b", "how_handled"]].reset_index(drop=True)


def _text(value: object) -> str:
    return _stated(value) or NOT_STATED


def _stated(value: object) -> str:
    return value if isinstance(value, str) else ""


def record_citation(cited: Work, record: RecordWords) -> str:
    """One record with the places in its sources, as a part of the data set."""
    sources = "; ".join(f"{row['source']}, {row['where']}" for row in record.sources.to_dict("records"))
    said = f" Sources: {sources}." if sources else ""
    return f"Record {record.identity}, {record.title}.{said} In: {plain_citation(cited)}"
