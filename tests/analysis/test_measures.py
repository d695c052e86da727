"""Counts, gaps, rates and changes, and the sentences made of them."""

from typing import Any

import pandas as pd
import pytest

from components.analysis.clashes import (
    CLASH_COLUMNS,
    NO_COUNT,
    clashes_apart,
    clashes_per_year,
    clashes_with,
    gap_runs,
    years_on_record,
)
from components.analysis.findings import apart_sentence, clashes_finding
from components.analysis.overview import clash_figures, key_figures
from components.dataset.evidence import of_evidence
from components.dataset.load import Dataset, load
from components.dataset.sources import citation, document_names, source_titles
from components.filters.choice import Selection
from components.text.wording import months_covered, period_words, runs_words


@pytest.fixture(scope="module")
def everything() -> Dataset:
    return of_evidence(load(), "core")


@pytest.fixture
def counts(everything: Dataset) -> pd.DataFrame:
    return clashes_with(everything.clashes_per_year)


def drawn(everything: Dataset, first: int, last: int) -> pd.DataFrame:
    return clashes_per_year(clashes_with(everything.clashes_per_year), source_titles(everything.sources), years=(first, last))


def row(table: pd.DataFrame, count_id: str) -> dict[Any, Any]:
    return table[table["count_id"] == count_id].to_dict("records")[0]


def test_2012_holds_both_claims_side_by_side(everything: Dataset) -> None:
    table = drawn(everything, 2012, 2012)
    assert dict(zip(table["claimant"], table["clashes"], strict=True)) == {"KIO": 2400, "Government of Myanmar": 1095}


def test_a_year_without_a_source_is_a_gap_and_not_a_zero(everything: Dataset) -> None:
    table = drawn(everything, 2012, 2019)
    gap = table[table["coverage"] == NO_COUNT]
    assert list(gap["year"]) == [2013, 2014, 2015, 2016, 2017, 2018]
    assert gap[["clashes", "clashes_per_month", "source", "locator"]].isna().all(axis=None)
    assert gap_runs(table) == [(2013, 2018)]


def test_gap_runs_are_told_in_words(everything: Dataset) -> None:
    assert runs_words(gap_runs(drawn(everything, 2011, 2024))) == "2011, 2013 to 2018 and 2024"


def test_a_reported_zero_stays_a_zero(counts: pd.DataFrame, everything: Dataset) -> None:
    none_reported = counts.assign(clashes=counts["clashes"].where(counts["count_id"] != "K04", 0))
    table = clashes_per_year(none_reported, source_titles(everything.sources), years=(2020, 2020))
    assert list(table["clashes"]) == [0]
    assert gap_runs(table) == []


def test_2022_is_90_with_the_superseded_17_after_it(everything: Dataset) -> None:
    table = drawn(everything, 2022, 2022)
    assert list(table["clashes"]) == [90, 17]
    assert list(table["standing"]) == ["current", "superseded"]


def test_rates_are_clashes_per_month_covered(everything: Dataset) -> None:
    table = drawn(everything, 2011, 2024)
    assert row(table, "K01")["clashes_per_month"] == 200.0
    assert row(table, "K04")["clashes_per_month"] == 0.6
    assert (row(table, "K07")["months_covered"], row(table, "K07")["clashes_per_month"]) == (3.0, 12.7)


def test_change_stands_only_between_full_years_of_the_same_claimant(everything: Dataset) -> None:
    table = drawn(everything, 2011, 2024)
    known = table.dropna(subset="change_on_year_before")
    assert dict(zip(known["year"], known["change_on_year_before"], strict=True)) == {2020: -6, 2021: 131, 2022: -48}


def test_a_change_is_not_given_against_a_year_that_is_not_shown(everything: Dataset) -> None:
    assert drawn(everything, 2020, 2020)["change_on_year_before"].isna().all()


def test_the_clash_with_the_sna_is_in_no_drawn_table(everything: Dataset) -> None:
    assert "K09" not in set(drawn(everything, 2011, 2024)["count_id"])
    assert list(clashes_apart(everything.clashes_per_year)["count_id"]) == ["K09"]


def test_every_drawn_number_has_its_source_and_locator(everything: Dataset) -> None:
    table = drawn(everything, 2011, 2024).dropna(subset="clashes")
    assert table[["source", "locator"]].notna().all(axis=None)


def test_the_table_has_its_types_even_when_it_is_all_gaps(everything: Dataset) -> None:
    table = drawn(everything, 2013, 2014)
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == CLASH_COLUMNS


def test_the_range_of_years_spans_counts_attacks_and_meetings(everything: Dataset) -> None:
    assert years_on_record(everything.clashes_per_year, everything.attacks, everything.meetings) == (2011, 2024)


@pytest.mark.parametrize(
    ("start", "end", "months", "words"),
    [
        ("2022-01-01", "2022-12-31", 12, "2022"),
        ("2023-01-01", "2023-03-31", 3, "Jan-Mar 2023"),
        ("2024-02-01", "2024-02-29", 1, "Feb 2024"),
        ("2023-01-15", "2023-02-14", 1.02, "2023-01-15 to 2023-02-14"),
    ],
)
def test_periods_have_a_length_in_months_and_words(start: str, end: str, months: float, words: str) -> None:
    span = pd.Timestamp(start), pd.Timestamp(end)
    assert months_covered(*span) == months
    assert period_words(*span) == words


def test_a_citation_names_each_document_once_and_each_place_once() -> None:
    documents = {"d001": "document 001", "d002": "document 002"}
    cited = citation("d002;d001;d002;d002", "line 1;para 2;line 2;line 1", documents)
    assert cited == "document 002 (line 1; line 2), document 001 (para 2)"


@pytest.mark.parametrize(
    ("years", "title"),
    [
        ((2011, 2024), "2,400 or 1,095 clashes in 2012, 7 to 138 clashes a year in 2019 to 2022"),
        ((2019, 2019), "13 clashes in 2019"),
        ((2012, 2012), "2,400 or 1,095 clashes in 2012"),
        ((2013, 2018), "No count of clashes in these sources for 2013 to 2018"),
        ((2023, 2023), "38 clashes in Jan-Mar 2023 only"),
        ((2022, 2023), "90 clashes in 2022"),
    ],
)
def test_the_title_states_the_finding_of_the_choice(everything: Dataset, years: tuple[int, int], title: str) -> None:
    assert clashes_finding(drawn(everything, *years), per_month=False).title == title


def test_the_finding_of_all_years_names_claims_part_year_and_gaps(everything: Dataset) -> None:
    assert clashes_finding(drawn(everything, 2011, 2024), per_month=False).sentence == (
        "For 2012 the claims differ: 2,400 (KIO) or 1,095 (Government of Myanmar) clashes. The full-year counts of 2019 to "
        "2022 (claimant not stated) run from 7 clashes in 2020 to 138 in 2021. Not comparable with a full year: 38 clashes in "
        "Jan-Mar 2023 only. There is no count in these sources for 2011, 2013 to 2018 and 2024, which does not mean no clashes."
    )


def test_the_superseded_count_enters_no_finding(everything: Dataset) -> None:
    assert "17" not in clashes_finding(drawn(everything, 2022, 2022), per_month=False).sentence


def test_a_finding_per_month_uses_the_rates(everything: Dataset) -> None:
    finding = clashes_finding(drawn(everything, 2022, 2023), per_month=True)
    assert finding.title == "7.5 clashes a month in 2022"
    assert "12.7 clashes a month in Jan-Mar 2023 only" in finding.sentence


def test_the_clash_kept_apart_has_its_own_sentence_with_its_source(everything: Dataset) -> None:
    apart = clashes_apart(everything.clashes_per_year)
    documents = document_names(everything.sources)
    said = apart_sentence(apart, everything.organisations, documents, total=1)
    assert said.startswith(
        "1 clash with Shanni Nationalities Army in 2022 (claimant not stated; document 002 (Summary, para 8))"
    )
    none = apart_sentence(apart.head(0), everything.organisations, documents, total=1)
    assert none.startswith("Showing 0 of 1 such counts")


def test_key_figures_carry_caveat_and_source(everything: Dataset) -> None:
    figures = key_figures(everything, Selection())
    assert [figure.value for figure in figures[:3]] == ["90", "2,400 or 1,095", "38"]
    assert all(figure.note and "document 00" in figure.source for figure in figures)
    assert figures[-1].value == str(len(everything.disputes))


def test_a_key_figure_without_a_count_in_the_years_is_left_out_and_not_zero(counts: pd.DataFrame) -> None:
    assert clash_figures(Selection(years=(2013, 2018)).of(counts), {"d002": "document 002"}) == []


def test_undated_records_count_only_when_no_years_are_chosen(everything: Dataset) -> None:
    held = everything.meetings[everything.meetings["status"] == "held"]
    in_2013 = held[held["date_start"].dt.year == 2013]
    figures = {figure.label: figure for figure in key_figures(everything, Selection(years=(2013, 2013)))}
    meetings = figures["Meetings held, on record"]
    assert meetings.value == str(len(in_2013))
    assert "which no year can claim" in meetings.note
