"""What the Compare page computes from a file: filters, years, deaths, precision, the map."""

import io

import pandas as pd
import plotly.graph_objects as go
import pytest

from components.charts.theme import DARK, LIGHT, Theme
from components.dataset.crosswalk import ACTOR_NAMES
from components.dataset.load import load
from components.export.csv import csv_file
from components.filters.table import resolve
from components.filters.view import Selection, View
from components.uploads.charts import file_deaths, file_events
from components.uploads.measures import events_per_year, mapped, not_mapped
from components.uploads.reader import Imported, read_events
from components.uploads.selection import actor_names, chosen_rows, working
from components.uploads.sentences import file_finding, kept_words, map_words, zero_words
from components.uploads.summary import summary
from tests.event_files import acled, ucdp

EVERYTHING = load()
VIEW = View(EVERYTHING)


def read(content: bytes) -> Imported:
    return read_events("mine.csv", io.BytesIO(content), len(content))


def day(text: str, **more: str) -> dict[str, str]:
    return {"date_start": text, "date_end": text, "year": text[:4], **more}


def chosen(name: str, *texts: str) -> Selection:
    found, unknown = resolve(EVERYTHING, name, texts)
    assert not unknown
    return Selection.of(**{name: found})


def ids(imported: Imported, selection: Selection) -> list[str]:
    return chosen_rows(imported, selection, EVERYTHING).table["event_id"].tolist()


THREE_YEARS = read(
    ucdp(
        day("2015-12-30", adm_1="Chin state"),
        day("2016-02-01", best="3", low="2", high="5"),
        day("2016-03-01", best="1", low="0", high="1"),
        day("2018-06-30", best="10", low="10", high="40"),
        day("2016-12-01", adm_1="Chin state"),
        day("2017-10-01", adm_1="Chin state"),
    )
)


def test_events_and_deaths_are_counted_by_the_year_with_gaps_zeros_and_part_years_apart() -> None:
    table = events_per_year(THREE_YEARS.table, THREE_YEARS, years=(2014, 2019))
    assert list(table["coverage"]) == [
        "not in this file",
        "part year",
        "full year",
        "full year",
        "part year",
        "not in this file",
    ]
    assert table["events"].tolist() == [pd.NA, 0, 2, 0, 1, pd.NA]
    assert table["killed_low"].tolist() == [pd.NA, 0, 2, 0, 10, pd.NA]
    assert table["killed_best"].tolist() == [pd.NA, 0, 4, 0, 10, pd.NA]
    assert table["killed_high"].tolist() == [pd.NA, 0, 6, 0, 40, pd.NA]
    assert table.loc[table["year"] == 2018, "period"].item() == "1 Jan to 30 Jun 2018"


@pytest.mark.parametrize(("last", "coverage"), [("2018-12-01", "full year"), ("2018-11-30", "part year")])
def test_a_year_that_ends_in_december_is_taken_for_full(last: str, coverage: str) -> None:
    imported = read(ucdp(day("2018-01-05"), day(last)))
    assert events_per_year(imported.table, imported, years=(2018, 2018))["coverage"].tolist() == [coverage]


def test_the_finding_names_the_part_year_and_compares_it_with_nothing() -> None:
    table = events_per_year(THREE_YEARS.table, THREE_YEARS, years=(2014, 2019))
    said = file_finding(table, 3, THREE_YEARS)
    assert "3 rows of the file match these filters, with 14 deaths (best estimate; 12 to 46)" in said
    assert "The file covers 1 Jan to 30 Jun 2018 only, so 2018 is not to be compared with a full year." in said
    assert "2018 has most" not in said
    assert zero_words(table).startswith("No row of the file matches in 2015 and 2017")


def test_what_was_kept_and_dropped_stands_in_one_sentence_with_the_rule() -> None:
    said = kept_words(THREE_YEARS)
    assert "Kept 3 of 6 rows: 3 in Kachin State. Dropped 3: 3 in another state or region of Myanmar." in said
    assert "a line of ours and no border" in said


def test_years_and_actors_choose_rows_of_ucdp_and_the_rest_is_said_not_to() -> None:
    imported = read(ucdp(day("2012-01-05"), day("2013-01-05", side_b="TNLA"), day("2014-01-05", side_a="KIO", side_b="RCSS")))
    assert ids(imported, Selection.of((2013, 2014))) == ["2", "3"]
    assert ids(imported, chosen("actor", "KIO")) == ["1", "3"], "on either side"
    blind = Selection.of(township=("MMR001009",), type=("airstrike",), source=("d000",))
    found = chosen_rows(imported, blind, EVERYTHING)
    assert len(found.table) == 3
    assert [note.split()[0] for note in found.notes] == ["Township", "Type", "Source"]
    assert working(blind, imported) == Selection()


@pytest.mark.parametrize(
    ("side", "organisation", "found"),
    [
        ("KIO/KIA: Kachin Independence Organization/Kachin Independence Army", "kio_kia", True),
        ("KIO", "kio_kia", True),
        ("Military Forces of Myanmar (2021-)", "myanmar_military", True),
        ("Government of Myanmar (Burma)", "myanmar_military", True),
        ("Kachin Independence Army", "myanmar_military", False),  # though "army" is one of its names in a document
        ("PSLF/TNLA: Palaung State Liberation Front/Ta'ang National Liberation Army", "tnla", True),
        ("Ta’ang National Liberation Army", "tnla", True),
        ("AA Battalion of the Future", "aa", False),
        ("Unidentified Armed Group (Myanmar)", "kio_kia", False),
    ],
)
def test_an_actor_is_found_under_the_names_the_collections_use(side: str, organisation: str, found: bool) -> None:
    imported = read(acled({"actor1": "Civilians (Myanmar)", "actor2": side}))
    assert bool(ids(imported, Selection.of(actor=(organisation,)))) is found


def test_the_names_of_actors_belong_to_organisations_on_record() -> None:
    assert set(ACTOR_NAMES) <= set(EVERYTHING.organisations["organisation_id"])
    assert "army" not in actor_names("myanmar_military", EVERYTHING)


def test_townships_and_types_choose_rows_of_acled_and_unknown_townships_are_counted() -> None:
    imported = read(
        acled(
            {},
            {"admin3": "Phakant"},
            {"admin3": "Momauk", "event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"},
            {"admin3": "Atlantis"},
            {"admin3": ""},
        )
    )
    found = chosen_rows(imported, chosen("township", "Hpakant"), EVERYTHING)
    assert found.table["event_id"].tolist() == ["MMR1", "MMR2"], "by its other name as well"
    assert "2 rows name no township that is known here and are left out by the township filter." in found.notes
    assert ids(imported, chosen("type", "airstrike")) == ["MMR3"]
    assert ids(imported, chosen("type", "drone strike")) == ["MMR3"], "ACLED does not tell the two apart"
    assert len(ids(imported, chosen("type", "armed clash"))) == 4


PLACES = read(
    ucdp(
        {},
        {},
        {"where_prec": "2", "latitude": "25.8"},
        {"where_prec": "3", "latitude": "25.3", "where_coordinates": "Waingmaw township"},
        {"where_prec": "4", "latitude": "26.0", "where_coordinates": "Kachin state"},
        {"where_prec": "4", "latitude": "26.0", "where_coordinates": "Kachin state"},
    )
)


def test_no_row_on_a_centre_becomes_a_mark_and_each_is_listed() -> None:
    drawn = mapped(PLACES.table)
    assert drawn.marks[["latitude", "rows"]].to_numpy().tolist() == [[25.61, 2]]
    assert drawn.around["latitude"].tolist() == [25.8]
    assert (drawn.located, drawn.nearby, drawn.not_located, drawn.cell) == (2, 1, 3, None)
    lost = not_mapped(PLACES.table)
    assert lost[["place_as_written", "rows"]].to_numpy().tolist() == [["Kachin state", 2], ["Waingmaw township", 1]]
    said = map_words(drawn, "UCDP GED")
    assert "2 of 6 rows are located to a place" in said
    assert "3 are known to a township, a state or wider only" in said
    assert "false hot spot" in said


def test_nothing_left_by_the_filters_is_no_error() -> None:
    found = summary(PLACES, Selection.of((2011, 2012)), EVERYTHING, (2011, 2024))
    assert found.shown == 0
    assert found.years["events"].isna().all()
    assert "No row of the file matches" in file_finding(found.years, 0, PLACES)
    assert found.drawn.marks.empty


def test_the_panels_span_the_file_and_our_records_unless_years_are_chosen() -> None:
    assert summary(THREE_YEARS, Selection(), EVERYTHING, (2011, 2024)).span == (2011, 2024)
    outgrown = summary(THREE_YEARS, Selection(), EVERYTHING, (2017, 2018))
    assert outgrown.span == (2016, 2018)
    assert (outgrown.outside(2017, 2018), outgrown.outside(*outgrown.span)) == (2, 0)
    assert summary(THREE_YEARS, Selection.of((2016, 2017)), EVERYTHING, (2011, 2024)).span == (2016, 2017)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_charts_hatch_part_years_shade_years_outside_and_keep_low_best_and_high(theme: Theme) -> None:
    found = summary(THREE_YEARS, Selection(), EVERYTHING, (2014, 2019))
    plot = file_events(THREE_YEARS, found, (2014, 2019), VIEW).plot(theme)
    bars = next(trace for trace in plot["data"] if trace["type"] == "bar")
    hatched = zip(bars["x"], bars["marker"]["pattern"]["shape"], strict=True)
    assert [year for year, shape in hatched if shape == "/"] == [2015, 2018]
    assert [(shape["x0"], shape["x1"]) for shape in plot["layout"]["shapes"]] == [(2013.5, 2014.5), (2018.5, 2019.5)]
    deaths = file_deaths(THREE_YEARS, found, (2014, 2019), VIEW)
    bars = next(trace for trace in deaths.plot(theme)["data"] if trace["type"] == "bar")
    spans = {year: (base, base + height) for year, base, height in zip(bars["x"], bars["base"], bars["y"], strict=True)}
    assert (spans[2016], spans[2018]) == ((2, 6), (10, 40))
    assert deaths.title == "14 deaths in these events (12 to 46)"
    go.Figure(deaths.plot(theme))


def test_acled_s_one_number_is_drawn_as_one_and_said_to_be_one() -> None:
    imported = read(acled({}, {"fatalities": "0"}))
    found = summary(imported, Selection(), EVERYTHING, (2020, 2023))
    figure = file_deaths(imported, found, (2020, 2023), VIEW)
    assert figure.title == "4 deaths in these events"
    assert [trace["type"] for trace in figure.plot(LIGHT)["data"]] == ["bar", "scatter"]


def test_a_figure_of_a_file_says_its_filters_and_counts() -> None:
    found = summary(THREE_YEARS, Selection.of((2016, 2016)), EVERYTHING, (2014, 2019))
    figure = file_events(THREE_YEARS, found, (2016, 2016), VIEW)
    assert "2016" in figure.subtitle
    assert "2 of 3 rows" in figure.subtitle


def test_categories_are_written_as_texts_are() -> None:
    hostile = ("=1+1", "'=1", "@x", '"quoted", and more', "two\nlines", "<U+202E>", "", "ကချင်")
    imported = read(acled(*({"actor1": text, "location": text, "fatalities": str(n)} for n, text in enumerate(hostile))))
    table = imported.table
    written = csv_file(table)
    assert written == csv_file(table.astype(dict.fromkeys(table.select_dtypes("category"), "str")))
    assert b",'=1+1," in written
