"""How our columns and words stand to those of ACLED, UCDP GED and HXL, with what is not the same."""

from dataclasses import dataclass

import pandas as pd

NONE = "none"
NOTE = (
    "A column or word named here is the nearest one, not an equal one. ACLED gives one conservative number of deaths for each "
    "event, UCDP GED holds only events with at least one death, and HXL names columns without saying how they are filled. "
    "ACLED's columns are those of its current export; the older one lacks civilian_targeting."
)


@dataclass(frozen=True)
class Same:
    """One of our columns beside the nearest columns of ACLED and UCDP GED, the HXL tags, and what differs."""

    table: str
    column: str
    acled: tuple[str, ...]
    ucdp: tuple[str, ...]
    hxl: str
    differs: str = ""


@dataclass(frozen=True)
class Word:
    """One word of a vocabulary beside the nearest code of ACLED and of UCDP GED."""

    vocabulary: str
    word: str
    acled: str
    ucdp: str


COLUMNS = (
    Same("attacks", "attack_id", ("event_id_cnty",), ("id", "relid"), "#event+id", "ids of different collections never match"),
    Same("attacks", "date_start", ("event_date",), ("date_start",), "#date+start", "ACLED gives one day for each event"),
    Same("attacks", "date_end", ("event_date",), ("date_end",), "#date+end", "an event of several days is several ACLED rows"),
    Same("attacks", "date_precision", ("time_precision",), ("date_prec",), "#date+precision", "words here, numbers there"),
    Same(
        "attacks", "event_type", ("event_type", "sub_event_type"), ("type_of_violence",), "#event+type", "see the words below"
    ),
    Same(
        "attacks",
        "actor_id",
        ("actor1", "actor2"),
        ("side_a", "side_b"),
        "#org+actor",
        "ours is who is said to have done it; the order of ACLED's and UCDP's two sides does not say who attacked",
    ),
    Same("attacks", "actor_note", ("assoc_actor_1", "assoc_actor_2"), ("dyad_name",), "#org+actor+note"),
    Same("attacks", "target", ("actor2", "notes"), ("side_b",), "#event+target", "a text here, an actor there"),
    Same("attacks", "place_as_written", ("location",), ("where_description",), "#loc+name+reported"),
    Same("attacks", "events_low", (), (), "#event+num+min", "theirs are one event a row; ours may stand for several"),
    Same("attacks", "events_high", (), (), "#event+num+max", "as above"),
    Same("attacks", "counted", (), (), "#meta+counted", "theirs hold no context rows"),
    Same("attacks", "killed_low", ("fatalities",), ("low",), "#affected+killed+min", "blank is not stated; theirs write 0"),
    Same(
        "attacks",
        "killed_high",
        ("fatalities",),
        ("high",),
        "#affected+killed+max",
        "blank is unknown or open; UCDP's best is no range",
    ),
    Same("attacks", "injured_low", (), (), "#affected+injured+min"),
    Same("attacks", "injured_high", (), (), "#affected+injured+max"),
    Same("attacks", "victims", ("notes",), ("deaths_civilians", "deaths_a", "deaths_b"), "#affected+killed+description"),
    Same(
        "attacks",
        "civilian_harm",
        ("civilian_targeting",),
        ("deaths_civilians",),
        "#affected+civilian",
        "harm here, aim in ACLED",
    ),
    Same("attacks", "summary", ("notes",), ("source_headline",), "#description"),
    Same("attacks", "source_ids", ("source",), ("source_article", "number_of_sources"), "#meta+source"),
    Same("attacks", "locators", (), ("source_original",), "#meta+source+locator", "theirs do not say where in a source"),
    Same("places", "name", ("location",), ("where_coordinates",), "#loc+name+i_en"),
    Same("places", "name_my", (), (), "#loc+name+i_my"),
    Same("places", "township", ("admin3",), ("adm_2",), "#adm3+name", "UCDP's adm_2 is unreliable in Kachin State"),
    Same("places", "township_pcode", (), (), "#adm3+code", "MIMU codes"),
    Same("places", "district", ("admin2",), ("adm_2",), "#adm2+name"),
    Same(
        "places", "state", ("admin1",), ("adm_1",), "#adm1+name", "ACLED has Shan-North, UCDP has Kachin state and Shan state"
    ),
    Same("places", "country", ("country",), ("country",), "#country+name"),
    Same("places", "latitude", ("latitude",), ("latitude",), "#geo+lat"),
    Same("places", "longitude", ("longitude",), ("longitude",), "#geo+lon"),
    Same("places", "precision", ("geo_precision",), ("where_prec",), "#geo+precision", "words here, numbers there"),
    Same("places", "radius_km", (), (), "#geo+radius+km"),
    Same(
        "clashes_per_year",
        "clashes",
        (),
        (),
        "#event+num",
        "a published count, never a count of rows; set beside theirs, not compared",
    ),
    Same("clashes_per_year", "period_start", (), (), "#date+start"),
    Same("clashes_per_year", "period_end", (), (), "#date+end"),
    Same("clashes_per_year", "claimant", (), (), "#meta+source+claimant"),
    Same("claims", "value_low", (), (), "#indicator+value+min", "theirs settle on one number; ours keep each claim"),
    Same("claims", "value_high", (), (), "#indicator+value+max", "as above"),
    Same("claims", "claimant", (), (), "#meta+source+claimant"),
    Same(
        "meetings",
        "meeting_id",
        ("event_id_cnty",),
        (),
        "#event+id",
        "only where ACLED has the talks as a strategic development",
    ),
    Same("meetings", "date_start", ("event_date",), (), "#date+start", "as above"),
    Same("meetings", "kio_side", ("actor1", "actor2"), (), "#org+kio", "as above"),
    Same("meetings", "other_side", ("actor1", "actor2"), (), "#org+other", "as above"),
    Same("meetings", "outcome", ("sub_event_type",), (), "#event+outcome", "as above; the nearest is Agreement"),
    Same("figures", "value_low", (), (), "#indicator+value+min"),
    Same("figures", "value_high", (), (), "#indicator+value+max"),
    Same("figures", "unit", (), (), "#indicator+unit"),
    Same("figures", "claimant", (), (), "#meta+source+claimant"),
    Same("sources", "publisher", ("source",), ("source_office",), "#meta+source+name"),
    Same("sources", "published_on", (), ("source_date",), "#meta+source+date"),
    Same("sources", "title", (), ("source_headline",), "#meta+source+title"),
    Same("sources", "url", (), (), "#meta+source+url"),
    Same("organisations", "name", ("actor1", "actor2"), ("side_a", "side_b"), "#org+name"),
)

BATTLES, REMOTE = "Battles", "Explosions/Remote violence"
STATE_BASED = "1 (state-based), if somebody died"
WORDS = (
    Word("event_type", "armed clash", f"{BATTLES}: Armed clash", STATE_BASED),
    Word("event_type", "offensive", "no single event", "no single event"),
    Word(
        "event_type",
        "airstrike",
        f"{REMOTE}: Air/drone strike",
        "1 (state-based), or 3 (one-sided) against civilians, if somebody died",
    ),
    Word(
        "event_type",
        "artillery strike",
        f"{REMOTE}: Shelling/artillery/missile attack",
        "1 (state-based), or 3 (one-sided) against civilians, if somebody died",
    ),
    Word("event_type", "air and artillery strikes", f"{REMOTE}: one row for each weapon", "as for one of the two"),
    Word("event_type", "drone strike", f"{REMOTE}: Air/drone strike", "as for an airstrike"),
    Word("event_type", "landmine", f"{REMOTE}: Remote explosive/landmine/IED", "1 or 3, if somebody died and it was aimed"),
    Word(
        "event_type",
        "base seizure",
        f"{BATTLES}: Non-state actor overtakes territory, or Government regains territory",
        STATE_BASED,
    ),
    Word(
        "event_type",
        "town seizure",
        f"{BATTLES}: Non-state actor overtakes territory, or Government regains territory",
        STATE_BASED,
    ),
    Word("event_type", "attack on base", f"{BATTLES}: Armed clash, or Non-state actor overtakes territory", STATE_BASED),
    Word(
        "event_type",
        "infrastructure attack",
        f"{REMOTE}: Remote explosive/landmine/IED, or Strategic developments: Looting/property destruction",
        "none without a death",
    ),
    Word("event_type", "attack on civilians", "Violence against civilians: Attack, or Abduction", "3, if somebody died"),
    Word("event_type", "strike (weapon disputed)", f"{REMOTE}, the sub-type left open", "1 or 3, if somebody died"),
    Word("event_type", "other", NONE, NONE),
    Word("date_precision", "day", "1", "1"),
    Word("date_precision", "range", "1 or 2, a row for each day", "2 (two to six days) or 3 (a week)"),
    Word("date_precision", "month", "3", "4"),
    Word("date_precision", "year", "none: such events are not held", "5"),
    Word("date_precision", "undated", "none: such events are not held", "none: such events are not held"),
    Word("precision", "exact", "1", "1"),
    Word("precision", "village", "1", "1"),
    Word("precision", "approximate", "2", "2"),
    Word("precision", "township", "2 (3 where only the region is known)", "3 (second-order centroid)"),
)


def column_crosswalk() -> pd.DataFrame:
    """Our columns, one a row, with those of ACLED and UCDP GED, the HXL tags and what is not the same."""
    rows = [
        {
            "table": same.table,
            "column": same.column,
            "ACLED": ", ".join(same.acled) or NONE,
            "UCDP GED": ", ".join(same.ucdp) or NONE,
            "HXL": same.hxl,
            "what differs": same.differs,
        }
        for same in COLUMNS
    ]
    return pd.DataFrame(rows)


def word_crosswalk() -> pd.DataFrame:
    """The words for type, date and place precision, one a row, with the codes of ACLED and UCDP GED."""
    rows = [{"vocabulary": word.vocabulary, "word": word.word, "ACLED": word.acled, "UCDP GED": word.ucdp} for word in WORDS]
    return pd.DataFrame(rows)


READING = (
    "The Compare page reads files of UCDP GED and ACLED that a reader brings. Where one of their codes stands for several of "
    "our words, all are kept, since the file does not say which. UCDP GED does not say how an event was carried out, so none "
    "of our types stands for it."
)
# How the rows of a brought file are read: their codes to our words. Where one code stands for several of our words, all are
# kept, since the file does not say which; WORDS above is the same seen from our side.
VIOLENT = (BATTLES, REMOTE, "Violence against civilians")
TYPES_OF_VIOLENCE = {1: "state-based", 2: "non-state", 3: "one-sided"}
SUB_EVENTS: dict[str, tuple[str, ...]] = {
    "Armed clash": ("armed clash", "attack on base"),
    "Government regains territory": ("base seizure", "town seizure"),
    "Non-state actor overtakes territory": ("base seizure", "town seizure", "attack on base"),
    "Air/drone strike": ("airstrike", "drone strike"),
    "Shelling/artillery/missile attack": ("artillery strike",),
    "Remote explosive/landmine/IED": ("landmine", "infrastructure attack"),
    "Looting/property destruction": ("infrastructure attack",),
    "Attack": ("attack on civilians",),
    "Abduction/forced disappearance": ("attack on civilians",),
}
OTHER = ("other",)  # any other kind of violence, which WORDS has no counterpart for
DATE_PRECISIONS = {
    "UCDP GED": {1: "day", 2: "range", 3: "range", 4: "month", 5: "year"},
    "ACLED": {1: "day", 2: "range", 3: "month"},
}
# What each code for the place says there, and the nearest word here; no word where it is wider than a township.
PLACE_PRECISIONS: dict[str, dict[int, tuple[str, str]]] = {
    "UCDP GED": {
        1: ("exact", "the place itself"),
        2: ("approximate", "near a known place"),
        3: ("township", "a district or township, at its centre"),
        4: ("", "a state or region, at its centre"),
        5: ("", "a wider or linear area, at one point of it"),
        6: ("", "the country, at its centre"),
        7: ("", "water or air, at an estimated point"),
    },
    "ACLED": {
        1: ("village", "a town or village"),
        2: ("approximate", "near a town that stands for the area"),
        3: ("", "a larger region, at its main town"),
    },
}
# What the two collections call organisations of ours, where it is none of the names they have here.
ACTOR_NAMES: dict[str, tuple[str, ...]] = {"myanmar_military": ("Military Forces of Myanmar", "Government of Myanmar")}


def reading_crosswalk() -> pd.DataFrame:
    """How the codes of a file brought to the Compare page are read: the collection, its column and code, our words."""
    rows = [("ACLED", "sub_event_type", code, "event_type", " or ".join(ours)) for code, ours in SUB_EVENTS.items()]
    rows += [("ACLED", "sub_event_type", "any other of violence", "event_type", OTHER[0])]
    rows += [
        ("UCDP GED", "type_of_violence", f"{code} ({word})", "event_type", NONE) for code, word in TYPES_OF_VIOLENCE.items()
    ]
    for collection, column in (("ACLED", "time_precision"), ("UCDP GED", "date_prec")):
        rows += [(collection, column, str(code), "date_precision", ours) for code, ours in DATE_PRECISIONS[collection].items()]
    for collection, column in (("ACLED", "geo_precision"), ("UCDP GED", "where_prec")):
        rows += [
            (collection, column, f"{code} ({said})", "precision", ours or "none: wider than a township")
            for code, (ours, said) in PLACE_PRECISIONS[collection].items()
        ]
    return pd.DataFrame(rows, columns=["collection", "column", "code", "vocabulary", "word"])
