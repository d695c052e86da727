"""What those have of a figure who do not see it: a name that states the finding, and its numbers in a table below."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from components.export.briefing_figures import OFFERS, figures_for
from streamlit.testing.v1.element_tree import Block

from components.charts.described import Figure
from components.dataset.load import load
from components.filters.choice import Selection
from tests.conftest import Open

PAGES: dict[str, dict[str, str]] = {
    "overview": {},
    "clashes": {},
    "attacks": {},
    "talks": {},
    "townships": {"at": "Momauk"},
    "compare": {},
}
FIGURES, TABLES, HEADINGS = ("plotly_chart", "deck_gl_json_chart"), ("dataframe", "table"), ("header", "subheader")
# The Overview leads to the page that has the numbers of its figures.
LINKS = ("Talks: the numbers of this figure", "Attacks: large map, every record")
KINDS = re.compile(r"^(Bar chart|Time chart|Chart|Two panels|Bars|Strip|Timeline|Map)\b")


def elements(block: Any) -> Iterator[Any]:
    """All that stands on a page, from the top down."""
    if not isinstance(block, Block):
        yield block
        return
    for place in sorted(block.children):
        yield from elements(block.children[place])


def told(following: list[Any]) -> bool:
    """Whether a table, or a link to where it is, comes before the next figure; figures of one section may share theirs."""
    under_another_heading = False
    for element in following:
        if element.type in TABLES or (element.type == "page_link" and element.proto.label in LINKS):
            return True
        if element.type in HEADINGS:
            under_another_heading = True
        if element.type in FIGURES and under_another_heading:
            return False
    return False


@pytest.mark.parametrize("page", PAGES)
def test_each_figure_is_followed_by_its_numbers_and_named_by_kind_and_finding(open_page: Open, page: str) -> None:
    shown = list(elements(open_page(page, **PAGES[page]).main))
    figures = [(place, element) for place, element in enumerate(shown) if element.type in FIGURES]
    assert figures
    for place, figure in figures:
        assert told(shown[place + 1 :]), f"no table follows: {figure.proto.alt}"
        assert KINDS.match(figure.proto.alt), figure.proto.alt
        assert re.search(r"\d", figure.proto.alt), figure.proto.alt


@cache
def figures() -> dict[str, Figure]:
    return {figure.kind: figure for figure in figures_for(load(), Selection(), OFFERS)[0]}


@pytest.mark.parametrize("kind", sorted(set(OFFERS) - {"township_timeline"}))
def test_the_name_of_a_figure_is_its_kind_its_finding_and_its_filters(kind: str) -> None:
    figure = figures()[kind]
    what, rest = figure.spoken.split(". ", 1)
    assert KINDS.match(what)
    assert rest == f"{figure.title}. {figure.filters}."
    assert re.search(r"\d", figure.title)
    assert len(figure.spoken) < 400, "a name is heard in one breath; the numbers are in the table"
