"""Under core evidence the data are what the five documents alone gave, whatever other sources have added since."""

from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Any

import pandas as pd
import pytest

from components.dataset.evidence import EVIDENCE, of_evidence
from components.dataset.load import Dataset, file_of, load
from components.dataset.row_rules import split
from components.dataset.schema import COUNTED_RECORDS, TABLES
from components.dataset.table_rules import Table, broken_rules
from components.text.wording import plain_text
from tests.records import record

# SHA-256 of each table as the five documents alone give it, before anything else was added. The columns that came later
# (unit, series) are left out of the text. A correction of a core record changes its table here, and the CHANGELOG says why.
CORE_TEXT = {
    "sources": "f7c878bd03cb96a999df280c28f831e1a3a92ec75ff05b196c550d51d187184b",
    "clashes_per_year": "ca46af21ab43542838e6720a82f473f7193a001fa88fe5445d9c12377810624c",
    "attacks": "c892bb243c5b6a104cb94da761e99f4a67d3ceadb39fdc0c55ea7703f7360104",
    "claims": "9d03f6b15a5271710c9297de6c1c92c089d996117aba49cfb57ace5ed4896f6c",
    "meetings": "001535c1788b3712ddd72e7e64d5bd8d06460d62c4d446ede240b35b5436fbfe",
    "milestones": "4428cc876c6e875d24c99c1f298807fd89c60bddfc77c26d90823198f24a0ba7",
    "figures": "53cf96bb4932cd980ee65aa31800227ed811383c8d7b4a64104790c2704648cc",
    "organisations": "7dc668de28783452a1a85cf402454f94d7b848133a8b7872f509da95f3df4e53",
    "places": "2a76c3938f91bbf096cf576211e3a824e9d5d8794d2f992cd8914292376c0633",
    "disputes": "97eb480c3acef81649f13066a85595e6b4f5ffbba1f2af98616cdfcaa54e66ea",
}
HARMED = [
    f"{who}_{harm}_{end}"
    for who in ("civilians", "military", "kia")
    for harm in ("killed", "injured")
    for end in ("low", "high")
]
ADDED_LATER = {
    "clashes_per_year": ["unit", "series"],
    "attacks": [*HARMED, "displaced_low", "displaced_high", "outcome", "claim_basis"],
    "meetings": ["other_side_ids", "counterpart"],
    "milestones": ["weight", "label"],
    "figures": ["show", "measure"],
    "disputes": ["kind", "weight"],
}
LOCATOR = "opening text"


@pytest.fixture(scope="module")
def everything() -> Dataset:
    return load()


def csv_text(table: pd.DataFrame) -> str:
    """The table as its file in the data folder is written."""
    return file_of(table).decode()


@cache
def core_files() -> dict[str, bytes]:
    """The files of the data folder as the five documents alone would fill them."""
    core = of_evidence(load(), "core")
    return {spec.file: csv_text(core.table(name)).encode() for name, spec in TABLES.items()}


def with_rows(everything: Dataset, name: str, *rows: dict[str, Any]) -> Dataset:
    """The data with rows added below a table."""
    frame = everything.table(name)
    added = pd.DataFrame(list(rows), columns=frame.columns).astype(frame.dtypes.to_dict())
    tables: dict[str, Any] = {name: pd.concat([frame, added], ignore_index=True)}
    return replace(everything, **tables)


def with_cells(everything: Dataset, name: str, identity: str, **cells: object) -> Dataset:
    """The data with some cells of one row changed."""
    frame = everything.table(name).copy()
    row = frame[TABLES[name].key] == identity
    for column, value in cells.items():
        frame.loc[row, column] = value
    tables: dict[str, Any] = {name: frame}
    return replace(everything, **tables)


@pytest.fixture(scope="module")
def extended(everything: Dataset) -> Dataset:
    """The core data with an invented source, and all that it may bring with it."""
    data = of_evidence(everything, "core")
    source = {"source_id": "d990", "title": "An invented report", "publisher": "The Example", "publisher_basis": "stated"}
    source |= {"published_on": pd.Timestamp("2025-01-02"), "published_basis": "stated", "kind": "news report"}
    source |= {"language": "en", "url": "https://example.org/a", "collection": "extended", "reliability": "F"}
    data = with_rows(data, "sources", source)
    data = with_rows(data, "organisations", {"organisation_id": "invented", "name": "Invented Front", "side": "anti-junta"})
    laiza = data.places[data.places["place_id"] == "laiza"].to_dict("records")[0]
    data = with_rows(data, "places", laiza | {"place_id": "new_village", "name": "New Village", "aliases": None})
    strike = data.attacks[data.attacks["attack_id"] == "A022"].to_dict("records")[0]
    own = {"attack_id": "A990", "place_id": "new_village", "actor_id": "invented", "source_ids": "d990", "locators": LOCATOR}
    data = with_rows(data, "attacks", strike | own)
    more = {"source_ids": f"{strike['source_ids']};d990", "locators": f"{strike['locators']};{LOCATOR}", "killed_low": 28}
    data = with_cells(data, "attacks", "A022", **more, place_id="new_village")
    claim = data.claims.to_dict("records")[0]
    data = with_rows(
        data,
        "claims",
        claim | {"claim_id": "C990", "record_id": "A022", "source_id": "d990", "locator": LOCATOR},
        claim | {"claim_id": "C991", "record_id": "A990", "source_id": "d990", "locator": LOCATOR},
        claim | {"claim_id": "C992", "record_id": "A022"},
    )
    dispute = data.disputes.to_dict("records")[0]
    data = with_rows(data, "disputes", dispute | {"dispute_id": "D990", "source_ids": "d990", "locators": LOCATOR})
    data = with_cells(data, "disputes", "D001", record_ids=f"{dispute['record_ids']};A990")
    data = with_rows(data, "distinct_pairs", {"pair_id": "P990", "id_one": "A022", "id_two": "A990", "why": "Invented."})
    killed, place = plain_text(strike["killed_low"]), strike["place_id"]
    return with_rows(
        data,
        "core_readings",
        {"reading_id": "R990", "table": "attacks", "record_id": "A022", "column": "killed_low", "core_value": killed},
        {"reading_id": "R991", "table": "attacks", "record_id": "A022", "column": "place_id", "core_value": place},
        {"reading_id": "R992", "table": "claims", "record_id": "C992", "column": "claim_id", "core_value": None},
    )


@pytest.mark.parametrize("name", CORE_TEXT)
def test_under_core_every_table_is_what_the_five_documents_gave(name: str, everything: Dataset) -> None:
    table = of_evidence(everything, "core").table(name)
    text = csv_text(table.drop(columns=ADDED_LATER.get(name, [])))
    assert sha256(text.encode()).hexdigest() == CORE_TEXT[name]


def test_the_core_counts_have_their_unit_and_series(everything: Dataset) -> None:
    counts = of_evidence(everything, "core").clashes_per_year
    assert set(counts["unit"]) == {"clash"}
    assert counts.groupby("series")["count_id"].agg(" ".join).to_dict() == {
        "profile_kio_2012": "K01",
        "profile_government_2012": "K02",
        "claimant_not_stated": "K03 K04 K05 K06 K07 K08",
        "claimant_not_stated_sna": "K09",
    }


@pytest.mark.parametrize("evidence", EVIDENCE)
def test_the_rules_hold_for_either_evidence(everything: Dataset, evidence: Any) -> None:
    data = of_evidence(everything, evidence)
    tables = {name: Table.of(spec, data.table(name)) for name, spec in TABLES.items()}
    assert [str(fault) for fault in broken_rules(tables, None)] == []


def test_all_is_the_data_as_they_are(everything: Dataset, extended: Dataset) -> None:
    assert of_evidence(everything, "all") is everything
    assert of_evidence(extended, "all") is extended


@pytest.mark.parametrize("name", TABLES)
def test_what_an_invented_source_brings_is_gone_under_core(name: str, everything: Dataset, extended: Dataset) -> None:
    core = of_evidence(everything, "core")
    assert csv_text(of_evidence(extended, "core").table(name)) == csv_text(core.table(name))
    assert {column: str(dtype) for column, dtype in of_evidence(extended, "core").table(name).dtypes.items()} == {
        column: str(dtype) for column, dtype in core.table(name).dtypes.items()
    }


def test_under_all_the_invented_source_is_there(extended: Dataset) -> None:
    assert record(extended, "A022")[1]["killed_low"] == 28
    held, core = (sum(len(one.table(name)) for name in COUNTED_RECORDS) for one in (extended, of_evidence(extended, "core")))
    assert held == core + 1


def test_each_evidence_has_a_fingerprint_of_its_own(everything: Dataset) -> None:
    core, whole = of_evidence(everything, "core"), of_evidence(everything, "all")
    assert core.fingerprint != whole.fingerprint
    assert len(core.fingerprint) == len(whole.fingerprint) == 64


def test_no_extended_source_is_named_anywhere_under_core(everything: Dataset) -> None:
    core = of_evidence(everything, "core")
    known = set(core.sources["source_id"])
    for name, spec in TABLES.items():
        for column in ("source_ids", "source_id"):
            if column in spec.columns:
                assert {source for cell in core.table(name)[column] for source in split(cell)} <= known


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_written_as_its_file_lies_in_the_data_folder(name: str, everything: Dataset) -> None:
    assert file_of(everything.table(name)) == everything.files[name]


@pytest.mark.parametrize("name", TABLES)
def test_the_files_of_core_are_written_from_its_tables(name: str, extended: Dataset) -> None:
    core = of_evidence(extended, "core")
    assert core.files[name] == file_of(core.table(name))
    assert b"extended" not in core.files[name]
    assert b"Text as collected" not in core.files[name]
