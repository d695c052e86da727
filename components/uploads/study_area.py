"""Which rows of a brought file lie in the study area: Kachin State and northern Shan State.

UCDP GED knows Shan State as a whole only, so its northern part is what lies north of a parallel: a line of our own and no
border. No outline is asked, since the one here is three kilometres off and has no northern Shan in it.
"""

import re

import numpy as np

from components.dataset.crosswalk import SUB_EVENTS, VIOLENT
from components.uploads.formats import Collection

NORTH_OF = 22.0
BOX = ((21.5, 28.8), (95.0, 100.2))  # the area with room around it, by latitude and longitude
KEPT_KACHIN, KEPT_SHAN = "Kachin State", "northern Shan State"
KEPT = (KEPT_KACHIN, KEPT_SHAN)
ABROAD, ELSEWHERE, NOWHERE = "in another country", "in another state or region of Myanmar", "without a state or region"
STATE_ONLY = "in Shan State, but located no better than to the state"
SOUTH = f"in Shan State south of {NORTH_OF:g}° N, by their coordinates"
OUTSIDE = "with coordinates far from the state or region they name"
NO_VIOLENCE = "protests, riots and strategic developments, which are no events of violence"
UNREADABLE = "set aside for a cell that cannot be read"
REASONS = (*KEPT, ABROAD, ELSEWHERE, NOWHERE, STATE_ONLY, SOUTH, OUTSIDE, NO_VIOLENCE, UNREADABLE)
CODES = {reason: number for number, reason in enumerate(REASONS)}
BEST_OF_STATE = 3  # UCDP's where_prec: from 4 on the point is the centre of a state or wider
OLDER_KINDS = ("Battle-", "Remote violence")  # what ACLED called two of them before 2019
PROPERTY = "Looting/property destruction"


def rule_words(collection: Collection) -> str:
    """The rule in words."""
    if collection == "ACLED":
        return (
            "The rule keeps rows with admin1 Kachin or Shan-North whose event type is one of violence, and the destruction of "
            "property. It drops protests, riots, other strategic developments, and rows whose coordinates lie far from the "
            "state they name."
        )
    return (
        f"The rule keeps rows with adm_1 Kachin, and rows with adm_1 Shan north of {NORTH_OF:g}° N that are located better "
        "than to the state. That parallel is a line of ours and no border: UCDP does not tell northern Shan from the rest, so "
        "rows near it may stand on the wrong side. Matman, the southernmost township of northern Shan, lies just south of it."
    )


def state_of(name: str) -> str:
    """What a name of a state means for the study area: one of the kept parts, Shan State, elsewhere, or nowhere."""
    word = re.sub(r"[^a-z]+", " ", name.lower()).strip().removesuffix(" state")
    known = {"": NOWHERE, "kachin": KEPT_KACHIN, "shan": "Shan", "shan north": KEPT_SHAN, "northern shan": KEPT_SHAN}
    return known.get(word, ELSEWHERE)


def is_myanmar(country: str) -> bool:
    """Whether a country's name is that of Myanmar."""
    return country.strip().lower().startswith(("myanmar", "burma"))


def is_violence(kind: str, sub_kind: str) -> bool:
    """Whether an ACLED row is an event of violence, or destroyed property, and no protest, riot or development."""
    return kind in VIOLENT or kind.startswith(OLDER_KINDS) or (sub_kind == PROPERTY and sub_kind in SUB_EVENTS)


def by_name(states: np.ndarray, myanmar: np.ndarray) -> np.ndarray:
    """The number of the reason for each row by its country and state; rows of Shan State are still kept by it."""
    found = np.full(len(states), CODES[ELSEWHERE], dtype=np.int8)
    for word, reason in ((KEPT_KACHIN, KEPT_KACHIN), (KEPT_SHAN, KEPT_SHAN), ("Shan", KEPT_SHAN), (NOWHERE, NOWHERE)):
        found[states == word] = CODES[reason]
    found[~myanmar] = CODES[ABROAD]
    return found


def by_place(
    reasons: np.ndarray, whole_shan: np.ndarray, latitude: np.ndarray, longitude: np.ndarray, precision: np.ndarray
) -> np.ndarray:
    """The reasons for rows kept by name, after asking their coordinates; `whole_shan` are those known to be in Shan only."""
    found = reasons.copy()
    found[whole_shan & (latitude < NORTH_OF)] = CODES[SOUTH]
    found[whole_shan & (precision > BEST_OF_STATE)] = CODES[STATE_ONLY]
    (south, north), (west, east) = BOX
    inside = (latitude >= south) & (latitude <= north) & (longitude >= west) & (longitude <= east)
    found[~inside & (found < len(KEPT))] = CODES[OUTSIDE]
    return found
