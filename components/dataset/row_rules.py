"""The rules that hold within one row of a table; the docstring of each is the rule as the codebook prints it."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from components.dataset.schema import TableSpec
from components.text.wording import plain_text, whole_year

Row = dict[str, Any]
Broken = Iterator[tuple[str, str]]
RowRule = Callable[[TableSpec, Row], Broken]


def split(cell: object) -> list[str]:
    """The items of a cell that holds a list; none when the cell is empty or missing."""
    return [item.strip() for item in cell.split(";")] if isinstance(cell, str) and cell else []


def broken_row_rules(spec: TableSpec, row: Row) -> Broken:
    """The columns of a row that break a rule, each with the rule in words."""
    for rule in ROW_RULES:
        yield from rule(spec, row)


def _in_order(spec: TableSpec, row: Row) -> Broken:
    """A low value is not greater than its high value, and a start not later than its end."""
    pairs = [(name, name.removesuffix("_low") + "_high") for name in spec.columns if name.endswith("_low")]
    pairs += [(name, name.removesuffix("_start") + "_end") for name in spec.columns if name.endswith("_start")]
    for low, high in pairs:
        if row[low] is not None and row[high] is not None and row[low] > row[high]:
            words = "greater" if low.endswith("_low") else "later"
            yield low, f"must not be {words} than {high} ({plain_text(row[high])})"


def _lists(spec: TableSpec, row: Row) -> Broken:
    """A list has no empty item and, sources and locators apart, none twice."""
    for name, column in spec.columns.items():
        items = split(row[name]) if column.kind == "list" else []
        if "" in items:
            yield name, "must not hold an empty item between, before or after its ; marks"
        if name not in ("source_ids", "locators") and len(set(items)) < len(items):
            yield name, "must not hold an item twice"


def _evidence(spec: TableSpec, row: Row) -> Broken:
    """Sources and locators run parallel, and no place in a source is named twice."""
    if "locators" in spec.columns:
        sources, locators = split(row["source_ids"]), split(row["locators"])
        if len(sources) != len(locators):
            yield "locators", f"must hold one item for each of the {len(sources)} source_ids, but holds {len(locators)}"
        elif len(set(zip(sources, locators, strict=True))) < len(sources):
            yield "locators", "must not name the same place in the same source twice"


def _dates(spec: TableSpec, row: Row) -> Broken:
    """Dates agree with their precision: a day is one day, a range more, a month and a year whole, undated is empty."""
    if not {"date_precision", "date_start"} <= set(spec.columns):
        return
    precision, start, end = row["date_precision"], row["date_start"], row["date_end"]
    for column in ("date_start", "date_end", "date_basis"):
        if (row[column] is None) != (precision == "undated"):
            words = "must be empty" if precision == "undated" else "must hold a value"
            yield column, f"{words}, since date_precision is {precision}"
    if precision != "undated" and start is not None and end is not None and not _agree(precision, start, end):
        yield "date_precision", f"must agree with the dates {plain_text(start)} to {plain_text(end)}"


def _agree(precision: str, start: pd.Timestamp, end: pd.Timestamp) -> bool:
    last_of_month = pd.Timestamp(start.year, start.month, monthrange(start.year, start.month)[1])
    agreement: dict[str, bool] = {
        "day": start == end,
        "range": start != end,
        "month": start.day == 1 and end == last_of_month,
        "year": whole_year(start, end),
    }
    return agreement[precision]


def _qualifiers(spec: TableSpec, row: Row) -> Broken:
    """Exact has low and high alike, at least and over no high, at most no low, between two, not stated neither."""
    if "qualifier" not in spec.columns:
        return
    low, high = row["value_low"], row["value_high"]
    agreement = {
        "exact": low is not None and low == high,
        "at least": low is not None and high is None,
        "over": low is not None and high is None,
        "at most": low is None and high is not None,
        "about": low is not None or high is not None,
        "between": low is not None and high is not None and low != high,
        "not stated": low is None and high is None,
    }
    if not agreement[row["qualifier"]]:
        shown = ["empty" if value is None else str(value) for value in (low, high)]
        yield "qualifier", f"must agree with value_low ({shown[0]}) and value_high ({shown[1]})"


def _derivations(_spec: TableSpec, row: Row) -> Broken:
    """A derived date or publisher says in the note how it was derived."""
    for column in ("date_basis", "published_basis", "publisher_basis"):
        if row.get(column) == "derived" and row["note"] is None:
            yield "note", f"must say how it was derived, since {column} is derived"


ROW_RULES: tuple[RowRule, ...] = (_in_order, _lists, _evidence, _dates, _qualifiers, _derivations)
