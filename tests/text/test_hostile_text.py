"""Hostile text in the data and in a brought file: refused in words, or the same words again in every file and figure."""

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from pptx import Presentation

from components.charts.theme import LIGHT
from components.dataset.cells import cell_value
from components.dataset.citation import bibtex, work
from components.dataset.codebook import data_package_text
from components.dataset.csv_gate import read_rows
from components.dataset.load import Dataset, load
from components.dataset.project_texts import project_texts
from components.dataset.schema import TABLES as SPECS
from components.export.briefing import TABLES, Briefing, briefing, figures_on_offer
from components.export.package import everything_file, picture_files
from components.export.report import report_file
from components.export.slides import slides_file
from components.filters.table import options
from components.filters.view import Selection, View
from components.text.escaping import FORMULA, document_text, file_part, map_text, markdown_text
from components.uploads.reader import Imported, Refused, read_events
from tests.broken_data import change, faults_of
from tests.event_files import ucdp
from tests.hostile import (
    FORMULAS,
    HOSTILE_NAME,
    KEPT,
    LONG,
    LONG_CELLS,
    OUTSIDE,
    REFUSED,
    VECTORS,
    cell_text_back,
    hostile_files,
    is_free_text,
)

ALLOWED_IN_PLOTLY = re.compile(r"<(?:br|/?b|/?i|/?sub|/?sup|/span|span style=['\"][a-z-]+: ?[#\w.]+(?:px)?['\"])>")
PLAIN_TAGS = {
    *(
        "html",
        "head",
        "image",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "h1",
        "h2",
        "p",
        "b",
        "span",
        "ul",
        "li",
        "section",
        "figure",
        "div",
    ),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("svg", "g", "path", "defs", "clippath", "use", "rect", "text", "tspan", "pattern"),
}
IN_SVG = {"svg", "g", "path", "defs", "style", "clipPath", "use", "rect", "text", "tspan", "pattern", "image"}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The datasets of the hostile folder, which the loader finds sound."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, content in hostile_files().items():
        (folder / name).write_bytes(content)
    return load(folder)


@pytest.fixture(scope="module")
def one_township(everything: Dataset) -> Selection:
    """The filters of a township with a hostile name."""
    known = options(everything, "township").values()
    return Selection.of(township=(next(one.value for one in known if one.name in VECTORS and one.events),))


@pytest.fixture(scope="module")
def made(everything: Dataset, one_township: Selection) -> Briefing:
    """A briefing of a township of a hostile name with every figure that has something to show, and every table."""
    return briefing(View(everything, one_township), [*figures_on_offer(), *TABLES])


def squeezed(text: str) -> str:
    """The text without any blank, as lines may break anywhere."""
    return "".join(text.split())


def said_of(made: Briefing) -> set[str]:
    """The hostile texts that the titles and subtitles of figures hold, and so each file with them must show."""
    words = squeezed(" ".join(f"{one.figure.title} {one.figure.subtitle}" for one in made.figures))
    return {text for text in VECTORS if squeezed(text) in words}


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", REFUSED, ids=REFUSED.get)
def test_the_gate_refuses_control_and_turning_marks_in_words(mark: str) -> None:
    rows, faults = read_rows("claims.csv", f"a,b\n1,x{mark}y\n".encode(), ["a", "b"])
    assert rows == []
    sentence = f'claims.csv, row 2: "<{REFUSED[mark]}>" must not stand in a cell: it is a control or replacement character.'
    shown = sentence if not mark.isprintable() else sentence.replace(f"<{REFUSED[mark]}>", mark)
    assert [str(fault) for fault in faults] == [shown]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_curated_cell_that_begins_like_a_formula_is_refused_in_words(text: str) -> None:
    for spec in SPECS.values():
        for column in filter(is_free_text, spec.columns.values()):
            assert cell_value(column, text)[1] == "must not start with = + - or @, which a spreadsheet takes for a formula"


def test_a_name_that_would_fill_a_title_is_refused_in_words(everything: Dataset, tmp_path_factory: Any) -> None:
    folder = tmp_path_factory.mktemp("long")
    for name, content in hostile_files().items():
        (folder / name).write_bytes(content)
    number = change(folder, "places", "mung_lai_hkyet", name="W" * LONG, aliases="W" * LONG)
    where, shown = f"places.csv, row {number}, column", f'"{"W" * 80}..."'
    assert [str(fault) for fault in faults_of(folder)] == [
        f"{where} aliases: {shown} must not be longer than 500 characters.",
        f"{where} name: {shown} must not be longer than 200 characters.",
    ]


def test_a_brought_file_with_a_zero_byte_or_a_huge_cell_is_refused_in_words() -> None:
    for text, said in (("a\x00b", "here it holds a zero byte"), (LONG_CELLS[0], "must not be longer than 2,000 characters")):
        with pytest.raises(Refused) as refusal:
            brought(ucdp({"side_b": text}))
        assert said in str(refusal.value)
        assert len(str(refusal.value)) < 400


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_every_column_of_free_text_holds_hostile_text_and_long_cells(everything: Dataset) -> None:
    for spec in SPECS.values():
        for column in filter(is_free_text, spec.columns.values()):
            cells = [str(cell) for cell in everything.table(spec.name)[column.name].dropna()]
            hostile = {text for text in VECTORS for cell in cells if text[:100].replace(";", ",") in cell}
            assert len(hostile) >= min(5, len(cells)) or (spec.name, column.name) in KEPT, (spec.name, column.name)
            if column.longest is None and (spec.name, column.name) not in KEPT and column.name != "core_value":
                assert any(len(cell) > LONG // 2 for cell in cells) or len(cells) < 40, (spec.name, column.name)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("https://a.b", r"https\::small[]\/\/a\.b"),
        ("WWW.a.b", r"WWW:small[]\.a\.b"),
        ("me@a.b", r"me\@:small[]a\.b"),
        (":streamlit: :material_home:", r"\::small[]streamlit\: \::small[]material\_home\:"),
        ("-> <- -- <->", r"\-:small[]\> \<:small[]\- \-:small[]\- \<:small[]\-:small[]\>"),
        (">= <= ~=", r"\>:small[]= \<:small[]= \~:small[]="),
        ("2011-2013, a - b: c", r"2011\-2013, a \- b\: c"),
    ],
)
def test_markdown_makes_neither_link_nor_picture_nor_arrow_of_a_text(text: str, escaped: str) -> None:
    assert markdown_text(text) == escaped


def test_a_text_is_no_expression_of_a_map_and_no_path_of_a_file() -> None:
    assert (map_text("@@=1"), map_text("a@@=1")) == (" @@=1", "a@@=1")
    assert file_part("../../Puta-O/ *x") == "puta-o-x"
    assert file_part("...") == "unnamed"


def test_a_markdown_file_shows_a_text_as_it_is() -> None:
    assert document_text("![x](y) <b> 1. *a*") == r"!\[x\](y) \<b\> 1. \*a\*"
    assert (document_text("# a"), document_text("- a"), document_text("12. a")) == (r"\# a", r"\- a", r"12\. a")


# --- pictures on the screen ------------------------------------------------------------------------------------------


def texts_in(value: object) -> list[str]:
    """Every text in a figure as it is sent to the browser."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts_in(one)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in texts_in(one)]
    return [value] if isinstance(value, str) else []


def test_no_label_and_no_hover_label_of_a_figure_holds_a_tag_of_the_data(everything: Dataset) -> None:
    for registered in figures_on_offer().values():
        texts = [text.removesuffix("<extra></extra>") for text in texts_in(registered.spec(View(everything), LIGHT))]
        assert [text for text in texts if "<" in ALLOWED_IN_PLOTLY.sub("", text)] == [], registered.key


def no_expression(deck: Any) -> int:
    """Holds a map to plain texts; gives how many tips it has."""
    spec = json.loads(deck.to_json())
    rows = [row for layer in spec["layers"] for row in layer["data"] if isinstance(layer["data"], list)]
    assert not [text for text in texts_in(rows) if text.startswith("@@")]
    assert deck._tooltip == {"text": "{tip}"}
    return sum("tip" in row for row in rows)


# --- pictures, slides, sheet -----------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """The tags of a page, what could run or load, and its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.risky: list[tuple[str, str]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.risky += [(name, str(value)) for name, value in attrs if name.startswith("on") or ":" in name or name in LOADING]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


LOADING = ("src", "href", "srcset", "action", "formaction", "background", "poster", "ping")


@pytest.mark.filterwarnings("ignore:Glyph")
def test_the_report_is_words_and_drawings_and_nothing_that_runs_or_loads(made: Briefing) -> None:
    page = report_file(made).decode()
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.tags <= PLAIN_TAGS, reader.tags - PLAIN_TAGS
    within = ("#", "data:image/png;base64,")
    assert all((name == "xlink:href" and value.startswith(within)) or name.startswith("xmlns:") for name, value in reader.risky)
    assert len(page.encode()) < 1_000_000
    drawings = re.findall(r"<svg .*?</svg>", page, re.DOTALL)
    assert len(drawings) == len(made.figures)
    shown = squeezed(" ".join(reader.words))
    assert [text for text in said_of(made) if squeezed(text) not in shown] == []
    for drawing in drawings:
        root = ET.fromstring(drawing)  # noqa: S314 - drawn here
        assert {element.tag.rpartition("}")[2] for element in root.iter()} <= IN_SVG
        assert all(not name.startswith("on") for element in root.iter() for name in element.attrib)


@pytest.mark.filterwarnings("ignore:Glyph")
def test_the_slides_have_no_link_no_formula_and_nothing_outside(made: Briefing) -> None:
    content = slides_file(made)
    shown = squeezed(" ".join(words_of(slide) for slide in Presentation(io.BytesIO(content)).slides))
    assert [text for text in said_of(made) if squeezed(text) not in shown] == []
    with zipfile.ZipFile(io.BytesIO(content)) as deck:
        for name in deck.namelist():
            part = deck.read(name)
            assert b"hlinkClick" not in part
            assert b"hlinkHover" not in part
            assert b'TargetMode="External"' not in part
            if name.endswith((".xml", ".rels")):
                ET.fromstring(part)  # noqa: S314 - made here
            if name.endswith(".xlsx"):
                assert_harmless(part)


def words_of(slide: Any) -> str:
    frames = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    series = [one.name for shape in slide.shapes if shape.has_chart for one in shape.chart.plots[0].series]
    return " ".join([*frames, *series, slide.notes_slide.notes_text_frame.text])


def assert_harmless(book: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        cells = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
        assert not re.search(r"<f[ >]|<hyperlink|DDE|externalLink", cells)
        names = [element.text or "" for element in ET.fromstring(archive.read("xl/sharedStrings.xml")).iter()]  # noqa: S314
    assert not [name for name in names if FORMULA.match(name) and not name.startswith("'")]


# --- files -----------------------------------------------------------------------------------------------------------


def test_each_csv_of_the_zip_is_harmless_and_gives_every_text_back(everything: Dataset, one_township: Selection) -> None:
    chosen = briefing(View(everything, one_township), ["map", *TABLES])
    with zipfile.ZipFile(io.BytesIO(everything_file(chosen, project_texts(), picture_files(chosen)))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for name in files:
        assert re.fullmatch(r"[\w.-]+(/[\w.-]+)*", name), name
        assert ".." not in PurePosixPath(name).parts
    for name, content in files.items():
        if name.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(content.decode(), newline="")) for cell in row]
            assert not [cell for cell in cells if FORMULA.match(cell) and cell[0] != "'" and not is_number(cell)], name
    for name, original in hostile_files().items():
        back = [[cell_text_back(cell) for cell in row] for row in csv.reader(io.StringIO(files[f"data/{name}"].decode()))]
        assert back == list(csv.reader(io.StringIO(original.decode(), newline="")))
    for name in ("README.md", "data/README.md"):
        lines = [line for line in files[name].decode().splitlines() if OUTSIDE in line or "window.hit" in line]
        assert not [line for line in lines if re.search(r"(?<!\\)[<\[]", line)]


def is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?", cell))


def test_the_data_package_is_sound_json_with_every_title_as_it_is(everything: Dataset) -> None:
    package = json.loads(data_package_text(everything))
    titles = {source["title"] for source in package["sources"]}
    assert all(any(title in one for one in titles) for title in everything.sources["title"])


def test_a_citation_of_hostile_filters_has_no_command_of_tex() -> None:
    words = ", ".join(VECTORS)
    entry = bibtex(work(project_texts()["CITATION.cff"]), filters=words)
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")
    note = next(line for line in entry.splitlines() if line.startswith("  note"))
    assert set(re.findall(r"\\([a-zA-Z]+)", note)) <= {"textbackslash", "textasciitilde", "textasciicircum"}


# --- a brought file --------------------------------------------------------------------------------------------------


def brought(content: bytes, name: str = HOSTILE_NAME) -> Imported:
    return read_events(name, io.BytesIO(content), len(content))
