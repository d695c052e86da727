"""The ZIP with everything: complete, the same each time, harmless in a spreadsheet, honest about filters."""

import io
import re
import zipfile
from dataclasses import replace

import pandas as pd

from components.dataset.evidence import of_evidence
from components.dataset.load import load
from components.dataset.project_texts import data_changes, project_texts, sections
from components.export.package import archive_name, data_archive, harmless
from components.filters.view import Selection, View

EVERYTHING = load()
TEXTS = project_texts()


def test_a_cell_that_looks_like_a_formula_is_made_harmless_and_nothing_else_is_touched() -> None:
    assert harmless(b'id,note\nA1,=cmd()\nA2,"x, y"\n') == b'id,note\nA1,\'=cmd()\nA2,"x, y"\n'
    plain = b'id,note\r\n"A1",-\xc3\xa9\r\n'.replace(b"-", b"")
    assert harmless(plain) == plain
    wild = replace(EVERYTHING, files=EVERYTHING.files | {"attacks": b"attack_id\n@SUM(A1)\n"})
    archive = zipfile.ZipFile(io.BytesIO(data_archive(View(wild), TEXTS)))
    assert archive.read("attacks.csv") == b"attack_id\n'@SUM(A1)\n"


def test_a_core_archive_holds_nothing_of_the_other_sources_and_names_its_evidence() -> None:
    view = View(of_evidence(EVERYTHING, "core"), Selection.of((2012,), evidence="core"))
    archive = zipfile.ZipFile(io.BytesIO(data_archive(view, TEXTS)))
    extended = EVERYTHING.sources[EVERYTHING.sources["collection"] == "extended"]
    for name in archive.namelist():
        text = archive.read(name).decode()
        if name.endswith(".csv"):
            assert "extended" not in text, name
            assert "Text as collected" not in text, name
            assert set(re.split("[,;\n]", text)).isdisjoint(extended["source_id"]), name
    assert archive_name(view) == f"kachin-data-2012-2012-five-documents-{view.dataset.version}.zip"
    assert view.dataset.fingerprint in archive.read("README.md").decode()
    assert list(pd.read_csv(io.BytesIO(archive.read("filtered/clashes_per_year.csv")))["clashes"]) == [2400, 1095]


def test_only_the_changes_of_the_data_are_shown() -> None:
    text = "# Changes\n\n## 2.0\n\n- Dashboard: a map.\n- Data: one row\n  of 001.\n\n## 1.0\n\n- Dashboard: a page.\n"
    assert [(release.name, release.changes) for release in data_changes(text)] == [("2.0", ("one row of 001.",))]
    assert data_changes(TEXTS["CHANGELOG.md"])


def test_the_texts_the_method_part_shows_are_there_and_fetch_nothing() -> None:
    readme = TEXTS["data/README.md"]
    shown = {"Scope", "Inclusion rules", "How dates were derived", "Known gaps and contradictions"}
    assert shown | {"Where the extended record comes from, and how it leans"} <= set(sections(readme))
    for text in (readme, TEXTS["CHANGELOG.md"]):
        assert "![" not in text
        assert "<img" not in text
