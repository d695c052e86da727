"""The slides: 16:9, one figure a slide, charts that a colleague can edit, and not a trace of who or what made the file."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Length, Pt

from components.charts.theme import LIGHT
from components.export.briefing import TITLE, Briefing, Chosen, Progress, Table
from components.export.package import zip_file
from components.export.print_chart import bare
from components.export.print_page import Words, saved
from components.export.slide_charts import FONT, add_chart, native
from components.filters.view import View
from components.text.wording import many

WIDE, HIGH, SIDE = Inches(13.333), Inches(7.5), Inches(0.5)
ROOM = WIDE - 2 * SIDE
TITLE_TOP, TITLE_HIGH, LEAD_TOP, BODY_TOP, BODY_HIGH = Inches(0.25), Inches(0.75), Inches(1.0), Inches(1.42), Inches(5.45)
FOOT_TOP, FOOT_HIGH = Inches(6.95), Inches(0.35)
SERIF = "Georgia"
UNITS_PER_INCH = 72  # a page of 960 units is as wide as a slide
TITLE_SIZE, SMALLER_TITLE, LONG_TITLE = 26, 21, 62
ROWS, PAGES, LONGEST_CELL = 13, 5, 54  # of a table: rows a slide, slides at most, characters of a cell
LETTER, WIDE_LETTER = 5.4, 6.2  # points of a letter in a table, in the middle and at most
NAMED = 40  # publishers on the last slide
LAYOUT, PROGRAM, KEPT_LAYOUT = "Figure", "Kachin Conflict Dashboard", 5  # of the library's template: a title and nothing else
Deck = Any  # the library types its decks by a function


def slides_file(made: Briefing, progress: Progress | None = None) -> bytes:
    """A PPTX with a title slide, a slide for each figure, some for each table and one of sources; same briefing, same bytes."""
    deck, view = _empty_deck(), made.view
    _first_slide(deck, made)
    for number, chosen in enumerate(made.figures, start=1):
        _figure_slide(deck, chosen, view)
        if progress:
            progress(number, len(made.figures), f"Slide {number} of {len(made.figures)}")
    for table in made.tables:
        _table_slides(deck, table, view)
    _sources_slide(deck, made)
    day = datetime.fromisoformat(view.dataset.date).replace(tzinfo=UTC)
    _sign(deck, f"{TITLE}, {view.words}", day)
    target = io.BytesIO()
    deck.save(target)
    return _repacked(target.getvalue())


def _first_slide(deck: Deck, made: Briefing) -> None:
    slide, data = deck.slides.add_slide(deck.slide_layouts[0]), made.view.dataset
    _accent(slide)
    title = slide.shapes.title
    _place(title, SIDE, Inches(2.2), ROOM, Inches(1.0))
    _write(title.text_frame, [TITLE], size=40, font=SERIF, bold=True)
    words = made.view.words
    lines = [f"{words[:1].upper()}{words[1:]}", f"Data {data.version} of {data.date}"]
    _text(slide, "Filters", lines, (SIDE, Inches(3.3), ROOM, Inches(0.9)), size=20)
    findings = [f"{number}  {one.figure.title}" for number, one in enumerate(made.figures, start=1)]
    _text(slide, "Findings", findings[:8], (SIDE, Inches(4.3), ROOM, Inches(2.6)), size=16, colour=LIGHT.text)
    _notes(slide, ["Unknown is not zero. Numbers of different claimants are never added.", *made.left_out])


def _figure_slide(deck: Deck, chosen: Chosen, view: View) -> None:
    figure, words = chosen.figure, Words.of(chosen.figure, view, chosen.registered.page)
    slide = _titled(deck, figure.title)
    _text(slide, "Subtitle", [words.lead], (SIDE, LEAD_TOP, ROOM, Inches(0.4)), size=15)
    found, place = native(figure.plot(LIGHT)), (SIDE, BODY_TOP, ROOM, BODY_HIGH)
    alt = f"{chosen.registered.label}. {figure.title}. {words.lead}."
    if found:
        _describe(add_chart(slide, found, place), "Chart", alt)
    else:
        page = bare(figure, ROOM / 914_400 * UNITS_PER_INCH, BODY_HIGH / 914_400 * UNITS_PER_INCH)
        _describe(_shapes(slide).add_picture(io.BytesIO(saved(page, "png")), *place), "Figure", alt)
    foot = " ".join(part for part in (words.note, f"{words.sources}." if words.sources else "") if part)
    _text(slide, "Caveat and sources", [_short(foot, 190)], (SIDE, FOOT_TOP, ROOM, FOOT_HIGH), size=11)
    known = view.records.sources
    sources = [f"{one.id} {one.name}: {one.title}" for one in (known[key] for key in figure.source_ids if key in known)]
    _notes(slide, [words.lead, words.note, *figure.about, words.version, f"Same view: {words.link}", "Sources:", *sources])


def _table_slides(deck: Deck, table: Table, view: View) -> None:
    rows = table.rows
    pages = [rows.iloc[start : start + ROWS] for start in range(0, len(rows), ROWS)][:PAGES]
    for number, page in enumerate(pages, start=1):
        part = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
        slide = _titled(deck, f"{table.label}{part}")
        shown = f"{view.words}. {len(rows):,} rows, latest first"
        if len(rows) > ROWS * PAGES:
            shown += f", the first {ROWS * PAGES} here, all in the file of numbers"
        _text(slide, "Subtitle", [shown], (SIDE, LEAD_TOP, ROOM, Inches(0.4)), size=15)
        _table(slide, page)
        _notes(slide, [shown, f"Data {view.dataset.version} of {view.dataset.date}"])


def _sources_slide(deck: Deck, made: Briefing) -> None:
    """Who the sources of the figures and tables are, those with most documents first, and each document in the notes."""
    used = made.sources
    slide = _titled(deck, "Sources")
    lead = f"{many(len(used), 'document')}; each with its address in the notes and in the ZIP"
    _text(slide, "Subtitle", [lead], (SIDE, LEAD_TOP, ROOM, Inches(0.4)), size=15)
    numbers = Counter(one.publisher or one.title for one in used).most_common()
    words = "; ".join(f"{name} ({number})" if number > 1 else name for name, number in numbers[:NAMED])
    words += f"; and {len(numbers) - NAMED} more" if len(numbers) > NAMED else ""
    _text(slide, "Sources", [words], (SIDE, BODY_TOP, ROOM, BODY_HIGH), size=14, colour=LIGHT.text)
    _notes(slide, [f"{one.id} {one.name}: {one.title} {one.url}".strip() for one in used])


def _widths(rows: pd.DataFrame) -> list[int]:
    """The width of each column: what its words need, and where they need more than there is, the rest for the long ones."""
    letters = [max(len(str(name)) + 1, *(min(len(str(cell)), LONGEST_CELL) for cell in rows[name])) for name in rows]
    needs = [int(Pt(WIDE_LETTER * number + 12)) for number in letters]
    short = [need if need <= ROOM / len(needs) else 0 for need in needs]
    rest, wanted = ROOM - sum(short), sum(needs) - sum(short)
    return [need if is_short else int(rest * need / wanted) for need, is_short in zip(needs, short, strict=True)]


def _table(slide: Slide, rows: pd.DataFrame) -> None:
    high = Inches(0.4)
    frame = _shapes(slide).add_table(len(rows) + 1, len(rows.columns), SIDE, BODY_TOP, ROOM, high * (len(rows) + 1))
    frame.name, grid = "Table", frame.table
    widths = _widths(rows)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    lines = [[str(name).capitalize() for name in rows], *([str(cell) for cell in row] for row in rows.itertuples(index=False))]
    for number, line in enumerate(lines):
        grid.rows[number].height = high
        for column, words in enumerate(line):
            _cell(grid.cell(number, column), words, room=widths[column], is_head=number == 0)


def _cell(cell: Any, words: str, *, room: int, is_head: bool) -> None:  # noqa: ANN401 - the library's own type
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = _rgb(LIGHT.gap if is_head else LIGHT.paper)
    letters = max(int((Length(room).pt - 9) / LETTER) * 2 - 4, 4)  # two lines of 10 points
    _write(cell.text_frame, [_short(words, letters)], size=10, bold=is_head)


def _empty_deck() -> Deck:
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
                _place(shape, SIDE, TITLE_TOP, ROOM, TITLE_HIGH)
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


def _titled(deck: Deck, words: str) -> Slide:
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[0])
    _accent(slide)
    title: Any = slide.shapes.title
    size = TITLE_SIZE if len(words) <= LONG_TITLE else SMALLER_TITLE
    _write(title.text_frame, [words], size=size, font=SERIF, bold=True)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    return slide


def _shapes(slide: Slide) -> Any:  # noqa: ANN401 - the library's own types
    return slide.shapes


def _accent(slide: Slide) -> None:
    mark = _shapes(slide).add_shape(MSO_SHAPE.RECTANGLE, SIDE, 0, Inches(0.6), Inches(0.08))
    mark.name = "Mark"
    mark.fill.solid()
    mark.fill.fore_color.rgb = _rgb(LIGHT.accent)
    mark.line.fill.background()


def _text(
    slide: Slide, name: str, lines: Sequence[str], place: tuple[int, int, int, int], *, size: float, colour: str = LIGHT.quiet
) -> None:
    box = _shapes(slide).add_textbox(*place)
    box.name = name
    _write(box.text_frame, lines, size=size, colour=colour)


def _notes(slide: Slide, lines: Iterable[str]) -> None:
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(_clean(line) for line in dict.fromkeys(lines) if line)


def _write(
    frame: TextFrame, lines: Sequence[str], *, size: float, colour: str = LIGHT.text, bold: bool = False, font: str = FONT
) -> None:
    """Plain runs, one paragraph a line: text of the data is never a link or a field."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Length(0)
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = _clean(line)
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, font
        run.font.color.rgb = _rgb(colour)


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0].rstrip(' ;,')} …"


def _clean(text: str) -> str:
    """The text without the signs that XML cannot hold, on one line."""
    return re.sub(r"[\x00-\x20\x7f-\x9f\ud800-\udfff\ufffe\uffff]+", " ", text).strip()


def _describe(shape: Any, name: str, words: str) -> None:  # noqa: ANN401 - the library's own types
    shape.name = name
    shape._element.xpath(".//p:cNvPr")[0].set("descr", _clean(words))


def _place(shape: Any, left: int, top: int, width: int, height: int) -> None:  # noqa: ANN401 - any placeholder
    shape.left, shape.top, shape.width, shape.height = left, top, width, height


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))


def _sign(deck: Deck, title: str, day: datetime) -> None:
    """The title and the date of the data; nobody's name and no machine."""
    core = deck.core_properties
    core.title, core.author, core.last_modified_by = _clean(title)[:250], "", ""
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
    """The same package with one time for all its parts, in the order of their names, of which that of the types is first."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return zip_file({name: source.read(name) for name in source.namelist()})
