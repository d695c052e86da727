"""The slides: charts that hold their data, words in their places, and no trace of who made them."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from components.charts.described import Figure
from components.charts.theme import PAPERS
from components.dataset.load import Dataset, load
from components.export.briefing_figures import OFFERS, clashes_figure
from components.export.figure_parts import low_parts
from components.export.screen_charts import screen_chart
from components.export.slides import REST, Bars, Series, chart_bars, slides_file, workbook
from components.filters.choice import Selection
from components.text.escaping import cell_text_back
from tests.charts.test_figure import all_figures
from tests.hostile import FORMULAS

HOSTILE = FORMULAS[1]


@pytest.fixture(scope="module")
def everything() -> Dataset:
    return load()


@pytest.fixture(scope="module")
def figures(everything: Dataset) -> dict[str, Figure]:
    return all_figures(everything)


@pytest.fixture(scope="module")
def content(everything: Dataset, figures: dict[str, Figure]) -> bytes:
    return slides_file(figures.values(), title="Kachin", day=everything.date)


@pytest.fixture(scope="module")
def deck(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def slide_of(deck: Any, title: str) -> Any:
    return next(slide for slide in deck.slides if slide.shapes.title.text_frame.text == title)


def chart_of(slide: Any) -> Any:
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


def values(chart: Any) -> dict[str, list[float | None]]:
    return {series.name: list(series.values) for series in chart.plots[0].series}


def sheet_texts(book: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def test_the_slides_are_wide_and_one_figure_each(deck: Any, figures: dict[str, Figure]) -> None:
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    parts = [part for figure in figures.values() for part in low_parts(figure)]
    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == [part.title for part in parts]
    assert [layout.name for layout in deck.slide_layouts] == ["Figure"]


def test_the_clashes_slide_is_a_chart_with_its_data(everything: Dataset) -> None:
    figure = clashes_figure(everything, Selection())
    deck = Presentation(io.BytesIO(slides_file([figure], title="Kachin", day=everything.date)))
    drawn = values(chart_of(deck.slides[0]))
    labels = [str(label) for label in chart_of(deck.slides[0]).plots[0].categories]
    year = labels.index("2012")
    assert drawn["KIO"][year] == 2400
    assert drawn["Government of Myanmar"][year] == 1095
    assert drawn["Claimant not stated"][labels.index("2023\nJan-Mar only")] == 38
    assert drawn["Claimant not stated"][labels.index("2014\nno count")] is None
    assert drawn["Older count, Jan-Mar 2022, superseded"][labels.index("2022")] == 17


def test_a_chart_s_numbers_are_those_of_the_screen_and_of_its_workbook(everything: Dataset) -> None:
    figure = clashes_figure(everything, Selection())
    deck = Presentation(io.BytesIO(slides_file([figure], title="Kachin", day=everything.date)))
    chart = chart_of(deck.slides[0])
    plot = screen_chart(figure, PAPERS["light"])
    on_screen = {trace.name: sorted(trace.y) for trace in plot.data if trace.type == "bar"}
    in_slide = {name: sorted(number for number in row if number is not None) for name, row in values(chart).items()}
    assert {name: in_slide[name] for name in on_screen} == on_screen
    numbers = [float(found) for found in re.findall(r"<v>([\d.]+)</v></c>", worksheet(chart))]
    assert all(float(number) in numbers for row in in_slide.values() for number in row)


def worksheet(chart: Any) -> str:
    with zipfile.ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def test_a_part_year_is_hatched_on_its_slide(everything: Dataset) -> None:
    deck = Presentation(io.BytesIO(slides_file([clashes_figure(everything, Selection())], title="", day=everything.date)))
    assert chart_of(deck.slides[0]).part.blob.count(b"<a:pattFill") == 1


def test_the_footer_holds_filters_sources_version_and_link(deck: Any, figures: dict[str, Figure]) -> None:
    for figure in (part for whole in figures.values() for part in low_parts(whole)):
        foot = next(shape for shape in slide_of(deck, figure.title).shapes if shape.name == "Filters, sources and version")
        for words in (figure.filters, figure.source, figure.version, figure.link):
            assert words in foot.text_frame.text


def test_words_that_do_not_fit_a_slide_are_left_to_its_notes_the_last_ones_last(everything: Dataset) -> None:
    many = tuple(f"Note {number} with some twenty letters more" for number in range(40))
    figure = replace(clashes_figure(everything, Selection()), notes=many)
    slide = Presentation(io.BytesIO(slides_file([figure], title="", day=everything.date))).slides[0]
    foot = next(shape for shape in slide.shapes if shape.name == "Filters, sources and version").text_frame.text
    assert REST in foot
    assert figure.source in foot
    assert all(note in slide.notes_slide.notes_text_frame.text for note in many)


def test_the_notes_hold_method_caveats_and_the_figure_in_words(deck: Any, figures: dict[str, Figure]) -> None:
    for figure in (part for whole in figures.values() for part in low_parts(whole)):
        notes = slide_of(deck, figure.title).notes_slide.notes_text_frame.text
        for words in (figure.method, *figure.caveats, *figure.notes, figure.alt):
            assert words in notes


def test_every_picture_and_chart_has_words_for_those_who_cannot_see_it(content: bytes, figures: dict[str, Figure]) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        slides = [archive.read(f"ppt/slides/slide{number}.xml").decode() for number in range(1, len(figures) + 1)]
    assert all('descr="' in slide for slide in slides)


def test_nothing_stands_outside_a_slide_or_on_top_of_another_thing(deck: Any) -> None:
    for slide in deck.slides:
        boxes = [(shape.left, shape.top, shape.left + shape.width, shape.top + shape.height) for shape in slide.shapes]
        for left, top, right, bottom in boxes:
            assert left >= 0
            assert top >= 0
            assert right <= deck.slide_width
            assert bottom <= deck.slide_height
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                across = min(one[2], other[2]) - max(one[0], other[0])
                down = min(one[3], other[3]) - max(one[1], other[1])
                assert across <= 0 or down <= 0


def test_the_same_figures_give_the_same_bytes(everything: Dataset, figures: dict[str, Figure], content: bytes) -> None:
    again = all_figures(load())
    assert slides_file(again.values(), title="Kachin", day=everything.date) == content
    assert set(figures) == set(OFFERS)


def test_no_name_of_a_person_a_machine_or_a_template_is_in_the_file(content: bytes, everything: Dataset) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        core, program = (archive.read(f"docProps/{name}.xml").decode() for name in ("core", "app"))
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        everywhere = b"".join(archive.read(name) for name in names)
    assert "<dc:creator></dc:creator>" in core
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {everything.date}
    assert "Kachin Conflict Dashboard" in program
    assert not any("thumbnail" in name or "printerSettings" in name for name in names)
    for trace in (b"Steve Canny", b"python-pptx", b"Macintosh", b"/home/", b"/tmp/"):
        assert trace not in everywhere


def test_labels_that_look_like_formulas_are_texts_in_chart_and_workbook(everything: Dataset) -> None:
    figure = clashes_figure(everything, Selection())
    table = figure.tables["clashes"]
    hostile = replace(figure, tables={"clashes": table.assign(claimant=table["claimant"].replace("KIO", HOSTILE))})
    deck = Presentation(io.BytesIO(slides_file([hostile], title="=1+1", day=everything.date)))
    chart = chart_of(deck.slides[0])
    names = [series.name for series in chart.plots[0].series]
    assert f"'{HOSTILE}" in names
    assert HOSTILE in {cell_text_back(name) for name in names}
    assert "<f>" not in sheet_texts(chart.part.chart_workbook.xlsx_part.blob)


def test_a_workbook_holds_no_formula_and_no_link() -> None:
    bars = Bars(("=1+1", "http://example.org", "2012"), (Series("@SUM(A1)", (1, None, 3), "#000000"),))
    texts = sheet_texts(workbook(bars))
    assert "<f>" not in texts
    assert "<hyperlink" not in texts
    assert "'=1+1" in texts
    assert "'@SUM(A1)" in texts
    assert workbook(bars) == workbook(bars)


def test_signs_that_xml_cannot_hold_do_not_break_a_slide(everything: Dataset) -> None:
    figure = replace(clashes_figure(everything, Selection()), title="a\x00b\x0bc <b>d</b>")
    deck = Presentation(io.BytesIO(slides_file([figure], title="\x01", day=everything.date)))
    assert deck.slides[0].shapes.title.text_frame.text == "a b c <b>d</b>"


def test_only_bar_charts_become_native_charts(figures: dict[str, Figure]) -> None:
    assert {kind for kind, figure in figures.items() if chart_bars(figure)} == {"clashes", "talks_per_year", "township_rank"}
