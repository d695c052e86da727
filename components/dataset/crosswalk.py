"""How our columns and words stand to those of ACLED, UCDP GED and HXL, with what is not the same."""

from pathlib import Path

import pandas as pd

NONE = "none"
NOTE = (
    "A column or word named here is the nearest one, not an equal one. ACLED gives one conservative number of deaths for each "
    "event, UCDP GED holds only events with at least one death, and HXL names columns without saying how they are filled. "
    "ACLED's columns are those of its current export; the older one lacks civilian_targeting."
)


def column_crosswalk() -> pd.DataFrame:
    """Our columns, one a row, with the nearest of ACLED and UCDP GED, the HXL tags and what is not the same."""
    return _read("crosswalk_columns.csv")


def word_crosswalk() -> pd.DataFrame:
    """The words for type, date and place precision, one a row, with the nearest codes of ACLED and UCDP GED."""
    return _read("crosswalk_words.csv")


def _read(name: str) -> pd.DataFrame:
    return pd.read_csv(Path(__file__).with_name(name), dtype="str", keep_default_na=False)


READING = (
    "The Compare page reads files of UCDP GED and ACLED that a reader brings. Where one of their codes stands for several of "
    "our words, all are kept, since the file does not say which. UCDP GED does not say how an event was carried out, so none "
    "of our types stands for it."
)
# How the rows of a brought file are read: their codes to our words. Where one code stands for several of our words, all are
# kept, since the file does not say which; crosswalk_words.csv is the same seen from our side.
VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")
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
OTHER = ("other",)  # any other kind of violence, which crosswalk_words.csv has no counterpart for
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
