"""What one cell of a brought file means: its value, or the rule it breaks. What is unambiguous is read, the rest is not.

A spreadsheet may have saved the file: days written its own way, a comma in decimal numbers, whole numbers as 5.0.
"""

import re
from calendar import month_abbr, month_name
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]0?0:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?)?")
WORD_DAY = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4}|\d{2})")
NUMBER_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: 0?0:00(?::00)?)?")
TIME_ONLY = re.compile(r"\d{1,2}:\d{2}(?:[:.]\d+)*(?: ?[AP]M)?")
WHOLE = re.compile(r"(\d{1,9})(?:[.,]0+)?")
DECIMAL = re.compile(r"-?\d{1,3}(?:[.,]\d{1,12})?")
DECIMAL_ID = re.compile(r"(?<=\d)\.0+$")  # a number that a table program has saved as 700001.0
EVENT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
MONTHS = {name.lower(): number for names in (month_abbr, month_name) for number, name in enumerate(names) if name} | {"sept": 9}
FIRST_YEAR, LAST_YEAR = 1946, 2100
CENTURY_TURN = 70  # 69 is 2069 and 70 is 1970, where a year has two digits; no collection of events begins earlier
LONGEST_TEXT = 2_000
# How statistics programs and spreadsheets write that there is no value.
NO_VALUE = {"", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "."}


@dataclass(frozen=True)
class NumberDay:
    """A day written in numbers alone, of which only the whole file can tell whether day or month comes first."""

    first: int
    second: int
    year: int

    def day_first(self) -> date | None:
        """The day if the first number is the day."""
        return _day(self.year, self.second, self.first)

    def month_first(self) -> date | None:
        """The day if the first number is the month."""
        return _day(self.year, self.first, self.second)


def day(cell: str) -> date | NumberDay:
    """The day of a cell, or its numbers where their order is not known; raises ValueError with the rule it breaks."""
    if found := ISO_DAY.fullmatch(cell):
        return _checked(_day(int(found[1]), int(found[2]), int(found[3])))
    if found := WORD_DAY.fullmatch(cell):
        return _checked(_day(_year(found[3]), MONTHS.get(found[2].lower(), 0), int(found[1])))
    if found := NUMBER_DAY.fullmatch(cell):
        numbers = NumberDay(int(found[1]), int(found[2]), _year(found[3]))
        if numbers.day_first() is None and numbers.month_first() is None:
            raise ValueError("must be a day of the calendar")
        return numbers
    if TIME_ONLY.fullmatch(cell):
        raise ValueError(
            "is a time and no day: a spreadsheet has destroyed the dates of this file, so take the original file instead"
        )
    if re.fullmatch(r"\d{5}(\.\d+)?", cell):
        raise ValueError("is a spreadsheet's count of days and no date: write the column as dates like 2023-10-09")
    raise ValueError("must be a date such as 2023-10-09 or 9 October 2023")


def in_order(days: Collection[NumberDay]) -> bool:
    """Whether the first number of these days is the day; raises ValueError when they do not say or say both."""
    day_first = all(one.day_first() for one in days)
    month_first = all(one.month_first() for one in days)
    if day_first and month_first and any(one.day_first() != one.month_first() for one in days):
        raise ValueError("could be two days, and no date in the file shows whether the day or the month stands first")
    if not day_first and not month_first:
        raise ValueError("does not go with the other dates: some have the day first and some the month")
    return day_first


def whole(cell: str) -> int:
    """A whole number, 0 or more; raises ValueError."""
    if found := WHOLE.fullmatch(cell):
        return int(found[1])
    raise ValueError("must be a whole number, 0 or more, in digits only")


def code(highest: int) -> Callable[[str], int]:
    """What reads a code from 1 to the highest, and raises ValueError for anything else."""

    def read(cell: str) -> int:
        found = WHOLE.fullmatch(cell)
        if found and 1 <= int(found[1]) <= highest:
            return int(found[1])
        raise ValueError(f"must be a code from 1 to {highest}")

    return read


def latitude(cell: str) -> float:
    """A latitude in degrees; raises ValueError."""
    number = _decimal(cell)
    if abs(number) > 90:
        looks = "; latitude and longitude look swapped" if 92 <= number <= 102 else ""
        raise ValueError(f"must be a latitude from -90 to 90{looks}")
    return number


def longitude(cell: str) -> float:
    """A longitude in degrees; raises ValueError."""
    number = _decimal(cell)
    if abs(number) > 180:
        raise ValueError("must be a longitude from -180 to 180")
    return number


def event_id(cell: str) -> str:
    """An id; raises ValueError."""
    plain = DECIMAL_ID.sub("", cell)
    if EVENT_ID.fullmatch(plain):
        return plain
    raise ValueError("must be an id of letters, digits, - and _")


def text(cell: str) -> str:
    """A text on one line, with what cannot be seen or would turn the direction of reading made visible; raises ValueError."""
    if cell.lower() in NO_VALUE:
        return ""
    if len(cell) > LONGEST_TEXT:
        raise ValueError(f"must not be longer than {LONGEST_TEXT:,} characters")
    return visible(cell)


def visible(words: str) -> str:
    """The words on one line; control characters and marks that turn the direction of text are written out as <U+202E>."""
    line = " ".join(words.split())
    return line if line.isprintable() else "".join(mark if mark.isprintable() else f"<U+{ord(mark):04X}>" for mark in line)


def _decimal(cell: str) -> float:
    if not DECIMAL.fullmatch(cell):
        raise ValueError("must be a decimal number like 25.38")
    return float(cell.replace(",", "."))


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < CENTURY_TURN else 1900)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _checked(found: date | None) -> date:
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"must be a day of the calendar from {FIRST_YEAR} to {LAST_YEAR}")
    return found
