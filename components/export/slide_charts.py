"""Charts that a colleague can edit in the slides: figures that are nothing but bars, lines or dots on one pair of axes."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from components.charts.figure import Spec
from components.charts.theme import LIGHT
from components.export.print_axes import kind_of
from components.export.print_marks import listed, one, solid
from components.export.print_text import plain
from components.text.escaping import cell_text

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP can hold, the same in every file
FONT, SIZE = "Arial", 14
TOTAL = "Total"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


@dataclass(frozen=True)
class Series:
    """One row of bars, or one line: its name, values (None where there is none), the colour of each mark, which are hatched."""

    name: str
    values: tuple[float | None, ...]
    colours: tuple[str, ...]
    hatched: tuple[int, ...] = ()


@dataclass(frozen=True)
class Native:
    """The numbers of a chart that can be edited: what stands along its axis, its series, its totals."""

    kind: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    totals: tuple[float | None, ...] = ()
    is_reversed: bool = False

    @property
    def is_stacked(self) -> bool:
        """Whether its bars stand on each other."""
        return self.kind in ("columns stacked", "bars stacked")


KINDS = {
    "columns stacked": XL_CHART_TYPE.COLUMN_STACKED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "bars stacked": XL_CHART_TYPE.BAR_STACKED,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
}


def native(spec: Spec) -> Native | None:
    """The numbers of a figure as a chart that can be edited; None where that would lose a mark, a label or the scale."""
    layout = spec["layout"]
    axes = {key for key in layout if key[1:5] == "axis"} | {
        trace.get(f"{letter}axis") or letter for trace in spec["data"] for letter in "xy"
    }
    if not axes <= {"xaxis", "yaxis", "x", "y"} or layout.get("shapes") or layout.get("annotations"):
        return None
    if any((layout.get(name) or {}).get("type") == "log" for name in ("xaxis", "yaxis")):
        return None
    bars = [trace for trace in spec["data"] if trace["type"] == "bar"]
    others = [trace for trace in spec["data"] if trace["type"] != "bar"]
    if bars:
        return _bars(spec, bars, others)
    return _lines(spec, others)


def _bars(spec: Spec, bars: Sequence[Mapping[str, Any]], others: Sequence[Mapping[str, Any]]) -> Native | None:
    flat = {trace.get("orientation") == "h" for trace in bars}
    is_text_only = all(trace.get("mode") == "text" for trace in others)
    if len(flat) > 1 or not is_text_only or len(others) > 1 or any("base" in trace or "width" in trace for trace in bars):
        return None
    along, value = ("y", "x") if flat == {True} else ("x", "y")
    places = list(dict.fromkeys(place for trace in bars for place in listed(trace[along])))
    places = sorted(places) if all(isinstance(place, (int, float)) for place in places) else places
    axis = spec["layout"].get(f"{along}axis") or {}
    series = tuple(_series(trace, along, value, places) for trace in bars)
    is_stacked = spec["layout"].get("barmode") in ("stack", "relative") and len(bars) > 1
    name = f"{'bars' if along == 'y' else 'columns'}{' stacked' if is_stacked else ''}"
    totals: tuple[float | None, ...] = ()
    if others and along == "x" and is_stacked:
        told = dict(
            zip(listed(others[0]["x"]), zip(listed(others[0]["y"]), listed(others[0]["text"]), strict=True), strict=True)
        )
        totals = tuple(told[place][0] if place in told and told[place][1] else None for place in places)
    elif others:
        return None
    return Native(name, _labels(axis, places), series, totals, is_reversed=axis.get("autorange") == "reversed" or along == "y")


def _lines(spec: Spec, traces: Sequence[Mapping[str, Any]]) -> Native | None:
    """Lines over one axis of whole steps."""
    if not traces or any(
        "lines" not in str(trace.get("mode")) or trace.get("error_y") or trace.get("fill") for trace in traces
    ):
        return None
    places = list(dict.fromkeys(place for trace in traces for place in listed(trace["x"]) if place is not None))
    axis = spec["layout"].get("xaxis") or {}
    if kind_of(axis, places) not in ("linear", "category") or any(
        not float(place).is_integer() for place in places if not isinstance(place, str)
    ):
        return None
    if any(len(set(_clean(listed(trace["x"])))) != len(_clean(listed(trace["x"]))) for trace in traces):
        return None
    if all(not isinstance(place, str) for place in places):
        places = list(range(int(min(places)), int(max(places)) + 1))
    series = tuple(_series(trace, "x", "y", places) for trace in traces)
    return Native("lines", _labels(axis, places), series)


def _clean(values: list[Any]) -> list[Any]:
    return [value for value in values if value is not None]


def _labels(axis: Mapping[str, Any], places: Sequence[Any]) -> tuple[str, ...]:
    words = dict(zip(listed(axis.get("tickvals")), listed(axis.get("ticktext")), strict=False))
    return tuple(plain(str(words.get(place, place))) for place in places)


def _series(trace: Mapping[str, Any], along: str, value: str, places: Sequence[Any]) -> Series:
    numbers = {
        place: (number, order)
        for order, (place, number) in enumerate(zip(listed(trace[along]), listed(trace[value]), strict=False))
    }
    marker = trace.get("marker") or {}
    values, colours, hatched = [], [], []
    for order, place in enumerate(places):
        number, at = numbers.get(place, (None, 0))
        shade = one(marker.get("color"), at) or (trace.get("line") or {}).get("color") or LIGHT.quiet
        values.append(number or None if trace["type"] == "bar" else number)
        colours.append(_hex(solid(shade, float(one(marker.get("opacity"), at, 1.0)))))
        if one((marker.get("pattern") or {}).get("shape"), at):
            hatched.append(order)
    return Series(str(trace.get("name") or "Number"), tuple(values), tuple(colours), tuple(hatched))


def _hex(shade: Sequence[float]) -> str:
    return "".join(f"{round(part * 255):02x}" for part in shade[:3])


def add_chart(slide: Any, found: Native, place: tuple[int, int, int, int]) -> Any:  # noqa: ANN401 - the library's own types
    """Put the chart on a slide, with a workbook that holds its numbers and no formula; gives its frame."""
    data = CategoryChartData(number_format="General")
    data.categories = [cell_text(label) for label in found.labels]
    for series in found.series:
        data.add_series(cell_text(series.name), series.values)
    frame = slide.shapes.add_chart(KINDS[found.kind], *place, data)
    chart = frame.chart
    chart.part.chart_workbook.xlsx_part.blob = workbook(found)
    _dress(chart, found)
    if found.totals:
        _add_totals(chart, found)
    return frame


def workbook(found: Native) -> bytes:
    """The numbers behind a chart as XLSX, in which no text is a formula or a link; same numbers, same bytes."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": datetime(*EARLIEST, tzinfo=UTC)})
    sheet = book.add_worksheet("Sheet1")
    for row, label in enumerate(found.labels, start=1):
        sheet.write_string(row, 0, cell_text(label))
    rows = [*found.series, *([Series(TOTAL, found.totals, ())] if found.totals else [])]
    for column, series in enumerate(rows, start=1):
        sheet.write_string(0, column, cell_text(series.name))
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return target.getvalue()


def _dress(chart: Chart, found: Native) -> None:
    """Colours, hatches and numbers on the bars, as in the picture."""
    chart.font.size, chart.font.name = Pt(SIZE), FONT
    chart.font.color.rgb = RGBColor.from_string(LIGHT.text[1:])
    chart.has_title = False
    chart.has_legend = len(found.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    plot, value, along = chart.plots[0], chart.value_axis, chart.category_axis
    value.has_major_gridlines = True
    value.major_gridlines.format.line.color.rgb = RGBColor.from_string(LIGHT.grid[1:])
    value.format.line.fill.background()
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = "#,##0", False
    along.format.line.color.rgb = RGBColor.from_string(LIGHT.quiet[1:])
    along.has_major_gridlines = False
    if found.kind == "lines":
        _dress_lines(plot, found)
        return
    value.minimum_scale = 0
    along.reverse_order = found.kind.startswith("bars")
    plot.gap_width, plot.overlap = 40, 100 if found.is_stacked else 0
    if not found.is_stacked:
        plot.has_data_labels = True
        plot.data_labels.show_value, plot.data_labels.number_format = True, "#,##0.##" if _has_parts(found) else "#,##0"
        plot.data_labels.number_format_is_linked = False
    for drawn, series in zip(plot.series, found.series, strict=True):
        drawn.invert_if_negative = False
        _fill(drawn.format, _usual(series.colours))
        for order, shade in enumerate(series.colours):
            if series.values[order] is not None and (shade != _usual(series.colours) or order in series.hatched):
                _fill(drawn.points[order].format, shade, hatched=order in series.hatched)


def _has_parts(found: Native) -> bool:
    return any(value is not None and not float(value).is_integer() for series in found.series for value in series.values)


def _dress_lines(plot: Any, found: Native) -> None:  # noqa: ANN401 - the library's own types
    for drawn, series in zip(plot.series, found.series, strict=True):
        shade = RGBColor.from_string(_usual(series.colours).upper())
        drawn.smooth = False
        drawn.format.line.color.rgb, drawn.format.line.width = shade, Pt(2)
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = shade
        drawn.marker.format.line.color.rgb = shade


def _usual(colours: Sequence[str]) -> str:
    return max(dict.fromkeys(colours), key=colours.count)


def _fill(shape: Any, shade: str, *, hatched: bool = False) -> None:  # noqa: ANN401 - the format of any part of a chart
    rgb = RGBColor.from_string(shade.upper())
    if hatched:
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = rgb, RGBColor.from_string(LIGHT.paper[1:].upper())
        shape.line.color.rgb = rgb
        return
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb


def _add_totals(chart: Chart, found: Native) -> None:
    """The totals over the bars: a line of no colour whose labels are the numbers, since a stack has no label of its own."""
    plot_area = chart._chartSpace.chart.plotArea
    bars = plot_area.find(qn("c:barChart"))
    axes = [axis.get("val") for axis in bars.findall(qn("c:axId"))]
    bars.addnext(parse_xml(_totals_xml(found, axes)))
    legend = chart._chartSpace.chart.find(qn("c:legend"))
    if legend is not None:
        entry = f'<c:legendEntry xmlns:c="{C}"><c:idx val="{len(found.series)}"/><c:delete val="1"/></c:legendEntry>'
        legend.find(qn("c:legendPos")).addnext(parse_xml(entry))


def _totals_xml(found: Native, axes: Sequence[str]) -> str:
    column, last, number = chr(ord("B") + len(found.series)), len(found.labels) + 1, len(found.series)
    labels = "".join(
        f'<c:pt idx="{order}"><c:v>{escape(cell_text(word))}</c:v></c:pt>' for order, word in enumerate(found.labels)
    )
    values = "".join(
        f'<c:pt idx="{order}"><c:v>{value:g}</c:v></c:pt>' for order, value in enumerate(found.totals) if value is not None
    )
    size = f'<c:ptCount val="{len(found.labels)}"/>'
    return (
        f'<c:lineChart xmlns:c="{C}" xmlns:a="{A}"><c:grouping val="standard"/><c:varyColors val="0"/><c:ser>'
        f'<c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{TOTAL}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        '<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>'
        '<c:dLbls><c:numFmt formatCode="#,##0" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr><c:dLblPos val="t"/>'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>{size}{labels}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'{size}{values}</c:numCache></c:numRef></c:val><c:smooth val="0"/></c:ser><c:marker val="1"/>'
        + "".join(f'<c:axId val="{axis}"/>' for axis in axes)
        + "</c:lineChart>"
    )


def readable(found: Native) -> Native:
    """The chart with whole years written out where they were cut to two digits for a narrow screen."""
    return replace(
        found, labels=tuple(f"20{label[1:]}" if label[:1] == "’" and len(label) == 3 else label for label in found.labels)
    )
