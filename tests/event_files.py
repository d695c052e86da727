"""Made-up files of events in the formats that the Compare page reads; no row is taken from a real collection."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from random import Random

from tests.dataset.test_crosswalk import ACLED_TEXT, UCDP_TEXT

UCDP_COLUMNS, ACLED_COLUMNS = UCDP_TEXT.split(), ACLED_TEXT.split()
OLDER_COLUMNS = [
    "data_id",
    "iso",
    "event_id_cnty",
    "event_id_no_cnty",
    "event_date",
    "year",
    "time_precision",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "timestamp",
]
UCDP_ROW = {
    "id": "1", "year": "2018", "type_of_violence": "1", "side_a": "Government of Myanmar (Burma)", "side_b": "KIO",
    "where_prec": "1", "where_coordinates": "Injangyang town", "adm_1": "Kachin state", "adm_2": "Myitkyina district",
    "latitude": "25.61", "longitude": "97.85", "country": "Myanmar (Burma)", "date_prec": "1", "date_start": "2018-04-11",
    "date_end": "2018-04-11", "best": "3", "high": "5", "low": "2",
}  # fmt: skip
ACLED_ROW = {
    "event_id_cnty": "MMR1", "event_date": "2022-04-30", "year": "2022", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Myanmar (2021-)",
    "actor2": "KIO/KIA: Kachin Independence Organization/Kachin Independence Army", "country": "Myanmar", "admin1": "Kachin",
    "admin2": "Mohnyin", "admin3": "Hpakant", "location": "Seik Mu", "latitude": "25.6135", "longitude": "96.3148",
    "geo_precision": "1", "fatalities": "4",
}  # fmt: skip

Row = Mapping[str, object]


def csv_of(columns: Iterable[str], rows: Iterable[Row], *, separator: str = ",", start: str = "") -> bytes:
    """A CSV with these columns; what a row does not say is empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    names = list(columns)
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return (start + out.getvalue()).encode()


def numbered(base: Row, key: str, changes: Iterable[Row]) -> list[dict[str, object]]:
    """Rows like the base with these changes, each with an id of its own."""
    prefix = "MMR" if key == "event_id_cnty" else ""
    return [{**base, key: f"{prefix}{number}", **change} for number, change in enumerate(changes, start=1)]


def ucdp(*changes: Row, separator: str = ",", start: str = "") -> bytes:
    """A UCDP GED file with one row for each set of changes."""
    return csv_of(UCDP_COLUMNS, numbered(UCDP_ROW, "id", changes), separator=separator, start=start)


def acled(*changes: Row, columns: Iterable[str] = ACLED_COLUMNS, separator: str = ",") -> bytes:
    """An ACLED export with one row for each set of changes."""
    return csv_of(columns, numbered(ACLED_ROW, "event_id_cnty", changes), separator=separator)


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def many_ucdp(number: int, *, seed: int = 7) -> Iterable[Row]:
    """That many rows of events all over the study area, 1989 to 2024, four in ten of them not located to a place."""
    random = Random(seed)  # noqa: S311 - rows to look at, nothing secret
    for one in range(1, number + 1):
        kachin = random.random() < 0.6
        place = random.choices((1, 2, 3, 4), (40, 20, 25, 15))[0] if kachin else random.choices((1, 2, 3), (50, 25, 25))[0]
        day = f"{random.randint(1989, 2024)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        latitude, longitude = (random.uniform(24, 27), random.uniform(96.3, 98)) if kachin else (random.uniform(22.1, 24), 98)
        best = int(random.paretovariate(1.2))
        yield {
            **UCDP_ROW, "id": one, "year": day[:4], "date_start": day, "date_end": day, "where_prec": place,
            "latitude": f"{25.5 if place == 4 else latitude:.4f}", "longitude": f"{97.5 if place == 4 else longitude:.4f}",
            "adm_1": "Kachin state" if kachin else "Shan state", "where_coordinates": f"Village {random.randint(1, 900)}",
            "best": best, "low": random.randint(0, best), "high": best + random.randint(0, 5),
            "side_b": random.choice(("KIO", "TNLA", "MNDAA")), "source_headline": "A made-up headline " * 4,
        }  # fmt: skip
