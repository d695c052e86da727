"""Search takes the text as it is written: no pattern, no query, every cell."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.table_search import search
from components.dataset.load import load
from components.dataset.schema import TABLES

TABLE = pd.DataFrame(
    {
        "id": ["A1", "A2", "A3"],
        "day": pd.to_datetime(["2012-12-30", None, "2013-01-02"]),
        "killed": pd.array([2400, None, 7], dtype="Int64"),
        "note": pd.Series(["Laiza (north)", "a.c* [x]", None], dtype="str"),
        "my": pd.Series(["မြစ်ကြီးနား", None, "café"], dtype="str"),
    }
)
EVERYTHING = load()


def found(text: str) -> list[str]:
    return list(search(TABLE, text)["id"])


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", ["A1", "A2", "A3"]),
        ("  ", ["A1", "A2", "A3"]),
        ("LAIZA", ["A1"]),
        ("(north)", ["A1"]),
        ("2012-12", ["A1"]),
        ("2400", ["A1"]),
        ("2,400", []),
        (".*", []),
        ("a.c*", ["A2"]),
        ("abc", []),
        ("[x]", ["A2"]),
        ("killed > 3", []),
        ("nan", []),
        ("<NA>", []),
        ("ကြီး", ["A1"]),
        ("cafe\u0301", ["A3"]),
    ],
)
def test_the_text_is_looked_for_as_it_is_written(text: str, ids: list[str]) -> None:
    assert found(text) == ids


@settings(deadline=None)
@given(st.text())
def test_no_text_breaks_the_search_or_adds_a_row(text: str) -> None:
    assert set(found(text)) <= {"A1", "A2", "A3"}


@pytest.mark.parametrize("name", TABLES)
def test_every_row_is_found_by_its_id(name: str) -> None:
    table = EVERYTHING.table(name)
    key = TABLES[name].key
    assert all(identity in set(search(table, identity)[key]) for identity in table[key].iloc[[0, -1]])


def test_the_searched_table_is_left_as_it_was() -> None:
    before = TABLE.copy(deep=True)
    search(TABLE, "Laiza")
    pd.testing.assert_frame_equal(TABLE, before)
