"""Everything as one ZIP: the data package with its papers, and, when filters are in use, the filtered tables beside it."""

import csv
import io
import zipfile
from collections.abc import Mapping

from components.analysis.data_findings import table_words, times
from components.analysis.tables import Kept, chosen_words, kept_tables, subset_words, used
from components.dataset.citation import day_words, plain_citation, work
from components.dataset.codebook import codebook_text, data_package_text
from components.dataset.evidence import EVIDENCE
from components.dataset.load import Dataset
from components.dataset.schema import TABLES
from components.export.csv import csv_file
from components.filters.choice import Selection
from components.text.escaping import cell_text, document_text

FILTERED = "filtered"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP can hold, the same in every download


def archive_name(everything: Dataset, choice: Selection) -> str:
    """The file name of the archive: the data version, the five documents only, and whether filtered tables are in it."""
    core = "_core" if choice.evidence == EVIDENCE["core"] else ""
    return f"kachin-conflict-data_{everything.version}{core}{'_filtered' if used(choice) else ''}.zip"


def data_archive(everything: Dataset, choice: Selection, texts: Mapping[str, str]) -> bytes:
    """The ZIP of `package_files`. Same data, texts and filters: same bytes."""
    return zip_file(package_files(everything, choice, texts))


def package_files(everything: Dataset, choice: Selection, texts: Mapping[str, str]) -> dict[str, bytes]:
    """All tables with data package, codebook, README, licence, citation and changes, by their names.

    The tables stand in it whole, as they lie in `data/` or as the five documents alone give them. With filters in use, the
    tables that these reach stand in the folder `filtered` as well, and `filters.txt` says in words what was chosen.
    """
    tables = kept_tables(choice, everything)
    papers = {
        "README.md": _readme(everything, choice, tables, texts),
        "CODEBOOK.md": codebook_text(everything),
        "datapackage.json": data_package_text(everything),
        "LICENSE-DATA": texts["LICENSE-DATA"],
        "CITATION.cff": texts["CITATION.cff"],
        "CHANGELOG.md": texts["CHANGELOG.md"],
    }
    files = {name: text.encode() for name, text in papers.items()}
    files |= {spec.file: harmless(everything.files[name]) for name, spec in TABLES.items()}
    if used(choice):
        files["filters.txt"] = filters_text(everything, choice, tables).encode()
        reached = (one for one in tables.values() if one.reached)
        files |= {f"{FILTERED}/{TABLES[one.name].file}": csv_file(one.rows) for one in reached}
    return files


def filters_text(everything: Dataset, choice: Selection, tables: Mapping[str, Kept]) -> str:
    """The filters in words, what they keep of each table, and how to cite the subset."""
    lines = [
        f"Filters: {chosen_words(choice)}.",
        *_evidence_lines(choice),
        f"Data version {everything.version} of {everything.date}, SHA-256 {everything.fingerprint}.",
        "",
        f"Tables in the folder {FILTERED}:",
        *(f"- {TABLES[one.name].file}: {table_words(one, choice)}" for one in tables.values() if one.reached),
        "",
        "Not filtered, since no filter in use has a column there:",
        *(f"- {TABLES[one.name].file}: all {times(one.total, 'row')}" for one in tables.values() if not one.reached),
    ]
    return "\n".join(lines) + "\n"


def harmless(content: bytes) -> bytes:
    """A CSV as it is, unless a cell looks like a formula: then with an apostrophe before each such cell."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    safe = [[cell_text(cell) for cell in row] for row in rows]
    if safe == rows:
        return content
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(safe)
    return lines.getvalue().encode()


def _readme(everything: Dataset, choice: Selection, tables: Mapping[str, Kept], texts: Mapping[str, str]) -> str:
    cited = work(texts["CITATION.cff"])
    subset = subset_words(choice)
    lines = [
        f"# {cited.title}: the data",
        "",
        f"Version {everything.version}, {day_words(cited.released)}. Licence: {cited.licence}, see `LICENSE-DATA`.",
        f"Fingerprint (SHA-256 over all tables): `{everything.fingerprint}`.",
        *_evidence_lines(choice),
        "",
        "Cite as:",
        "",
        f"> {document_text(plain_citation(cited, fingerprint=everything.fingerprint, filters=subset))}",
        "",
        "## What is in this package",
        "",
        *(f"- `{spec.file}`: {times(tables[name].total, 'row')}. {spec.description}" for name, spec in TABLES.items()),
        "- `CODEBOOK.md`: each column, word and rule, and the crosswalk to ACLED, UCDP GED and HXL.",
        "- `datapackage.json`: the same for machines (Data Package, version 2).",
        "- `CHANGELOG.md`, `CITATION.cff`, `LICENSE-DATA`: what changed, how to cite, and the licence.",
    ]
    if used(choice):
        lines += [
            f"- `{FILTERED}/`, `filters.txt`: the tables as filtered ({document_text(subset)}), and the filters in words."
        ]
    lines += [
        "",
        "## Cells that look like formulas",
        "",
        "A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` (also in full width, or after blanks), a tab or a",
        "line break. Here such a text has an apostrophe before it; one that has apostrophes before such a mark has one more.",
        "To get the original, take one apostrophe off. Numbers are never touched, and a file without such a cell is byte",
        "for byte that of the project.",
        "",
        "The rest of this file is the README of the data folder.",
        "",
    ]
    return "\n".join(lines) + "\n" + texts["data/README.md"].replace("# The data\n", "## The data\n", 1)


def _evidence_lines(choice: Selection) -> list[str]:
    """The evidence that the tables rest on, where there was a choice."""
    if choice.evidence == EVIDENCE["core"]:
        return [
            f"Evidence: {choice.evidence}. Sources beyond them, and all that rests on these alone, are not in these tables."
        ]
    return [f"Evidence: {choice.evidence}."] if choice.evidence else []


def zip_file(files: Mapping[str, bytes]) -> bytes:
    """The files by name, each with the same time and rights, and stored as they are: packing differs between machines."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=EARLIEST)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return target.getvalue()
