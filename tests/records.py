"""Records as tests look them up."""

from typing import Any, cast

from components.dataset.load import Dataset
from components.dataset.schema import TABLES


def record(everything: Dataset, identity: str) -> tuple[str, dict[str, Any]]:
    """The table name and the row of an id; raises KeyError when no table holds it."""
    for name, spec in TABLES.items():
        frame = everything.table(name)
        found = frame[frame[spec.key] == identity]
        if len(found):
            return name, cast("dict[str, Any]", found.to_dict("records")[0])
    raise KeyError(identity)
