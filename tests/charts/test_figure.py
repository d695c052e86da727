"""What holds for every figure of the dashboard, under any filters, on light and on dark paper."""

from typing import Any

import plotly.graph_objects as go
import pytest

from components.charts.figure import Empty
from components.charts.theme import DARK, FIGURE_TEXT, LIGHT
from components.dataset.evidence import of_evidence
from components.dataset.load import load
from components.export.briefing import figures_on_offer
from components.export.print_marks import listed
from components.filters.view import View
from tests.export.made_up import selections

DATA = load()
VIEWS = {name: View(of_evidence(DATA, one.evidence), one) for name, one in selections(DATA).items()}
TITLE_WORDS, FOOTNOTE_WORDS = 12, 14


def sizes(part: Any) -> list[float]:
    """Every size of type in a dictionary of a figure."""
    if isinstance(part, dict):
        own = [part["size"]] if "family" in part and "size" in part else []
        return own + [size for value in part.values() for size in sizes(value)]
    return [size for value in part for size in sizes(value)] if isinstance(part, list) else []


def drawn(spec: dict[str, Any]) -> list[Any]:
    """The words and numbers of a figure without its colours."""
    marks = [(listed(trace.get("x")), listed(trace.get("y")), listed(trace.get("customdata"))) for trace in spec["data"]]
    return [*marks, *(len(spec["layout"].get(name) or ()) for name in ("annotations", "shapes"))]


@pytest.mark.parametrize("key", figures_on_offer())
def test_a_figure_is_sound_in_short_words_with_its_numbers_and_known_sources(key: str) -> None:
    registered = figures_on_offer()[key]
    for name, view in VIEWS.items():
        found = registered.make(view)
        if isinstance(found, Empty):
            assert found.title, name
            assert found.sentence, name
            continue
        assert 0 < len(found.title.split()) <= TITLE_WORDS, name
        assert len(found.footnote.split()) <= FOOTNOTE_WORDS, name
        assert found.tables, name
        assert set(found.source_ids) <= set(view.records.sources), name
        light, dark = registered.spec(view, LIGHT), registered.spec(view, DARK)
        go.Figure(light)  # raises for a part that Plotly does not know
        go.Figure(dark)
        assert drawn(light) == drawn(dark), name
        assert set(sizes(light)) <= {FIGURE_TEXT}, name


def test_the_whole_record_fills_every_figure() -> None:
    assert [key for key, one in figures_on_offer().items() if isinstance(one.make(VIEWS["all"]), Empty)] == []
