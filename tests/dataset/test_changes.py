"""What changed since 0.2.0 is written down cell by cell, with a reason."""

import csv

from components.dataset.changes import BASELINE, CHANGES, changes_since, written
from components.dataset.load import load
from components.dataset.records import rows_of


def test_the_file_of_changes_is_current() -> None:
    assert CHANGES.read_text(encoding="utf-8") == written()


def test_every_change_has_a_reason_and_leads_to_a_row() -> None:
    data = load()
    for table, identity, _column, _before, after, reason in changes_since():
        assert reason
        assert after == "row taken out" or identity in set(data.table(table).iloc[:, 0])


def test_the_two_wrong_facts_are_told_with_both_values() -> None:
    found = {
        (row["id"], row["column"]): (row["before"], row["after"]) for row in csv.DictReader(CHANGES.open(encoding="utf-8"))
    }
    assert found["M109", "date_start"] == ("2015-08-08", "2015-08-06")
    assert found["F183", "period_start"] == ("2021-02-01", "2021-01-01")


def test_no_row_of_the_release_before_is_gone() -> None:
    assert BASELINE.is_file()
    assert not [row for row in changes_since() if row[4] == "row taken out"]


def test_the_parts_of_a_toll_are_never_more_than_the_whole() -> None:
    for row in rows_of(load().attacks):
        for harm in ("killed", "injured"):
            lows = [row[f"{group}_{harm}_low"] or 0 for group in ("civilians", "military", "kia")]
            assert row[f"{harm}_high"] is None or sum(lows) <= row[f"{harm}_high"], row["attack_id"]
