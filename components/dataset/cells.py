"""What the text of one cell means: its typed value, or the rule it breaks."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from components.dataset.schema import ColumnSpec, Kind

FORMULA_MARKS = ("=", "+", "-", "@")


def cell_value(column: ColumnSpec, cell: str) -> tuple[Any, str]:
    """The typed value of a cell and no rule; or None and the rule the cell breaks."""
    if cell == "":
        return None, ""
    if cell != cell.strip():
        return None, "must not begin or end with a blank"
    try:
        return READERS[column.kind](cell), ""
    except ValueError as error:
        return None, str(error)


def _text(cell: str) -> str:
    if cell.startswith(FORMULA_MARKS):
        raise ValueError("must not start with = + - or @, which a spreadsheet takes for a formula")
    return cell


def _whole(cell: str) -> int:
    if not re.fullmatch(r"0|[1-9][0-9]{0,8}", cell):
        raise ValueError("must be a whole number, 0 or more, in digits only")
    return int(cell)


def _decimal(cell: str) -> float:
    if not re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,10})?", cell):
        raise ValueError("must be a decimal number like 25.38")
    return float(cell)


def cell_day(cell: str) -> pd.Timestamp:
    """The day of an ISO 8601 date; raises ValueError with the rule it breaks."""
    if not re.fullmatch(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", cell):
        raise ValueError("must be a date written like 2023-10-09, from 1900 to 2099")
    try:
        return pd.Timestamp(date.fromisoformat(cell))
    except ValueError as error:
        raise ValueError("must be a day of the calendar") from error


READERS: dict[Kind, Callable[[str], Any]] = {
    "text": _text,
    "list": _text,
    "whole": _whole,
    "decimal": _decimal,
    "date": cell_day,
}
