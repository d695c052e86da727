"""The ZIP with everything: complete, the same each time, harmless in a spreadsheet, honest about filters."""

import io
import json
import re
import zipfile
from dataclasses import replace

import pandas as pd
import pytest

from components.dataset.codebook import codebook_text, data_package_text
from components.dataset.evidence import EVIDENCE, of_evidence
from components.dataset.load import DATA, Dataset, load
from components.dataset.project_texts import data_changes, project_texts, sections
from components.dataset.schema import TABLES
from components.export.package import archive_name, data_archive, harmless
from components.filters.choice import Selection
from components.filters.options import options

EVERYTHING = load()
CORE = of_evidence(EVERYTHING, "core")
TEXTS = project_texts()
WHOLE = Selection()
IN_2012 = Selection(years=(2012, 2012))
PAPERS = {"README.md", "CODEBOOK.md", "datapackage.json", "LICENSE-DATA", "CITATION.cff", "CHANGELOG.md"}


def opened(choice: Selection, everything: Dataset = EVERYTHING) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data_archive(everything, choice, TEXTS)))


def test_it_holds_every_table_as_it_lies_in_the_data_folder_and_all_papers() -> None:
    archive = opened(WHOLE)
    assert set(archive.namelist()) == PAPERS | {spec.file for spec in TABLES.values()}
    for spec in TABLES.values():
        assert archive.read(spec.file) == (DATA / spec.file).read_bytes()
    assert archive.read("CODEBOOK.md").decode() == codebook_text(EVERYTHING)
    assert archive.read("datapackage.json").decode() == data_package_text(EVERYTHING)
    assert archive.testzip() is None


def test_every_resource_of_the_data_package_is_in_it() -> None:
    archive = opened(WHOLE)
    paths = [resource["path"] for resource in json.loads(archive.read("datapackage.json"))["resources"]]
    assert set(paths) <= set(archive.namelist())


@pytest.mark.parametrize("choice", [WHOLE, IN_2012])
def test_the_same_data_and_filters_give_the_same_bytes(choice: Selection) -> None:
    assert data_archive(EVERYTHING, choice, TEXTS) == data_archive(load(), choice, project_texts())


def test_names_are_sorted_and_times_fixed() -> None:
    entries = opened(IN_2012).infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_filtered_tables_stand_in_their_own_folder_beside_the_whole_ones() -> None:
    core = opened(IN_2012, CORE)
    assert list(pd.read_csv(io.BytesIO(core.read("filtered/clashes_per_year.csv")))["clashes"]) == [2400, 1095]
    archive = opened(IN_2012)
    filtered = pd.read_csv(io.BytesIO(archive.read("filtered/clashes_per_year.csv")))
    assert set(filtered["period_start"].str[:4]) == {"2012"}
    assert {2400, 1095, 879} < set(filtered["clashes"])
    assert archive.read("clashes_per_year.csv") == (DATA / "clashes_per_year.csv").read_bytes()
    inside = {name for name in archive.namelist() if name.startswith("filtered/")}
    assert inside == {f"filtered/{name}.csv" for name in ("attacks", "clashes_per_year", "figures", "meetings", "milestones")}


def test_the_filters_are_told_in_words() -> None:
    town = next(one.choice for one in options(EVERYTHING)["township"] if one.choice.name == "Momauk")
    archive = opened(Selection(years=(2012, 2013), townships=(town,)))
    told = archive.read("filters.txt").decode()
    assert told.startswith("Filters: years 2012 to 2013, township Momauk.\n")
    assert "without a date stay" in told
    assert "- organisations.csv: all" in told
    readme = archive.read("README.md").decode()
    assert "Subset: years 2012 to 2013, township Momauk." in readme
    assert "filters.txt" not in opened(WHOLE).read("README.md").decode()


def test_the_readme_says_version_fingerprint_licence_and_what_is_done_to_formulas() -> None:
    readme = opened(WHOLE).read("README.md").decode()
    for words in (EVERYTHING.version, EVERYTHING.fingerprint, "CC BY 4.0", "take one apostrophe off", "## Inclusion rules"):
        assert words in readme


def test_a_cell_that_looks_like_a_formula_is_made_harmless_and_nothing_else_is_touched() -> None:
    assert harmless(b'id,note\nA1,=cmd()\nA2,"x, y"\n') == b'id,note\nA1,\'=cmd()\nA2,"x, y"\n'
    plain = b'id,note\r\n"A1",-\xc3\xa9\r\n'.replace(b"-", b"")
    assert harmless(plain) == plain
    wild = replace(EVERYTHING, files=EVERYTHING.files | {"attacks": b"attack_id\n@SUM(A1)\n"})
    archive = zipfile.ZipFile(io.BytesIO(data_archive(wild, WHOLE, TEXTS)))
    assert archive.read("attacks.csv") == b"attack_id\n'@SUM(A1)\n"


def test_a_core_archive_holds_nothing_of_the_other_sources_and_names_its_evidence() -> None:
    choice = replace(IN_2012, evidence=EVIDENCE["core"])
    archive = opened(choice, CORE)
    extended = EVERYTHING.sources[EVERYTHING.sources["collection"] == "extended"]
    others = list(extended["source_id"])
    for name in archive.namelist():
        text = archive.read(name).decode()
        if name.endswith(".csv"):
            assert "extended" not in text, name
            assert "Text as collected" not in text, name
            cells = set(re.split("[,;\n]", text))
            assert cells.isdisjoint(others), name
    titles = {source["title"] for source in json.loads(archive.read("datapackage.json"))["sources"]}
    assert len(titles) == len(CORE.sources) + 4
    assert archive_name(CORE, choice) == f"kachin-conflict-data_{CORE.version}_core_filtered.zip"
    for paper in ("README.md", "filters.txt"):
        assert "Evidence: five documents only." in archive.read(paper).decode()
        assert CORE.fingerprint in archive.read(paper).decode()


def test_either_evidence_is_named_without_filters_too() -> None:
    for evidence, everything in (("all", EVERYTHING), ("core", CORE)):
        choice = Selection(evidence=EVIDENCE[evidence])
        archive = opened(choice, everything)
        assert set(archive.namelist()) == PAPERS | {spec.file for spec in TABLES.values()}
        assert f"Evidence: {choice.evidence}." in archive.read("README.md").decode()
    assert "Subset: five documents only." in archive.read("README.md").decode()


def test_the_file_name_says_the_version_and_that_it_is_filtered() -> None:
    assert archive_name(EVERYTHING, WHOLE) == f"kachin-conflict-data_{EVERYTHING.version}.zip"
    assert archive_name(EVERYTHING, IN_2012) == f"kachin-conflict-data_{EVERYTHING.version}_filtered.zip"


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
