"""The crosswalk names only columns and words that exist, on both sides."""

import re

import pytest

from components.dataset.codebook import CODEBOOK, codebook_table, words_table
from components.dataset.crosswalk import column_crosswalk, reading_crosswalk, word_crosswalk
from components.dataset.schema import TABLES, VOCABULARIES

ACLED_TEXT = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 "
    "assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude "
    "geo_precision source source_scale notes fatalities tags timestamp"
)
UCDP_TEXT = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates where_description "
    "adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start "
    "date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
)
ACLED, UCDP = set(ACLED_TEXT.split()), set(UCDP_TEXT.split())
COLUMNS = column_crosswalk().to_dict("records")


def test_the_formats_have_as_many_columns_as_their_files() -> None:
    assert (len(ACLED), len(UCDP)) == (31, 49)


@pytest.mark.parametrize("row", COLUMNS, ids=lambda row: f"{row['table']}.{row['column']}")
def test_each_column_exists_on_every_side(row: dict[str, str]) -> None:
    assert row["column"] in TABLES[row["table"]].columns
    assert set(row["ACLED"].split(", ")) <= {*ACLED, "none"}
    assert set(row["UCDP GED"].split(", ")) <= {*UCDP, "none"}
    assert re.fullmatch(r"#[a-z]+[0-9]?(\+[a-z_]+)*", row["HXL"])


def test_each_column_stands_once() -> None:
    assert len({(row["table"], row["column"]) for row in COLUMNS}) == len(COLUMNS)


@pytest.mark.parametrize("vocabulary", ["event_type", "date_precision", "precision"])
def test_each_word_has_its_counterpart_or_none(vocabulary: str) -> None:
    words = word_crosswalk()
    assert words.loc[words["vocabulary"] == vocabulary, "word"].tolist() == list(VOCABULARIES[vocabulary])


def test_the_codebook_carries_both() -> None:
    text = CODEBOOK.read_text(encoding="utf-8").split("## Crosswalk to ACLED, UCDP GED and HXL")[1]
    for table in (column_crosswalk(), word_crosswalk(), reading_crosswalk()):
        for row in table.to_numpy().tolist():
            assert f"| {' | '.join(row)} |" in text


@pytest.mark.parametrize("name", TABLES)
def test_the_codebook_of_a_table_has_each_column_and_word(name: str) -> None:
    assert list(codebook_table(name)["column"]) == list(TABLES[name].columns)
    used = {column.vocabulary for column in TABLES[name].columns.values() if column.vocabulary}
    assert set(words_table(name)["vocabulary"]) == used
