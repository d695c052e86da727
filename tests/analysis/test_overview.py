"""The Overview: its paragraph, its finding, its latest records and the ways it leads on."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from components.analysis.background import SENTENCES, background, background_sources
from components.analysis.findings import Finding
from components.analysis.latest import WHAT, latest_records, overview_finding
from components.analysis.overview import key_figures
from components.dataset.evidence import of_evidence
from components.dataset.load import DATA, Dataset, load, record
from components.dataset.schema import VOCABULARIES
from components.filters.choice import Selection, undated
from components.filters.options import options
from tests.conftest import Open

EVERYTHING = load()
CORE = of_evidence(EVERYTHING, "core")
CLASHES = Finding("2,400 or 1,095 clashes in 2012", "")
BOUNDS = (2011, 2024)


def finding(years: tuple[int, int] | None = None, everything: Dataset = EVERYTHING) -> str:
    return overview_finding(everything, Selection(years=years), CLASHES, years=years or BOUNDS)


@pytest.mark.parametrize(("words", "identities"), SENTENCES)
def test_each_year_of_the_background_stands_in_the_records_under_it(words: str, identities: tuple[str, ...]) -> None:
    rows = [record(EVERYTHING, identity)[1] for identity in identities]
    known = {str(row[end].year) for row in rows for end in ("date_start", "date_end") if pd.notna(row[end])}
    assert set(re.findall(r"\d{4}", words)) <= known
    assert all(row["source_ids"] for row in rows)


def test_the_background_names_every_record_it_rests_on_with_its_source() -> None:
    cited = background_sources(EVERYTHING)
    for _, identities in SENTENCES:
        for identity in identities:
            assert re.search(rf"{identity}: document \d", cited)
    assert len(background(EVERYTHING)) < 900


def test_a_sentence_of_the_background_goes_with_its_records() -> None:
    milestones = EVERYTHING.milestones
    without = replace(EVERYTHING, milestones=milestones[milestones["milestone_id"] != "E026"], fingerprint="without")
    left = [words for words, identities in SENTENCES if "E026" not in identities]
    assert background(without) == " ".join(left)
    assert "E028" not in background_sources(without)
    assert background(EVERYTHING).count(left[0]) == 1


def test_the_finding_counts_what_the_tables_hold() -> None:
    meetings, attacks = EVERYTHING.meetings, EVERYTHING.attacks
    held, declined = (int((meetings["status"] == status).sum()) for status in ("held", "declined"))
    counted = int((attacks["counted"] == "yes").sum())
    words = finding()
    assert f"{counted} counted records of attacks" in words
    kio = int((meetings["declined_by"] == "KIO/KIA").sum())
    assert f"{held} meetings held, {kio} where the KIO/KIA declined, " in words
    assert f"{declined - kio} where the government refused the KIO’s terms." in words
    assert "Counted neither as held nor as declined: " in words
    assert words.endswith("2,400 or 1,095 clashes in 2012.")


def test_years_leave_undated_records_outside_and_say_so() -> None:
    loose = len(undated(EVERYTHING.attacks[EVERYTHING.attacks["counted"] == "yes"])) + len(undated(EVERYTHING.meetings))
    assert f"Among them: {loose} records without a date" in finding()
    assert f"Not among them: {loose} records without a date" in finding((2012, 2012))


def test_years_without_any_record_say_that_this_is_not_nothing_happened() -> None:
    years = (2016, 2016)
    said = overview_finding(CORE, Selection(years=years), CLASHES, years=years)
    assert "does not mean that nothing happened" in said
    assert "does not mean that nothing happened" not in finding(years), "other sources have records of that year"


def test_the_finding_of_the_five_documents_has_nothing_that_was_neither_held_nor_declined() -> None:
    said = overview_finding(CORE, Selection(), CLASHES, years=BOUNDS)
    assert "25 meetings held, 8 where the KIO/KIA declined, 2 where the government refused the KIO’s terms." in said
    assert "neither" not in said


def test_each_status_of_a_meeting_has_words_in_the_list_of_the_latest() -> None:
    assert {*WHAT, "declined"} == set(VOCABULARIES["meeting_status"])


def test_latest_records_come_newest_first_and_hold_no_context() -> None:
    latest = latest_records(EVERYTHING, Selection())
    rows = [record(EVERYTHING, identity)[1] for identity in latest["record"]]
    days = [row["date_end"] for row in rows]
    assert days == sorted(days, reverse=True)
    assert all(row.get("counted", "yes") == "yes" for row in rows)
    assert all(latest["sources"].str.contains(r"\("))


def test_the_government_refusing_the_terms_of_the_kio_is_said_as_that() -> None:
    latest = latest_records(EVERYTHING, Selection(years=(2011, 2011)), most=50).set_index("record")
    assert latest.loc["M02", "what"] == "government refused the KIO’s terms"


def test_a_figure_without_a_record_is_no_zero() -> None:
    assert "0" not in [figure.value for figure in key_figures(EVERYTHING, Selection(years=(2016, 2016)))]


def test_every_key_figure_leads_to_the_page_that_has_it_in_full() -> None:
    for figure in key_figures(EVERYTHING, Selection()):
        assert (DATA.parent / "components" / "pages" / f"{figure.page}.py").is_file()


def test_the_card_of_the_disputes_leads_to_their_part_of_the_data_page(open_page: Open) -> None:
    [link] = [one for one in open_page("overview").get("page_link") if "disputes" in one.proto.label]
    assert link.proto.query_string == "part=Disputes"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({}, "counted records of attacks"),
        ({"years": ["2012", "2012"]}, "For 2012 these sources (five documents and public reporting) hold"),
        (
            {"evidence": "core", "years": ["2016", "2016"]},
            "For 2016 these sources (five documents only) hold no counted attack record",
        ),
        ({"evidence": "core", "township": "Sumprabum"}, "and township Sumprabum these sources (five documents only) hold no"),
        ({"township": "Sumprabum"}, "Clash counts are published for the whole area"),
        (
            {"evidence": "core", "township": "Sumprabum", "type": "airstrike", "years": ["2015", "2015"]},
            "For 2015 and township Sumprabum, type airstrike these sources (five documents only) hold no",
        ),
    ],
)
def test_the_page_says_what_is_there_for_each_kind_of_choice(
    open_page: Open, address: dict[str, str | list[str]], said: str
) -> None:
    app = open_page("overview", **address)
    assert said in " ".join(one.value for one in app.markdown).replace("\\", "")


def test_a_township_without_records_shows_no_record() -> None:
    empty = next(option for option in options(CORE)["township"] if option.choice.name == "Sumprabum")
    assert latest_records(CORE, Selection(townships=(empty.choice,))).empty
