"""A briefing without a browser or a server: python -m tools.briefing --years 2021 2023 --township Momauk --out FOLDER."""

import argparse
import sys
from pathlib import Path

from components.dataset.evidence import EVIDENCE, of_evidence
from components.dataset.faults import DataFaults
from components.dataset.load import Dataset, load
from components.dataset.project_texts import project_texts
from components.dataset.records import records
from components.export.briefing import FIRST, TABLES, Briefing, Progress, briefing, figures_on_offer
from components.export.package import everything_file, picture_files
from components.export.report import report_file
from components.export.slides import slides_file
from components.filters.table import FILTERS, resolve
from components.filters.view import Selection, View

BAR = 30  # signs
NOTHING_MATCHES, NOT_UNDERSTOOD, UNSOUND = 1, 2, 3  # what the command ends with


def main(arguments: list[str] | None = None) -> int:
    """Write slides, report, pictures, numbers and the ZIP of everything into a folder; 0 when all went well.

    Says in words when a filter is not understood, or matches nothing; then nothing is written.
    """
    asked = _parser().parse_args(arguments)
    try:
        whole = load()
    except DataFaults as faults:
        print(faults, file=sys.stderr)
        return UNSOUND
    chosen, strange = selection(whole, asked)
    known = [*figures_on_offer(), *TABLES]
    strange += [f"{key} is no figure and no table: {', '.join(known)}" for key in asked.figures if key not in known]
    if strange:
        print("\n".join(strange), file=sys.stderr)
        return NOT_UNDERSTOOD
    made = briefing(View(of_evidence(whole, asked.evidence), chosen), asked.figures)
    print("\n".join(f"Left out: {line}" for line in made.left_out) or f"Filters: {made.view.words}.")
    if made.is_empty:
        print(f"Nothing matches these filters ({made.view.words}), so nothing was written.", file=sys.stderr)
        return NOTHING_MATCHES
    number = write(made, asked.out)
    print(f"Written to {asked.out}: {number} files. Filters: {made.view.words}.")
    return 0


def selection(whole: Dataset, asked: argparse.Namespace) -> tuple[Selection, list[str]]:
    """The selection that the options make, and a sentence for each value that none of the data answers to."""
    bounds, strange = records(whole).years, []
    years = tuple(sorted(asked.years)) if asked.years else None
    if years and not (bounds[0] <= years[0] and years[1] <= bounds[1]):
        strange.append(f"The years on record are {bounds[0]} to {bounds[1]}, not {years[0]} to {years[1]}.")
    values = {}
    for one in FILTERS:
        values[one.name], unknown = resolve(whole, one.name, getattr(asked, one.name))
        strange += [f'"{text}" is no {one.label.lower()} in these data.' for text in unknown]
    return Selection.of(None if years == bounds else years, evidence=asked.evidence, **values), strange


def write(made: Briefing, folder: Path) -> int:
    """Write all files of a briefing into a folder, which is made where it is missing; gives their number."""
    documents = {f"{made.name}.html": report_file(made, progress("Report"))}
    if made.figures:
        documents[f"{made.name}.pptx"] = slides_file(made, progress("Slides"))
    files = documents | picture_files(made, progress("Pictures"))
    files[f"{made.name}.zip"] = everything_file(made, project_texts(), files)
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return len(files)


def progress(what: str) -> Progress:
    """A bar that grows in the terminal, and one line for each step where the output is no terminal."""

    def tell(done: int, of: int, words: str) -> None:
        filled = round(BAR * done / of)
        line = f"{what:<10}[{'#' * filled}{'.' * (BAR - filled)}] {words}"
        if sys.stdout.isatty():
            print(f"\r{line}", end="\n" if done == of else "", flush=True)
        else:
            print(line, flush=True)

    return tell


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.briefing", description=__doc__)
    parser.add_argument("--evidence", choices=list(EVIDENCE), default="all", help="all sources, or the five documents only")
    parser.add_argument("--years", nargs=2, type=int, metavar=("FIRST", "LAST"), help="first and last year")
    for one in FILTERS:
        words = f"{one.label.lower()}, one or several, by name"
        parser.add_argument(f"--{one.name}", nargs="+", default=[], metavar=one.name.upper(), help=words)
    offered = [*figures_on_offer(), *TABLES]
    parser.add_argument("--figures", nargs="+", default=FIRST, metavar="FIGURE", help=f"of {', '.join(offered)}")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the files")
    return parser


if __name__ == "__main__":
    sys.exit(main())
