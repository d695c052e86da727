"""The schema is complete: every column and every word says what it means, and the columns are those agreed on."""

import re

import pandas as pd
import pandera.pandas as pa
import pytest

from components.dataset.load import typed
from components.dataset.schema import TABLES, VOCABULARIES, ColumnSpec, bounds, checks, frame_schema

COLUMNS = {
    "sources": (
        "source_id, title, publisher, publisher_basis, published_on, published_basis, kind, language, url, "
        "document, collection, reliability, note"
    ),
    "clashes_per_year": (
        "count_id, counterpart_id, area, period_start, period_end, clashes, unit, series, claimant, "
        "claimant_side, coverage, standing, source_ids, locators, note"
    ),
    "attacks": (
        "attack_id, date_start, date_end, date_precision, date_basis, event_type, actor_id, actor_note, "
        "target, place_id, place_as_written, part_of, events_low, events_high, counted, killed_low, "
        "killed_high, injured_low, injured_high, civilians_killed_low, civilians_killed_high, "
        "civilians_injured_low, civilians_injured_high, military_killed_low, military_killed_high, "
        "military_injured_low, military_injured_high, kia_killed_low, kia_killed_high, kia_injured_low, "
        "kia_injured_high, displaced_low, displaced_high, outcome, claim_basis, victims, civilian_harm, "
        "summary, source_ids, locators, note"
    ),
    "claims": (
        "claim_id, record_id, measure, qualifier, value_low, value_high, statement, claimant, claimant_side, "
        "source_id, locator, note"
    ),
    "meetings": (
        "meeting_id, number, status, date_start, date_end, date_precision, date_basis, format, place_id, "
        "place_as_written, kio_side, other_side, other_side_ids, counterpart, third_parties, declined_by, outcome, summary, "
        "source_ids, locators, note"
    ),
    "milestones": (
        "milestone_id, date_start, date_end, date_precision, date_basis, kind, organisations, weight, label, "
        "summary, source_ids, locators, note"
    ),
    "figures": (
        "figure_id, topic, show, measure, area, period_start, period_end, qualifier, value_low, value_high, "
        "unit, claimant, claimant_side, source_ids, locators, note"
    ),
    "organisations": ("organisation_id, name, abbreviation, aliases, side, note"),
    "places": (
        "place_id, name, name_my, aliases, kind, township, township_pcode, district, state, country, "
        "latitude, longitude, precision, radius_km, sensitive, coordinate_source, note"
    ),
    "disputes": (
        "dispute_id, topic, kind, weight, question, reading_a, reading_b, how_handled, record_ids, source_ids, locators"
    ),
    "control": ("control_id, place_id, from_date, date_precision, holder, how, record_ids, source_ids, locators, note"),
    "ucdp_by_year": (
        "ucdp_id, year, area, fatal_events, deaths_low, deaths_best, deaths_high, deaths_civilians, "
        "deaths_government, deaths_kio, source_ids, locators, note"
    ),
    "core_readings": ("reading_id, table, record_id, column, core_value, note"),
    "distinct_pairs": ("pair_id, id_one, id_two, why, note"),
}
EVERY_COLUMN = [
    pytest.param(column, id=f"{spec.name}.{column.name}") for spec in TABLES.values() for column in spec.columns.values()
]


def test_the_fourteen_tables_are_there() -> None:
    assert list(TABLES) == list(COLUMNS)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_agreed_columns_in_order(name: str) -> None:
    assert list(TABLES[name].columns) == COLUMNS[name].split(", ")


@pytest.mark.parametrize("name", TABLES)
def test_a_table_begins_with_its_id(name: str) -> None:
    key = TABLES[name].columns[TABLES[name].key]
    assert (key.required, key.unique) == (True, True)
    assert key.pattern


@pytest.mark.parametrize("column", EVERY_COLUMN)
def test_a_column_has_a_heading_and_a_meaning_in_one_sentence(column: ColumnSpec) -> None:
    assert column.label[0].isupper()
    assert column.meaning.endswith(".")
    assert column.meaning.count(". ") == 0


@pytest.mark.parametrize("column", EVERY_COLUMN)
def test_a_column_refers_only_to_tables_and_words_that_exist(column: ColumnSpec) -> None:
    assert set(column.refers_to) <= set(TABLES)
    assert column.vocabulary in {"", *VOCABULARIES}


@pytest.mark.parametrize("column", EVERY_COLUMN)
def test_a_pattern_comes_with_an_example_of_it(column: ColumnSpec) -> None:
    assert bool(column.pattern) == bool(column.example)
    assert re.fullmatch(column.pattern, column.example)


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_vocabulary_is_used_and_each_word_has_its_own_meaning(name: str) -> None:
    assert name in {column.vocabulary for spec in TABLES.values() for column in spec.columns.values()}
    meanings = list(VOCABULARIES[name].values())
    assert all(meanings)
    assert len(set(meanings)) == len(meanings)


@pytest.mark.parametrize("name", TABLES)
def test_the_pandera_schema_is_strict_and_carries_type_emptiness_and_meaning(name: str) -> None:
    schema = frame_schema(name)
    assert (schema.strict, schema.ordered) == (True, True)
    assert list(schema.columns) == list(TABLES[name].columns)
    for column in TABLES[name].columns.values():
        made = schema.columns[column.name]
        assert (made.nullable, made.description) == (not column.required, column.meaning)


@pytest.mark.parametrize("name", TABLES)
def test_the_pandera_schema_accepts_the_loaded_types_only(name: str) -> None:
    frame, _ = typed(TABLES[name], [])
    assert frame_schema(name).validate(frame).empty
    with pytest.raises(pa.errors.SchemaErrors) as caught:
        frame_schema(name).validate(frame.astype(object), lazy=True)
    assert len(caught.value.schema_errors) == len(TABLES[name].columns)


def test_the_pandera_schema_refuses_a_column_too_many() -> None:
    frame, _ = typed(TABLES["organisations"], [["kio_kia", "KIO", "", "", "KIO/KIA", ""]])
    assert len(frame_schema("organisations").validate(frame)) == 1
    with pytest.raises(pa.errors.SchemaErrors, match="extra"):
        frame_schema("organisations").validate(frame.assign(extra=1))


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        (ColumnSpec("n", "N", "", "whole", minimum=1), 0, "must be 1 or more"),
        (ColumnSpec("n", "N", "", "decimal", minimum=5, maximum=35, unit="degrees"), 36.0, "between 5 and 35 degrees"),
        (ColumnSpec("n", "N", "", "decimal", above=0, unit="kilometres"), 0.0, "must be more than 0 kilometres"),
    ],
)
def test_a_bound_is_checked_and_told_in_the_same_words(column: ColumnSpec, value: float, rule: str) -> None:
    assert rule in bounds(column)
    schema = pa.DataFrameSchema({"n": pa.Column(column.dtype, checks(column))})
    with pytest.raises(pa.errors.SchemaErrors) as caught:
        schema.validate(pd.DataFrame({"n": pd.array([value], dtype=column.dtype)}), lazy=True)
    assert list(caught.value.failure_cases["check"]) == [bounds(column)]
