"""The selection on the rows of an uploaded file: which rows it keeps, and what cannot follow it, in words."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from components.dataset.crosswalk import ACTOR_NAMES
from components.dataset.kinds import FAMILY_OF
from components.dataset.load import Dataset
from components.dataset.row_rules import split
from components.filters.table import resolve
from components.filters.view import Selection
from components.uploads.reader import Imported
from components.uploads.table import OR

PARTS_OF_NAMES = re.compile(r"[/:;()]| and ")
NO_TOWNSHIP = "Township does not filter this file: UCDP GED names none."
NO_TYPE = "Type does not filter this file: UCDP GED tells who fought whom, not how."
NO_SOURCE = "Source does not filter this file: it is a source of its own."
EITHER_SIDE = "The actor filter keeps rows with the actor on either side."


@dataclass(frozen=True, eq=False)
class Chosen:
    """The rows that a selection keeps, the part of it that works on them, and what to say of the rest."""

    table: pd.DataFrame
    selection: Selection
    notes: tuple[str, ...]


def working(selection: Selection, imported: Imported) -> Selection:
    """The part of the selection that can be put to the rows of the file."""
    unheard = ("source",) if imported.format.collection == "ACLED" else ("source", "township", "type", "family")
    return replace(selection.without(*unheard), evidence="all")


def chosen_rows(imported: Imported, selection: Selection, everything: Dataset) -> Chosen:
    """The rows of a file that the selection keeps. Nothing is dropped in silence: the notes count what cannot follow."""
    table, works = imported.table, working(selection, imported)
    masks = _masks(table, works, everything)
    kept = np.logical_and.reduce([np.ones(len(table), dtype=bool), *masks.values()])
    shown = table if kept.all() else table[kept]
    return Chosen(shown, works, (*_unheard(selection, works), *_nameless(table, masks, everything)))


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
    if works["township"]:
        wanted = set(works["township"])
        masks["township"] = _of(table["township"], lambda name: not wanted.isdisjoint(_township(everything, name)))
    types = set(works["type"]) | {kind for kind, family in FAMILY_OF.items() if family in works["family"]}
    if works["type"] and works["family"]:
        types = {kind for kind in works["type"] if FAMILY_OF[kind] in works["family"]}
    if works["type"] or works["family"]:
        masks["type"] = _of(table["event_type"], lambda words: not types.isdisjoint(words.split(OR)))
    if works["actor"]:
        masks["actor"] = _has_actor(table, works["actor"], everything)
    return masks


def _township(everything: Dataset, name: str) -> tuple[str, ...]:
    return resolve(everything, "township", [name])[0]


def _has_actor(table: pd.DataFrame, actors: Iterable[str], everything: Dataset) -> np.ndarray:
    names = {name for identity in actors for name in actor_names(identity, everything)}

    def named(text: str) -> bool:
        return not names.isdisjoint({_plain(text), *(_plain(part) for part in PARTS_OF_NAMES.split(text))})

    found: np.ndarray = np.logical_or.reduce([_of(table[column], named) for column in ("side_a", "side_b", "associated")])
    return found


def _of(column: pd.Series, keeps: Callable[[str], bool]) -> np.ndarray:
    """Whether each row's category is kept; a row without one is not."""
    kept = np.array([*(bool(keeps(str(name))) for name in column.cat.categories), False])
    mask: np.ndarray = kept[column.cat.codes.to_numpy()]
    return mask


def _unheard(selection: Selection, works: Selection) -> list[str]:
    told = {"township": NO_TOWNSHIP, "type": NO_TYPE, "family": NO_TYPE, "source": NO_SOURCE}
    said = [words for name, words in told.items() if selection[name] and not works[name]]
    return list(dict.fromkeys(said)) + ([EITHER_SIDE] if works["actor"] else [])


def _nameless(table: pd.DataFrame, masks: dict[str, np.ndarray], everything: Dataset) -> list[str]:
    """How many rows the township filter leaves out only because they name none that is known here."""
    if "township" not in masks:
        return []
    others = [mask for name, mask in masks.items() if name != "township"]
    unknown = ~_of(table["township"], lambda name: bool(_township(everything, name)))
    number = int(np.logical_and.reduce([unknown, *others]).sum())
    return [f"{number:,} rows name no township that is known here and are left out by the township filter."] if number else []


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").replace("–", "-").casefold().split())


def _slashed(name: str) -> list[str]:
    return name.split("/") if "/" in name and " / " not in name else []
