"""Charts that a colleague can edit in the slides: figures that are nothing but bars on each other, upright or lying."""

import io
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
from matplotlib.colors import to_hex
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from components.charts.figure import Spec
from components.charts.theme import LIGHT
from components.export.package import EARLIEST
from components.export.print_axes import Part
from components.export.print_marks import one, solid
from components.export.print_text import plain
from components.text.escaping import cell_text

FONT, SIZE = "Arial", 14
TOTAL = "Total"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


@dataclass(frozen=True)
class Series:
    """One row of columns: its name, values (None where there is none), the colour of each, which are hatched."""

    name: str
    values: tuple[float | None, ...]
    colours: tuple[str, ...] = ()
    hatched: tuple[int, ...] = ()


@dataclass(frozen=True)
class Native:
    """The numbers of a chart that can be edited: what stands along its axis, its series, the totals on top.

    Bars that lie have their totals in the names of their rows, since a stack has no label of its own.
    """

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    totals: tuple[float | None, ...] = ()
    is_lying: bool = False

    @property
    def rows(self) -> tuple[Series, ...]:
        """The series, and the totals as the last one."""
        return (*self.series, Series(TOTAL, self.totals)) if self.totals else self.series


def native(spec: Spec) -> Native | None:
    """The numbers of a figure as a chart that can be edited; None where that would lose a mark, a label or the scale."""
    layout, data = spec["layout"], spec["data"]
    bars, others = ([trace for trace in data if (trace["type"] == "bar") == is_bar] for is_bar in (True, False))
    is_plain = {key for key in layout if key[1:5] == "axis"} <= {"xaxis", "yaxis"} and layout["barmode"] == "stack"
    has_more = layout.get("shapes") or layout.get("annotations") or any("base" in bar for bar in bars)
    if not bars or not is_plain or has_more or len(others) > 1 or any(trace["mode"] != "text" for trace in others):
        return None
    if any(bar.get("orientation") == "h" for bar in bars):
        names, numbers = bars[0]["y"], (others or bars)[0]["text"]
        labels = (f"{plain(name)}  {number.strip()}" for name, number in zip(names, numbers, strict=True))
        return Native(tuple(labels), tuple(_series(trace, "x") for trace in bars), is_lying=True)
    totals = tuple(
        number if words else None for trace in others for number, words in zip(trace["y"], trace["text"], strict=True)
    )
    return Native(tuple(map(str, bars[0]["x"])), tuple(_series(trace, "y") for trace in bars), totals)


def _series(trace: Part, side: str) -> Series:
    marker, places = trace.get("marker", {}), range(len(trace[side]))
    shades = [solid(one(marker.get("color"), at, LIGHT.quiet), one(marker.get("opacity"), at, 1.0)) for at in places]
    colours = tuple(to_hex(shade).removeprefix("#") for shade in shades)
    hatched = tuple(at for at in places if one(marker.get("pattern", {}).get("shape"), at))
    return Series(trace.get("name", TOTAL), tuple(number or None for number in trace[side]), colours, hatched)


def add_chart(slide: Any, found: Native, place: tuple[int, int, int, int]) -> Any:  # noqa: ANN401 - the library's own types
    """Put the chart on a slide, with a workbook that holds its numbers and no formula; gives its frame."""
    data = CategoryChartData(number_format="General")
    data.categories = [cell_text(label) for label in found.labels]
    for series in found.rows:
        data.add_series(cell_text(series.name), series.values)
    shape = XL_CHART_TYPE.BAR_STACKED if found.is_lying else XL_CHART_TYPE.COLUMN_STACKED
    frame = slide.shapes.add_chart(shape, *place, data)
    chart = frame.chart
    chart.part.chart_workbook.xlsx_part.blob = workbook(found)
    _dress(chart, found)
    return frame


def workbook(found: Native) -> bytes:
    """The numbers behind a chart as XLSX, in which no text is a formula or a link; same numbers, same bytes."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": datetime(*EARLIEST, tzinfo=UTC)})
    sheet = book.add_worksheet("Sheet1")
    sheet.write_column(1, 0, [cell_text(label) for label in found.labels])
    for column, series in enumerate(found.rows, start=1):
        sheet.write_column(0, column, [cell_text(series.name), *series.values])
    book.close()
    return target.getvalue()


def _dress(chart: Chart, found: Native) -> None:
    """Colours, hatches and numbers on the columns, as in the picture."""
    chart.font.size, chart.font.name = Pt(SIZE), FONT
    chart.font.color.rgb = _rgb(LIGHT.text)
    chart.has_title = False
    chart.has_legend = len(found.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    plot, value, along = chart.plots[0], chart.value_axis, chart.category_axis
    value.has_major_gridlines, value.minimum_scale = True, 0
    value.major_gridlines.format.line.color.rgb = _rgb(LIGHT.grid)
    value.format.line.fill.background()
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = "#,##0", False
    along.format.line.color.rgb = _rgb(LIGHT.quiet)
    along.has_major_gridlines = False
    if found.is_lying:
        along.reverse_order, value.visible, value.has_major_gridlines = True, False, False
    plot.gap_width, plot.overlap = 40, 100
    for drawn, series in zip(plot.series, found.series, strict=False):
        drawn.invert_if_negative = False
        usual = max(series.colours, key=series.colours.count)
        _fill(drawn.format, usual)
        for order, shade in enumerate(series.colours):
            if series.values[order] is not None and (shade != usual or order in series.hatched):
                _fill(drawn.points[order].format, shade, hatched=order in series.hatched)
    if found.totals:
        _set_totals(chart, len(found.series))


def _rgb(shade: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(shade.removeprefix("#")))


def _fill(shape: Any, shade: str, *, hatched: bool = False) -> None:  # noqa: ANN401 - the format of any part of a chart
    if hatched:
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = _rgb(shade), _rgb(LIGHT.paper)
        shape.line.color.rgb = _rgb(shade)
        return
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(shade)


def _set_totals(chart: Chart, number: int) -> None:
    """Make the last series a line of no colour whose labels are the totals, since a stack has no label of its own."""
    bars = chart._chartSpace.chart.plotArea.find(qn("c:barChart"))
    total = bars.findall(qn("c:ser"))[number]
    for rule in total.findall(qn("c:invertIfNegative")):
        total.remove(rule)
    line = parse_xml(
        f'<c:lineChart xmlns:c="{C}"><c:grouping val="standard"/><c:varyColors val="0"/><c:marker val="1"/></c:lineChart>'
    )
    line.find(qn("c:varyColors")).addnext(total)
    for axis in bars.findall(qn("c:axId")):
        line.append(deepcopy(axis))
    bars.addnext(line)
    plot = chart.plots[1]
    drawn = plot.series[0]
    drawn.format.line.fill.background()
    drawn.marker.style, drawn.smooth = XL_MARKER_STYLE.NONE, False
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.ABOVE
    labels.number_format, labels.number_format_is_linked = "#,##0", False
    legend = chart._chartSpace.chart.find(qn("c:legend"))
    if legend is not None:
        entry = f'<c:legendEntry xmlns:c="{C}"><c:idx val="{number}"/><c:delete val="1"/></c:legendEntry>'
        legend.find(qn("c:legendPos")).addnext(parse_xml(entry))
