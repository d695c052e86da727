"""What a choice keeps of each table, and what the Data page says about it."""

from dataclasses import replace

import pandas as pd
import pytest

from components.analysis.data_findings import data_finding, table_words
from components.analysis.limits import limit_records, limits, limits_table, years_without_a_count
from components.analysis.tables import (
    RECORDS,
    Kept,
    chosen_words,
    contributions,
    disputes_about,
    kept_tables,
    national,
    used,
)
from components.dataset.evidence import EVIDENCE, of_evidence
from components.dataset.load import Dataset, load, split
from components.dataset.schema import TABLES
from components.filters.choice import Choice, Selection
from components.filters.options import options

EVERYTHING = load()
CORE = of_evidence(EVERYTHING, "core")
OPTIONS = options(EVERYTHING)
EMPTY_TOWNSHIP = next(one.choice for one in OPTIONS["township"] if one.choice.name == "Chipwi")
WHOLE = Selection()


def tables(choice: Selection = WHOLE, everything: Dataset = EVERYTHING) -> dict[str, Kept]:
    return kept_tables(choice, everything)


def finding(choice: Selection, everything: Dataset = EVERYTHING) -> str:
    kept = tables(choice, everything)
    return data_finding(choice, kept, len(disputes_about(choice, everything, kept)))


@pytest.mark.parametrize("name", TABLES)
def test_without_a_filter_every_table_is_whole(name: str) -> None:
    kept = tables()[name]
    assert not kept.reached
    assert (len(kept.rows), kept.total) == (len(EVERYTHING.table(name)), len(EVERYTHING.table(name)))


@pytest.mark.parametrize(
    ("choice", "reached"),
    [
        (Selection(years=(2012, 2012)), {"clashes_per_year", "attacks", "meetings", "milestones", "figures"}),
        (Selection(townships=(EMPTY_TOWNSHIP,)), {"attacks", "meetings", "places"}),
        (Selection(types=(OPTIONS["type"][0].choice,)), {"attacks"}),
        (Selection(actors=(OPTIONS["actor"][0].choice,)), {"attacks"}),
        (
            Selection(sources=(OPTIONS["source"][0].choice,)),
            set(TABLES) - {"organisations", "places", "core_readings", "distinct_pairs"},
        ),
    ],
)
def test_a_filter_reaches_the_tables_that_have_its_column(choice: Selection, reached: set[str]) -> None:
    assert {name for name, kept in tables(choice).items() if kept.reached} == reached


@pytest.mark.parametrize("name", ["sources", "claims"])
def test_the_source_filter_works_where_a_row_has_one_source_only(name: str) -> None:
    rows = tables(Selection(sources=(Choice("003", ("d003",)),)))[name].rows
    assert set(rows["source_id"]) == {"d003"}
    assert len(rows) == int((EVERYTHING.table(name)["source_id"] == "d003").sum())


def test_the_sentence_without_a_filter_counts_every_table() -> None:
    said = finding(WHOLE)
    records = sum(len(EVERYTHING.table(name)) for name in RECORDS)
    assert f"{records:,} records in 6 tables" in said
    assert f"{len(EVERYTHING.sources)} documents" in said
    assert f"{len(EVERYTHING.disputes)} disputes" in said
    assert f"{len(national(EVERYTHING.figures))} of the {len(EVERYTHING.figures)} figures are national" in said


def test_the_sentence_of_one_year_tells_dated_records_from_undated_ones() -> None:
    choice = Selection(years=(2012, 2012))
    dated = [table for name in RECORDS if name != "claims" for table in [EVERYTHING.table(name)]]
    starts = [table["date_start"] if "date_start" in table else table["period_start"] for table in dated]
    ends = [table["date_end"] if "date_end" in table else table["period_end"] for table in dated]
    both = [(start.fillna(end), end.fillna(start)) for start, end in zip(starts, ends, strict=True)]
    inside = sum(int(((start.dt.year <= 2012) & (end.dt.year >= 2012)).sum()) for start, end in both)
    undated = sum(int(start.isna().sum()) for start, _ in both)
    said = finding(choice)
    assert f"For year 2012: {inside} dated records and {undated} without any date" in said
    assert f"of {sum(len(table) for table in dated)} in 5 tables" in said


def test_a_year_without_data_is_no_zero_of_events() -> None:
    said = finding(Selection(years=(2016, 2016)), CORE)
    assert said.startswith("No record with a date matches year 2016, which does not mean that nothing happened.")
    assert "clash counts 0 of" in said


def test_a_township_without_records_says_so() -> None:
    said = finding(Selection(townships=(EMPTY_TOWNSHIP,)), CORE)
    assert said.startswith("No record matches township Chipwi, which does not mean that nothing happened")
    assert "No dispute touches this choice" in said
    assert "places 1 of" in said


def test_an_impossible_combination_matches_nothing() -> None:
    choice = Selection(townships=(EMPTY_TOWNSHIP,), types=(OPTIONS["type"][0].choice,), actors=(OPTIONS["actor"][0].choice,))
    assert "attacks 0 of" in finding(choice, CORE)
    assert "No record matches" in finding(choice, CORE)


def test_the_words_of_a_table_name_the_filters_that_do_not_work_on_it() -> None:
    choice = Selection(years=(2012, 2012), townships=(EMPTY_TOWNSHIP,))
    kept = tables(choice)
    assert "Filtered by township Chipwi" in table_words(kept["places"], choice)
    assert "Not filtered by years" in table_words(kept["places"], choice)
    assert "no column for years or township" in table_words(kept["organisations"], choice)
    assert "with no place" in table_words(kept["attacks"], choice)
    assert table_words(tables()["attacks"], WHOLE) == f"No filter in use: all {len(EVERYTHING.attacks)} rows."


def test_the_filters_in_use_are_told_without_the_years_nobody_chose() -> None:
    assert chosen_words(WHOLE) == "all years"
    assert chosen_words(Selection(townships=(EMPTY_TOWNSHIP,))) == "township Chipwi"
    assert used(Selection(years=(2012, 2013))) == ("years",)


def test_each_source_has_as_many_rows_as_name_it() -> None:
    table = contributions(EVERYTHING, tables()).set_index("source_id")
    for source in EVERYTHING.sources["source_id"]:
        named = sum(source in split(cell) for cell in EVERYTHING.attacks["source_ids"])
        assert table.loc[source, "attacks"] == named
        assert table.loc[source, "claims"] == int((EVERYTHING.claims["source_id"] == source).sum())
    assert (
        table[["clashes_per_year", "attacks", "meetings", "milestones", "figures", "claims", "disputes"]].sum(axis=1) > 0
    ).all()


def test_the_disputes_of_a_choice_touch_a_row_it_keeps() -> None:
    choice = Selection(townships=(next(one.choice for one in OPTIONS["township"] if one.choice.name == "Momauk"),))
    kept = tables(choice)
    found = disputes_about(choice, EVERYTHING, kept)
    inside = (
        set(kept["attacks"].rows["attack_id"]) | set(kept["meetings"].rows["meeting_id"]) | set(kept["places"].rows["place_id"])
    )
    inside |= set(EVERYTHING.claims.loc[EVERYTHING.claims["record_id"].isin(inside), "claim_id"])
    wanted = [bool(inside & set(split(cell))) for cell in EVERYTHING.disputes["record_ids"]]
    assert 0 < len(found) < len(EVERYTHING.disputes)
    assert list(found["dispute_id"]) == list(EVERYTHING.disputes.loc[wanted, "dispute_id"])


def test_a_chosen_source_keeps_its_own_disputes() -> None:
    choice = Selection(sources=(Choice("003", ("d003",)),))
    found = disputes_about(choice, EVERYTHING, tables(choice))
    assert all("d003" in split(cell) for cell in found["source_ids"])


def test_the_limits_are_counted_and_name_their_records() -> None:
    found = {limit.what: limit for limit in limits(tables(), EVERYTHING)}
    undated = EVERYTHING.attacks[EVERYTHING.attacks["date_start"].isna()]
    assert list(found["Attacks: without a date"].rows["attack_id"]) == list(undated["attack_id"])
    assert list(limit_records(found["Attacks: without a date"])["attack_id"]) == list(undated["attack_id"])
    assert len(found["Figures: national, not for the Kachin area"].rows) == len(national(EVERYTHING.figures))
    table = limits_table(list(found.values()))
    assert (table["rows"] <= table["of"]).all()
    assert (table["rows"] > 0).all()


def test_two_locators_in_one_document_are_still_one_source() -> None:
    row = EVERYTHING.attacks.iloc[[0]].assign(source_ids="d001;d001", locators="para 1;para 2")
    one = replace(EVERYTHING, attacks=row)
    [limit] = [limit for limit in limits(kept_tables(WHOLE, one), one) if limit.what == "Attacks: resting on one document"]
    assert len(limit.rows) == 1


def test_years_without_a_count_are_gaps() -> None:
    core = tables(everything=CORE)
    assert "2013 to 2018" in years_without_a_count(core, CORE, (2011, 2024))
    assert "not a zero" in years_without_a_count(core, CORE, (2016, 2016))
    assert years_without_a_count(core, CORE, (2019, 2022)).startswith("Every year from 2019 to 2022")
    assert years_without_a_count(core, CORE, (2022, 2024)).endswith("Of 2023 only parts are counted.")
    assert "Of 2011, 2018 and 2023 to 2024 only parts" in years_without_a_count(tables(), EVERYTHING, (2011, 2026))


def test_the_evidence_alone_is_no_filter_in_use() -> None:
    for evidence in EVIDENCE.values():
        choice = Selection(evidence=evidence)
        assert used(choice) == ()
        assert not any(kept.reached for kept in tables(choice).values())
        assert len(disputes_about(choice, EVERYTHING, tables(choice))) == len(EVERYTHING.disputes)


def test_no_number_is_left_when_nothing_matches() -> None:
    choice = Selection(sources=(Choice("none", ("d999",)),))
    assert limits(kept_tables(choice, EVERYTHING), EVERYTHING) == []
    assert isinstance(limits_table([]), pd.DataFrame)
