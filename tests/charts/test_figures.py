"""Every registered figure keeps the promises of all figures, under eight selections and in both themes."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go
import pytest

import components.charts
from components.charts.figure import FIGURES, Empty, Figure, Plot
from components.charts.theme import DARK, FIGURE_TEXT, LIGHT, Theme
from components.dataset.load import load
from components.dataset.records import records
from components.filters.table import BY_NAME
from tests.numbers.held import selections, view

for module in pkgutil.iter_modules(components.charts.__path__, "components.charts."):
    importlib.import_module(module.name)
DATA = load()
PLOTTED = [key for key in FIGURES if key != "map"]
MOST_TITLE, MOST_FOOTNOTE = 12, 14  # words


def made(key: str) -> Iterator[tuple[str, Figure]]:
    for name in selections(DATA):
        found = FIGURES[key].make(view(DATA, name))
        if isinstance(found, Figure):
            yield name, found


def sizes(part: Any) -> Iterator[float]:
    """Every size of text in a part of a figure."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("font", "tickfont", "textfont") and "size" in value:
                yield value["size"]
            else:
                yield from sizes(value)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from sizes(one)


def tags(spec: dict[str, Any]) -> Iterator[str]:
    for trace in spec["data"]:
        for tag in trace.get("customdata", ()):
            yield tag[0] if isinstance(tag, list) else tag


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("key", PLOTTED)
def test_a_figure_is_a_sound_plotly_figure_with_one_size_of_text(key: str, theme: Theme) -> None:
    found = list(made(key))
    assert found
    for _, figure in found:
        spec = figure.plot(theme)
        go.Figure(spec)
        assert set(sizes(spec)) <= {FIGURE_TEXT}


@pytest.mark.parametrize("key", PLOTTED)
def test_a_figure_says_little_and_names_its_sources(key: str) -> None:
    for name, figure in made(key):
        assert 1 <= len(figure.title.split()) <= MOST_TITLE, (name, figure.title)
        assert len(figure.footnote.split()) <= MOST_FOOTNOTE, (name, figure.footnote)
        assert set(figure.source_ids) <= set(records(DATA).sources)
        assert figure.tables


@pytest.mark.parametrize("key", PLOTTED)
def test_a_mark_s_tag_leads_to_a_record_a_year_or_a_value_of_a_filter(key: str) -> None:
    for name, figure in made(key):
        known = view(DATA, name).records
        for tag in tags(figure.plot(LIGHT)):
            what, _, value = tag.partition("|")
            assert what in ("year", "record", *BY_NAME), tag
            assert what != "record" or value in known.by_id, tag
            assert what != "year" or value.isdigit(), tag


@pytest.mark.parametrize("key", PLOTTED)
def test_a_figure_without_anything_to_draw_says_so_in_one_sentence(key: str) -> None:
    found = FIGURES[key].make(view(DATA, "impossible"))
    if isinstance(found, Empty):
        assert found.sentence.endswith(".")
        assert found.sentence.count(". ") == 0


def test_a_figure_is_made_once_for_a_view_and_its_marks_once_for_a_theme() -> None:
    now = view(DATA, "year")
    one = FIGURES["events_by_year"]
    assert one.make(now) is one.make(view(DATA, "year"))
    assert one.spec(now, LIGHT) is one.spec(now, LIGHT)
    assert one.spec(now, LIGHT) is not one.spec(now, DARK)


def test_streamlit_is_handed_the_dictionary_as_it_is() -> None:
    spec = {"data": [], "layout": {"height": 7}}
    assert Plot(spec).to_dict() is spec
