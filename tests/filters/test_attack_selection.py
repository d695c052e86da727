"""What the filters promise, whatever is chosen."""

from itertools import permutations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.attack_findings import left_out_words
from components.dataset.load import load, split
from components.filters.choice import Selection, years_of
from components.filters.options import FILTERS, options, resolve
from components.ui.sidebar import notices, unknown_values

EVERYTHING = load()
OPTIONS = options(EVERYTHING)
YEARS = years_of((EVERYTHING.clashes_per_year, EVERYTHING.attacks, EVERYTHING.meetings))
CHOICES = {field: [option.choice for option in OPTIONS[name]] for name, field in FILTERS.items()}
YEAR = st.integers(*YEARS)
SELECTIONS = st.builds(
    Selection,
    years=st.none() | st.tuples(YEAR, YEAR),
    **{field: st.lists(st.sampled_from(choices), max_size=3).map(tuple) for field, choices in CHOICES.items()},
)


@pytest.mark.parametrize("name", ["attacks", "meetings", "milestones", "figures", "clashes_per_year"])
def test_nothing_chosen_is_everything(name: str) -> None:
    table = EVERYTHING.table(name)
    assert Selection().of(table).equals(table)


@given(SELECTIONS)
@settings(max_examples=60, deadline=None)
def test_a_choice_keeps_a_part_of_the_rows_in_their_order(selection: Selection) -> None:
    kept = selection.of(EVERYTHING.attacks)
    assert kept.equals(EVERYTHING.attacks.loc[kept.index])
    assert list(kept.index) == sorted(set(kept.index))


@given(SELECTIONS)
@settings(max_examples=25, deadline=None)
def test_filters_commute(selection: Selection) -> None:
    single = [Selection(years=selection.years)]
    single += [Selection(**{field: getattr(selection, field)}) for field in FILTERS.values()]
    wanted = list(selection.of(EVERYTHING.attacks)["attack_id"])
    for order in list(permutations(single))[::17]:
        table = EVERYTHING.attacks
        for one in order:
            table = one.of(table)
        assert list(table["attack_id"]) == wanted


@given(SELECTIONS)
@settings(max_examples=40, deadline=None)
def test_choosing_more_of_one_filter_never_loses_a_row(selection: Selection) -> None:
    fewer = Selection(years=selection.years, types=selection.types[:1])
    more = Selection(years=selection.years, types=selection.types)
    if selection.types:
        assert set(fewer.of(EVERYTHING.attacks)["attack_id"]) <= set(more.of(EVERYTHING.attacks)["attack_id"])


@pytest.mark.parametrize("name", FILTERS)
def test_the_number_beside_an_option_is_the_number_of_its_records(name: str) -> None:
    attacks = EVERYTHING.attacks
    for option in OPTIONS[name]:
        kept = Selection(**{FILTERS[name]: (option.choice,)}).of(attacks)
        assert option.records == len(kept)
        assert f"({option.records})" in option.label
    if name == "source":
        assert sum(option.records for option in OPTIONS[name]) == sum(len(set(split(ids))) for ids in attacks["source_ids"])


def test_all_42_townships_can_be_chosen() -> None:
    assert len(OPTIONS["township"]) == 42


def test_momauk_finds_exactly_the_records_placed_there_and_says_how_many_have_no_township() -> None:
    [momauk], unknown = resolve(["Momauk"], OPTIONS["township"])
    selection = Selection(townships=(momauk.choice,))
    attacks = EVERYTHING.attacks.merge(EVERYTHING.places[["place_id", "township"]], on="place_id", how="left")
    placed = list(attacks.loc[attacks["township"] == "Momauk", "attack_id"])
    without = int(attacks["township"].isna().sum())
    assert not unknown
    assert placed
    assert list(selection.of(EVERYTHING.attacks)["attack_id"]) == placed
    assert selection.left_out(EVERYTHING.attacks, "place_id") == without
    assert f"{without} records with no township" in left_out_words(selection, EVERYTHING.attacks)


@pytest.mark.parametrize("text", ["Momauk", "momauk", "N'mawk", "MMR001012", "Momauk (99) · as it once was"])
def test_a_link_may_name_a_township_by_any_of_its_names_or_its_code(text: str) -> None:
    assert [option.choice.name for option in resolve([text], OPTIONS["township"])[0]] == ["Momauk"]


def test_values_that_are_not_known_are_named() -> None:
    address = {"township": ["Momauk", "Atlantis"], "type": ["airstrike"], "actor": ["<b>"]}
    found = unknown_values(address, OPTIONS)
    assert len(found) == 2
    assert "Atlantis" in found[0]
    assert "<b>" in found[1]
    assert notices({"township": [], "id": []}, YEARS) == []


def test_a_filter_works_only_on_tables_that_have_its_column() -> None:
    selection = Selection(types=(CHOICES["types"][0],))
    counts = EVERYTHING.clashes_per_year
    assert selection.of(counts).equals(counts)
    assert selection.words(counts) == "all years"
    assert selection.words() == f"all years, type {CHOICES['types'][0].name}"


def test_a_list_cell_is_kept_by_any_of_its_items() -> None:
    table = pd.DataFrame({"source_ids": ["d001;d002", "d003", "d002"]})
    [choice] = [option.choice for option in OPTIONS["source"] if option.choice.ids == ("d002",)]
    dated = table.assign(date_start=pd.Timestamp(2020, 1, 1), date_end=pd.Timestamp(2020, 1, 1))
    assert list(Selection(sources=(choice,)).of(dated).index) == [0, 2]
