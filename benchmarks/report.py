"""From measured values to the table of results: medians, ratios to the floor, and the targets met or missed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.processor import PAGES, names

OURS, FLOOR, OFF, DASH, PANEL = "ours", "floor", "floor, collection off", "dash", "panel"
NAMES = {
    OURS: "this dashboard",
    FLOOR: "Streamlit floor",
    OFF: "floor, its collection off",
    DASH: "Plotly Dash",
    PANEL: "Panel",
}

Measured = Mapping[tuple[str, str], Sequence[float]]  # (what, app) -> one value per run


@dataclass(frozen=True)
class Target:
    """What was set before anything was measured: our value against another's, at most so many times as large."""

    words: str
    what: str
    against: tuple[str, str]  # what, app
    at_most: float


def target(words: str, what: str, app: str, at_most: float) -> Target:
    """A target on the same measure in another app."""
    return Target(words, what, (what, app), at_most)


TARGETS = (
    *(target for page in PAGES for target in (
        Target(f"processor of a new choice, {names(page)[0][12:]}", names(page)[0], (names("")[0], FLOOR), 0.6),
        Target("the same, against the floor with its collection off", names(page)[0], (names("")[0], OFF), 1.4),
        Target("the same for a known choice", names(page)[1], (names("")[1], FLOOR), 0.5),
    )),
    target("filter change to repainted figures, against the floor", "filter change", FLOOR, 1.0),
    target("filter change to repainted figures, against Dash", "filter change", DASH, 1.0),
    target("filter change to repainted figures, against Panel", "filter change", PANEL, 1.0),
    target("page switch, all painted (ours draws five charts, the floor one)", "page switch, all painted", FLOOR, 1.3),
    target("first load to all painted", "first load, all painted", FLOOR, 0.95),
    target("first load of a page without a map, to its first chart, against Dash", "first load without a map, first chart", DASH, 1.3),
    target("bytes on a first visit", "bytes, first visit", FLOOR, 0.30),
    Target("bytes on a second visit (about 0: under 3% of the floor's first)", "bytes, second visit", ("bytes, first visit", FLOOR), 0.03),
    target("50 sessions thinking 3 s, median answer", "50 sessions, median answer", FLOOR, 0.2),
    Target("filter change with 1,000,000 imported events, against 60", "imported 1,000,000: filter change", ("imported 60: filter change", OURS), 1.5),
    target("server memory, curated data", "server memory", FLOOR, 1.3),
    target("server start to first answer", "server start to first answer", FLOOR, 2.0),
)  # fmt: skip


def medians(measured: Measured) -> dict[tuple[str, str], float]:
    """The median of each measure that has a value."""
    return {key: median(values) for key, values in measured.items() if values}


def ratio(found: Mapping[tuple[str, str], float], one: tuple[str, str], other: tuple[str, str]) -> float | None:
    """How many times as large one median is as another; None where either is not known or the other is nought."""
    if one not in found or not found.get(other):
        return None
    return found[one] / found[other]


def result_table(measured: Measured, units: Mapping[str, str]) -> str:
    """One row a measure, in the order of `units`: each app's median, and in brackets its ratio to the floor's."""
    found = medians(measured)
    apps = [app for app in NAMES if any(key[1] == app for key in found)]
    rows = [["", *(NAMES[app] for app in apps)]]
    for what, unit in units.items():
        if any((what, app) in found for app in apps):
            rows.append([f"{what} ({unit})", *(_cell(found, what, app) for app in apps)])
    return markdown(rows)


def target_table(measured: Measured, targets: Iterable[Target] = TARGETS) -> str:
    """Each target with what was measured, met or missed; what was not measured says so."""
    found = medians(measured)
    rows = [["target", "at most", "measured", ""]]
    for one in targets:
        value = ratio(found, (one.what, OURS), one.against)
        verdict = (
            "not measured" if value is None else "met" if value <= one.at_most else f"**missed** by {value / one.at_most:.2f}x"
        )
        rows.append([one.words, f"{one.at_most:.2f}x", "" if value is None else f"{value:.2f}x", verdict])
    return markdown(rows)


def spread_table(measured: Measured, units: Mapping[str, str]) -> str:
    """The lowest and highest of the runs, so that a reader sees how steady the machine was."""
    rows = [["", "app", "runs", "lowest", "median", "highest"]]
    for what in units:
        for app, named in NAMES.items():
            values = measured.get((what, app), ())
            if values:
                rows.append([what, named, str(len(values)), *(number(turn(values)) for turn in (min, median, max))])
    return markdown(rows)


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a Markdown table, the first of them its head."""
    head, *body = rows
    lines = [head, ["---", *("---:" for _ in head[1:])], *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value: float) -> str:
    """A number as short as it can be read without loss that matters."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _cell(found: Mapping[tuple[str, str], float], what: str, app: str) -> str:
    if (what, app) not in found:
        return ""
    times = ratio(found, (what, app), (what, FLOOR))
    beside = "" if times is None or app == FLOOR else f" ({times:.2f}x)"
    return f"{number(found[what, app])}{beside}"
