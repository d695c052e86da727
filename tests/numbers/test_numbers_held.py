"""A change of the screen changes no number: the tables behind the figures are those held before the first change."""

import pytest

from components.dataset.load import load
from tests.numbers.held import held, written

BEFORE = written()


@pytest.fixture(scope="module")
def now() -> dict[str, dict[str, list[str]]]:
    return held(load())


@pytest.mark.parametrize("selection", BEFORE)
def test_the_numbers_under_a_selection_are_held(selection: str, now: dict[str, dict[str, list[str]]]) -> None:
    assert set(now[selection]) == set(BEFORE[selection])
    for part, lines in BEFORE[selection].items():
        assert now[selection][part] == lines, part
