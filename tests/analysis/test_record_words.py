"""A card of any record: its title, its points, its fields, its sources, and the records around it."""

import pytest

from components.analysis.attacks import attack_table
from components.analysis.record import lead_and_points, record_words
from components.analysis.record_titles import all_records, id_forms, title_of
from components.dataset.evidence import of_evidence
from components.dataset.load import load, split
from components.dataset.schema import TABLES
from components.dataset.sources import document_names

EVERYTHING = load()
RECORDS = all_records(EVERYTHING)
EVERY_ID = list(RECORDS)


@pytest.mark.parametrize("identity", [*EVERY_ID[::12], "A022", "M23", "E028", "F006", "K08", "D180", "kio_kia", "d002"])
def test_the_card_of_any_record_reads_well(identity: str) -> None:
    words = record_words(EVERYTHING, identity)
    shown = " ".join([words.title, words.summary, words.note, *words.points, *words.fields["value"], *words.related["title"]])
    assert words.title[:1] == words.title[:1].upper() or words.title[:1] in "~≤"
    for unreadable in ("nan", "NaT", "<NA>", "None", "00:00"):
        assert unreadable not in shown.split()
    assert words.fields["field"].is_unique
    assert not words.related["identity"].eq(identity).any()


@pytest.mark.parametrize("name", [name for name, spec in TABLES.items() if {"locators", "locator"} & set(spec.columns)])
def test_each_record_with_sources_shows_each_with_its_locator(name: str) -> None:
    for identity in EVERYTHING.table(name)[TABLES[name].key].iloc[::10]:
        row = RECORDS[identity][1]
        wanted = len(split(row["source_ids"])) if "source_ids" in row else 1
        sources = record_words(EVERYTHING, identity).sources
        assert len(sources) == wanted
        assert sources["where"].str.len().min() > 0


@pytest.mark.parametrize(
    ("identity", "title"),
    [
        ("M09", "Meeting 7, 8–10 Mar 2012, Ruili"),
        ("M23", "Meeting 15, 8–10 Oct 2013, Myitkyina"),
        ("M30", "Meeting without a number, 31 Aug 2019, Kengtung"),
        ("M02", "Terms of the KIO refused by the government, 1 Jun 2011"),
        ("M14", "Invitation or offer declined by the KIO/KIA, 9 Jul 2012, Bhamo"),
        ("M34", "Invitation or offer declined by the KIO/KIA, undated"),
        ("A022", "Strike (weapon disputed), 9 Oct 2023, Mung Lai Hkyet"),
        ("E028", "Agreement, 10 Oct 2013"),
        ("F001", "700+ KIA soldiers killed, from 1 Oct 2012"),
        ("K01", "2,400 clashes in 2012 (KIO)"),
        ("K137", "92 airstrikes in Jan-Apr 2024 (Nyan Lynn Thit Analytica)"),
        ("C020", "Claim on A022: killed, Kachin News Group"),
        ("kio_kia", "Kachin Independence Organisation / Army (KIO/KIA)"),
        ("ruili", "Ruili, city outside Myanmar, China"),
    ],
)
def test_each_kind_of_record_has_a_speaking_title(identity: str, title: str) -> None:
    assert title_of(RECORDS, identity) == title


def test_an_unknown_id_raises() -> None:
    with pytest.raises(KeyError):
        record_words(EVERYTHING, "M99")


def test_the_forms_of_ids_name_every_table() -> None:
    assert id_forms().count("(") == len(TABLES)
    for name in ("A001 (attack)", "M01 (meeting or refusal)", "laiza (place)"):
        assert name in id_forms()


def test_the_points_agreed_are_taken_apart() -> None:
    assert lead_and_points("Two points signed: 1 stop; 2 talk, and meet again.") == (
        "Two points signed:",
        ("stop", "talk, and meet again"),
    )


@pytest.mark.parametrize("summary", ["At least 63 killed; 60 injured.", "Talks: 1 hour.", "First: 2 points; 3 more.", ""])
def test_numbers_that_count_no_points_stay_in_the_sentence(summary: str) -> None:
    assert lead_and_points(summary) == (summary, ())


@pytest.mark.parametrize(("identity", "points"), [("M20", 7), ("M23", 7), ("M22", 5), ("M09", 0)])
def test_meetings_list_their_points(identity: str, points: int) -> None:
    assert len(record_words(EVERYTHING, identity).points) == points


def test_the_dates_of_meeting_23_contradict_each_other_on_its_card() -> None:
    [identity] = EVERYTHING.meetings.loc[EVERYTHING.meetings["number"] == 23, "meeting_id"]
    words = record_words(EVERYTHING, identity)
    assert "Dates contradict each other" in words.note
    [dispute] = words.disputes[words.disputes["question"].str.startswith("When did")].to_dict("records")
    assert "10 September 2014" in dispute["reading_a"]
    assert "2 March" in dispute["reading_b"]


def test_fields_that_make_no_sense_are_left_out() -> None:
    held, declined = (set(record_words(EVERYTHING, identity).fields["field"]) for identity in ("M23", "M02"))
    assert "Outcome" in held
    assert "Declined by" not in held
    assert "Declined by" in declined
    assert not declined & {"Number", "Format", "Outcome"}


def test_an_agreement_leads_to_its_meeting_and_back() -> None:
    meeting, agreement = (set(record_words(EVERYTHING, identity).related["identity"]) for identity in ("M23", "E028"))
    assert "E028" in meeting
    assert "M23" in agreement


def test_a_range_stands_in_one_field_with_its_open_bound() -> None:
    fields = record_words(of_evidence(EVERYTHING, "core"), "A017").fields.set_index("field")["value"]
    assert fields["Killed"] == "63+ (no upper bound known)"
    assert "not stated" not in fields["Killed"]


def test_a_place_that_shelters_civilians_stays_coarse() -> None:
    sensitive = EVERYTHING.places.loc[EVERYTHING.places["sensitive"] == "yes", "place_id"]
    assert len(sensitive)
    for identity in sensitive:
        latitude = EVERYTHING.places.set_index("place_id").loc[identity, "latitude"]
        shown = record_words(EVERYTHING, identity).fields.set_index("field")["value"]
        assert shown["Latitude"] == f"{round(latitude, 2)} (rounded to about 1 km)"


def test_about_is_said_wherever_a_number_of_that_kind_stands() -> None:
    core = of_evidence(EVERYTHING, "core")
    documents = document_names(core.sources)
    fields = record_words(core, "A017").fields.set_index("field")["value"]
    assert fields["Injured"].startswith("~60")
    table = attack_table(core.attacks, core, documents).set_index("attack_id")
    assert table.loc["A017", "injured"] == "~60"


@pytest.mark.parametrize("status", ["absent", "not held"])
def test_the_card_of_what_was_neither_held_nor_declined_leaves_out_what_makes_no_sense(status: str) -> None:
    for identity in EVERYTHING.meetings.loc[EVERYTHING.meetings["status"] == status, "meeting_id"]:
        fields = record_words(EVERYTHING, identity).fields.set_index("field")["value"]
        assert fields["Status"].startswith(f"{status}: ")
        assert "Declined by" not in fields
        assert "Declined by" not in fields.get("Not stated", "")
        assert ("Outcome" in fields) is (status == "absent")
