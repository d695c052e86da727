"""The sidebar's choice on the rows of a brought file: which rows it keeps, and what cannot follow it, in words."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from components.dataset.crosswalk import ACTOR_NAMES
from components.dataset.load import Dataset, split
from components.filters.choice import Choice, Selection
from components.filters.options import township_names
from components.uploads.reader import Imported
from components.uploads.table import OR

PARTS_OF_NAMES = re.compile(r"[/:;()]| and ")
NO_TOWNSHIP = (
    "The township filter does not change the rows: the file of UCDP GED names no township, and its second-order units are "
    "unreliable here."
)
NO_TYPE = "The filter by type does not change the rows: UCDP GED tells who fought whom, and not how."
NO_SOURCE = "The filter by source does not change the rows: a brought file is a source of its own."
EITHER_SIDE = "The actor filter keeps rows with the actor on either side: the order of the two sides does not say who attacked."


@dataclass(frozen=True, eq=False)
class Chosen:
    """The rows that a choice keeps, the part of the choice that works on them, and what to say of the rest."""

    table: pd.DataFrame
    choice: Selection
    notes: tuple[str, ...]


def working(choice: Selection, imported: Imported) -> Selection:
    """The part of the choice that can be put to the rows of the file."""
    found = replace(choice, sources=(), evidence="")
    return found if imported.format.collection == "ACLED" else replace(found, townships=(), types=())


def chosen_rows(imported: Imported, choice: Selection, everything: Dataset) -> Chosen:
    """The rows of a file that the choice keeps. Nothing is dropped in silence: the notes count what cannot follow."""
    table, works = imported.table, working(choice, imported)
    masks = _masks(table, works, everything)
    kept = np.logical_and.reduce([np.ones(len(table), dtype=bool), *masks.values()])
    shown = table if kept.all() else table[kept]
    return Chosen(shown, works, (*_unheard(choice, works), *_nameless(table, masks, everything)))


def actor_names(identity: str, everything: Dataset) -> set[str]:
    """What an organisation is called, in small letters: its name, short name and other names, whole and part by part."""
    rows = everything.organisations[everything.organisations["organisation_id"] == identity].to_dict("records")
    names = list(ACTOR_NAMES.get(identity, ()))
    for row in rows:
        names += [str(row["name"]), *split(row["abbreviation"]), *split(row["aliases"])]
    proper = [name for name in names if name[:1].isupper()]  # "army" and "the junta" name nobody outside their document
    return {_plain(part) for name in proper for part in (name, *_slashed(name))} - {""}


def _masks(table: pd.DataFrame, works: Selection, everything: Dataset) -> dict[str, np.ndarray]:
    """A mask for each filter in use, asked of the categories and not of the rows."""
    masks: dict[str, np.ndarray] = {}
    if works.years:
        years = table["year"].to_numpy()
        masks["years"] = (years >= works.years[0]) & (years <= works.years[1])
    if works.townships:
        wanted = {choice.ids[0] for choice in works.townships}
        known = township_names(everything)
        masks["townships"] = _of(table["township"], lambda name: known.get(name.casefold().strip()) in wanted)
    if works.types:
        types = {choice.name for choice in works.types}
        masks["types"] = _of(table["event_type"], lambda words: not types.isdisjoint(words.split(OR)))
    if works.actors:
        masks["actors"] = _has_actor(table, works.actors, everything)
    return masks


def _has_actor(table: pd.DataFrame, actors: Iterable[Choice], everything: Dataset) -> np.ndarray:
    names = {name for choice in actors for identity in choice.ids for name in actor_names(identity, everything)}

    def named(text: str) -> bool:
        return not names.isdisjoint({_plain(text), *(_plain(part) for part in PARTS_OF_NAMES.split(text))})

    found: np.ndarray = np.logical_or.reduce([_of(table[column], named) for column in ("side_a", "side_b", "associated")])
    return found


def _of(column: pd.Series, keeps: Callable[[str], bool]) -> np.ndarray:
    """Whether each row's category is kept; a row without one is not."""
    kept = np.array([*(bool(keeps(str(name))) for name in column.cat.categories), False])
    mask: np.ndarray = kept[column.cat.codes.to_numpy()]
    return mask


def _unheard(choice: Selection, works: Selection) -> list[str]:
    said = (
        (choice.townships, works.townships, NO_TOWNSHIP),
        (choice.types, works.types, NO_TYPE),
        (choice.sources, (), NO_SOURCE),
    )
    return [words for wanted, heard, words in said if wanted and not heard] + ([EITHER_SIDE] if works.actors else [])


def _nameless(table: pd.DataFrame, masks: dict[str, np.ndarray], everything: Dataset) -> list[str]:
    """How many rows the township filter leaves out only because they name none that is known here."""
    if "townships" not in masks:
        return []
    known = township_names(everything)
    others = [mask for name, mask in masks.items() if name != "townships"]
    unknown = ~_of(table["township"], lambda name: name.casefold().strip() in known)
    number = int(np.logical_and.reduce([unknown, *others]).sum())
    return [f"{number:,} rows name no township that is known here and are left out by the township filter."] if number else []


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").replace("–", "-").casefold().split())


def _slashed(name: str) -> list[str]:
    return name.split("/") if "/" in name and " / " not in name else []
