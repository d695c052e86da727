"""Measure this dashboard, its floor and its peers in one interleaved run, and write benchmarks/RESULTS.md.

make bench                 seven runs, about 45 minutes on a machine that does nothing else
make bench RUNS=1          one run, to try it
make bench OF=../other     the dashboard that lies in another folder

A measurement that was broken off goes on with --go-on, from the values it had.
"""

import argparse
import json
import os
import platform
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.chrome import bytes_loaded, changes, chromium, first_load
from benchmarks.imported import SIZES, imported_changes
from benchmarks.peers import peers_python
from benchmarks.processor import PAGES, names, reruns
from benchmarks.report import FLOOR, OFF, OURS, result_table, spread_table, target_table
from benchmarks.serving import HERE, ROOT, App, apps, running
from benchmarks.sessions import many_sessions

UNITS = {
    "server start to first answer": "ms",
    "first load, chart": "ms",
    "first load, all painted": "ms",
    "first load without a map, first chart": "ms",
    "bytes, first visit": "MB",
    "bytes, second visit": "MB",
    "filter change": "ms",
    "year change": "ms",
    "page switch, first chart": "ms",
    "page switch, all painted": "ms",
    "page switch back, all painted": "ms",
    **{name: unit for page in PAGES for name, unit in zip(names(page), ("ms", "ms", "kB"), strict=True)},
    "server memory": "MB",
    **{f"{number} sessions, median answer": "ms" for number in (1, 10, 50)},
    "50 sessions, failed": "sessions",
    "50 sessions, memory after": "MB",
    **{f"imported {rows:,}: {what}": unit for rows in SIZES for what, unit in
       (("reading", "ms"), ("filter change", "ms"), ("memory", "MB"))},
}  # fmt: skip
RESULTS, NOTES, VALUES = HERE / "RESULTS.md", HERE / "NOTES.md", HERE / "values.json"


def main() -> None:
    """Measure, keep each value in values.json, and write the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=7)
    options.add_argument("--of", type=Path, default=ROOT)
    options.add_argument("--peers", type=Path, help="a Python that has Dash and Panel; made in .venv-bench if none is named")
    options.add_argument("--load-runs", type=int, default=3, help="runs with many sessions and imported events")
    options.add_argument("--go-on", action="store_true", help="begin with the values of the last measurement")
    options.add_argument("--without", nargs="*", default=[], choices=("sessions", "imported", "ours", "floor", "dash", "panel"))
    asked = options.parse_args()
    project: Path = asked.of.resolve()
    measured = earlier() if asked.go_on else defaultdict(list)
    done = len(measured["server start to first answer", OURS])
    python: Path = asked.peers.absolute() if asked.peers else peers_python()
    everything = apps(project, python)
    wanted = [app for app in everything if app.name not in asked.without]
    lost: list[str] = []
    for turn in range(done, asked.runs):
        order = wanted[turn % len(wanted) :] + wanted[: turn % len(wanted)]
        for app in order:
            with part(lost, f"run {turn + 1} of {asked.runs}: {app.name}"), chromium() as browser:
                one_run(measured, app, project, browser, first=turn == 0)
            write(measured, turn + 1, project, python, lost)
        if Path("/proc").exists():
            for app in (app for app in order if app.streamlit):
                with part(lost, f"run {turn + 1}, processor: {app.name}"):
                    processor_run(measured, app, project)
        if turn < asked.load_runs:  # each of these gives several values
            for app in order:
                if app.streamlit and "sessions" not in asked.without:
                    with part(lost, f"run {turn + 1}, sessions: {app.name}"):
                        load_run(measured, app, project)
            if "imported" not in asked.without and (project / "components" / "pages" / "compare.py").exists():
                with part(lost, f"run {turn + 1}, imported events"), chromium() as browser:
                    imported_run(measured, everything[0], project, browser)
        write(measured, turn + 1, project, python, lost)
    say(f"Written: {RESULTS}")


@contextmanager
def part(lost: list[str], what: str) -> Iterator[None]:
    """A part of the program that may fail without taking the others with it; its failure stands in the results."""
    say(what)
    try:
        yield
    except Exception as error:
        lost.append(f"{what}: {str(error).strip().splitlines()[0]}")
        say(f"  failed: {error}")


def one_run(measured: dict[tuple[str, str], list[float]], app: App, project: Path, browser: Browser, *, first: bool) -> None:
    """Start an app, load it, use it, and end it."""
    with running(app, project) as server:
        measured["server start to first answer", app.name].append(server.started_in)
        for what, value in first_load(browser, app, server).items():
            measured[what, app.name].append(value)
        for what, values in changes(browser, app, server).items():
            measured[what, app.name].extend(values)
        measured["server memory", app.name].append(server.memory())
        if first:  # the same each time
            for what, value in bytes_loaded(browser, server).items():
                measured[what, app.name].append(value)


def load_run(measured: dict[tuple[str, str], list[float]], app: App, project: Path) -> None:
    """One, ten and fifty sessions on a server that has been warmed by one."""
    with running(app, project) as server:
        many_sessions(server.url, 1)
        for number in (1, 10, 50):
            say(f"  {number} sessions: {app.name}")
            answer, failed = many_sessions(server.url, number)
            measured[f"{number} sessions, median answer", app.name].append(answer)
        measured["50 sessions, failed", app.name].append(failed)
        measured["50 sessions, memory after", app.name].append(server.memory())


def processor_run(measured: dict[tuple[str, str], list[float]], app: App, project: Path) -> None:
    """Each page, or the floor's one, on a server that nobody used before; the floor with its collection off, too."""
    for name, off in ((app.name, ()), *([(OFF, ("--runner.postScriptGC", "false"))] if app.name == FLOOR else [])):
        with running(replace(app, command=(*app.command, *off)), project) as server:
            for page in PAGES if app.name == OURS else ("",):
                for what, value in zip(names(page), reruns(server, page), strict=True):
                    measured[what, name].append(value)


def imported_run(measured: dict[tuple[str, str], list[float]], app: App, project: Path, browser: Browser) -> None:
    """The Compare page with files of each size, each on a server of its own."""
    for rows in SIZES:
        say(f"  {rows:,} imported events")
        with running(app, project) as server:
            for what, values in imported_changes(browser, server, project, rows).items():
                measured[f"imported {rows:,}: {what}", OURS].extend(values)


def earlier() -> defaultdict[tuple[str, str], list[float]]:
    """The values of the last measurement."""
    values = json.loads(VALUES.read_text())
    return defaultdict(list, {tuple(name.split(" | ")): found for name, found in values.items()})


def write(measured: dict[tuple[str, str], list[float]], runs: int, project: Path, python: Path, lost: list[str]) -> None:
    """All values, and the tables made of them; after each part, so that one broken off leaves what it had."""
    VALUES.write_text(json.dumps({f"{what} | {app}": values for (what, app), values in measured.items()}, indent=1) + "\n")
    parts = [
        "# Results",
        "Written by `make bench`; do not edit. What the words mean, and where the time goes, stands in NOTES.md.",
        machine(runs, project, python),
        *(["What failed and is missing below:\n\n" + "\n".join(f"- {words}" for words in lost)] if lost else []),
        "## Targets",
        target_table(measured),
        "## Medians, in brackets the ratio to the floor",
        result_table(measured, UNITS),
        "## How steady the runs were",
        spread_table(measured, UNITS),
    ]
    RESULTS.write_text("\n\n".join(parts) + "\n")


def machine(runs: int, project: Path, python: Path) -> str:
    """What was measured where and when, with how busy the machine was by the end."""
    cpu = next(
        (line.split(":")[1].strip() for line in _read("/proc/cpuinfo") if line.startswith("model name")), platform.machine()
    )
    memory = next((f", {int(line.split()[1]) / 2**20:.0f} GiB" for line in _read("/proc/meminfo") if "MemTotal" in line), "")
    names = ("streamlit", "pandas", "plotly", "pydeck")
    commit = subprocess.run(["git", "describe", "--always"], cwd=project, capture_output=True, text=True, check=False)
    written = (":!benchmarks/RESULTS.md", ":!benchmarks/values.json")  # by the runs themselves
    is_changed = subprocess.run(["git", "diff", "--quiet", "HEAD", "--", ".", *written], cwd=project, check=False).returncode
    of = f"{commit.stdout.strip() or 'not known'}{'-dirty' if is_changed else ''}"
    ask = "from importlib.metadata import version as v; print(f\"dash {v('dash')}, panel {v('panel')}\", end='')"
    peers = subprocess.run([str(python), "-c", ask], capture_output=True, text=True, check=False).stdout
    return "\n".join(
        (
            f"- {datetime.now(UTC):%d %B %Y}, commit {of}, {runs} interleaved runs",
            f"- {os.cpu_count()} cores ({cpu}){memory}, {platform.system()}; load at the end {os.getloadavg()[0]:.1f}",
            f"- Python {platform.python_version()}; {', '.join(f'{name} {version(name)}' for name in names)}; {peers}",
        )
    )


def _read(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def say(sentence: str) -> None:
    """Print at once."""
    print(f"{datetime.now(UTC):%H:%M:%S} {sentence}", flush=True)


if __name__ == "__main__":
    main()
