"""What a figure says of itself, and that its description is the same for every medium."""

from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from components.charts.described import Figure, number_tables
from components.charts.theme import PAPERS
from components.dataset.evidence import EVIDENCE, of_evidence
from components.dataset.load import Dataset, load
from components.export.briefing_figures import (
    DEFAULT_FIGURES,
    OFFERS,
    TABLES,
    clashes_figure,
    figures_for,
    tables_for,
    township_rank_figure,
)
from components.export.screen_charts import CHARTS, OF_A_FILE, PANELS, screen_chart
from components.filters.choice import Choice, Selection
from components.filters.options import options, resolve
from components.filters.url import permalink


@pytest.fixture(scope="module")
def everything() -> Dataset:
    return load()


def township(everything: Dataset, name: str) -> Choice:
    return resolve([name], options(everything)["township"])[0][0].choice


def all_figures(everything: Dataset) -> dict[str, Figure]:
    choice = Selection(townships=(township(everything, "Waingmaw"),))
    return {figure.kind: figure for figure in figures_for(everything, choice, OFFERS)[0]}


def test_every_figure_on_offer_is_described_in_full(everything: Dataset) -> None:
    figures = all_figures(everything)
    assert set(figures) == set(OFFERS)
    for figure in figures.values():
        for words in (figure.title, figure.filters, figure.source, figure.version, figure.link, figure.alt, figure.method):
            assert words.strip()
        assert "showing" in figure.filters
        assert figure.caveats
        assert everything.version in figure.version
        assert everything.date in figure.version


def test_every_kind_but_the_map_has_a_chart_on_screen() -> None:
    assert {*CHARTS, *PANELS} == set(OFFERS) - {"map"} | set(OF_A_FILE)


def test_names_of_files_differ_and_are_plain(everything: Dataset) -> None:
    names = [name for figure in all_figures(everything).values() for name in number_tables(figure)]
    assert len(names) == len(set(names))
    assert all(name.isascii() and "/" not in name and " " not in name for name in names)


def test_the_choice_of_2021_to_2023_is_said_and_that_2023_is_a_part(everything: Dataset) -> None:
    figure = clashes_figure(everything, Selection(years=(2021, 2023)))
    assert "Years 2021 to 2023" in figure.filters
    assert "Hatched: Jan-Mar 2023 only, compared with no full year." in figure.notes
    assert figure.link == "/clashes?years=2021&years=2023"


def test_a_permalink_holds_every_filter_under_its_name_in_the_address(everything: Dataset) -> None:
    known = options(everything)
    choice = Selection(
        years=(2012, 2014),
        townships=(township(everything, "Waingmaw"), township(everything, "Momauk")),
        sources=(known["source"][2].choice,),
    )
    query = parse_qs(urlsplit(permalink("/attacks", choice, log=True, per_month=False)).query)
    assert query == {
        "years": ["2012", "2014"],
        "township": ["Waingmaw", "Momauk"],
        "source": list(known["source"][2].choice.ids),
        "log": ["true"],
    }
    for name in ("township", "source"):
        assert resolve(query[name], known[name])[1] == []


def test_a_permalink_names_the_evidence_only_where_it_is_not_the_usual() -> None:
    assert permalink("/", Selection(evidence=EVIDENCE["core"], years=(2012, 2014))) == "/?evidence=core&years=2012&years=2014"
    assert permalink("/", Selection(evidence=EVIDENCE["all"])) == permalink("/", Selection()) == "/"


def test_a_choice_that_matches_nothing_is_told_in_words_and_draws_nothing(everything: Dataset) -> None:
    everything = of_evidence(everything, "core")
    choice = Selection(years=(2016, 2016), townships=(township(everything, "Puta-O"),))
    figures, words = figures_for(everything, choice, DEFAULT_FIGURES)
    tables, more = tables_for(everything, choice, TABLES)
    assert (figures, tables) == ([], [])
    assert len(words) == len(DEFAULT_FIGURES)
    assert len(more) == len(TABLES)
    assert all("is left out" in line for line in [*words, *more])


def test_townships_are_compared_whatever_township_is_chosen(everything: Dataset) -> None:
    one = township_rank_figure(everything, Selection(townships=(township(everything, "Puta-O"),)), "Puta-O")
    pd.testing.assert_frame_equal(one.tables["townships"], township_rank_figure(everything, Selection()).tables["townships"])


def test_light_and_dark_pictures_hold_the_same_words_and_numbers(everything: Dataset) -> None:
    for figure in all_figures(everything).values():
        if figure.kind == "map":
            continue
        light, dark = (screen_chart(figure, PAPERS[mode]) for mode in ("light", "dark"))
        assert [note.text for note in light.layout.annotations] == [note.text for note in dark.layout.annotations]
        assert [list(trace.y) for trace in light.data] == [list(trace.y) for trace in dark.data]
        assert light.layout.paper_bgcolor != dark.layout.paper_bgcolor
