"""Sources by their titles, and the places in them that a record names."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

import pandas as pd

from components.dataset.row_rules import split

NAMED_SOURCES = 4  # so many reports, or publishers, a line can name


def source_words(source_ids: str, titles: Mapping[str, str]) -> str:
    """The sources of a row, each named once by its title."""
    return "; ".join(dict.fromkeys(titles[source] for source in split(source_ids)))


def locator_words(locators: str) -> str:
    """Where in the sources, one after the other."""
    return "; ".join(split(locators))


def source_titles(sources: pd.DataFrame) -> dict[str, str]:
    """What each source is called on screen: its document number or its publisher and date, and its title."""
    names = document_names(sources)
    return {
        identity: f"{document} {title}" if isinstance(document, str) else f"{names[identity]}: {title}"
        for identity, document, title in zip(sources["source_id"], sources["document"], sources["title"], strict=True)
    }


def document_names(sources: pd.DataFrame) -> dict[str, str]:
    """What each source is called in a short citation: document 002, or The Irrawaddy, 5 May 2022.

    Two reports of one publisher on one day are told apart by their ids.
    """
    columns = (sources[column].tolist() for column in ("document", "publisher", "published_on"))
    names = dict(zip(sources["source_id"], map(_short_citation, *columns), strict=True))
    shared = Counter(names.values())
    return {identity: f"{name} ({identity})" if shared[name] > 1 else name for identity, name in names.items()}


@lru_cache(maxsize=4096)  # asked for every source at every choice, and the names of days and months take their time
def _short_citation(document: object, publisher: object, day: pd.Timestamp) -> str:
    if isinstance(document, str):
        return f"document {document}"
    by = publisher if isinstance(publisher, str) else "publisher not stated"
    return f"{by}, {'undated' if pd.isna(day) else f'{day.day} {day:%B %Y}'}"


def sources_in_words(identities: Iterable[str], sources: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """What to call these sources in one line: each by its name, or, past a handful, further ones by number and publisher."""
    used = list(dict.fromkeys(identities))
    rows = sources.set_index("source_id").reindex(used)
    further = rows[rows["collection"] == "extended"]
    if len(further) <= NAMED_SOURCES:
        return [names[identity] for identity in used]
    publishers = further["publisher"].fillna("publisher not stated").value_counts(sort=True)
    named = ", ".join(f"{publisher} {number}" for publisher, number in publishers.head(NAMED_SOURCES).items())
    rest = len(publishers) - NAMED_SOURCES
    others = f" and {rest} more" if rest > 0 else ""
    core = [names[identity] for identity in used if identity not in further.index]
    return [*core, f"{len(further)} public reports and documents ({named}{others}), each named in the table"]


def citation(source_ids: str, locators: str, documents: Mapping[str, str]) -> str:
    """Each source once, with its locators: document 002 (Summary, para 7; Clashes with Tatmadaw, line 1)."""
    places: dict[str, list[str]] = {}
    for source, locator in zip(split(source_ids), split(locators), strict=True):
        known = places.setdefault(documents[source], [])
        known.extend([locator] * (locator not in known))
    return ", ".join(f"{document} ({'; '.join(found)})" for document, found in places.items())
