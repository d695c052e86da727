"""Text from the data made safe for the place it goes to: Markdown, Plotly, or a cell of a CSV."""

import html
import re

MARKDOWN_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$:~&@/])")
FORMULA = re.compile(r"(?:['\s]*[=+\-@＝＋－＠]|'*[\t\r\n])")


def markdown_text(text: str) -> str:
    """The text with every mark of Markdown escaped, on one line, so that it is shown as it is and fetches nothing."""
    return MARKDOWN_MARKS.sub(r"\\\1", " ".join(text.split()))


def plotly_text(text: str) -> str:
    """The text with the marks of HTML escaped, as Plotly reads a few tags in every label."""
    return html.escape(" ".join(text.split()))


def cell_text(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula.

    What already looks like a neutralised formula gets one apostrophe more, so `cell_text_back` always gives the original.
    """
    return f"'{text}" if FORMULA.match(text) else text


def cell_text_back(cell: str) -> str:
    """The original of a cell written by `cell_text`."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
