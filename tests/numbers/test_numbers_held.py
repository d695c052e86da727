"""A change of the screen changes no number: what the figures show is what release 0.2 showed of the same data."""

from collections import Counter

import pytest

from components.charts.figure import Figure
from components.dataset.load import load
from components.export.briefing import figures_on_offer
from tests.numbers.held import rows, view, written

BEFORE, DATA = written(), load()
NOT_COUNTED_SINCE = ("A357",)  # probably the start of A181, which is counted


@pytest.mark.parametrize("selection", BEFORE)
def test_events_by_year_and_by_township_are_those_of_the_release_before(selection: str) -> None:
    now = view(DATA, selection)
    held = [
        row
        for row in rows(BEFORE[selection], "events: events")
        if (row["kind"] != "event" or row["start"]) and row["attack_id"] not in NOT_COUNTED_SINCE
    ]
    years = Counter(int(row["start"][:4]) for row in held)
    found = figures_on_offer()["events_by_year"].make(now)
    if isinstance(found, Figure):
        table = found.tables["events by year"]
        first, last = now.years
        assert dict(zip(table["year"], table["total"], strict=True)) == {year: years[year] for year in range(first, last + 1)}
    else:
        assert not years
    by_township = figures_on_offer()["map"].make(now)
    if selection not in ("all", "core", "year", "type"):
        return  # 0.2 compared townships whatever township was chosen
    assert isinstance(by_township, Figure)
    ranked = {
        row["township"]: int(row["counted"]) for row in rows(BEFORE[selection], "township_rank: townships") if row["counted"]
    }
    shown = by_township.tables["events by township"]
    assert dict(zip(shown["township"], shown["events"], strict=True)) == {
        name: number for name, number in ranked.items() if number
    }
