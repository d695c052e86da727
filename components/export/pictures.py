"""The picture of a figure as a file, whatever its kind."""

from components.charts.described import Figure
from components.export.print_chart import printed_chart
from components.export.print_map import printed_map
from components.export.print_page import FileKind, Printed, saved


def printed(figure: Figure, *, bare: bool = False) -> Printed:
    """The figure on paper; a bare one leaves all words around it to the slide it stands on."""
    return printed_map(figure, bare=bare) if figure.kind == "map" else printed_chart(figure, bare=bare)


def picture_file(figure: Figure, kind: FileKind, *, bare: bool = False) -> bytes:
    """The picture as PNG (200 dots an inch), SVG or PDF; same figure, same bytes."""
    return saved(printed(figure, bare=bare), kind)
