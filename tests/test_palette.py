"""Colours that can be told from the paper, one for each meaning."""

import pytest

from components.palette import PAPERS, SIDES, Mode
from components.schema import VOCABULARIES

MODES: tuple[Mode, ...] = ("light", "dark")


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_each_side_of_a_claimant_has_a_colour_and_a_label() -> None:
    assert set(SIDES) == set(VOCABULARIES["claimant_side"])
    assert len({meaning.label for meaning in SIDES.values()}) == len(SIDES)


def test_the_sides_that_stand_in_the_clashes_chart_have_colours_of_their_own() -> None:
    charted = [SIDES[side] for side in ("KIO/KIA", "government or military", "not stated")]
    assert len({meaning.light for meaning in charted}) == len({meaning.dark for meaning in charted}) == 3


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("side", SIDES)
def test_marks_reach_three_to_one_on_their_paper(side: str, mode: Mode) -> None:
    assert contrast(SIDES[side].on(PAPERS[mode]), PAPERS[mode].background) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_words_reach_four_and_a_half_to_one_on_paper_and_on_gaps(mode: Mode) -> None:
    paper = PAPERS[mode]
    for ink in (paper.text, paper.quiet):
        for ground in (paper.background, paper.gap):
            assert contrast(ink, ground) >= 4.5
