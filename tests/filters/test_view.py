"""The promises of the table of filters, of a selection and of a view."""

import pytest

from components.dataset.load import load
from components.dataset.records import records
from components.filters.table import FILTERS, options, resolve
from components.filters.view import Selection, View

DATA = load()


@pytest.mark.parametrize("text", ["Momauk", "momauk", " MOMAUK ", "MMR001009"])
def test_a_township_answers_to_its_names_and_its_p_code(text: str) -> None:
    name = text if text.startswith("MMR") else "Momauk"
    pcode = {seat.township: seat.pcode for seat in records(DATA).seats} | {"MMR001009": "MMR001009"}
    assert resolve(DATA, "township", [text]) == ((pcode[name],), ())


def test_texts_that_mean_nothing_are_told_apart() -> None:
    assert resolve(DATA, "type", ["airstrike", "tea", "airstrike"]) == (("airstrike",), ("tea",))


def test_a_range_given_the_wrong_way_round_is_put_in_order() -> None:
    assert Selection.of((2014, 2012)).years == (2012, 2014)


def test_an_unknown_filter_in_a_selection_is_no_filter() -> None:
    assert Selection.of(tea=("x",)) == Selection()


def test_undated_records_stay_whatever_the_years_and_are_counted() -> None:
    view = View(DATA, Selection.of((1975, 1975)))
    undated = [event for event in records(DATA).events if event.first_year is None]
    assert list(view.events) == undated
    assert view.left_out() == {"no date": len(undated)}


def test_a_chosen_township_leaves_out_records_without_one_and_counts_them() -> None:
    pcode = resolve(DATA, "township", ["Momauk"])[0]
    view = View(DATA, Selection.of(township=pcode))
    assert {event.pcode for event in view.events} == set(pcode)
    assert view.left_out()["no township"] == sum(not event.pcode for event in records(DATA).events)


def test_a_filter_leaves_tables_without_its_column_as_they_are() -> None:
    view = View(DATA, Selection.of(township=resolve(DATA, "township", ["Momauk"])[0]))
    assert view.counts == records(DATA).counts


@pytest.mark.parametrize("name", [one.name for one in FILTERS])
def test_the_options_of_a_filter_count_the_events_it_keeps(name: str) -> None:
    for option in options(DATA, name).values():
        assert len(View(DATA, Selection.of(**{name: (option.value,)})).events) == option.events


def test_the_address_of_a_view_holds_plain_names_and_leads_back_to_it() -> None:
    chosen = Selection.of((2012, 2014), township=resolve(DATA, "township", ["Momauk"])[0], family=("air",))
    assert View(DATA, chosen).link("/attacks", id="A002") == "/attacks?years=2012&years=2014&township=Momauk&family=air&id=A002"


def test_views_of_equal_data_and_selection_are_equal() -> None:
    assert View(DATA, Selection.of((2012, 2012))) == View(load(), Selection.of([2012]))
    assert len({View(DATA), View(DATA, Selection.of((2012, 2012)))}) == 2
