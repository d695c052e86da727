"""A tall figure in parts, each low enough to be read on a slide."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import ceil
from typing import Any

import pandas as pd

from components.analysis.attacks import EVENT
from components.charts.described import Figure
from components.charts.theme import PAPERS
from components.export.screen_charts import screen_chart

LOW_ENOUGH = 640  # pixels of marks that a slide shows large enough to be read
APART = "aggregated figures"
Row = Mapping[Any, Any]


def low_parts(figure: Figure) -> list[Figure]:
    """The figure itself, or where it is too tall its rows in parts of nearly equal size, which say which part each is.

    What belongs together, such as a record with its claims or the counts of a series, stays together.
    """
    if figure.kind not in GROUPS:
        return [figure]
    layout = screen_chart(figure, PAPERS["light"], wide=True).layout
    number = ceil((layout.height - layout.margin.t - layout.margin.b) / LOW_ENOUGH)
    name, group = GROUPS[figure.kind]
    table = figure.tables[name]
    groups = [group(row) for row in table.to_dict("records")]
    members = pd.Series(groups, index=table.index, dtype="str")
    shares = _shares(_order(figure.kind, table, members), _heights(figure.kind, table, groups), number)
    if len(shares) == 1:
        return [figure]
    return [
        _part(figure, name, table[members.isin(share)], f" ({place} of {len(shares)})")
        for place, share in enumerate(shares, start=1)
    ]


def _part(figure: Figure, name: str, rows: pd.DataFrame, words: str) -> Figure:
    tables = dict(figure.tables) | {name: rows.reset_index(drop=True)}
    return replace(figure, title=f"{figure.title}{words}", tables=tables)


def _shares(order: list[str], sizes: Mapping[str, int], number: int) -> list[list[str]]:
    """The groups in their order, parted into so many runs of nearly equal size; none is empty."""
    total, done = sum(sizes[one] for one in order), 0
    shares: dict[int, list[str]] = {}
    for one in order:
        shares.setdefault(min(int(number * done / total), number - 1), []).append(one)
        done += sizes[one]
    return list(shares.values())


def _order(kind: str, table: pd.DataFrame, members: pd.Series) -> list[str]:
    """The groups as the figure has them: aggregated figures last, the series of one claimant together."""
    order = list(dict.fromkeys(members))
    if kind != "coverage":
        return sorted(order, key=lambda one: one == APART)
    claimants = list(dict.fromkeys(table["claimant"]))
    of = dict(zip(members, table["claimant"], strict=True))
    return sorted(order, key=lambda one: claimants.index(of[one]))


def _heights(kind: str, table: pd.DataFrame, groups: list[str]) -> dict[str, int]:
    """How high each group is beside the others: its heading and its lines."""
    lines = [int(row["kind"] == "record") if kind == "harm" else 1 for row in table.to_dict("records")]
    heights = dict.fromkeys(groups, 0 if kind == "talks" else 2)
    for one, line in zip(groups, lines, strict=True):
        heights[one] += 0 if kind == "coverage" else line
    return heights


def _lane(row: Row) -> str:
    return str(row["event_type"]) if row["kind"] == EVENT else APART


GROUPS: dict[str, tuple[str, Callable[[Row], str]]] = {
    "talks": ("talks", lambda row: str(row["meeting_id"])),
    "events": ("events", _lane),
    "harm": ("harm", lambda row: str(row["attack_id"])),
    "series": ("counts", lambda row: str(row["series"])),
    "periods": ("counts", lambda row: str(row["series"])),
    "coverage": ("counts", lambda row: str(row["series"])),
}
