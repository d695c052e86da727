"""The files of events that a reader may bring, known by their columns and never by their names."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from components.dataset.faults import Fault

Collection = Literal["UCDP GED", "ACLED"]
# Of its own each; one more column than these two is not enough to take a table for one of them.
UCDP_MARKS = ("type_of_violence", "where_prec", "side_a", "side_b", "best", "conflict_name", "dyad_name")
ACLED_MARKS = ("event_id_cnty", "sub_event_type", "geo_precision", "actor1", "fatalities", "inter1")
MARKS_SEEN = 3
BETWEEN = re.compile(r"[\s._-]+")  # one and the same in a header


class Refused(ValueError):  # noqa: N818 - a refusal is an answer to the reader, not an error of the program
    """Raised when a brought file is not read; says in one sentence why."""

    def __init__(self, file: str, rule: str, *, row: int | None = None, column: str = "", value: str | None = None) -> None:
        """Keep the fault and make the message of it."""
        self.fault = Fault(file, row, column or None, value, rule)
        super().__init__(str(self.fault))


@dataclass(frozen=True, kw_only=True)
class Format:
    """One kind of file: the collection it comes from, and which of its columns stands for what here.

    Where one column stands for several things (ACLED has one date and one number of deaths) it is named several times.
    """

    name: str
    collection: Collection
    event_id: str
    year: str = "year"
    start: str
    end: str
    date_precision: str
    kind: str
    sub_kind: str
    place: str
    township: str = ""
    state: str
    country: str = "country"
    latitude: str = "latitude"
    longitude: str = "longitude"
    precision: str
    sides: tuple[str, str]
    associated: tuple[str, ...] = ()
    killed: tuple[str, str, str]

    @property
    def optional(self) -> tuple[str, ...]:
        """The columns without which events can be counted all the same."""
        return (self.date_precision, *self.associated, self.place, self.township)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read, each once; all others are skipped."""
        _name, _collection, *given = vars(self).values()
        each = chain.from_iterable([one] if isinstance(one, str) else one for one in given)
        return tuple(dict.fromkeys(column for column in each if column))


# Without a township, since adm_2 is unreliable here.
UCDP = Format(
    name="UCDP GED (yearly release or Candidate)",
    collection="UCDP GED",
    event_id="id",
    start="date_start",
    end="date_end",
    date_precision="date_prec",
    kind="type_of_violence",
    sub_kind="type_of_violence",
    sides=("side_a", "side_b"),
    place="where_coordinates",
    state="adm_1",
    precision="where_prec",
    killed=("low", "best", "high"),
)
ACLED = Format(
    name="ACLED (current export)",
    collection="ACLED",
    event_id="event_id_cnty",
    start="event_date",
    end="event_date",
    date_precision="time_precision",
    kind="event_type",
    sub_kind="sub_event_type",
    sides=("actor1", "actor2"),
    associated=("assoc_actor_1", "assoc_actor_2"),
    place="location",
    township="admin3",
    state="admin1",
    precision="geo_precision",
    killed=("fatalities", "fatalities", "fatalities"),
)
OLDER_ACLED = replace(ACLED, name="ACLED (export from before 2022)")
OLDER_MARK = "event_id_no_cnty"  # left out of the current export


def recognised(file: str, header: Sequence[str]) -> Format:
    """The format whose columns a header has, in any order and with others beside them; raises Refused for any other."""
    found = UCDP if _seen(header, UCDP_MARKS) > _seen(header, ACLED_MARKS) else ACLED
    marks = UCDP_MARKS if found is UCDP else ACLED_MARKS
    if _seen(header, marks) < MARKS_SEEN:
        rule = (
            "the header has neither the columns of UCDP GED (such as type_of_violence, where_prec, best) nor those of ACLED "
            "(such as event_id_cnty, sub_event_type, fatalities)"
        )
        raise Refused(file, rule, row=1)
    missing = [column for column in found.columns if column not in header and column not in found.optional]
    if missing:
        told = "these columns are missing" if len(missing) > 1 else "this column is missing"
        raise Refused(file, f"the header looks like {found.collection}, but {told}", row=1, column=", ".join(missing))
    for column in found.columns:
        if list(header).count(column) > 1:
            raise Refused(file, "the column must stand once in the header", row=1, column=column)
    return OLDER_ACLED if found is ACLED and OLDER_MARK in header else found


def positions(header: Sequence[str], form: Format) -> Mapping[str, int]:
    """Where each column that is read and that the file has stands in a row."""
    return {column: list(header).index(column) for column in form.columns if column in header}


def plain_header(names: Sequence[str]) -> list[str]:
    """The names of a header in one form: small letters, with space, dot and dash as underscore."""
    return [BETWEEN.sub("_", name.strip().lower()) for name in names]


def _seen(header: Sequence[str], marks: Sequence[str]) -> int:
    return sum(mark in header for mark in marks)


SWITCH = "KACHIN_UPLOADS"  # off: this server takes no file from its readers


def uploads_allowed() -> bool:
    """Whether readers may bring files; the environment variable KACHIN_UPLOADS=off switches it off."""
    return os.environ.get(SWITCH, "").strip().lower() not in ("off", "0", "no", "false")
