"""Text from the data made safe for the place it goes to: Markdown, Plotly, a map, or a cell of a CSV."""

import html
import re

MARKDOWN_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$:~&@/])")
# Once Markdown is read, Streamlit makes links, pictures and arrows of what is left of these, escaped or not.
MADE_INTO_MORE = re.compile(
    r"(?<=:)(?=//|streamlit:|material_)|(?<=www)(?=\.)|(?<=@)(?=[-\w])|(?<=-)(?=[->])|(?<=<)(?=[-=])|(?<=[>~])(?==)",
    re.IGNORECASE,
)
DOCUMENT_MARKS = re.compile(r"([\\`*_\[\]<>#|~$])")
LINE_MARKS = re.compile(r"^(\d*)([-+.)])(?=\s|$)")  # what makes a list of a line
NOTHING = ":small[]"  # an element without words, which keeps them apart
EXPRESSION = "@@"
LONGEST_SHOWN, LONGEST_LABEL = 1_000, 60  # characters of one text in prose, in a file's name
FORMULA = re.compile(r"(?:['\s]*[=+\-@＝＋－＠]|'*[\t\r\n])")


def markdown_text(text: str) -> str:
    """The text with every mark of Markdown escaped, on one line, so that it is shown as it is, links and fetches nothing."""
    parts = MADE_INTO_MORE.split(" ".join(text.split()))
    return NOTHING.join(MARKDOWN_MARKS.sub(r"\\\1", part) for part in parts)


def document_text(text: str) -> str:
    """The text for a Markdown file: on one line, with what makes HTML, links, pictures and looks escaped."""
    return LINE_MARKS.sub(r"\1\\\2", DOCUMENT_MARKS.sub(r"\\\1", " ".join(text.split())))


def shortened(text: str, most: int = LONGEST_SHOWN, *, rest: str = "") -> str:
    """The text, or where it is very long its beginning, how much there is, and in words where the rest of it is."""
    if len(text) <= most:
        return text
    return f"{text[:most].rstrip()} … [{most:,} of {len(text):,} characters{f'; {rest}' if rest else ''}]"


def plotly_text(text: str) -> str:
    """The text with the marks of HTML escaped, as Plotly reads a few tags in every label."""
    return html.escape(" ".join(text.split()))


def map_text(text: str) -> str:
    """The text with a blank before it where a map would take it for an expression to work out."""
    return f" {text}" if text.startswith(EXPRESSION) else text


def file_part(text: str) -> str:
    """The text as a part of a file's name: small letters and digits of any script, with hyphens between, and not long."""
    return re.sub(r"[\W_]+", "-", text.casefold())[:LONGEST_LABEL].strip("-") or "unnamed"


def cell_text(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula.

    What already looks like a neutralised formula gets one apostrophe more, so taking one off always gives the original.
    """
    return f"'{text}" if FORMULA.match(text) else text
