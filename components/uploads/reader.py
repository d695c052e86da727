"""A brought file read into one compact table in our terms, with an account of what was kept, dropped and why.

Read in pieces, so that memory holds one piece and the kept rows and never the file. A row of the study area with a cell that
cannot be read is set aside and told; a file that has no other is refused with the first of them, and so is damaged text.
"""

import csv
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from secrets import token_hex
from typing import BinaryIO

import numpy as np
import pandas as pd

from components.uploads import cells
from components.uploads.columns import Coded
from components.uploads.formats import Format, Refused, plain_header, positions, recognised
from components.uploads.stream import BadLine, Lines, lines_of
from components.uploads.study_area import (
    CODES,
    KEPT,
    NO_VIOLENCE,
    REASONS,
    UNREADABLE,
    by_name,
    by_place,
    is_myanmar,
    is_violence,
    state_of,
)
from components.uploads.table import normalised

MOST_ROWS = 1_000_000
PIECE, STEP = 10_000, 100  # rows read into the table at once, and rows taken from the file at once
LARGEST_PIECE = 32_000_000  # bytes
MOST_COLUMNS = 1_000
FIRST_ROW = 2  # below the header, as a spreadsheet counts
TAG_ROW = "The row of HXL tags below the header is no event and in no count."
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
HIGHEST = {"UCDP GED": (5, 7), "ACLED": (3, 3)}  # codes of the date and of the place
Progress = Callable[[float, int], None]


@dataclass(frozen=True, eq=False)
class Imported:
    """The study area's rows of a brought file in our terms, and what the whole file is."""

    file: str
    format: Format
    table: pd.DataFrame
    rows: int
    counts: Mapping[str, int]  # by part of the study area or by the reason why not
    first_day: date | None
    last_day: date | None
    notes: tuple[str, ...]
    months: frozenset[tuple[int, int]]  # year and month of every row of the file, also outside the study area
    token: str = field(default_factory=token_hex)


def read_events(file: str, stream: BinaryIO, size: int, *, progress: Progress | None = None) -> Imported:
    """Read a UCDP GED or ACLED file, a CSV or a zip of one; raises Refused with the first fault.

    `progress` gets the share of the file that has been read and the number of rows.
    """
    name = cells.visible(file)[:80] or "the file"
    with lines_of(name, stream, size) as lines:
        return _Reading(name, lines, progress or (lambda _share, _rows: None)).whole()


class _Reading:
    """One file on its way in."""

    def __init__(self, file: str, lines: Lines, progress: Progress) -> None:
        self.file, self.lines, self.progress = file, lines, progress
        self.rows, self.last_row = 0, 0  # rows of data so far, and the number of the last row as a spreadsheet counts
        self.counts: Counter[str] = Counter()
        self.ids: list[np.ndarray] = []
        self.row_numbers: list[np.ndarray] = []
        self.has_tags = False
        self.first_fault: Refused | None = None

    def whole(self) -> Imported:
        """Read all of it."""
        source = iter(self.lines)
        reader = self._reader(source)
        self.form = self._header(self._next(reader, 1))
        self.columns = {name: Coded(self.file, name, read) for name, read in _readers(self.form, self.places).items()}
        while piece := self._next(reader, PIECE):
            self._piece(piece)
            self.progress(self.lines.share, self.rows)
        if not self.rows:
            raise Refused(self.file, "the table must have at least one row below the header")
        return self._imported()

    def _reader(self, source: Iterator[str]) -> Iterator[list[str]]:
        """The rows, parted by whatever parts the names of the header."""
        try:
            header = next(source, "")
        except BadLine as error:
            raise Refused(self.file, str(error), row=1) from error
        self.separator = max(SEPARATORS, key=header.count)
        return csv.reader(chain([header] if header else [], source), delimiter=self.separator, strict=True)

    def _next(self, reader: Iterator[list[str]], number: int) -> list[list[str]]:
        """The next rows; a fault of the text becomes a refusal that names the row."""
        rows: list[list[str]] = []
        stream = self.lines.stream
        start = stream.read_so_far
        try:
            while len(rows) < number and stream.read_so_far - start < LARGEST_PIECE:
                before, stream.step_from = len(rows), stream.read_so_far
                rows.extend(islice(reader, min(STEP, number - before)))  # which keeps what came before a fault
                if len(rows) == before:
                    break
        except (csv.Error, BadLine) as error:
            quotes = f"the quote marks must be in pairs around a whole cell, and no cell may be huge ({error})"
            rule = str(error) if isinstance(error, BadLine) else quotes
            raise Refused(self.file, rule, row=self.last_row + len(rows) + 1) from error
        return rows

    def _header(self, rows: list[list[str]]) -> Format:
        header = plain_header(rows[0]) if rows else []
        if len(header) > MOST_COLUMNS:
            raise Refused(self.file, f"the header must not have more than {MOST_COLUMNS:,} columns", row=1)
        form = recognised(self.file, header)
        self.last_row = 1
        self.width, self.places = len(header), positions(header, form)
        return form

    def _piece(self, piece: list[list[str]]) -> None:
        """Take one piece of the file: its days for the span, its rows of the study area for the table."""
        form = self.form
        numbers = np.arange(self.last_row + 1, self.last_row + 1 + len(piece))
        self._check_widths(piece, numbers)
        self.last_row = int(numbers[-1])
        is_event = [
            bool(row) and not (number == FIRST_ROW and self._is_tag_row(row))
            for row, number in zip(piece, numbers, strict=True)
        ]
        numbers = numbers[is_event]
        piece = [row for row, is_one in zip(piece, is_event, strict=True) if is_one]
        self.rows += len(piece)
        if self.rows > MOST_ROWS:
            raise Refused(self.file, f"the file must not have more than {MOST_ROWS:,} rows: keep those of Myanmar only")
        read = {name: np.array([row[place] for row in piece], dtype=object) for name, place in self.places.items()}
        read |= {name: np.full(len(piece), "", dtype=object) for name in form.columns if name not in self.places}
        for name in dict.fromkeys((form.start, form.end)):
            self.columns[name].codes(read[name])  # of all rows, for the span of the file
        reasons = self._by_name(read)
        near = np.flatnonzero(reasons < len(KEPT))
        reasons[near] = self._near({name: cells_of[near] for name, cells_of in read.items()}, reasons[near], numbers[near])
        self.counts.update({REASONS[code]: int(number) for code, number in enumerate(np.bincount(reasons)) if number})

    def _is_tag_row(self, row: list[str]) -> bool:
        """Whether a row holds the tags of the Humanitarian Exchange Language, as files of HDX have below their header."""
        told = [cell.strip() for cell in row if cell.strip()]
        self.has_tags = bool(told) and all(cell.startswith("#") for cell in told)
        return self.has_tags

    def _check_widths(self, piece: list[list[str]], numbers: np.ndarray) -> None:
        if {len(row) for row in piece} <= {self.width, 0}:
            return
        for row, number in zip(piece, numbers, strict=True):
            if len(row) not in (self.width, 0):
                rule = f"the row must have {self.width} cells like the header, but has {len(row)}"
                raise Refused(self.file, rule, row=int(number))

    def _by_name(self, read: Mapping[str, np.ndarray]) -> np.ndarray:
        form = self.form
        states, countries = (self.columns[name].codes(read[name]) for name in (form.state, form.country))
        found = by_name(
            np.array([state_of(text) for text in self.columns[form.state].texts], dtype=object)[states],
            np.array([is_myanmar(text) for text in self.columns[form.country].texts], dtype=bool)[countries],
        )
        if form.collection == "ACLED":
            pairs = zip(read[form.kind], read[form.sub_kind], strict=True)
            violent = np.array([is_violence(kind.strip(), sub.strip()) for kind, sub in pairs], dtype=bool)
            found[~violent & (found < len(KEPT))] = CODES[NO_VIOLENCE]
        return found

    def _near(self, read: Mapping[str, np.ndarray], reasons: np.ndarray, numbers: np.ndarray) -> np.ndarray:
        """The reasons for rows kept by name after asking all their cells; those still kept are added to the table."""
        form, columns = self.form, self.columns
        codes = {name: column.codes(read[name]) for name, column in columns.items()}
        where = {form.latitude: float, form.longitude: float, form.precision: np.int8}
        self._set_aside(reasons, codes, numbers, where)
        sound = np.flatnonzero(reasons < len(KEPT))
        is_shan = np.array([state_of(text) == "Shan" for text in columns[form.state].texts], dtype=bool)
        places = (columns[name].array(codes[name][sound], dtype) for name, dtype in where.items())
        reasons[sound] = by_place(reasons[sound], is_shan[codes[form.state][sound]], *places)
        self._set_aside(reasons, codes, numbers, [name for name in columns if name not in where])
        ids = []
        for place in np.flatnonzero(reasons < len(KEPT)):
            cell = read[form.event_id][place]
            try:
                ids.append(cells.event_id(cell.strip()))
            except ValueError as error:
                self._note_fault(Refused(self.file, str(error), row=int(numbers[place]), column=form.event_id, value=cell))
                reasons[place] = CODES[UNREADABLE]
        kept = np.flatnonzero(reasons < len(KEPT))
        if len(kept):
            for name, column in columns.items():
                column.parts.append(codes[name][kept])
            self.ids.append(np.array(ids, dtype=object))
            self.row_numbers.append(numbers[kept].astype(np.int32))
        return reasons

    def _set_aside(
        self, reasons: np.ndarray, codes: Mapping[str, np.ndarray], numbers: np.ndarray, names: Iterable[str]
    ) -> None:
        """Give the rows that would be kept but have a cell in these columns that breaks a rule that reason instead."""
        for name in names:
            broken = self.columns[name].broken(codes[name]) & (reasons < len(KEPT))
            if broken.any():
                first = int(np.flatnonzero(broken)[0])
                self._note_fault(self.columns[name].fault(int(codes[name][first]), int(numbers[first])))
                reasons[broken] = CODES[UNREADABLE]

    def _note_fault(self, fault: Refused) -> None:
        """Keep the fault of the uppermost row."""
        if self.first_fault is None or (fault.fault.row or 0) < (self.first_fault.fault.row or 0):
            self.first_fault = fault

    def _imported(self) -> Imported:
        form = self.form
        if self.first_fault is not None and not self.row_numbers:
            raise self.first_fault
        day_first = self._settle_days()
        rows = np.concatenate(self.row_numbers) if self.row_numbers else np.array([], dtype=np.int32)
        ids = np.concatenate(self.ids) if self.ids else np.array([], dtype=object)
        table, contradictions = normalised(form, self.columns, ids, rows)
        days = [value for name in (form.start, form.end) for value in self.columns[name].meanings if isinstance(value, date)]
        notes = [f"The cells are parted by {SEPARATORS[self.separator]}."] if self.separator != "," else []
        if day_first is not None:
            order = "day" if day_first else "month"
            notes.append(f"Days are written in numbers with the {order} first, as dates with a number over 12 show.")
        notes += [TAG_ROW] if self.has_tags else []
        missing = [name for name in form.columns if name not in self.places]
        notes += [f"The file has no column {', '.join(missing)}."] if missing else []
        notes += contradictions
        notes += [f"The first cell that cannot be read: {self.first_fault}"] if self.first_fault else []
        counts = {reason: self.counts[reason] for reason in REASONS if self.counts[reason]}
        months = frozenset((day.year, day.month) for day in days)
        first, last = (min(days), max(days)) if days else (None, None)
        return Imported(self.file, form, table, self.rows, counts, first, last, tuple(notes), months)

    def _settle_days(self) -> bool | None:
        """Turn days written in numbers into days, once the whole file has shown their order; which order, or None."""
        columns = [self.columns[name] for name in dict.fromkeys((self.form.start, self.form.end))]
        numbers = {value for column in columns for value in column.meanings if isinstance(value, cells.NumberDay)}
        if not numbers:
            return None
        try:
            day_first = cells.in_order(numbers)
        except ValueError as error:
            raise self._unsettled(columns[0], str(error)) from error
        for column in columns:
            for number, value in enumerate(column.meanings):
                if isinstance(value, cells.NumberDay):
                    column.meanings[number] = value.day_first() if day_first else value.month_first()
        return day_first

    def _unsettled(self, column: Coded, rule: str) -> Refused:
        """The refusal of the first kept day in numbers, or of the file where none is kept."""
        rows = np.concatenate(self.row_numbers).tolist() if self.row_numbers else []
        for code, row in zip(column.all_kept, rows, strict=True):
            if isinstance(column.meanings[code], cells.NumberDay):
                return Refused(self.file, rule, row=int(row), column=column.name, value=column.texts[code])
        return Refused(self.file, f"a date in numbers {rule}", column=column.name)


def _readers(form: Format, given: Collection[str]) -> dict[str, Callable[[str], object]]:
    """What reads the cells of each column that is kept; the id is no column of repeated cells."""
    date_codes, place_codes = HIGHEST[form.collection]
    readers: dict[str, Callable[[str], object]] = {
        form.year: cells.whole,
        form.start: cells.day,
        form.end: cells.day,
        form.date_precision: cells.code(date_codes),
        form.precision: cells.code(place_codes),
        form.latitude: cells.latitude,
        form.longitude: cells.longitude,
        **dict.fromkeys(form.killed, cells.whole),
        **dict.fromkeys((form.place, form.state, form.country, *form.sides, *form.associated), cells.text),
        **dict.fromkeys((form.kind, form.sub_kind), cells.code(3) if form.collection == "UCDP GED" else cells.text),
    }
    readers |= {form.township: cells.text} if form.township else {}
    return {name: read if name in given else _nothing for name, read in readers.items()}


def _nothing(_cell: str) -> str:
    """What a column that the file does not have says of each row."""
    return ""
