"""The briefing as files: everything in one ZIP, and the command that writes the same without browser or server."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from components.charts.described import number_tables
from components.dataset.evidence import EVIDENCE
from components.dataset.load import Dataset, load
from components.dataset.project_texts import project_texts
from components.export.briefing import briefing, column_meaning, everything_file, picture_files, readme, sheet, slides
from components.export.briefing_figures import OFFERS, TABLES
from components.export.csv import csv_file
from components.export.package import data_archive
from components.filters.choice import Selection
from components.text.escaping import document_text
from tests.charts.test_figure import township
from tests.conftest import ROOT
from tools.briefing import main

KEYS = [*OFFERS, *TABLES]


@pytest.fixture(scope="module")
def everything() -> Dataset:
    return load()


@pytest.fixture(scope="module")
def choice(everything: Dataset) -> Selection:
    return Selection(years=(2011, 2023), townships=(township(everything, "Waingmaw"),))


@pytest.fixture(scope="module")
def files(everything: Dataset, choice: Selection) -> dict[str, bytes]:
    content = everything_file(briefing(everything, choice, KEYS), project_texts())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_everything_holds_pictures_numbers_and_the_data_package(
    everything: Dataset, choice: Selection, files: dict[str, bytes]
) -> None:
    made = briefing(everything, choice, KEYS)
    for figure in made.figures:
        assert files[f"pictures/{figure.name}.png"].startswith(b"\x89PNG")
        assert b"<svg" in files[f"pictures/{figure.name}.svg"]
        for name, table in number_tables(figure).items():
            assert files[f"numbers/{name}"] == csv_file(table)
    with zipfile.ZipFile(io.BytesIO(data_archive(everything, choice, project_texts()))) as archive:
        for name in archive.namelist():
            assert files[f"data/{name}"] == archive.read(name)


def test_its_readme_has_citation_licence_filters_and_each_figure(
    everything: Dataset, choice: Selection, files: dict[str, bytes]
) -> None:
    text = files["README.md"].decode()
    for words in ("CC BY 4.0", "years 2011 to 2023, township Waingmaw", everything.version, "contributors", "Subset:"):
        assert words in text
    made = briefing(everything, choice, KEYS)
    assert all(document_text(figure.title) in text and figure.link in text for figure in made.figures)
    assert readme(made, project_texts()) == text
    assert "township Waingmaw" in files["filters.txt"].decode()
    assert "Attribution" in files["LICENSE-DATA"].decode()


def test_every_column_of_every_number_is_described(everything: Dataset, choice: Selection, files: dict[str, bytes]) -> None:
    made = briefing(everything, choice, KEYS)
    text = files["COLUMNS.md"].decode()
    tables = [table for figure in made.figures for table in figure.tables.values()] + [table.rows for table in made.tables]
    for column in {str(name) for table in tables for name in table.columns}:
        assert column_meaning(column).endswith(".")
        assert f"- `{column}`: {column_meaning(column)}" in text


def test_a_column_that_nobody_described_is_an_error() -> None:
    with pytest.raises(KeyError):
        column_meaning("no such column")


def test_the_same_choice_gives_the_same_zip(everything: Dataset, choice: Selection) -> None:
    one, other = (everything_file(briefing(load(), choice, ["clashes", "map", "meetings"]), project_texts()) for _ in range(2))
    assert one == other


def test_progress_is_told_step_by_step_up_to_the_end(everything: Dataset) -> None:
    made = briefing(everything, Selection(), ["clashes", "harm"])
    for build in (slides, sheet, picture_files):
        told: dict[float, str] = {}
        build(made, told.__setitem__)
        assert list(told) == [0.5, 1.0]
        assert told[1.0].endswith("2 of 2")


def test_slides_without_a_figure_are_refused(everything: Dataset) -> None:
    with pytest.raises(ValueError, match="no figure"):
        slides(briefing(everything, Selection(), ["meetings"]))


def test_the_command_writes_what_the_page_gives(
    everything: Dataset, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "folder"
    options = ["--years", "2021", "2023", "--township", "Waingmaw", "--figures", "clashes", "harm", "attack_records"]
    assert main([*options, "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "Slide 2 of 2" in printed or "Slide 1 of 1" in printed
    made = briefing(
        everything,
        Selection(years=(2021, 2023), townships=(township(everything, "Waingmaw"),), evidence=EVIDENCE["all"]),
        ["clashes", "harm", "attack_records"],
    )
    assert (out / f"{made.name}.pptx").read_bytes() == slides(made)
    assert (out / f"{made.name}.html").read_bytes() == sheet(made)
    assert (out / f"{made.name}.zip").read_bytes() == everything_file(made, project_texts())
    assert (out / "pictures" / "kachin-clashes_2021-2023.png").is_file()
    assert (out / "numbers" / "kachin-clashes_2021-2023.csv").is_file()
    assert "years 2021 to 2023, township Waingmaw" in printed


def test_a_filter_that_matches_nothing_is_told_in_words_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--evidence", "core", "--years", "2016", "2016", "--township", "Putao", "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr()
    assert "Clashes per year is left out" in said.out
    assert (
        "Nothing matches these filters (year 2016, township Puta-O, five documents only), so nothing was written." in said.err
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--township", "Nowhere"], '"Nowhere" is no township in these data.'),
        (["--years", "1990", "2012"], "The years on record are 2011 to 2026, not 1990 to 2012."),
        (["--figures", "pie"], "pie is no figure and no table"),
        (["--source", "x", "--actor", "y"], '"y" is no actor in these data.'),
    ],
)
def test_what_the_command_does_not_understand_is_named(
    options: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*options, "--out", str(tmp_path / "out")]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_command_needs_no_streamlit(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['streamlit'] = None; sys.modules['matplotlib.pyplot'] = None\n"
        "from tools.briefing import main\n"
        f"sys.exit(main(['--figures', 'clashes', '--out', {str(tmp_path)!r}]))"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    assert len(list(tmp_path.glob("*.pptx"))) == 1
