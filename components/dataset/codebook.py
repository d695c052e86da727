"""The codebook and the data package, made from the schema: `python -m components.dataset.codebook` brings both up to date."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from components.dataset import DATA
from components.dataset.changes import CHANGES, written
from components.dataset.crosswalk import NOTE, READING, column_crosswalk, reading_crosswalk, word_crosswalk
from components.dataset.faults import DataFaults
from components.dataset.load import Dataset, load
from components.dataset.schema import TABLES, VOCABULARIES, ColumnSpec, Kind, TableSpec, bounds
from components.dataset.table_rules import rules_in_words

CODEBOOK = DATA / "CODEBOOK.md"
DATA_PACKAGE = DATA / "datapackage.json"

TITLE = "Kachin Conflict Dashboard: the curated data"
DESCRIPTION = (
    "Clash counts, attacks, talks, milestones and other figures of the war between the Kachin Independence "
    "Organisation/Army and the Myanmar military, each with its sources and where in them it stands."
)
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}
PLACE_SOURCES = (
    {"title": "GeoNames (CC BY 4.0): coordinates of places", "path": "https://www.geonames.org/"},
    {"title": "UCDP Georeferenced Event Dataset (CC BY 4.0): coordinates of places", "path": "https://ucdp.uu.se/"},
    {"title": "Natural Earth (public domain): coordinates of places", "path": "https://www.naturalearthdata.com/"},
    {"title": "Myanmar Information Management Unit: P-codes and Burmese names", "path": "https://themimu.info/"},
)
HOW_READ = ("", "### How the rows of a brought file are read", "", READING)
TYPE_WORDS: dict[Kind, str] = {
    "text": "text",
    "list": "list, items separated by `;`",
    "whole": "whole number",
    "decimal": "decimal number",
    "date": "date, YYYY-MM-DD",
}
FIELD_TYPES: dict[Kind, str] = {"text": "string", "list": "list", "whole": "integer", "decimal": "number", "date": "date"}


def codebook_text(everything: Dataset) -> str:
    """The codebook as Markdown: every table, column, word and rule with its meaning."""
    lines = [
        "# Codebook",
        "",
        "Written by `make data` from `schema.py` and `table_rules.py` in `components/dataset/`; do not edit by hand.",
        "",
        f"Version {everything.version} of {everything.date}. An empty cell means not stated, never zero.",
        "",
        "## Tables",
        "",
        *_table(("file", "contents"), ((f"`{spec.file}`", spec.description) for spec in TABLES.values())),
    ]
    for spec in TABLES.values():
        lines += ["", f"### {spec.title}", "", f"`{spec.file}`: {spec.description}", ""]
        rows = (_column_row(column) for column in spec.columns.values())
        lines += _table(("column", "heading", "meaning", "type", "may be empty", "may hold"), rows)
    lines += ["", "## Words"]
    for name, words in VOCABULARIES.items():
        lines += ["", f"### {name}", "", *_table(("word", "meaning"), ((f"`{word}`", words[word]) for word in words))]
    lines += ["", "## Crosswalk to ACLED, UCDP GED and HXL", "", NOTE]
    for heading, table in (((), column_crosswalk()), ((), word_crosswalk()), (HOW_READ, reading_crosswalk())):
        lines += [*heading, "", *_table(table.columns, table.to_numpy().tolist())]
    lines += ["", "## Rules between cells, rows and tables", "", *(f"- {rule}" for rule in rules_in_words())]
    return "\n".join(lines) + "\n"


def codebook_table(name: str) -> pd.DataFrame:
    """The codebook of one table: a row for each column with its heading, meaning, type with unit, and what it may hold."""
    rows = [
        {
            "column": column.name,
            "heading": column.label,
            "meaning": column.meaning,
            "type and unit": TYPE_WORDS[column.kind].replace("`", "") + (f" ({column.unit})" if column.unit else ""),
            "may hold": _may_hold(column, for_readers=True),
        }
        for column in TABLES[name].columns.values()
    ]
    return pd.DataFrame(rows)


def words_table(name: str) -> pd.DataFrame:
    """The vocabularies that one table uses, a row for each word with its meaning."""
    used = dict.fromkeys(column.vocabulary for column in TABLES[name].columns.values() if column.vocabulary)
    rows = [
        {"vocabulary": vocabulary, "word": word, "meaning": meaning}
        for vocabulary in used
        for word, meaning in VOCABULARIES[vocabulary].items()
    ]
    return pd.DataFrame(rows, columns=["vocabulary", "word", "meaning"])


def data_package(everything: Dataset) -> dict[str, Any]:
    """The Data Package (version 2) of the folder: resources with their schemas, licence, sources and version."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "kachin-conflict-dashboard-data",
        "title": TITLE,
        "description": DESCRIPTION,
        "version": everything.version,
        "created": f"{everything.date}T00:00:00Z",
        "licenses": [LICENCE],
        "sources": [*_document_sources(everything), *PLACE_SOURCES],
        "resources": [_resource(spec) for spec in TABLES.values()],
    }


def data_package_text(everything: Dataset) -> str:
    """The Data Package as the text of datapackage.json."""
    return json.dumps(data_package(everything), ensure_ascii=False, indent=2) + "\n"


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    headings = list(headings)
    for cells in (headings, ["---"] * len(headings), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _column_row(column: ColumnSpec) -> tuple[str, ...]:
    unit = f" ({column.unit})" if column.unit else ""
    empty = "no" if column.required else "yes"
    return f"`{column.name}`", column.label, column.meaning, TYPE_WORDS[column.kind] + unit, empty, _may_hold(column)


def _may_hold(column: ColumnSpec, *, for_readers: bool = False) -> str:
    """What a column may hold; for readers of the page without file names, patterns and lengths."""
    targets = [TABLES[name].title.lower() if for_readers else f"`{TABLES[name].file}`" for name in column.refers_to]
    shape = f"such as {column.example}" if for_readers else f"`{column.pattern}`, such as `{column.example}`"
    parts = (
        ("never empty" if column.required else "may be empty") if for_readers else "",
        bounds(column).removeprefix("must be ").removeprefix("must "),
        f"a word of {column.vocabulary}" if column.words else "",
        f"an id of {' or '.join(targets)}" if targets else "",
        shape if (column.example if for_readers else column.pattern) else "",
        f"at most {column.longest} characters" if column.longest and not for_readers else "",
        "in one row only" if column.unique else "",
    )
    return "; ".join(part for part in parts if part)


def _document_sources(everything: Dataset) -> list[dict[str, str]]:
    named = everything.sources[["title", "publisher", "url"]].astype(object).to_dict("records")
    sources = []
    for row in named:
        publisher = f", {row['publisher']}" if isinstance(row["publisher"], str) else ""
        path = {"path": row["url"]} if isinstance(row["url"], str) else {}
        sources.append({"title": f"{row['title']}{publisher}", **path})
    return sources


def _resource(spec: TableSpec) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column) for column in spec.columns.values()],
        "missingValues": [""],
        "primaryKey": [spec.key],
    }
    # Table Schema can say of one id that it is of one table, and leaves the table out where it is the same one.
    targets = {
        one.name: TABLES[one.refers_to[0]] for one in spec.columns.values() if one.kind != "list" and len(one.refers_to) == 1
    }
    keys = [
        {"fields": [name], "reference": {"fields": [to.key]} | ({} if to is spec else {"resource": to.name})}
        for name, to in targets.items()
    ]
    return {
        "name": spec.name,
        "path": spec.file,
        "type": "table",
        "title": spec.title,
        "description": spec.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _field(column: ColumnSpec) -> dict[str, Any]:
    meaning = f"{column.meaning} Unit: {column.unit}." if column.unit else column.meaning
    field = {"name": column.name, "title": column.label, "description": meaning, "type": FIELD_TYPES[column.kind]}
    separator = {"delimiter": ";", "itemType": "string"} if column.kind == "list" else {}
    constraints = {
        "required": column.required,
        "unique": column.unique or None,
        "pattern": column.pattern or None,
        "maxLength": column.longest if column.kind == "text" else None,  # of a list it would limit the number of items
        "enum": list(column.words) or None,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "exclusiveMinimum": column.above,
    }
    return field | separator | {"constraints": {name: value for name, value in constraints.items() if value is not None}}


def main() -> None:
    """Write the files from the sound data; names the faults and stops when the data is not sound."""
    try:
        everything = load()
    except DataFaults as error:
        sys.exit(str(error))
    CODEBOOK.write_text(codebook_text(everything), encoding="utf-8", newline="\n")
    DATA_PACKAGE.write_text(data_package_text(everything), encoding="utf-8", newline="\n")
    CHANGES.write_text(written(), encoding="utf-8", newline="\n")
    print(f"Written: {CODEBOOK.name}, {DATA_PACKAGE.name}, {CHANGES.name}")


if __name__ == "__main__":
    main()
