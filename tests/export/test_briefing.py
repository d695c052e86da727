"""A briefing: what was asked for, why the rest is left out, the report, the ZIP, and the command that writes them."""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser

from components.charts.figure import Registered
from components.dataset import DATA
from components.dataset.load import load
from components.dataset.project_texts import project_texts
from components.dataset.schema import TABLES as SPECS
from components.export.briefing import Briefing, Chosen, briefing, figures_on_offer
from components.export.package import data_archive, everything_file, picture_files
from components.export.report import LARGEST, report_file
from components.export.slides import slides_file
from components.filters.table import resolve
from components.filters.view import Selection, View
from tests.conftest import ROOT
from tests.export import made_up
from tools.briefing import main

KEYS = ("fighting_and_talks", "events_by_year", "map", "events", "meetings")
PAPERS = {"README.md", "CODEBOOK.md", "datapackage.json", "LICENSE-DATA", "CITATION.cff", "CHANGELOG.md"}
DATASET = load()
TEXTS = project_texts()
IN_2012 = Selection.of((2012,))


@pytest.fixture(scope="module")
def made() -> Briefing:
    return briefing(View(DATASET), KEYS)


@pytest.fixture(scope="module")
def report(made: Briefing) -> str:
    return report_file(made).decode()


def opened(selection: Selection) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data_archive(View(DATASET, selection), TEXTS)))


def test_figures_come_in_the_order_of_the_dashboard_whatever_was_ticked_first() -> None:
    found = briefing(View(DATASET), reversed(KEYS))
    assert [one.registered.key for one in found.figures] == [key for key in figures_on_offer() if key in KEYS]
    assert [one.key for one in found.tables] == ["events", "meetings"]


def test_what_has_nothing_to_show_is_left_out_with_its_reason() -> None:
    nothing = made_up.selections(DATASET)["nothing"]
    found = briefing(View(DATASET, nothing), ("events_by_year", "map", "events"))
    assert len(found.figures) + len(found.tables) + len(found.left_out) == 3
    assert any(line.startswith("Events a year: ") for line in found.left_out)


# --- the report ------------------------------------------------------------------------------------------------------


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.loading: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.loading += [str(value) for name, value in attrs if name in ("src", "href", "action") or name.startswith("on")]


def test_the_report_runs_nothing_loads_nothing_and_is_small(report: str) -> None:
    reader = Reader()
    reader.feed(report)
    assert not reader.tags & {"script", "iframe", "object", "embed", "form", "link", "a", "img"}
    assert reader.loading == []
    assert "default-src 'none'" in report
    assert len(report.encode()) < LARGEST


def test_the_report_holds_finding_key_figures_each_figure_table_and_source_once(report: str, made: Briefing) -> None:
    assert report.count("<svg ") == len(made.figures)
    for one in made.figures:
        assert one.figure.title.replace("'", "&#x27;") in report
        assert all(f">{key} " in report for key in one.figure.source_ids)
    identities = re.findall(r'\sid="([^"]+)"', report)
    assert len(identities) == len(set(identities))


def test_hostile_words_are_words_in_the_report(made: Briefing) -> None:
    one = made.figures[0]
    figure = made_up.figure(title="<script>x</script>", source_ids=one.figure.source_ids[:1])
    page = report_file(Briefing(made.view, (type(one)(one.registered, figure),), (), ("<img src=x>",))).decode()
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;x" in page


def test_the_report_fits_a_phone_and_its_summary_the_first_page_of_a4(report: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.set_content(report)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_viewport_size({"width": 688, "height": 1024})  # A4 between its margins
    page.emulate_media(media="print")
    ends = page.evaluate("[...document.querySelectorAll('figure')].map(one => one.getBoundingClientRect().bottom)")
    assert ends[1] <= 1024
    page.close()


# --- the ZIP ---------------------------------------------------------------------------------------------------------


def test_the_zip_holds_pictures_numbers_documents_and_the_data(made: Briefing) -> None:
    files = picture_files(made) | {"a.pptx": b"1", "a.html": b"2"}
    content = everything_file(made, TEXTS, files)
    assert content == everything_file(briefing(View(load()), KEYS), project_texts(), files)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        readme = archive.read("README.md").decode()
    assert {f"pictures/kachin-{one.registered.key}.{kind}" for one in made.figures for kind in ("png", "svg")} <= names
    assert {f"data/{name}" for name in (*PAPERS, *(spec.file for spec in SPECS.values()))} <= names
    tables = [name for name in names if name.startswith("numbers/") and name.endswith(".csv")]
    assert len(tables) == sum(len(one.figure.tables) for one in made.figures) + 2
    assert {f"numbers/kachin-{one.registered.key}-metadata.json" for one in made.figures} <= names
    for words in (*(one.figure.title for one in made.figures), DATASET.fingerprint, "CC BY 4.0", "apostrophe"):
        assert words in readme


def test_the_data_lie_in_it_byte_for_byte_and_every_resource_is_there() -> None:
    archive = opened(Selection())
    assert set(archive.namelist()) == PAPERS | {spec.file for spec in SPECS.values()}
    assert all(archive.read(spec.file) == (DATA / spec.file).read_bytes() for spec in SPECS.values())
    assert {one["path"] for one in json.loads(archive.read("datapackage.json"))["resources"]} <= set(archive.namelist())
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_filtered_tables_stand_beside_the_whole_ones_with_what_was_left_out() -> None:
    view = View(DATASET, Selection.of((2012, 2014), township=resolve(DATASET, "township", ["Momauk"])[0]))
    archive = zipfile.ZipFile(io.BytesIO(data_archive(view, TEXTS)))
    events = pd.read_csv(io.BytesIO(archive.read("filtered/attacks.csv")))
    assert list(events["attack_id"]) == [event.id for event in view.events]
    claims = pd.read_csv(io.BytesIO(archive.read("filtered/claims.csv")))
    assert set(claims["record_id"]) <= set(view.records.by_id)
    readme = archive.read("README.md").decode()
    assert "2012 to 2014, Momauk" in readme
    assert all(f"{number} events with {missing}" in readme for missing, number in view.left_out().items())


def test_the_counts_of_2012_are_those_of_the_record() -> None:
    counts = pd.read_csv(io.BytesIO(opened(IN_2012).read("filtered/clashes_per_year.csv")))
    assert {2400, 1095, 879} < set(counts["clashes"])
    assert set(counts["period_start"].str[:4]) == {"2012"}


def test_no_cell_of_any_numbers_is_a_formula() -> None:
    registered = Registered("x", "X", "/", lambda _: made_up.figure(), lambda _, __: {})
    files = picture_files(Briefing(View(DATASET), (Chosen(registered, made_up.figure()),), (), ()))
    rows = list(csv.reader(io.StringIO(files["numbers/kachin-x-numbers.csv"].decode())))
    assert [row[1] for row in rows] == ["note", "'=1+1", "plain", "", "'@x"]


# --- the command -----------------------------------------------------------------------------------------------------


def test_the_command_writes_what_the_page_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--years", "2021", "2023", "--township", "Waingmaw", "--figures", "events_by_year", "events"]
    assert main([*options, "--out", str(tmp_path / "new")]) == 0
    said = capsys.readouterr().out
    assert "Slide 1 of 1" in said
    assert "2021 to 2023, Waingmaw" in said
    view = View(DATASET, Selection.of((2021, 2023), township=resolve(DATASET, "township", ["Waingmaw"])[0]))
    found = briefing(view, ("events_by_year", "events"))
    name = "kachin-briefing-2021-2023-waingmaw"
    assert (tmp_path / f"new/{name}.pptx").read_bytes() == slides_file(found)
    assert (tmp_path / f"new/{name}.html").read_bytes() == report_file(found)
    assert (tmp_path / "new/pictures/kachin-events_by_year-2021-2023-waingmaw.png").is_file()
    assert zipfile.is_zipfile(tmp_path / f"new/{name}.zip")


def test_nothing_is_written_where_nothing_matches(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--years", "2019", "2019", "--township", "Momauk", "--type", "airstrike", "--figures", "map"]
    assert main([*options, "--out", str(tmp_path / "out")]) == 1
    assert "2019, Momauk, airstrike" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--township", "Nowhere"], "Nowhere"),
        (["--years", "1990", "2012"], "1990"),
        (["--figures", "pie"], "pie"),
        (["--source", "x", "--actor", "y"], '"y"'),
    ],
)
def test_what_the_command_does_not_understand_is_named(
    options: list[str], named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*options, "--out", str(tmp_path / "out")]) == 2
    assert named in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_command_needs_no_streamlit(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['streamlit'] = None; sys.modules['matplotlib.pyplot'] = None\n"
        "from tools.briefing import main\n"
        f"sys.exit(main(['--figures', 'events_by_year', '--out', {str(tmp_path)!r}]))"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    assert len(list(tmp_path.glob("*.pptx"))) == 1
