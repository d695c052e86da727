"""The report: one HTML file that runs no script and asks nobody for anything, its first page a summary, printing to A4.

Every text of the data is escaped.
"""

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

import pandas as pd

from components.analysis.story import KeyFigure, finding, key_figures
from components.charts.theme import LIGHT
from components.dataset.kinds import Source
from components.export.briefing import TITLE, Briefing, Chosen, Progress, Table
from components.export.print_chart import bare
from components.export.print_page import Words, font_faces, saved
from components.text.escaping import shortened

LARGEST = 1_000_000  # bytes
ON_FIRST_PAGE = 2  # figures
WIDE, HIGH = 720, 330  # units of a figure, as wide as A4 shows it
FIRST_HIGH = (285, 235)  # of those on the first page
MOST_ROWS, FEWER = 60, (25, 8)  # rows of a table, and where the report would be too large
LONGEST_CELL = 160
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
COLOURS = "".join(f"--{name}:{getattr(LIGHT, name)};" for name in ("paper", "text", "accent", "quiet", "grid"))
STYLE = f":root{{{COLOURS}}}\n{Path(__file__).with_suffix('.css').read_text(encoding='utf-8')}"
TAGS = re.compile(r"<[^<>]*>")
NAMED = re.compile(r'(\sid="|url\(#|href="#)')  # what names a part of a drawing, in its tags
FINE = re.compile(r"(\.\d\d)\d+")  # finer than a hundredth of a point, which nobody sees
SHAPES = re.compile(r"<(?:path|use)\b[^>]*>")


def report_file(made: Briefing, progress: Progress | None = None) -> bytes:
    """The report of a briefing, smaller than 1 MB; where tables are cut short it says so. Same briefing, same bytes."""
    drawings = []
    for number, chosen in enumerate(made.figures):
        drawings.append(_drawing(chosen, number))
        if progress:
            progress(number + 1, len(made.figures), f"Figure {number + 1} of {len(made.figures)}")
    for most in (MOST_ROWS, *FEWER, 0):
        page = _page(made, drawings, most)
        if len(page) < LARGEST:
            break
    return page


def _page(made: Briefing, drawings: Sequence[str], most: int) -> bytes:
    figures = [_figure(made, number, drawing) for number, drawing in enumerate(drawings)]
    numbers = [_numbers(chosen, most) for chosen in made.figures] if most else [""] * len(figures)
    parts = [_summary(made), *figures[:ON_FIRST_PAGE], '<div class="break"></div>', *numbers[:ON_FIRST_PAGE]]
    rest = zip(figures[ON_FIRST_PAGE:], numbers[ON_FIRST_PAGE:], strict=True)
    parts += [f"{drawn}\n{told}" for drawn, told in rest]
    parts += [_table(table, most or FEWER[-1]) for table in made.tables]
    body = "\n".join([*parts, _end(made)])
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n<title>{escape(TITLE)}</title>\n'
        f"<style>{font_faces()}{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    ).encode()


def _summary(made: Briefing) -> str:
    view, data = made.view, made.view.dataset
    left_out = "".join(f"<li>{escape(line)}</li>" for line in made.left_out)
    cells = "".join(_number(one) for one in key_figures(view)[:6])
    return (
        f'<h1>{escape(TITLE)}</h1>\n<p class="lead">{escape(finding(view))}</p>\n'
        f'<p class="quiet">{escape(view.words)}. Data {escape(data.version)} of {escape(data.date)}. Unknown is not zero; '
        f'numbers of different claimants are never added.</p>\n<div class="numbers">{cells}</div>\n'
        f"{f'<ul class=quiet>{left_out}</ul>' if left_out else ''}"
    )


def _number(one: KeyFigure) -> str:
    return f'<div>{escape(one.label)}<b>{escape(one.value)}</b><span class="quiet">{escape(one.note)}</span></div>'


def _figure(made: Briefing, number: int, drawing: str) -> str:
    chosen = made.figures[number]
    words = Words.of(chosen.figure, made.view, chosen.registered.page)
    foot = " ".join(part for part in (words.note, words.sources if number >= ON_FIRST_PAGE else "") if part)
    return (
        f'<figure>\n<h2>{escape(words.title)}</h2>\n<p class="quiet">{escape(words.lead)}</p>\n'
        f'<div class="wide"><div class="pan">{drawing}</div></div>\n<p class="quiet">{escape(foot)}</p>\n</figure>'
    )


def _drawing(chosen: Chosen, number: int) -> str:
    """A figure as an SVG that can stand beside others in one page, with its name for those who cannot see it."""
    high = FIRST_HIGH[number] if number < ON_FIRST_PAGE else HIGH
    text = saved(bare(chosen.figure, WIDE, high), "svg", with_fonts=False).decode()
    text = text[text.index("<svg") :].rstrip()
    text = re.sub(r"<metadata>.*?</metadata>|(?<=>)\n\s*(?=<)", "", text, flags=re.DOTALL)
    text = SHAPES.sub(lambda shape: FINE.sub(r"\1", shape[0]).replace(" \nL ", "L"), text)
    text = TAGS.sub(lambda tag: NAMED.sub(rf"\g<1>f{number}-", tag[0]), text)
    text = re.sub(r'<svg ([^>]*?)width="[^"]*"', r"<svg \1", text, count=1)
    text = re.sub(r'<svg ([^>]*?)height="[^"]*"', r"<svg \1", text, count=1)
    spoken = f"{chosen.registered.label}. {chosen.figure.title}."
    return text.replace("<svg ", f'<svg role="img" aria-label="{escape(spoken)}" ', 1)


def _numbers(chosen: Chosen, most: int) -> str:
    """How the figure is made, and the numbers drawn where they are few."""
    about = "".join(f"<li>{escape(words)}</li>" for words in chosen.figure.about)
    tables = [_rows(table, most) for table in chosen.figure.tables.values() if 0 < len(table) <= most]
    head = f'<p class="quiet"><b>{escape(chosen.registered.label)}</b></p>' if about or tables else ""
    return f'{head}<ul class="quiet">{about}</ul>{"".join(tables)}'


def _table(table: Table, most: int) -> str:
    return f"<section>\n<h2>{escape(table.label)}</h2>\n{_rows(table.rows, most)}</section>"


def _rows(rows: pd.DataFrame, most: int) -> str:
    numeric = [pd.api.types.is_numeric_dtype(rows[name]) for name in rows.columns]
    heads = "".join(f'<th scope="col">{escape(_heading(name))}</th>' for name in rows.columns)
    lines = []
    for row in rows.head(most).itertuples(index=False, name=None):
        cells = (
            f"<td{' class=number' if number else ''}>{_cell(cell)}</td>" for cell, number in zip(row, numeric, strict=True)
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    more = len(rows) - most
    rest = f'<p class="quiet">And {more:,} more, in the files of numbers.</p>' if more > 0 else ""
    return f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{"".join(lines)}</tbody></table></div>{rest}'


def _heading(name: object) -> str:
    words = str(name).replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"


def _cell(value: object) -> str:
    if not isinstance(value, str) and pd.isna(value):  # type: ignore[call-overload]
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    return escape(shortened(str(value), LONGEST_CELL))


def _source(one: Source) -> str:
    parts = (one.publisher or "publisher not stated", str(one.day or "day not stated"), one.url)
    return f"{one.id} {one.title}. {', '.join(part for part in parts if part)}"


def _end(made: Briefing) -> str:
    """The sources behind what is shown, each in full, and where the same views are."""
    lines = [_source(one) for one in made.sources]
    links = dict.fromkeys(made.view.link(chosen.registered.page) for chosen in made.figures)
    return (
        f'<section>\n<h2>Sources</h2>\n<ul class="sources">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>\n'
        f'<p class="quiet">The same views in the dashboard: {escape(", ".join(links))}</p>\n</section>'
    )
