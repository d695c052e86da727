"""The slides: charts that hold their data, words in their places, and no trace of who made them."""

import io
import re
import zipfile
from collections import Counter
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from components.charts.axes import framed
from components.charts.figure import Registered, Spec
from components.charts.theme import LIGHT, Theme
from components.dataset.load import load
from components.export.briefing import TITLE, Briefing, Chosen, briefing, figures_on_offer
from components.export.slide_charts import Native, Series, native, workbook
from components.export.slides import LETTER, PAGES, ROWS, slides_file
from components.filters.view import View
from tests.export import made_up
from tests.hostile import FORMULAS, cell_text_back

KEYS = ("fighting_and_talks", "map", "events_by_year", "events", "meetings")


@pytest.fixture(scope="module")
def made() -> Briefing:
    return briefing(View(load()), KEYS)


@pytest.fixture(scope="module")
def content(made: Briefing) -> bytes:
    return slides_file(made)


@pytest.fixture(scope="module")
def deck(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def alone(plot: Any, **changes: Any) -> Briefing:
    registered = Registered("x", "Made up", "/attacks", lambda _view: made_up.figure(), lambda _view, _theme: {})
    return Briefing(View(load()), (Chosen(registered, made_up.figure(plot, **changes)),), (), ())


def slide_of(deck: Any, title: str) -> Any:
    return next(slide for slide in deck.slides if slide.shapes.title.text_frame.text == title)


def chart_of(slide: Any) -> Any:
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


def test_the_slides_are_wide_begin_with_a_title_and_hold_one_figure_each(deck: Any, made: Briefing) -> None:
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[: 1 + len(made.figures)] == [TITLE, *(one.figure.title for one in made.figures)]
    assert [layout.name for layout in deck.slide_layouts] == ["Figure"]


def test_the_events_slide_is_a_chart_with_the_numbers_of_the_screen_and_their_totals(deck: Any, made: Briefing) -> None:
    figure = next(one.figure for one in made.figures if one.registered.key == "events_by_year")
    chart = chart_of(slide_of(deck, figure.title))
    shown = {series.name: [value or 0 for value in series.values] for series in chart.plots[0].series}
    spec = figure.plot(LIGHT)
    assert shown == {trace["name"]: trace["y"] for trace in spec["data"] if trace["type"] == "bar"}
    assert [str(label) for label in chart.plots[0].categories] == [str(year) for year in spec["data"][0]["x"]]
    totals = next(series for plot in chart.plots for series in plot.series if series.name == "Total")
    assert list(totals.values) == [sum(column) for column in zip(*shown.values(), strict=True)]
    table = figure.tables["events by year"]
    assert [int(total) for total in totals.values] == list(table["total"])


def test_bars_that_lie_are_a_chart_with_the_numbers_of_the_screen_and_each_total_in_its_name() -> None:
    for key in ("townships_ranked", "where_they_met"):
        spec = figures_on_offer()[key].spec(View(load()), LIGHT)
        found = native(spec)
        assert found is not None
        bars = [trace for trace in spec["data"] if trace["type"] == "bar"]
        assert [[value or 0 for value in series.values] for series in found.series] == [trace["x"] for trace in bars]
        sums = [sum(column) for column in zip(*(trace["x"] for trace in bars), strict=True)]
        assert [label.rpartition("  ")[2] for label in found.labels] == [str(total) for total in sums]


def test_a_part_year_is_hatched_on_its_slide(deck: Any, made: Briefing) -> None:
    figure = next(one.figure for one in made.figures if one.registered.key == "events_by_year")
    drawn = [trace["y"][-1] for trace in figure.plot(LIGHT)["data"] if trace["type"] == "bar"]
    assert chart_of(slide_of(deck, figure.title)).part.blob.count(b"<a:pattFill") == sum(value > 0 for value in drawn)


def test_what_a_chart_cannot_hold_stays_a_picture(made: Briefing) -> None:
    assert native(made_up.every_mark(LIGHT)) is None
    by_key = {one.registered.key: native(one.figure.plot(LIGHT)) for one in made.figures}
    assert {key for key, found in by_key.items() if found} == {"events_by_year"}


def test_a_figure_fills_its_slide_and_nothing_stands_outside_or_on_top_of_another_thing(deck: Any, made: Briefing) -> None:
    for slide in deck.slides:
        boxes = [(one.left, one.top, one.left + one.width, one.top + one.height) for one in slide.shapes if one.name != "Mark"]
        assert all(left >= 0 and top >= 0 for left, top, _, _ in boxes)
        assert all(right <= deck.slide_width and bottom <= deck.slide_height for _, _, right, bottom in boxes)
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
                assert across <= 0 or down <= 0
    for figure in (one.figure for one in made.figures):
        drawn = next(one for one in slide_of(deck, figure.title).shapes if one.name in ("Chart", "Figure"))
        assert drawn.width * drawn.height > 0.65 * deck.slide_width * deck.slide_height
        assert "descr=" in drawn._element.xml


def test_the_last_slide_names_who_the_sources_are_and_its_notes_each_document(deck: Any, made: Briefing) -> None:
    last = list(deck.slides)[-1]
    words = next(shape for shape in last.shapes if shape.name == "Sources").text_frame.text
    most = Counter(one.publisher for one in made.sources).most_common(3)
    assert all(f"{name} ({number})" in words for name, number in most)
    notes = last.notes_slide.notes_text_frame.text
    assert all(one.id in notes and one.url in notes for one in made.sources)


def test_no_column_of_a_table_is_narrower_than_its_longest_word(deck: Any) -> None:
    for table in (shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table):
        for number, column in enumerate(table.columns):
            longest = max(len(word) for row in table.rows for word in row.cells[number].text.split())
            assert column.width.pt > longest * LETTER, table.cell(0, number).text


def test_the_notes_hold_the_method_all_sources_and_the_link(deck: Any, made: Briefing) -> None:
    for one in made.figures:
        notes = slide_of(deck, one.figure.title).notes_slide.notes_text_frame.text
        for words in (*one.figure.about, one.figure.footnote, made.view.link(one.registered.page)):
            assert words in notes
        assert all(key in notes for key in one.figure.source_ids)


def test_a_table_is_paged_and_says_how_many_rows_there_are(deck: Any, made: Briefing) -> None:
    table = next(one for one in made.tables if one.key == "events")
    slides = [slide for slide in deck.slides if slide.shapes.title.text_frame.text.startswith(table.label)]
    assert len(slides) == min(-(-len(table.rows) // ROWS), PAGES)
    first = next(shape.table for shape in slides[0].shapes if shape.has_table)
    assert [first.cell(row, 0).text_frame.text for row in range(1, ROWS + 1)] == list(table.rows["id"])[:ROWS]
    assert f"{len(table.rows):,} rows" in next(one for one in slides[0].shapes if one.name == "Subtitle").text_frame.text


def test_the_same_briefing_gives_the_same_bytes(content: bytes) -> None:
    assert slides_file(briefing(View(load()), KEYS)) == content


def test_no_name_of_a_person_a_machine_or_a_template_is_in_the_file(content: bytes, made: Briefing) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        core, program = (archive.read(f"docProps/{name}.xml").decode() for name in ("core", "app"))
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        everywhere = b"".join(archive.read(name) for name in names)
    assert "<dc:creator></dc:creator>" in core
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {made.view.dataset.date}
    assert "Kachin Conflict Dashboard" in program
    assert not any("thumbnail" in name or "printerSettings" in name for name in names)
    for trace in (b"Steve Canny", b"python-pptx", b"Macintosh", b"/home/", b"/tmp/"):
        assert trace not in everywhere


def test_labels_that_look_like_formulas_are_texts_in_chart_and_workbook() -> None:
    def plot(theme: Theme) -> Spec:
        return framed(theme, [{"type": "bar", "x": [FORMULAS[1], "plain"], "y": [1, 2], "name": FORMULAS[1]}], height=300)

    chart = chart_of(Presentation(io.BytesIO(slides_file(alone(plot)))).slides[1])
    assert [cell_text_back(series.name) for series in chart.plots[0].series] == [FORMULAS[1]]
    assert str(chart.plots[0].categories[0]) == f"'{FORMULAS[1]}"
    assert b"<f>" not in texts(chart.part.chart_workbook.xlsx_part.blob)


def test_a_workbook_holds_no_formula_and_no_link() -> None:
    found = Native(("=1+1", "http://example.org", "2012"), (Series("@SUM(A1)", (1, None, 3), ("000000",) * 3),))
    book = texts(workbook(found))
    assert b"<f>" not in book
    assert b"<hyperlink" not in book
    assert b"'=1+1" in book
    assert workbook(found) == workbook(found)


def texts(book: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_signs_that_xml_cannot_hold_do_not_break_a_slide() -> None:
    deck = Presentation(io.BytesIO(slides_file(alone(made_up.every_mark, title="a\x00b\x0bc <b>d</b>"))))
    assert deck.slides[1].shapes.title.text_frame.text == "a b c <b>d</b>"
