"""What is printed: the same numbers and words as on screen, in a frame of its own, byte for byte the same each time."""

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import unescape
from itertools import combinations, groupby

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.image import imread

from components.charts.described import Figure
from components.charts.talk_figures import fighting_talking_figure
from components.charts.theme import GROUNDS, PAPERS
from components.dataset.load import Dataset, load
from components.export.briefing_figures import OFFERS, clashes_figure, figures_for, map_figure
from components.export.pictures import picture_file, printed
from components.export.print_chart import HATCHES, plain_words, printed_chart
from components.export.print_map import NO_TYPEFACE
from components.export.print_page import IN_BURMESE, Printed, burmese_families, drawing, width_of, wrapped
from components.export.screen_charts import screen_chart
from components.filters.choice import Selection
from tests.charts.test_figure import all_figures, township

LONG = "The claims of this year differ, and a title may be far longer than a line, as this one is, so that it must wrap " * 2
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def everything() -> Dataset:
    return load()


@pytest.fixture(scope="module")
def figures(everything: Dataset) -> dict[str, Figure]:
    return all_figures(everything)


def words_of(picture: bytes) -> str:
    """All words of an SVG, those of one line joined as they are set."""
    root = ET.fromstring(picture)  # noqa: S314 - our own picture
    return " ".join(" ".join(node.itertext()).strip() for node in root.iter(f"{SVG}text"))


def boxes(page: Printed) -> Iterator[tuple[str, object]]:
    """Each text of a page with its box, axis labels among them."""
    with drawing():
        canvas = FigureCanvasAgg(page.page)
        canvas.draw()
        renderer = canvas.get_renderer()
        ticks = [
            label for axes in page.page.axes if axes.axison for label in (*axes.get_xticklabels(), *axes.get_yticklabels())
        ]
        for text in [*page.texts, *ticks]:
            if text.get_text().strip() and text.get_visible():
                yield text.get_text(), text.get_window_extent(renderer)


def overlaps(page: Printed) -> list[tuple[str, str]]:
    found = []
    for (one, box), (other, second) in combinations(list(boxes(page)), 2):
        across = min(box.x1, second.x1) - max(box.x0, second.x0)
        down = min(box.y1, second.y1) - max(box.y0, second.y0)
        if across > 1.5 and down > 2.5:  # boxes hold the room above and below letters, which may touch
            found.append((one, other))
    return found


def outside(page: Printed) -> list[str]:
    width, height = page.page.get_size_inches() * page.page.dpi
    return [text for text, box in boxes(page) if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1]


def marks_of(page: Printed) -> list[float]:
    """The heights of the bars of a page, in clashes."""
    return sorted(
        round(patch.get_height(), 6) for axes in page.page.axes for container in axes.containers for patch in container.patches
    )


def test_numbers_and_labels_are_those_of_the_screen(figures: dict[str, Figure]) -> None:
    for kind, figure in figures.items():
        if kind == "map":
            continue
        plot = screen_chart(figure, PAPERS["light"], wide=True)
        printed_words = {text.get_text() for text in printed_chart(figure).texts}
        labels = [text for trace in plot.data if "text" in (getattr(trace, "mode", "") or "") for text in trace.text]
        labels += [note.text for note in plot.layout.annotations if note.name != "frame" and note.text]
        lines = {plain_words(line) for label in labels for line in label.split("<br>") if line}
        assert lines - printed_words == set(), kind


def test_bars_are_as_high_as_the_table_says(everything: Dataset) -> None:
    figure = clashes_figure(everything, Selection())
    table = figure.tables["clashes"]
    standing = table[table["standing"] == "current"]
    assert marks_of(printed_chart(figure)) == sorted(float(number) for number in standing["clashes"])


def test_the_svg_holds_title_filters_sources_version_notes_and_link(everything: Dataset) -> None:
    figure = clashes_figure(everything, Selection(years=(2021, 2023)))
    said = words_of(picture_file(figure, "svg"))
    for words in (figure.title, figure.filters, figure.source, figure.version, figure.link, *figure.notes):
        assert words in said
    assert "Years 2021 to 2023" in said
    assert "Jan-Mar only" in said


def test_gaps_and_rival_claims_are_named_in_the_picture(everything: Dataset) -> None:
    said = words_of(picture_file(clashes_figure(everything, Selection()), "svg"))
    for words in ("2,400", "1,095", "KIO", "Government of Myanmar", "no count in the five documents", "which is not zero"):
        assert words in said


def test_part_years_are_hatched_and_gaps_shaded(everything: Dataset) -> None:
    page = printed_chart(clashes_figure(everything, Selection())).page
    patches = [patch for axes in page.axes for patch in axes.patches]
    assert sum(bool(patch.get_hatch()) for patch in patches) == 1
    assert sum(to_hex(patch.get_facecolor()) == PAPERS["light"].gap for patch in patches) == 3


def test_no_line_on_paper_joins_across_a_gap(figures: dict[str, Figure]) -> None:
    for kind in ("events", "harm"):
        plot = screen_chart(figures[kind], PAPERS["light"])
        apart = [
            run
            for trace in plot.data
            if trace.type == "scatter" and "lines" in (trace.mode or "")
            for missing, run in groupby(trace.y, key=lambda y: y is None)
            if not missing and len(list(run)) > 1
        ]
        page = printed_chart(figures[kind]).page
        lines = [line for axes in page.axes for line in axes.lines if line.get_zorder() == 3]
        assert len(lines) == len(apart) > 0, kind


def test_dots_and_hatches_differ_on_paper(everything: Dataset) -> None:
    page = printed_chart(fighting_talking_figure(everything, Selection())).page
    hatches = {patch.get_hatch() for axes in page.axes for patch in axes.patches if patch.get_hatch()}
    assert hatches == {HATCHES["/"], HATCHES["."], HATCHES["x"]}


@pytest.mark.parametrize("kind", OFFERS)
def test_no_two_texts_meet_and_none_leaves_the_page(kind: str, figures: dict[str, Figure]) -> None:
    for bare in (False, True):
        page = printed(figures[kind], bare=bare)
        assert overlaps(page) == []
        assert outside(page) == []


@pytest.mark.parametrize("years", [None, (2012, 2012), (2021, 2023), (2013, 2018), (2023, 2023)])
@pytest.mark.parametrize("settings", [{}, {"log": True}, {"per_month": True}])
def test_clashes_have_room_with_one_bar_all_bars_and_none(
    everything: Dataset, years: tuple[int, int] | None, settings: dict[str, bool]
) -> None:
    page = printed_chart(clashes_figure(everything, Selection(years=years), **settings))
    assert overlaps(page) == []
    assert outside(page) == []


def test_long_texts_are_wrapped_and_nothing_meets(figures: dict[str, Figure]) -> None:
    for figure in figures.values():
        long = replace(figure, title=LONG, filters=LONG, source=LONG * 4, version="V" * 400, notes=(LONG, LONG))
        page = printed(long)
        assert overlaps(page) == [], figure.kind
        assert outside(page) == [], figure.kind


def test_a_word_wider_than_the_page_is_broken() -> None:
    lines = wrapped("x" * 400, 20, 900)
    assert "".join(lines) == "x" * 400
    assert all(width_of(line, 20) <= 900 for line in lines)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_figure_gives_the_same_bytes_and_no_trace_of_the_machine(everything: Dataset, kind: str) -> None:
    for describe in (clashes_figure, map_figure):
        one, other = (picture_file(describe(load(), Selection()), kind) for _ in range(2))
        assert one == other
        for trace in (b"atplotlib.org", b"Matplotlib v", b"CreationDate", b"/home/", b"/tmp/", b"<dc:date>"):
            assert trace not in one


def test_text_of_the_data_is_set_as_it_is(everything: Dataset) -> None:
    figure = replace(clashes_figure(everything, Selection()), title=r"$\alpha$ <script>alert(1)</script> & $x^2", link="")
    picture = picture_file(figure, "svg")
    assert r"$\alpha$ <script>alert(1)</script> & $x^2" in words_of(picture)
    assert b"<script" not in picture
    assert b'href="http' not in picture


def test_the_picture_is_on_light_paper_200_dots_an_inch(everything: Dataset) -> None:
    picture = imread(io.BytesIO(picture_file(clashes_figure(everything, Selection()), "png")))
    assert picture.shape[1] == 2000
    assert tuple(picture[0, 0][:3]) == (1.0, 1.0, 1.0)


def test_twelve_exports_at_once_are_each_what_they_are_alone(figures: dict[str, Figure]) -> None:
    wanted = [(figure, kind) for figure in list(figures.values())[:6] for kind in ("svg", "png")]
    alone = [picture_file(*one) for one in wanted]
    with ThreadPoolExecutor(12) as pool:
        together = list(pool.map(lambda one: picture_file(*one), wanted))
    assert together == alone


def test_the_map_says_how_many_cannot_be_mapped_and_names_its_parts(everything: Dataset) -> None:
    figure = map_figure(everything, Selection())
    said = words_of(picture_file(figure, "svg"))
    mapped, lost = (len(figure.tables[name]) for name in ("mapped", "not_mapped"))
    assert f"{mapped} of {mapped + lost} records can be mapped, {lost} cannot." in said
    assert f"Not on the map: {lost}" in said
    for words in ("KACHIN STATE", "SHAN STATE", "Ayeyarwady", "Salween", "100 km", "Outline 1:10m", "township seat"):
        assert words in said


def test_the_map_draws_states_rivers_and_circles(everything: Dataset) -> None:
    figure = map_figure(everything, Selection())
    axes = printed(figure).page.axes[0]
    colours = [to_hex(patch.get_facecolor()) for patch in axes.patches]
    assert GROUNDS["light"].emphasised in colours
    assert GROUNDS["light"].river in {to_hex(line.get_color()) for line in axes.lines}
    table = figure.tables["mapped"]
    vague = table[~table["precision"].isin(["exact", "village"])]["place"].nunique()
    assert len([patch for patch in axes.patches if type(patch).__name__ == "Circle"]) == 2 * vague  # an area and its edge


def test_every_mapped_record_is_in_a_mark(everything: Dataset) -> None:
    figure = map_figure(everything, Selection())
    marks = [text.get_text() for text in printed(figure).page.axes[0].texts if text.get_fontweight() == "bold"]
    numbers = [int(found[0]) if (found := re.findall(r"\d+$", mark)) else 1 for mark in marks]
    assert sum(numbers) == len(figure.tables["mapped"])


def test_burmese_names_are_set_where_there_is_a_typeface_and_else_their_absence_is_told(
    everything: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = map_figure(everything, Selection(), layers=("seats", "burmese"))
    if burmese_families():
        assert IN_BURMESE.search(words_of(picture_file(figure, "svg")))
    monkeypatch.setattr("components.export.print_map.burmese_families", list)
    said = words_of(picture_file(figure, "svg"))
    assert NO_TYPEFACE in said
    assert not IN_BURMESE.search(said)


def test_a_view_of_a_part_says_how_many_records_lie_outside(everything: Dataset) -> None:
    said = words_of(picture_file(map_figure(everything, Selection(), view="Laiza area"), "svg"))
    assert re.search(r"Laiza area: \d+ of \d+ mapped records lie in this view", said)


def test_a_township_chosen_is_in_the_picture(everything: Dataset) -> None:
    choice = Selection(townships=(township(everything, "Waingmaw"),))
    for figure in figures_for(everything, choice, ("map", "events", "township_timeline"))[0]:
        assert "township Waingmaw" in unescape(words_of(picture_file(figure, "svg")))


def test_an_empty_table_of_clashes_draws_its_gaps(everything: Dataset) -> None:
    figure = clashes_figure(everything, Selection(years=(2014, 2016)))
    assert figure.tables["clashes"]["clashes"].isna().all()
    assert marks_of(printed_chart(figure)) == []
    assert "no count" in words_of(picture_file(figure, "svg"))


def test_no_missing_number_is_drawn_as_zero(everything: Dataset) -> None:
    table = clashes_figure(everything, Selection()).tables["clashes"]
    assert table["clashes"].isna().any()
    assert 0.0 not in marks_of(printed_chart(clashes_figure(everything, Selection())))
    assert pd.isna(table.loc[table["year"] == 2014, "clashes"]).all()
