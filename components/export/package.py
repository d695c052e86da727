"""Everything as one ZIP: pictures, numbers, slides and report of a briefing, and the whole data package with its papers."""

import csv
import io
import zipfile
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from components.dataset.citation import day_words, plain_citation, work
from components.dataset.codebook import codebook_text, data_package_text
from components.dataset.schema import TABLES
from components.export.briefing import TITLE, Briefing, Progress
from components.export.csv import csv_file, metadata_file
from components.export.names import number_name, stem
from components.filters.view import View
from components.text.escaping import cell_text, document_text

if TYPE_CHECKING:
    from components.dataset.kinds import Record

FILTERED = "filtered"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP can hold, the same in every download
FORMULAS = Path(__file__).with_name("formulas.md").read_text(encoding="utf-8")


def picture_files(made: Briefing, progress: Progress | None = None) -> dict[str, bytes]:
    """The pictures of a briefing as PNG and SVG, and the numbers drawn and listed as CSV, by file name."""
    from components.export.print_chart import picture  # here, since drawing on paper takes two seconds to load

    files: dict[str, bytes] = {}
    for number, chosen in enumerate(made.figures, start=1):
        name = stem(chosen.registered.key, made.view)
        for kind in ("png", "svg"):
            files[f"pictures/{name}.{kind}"] = picture(chosen.figure, made.view, chosen.registered.page, kind)
        files |= {f"numbers/{number_name(name, key)}": csv_file(table) for key, table in chosen.figure.tables.items()}
        files[f"numbers/{name}-metadata.json"] = metadata_file(chosen.figure, made.view, name)
        if progress:
            progress(number, len(made.figures), f"Picture {number} of {len(made.figures)}")
    return files | {f"numbers/{stem(f'table_{table.key}', made.view)}.csv": csv_file(table.rows) for table in made.tables}


def everything_file(made: Briefing, texts: Mapping[str, str], files: Mapping[str, bytes]) -> bytes:
    """One ZIP of `files` (pictures, numbers, slides and report) and the data. Same input, same bytes."""
    files = dict(files)
    files |= {f"data/{name}": content for name, content in view_files(made.view, texts).items()}
    files["README.md"] = _briefing_readme(made, texts, sorted(files)).encode()
    files["LICENSE-DATA"] = texts["LICENSE-DATA"].encode()
    return zip_file(files)


def archive_name(view: View) -> str:
    """The file name of the archive of the data."""
    return f"{stem('data', view)}-{view.dataset.version}.zip"


def data_archive(view: View, texts: Mapping[str, str]) -> bytes:
    """The ZIP of `view_files`. Same data, texts and filters: same bytes."""
    return zip_file(view_files(view, texts))


def view_files(view: View, texts: Mapping[str, str]) -> dict[str, bytes]:
    """All tables with data package, codebook, README, licence, citation and changes, by their names.

    The tables stand in it whole, as they lie in `data/` or as the five documents alone give them; with filters in use, the
    records that these keep stand in the folder `filtered` as well.
    """
    data = view.dataset
    filtered = {f"{FILTERED}/{name}": content for name, content in filtered_tables(view).items()}
    papers = {
        "README.md": _data_readme(view, texts, has_filtered=bool(filtered)),
        "CODEBOOK.md": codebook_text(data),
        "datapackage.json": data_package_text(data),
        **{name: texts[name] for name in ("LICENSE-DATA", "CITATION.cff", "CHANGELOG.md")},
    }
    files = {name: text.encode() for name, text in papers.items()}
    return files | {spec.file: harmless(data.files[name]) for name, spec in TABLES.items()} | filtered


def filtered_tables(view: View) -> dict[str, bytes]:
    """The tables of records as the filters leave them, with the claims on these records; none where nothing is filtered."""
    if view.selection.years is None and not view.selection.values:
        return {}
    kinds: dict[str, Iterable[Record]] = {
        "attacks": view.events,
        "meetings": view.meetings,
        "milestones": view.milestones,
        "clashes_per_year": view.counts,
        "figures": view.published,
    }
    kept = {name: {record.id for record in records} for name, records in kinds.items()}
    every = set().union(*kept.values())
    kept["claims"] = {claim.id for record, claims in view.records.claims.items() if record in every for claim in claims}
    tables = {name: view.dataset.table(name) for name in kept}
    chosen = {name: tables[name][tables[name][TABLES[name].key].isin(ids)] for name, ids in kept.items()}
    return {TABLES[name].file: csv_file(table).removeprefix(BOM_UTF8) for name, table in chosen.items()}  # as the package says


def harmless(content: bytes) -> bytes:
    """A CSV as it is, unless a cell looks like a formula: then with an apostrophe before each such cell."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    safe = [[cell_text(cell) for cell in row] for row in rows]
    if safe == rows:
        return content
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(safe)
    return lines.getvalue().encode()


def _citation(view: View, texts: Mapping[str, str]) -> str:
    is_part = view.selection.years is not None or view.selection.values or view.selection.evidence == "core"
    filters = view.words if is_part else ""
    return document_text(plain_citation(work(texts["CITATION.cff"]), fingerprint=view.dataset.fingerprint, filters=filters))


def _head(view: View, texts: Mapping[str, str]) -> list[str]:
    cited, data = work(texts["CITATION.cff"]), view.dataset
    evidence = "the five documents only" if view.selection.evidence == "core" else "all sources"
    return [
        f"Version {data.version}, {day_words(cited.released)}. Licence: {cited.licence}, see `LICENSE-DATA`.",
        f"Fingerprint (SHA-256 over all tables): `{data.fingerprint}`.",
        f"Filters: {document_text(view.words)}. Evidence: {evidence}.",
        "",
        "Cite as:",
        "",
        f"> {_citation(view, texts)}",
        "",
    ]


def _data_readme(view: View, texts: Mapping[str, str], *, has_filtered: bool) -> str:
    lines = [f"# {work(texts['CITATION.cff']).title}: the data", "", *_head(view, texts), "## What is in this package", ""]
    lines += [f"- `{spec.file}`: {len(view.dataset.table(name)):,} rows. {spec.description}" for name, spec in TABLES.items()]
    lines += [
        "- `CODEBOOK.md`: each column, word and rule, and the crosswalk to ACLED, UCDP GED and HXL.",
        "- `datapackage.json`: the same for machines (Data Package, version 2).",
        "- `CHANGELOG.md`, `CITATION.cff`, `LICENSE-DATA`: what changed, how to cite, and the licence.",
    ]
    if has_filtered:
        lost = "".join(f" Left out: {number} events with {missing}." for missing, number in view.left_out().items())
        lines.append(
            f"- `{FILTERED}/`: the records that the filters keep, undated ones with them, and the claims on them.{lost}"
        )
    lines += ["", FORMULAS, "The rest of this file is the README of the data folder.", ""]
    return "\n".join(lines) + "\n" + texts["data/README.md"].replace("# The data\n", "## The data\n", 1)


def _briefing_readme(made: Briefing, texts: Mapping[str, str], names: Iterable[str]) -> str:
    lines = [f"# {TITLE}", "", *_head(made.view, texts), "## Figures", ""]
    for chosen in made.figures:
        link = made.view.link(chosen.registered.page)
        lines.append(f"- `{stem(chosen.registered.key, made.view)}`: {document_text(chosen.figure.title)} ({link})")
    lines += [f"- Left out: {document_text(words)}" for words in made.left_out]
    lines += ["", "## All files", "", *(f"- `{name}`" for name in names if not name.startswith("data/"))]
    lines += ["- `data/`: the whole data package with codebook, citation and changes", "", FORMULAS]
    return "\n".join(lines)


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
