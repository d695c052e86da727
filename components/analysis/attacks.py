"""Attack records made into small tidy tables: events over time, harm, what can be mapped, and words for dates and places."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.dataset.kept import kept
from components.dataset.load import Dataset
from components.dataset.sources import citation
from components.text.wording import date_words, plain_text, range_words

EVENT_COLUMNS = {
    "attack_id": "str",
    "event_type": "str",
    "date": "str",
    "start": "datetime64[ns]",
    "end": "datetime64[ns]",
    "date_precision": "str",
    "kind": "str",
    "events": "str",
    "events_low": "Int64",
    "events_high": "Int64",
    "named_parts": "Int64",
    "what": "str",
    "sources": "str",
}
HARM_COLUMNS = {
    "attack_id": "str",
    "label": "str",
    "measure": "str",
    "kind": "str",
    "low": "Int64",
    "high": "Int64",
    "number": "str",
    "claimant": "str",
    "claimant_side": "str",
    "counted": "str",
    "sources": "str",
}
EVENT, AGGREGATE = "event", "aggregated figure"
MEASURES = ("killed", "injured")
MOST_HARMED = 12  # so many records the harm chart draws


def counted(attacks: pd.DataFrame) -> pd.DataFrame:
    """The records that enter counts: no context and no parts of a larger record."""
    return attacks[attacks["counted"] == "yes"]


def parts(attacks: pd.DataFrame) -> pd.DataFrame:
    """The records that are part of a larger one, which is counted in their stead."""
    return attacks[attacks["part_of"].notna()]


def context(attacks: pd.DataFrame) -> pd.DataFrame:
    """The records kept as context: build-ups, accusations, loose or national remarks; they enter no count."""
    return attacks[(attacks["counted"] == "no") & attacks["part_of"].isna()]


def events_over_time(
    attacks: pd.DataFrame, documents: Mapping[str, str], *, everything: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row per counted and dated record with the span it lies in, oldest first.

    A record of one event, or of one at least, is an event; any other is an aggregated figure. Its parts are looked for in
    `everything`, since a filter that keeps the operation may leave its parts out.
    """
    known = parts(attacks if everything is None else everything)["part_of"].value_counts()
    rows = []
    for row in counted(attacks).dropna(subset=["date_start"]).to_dict("records"):
        high = row["events_high"]
        one = bool(pd.notna(row["events_low"]) and row["events_low"] == 1 and (pd.isna(high) or high == 1))
        rows.append(
            row
            | {
                "date": date_words(row),
                "start": row["date_start"],
                "end": row["date_end"],
                "kind": EVENT if one else AGGREGATE,
                "events": range_words(row["events_low"], row["events_high"]),
                "named_parts": known.get(row["attack_id"], 0),
                "what": row["summary"],
                "sources": citation(row["source_ids"], row["locators"], documents),
            }
        )
    table = pd.DataFrame(rows, columns=list(EVENT_COLUMNS)).astype(EVENT_COLUMNS)
    return table.sort_values(["start", "end", "attack_id"], ignore_index=True)


def harm_ranges(
    attacks: pd.DataFrame, claims: pd.DataFrame, places: pd.DataFrame, documents: Mapping[str, str]
) -> pd.DataFrame:
    """Killed and injured of each record that states a number, low to high, and each claim on them as a row of its own.

    An empty high with a low is an open upper bound. Records without any number have no row; nothing is added up.
    """
    claimed: dict[str, list[dict[Any, Any]]] = {}
    for claim in claims[claims["value_low"].notna()].to_dict("records"):
        claimed.setdefault(claim["record_id"], []).append(claim)
    stated = attacks.dropna(subset=[f"{measure}_{end}" for measure in MEASURES for end in ("low", "high")], how="all")
    names = dict(zip(places["place_id"], places["name"], strict=True))
    rows: list[dict[str, Any]] = []
    for record in stated.sort_values(["date_start", "attack_id"]).to_dict("records"):
        label = f"{names.get(record['place_id'], 'place not stated')}, {date_words(record)}"
        about_it = claimed.get(record["attack_id"], [])
        for measure in MEASURES:
            low, high = record[f"{measure}_low"], record[f"{measure}_high"]
            if pd.isna(low) and pd.isna(high):
                continue
            said = [claim for claim in about_it if claim["measure"] == measure]
            common = {"attack_id": record["attack_id"], "label": label, "measure": measure, "counted": record["counted"]}
            about = bool(said) and all(claim["qualifier"] == "about" for claim in said)
            number = range_words(low, high, about=about)
            cited = citation(record["source_ids"], record["locators"], documents)
            rows.append(common | {"kind": "record", "low": low, "high": high, "number": number, "sources": cited})
            rows += [common | _claim_row(claim, documents) for claim in said]
    return pd.DataFrame(rows, columns=list(HARM_COLUMNS)).astype(HARM_COLUMNS)


def most_harmed(harm: pd.DataFrame, number: int = MOST_HARMED) -> pd.DataFrame:
    """The rows of a `harm_ranges` table about the counted records with the most killed, then injured, in the order they had.

    A record stands by its lower bound, or by the upper one where only that is stated; what is not stated comes last. Records
    that are not counted are left out: most sum up months that hold other records, or are leads of low confidence.
    """
    harm = counted(harm)
    own = harm[harm["kind"] == "record"]
    stands = {
        (row["attack_id"], row["measure"]): row["high"] if pd.isna(row["low"]) else row["low"] for row in own.to_dict("records")
    }
    order = sorted(dict.fromkeys(own["attack_id"]), key=lambda one: [-stands.get((one, measure), -1) for measure in MEASURES])
    return harm[harm["attack_id"].isin(order[:number])].reset_index(drop=True)


@kept
def located(attacks: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The records that have a place with coordinates, with those of the place; a sensitive place is rounded to 0.01 degrees."""
    wanted = ["place_id", "name", "name_my", "township", "latitude", "longitude", "precision", "radius_km", "sensitive"]
    table = attacks.merge(safe_places(places)[wanted], on="place_id", how="inner", validate="many_to_one")
    return table.dropna(subset=["latitude", "longitude"]).reset_index(drop=True)


def mapped_table(mapped: pd.DataFrame, documents: Mapping[str, str]) -> pd.DataFrame:
    """The records as a map draws them, from `located`: where each stands, in degrees, and how precisely, in kilometres."""
    rows = mapped.to_dict("records")
    return pd.DataFrame(
        {
            "attack_id": mapped["attack_id"],
            "date": [date_words(row) for row in rows],
            "event_type": mapped["event_type"],
            "counted": mapped["counted"],
            "place": mapped["name"],
            "township": mapped["township"],
            "latitude": mapped["latitude"],
            "longitude": mapped["longitude"],
            "precision": mapped["precision"],
            "radius_km": mapped["radius_km"],
            "sources": [citation(row["source_ids"], row["locators"], documents) for row in rows],
        }
    )


@kept
def unlocated(attacks: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The records that cannot be mapped, each with its words for the place and why it has no point."""
    mapped = set(located(attacks, places)["attack_id"])
    rows = attacks[~attacks["attack_id"].isin(mapped)]
    return pd.DataFrame(
        {
            "attack_id": rows["attack_id"],
            "date": [date_words(row) for row in rows.to_dict("records")],
            "event_type": rows["event_type"],
            "place_as_written": rows["place_as_written"],
            "why": [_why_unmapped(row) for row in rows.to_dict("records")],
            "summary": rows["summary"],
        }
    ).reset_index(drop=True)


def safe_places(places: pd.DataFrame) -> pd.DataFrame:
    """The places with the coordinates of those that shelter civilians rounded to 0.01 degrees, about one kilometre."""
    sensitive = places["sensitive"] == "yes"
    rounded = {name: places[name].where(~sensitive, places[name].round(2)) for name in ("latitude", "longitude")}
    return places.assign(**rounded)


@kept
def attack_table(attacks: pd.DataFrame, everything: Dataset, documents: Mapping[str, str]) -> pd.DataFrame:
    """The attack records as a reader sees them in a table: names for ids, numbers with their bounds in words."""
    organisations = dict(zip(everything.organisations["organisation_id"], everything.organisations["name"], strict=True))
    names = everything.places.set_index("place_id")["name"].to_dict()
    townships = everything.places.set_index("place_id")["township"].to_dict()
    about = only_about(everything.claims)
    rows = [
        {
            "attack_id": row["attack_id"],
            "date": date_words(row),
            "event_type": row["event_type"],
            "place": names.get(row["place_id"]),
            "township": townships.get(row["place_id"]),
            "actor": organisations.get(row["actor_id"]),
            "target": row["target"],
            "events": range_words(row["events_low"], row["events_high"]),
            "killed": range_words(row["killed_low"], row["killed_high"], about=(row["attack_id"], "killed") in about),
            "injured": range_words(row["injured_low"], row["injured_high"], about=(row["attack_id"], "injured") in about),
            "counted": row["counted"],
            "part_of": row["part_of"],
            "summary": row["summary"],
            "sources": citation(row["source_ids"], row["locators"], documents),
        }
        for row in attacks.to_dict("records")
    ]
    columns = ["attack_id", "date", "event_type", "place", "township", "actor", "target", "events", "killed", "injured"]
    return pd.DataFrame(rows, columns=[*columns, "counted", "part_of", "summary", "sources"]).astype("str")


def only_about(claims: pd.DataFrame) -> set[tuple[str, str]]:
    """The records and measures, such as (A017, injured), for which every claim with a number says about."""
    numbers = claims.dropna(subset=["value_low"])
    vague = (numbers["qualifier"] == "about").groupby([numbers["record_id"], numbers["measure"]]).all()
    return {(str(record), str(measure)) for record, measure in vague.index[vague]}


def with_about(attacks: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The records with a column for each measure that says whether its number is an about."""
    about = only_about(claims)
    said = {f"about_{measure}": [(one, measure) in about for one in attacks["attack_id"]] for measure in MEASURES}
    return attacks.assign(**said)


def _claim_row(claim: Mapping[Any, Any], documents: Mapping[str, str]) -> dict[str, Any]:
    low, high = claim["value_low"], claim["value_high"]
    return {
        "kind": "claim",
        "low": low,
        "high": high,
        "number": range_words(low, high, about=claim["qualifier"] == "about"),
        "claimant": claim["claimant"],
        "claimant_side": claim["claimant_side"],
        "sources": citation(claim["source_id"], claim["locator"], documents),
    }


def _why_unmapped(row: Mapping[Any, Any]) -> str:
    if pd.notna(row["place_id"]):
        return "the place has no coordinates"
    if row["event_type"] == "infrastructure attack" and "road" in plain_text(row["place_as_written"]):
        return "a line (railway or road), not a point"
    return "place not stated" if pd.isna(row["place_as_written"]) else "no single place"
