"""Text made safe for where it goes, and tables as files."""

import codecs
import csv
import io
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.charts.figure import Figure
from components.dataset.load import load
from components.export.briefing import figures_on_offer
from components.export.csv import csv_file, metadata_file
from components.export.names import number_name
from components.filters.view import Selection, View
from components.text.escaping import cell_text, markdown_text, plotly_text
from tests.hostile import cell_text_back


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "  =1", "'=1", "＝1", "\n=1"])
def test_a_cell_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert cell_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "KIO", "2022 – 2023", "a=b", "'quoted'", "Jan-Mar 2023", "မြစ်ကြီးနား"])
def test_any_other_cell_stays_as_it_is(text: str) -> None:
    assert cell_text(text) == text


@given(st.text())
def test_the_apostrophe_can_always_be_taken_off_again(text: str) -> None:
    assert cell_text_back(cell_text(text)) == text


def test_a_csv_keeps_numbers_as_numbers_and_missing_as_empty() -> None:
    table = pd.DataFrame(
        {
            "year": [2019, 2020],
            "change": pd.array([None, -6], dtype="Int64"),
            "rate": pd.array([1.1, None], dtype="Float64"),
            "day": pd.to_datetime(["2019-01-02", None]),
            "note": pd.Series(["=cmd()", None], dtype="str"),
        }
    )
    content = csv_file(table)
    assert content.startswith(codecs.BOM_UTF8), "by which Excel on Windows knows the letters"
    assert rows_of(content) == [
        ["year", "change", "rate", "day", "note"],
        ["2019", "", "1.1", "2019-01-02", "'=cmd()"],
        ["2020", "-6", "", "", ""],
    ]
    assert b"\r" not in content


def test_the_numbers_of_a_figure_come_with_filters_version_licence_sources_and_their_own_columns() -> None:
    view = View(load(), Selection.of((2012, 2013), family=("air",)))
    figure = figures_on_offer()["fighting_and_talks"].make(view)
    assert isinstance(figure, Figure)
    told = json.loads(metadata_file(figure, view, "kachin-x"))
    assert told["dc:coverage"] == view.words
    assert (told["schema:version"], told["schema:dateModified"]) == (view.dataset.version, view.dataset.date)
    assert told["dc:license"]["@id"].endswith("/by/4.0/")
    assert len(told["dc:source"]) == len(figure.source_ids)
    for part, (key, table) in zip(told["tables"], figure.tables.items(), strict=True):
        assert part["url"] == number_name("kachin-x", key)
        columns = [column["titles"] for column in part["tableSchema"]["columns"]]
        assert columns == rows_of(csv_file(table))[0]


def test_markdown_in_data_is_shown_and_not_obeyed() -> None:
    assert markdown_text("![x](//a.b/c)") == r"\!\[x\]\(\/\/a\.b\/c\)"
    assert markdown_text("two\n\n# lines") == r"two \# lines"


def test_html_in_data_is_shown_and_not_obeyed_by_plotly() -> None:
    assert plotly_text('<a href="x">KIO</a>') == "&lt;a href=&quot;x&quot;&gt;KIO&lt;/a&gt;"
