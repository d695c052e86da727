"""Colours that can be told from the paper, one for each meaning, and words that can be read on it in either theme."""

from itertools import pairwise

import pytest

from components.charts.theme import (
    APART_TALKS,
    DENSITY,
    EVENTS,
    FORMATS,
    GROUNDS,
    HELD_MEETINGS,
    IMPORTED,
    PAPERS,
    SIDES,
    EventLook,
    FormatLook,
    Meaning,
    Mode,
)
from components.dataset.schema import VOCABULARIES
from tests.contrast import contrast, laid_over, luminance
from tests.project.test_project import theme

MARKS: dict[str, Meaning | EventLook | FormatLook] = {
    **{f"side: {name}": look for name, look in SIDES.items()},
    **{f"event: {name}": look for name, look in EVENTS.items()},
    **{f"format: {name}": look for name, look in {**FORMATS, **APART_TALKS}.items()},
    "meetings held": HELD_MEETINGS,
    "rows of a file": IMPORTED,
}
MODES: tuple[Mode, ...] = ("light", "dark")


def test_each_side_of_a_claimant_has_a_colour_and_a_label() -> None:
    assert set(SIDES) == set(VOCABULARIES["claimant_side"])
    assert len({meaning.label for meaning in SIDES.values()}) == len(SIDES)


def test_the_sides_that_stand_in_the_clashes_chart_have_colours_of_their_own() -> None:
    charted = [SIDES[side] for side in ("KIO/KIA", "government or military", "not stated")]
    assert len({meaning.light for meaning in charted}) == len({meaning.dark for meaning in charted}) == 3


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("mark", MARKS)
def test_marks_reach_three_to_one_on_paper_gaps_and_land(mark: str, mode: Mode) -> None:
    paper, land = PAPERS[mode], GROUNDS[mode]
    for ground in (paper.background, paper.gap, land.emphasised, land.neighbour, land.outside):
        assert contrast(MARKS[mark].on(paper), ground) >= 3, ground


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("look", [*EVENTS, *FORMATS])
def test_letters_and_numbers_in_marks_reach_four_and_a_half_to_one(look: str, mode: Mode) -> None:
    mark = EVENTS.get(look) or FORMATS[look]
    assert contrast(PAPERS[mode].background, mark.on(PAPERS[mode])) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_more_rows_in_a_square_stand_out_more_from_the_land(mode: Mode) -> None:
    steps = [contrast(step, GROUNDS[mode].emphasised) for step in DENSITY[mode]]
    assert steps == sorted(steps)
    assert min(later / step for step, later in pairwise(steps)) >= 1.3
    assert steps[2] >= 3


@pytest.mark.parametrize("mode", MODES)
def test_words_reach_four_and_a_half_to_one_on_paper_on_gaps_and_on_land(mode: Mode) -> None:
    paper = PAPERS[mode]
    land = GROUNDS[mode]
    for ink in (paper.text, paper.quiet):
        for ground in (paper.background, paper.gap, land.emphasised, land.neighbour, land.outside):
            assert contrast(ink, ground) >= 4.5


def grounds(mode: str) -> tuple[str, ...]:
    """What Streamlit writes on: the page, the sidebar, and fields and code blocks on either."""
    colours = theme(mode)
    sidebar = colours.get("sidebar", {"backgroundColor": colours["secondaryBackgroundColor"]})
    return (colours["backgroundColor"], colours["secondaryBackgroundColor"], *sidebar.values())


@pytest.mark.parametrize("mode", MODES)
def test_words_links_and_captions_of_the_theme_reach_aa_wherever_they_stand(mode: Mode) -> None:
    colours = theme(mode)
    for ground in grounds(mode):
        assert contrast(colours["textColor"], ground) >= 4.5
        assert contrast(colours["linkColor"], ground) >= 4.5
        caption = laid_over(colours["textColor"], ground, 0.6)
        assert contrast(caption, ground) >= 4.5, "Streamlit writes captions in the text colour at 60 %"


@pytest.mark.parametrize("mode", MODES)
def test_the_accent_reaches_aa_on_page_and_sidebar_and_under_white(mode: Mode) -> None:
    colours = theme(mode)
    sidebar = colours.get("sidebar", {"backgroundColor": colours["secondaryBackgroundColor"]})
    for ground in (colours["backgroundColor"], sidebar["backgroundColor"]):
        assert contrast(colours["primaryColor"], ground) >= 4.5
    assert contrast("#ffffff", colours["primaryColor"]) >= 4.5, "Streamlit writes white on the accent"


def test_no_accent_reaches_aa_in_the_dark_both_on_a_tenth_of_itself_and_under_white() -> None:
    page = theme("dark")["backgroundColor"]
    bands = range(0, 256, 15)
    accents = (f"#{red:02x}{green:02x}{blue:02x}" for red in bands for green in bands for blue in bands)
    under_white = (accent for accent in accents if 1.05 / (luminance(accent) + 0.05) >= 4.5)
    best = max(contrast(accent, laid_over(accent, page, 0.1)) for accent in under_white)
    assert best < 4.5, "the chosen pills in the dark can be mended: take them off ALLOWED in tests/looks.py"
    assert contrast(theme("dark")["primaryColor"], laid_over(theme("dark")["primaryColor"], page, 0.1)) >= 4.2
