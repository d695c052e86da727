"""The generated files are current, complete and the same however often they are written."""

import json
from typing import Any

import pytest

from components.dataset import DATA
from components.dataset.codebook import CODEBOOK, DATA_PACKAGE, codebook_text, data_package, data_package_text
from components.dataset.load import Dataset, load
from components.dataset.schema import TABLES, VOCABULARIES


@pytest.fixture(scope="module")
def everything() -> Dataset:
    return load()


@pytest.fixture(scope="module")
def package(everything: Dataset) -> dict[str, Any]:
    return data_package(everything)


def test_the_codebook_is_current(everything: Dataset) -> None:
    assert CODEBOOK.read_bytes().decode() == codebook_text(everything), "run make data"


def test_the_data_package_is_current(everything: Dataset) -> None:
    assert DATA_PACKAGE.read_bytes().decode() == data_package_text(everything), "run make data"


def test_both_files_come_out_the_same_again(everything: Dataset) -> None:
    again = load()
    assert (codebook_text(again), data_package_text(again)) == (codebook_text(everything), data_package_text(everything))


@pytest.mark.parametrize("name", TABLES)
def test_the_codebook_has_every_column_with_its_meaning(name: str, everything: Dataset) -> None:
    text = codebook_text(everything)
    part = text.split(f"### {TABLES[name].title}\n")[1].split("\n#")[0]
    for column in TABLES[name].columns.values():
        assert f"| `{column.name}` | {column.label} | {column.meaning} |" in part


@pytest.mark.parametrize("name", VOCABULARIES)
def test_the_codebook_has_every_word_with_its_meaning(name: str, everything: Dataset) -> None:
    part = codebook_text(everything).split(f"### {name}\n")[1].split("\n#")[0]
    for word, meaning in VOCABULARIES[name].items():
        assert f"| `{word}` | {meaning} |" in part


def test_every_table_row_of_the_codebook_has_as_many_cells_as_its_heading(everything: Dataset) -> None:
    width = 0
    for line in codebook_text(everything).splitlines():
        cells = line.replace("\\|", "").count("|") if line.startswith("|") else 0
        width = cells if not width or not cells else width
        assert cells in (0, width), line


def test_the_package_has_version_date_licence_and_all_documents(package: dict[str, Any], everything: Dataset) -> None:
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (package["version"], package["created"]) == (everything.version, f"{everything.date}T00:00:00Z")
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
    titles = [source["title"] for source in package["sources"]]
    assert len(titles) == len(everything.sources) + 4
    assert titles[0].startswith(everything.sources["title"][0])


@pytest.mark.parametrize("position", range(len(TABLES)))
def test_a_resource_is_a_file_with_its_fields_and_its_key(position: int, package: dict[str, Any]) -> None:
    resource = package["resources"][position]
    spec = TABLES[resource["name"]]
    header = (DATA / resource["path"]).read_text(encoding="utf-8").splitlines()[0]
    assert [field["name"] for field in resource["schema"]["fields"]] == header.split(",")
    assert resource["schema"]["primaryKey"] == [spec.key]
    assert (resource["type"], resource["encoding"]) == ("table", "utf-8")


def test_words_bounds_and_references_are_in_the_package(package: dict[str, Any]) -> None:
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    fields = {(name, field["name"]): field for name, schema in schemas.items() for field in schema["fields"]}
    assert fields["attacks", "event_type"]["constraints"]["enum"] == list(VOCABULARIES["event_type"])
    assert fields["places", "latitude"]["constraints"] == {"required": False, "minimum": 5, "maximum": 35}
    assert fields["places", "radius_km"]["constraints"]["exclusiveMinimum"] == 0
    assert fields["attacks", "killed_low"]["type"] == "integer"
    assert fields["attacks", "source_ids"]["type"] == "list"
    assert fields["attacks", "source_ids"]["delimiter"] == ";"
    assert schemas["attacks"]["foreignKeys"] == [
        {"fields": ["actor_id"], "reference": {"fields": ["organisation_id"], "resource": "organisations"}},
        {"fields": ["place_id"], "reference": {"fields": ["place_id"], "resource": "places"}},
        {"fields": ["part_of"], "reference": {"fields": ["attack_id"]}},
    ]
    assert "foreignKeys" not in schemas["figures"]


def test_the_package_is_plain_json(everything: Dataset) -> None:
    assert json.loads(data_package_text(everything)) == data_package(everything)
