"""The rules that hold between rows and tables; the docstring of each is the rule as the codebook prints it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

import pandas as pd

from components.dataset.cells import cell_value
from components.dataset.faults import Fault
from components.dataset.row_rules import ROW_RULES, Row, broken_row_rules, split
from components.dataset.schema import TABLES, ColumnSpec, TableSpec
from components.text.wording import plain_text, whole_year

Tables = Mapping[str, "Table"]

TOWNSHIP_SEATS = tuple(
    f"ts_MMR{state}{number:03d}" for state, count in (("001", 18), ("015", 24)) for number in range(1, count + 1)
)
STUDY_AREA_STATES = ("Kachin", "Shan")
STUDY_AREA = {"latitude": (19, 29), "longitude": (95, 101)}


@dataclass(frozen=True)
class Table:
    """The rows of one sound table, as plain values with None for a missing one, by spreadsheet row number."""

    spec: TableSpec
    rows: dict[int, Row]

    @classmethod
    def of(cls, spec: TableSpec, frame: pd.DataFrame) -> "Table":
        """The rows of a typed frame."""
        plain = frame.astype(object).where(frame.notna(), None)
        return cls(spec, dict(enumerate(cast("list[Row]", plain.to_dict("records")), start=2)))

    def fault(self, number: int, column: str, rule: str) -> Fault:
        """The fault of a cell, with the value it holds."""
        return Fault(self.spec.file, number, column, plain_text(self.rows[number][column]), rule)

    def ids(self) -> set[str]:
        """The ids of all rows."""
        return {row[self.spec.key] for row in self.rows.values()}


Rule = Callable[[Tables], Iterator[Fault]]


# Each rule with the tables that must be sound before it can be asked.
RULES: dict[Rule, tuple[str, ...]] = {}


def rule(*needs: str) -> Callable[[Rule], Rule]:
    """Register a rule that is asked once the named tables are sound."""

    def register(check: Rule) -> Rule:
        RULES[check] = needs
        return check

    return register


def broken_rules(tables: Tables, data_date: date | None) -> Iterator[Fault]:
    """Every fault between the cells, rows and tables given; a rule that needs another table is left out."""
    for check, needs in RULES.items():
        if all(name in tables for name in needs):
            yield from check(tables)
    for table in tables.values():
        for number, row in table.rows.items():
            for column, words in broken_row_rules(table.spec, row):
                yield table.fault(number, column, words)
        yield from _dangling_ids(table, tables)
        if data_date:
            yield from _after_the_data(table, data_date)


def _dangling_ids(table: Table, tables: Tables) -> Iterator[Fault]:
    """Every id referred to exists."""
    for name, column in table.spec.columns.items():
        if column.refers_to and all(target in tables for target in column.refers_to):
            known = set().union(*(tables[target].ids() for target in column.refers_to))
            files = ", ".join(TABLES[target].file for target in column.refers_to)
            for number, row in table.rows.items():
                for item in _items(column, row):
                    if item and item not in known:
                        yield Fault(table.spec.file, number, name, item, f"must be an id in {files}")


def _items(column: ColumnSpec, row: Row) -> list[str]:
    return split(row[column.name]) if column.kind == "list" else [row[column.name] or ""]


def _after_the_data(table: Table, data_date: date) -> Iterator[Fault]:
    """Nothing starts after the date of the data in CITATION.cff."""
    for column in ("date_start", "period_start", "published_on"):
        for number, row in table.rows.items():
            if row.get(column) is not None and row[column].date() > data_date:
                yield table.fault(number, column, f"must not be after the date of the data ({data_date}) in CITATION.cff")


@rule("sources")
def _source_basis(tables: Tables) -> Iterator[Fault]:
    """A source's publisher and day are empty just where their basis is not stated; a core source has a document."""
    for number, row in tables["sources"].rows.items():
        for column, basis in (("publisher", "publisher_basis"), ("published_on", "published_basis")):
            if (row[column] is None) != (row[basis] == "not stated"):
                rule_words = f"must be empty just where {basis} is not stated, and {basis} is {row[basis]}"
                yield tables["sources"].fault(number, column, rule_words)
        if row["collection"] == "core" and row["document"] is None:
            yield tables["sources"].fault(number, "document", "must hold the document number, since collection is core")


@rule("clashes_per_year")
def _coverage(tables: Tables) -> Iterator[Fault]:
    """A full-year count covers 1 January to 31 December, a part-year count a part of one year."""
    table = tables["clashes_per_year"]
    for number, row in table.rows.items():
        start, end = row["period_start"], row["period_end"]
        if (row["coverage"] == "full year") != whole_year(start, end) or start.year != end.year:
            yield table.fault(number, "coverage", f"must agree with {plain_text(start)} to {plain_text(end)}")


@rule("clashes_per_year")
def _superseded(tables: Tables) -> Iterator[Fault]:
    """A superseded count has a current count of the same year in the same series."""
    table = tables["clashes_per_year"]
    current = {_count_of(row) for row in table.rows.values() if row["standing"] == "current"}
    for number, row in table.rows.items():
        if row["standing"] == "superseded" and _count_of(row) not in current:
            rule_words = f"must have a current count of {row['period_start'].year} in the series {row['series']}"
            yield table.fault(number, "standing", rule_words)


def _count_of(row: Row) -> tuple[int, str]:
    return row["period_start"].year, row["series"]


@rule("clashes_per_year")
def _one_series(tables: Tables) -> Iterator[Fault]:
    """The counts of one series have one claimant, one unit, one area and one organisation fought against."""
    table = tables["clashes_per_year"]
    first: dict[str, Row] = {}
    for number, row in table.rows.items():
        begun = first.setdefault(row["series"], row)
        for column in ("counterpart_id", "area", "unit", "claimant", "claimant_side"):
            if row[column] != begun[column]:
                yield table.fault(number, column, f"must be {begun[column]} as in the rest of the series {row['series']}")


@rule("clashes_per_year")
def _apart_in_time(tables: Tables) -> Iterator[Fault]:
    """Current counts of one series do not cover the same day."""
    table = tables["clashes_per_year"]
    current = [(number, row) for number, row in table.rows.items() if row["standing"] == "current"]
    for position, (number, row) in enumerate(current):
        for _, earlier in current[:position]:
            days = row["period_start"] <= earlier["period_end"] and earlier["period_start"] <= row["period_end"]
            if days and row["series"] == earlier["series"]:
                yield table.fault(
                    number, "period_start", f"must not cover days that {earlier['count_id']} of its series covers"
                )


@rule("attacks")
def _parts(tables: Tables) -> Iterator[Fault]:
    """A part is another row than the record it belongs to, and lies within that record's dates."""
    table = tables["attacks"]
    by_id = {row["attack_id"]: row for row in table.rows.values()}
    for number, row in table.rows.items():
        parent = by_id.get(row["part_of"])
        if parent is row:
            yield table.fault(number, "part_of", "must not be the row itself")
        elif parent and None not in (row["date_start"], row["date_end"], parent["date_start"], parent["date_end"]):
            span = f"{plain_text(parent['date_start'])} to {plain_text(parent['date_end'])}"
            for column in ("date_start", "date_end"):
                if not parent["date_start"] <= row[column] <= parent["date_end"]:
                    yield table.fault(number, column, f"must lie within the dates of {row['part_of']} ({span})")


@rule("attacks")
def _not_counted(tables: Tables) -> Iterator[Fault]:
    """A record that is not counted says why in its note."""
    for number, row in tables["attacks"].rows.items():
        if row["counted"] == "no" and row["note"] is None:
            yield tables["attacks"].fault(number, "note", "must say why the record is not counted")


@rule("attacks", "claims")
def _claims_spanned(tables: Tables) -> Iterator[Fault]:
    """The killed and injured of a record span the claims on it: from the lowest to the highest, or open."""
    for measure in ("killed", "injured"):
        for number, row in tables["attacks"].rows.items():
            claims = [
                claim
                for claim in tables["claims"].rows.values()
                if claim["measure"] == measure and claim["record_id"] == row["attack_id"]
            ]
            for column, words in _span_faults(measure, row, claims):
                yield tables["attacks"].fault(number, column, words)


def _span_faults(measure: str, row: Row, claims: list[Row]) -> Iterator[tuple[str, str]]:
    lows = [claim["value_low"] for claim in claims if claim["value_low"] is not None]
    highs = [claim["value_high"] for claim in claims if claim["value_high"] is not None]
    ids = ", ".join(claim["claim_id"] for claim in claims)
    low, high = row[f"{measure}_low"], row[f"{measure}_high"]
    if lows and low != min(lows):
        yield f"{measure}_low", f"must be {min(lows)}, the lowest of the claims on the record ({ids})"
    if highs and high is not None and high < max(highs):
        yield f"{measure}_high", f"must be {max(highs)} or more, the highest of the claims on the record ({ids})"
    all_bounded = len(highs) == len([claim for claim in claims if claim["qualifier"] != "not stated"])
    if highs and all_bounded and high is None:
        yield f"{measure}_high", f"must be {max(highs)} or more, since no claim on the record is open ({ids})"


@rule("meetings")
def _declined(tables: Tables) -> Iterator[Fault]:
    """A declined meeting says who declined, a held one does not."""
    for number, row in tables["meetings"].rows.items():
        if (row["status"] == "declined") != (row["declined_by"] is not None):
            words = "must be given just where status is declined, and status is"
            yield tables["meetings"].fault(number, "declined_by", f"{words} {row['status']}")


@rule("places")
def _seats(tables: Tables) -> Iterator[Fault]:
    """The 42 township seats of Kachin State and northern Shan State are all there, under ts_ and their P-code."""
    table = tables["places"]
    for missing in sorted(set(TOWNSHIP_SEATS) - table.ids()):
        yield Fault(table.spec.file, None, "place_id", missing, "must be there, as one of the 42 township seats")
    for number, row in table.rows.items():
        if row["kind"] == "township seat" and row["place_id"] != f"ts_{row['township_pcode']}":
            yield table.fault(number, "place_id", f"must be ts_ and the P-code, since kind is {row['kind']}")


@rule("places")
def _coordinates(tables: Tables) -> Iterator[Fault]:
    """Latitude and longitude come together, with their origin; in Kachin and Shan within 19-29 and 95-101."""
    table = tables["places"]
    for number, row in table.rows.items():
        if (row["latitude"] is None) != (row["longitude"] is None):
            missing = "latitude" if row["latitude"] is None else "longitude"
            yield table.fault(number, missing, "must be given together with its twin coordinate")
        elif row["latitude"] is not None:
            if row["coordinate_source"] is None:
                yield table.fault(number, "coordinate_source", "must say where the coordinates were taken from")
            for column, (low, high) in STUDY_AREA.items():
                if (row["state"] or "").startswith(STUDY_AREA_STATES) and not low <= row[column] <= high:
                    words = f"must lie between {low} and {high} degrees, since state is {row['state']}"
                    yield table.fault(number, column, words)


@rule("places")
def _sensitive(tables: Tables) -> Iterator[Fault]:
    """Coordinates of a sensitive place have at most two decimals, about one kilometre."""
    for number, row in tables["places"].rows.items():
        for column in ("latitude", "longitude"):
            if row["sensitive"] == "yes" and row[column] is not None and round(row[column], 2) != row[column]:
                yield tables["places"].fault(number, column, "must have at most two decimals, since the place is sensitive")


@rule(*TABLES)
def _core_readings(tables: Tables) -> Iterator[Fault]:
    """A core reading names a record of its table and a column of it, and differs from what the table says now."""
    readings = tables["core_readings"]
    named: set[tuple[str, str, str]] = set()
    for number, row in readings.rows.items():
        table = tables[row["table"]]
        found = next((one for one in table.rows.values() if one[table.spec.key] == row["record_id"]), None)
        place = (row["table"], row["record_id"], row["column"])
        if found is None:
            yield readings.fault(number, "record_id", f"must be an id in {table.spec.file}")
        elif row["column"] not in table.spec.columns:
            yield readings.fault(number, "column", f"must be a column of {table.spec.file}")
        elif place in named:
            yield readings.fault(number, "column", f"must not be given twice for {row['record_id']}")
        else:
            yield from _reading_faults(tables, number, row, found)
        named.add(place)


def _reading_faults(tables: Tables, number: int, row: Row, found: Row) -> Iterator[Fault]:
    readings, spec = tables["core_readings"], tables[row["table"]].spec
    column, cell = spec.columns[row["column"]], row["core_value"] or ""
    value, broken = cell_value(column, cell)
    known = set().union(*(tables[target].ids() for target in column.refers_to))
    if column.name == spec.key:
        if cell:
            yield readings.fault(number, "core_value", "must be empty, since the column is the id: the row is no core row")
    elif broken:
        yield readings.fault(number, "core_value", broken)
    elif column.required and not cell:
        yield readings.fault(number, "core_value", f"must hold a value, as each {column.name} of {spec.file} does")
    elif column.longest and len(cell) > column.longest:
        yield readings.fault(number, "core_value", f"must not be longer than {column.longest} characters")
    elif column.words and cell and cell not in column.words:
        yield readings.fault(number, "core_value", f"must be one of: {', '.join(column.words)}")
    elif column.refers_to and not set(_items(column, {column.name: value})) - {""} <= known:
        files = ", ".join(TABLES[target].file for target in column.refers_to)
        yield readings.fault(number, "core_value", f"must be an id in {files}")
    elif value == found[column.name]:
        yield readings.fault(number, "core_value", "must differ from what the table says now")


@rule("attacks", "distinct_pairs")
def _pairs(tables: Tables) -> Iterator[Fault]:
    """A distinct pair names two records, the lower id first, and stands once."""
    table = tables["distinct_pairs"]
    seen: set[tuple[str, str]] = set()
    for number, row in table.rows.items():
        pair = (row["id_one"], row["id_two"])
        if not row["id_one"] < row["id_two"]:
            yield table.fault(number, "id_two", f"must be a greater id than {row['id_one']}")
        elif pair in seen:
            yield table.fault(number, "id_two", f"must not be paired with {row['id_one']} twice")
        seen.add(pair)


@rule(*TABLES)
def _ids_once(tables: Tables) -> Iterator[Fault]:
    """An id stands in one table only."""
    seen: dict[str, str] = {}
    for table in tables.values():
        for number, row in table.rows.items():
            first = seen.setdefault(row[table.spec.key], table.spec.file)
            if first != table.spec.file:
                yield table.fault(number, table.spec.key, f"must not be an id of another table, and {first} holds it")


@rule(*TABLES)
def _all_used(tables: Tables) -> Iterator[Fault]:
    """Every source and every place but the 42 seats is referred to, and every organisation is referred to or named."""
    words = {
        "sources": "must be used by a record",
        "places": "must be used by a record or be a township seat",
        "organisations": "must be referred to, or named by name, short form or alias, in a record",
    }
    for name, identities in unused(tables).items():
        for number, row in tables[name].rows.items():
            if row[TABLES[name].key] in identities:
                yield tables[name].fault(number, TABLES[name].key, words[name])


def unused(tables: Tables) -> dict[str, set[str]]:
    """The ids of the sources, places and organisations that no record refers to or, for organisations, names."""
    used = _ids_referred_to(tables)
    text = _record_text(tables)
    named = {
        row["organisation_id"]
        for row in tables["organisations"].rows.values()
        if row["organisation_id"] not in used and _named(row, text)
    }
    kept = used | named | set(TOWNSHIP_SEATS)
    return {name: tables[name].ids() - kept for name in ("sources", "places", "organisations")}


def _ids_referred_to(tables: Tables) -> set[str]:
    """Every id that a record refers to; a core reading counts by the ids in its value, not by the record it is about."""
    referred = {
        item
        for table in tables.values()
        for column in table.spec.columns.values()
        if column.refers_to and table.spec.name != "core_readings"
        for row in table.rows.values()
        for item in _items(column, row)
    }
    return referred | {item for row in tables["core_readings"].rows.values() for item in split(row["core_value"])}


def _record_text(tables: Tables) -> str:
    """All free text of the records, where an organisation may be named without an id."""
    return "\n".join(
        row[column.name]
        for table in tables.values()
        if table.spec.name not in ("organisations", "places", "sources")
        for column in table.spec.columns.values()
        if column.kind == "text" and not column.words
        for row in table.rows.values()
        if row[column.name]
    )


def _named(organisation: Row, text: str) -> bool:
    names = [organisation["name"], organisation["abbreviation"], *split(organisation["aliases"])]
    return any(name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)


def rules_in_words() -> list[str]:
    """Every rule between cells, rows and tables, one sentence each."""
    rules = (*ROW_RULES, _dangling_ids, _after_the_data, *RULES)
    return [(check.__doc__ or "").strip() for check in rules]
