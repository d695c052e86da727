"""No event stands twice in the attack records: what is close in time and place is declared distinct, or belongs together."""

from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from typing import Any

import pandas as pd
import pytest

from components.dataset.load import Dataset, load

NEAR_KM = 15
ONE_DAY = pd.Timedelta(days=1)
LONGEST_SPAN = pd.Timedelta(days=6)  # beyond a week a span is a campaign or a battle, within which single events lie
EARTH_KM = 6371.0
Record = dict[Any, Any]


@pytest.fixture(scope="module")
def everything() -> Dataset:
    return load()


def undeclared(everything: Dataset) -> list[str]:
    """Each pair of records that could be one event told twice, with what is the same about them."""
    placed = everything.attacks.merge(everything.places, on="place_id", how="inner").dropna(subset=["date_start", "latitude"])
    short = placed[placed["date_end"] - placed["date_start"] <= LONGEST_SPAN]
    declared = set(zip(everything.distinct_pairs["id_one"], everything.distinct_pairs["id_two"], strict=True))
    parents = dict(zip(everything.attacks["attack_id"], everything.attacks["part_of"], strict=True))
    return [
        f"{one['attack_id']} and {two['attack_id']}: {one['date_start'].date()} and {two['date_start'].date()}, "
        f"{one['name']} and {two['name']}"
        for one, two in combinations(short.sort_values("attack_id").to_dict("records"), 2)
        if same_days(one, two)
        and same_place(one, two)
        and not related(one["attack_id"], two["attack_id"], parents)
        and (one["attack_id"], two["attack_id"]) not in declared
    ]


def same_days(one: Record, two: Record) -> bool:
    """Whether the days of two records touch, a day more or less."""
    return bool(one["date_start"] <= two["date_end"] + ONE_DAY and two["date_start"] <= one["date_end"] + ONE_DAY)


def same_place(one: Record, two: Record) -> bool:
    """Whether two records lie in one township, or within 15 km of each other."""
    township = isinstance(one["township_pcode"], str) and one["township_pcode"] == two["township_pcode"]
    return township or kilometres(one, two) <= NEAR_KM


def kilometres(one: Record, two: Record) -> float:
    north, south = radians(one["latitude"]), radians(two["latitude"])
    east = radians(two["longitude"] - one["longitude"])
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def related(one: str, two: str, parents: dict[str, Any]) -> bool:
    """Whether one is a part of the other, or both are parts of one record."""
    above = [parent if isinstance(parent := parents.get(identity), str) else None for identity in (one, two)]
    return above[0] == two or above[1] == one or (above[0] is not None and above[0] == above[1])


def test_records_close_in_time_and_place_are_declared_distinct_or_belong_together(everything: Dataset) -> None:
    assert undeclared(everything) == []


def test_a_declared_pair_says_what_tells_it_apart(everything: Dataset) -> None:
    for pair in everything.distinct_pairs.to_dict("records"):
        assert len(pair["why"]) > 10, pair["pair_id"]


def test_a_second_record_of_an_event_is_found(everything: Dataset) -> None:
    strike = everything.attacks[everything.attacks["attack_id"] == "A022"]
    day = pd.Timestamp("2023-10-10")
    again = strike.assign(attack_id="A999", place_id="laiza", date_start=day, date_end=day)
    doubled = pd.concat([everything.attacks, again], ignore_index=True)
    twice = Dataset(**(vars(everything) | {"attacks": doubled}))
    assert "A022 and A999: 2023-10-09 and 2023-10-10, Mung Lai Hkyet and Laiza" in undeclared(twice)


def test_another_day_another_place_and_a_part_are_no_second_record() -> None:
    here = {"date_start": pd.Timestamp("2024-03-07"), "date_end": pd.Timestamp("2024-03-08")}
    assert same_days(here, here | {"date_start": pd.Timestamp("2024-03-09"), "date_end": pd.Timestamp("2024-03-09")})
    assert not same_days(here, here | {"date_start": pd.Timestamp("2024-03-10"), "date_end": pd.Timestamp("2024-03-10")})
    laiza = {"township_pcode": "MMR001002", "latitude": 24.76, "longitude": 97.56}
    assert same_place(laiza, {"township_pcode": "MMR001012", "latitude": 24.80, "longitude": 97.60})
    assert not same_place(laiza, {"township_pcode": "MMR001012", "latitude": 25.0, "longitude": 97.56})
    assert related("A027", "A026", {"A027": "A026"})
    assert related("A027", "A028", {"A027": "A026", "A028": "A026"})
    assert not related("A001", "A002", {"A001": float("nan"), "A002": float("nan")})
