"""A brought file as the lines of one CSV: guarded against archives that burst, other kinds of files and endless lines.

Nothing is written to disk: an archive is unpacked as it is read, a piece at a time.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from components.dataset.csv_gate import no_table
from components.uploads.formats import Refused

LARGEST_UPLOAD_MB = 60
LARGEST_BYTES = 1_500_000_000  # of the CSV itself, unpacked
MOST_FOLD = 200  # real tables shrink to a tenth or a thirtieth; an archive that bursts to a thousandth
FREE_FOLD_BYTES = 20_000_000  # up to which an archive may be packed as tightly as it likes
LONGEST_LINE = 500_000  # bytes
LARGEST_STEP = 20_000_000  # bytes of as many rows as are taken in one step
BLOCK = 1 << 18  # characters of lines taken at once
READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
WORKBOOK = "[Content_Types].xml"  # in every file of Excel since 2007
MARKER_FOLDER = "__MACOSX/"  # what one system adds to its archives beside the file
ENCRYPTED = 0x1
STRAY = re.compile("[\ud800-\udfff]")  # what stands for a byte that is no UTF-8


@dataclass
class Lines:
    """The text of a CSV line by line, and how far the reading has come."""

    file: str
    size: int
    stream: "CountedBytes"
    text: io.TextIOWrapper = field(repr=False)

    @property
    def share(self) -> float:
        """How much has been read, from 0 to 1."""
        return min(self.stream.read_so_far / self.size, 1.0) if self.size else 1.0

    def __iter__(self) -> Iterator[str]:
        """Give each line; raises `BadLine` for one that is no text of a table."""
        while block := self.text.readlines(BLOCK):
            if all(map(str.isascii, block)) and not self.stream.has_zero:
                yield from block
                continue
            for line in block:
                if not line.isascii() and STRAY.search(line):
                    raise BadLine("the file must be UTF-8, and here it is not: save it again as CSV UTF-8")
                if "\0" in line:
                    raise BadLine("the file must be a table of text, and here it holds a zero byte")
                yield line


class BadLine(ValueError):  # noqa: N818 - becomes a refusal once the row is known
    """Raised in the middle of a file, by what does not know which row it is in."""


class CountedBytes(io.RawIOBase):
    """A stream of bytes that counts what was read from it and ends with `BadLine` when it is too much."""

    def __init__(self, inner: BinaryIO) -> None:
        """Read from this stream."""
        self.inner = inner
        self.read_so_far = self.since_line_end = self.step_from = 0
        self.has_zero = False

    def readable(self) -> bool:
        """Whether it can be read from."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer; raises `BadLine` beyond the largest size or when the archive is damaged."""
        try:
            piece = self.inner.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise BadLine("the archive is damaged from here on") from error
        self.read_so_far += len(piece)
        end = piece.rfind(b"\n")
        self.since_line_end = len(piece) - end if end >= 0 else self.since_line_end + len(piece)
        self.has_zero = self.has_zero or b"\0" in piece
        if self.since_line_end > LONGEST_LINE:
            raise BadLine(f"the row must not be longer than {LONGEST_LINE:,} bytes; perhaps a quote mark is not closed")
        if self.read_so_far - self.step_from > LARGEST_STEP:
            raise BadLine("the rows from here on are longer than those of any such table; perhaps a quote mark is not closed")
        if self.read_so_far > LARGEST_BYTES:
            raise BadLine(f"the table must not be larger than {LARGEST_BYTES // 1_000_000:,} MB")
        buffer[: len(piece)] = piece
        return len(piece)


@contextmanager
def lines_of(file: str, stream: BinaryIO, size: int) -> Iterator[Lines]:
    """The lines of a CSV, or of the one CSV in a zip; raises Refused when it is anything else."""
    start = stream.read(4)
    stream.seek(0)
    if not start.startswith(b"PK"):
        yield _lines(file, stream, size)
        return
    try:
        with zipfile.ZipFile(stream) as archive:
            member = _only_member(file, archive)
            with archive.open(member) as inner:
                yield _lines(file, inner, member.file_size)  # type: ignore[arg-type]
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        raise Refused(file, "the zip archive is damaged") from error


def _only_member(file: str, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    if WORKBOOK in archive.namelist():
        raise Refused(file, "this is a workbook: save its sheet as CSV and bring that")
    members = [one for one in archive.infolist() if not one.is_dir() and not one.filename.startswith(MARKER_FOLDER)]
    if len(members) != 1:
        raise Refused(file, f"the zip archive must hold one CSV and nothing else, but it holds {len(members)} files")
    member = members[0]
    if member.flag_bits & ENCRYPTED:
        raise Refused(file, "the zip archive must not be locked with a password")
    if member.compress_type not in READABLE:
        raise Refused(file, "the zip archive is packed in a way that is not read here: pack it again as a plain zip")
    if member.file_size > LARGEST_BYTES:
        raise Refused(file, f"the table in the zip archive must not be larger than {LARGEST_BYTES // 1_000_000:,} MB")
    if member.file_size > max(FREE_FOLD_BYTES, MOST_FOLD * member.compress_size):
        raise Refused(file, f"the zip archive would unpack to more than {MOST_FOLD} times its size, as no table does")
    return member


def _lines(file: str, stream: BinaryIO, size: int) -> Lines:
    counted = CountedBytes(stream)
    buffered = io.BufferedReader(counted, 1 << 18)
    try:
        rule = no_table(buffered.peek(1024)[:1024])
    except BadLine as error:
        raise Refused(file, str(error)) from error
    if rule:
        raise Refused(file, rule)
    # Bytes that are no UTF-8 are let through as strays, so that the row in which they stand can be named.
    text = io.TextIOWrapper(buffered, encoding="utf-8-sig", errors="surrogateescape", newline="")
    return Lines(file, size, counted, text)
