"""What the record beyond the five documents must keep: one record an event, claims side by side, series never mixed."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from components.dataset.evidence import of_evidence
from components.dataset.load import Dataset, load

YEARS = (2011, 2026)
COMPONENTS = Path(__file__).parents[2] / "components"


@pytest.fixture(scope="module")
def everything() -> Dataset:
    return load()


def on_day(everything: Dataset, day: str, places: set[str]) -> list[dict[Any, Any]]:
    attacks = everything.attacks
    return attacks[(attacks["date_start"] == day) & attacks["place_id"].isin(places)].to_dict("records")


def inside(everything: Dataset, township: str) -> set[str]:
    return set(everything.places.loc[everything.places["township"] == township, "place_id"])


def claims_on(everything: Dataset, identity: str, measure: str) -> pd.DataFrame:
    claims = everything.claims
    return claims[(claims["record_id"] == identity) & (claims["measure"] == measure)]


def test_a_nang_pa_is_one_record_with_tolls_from_50_to_80_by_claimant(everything: Dataset) -> None:
    [strike] = on_day(everything, "2022-10-23", inside(everything, "Hpakant"))
    assert (strike["attack_id"], strike["killed_low"], strike["counted"]) == ("A017", 50, "yes")
    assert pd.isna(strike["killed_high"]), "some claims are open at their upper end"
    killed = claims_on(everything, "A017", "killed")
    assert (killed["value_low"].min(), killed["value_high"].max()) == (50, 80)
    assert killed.set_index("value_low").loc[50, "qualifier"] == "at least"
    assert {50, 63, 69, 70, 75, 80} <= set(killed["value_low"])
    assert killed["claimant"].notna().all()
    assert killed["claimant"].nunique() >= 7


def test_mung_lai_hkyet_is_one_record_with_four_readings_of_the_weapon_and_the_denial(everything: Dataset) -> None:
    told = on_day(everything, "2023-10-09", inside(everything, "Waingmaw"))
    [strike] = [row for row in told if row["counted"] == "yes"]  # a row of further strikes after it is context
    assert strike["attack_id"] == "A022"
    assert strike["event_type"] == "strike (weapon disputed)"
    weapon = claims_on(everything, "A022", "weapon")
    for reading in (
        "dropped from the air",
        "drone is suspected",
        "[Aa]rtillery (?:was fired|fire)",
        "not known|could not settle",
    ):
        assert weapon["statement"].str.contains(reading).any(), reading
    said = claims_on(everything, "A022", "responsibility")
    denied = said[said["claimant"].str.startswith("Myanmar military")]
    assert denied["statement"].str.contains("Denies|neither fired|not responsible").all()
    assert len(denied) == 3


def test_the_core_keeps_its_own_tolls_of_both(everything: Dataset) -> None:
    strikes = of_evidence(everything, "core").attacks.set_index("attack_id")
    assert list(strikes.loc[["A017", "A022"], "killed_low"]) == [63, 29]


def test_a_series_has_one_claimant_one_unit_and_one_area(everything: Dataset) -> None:
    for column in ("claimant", "unit", "area", "counterpart_id"):
        assert everything.clashes_per_year.groupby("series")[column].nunique().eq(1).all(), column


def test_no_module_adds_or_averages_clash_counts() -> None:
    mixing = re.compile(r"""\[["']clashes["']\]\s*\.(sum|mean|median|cumsum)\(""")
    found = [path.name for path in sorted(COMPONENTS.rglob("*.py")) if mixing.search(path.read_text(encoding="utf-8"))]
    assert found == []
