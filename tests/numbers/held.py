"""The numbers that release 0.2 showed under eight selections, written down by its own code, and these selections."""

import csv
import gzip
import json
from pathlib import Path

from components.dataset.evidence import of_evidence
from components.dataset.load import Dataset
from components.filters.table import options, resolve
from components.filters.view import Selection, View

HELD = Path(__file__).with_name("held.json.gz")


def selections(data: Dataset) -> dict[str, Selection]:
    """The eight selections by name."""
    without = next(option.value for option in options(data, "township").values() if option.events == 0)
    return {
        "all": Selection(),
        "core": Selection(evidence="core"),
        "year": Selection.of((2018,)),
        "year without data": Selection.of((1975,)),
        "township": Selection.of(township=resolve(data, "township", ["Momauk"])[0]),
        "township without records": Selection.of(township=(without,)),
        "type": Selection.of(type=("airstrike",)),
        "impossible": Selection.of((2012,), township=(without,), type=("drone strike",)),
    }


def view(data: Dataset, name: str) -> View:
    """The data under one of the selections."""
    found = selections(data)[name]
    return View(of_evidence(data, found.evidence), found)


def written() -> dict[str, dict[str, list[str]]]:
    """For each selection and figure of 0.2 the lines of its tables, or its title and sentence, or why there was none."""
    found: dict[str, dict[str, list[str]]] = json.loads(gzip.decompress(HELD.read_bytes()))
    return found


def rows(parts: dict[str, list[str]], table: str) -> list[dict[str, str]]:
    """The rows of one of these tables; none where 0.2 had none."""
    return list(csv.DictReader(parts.get(table, [])))
