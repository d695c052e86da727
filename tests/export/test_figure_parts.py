"""A tall figure in parts for slides: nothing is lost, nothing is torn, and each part is low enough."""

import pandas as pd
import pytest

from components.charts.described import Figure
from components.charts.theme import PAPERS
from components.dataset.load import load
from components.export.briefing_figures import OFFERS
from components.export.figure_parts import GROUPS, LOW_ENOUGH, low_parts
from components.export.screen_charts import screen_chart
from tests.charts.test_figure import all_figures


@pytest.fixture(scope="module")
def figures() -> dict[str, Figure]:
    return all_figures(load())


def height(figure: Figure) -> float:
    layout = screen_chart(figure, PAPERS["light"], wide=True).layout
    return float(layout.height - layout.margin.t - layout.margin.b)


@pytest.mark.parametrize("kind", GROUPS)
def test_the_parts_hold_every_row_once_and_tear_no_group(kind: str, figures: dict[str, Figure]) -> None:
    name, group = GROUPS[kind]
    parts = low_parts(figures[kind])
    rows = pd.concat([part.tables[name] for part in parts])
    whole = figures[kind].tables[name]
    assert sorted(map(str, rows.to_numpy().tolist())) == sorted(map(str, whole.to_numpy().tolist()))
    groups = [{group(row) for row in part.tables[name].to_dict("records")} for part in parts]
    assert sum(len(found) for found in groups) == len(set().union(*groups))
    assert all(groups)


@pytest.mark.parametrize("kind", ["talks", "coverage", "periods"])
def test_a_tall_figure_is_parted_and_says_which_part_is_which(kind: str, figures: dict[str, Figure]) -> None:
    whole = figures[kind]
    many = low_parts(whole)
    if height(whole) <= LOW_ENOUGH:
        assert many == [whole]
        return
    assert [part.title for part in many] == [f"{whole.title} ({place} of {len(many)})" for place in range(1, len(many) + 1)]
    assert max(height(part) for part in many) < 1.3 * LOW_ENOUGH
    assert all((part.filters, part.source, part.caveats) == (whole.filters, whole.source, whole.caveats) for part in many)


def test_other_figures_stay_whole(figures: dict[str, Figure]) -> None:
    for kind in set(OFFERS) - set(GROUPS):
        assert low_parts(figures[kind]) == [figures[kind]]
