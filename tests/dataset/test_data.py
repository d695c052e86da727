"""The promises of the curated data, over every table and every row."""

import csv
import io
import re
from collections import Counter

import pandas as pd
import pytest

from components.dataset import DATA
from components.dataset.evidence import of_evidence
from components.dataset.load import Dataset, load
from components.dataset.row_rules import split
from components.dataset.schema import TABLES
from components.dataset.table_rules import TOWNSHIP_SEATS
from tests.records import record

EVIDENCED = [name for name, spec in TABLES.items() if "source_ids" in spec.columns]
DATED = [name for name, spec in TABLES.items() if "date_start" in spec.columns]

# How many paragraphs each news report has; the profile is cited by section.
PARAGRAPHS = {"d000": 12, "d001": 17, "d003": 9, "d004": 25}
PROFILE_PLACE = re.compile(
    r"Header|Summary, (para [1-8]|fact list)|Ceasefire and Peace Process, line [1-4]|Clashes with Tatmadaw, line [1-4]"
    r"|CRT team members|Liaison offices|Alliances|Official delegation team|Negotiation center|Technical Advisory Team"
    r"|Peace Creation Group|Meetings, row ([1-9]|1[0-9]|2[0-3])|Rejected invitations, entry [1-4]"
    r"|Developments, (para [1-4]|last two lines)|Clashes, (headline|entry [1-5])|Partnerships"
    r"|Statements, entry [1-7]|Statements, dated list, entry [1-9]|Reference line"
)
MEETING_DAYS = {
    1: "2011-06-17",
    2: "2011-06-30",
    3: "2011-08-01 2011-08-02",
    4: "2011-11-19",
    5: "2011-11-29",
    6: "2012-01-18 2012-01-19",
    7: "2012-03-08 2012-03-10",
    8: "2012-05-21",
    9: "2012-06-01",
    10: "2012-06-20",
    11: "2012-10-30",
    12: "2013-02-04",
    13: "2013-03-11 2013-03-12",
    14: "2013-05-28 2013-05-30",
    15: "2013-10-08 2013-10-10",
    16: "2013-09-16",
    17: "2013-10-02",
    18: "2014-05-13",
    19: "2014-05-28",
    20: "2014-07-05",
    21: "2014-08-12",
    22: "2014-09-05",
    23: "2014-09-10",
}


FOLLOWED = re.compile(
    r"opening text( as collected)?|para [1-9]\d*|paras [1-9]\d* and [1-9]\d*|Opening part of the text, as stored"
    r"|rows of the dyad Government of Myanmar \(Burma\) - KIO"
)


@pytest.fixture(scope="module")
def everything() -> Dataset:
    return load()


@pytest.fixture(scope="module")
def core(everything: Dataset) -> Dataset:
    """What the five documents alone give."""
    return of_evidence(everything, "core")


def by_key(frame: pd.DataFrame, key: str) -> dict[str, dict[str, object]]:
    return {row[key]: row for row in frame.to_dict("records")}


@pytest.mark.parametrize("name", TABLES)
def test_a_file_is_utf8_comma_lf_with_no_quotes_but_those_needed(name: str) -> None:
    content = (DATA / TABLES[name].file).read_bytes()
    rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
    again = io.StringIO(newline="")
    csv.writer(again, lineterminator="\n").writerows(rows)
    assert content.decode("utf-8") == again.getvalue()


@pytest.mark.parametrize("name", [name for name in TABLES if name not in ("organisations", "places")])
def test_ids_of_one_table_stand_in_order_of_their_numbers(name: str, everything: Dataset) -> None:
    ids = everything.table(name)[TABLES[name].key].tolist()
    assert ids == sorted(ids, key=lambda identity: int(identity.lstrip("ABCDEFKMPRTUd")))


@pytest.mark.parametrize("name", TABLES)
def test_every_row_can_be_found_by_its_id(name: str, everything: Dataset) -> None:
    for identity in everything.table(name)[TABLES[name].key]:
        table, row = record(everything, identity)
        assert (table, row[TABLES[name].key]) == (name, identity)


@pytest.mark.parametrize("name", [*EVIDENCED, "claims"])
def test_every_row_says_where_in_which_document_it_stands(name: str, everything: Dataset) -> None:
    spec = TABLES[name]
    sources, locators = ("source_id", "locator") if name == "claims" else ("source_ids", "locators")
    for row in everything.table(name).to_dict("records"):
        for source, locator in zip(split(row[sources]), split(row[locators]), strict=True):
            assert is_place_in(source, locator), f"{row[spec.key]}: {source} {locator}"


def is_place_in(source: str, locator: str) -> bool:
    if source > "d004":
        return bool(FOLLOWED.fullmatch(locator))
    if source not in PARAGRAPHS:
        return bool(PROFILE_PLACE.fullmatch(locator))
    number = re.fullmatch(r"para (\d+)", locator)
    named = locator in ("headline", "byline", "picture caption")
    return named or bool(number and 1 <= int(number[1]) <= PARAGRAPHS[source])


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_holds_zero_width_or_doubled_blanks(name: str, everything: Dataset) -> None:
    for column in TABLES[name].columns.values():
        if column.kind in ("text", "list") and column.name != "name_my":
            cells = everything.table(name)[column.name].dropna()
            assert not cells.str.contains("  |\u00a0|\u200b|\u200c|\u200d", regex=True).any(), column.name


@pytest.mark.parametrize("name", DATED)
def test_dated_rows_lie_between_1945_and_the_date_of_the_data(name: str, everything: Dataset) -> None:
    dates = everything.table(name)["date_start"].dropna()
    assert dates.min() >= pd.Timestamp("1945-01-01")
    assert dates.max() <= pd.Timestamp(everything.date)


def test_the_tables_are_as_full_as_the_documents(everything: Dataset) -> None:
    least = {"sources": 5, "clashes_per_year": 9, "attacks": 40, "claims": 30, "meetings": 33, "milestones": 80}
    least |= {"figures": 55, "organisations": 40, "places": 60, "disputes": 50}
    assert {name: len(everything.table(name)) for name in least if len(everything.table(name)) < least[name]} == {}


def test_the_five_documents_are_the_core(everything: Dataset) -> None:
    core = everything.sources[everything.sources["collection"] == "core"]
    assert core["document"].tolist() == ["000", "001", "002", "003", "004"]


def test_every_core_document_is_used_by_attacks_or_counts_and_by_milestones(core: Dataset) -> None:
    used = {name: {i for cell in core.table(name)["source_ids"] for i in split(cell)} for name in EVIDENCED}
    core = {"d000", "d001", "d002", "d003", "d004"}
    assert core <= used["attacks"] | used["clashes_per_year"]
    assert core <= used["milestones"]


def test_the_clash_counts_are_those_published(core: Dataset) -> None:
    counts = core.clashes_per_year
    told = [
        (row["period_start"].year, row["counterpart_id"], row["clashes"], row["coverage"], row["standing"])
        for row in counts.to_dict("records")
    ]
    military = "myanmar_military"
    assert sorted(told) == [
        (2012, military, 1095, "full year", "current"),
        (2012, military, 2400, "full year", "current"),
        (2019, military, 13, "full year", "current"),
        (2020, military, 7, "full year", "current"),
        (2021, military, 138, "full year", "current"),
        (2022, military, 17, "part year", "superseded"),
        (2022, military, 90, "full year", "current"),
        (2022, "sna", 1, "full year", "current"),
        (2023, military, 38, "part year", "current"),
    ]
    sides = {row["clashes"]: row["claimant_side"] for row in counts.to_dict("records")}
    assert (sides[2400], sides[1095], sides[90]) == ("KIO/KIA", "government or military", "not stated")


def test_no_count_is_made_up_for_the_years_without_a_source(core: Dataset) -> None:
    years = set(core.clashes_per_year["period_start"].dt.year)
    assert years.isdisjoint({2011, *range(2013, 2019)})


def test_the_23_numbered_meetings_have_their_days(core: Dataset) -> None:
    numbered = core.meetings.dropna(subset="number")
    days = {
        int(row["number"]): " ".join(dict.fromkeys((str(row["date_start"].date()), str(row["date_end"].date()))))
        for row in numbered.to_dict("records")
    }
    assert days == MEETING_DAYS
    assert set(numbered["status"]) == {"held"}


def test_refusals_reach_from_2011_to_2023_and_come_from_both_sides(core: Dataset) -> None:
    declined = core.meetings[core.meetings["status"] == "declined"]
    days = declined["date_start"].dropna()
    assert (days.dt.year.min(), days.dt.year.max()) == (2011, 2023)
    assert set(declined["declined_by"]) == {"KIO/KIA", "government"}
    listed = {"2011-06-01", "2012-04-15", "2012-07-09", "2012-08-25", "2022-04-22"}
    assert listed <= set(days.dt.strftime("%Y-%m-%d"))


def test_the_strike_of_october_2022_and_that_of_october_2023_have_their_numbers(core: Dataset) -> None:
    strikes = by_key(core.attacks, "attack_id")
    concert, camp = strikes["A017"], strikes["A022"]
    assert (str(concert["date_start"])[:10], concert["killed_low"], concert["injured_low"]) == ("2022-10-23", 63, 60)
    assert pd.isna(concert["killed_high"])
    assert (str(camp["date_start"])[:10], camp["killed_low"], camp["injured_low"]) == ("2023-10-09", 29, 57)
    assert camp["event_type"] == "strike (weapon disputed)"
    assert pd.isna(camp["killed_high"])


def test_a_strike_with_a_disputed_weapon_has_claims_on_the_weapon(everything: Dataset) -> None:
    disputed = everything.attacks[everything.attacks["event_type"] == "strike (weapon disputed)"]
    weapons = everything.claims[everything.claims["measure"] == "weapon"]
    assert set(disputed["attack_id"]) <= set(weapons["record_id"])


def test_parts_of_a_record_are_not_counted_beside_it(core: Dataset) -> None:
    parts = core.attacks.dropna(subset="part_of")
    counted = by_key(core.attacks, "attack_id")
    assert len(parts) == 6
    assert not [row["attack_id"] for row in parts.to_dict("records") if row["counted"] == counted[row["part_of"]]["counted"]]


def test_the_study_area_has_18_and_24_townships_with_position_and_burmese_name(everything: Dataset) -> None:
    seats = everything.places[everything.places["place_id"].isin(TOWNSHIP_SEATS)]
    assert Counter(seats["state"]) == {"Kachin": 18, "Shan (North)": 24}
    assert set(seats["kind"]) == {"township seat"}
    assert seats[["latitude", "longitude", "radius_km", "name_my", "coordinate_source"]].notna().all(axis=None)


def test_every_place_is_somewhere(everything: Dataset) -> None:
    assert everything.places[["latitude", "longitude", "radius_km"]].notna().all(axis=None)


def test_places_that_shelter_civilians_are_marked_and_never_finer_than_a_kilometre(everything: Dataset) -> None:
    places = everything.places
    camps = places[places["kind"] == "village and camp"]
    assert set(camps["sensitive"]) == {"yes"}
    sensitive = places[places["sensitive"] == "yes"]
    assert "mung_lai_hkyet" in set(sensitive["place_id"])
    text = (DATA / "places.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        if row["place_id"] in set(sensitive["place_id"]):
            assert re.fullmatch(r"\d+(\.\d{1,2})?", row["latitude"])
            assert re.fullmatch(r"\d+(\.\d{1,2})?", row["longitude"])


def test_national_figures_are_named_as_national(core: Dataset) -> None:
    figures = core.figures
    detained = figures[figures["topic"] == "detention"]
    assert set(detained["area"]) == {"Myanmar (national)"}
    killed_since_coup = figures[figures["value_low"] == 4468]
    assert killed_since_coup["area"].tolist() == ["Myanmar (national)"]


def test_the_military_has_one_id_and_its_many_names(everything: Dataset) -> None:
    names = split(by_key(everything.organisations, "organisation_id")["myanmar_military"]["aliases"])
    assert {"Tatmadaw", "Burma army", "military council"} <= set(names)


def test_each_alias_belongs_to_one_organisation(everything: Dataset) -> None:
    rows = everything.organisations.to_dict("records")
    names = [name for row in rows for name in {row["name"], *split(row["aliases"])}]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_every_dispute_gives_two_readings_or_says_what_is_open(everything: Dataset) -> None:
    disputes = everything.disputes
    assert disputes["question"].is_unique
    assert disputes["record_ids"].notna().mean() > 0.8
