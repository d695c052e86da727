"""The promises of the overview's finding, key figures and tables."""

import pytest

from components.analysis import counts, events, story
from components.dataset.evidence import of_evidence
from components.dataset.load import load
from components.filters.table import resolve
from components.filters.view import Selection, View
from components.text.wording import most

DATA = load()
ALL, CORE = View(DATA), View(of_evidence(DATA, "core"), Selection(evidence="core"))
NOTHING = View(DATA, Selection.of((1975, 1975)))
VIEWS = {
    "all": ALL,
    "core": CORE,
    "year": View(DATA, Selection.of((2018, 2018))),
    "nothing": NOTHING,
    "township": View(DATA, Selection.of(township=resolve(DATA, "township", ["Hpakant"])[0])),
    "family": View(DATA, Selection.of(family=("air",))),
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
def test_a_finding_has_at_most_25_words(view: View) -> None:
    assert 5 <= len(story.finding(view).split()) <= 25


def test_the_finding_names_the_competing_counts_of_2012_with_their_claimants() -> None:
    for number in ("KIO 2,400", "government 1,095"):
        assert number in story.finding(ALL)


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
def test_every_view_has_six_key_figures_and_none_is_a_guess(view: View) -> None:
    figures = {one.key: one.value for one in story.key_figures(view)}
    assert len(figures) == 6
    assert figures["events"] == str(sum(event.counted for event in view.events))
    assert figures["towns"] == str(len(story.towns_taken(view)))


def test_without_a_number_a_key_figure_shows_a_dash_and_not_zero() -> None:
    figures = {one.key: one.value for one in story.key_figures(NOTHING)}
    assert (figures["deadliest"], figures["displaced"], figures["met"]) == ("–", "–", "–")


def test_only_current_counts_of_long_series_with_the_military_stand_in_the_story() -> None:
    assert {one.series for one in story.long_counts(ALL)} == {
        "profile_kio_2012",
        "profile_government_2012",
        "claimant_not_stated",
        "kio_yearly",
    }
    assert {one.standing for one in story.long_counts(ALL)} == {"current"}


def test_years_without_a_count_are_runs_of_years_that_no_series_covers() -> None:
    assert story.years_without_count(ALL) == [(2024, 2026)]
    assert (2013, 2018) in story.years_without_count(CORE)


def test_the_range_of_claims_holds_every_number_that_anyone_states() -> None:
    event = next(event for event in ALL.counted if event.id == "A022")
    number = story.claimed(ALL, event)
    values = [claim.value.low for claim in ALL.records.claims["A022"] if claim.measure == "killed"]
    assert number.low == min(value for value in (*values, event.killed.low) if value is not None)


def test_published_counts_by_year_leave_a_gap_empty_and_star_a_part_of_a_year() -> None:
    table = counts.by_year(View(load())).set_index("year")
    assert list(table.loc[2012, ["KIO", "government", "KIO via ND-Burma"]]) == ["2,400", "1,095", "879"]
    assert table.loc[2023, "claimant not stated"] == "38*"
    assert (table.loc[2024] == "").all()


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        ({2023: 9, 2024: 19, 2025: 1}, "2024, 19"),
        ({2024: 19, 2025: 19}, "2024 and 2025, 19 each"),
        ({"Tanai": 4, "Momauk": 4, "Chipwi": 1, "Hpakant": 4}, "Tanai, Momauk and Hpakant, 4 each"),
        (dict.fromkeys("abcde", 1), "5 alike, 1 each"),
    ],
)
def test_all_who_share_the_first_place_are_named(counted: dict[str | int, int], words: str) -> None:
    assert most(counted) == words


def test_a_shared_rank_says_so_and_only_townships_ahead_of_the_rest_are_said_to_have_most() -> None:
    ranked = [("A", "Ann", 9), ("B", "Bee", 4), ("C", "Cee", 2), ("D", "Dee", 2), ("E", "Eee", 1)]
    assert events.ahead(ranked) == ["Ann", "Bee"]
    assert [events.rank(ranked, one) for one in "ADX"] == ["number 1 of 5", "number 3 (shared) of 5", ""]
