"""The slides: 16:9, one figure a slide, charts that a colleague can edit, and not a trace of who or what made the file."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from textwrap import wrap
from typing import Any

import pandas as pd
import xlsxwriter
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Length, Pt

from components.analysis.clashes import NO_COUNT, current, superseded
from components.charts.described import Figure
from components.charts.theme import APART_TALKS, HELD_MEETINGS, PAPERS, SIDES
from components.export.figure_parts import low_parts
from components.export.package import EARLIEST
from components.export.pictures import printed
from components.export.print_page import Printed, saved
from components.text.escaping import cell_text

PAPER = PAPERS["light"]
WIDE, HIGH = Inches(13.333), Inches(7.5)
SIDE, TITLE_TOP, TITLE_HIGH = Inches(0.6), Inches(0.3), Inches(1.0)
BODY_TOP, BODY_HIGH = Inches(1.4), Inches(4.75)
FOOT_TOP, FOOT_HIGH = Inches(6.25), Inches(1.0)
FONT = "Arial"  # on nearly every machine, and its like on the others
REST = "More notes, such as what each milestone is, stand in the notes of this slide."
TITLE_SIZE, SMALLEST_TITLE, LONG_TITLE = 28, 22, 75
SIZES, LETTER, LEADING = (10.5, 9.5, 8.5), 0.52, 1.22  # points; the width of a letter and of a line, as shares of a size
LAYOUT = "Figure"
PROGRAM = "Kachin Conflict Dashboard"
KEPT_LAYOUT = 5  # of the library's own template: a title and nothing else
TALL = 1.9  # a picture less wide than this many times its height stands beside its words, not over them
BESIDE = Inches(3.4)
ASIDE_WIDE, ASIDE_HIGH = WIDE - 2 * SIDE - BESIDE - Inches(0.3), HIGH - BODY_TOP - Inches(0.3)
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Series:
    """One row of bars: its name, its values (None where there is no number), its look, and which of them are hatched."""

    name: str
    values: tuple[int | float | None, ...]
    colour: str
    hollow: bool = False
    hatched: tuple[int, ...] = ()


@dataclass(frozen=True)
class Bars:
    """The numbers of a native chart: what stands under each group of bars, and the series."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    number_format: str = "#,##0"


def slides_file(figures: Iterable[Figure], *, title: str, day: str, progress: Progress | None = None) -> bytes:
    """A PPTX with a slide for each figure; same figures, same bytes. `day` is the date of the data, as 2026-01-31."""
    deck = _empty_deck()
    chosen = list(figures)
    for number, figure in enumerate(chosen):
        for part in low_parts(figure):
            _figure_slide(deck, part)
        if progress:
            progress(number + 1, len(chosen))
    _sign(deck, title, datetime.fromisoformat(day).replace(tzinfo=UTC))
    target = io.BytesIO()
    deck.save(target)
    return _repacked(target.getvalue())


def chart_bars(figure: Figure) -> Bars | None:
    """The numbers of a figure as a native chart holds them; None for a figure that is no bar chart."""
    makers = {"clashes": _clash_bars, "talks_per_year": _talk_bars, "township_rank": _rank_bars}
    return makers[figure.kind](figure) if figure.kind in makers else None


def workbook(bars: Bars) -> bytes:
    """The numbers behind a native chart as XLSX, in which no text is a formula or a link; same numbers, same bytes."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": datetime(*EARLIEST, tzinfo=UTC)})
    sheet = book.add_worksheet("Sheet1")
    for row, label in enumerate(bars.labels, start=1):
        sheet.write_string(row, 0, cell_text(label))
    for column, series in enumerate(bars.series, start=1):
        sheet.write_string(0, column, cell_text(series.name))
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return target.getvalue()


def _clash_bars(figure: Figure) -> Bars:
    table = figure.tables["clashes"]
    per_month = figure.settings["per_month"]
    value = "clashes_per_month" if per_month else "clashes"
    years = sorted(table["year"].unique())
    counts = current(table)
    partial = counts[counts["coverage"] == "part year"]
    words = {row["year"]: f"{_months(row)} only" for row in partial.to_dict("records")}
    words |= dict.fromkeys(table.loc[table["coverage"] == NO_COUNT, "year"], "no count")
    labels = [f"{year}\n{words[year]}" if year in words else str(year) for year in years]
    series = [
        _series(str(claimant), rows, value, years, SIDES[rows["claimant_side"].iloc[0]].light)
        for claimant, rows in _apart(counts)
    ]
    for row in superseded(table).to_dict("records"):
        name = f"Older count, {row['period']}, superseded"
        series.append(_series(name, pd.DataFrame([row]), value, years, PAPER.text, hollow=True))
    return Bars(tuple(labels), tuple(series), "#,##0.0" if per_month else "#,##0")


def _months(row: Mapping[Any, Any]) -> str:
    """The period of a part year without its year, under which it stands."""
    return str(row["period"]).removesuffix(f" {row['year']}")


def _apart(counts: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The counts of each series under its claimant, rivals of one year at either end, so that bars leave room for numbers."""
    contested = set(counts.loc[counts.duplicated("year", keep=False), "series"])
    found = [(series, str(rows["claimant"].iloc[0]), rows) for series, rows in counts.groupby("series", sort=False)]
    rivals = [(claimant, rows) for series, claimant, rows in found if series in contested]
    half = (len(rivals) + 1) // 2
    alone = [(claimant, rows) for series, claimant, rows in found if series not in contested]
    return [*rivals[:half], *alone, *rivals[half:]]


def _series(name: str, rows: pd.DataFrame, value: str, years: list[int], colour: str, *, hollow: bool = False) -> Series:
    by_year = {row["year"]: row for row in rows.to_dict("records")}
    values = tuple(_number(by_year[year][value]) if year in by_year else None for year in years)
    hatched = tuple(
        place for place, year in enumerate(years) if year in by_year and by_year[year]["coverage"] == "part year" and not hollow
    )
    return Series(name, values, colour, hollow, hatched)


def _talk_bars(figure: Figure) -> Bars:
    table = figure.tables["talks_per_year"]
    looks = {
        "held": ("Meetings held", HELD_MEETINGS.light, False),
        "declined_by_kio": ("Declined by the KIO/KIA", SIDES["KIO/KIA"].light, True),
        "refused_by_government": ("KIO terms refused by the government", SIDES["government or military"].light, True),
        "absent": ("Held without the KIO/KIA", APART_TALKS["absent"].light, True),
        "not_held": ("Did not come about", APART_TALKS["not held"].light, True),
    }
    # A year without a record has no bar and no 0: these sources hold none, which is all that can be said.
    series = tuple(
        Series(name, tuple(int(number) or None for number in table[column]), colour, hollow)
        for column, (name, colour, hollow) in looks.items()
        if table[column].sum()
    )
    return Bars(tuple(str(year) for year in table["year"]), series)


def _rank_bars(figure: Figure) -> Bars:
    table = figure.tables["townships"]
    chosen = figure.settings["township"]
    rows = table[table["counted"].notna() | (table["township"] == chosen)]
    looks = {"counted": ("Counted", PAPER.quiet, False), "not_counted": ("Context or part, not counted", PAPER.quiet, True)}
    series = tuple(
        Series(name, tuple(_number(number) or None for number in rows[column]), colour, hollow)
        for column, (name, colour, hollow) in looks.items()
    )
    labels = tuple(f"{name} (chosen)" if name == chosen else str(name) for name in rows["township"])
    return Bars(labels, series)


def _number(value: Any) -> int | float | None:  # noqa: ANN401 - a cell of a frame can be missing
    if pd.isna(value):
        return None
    return int(value) if float(value).is_integer() else float(value)


def _empty_deck() -> Any:  # noqa: ANN401 - the library types its decks by a function
    """A wide deck with one layout of our own, and nothing of the library's template but its bare frame."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDE, HIGH
    layouts = deck.slide_layouts
    for layout in [one for number, one in enumerate(layouts) if number != KEPT_LAYOUT]:
        layouts.remove(layout)
    master, layout = deck.slide_master, layouts[0]
    layout.name = LAYOUT
    for owner in (master, layout):
        for shape in list(owner.placeholders):
            if shape.placeholder_format.type == PP_PLACEHOLDER.TITLE:
                _place(shape, SIDE, TITLE_TOP, WIDE - 2 * SIDE, TITLE_HIGH)
            else:
                shape._element.getparent().remove(shape._element)
    style = master._element.find(qn("p:txStyles")).find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    style.set("algn", "l")
    package = deck.part.package
    for relation in [one for one in package._rels.values() if one.reltype.endswith("/thumbnail")]:
        package._rels.pop(relation.rId)
    for relation in [one for one in deck.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS]:
        deck.part.rels.pop(relation.rId)
    return deck


def _figure_slide(deck: Any, figure: Figure) -> None:  # noqa: ANN401 - as above
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    title = slide.shapes.title
    size = TITLE_SIZE if len(figure.title) <= LONG_TITLE else SMALLEST_TITLE
    _write(title.text_frame, [figure.title], size=size, bold=True, colour=PAPER.text)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    bars = chart_bars(figure)
    page = None if bars else printed(figure, bare=True)
    aside = page is not None and page.width / page.height < TALL
    if bars:
        _chart(slide, bars, figure)
    elif page:
        _picture(slide, page, figure.spoken, aside=aside)
    place = (WIDE - SIDE - BESIDE, BODY_TOP, BESIDE, ASIDE_HIGH) if aside else (SIDE, FOOT_TOP, WIDE - 2 * SIDE, FOOT_HIGH)
    box = slide.shapes.add_textbox(*place)
    box.name = "Filters, sources and version"
    notes = [*figure.notes] if aside else [" ".join(figure.notes)] if figure.notes else []
    told, letter_size = _fitting(figure.filters, notes, _footer(figure), place[2], place[3])
    _write(box.text_frame, told, size=letter_size, colour=PAPER.quiet)
    _notes(slide, figure)


def _fitting(filters: str, notes: list[str], footer: list[str], width: int, height: int) -> tuple[list[str], float]:
    """The lines in the largest size in which they fit; the first notes are left to those of the slide where none is."""
    tries = [(notes, size) for size in SIZES]
    tries += [([REST, *notes[left:]], SIZES[1]) for left in range(1, len(notes) + 1)]
    for told, size in tries:
        lines = [filters, *told, *footer]
        letters = int(Length(width).pt / (size * LETTER))
        if sum(len(wrap(line, letters)) for line in lines) * size * LEADING <= Length(height).pt:
            break
    return lines, size


def _footer(figure: Figure) -> list[str]:
    return [figure.source, f"{figure.version} · Same view in the dashboard: {figure.link}" if figure.link else figure.version]


def _notes(slide: Slide, figure: Figure) -> None:
    """How the figure is made and what to keep in mind, for whoever speaks to the slide."""
    parts = [figure.sentence, "How to read it", figure.method, "To keep in mind", *figure.notes, *figure.caveats]
    lines = [*dict.fromkeys(parts), "Filters", figure.filters, "Sources and version", *_footer(figure), "In words", figure.alt]
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(_clean(line) for line in lines if line)


def _picture(slide: Slide, page: Printed, alt: str, *, aside: bool) -> None:
    ratio = page.width / page.height
    wide, high = (ASIDE_WIDE, ASIDE_HIGH) if aside else (WIDE - 2 * SIDE, BODY_HIGH)
    width = min(wide, int(high * ratio))
    left = SIDE if aside else int((WIDE - width) / 2)
    place = (Length(left), BODY_TOP, Length(width), Length(int(width / ratio)))
    shape = slide.shapes.add_picture(io.BytesIO(saved(page, "png")), *place)
    _describe(shape, "Figure", alt)


def _chart(slide: Slide, bars: Bars, figure: Figure) -> None:
    data = CategoryChartData(number_format=bars.number_format)
    data.categories = [cell_text(label) for label in bars.labels]
    for series in bars.series:
        data.add_series(cell_text(_clean(series.name)), series.values)
    kind = XL_CHART_TYPE.BAR_STACKED if figure.kind == "township_rank" else XL_CHART_TYPE.COLUMN_CLUSTERED
    shapes: Any = slide.shapes
    frame = shapes.add_chart(kind, SIDE, BODY_TOP, WIDE - 2 * SIDE, BODY_HIGH, data)
    _describe(frame, "Chart", figure.spoken)
    chart = frame.chart
    chart.part.chart_workbook.xlsx_part.blob = workbook(bars)
    _dress(chart, bars, stacked=kind == XL_CHART_TYPE.BAR_STACKED)


def _dress(chart: Chart, bars: Bars, *, stacked: bool) -> None:
    """Colours, hatches and numbers on the bars, as in the picture."""
    chart.font.size, chart.font.name = Pt(12), FONT
    chart.font.color.rgb = _rgb(PAPER.text)
    chart.has_title = False
    chart.has_legend = len(bars.series) > 1 or not stacked
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    plot = chart.plots[0]
    plot.gap_width = 45 if stacked else 15
    plot.overlap = 100 if stacked else 0
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, bars.number_format, False
    labels.font.size, labels.font.bold = Pt(12), True
    chart.value_axis.major_gridlines.format.line.color.rgb = _rgb(PAPER.grid)
    chart.value_axis.format.line.fill.background()
    chart.value_axis.tick_labels.number_format = "#,##0"
    chart.value_axis.tick_labels.number_format_is_linked = False
    chart.value_axis.minimum_scale = 0
    chart.category_axis.format.line.color.rgb = _rgb(PAPER.quiet)
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.reverse_order = stacked
    if stacked:
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False
    for drawn, series in zip(plot.series, bars.series, strict=True):
        if stacked and not series.hollow:
            own = drawn.data_labels
            own.show_value, own.font.size, own.font.bold = True, Pt(12), True
            own.font.color.rgb = _rgb(PAPER.background)
        _paint(drawn.format, series.colour, hollow=series.hollow)
        drawn.invert_if_negative = False
        for place in series.hatched:
            shape = drawn.points[place].format
            shape.fill.patterned()
            shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
            shape.fill.fore_color.rgb, shape.fill.back_color.rgb = _rgb(series.colour), _rgb(PAPER.background)
            shape.line.color.rgb = _rgb(series.colour)


def _paint(shape: Any, colour: str, *, hollow: bool) -> None:  # noqa: ANN401 - the format of any part of a chart
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(PAPER.background if hollow else colour)
    shape.line.color.rgb = _rgb(colour)
    shape.line.width = Pt(1.5)


def _write(frame: TextFrame, lines: list[str], *, size: float, colour: str, bold: bool = False) -> None:
    """Plain runs, one paragraph a line: text of the data is never a link or a field."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Length(0)
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = _clean(line)
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
        run.font.color.rgb = _rgb(colour)


def _clean(text: str) -> str:
    """The text without the signs that XML cannot hold, on one line."""
    return re.sub(r"[\x00-\x20\x7f-\x9f\ud800-\udfff\ufffe\uffff]+", " ", text).strip()


def _describe(shape: BaseShape, name: str, words: str) -> None:
    shape.name = name
    shape._element.xpath(".//p:cNvPr")[0].set("descr", _clean(words))


def _place(shape: Any, left: int, top: int, width: int, height: int) -> None:  # noqa: ANN401 - any placeholder
    shape.left, shape.top, shape.width, shape.height = left, top, width, height


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))


def _sign(deck: Any, title: str, day: datetime) -> None:  # noqa: ANN401 - as above
    """The title and the date of the data; nobody's name and no machine."""
    core = deck.core_properties
    core.title, core.author, core.last_modified_by = _clean(title), "", ""
    core.subject = core.keywords = core.comments = core.category = ""
    core.created = core.modified = day
    core.revision = 1
    for part in deck.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml" and isinstance(part, Part):
            part._blob = _program(len(deck.slides))


def _program(slides: int) -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    words = f"<Application>{PROGRAM}</Application><Slides>{slides}</Slides>"
    return f'{head}<Properties xmlns="{space}">{words}</Properties>'.encode()


def _repacked(content: bytes) -> bytes:
    """The same package with one time for all its parts, in the order of the parts' names after the list of types."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, date_time=EARLIEST)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, source.read(name))
    return target.getvalue()
