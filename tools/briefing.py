"""A briefing without a browser or a server: python -m tools.briefing --years 2021 2023 --township Momauk --out FOLDER."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from components.analysis.clashes import years_on_record
from components.dataset.evidence import EVIDENCE, of_evidence
from components.dataset.load import DataFaults, Dataset, load
from components.dataset.project_texts import project_texts
from components.export.briefing import Briefing, briefing, everything_file, picture_files, sheet, slides
from components.export.briefing_figures import DEFAULT_FIGURES, OFFERS, TABLES
from components.filters.choice import Selection
from components.filters.options import FILTERS, options, resolve

BAR = 30  # signs
NOTHING_MATCHES, NOT_UNDERSTOOD, UNSOUND = 1, 2, 3  # what the command ends with


def main(arguments: list[str] | None = None) -> int:
    """Write slides, sheet, pictures, numbers and the ZIP of everything into a folder; 0 when all went well.

    Says in words when a filter is not understood, or matches nothing; then nothing is written.
    """
    asked = _parser().parse_args(arguments)
    try:
        whole = load()
    except DataFaults as faults:
        print(faults, file=sys.stderr)
        return UNSOUND
    everything = of_evidence(whole, asked.evidence)
    choice, faults_found = selection(everything, asked)
    unknown = [f"{key} is no figure and no table: {', '.join([*OFFERS, *TABLES])}" for key in asked.figures if not _known(key)]
    if faults_found or unknown:
        print("\n".join([*faults_found, *unknown]), file=sys.stderr)
        return NOT_UNDERSTOOD
    made = briefing(everything, choice, asked.figures)
    for line in made.left_out:
        print(line)
    if made.is_empty:
        print(f"Nothing matches these filters ({made.filters}), so nothing was written.", file=sys.stderr)
        return NOTHING_MATCHES
    written = write(made, asked.out)
    print(f"Written to {asked.out}: {written} files. Filters: {made.filters}.")
    return 0


def selection(everything: Dataset, asked: argparse.Namespace) -> tuple[Selection, list[str]]:
    """The choice that the options of the command make, and a sentence for each value that none of the data answers to."""
    bounds = years_on_record(everything.clashes_per_year, everything.attacks, everything.meetings)
    words = []
    years = tuple(sorted(asked.years)) if asked.years else None
    if years and not (bounds[0] <= years[0] and years[1] <= bounds[1]):
        words.append(f"The years on record are {bounds[0]} to {bounds[1]}, not {years[0]} to {years[1]}.")
    known = options(everything)
    chosen: dict[str, Any] = {}
    for name, field in FILTERS.items():
        found, unknown = resolve(getattr(asked, name), known[name])
        chosen[field] = tuple(option.choice for option in found)
        words += [f'"{text}" is no {name} in these data.' for text in unknown]
    span = None if years is None or years == bounds else (years[0], years[1])
    return Selection(years=span, evidence=EVIDENCE[asked.evidence], **chosen), words


def write(made: Briefing, folder: Path) -> int:
    """Write all files of a briefing into a folder, which is made where it is missing; gives their number."""
    files: dict[str, bytes] = {}
    if made.figures:
        files[f"{made.name}.pptx"] = slides(made, _progress("Slides"))
    files[f"{made.name}.html"] = sheet(made, _progress("Sheet"))
    pictures = picture_files(made, _progress("Pictures"))
    files |= pictures
    files[f"{made.name}.zip"] = everything_file(made, project_texts(), pictures=pictures)
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return len(files)


class _Progress:
    """A bar that grows in the terminal, and one line for each step where the output is no terminal."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __call__(self, share: float, words: str) -> None:
        filled = round(BAR * share)
        line = f"{self.what:<12}[{'#' * filled}{'.' * (BAR - filled)}] {words}"
        if sys.stdout.isatty():
            print(f"\r{line}", end="\n" if share >= 1 else "", flush=True)
        else:
            print(line, flush=True)


def _progress(what: str) -> _Progress:
    return _Progress(what)


def _known(key: str) -> bool:
    return key in OFFERS or key in TABLES


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.briefing", description=__doc__)
    parser.add_argument("--evidence", choices=list(EVIDENCE), default="all", help="all sources, or the five documents only")
    parser.add_argument("--years", nargs=2, type=int, metavar=("FIRST", "LAST"), help="first and last year")
    for name in FILTERS:
        parser.add_argument(f"--{name}", nargs="+", default=[], metavar=name.upper(), help=f"one {name} or several, by name")
    parser.add_argument(
        "--figures", nargs="+", default=_default(), metavar="FIGURE", help=f"of {', '.join([*OFFERS, *TABLES])}"
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder for the files")
    return parser


def _default() -> Iterable[str]:
    return [*DEFAULT_FIGURES, *TABLES]


if __name__ == "__main__":
    sys.exit(main())
