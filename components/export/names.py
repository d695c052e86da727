"""The names of files to take away: what they hold and under which filters."""

import hashlib

from components.filters.table import FILTERS
from components.filters.view import View
from components.text.escaping import file_part

LONGEST = 60  # characters of the filters in a file's name


def stem(key: str, view: View) -> str:
    """The name of a file without its ending: what it is, and the filters, so that two views do not share a name."""
    chosen = view.selection
    parts = [f"{chosen.years[0]}-{chosen.years[1]}"] if chosen.years else []
    parts += ["-".join(map(file_part, view.names(one.name))) for one in FILTERS if chosen[one.name]]
    parts += ["five-documents"] if chosen.evidence == "core" else []
    words = "-".join(parts)
    if len(words) > LONGEST:
        words = f"{words[:LONGEST].rstrip('-')}-{hashlib.sha256(repr(chosen).encode()).hexdigest()[:6]}"
    return "-".join(part for part in ("kachin", file_part(key).replace("-", "_"), words) if part)


def number_name(name: str, table: str) -> str:
    """The name of the file with the numbers of one table of a figure."""
    return f"{name}-{file_part(table).replace('-', '_')}.csv"
