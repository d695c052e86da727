"""Colours can be told apart and read, on light and on dark paper, in figures and in the theme of the pages."""

from itertools import combinations

import pytest

from components.charts.theme import DARK, LIGHT, Theme
from components.dataset.kinds import FAMILIES
from tests.contrast import contrast, laid_over
from tests.project.test_project import theme as settings

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


@BOTH
def test_each_family_and_side_has_a_colour_of_its_own(theme: Theme) -> None:
    colours = [theme.family(family.key) for family in FAMILIES]
    assert all(one != other for one, other in combinations(colours, 2))
    assert len({colour for _, colour in theme.sides}) == len(theme.sides)


@BOTH
def test_marks_reach_three_to_one_on_paper(theme: Theme) -> None:
    marks = {key: colour for key, colour in (*theme.families, *theme.sides) if (theme.mode, key) != ("light", "other")}
    marks.pop("other", None)  # drawn beside its name only
    assert {
        key: round(contrast(colour, theme.paper), 1) for key, colour in marks.items() if contrast(colour, theme.paper) < 3
    } == {}


@BOTH
def test_words_of_figures_reach_four_and_a_half_to_one_on_paper_and_in_gaps(theme: Theme) -> None:
    for colour in (theme.text, theme.quiet, theme.accent, *(colour for _, colour in theme.sides)):
        assert contrast(colour, theme.paper) >= 4.5, colour
        assert contrast(colour, theme.gap) >= 4.5, colour


@BOTH
def test_figures_lie_on_the_paper_of_the_page(theme: Theme) -> None:
    assert settings(theme.mode)["backgroundColor"] == theme.paper
    assert settings(theme.mode)["textColor"] == theme.text


@BOTH
def test_words_links_and_captions_of_the_page_reach_four_and_a_half_to_one(theme: Theme) -> None:
    page = settings(theme.mode)
    for ground in (page["backgroundColor"], page["secondaryBackgroundColor"]):
        assert contrast(page["textColor"], ground) >= 4.5
        assert contrast(page["linkColor"], ground) >= 4.5
        assert contrast(laid_over(page["textColor"], ground, 0.6), ground) >= 4.5
