"""Files of many made-up events for the Compare page, and how long its figures take to change with each."""

import csv
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect

from benchmarks.chrome import asked, profile, quiet
from benchmarks.serving import Running

SIZES = (60, 10_000, 100_000, 1_000_000)
COLUMNS = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
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
    "tags",
    "timestamp",
]
KINDS = (
    ("Battles", "Armed clash"),
    ("Explosions/Remote violence", "Air/drone strike"),
    ("Violence against civilians", "Attack"),
)
PLACES = (("Kachin", "Hpakant", 25.61, 96.31), ("Kachin", "Waingmaw", 25.35, 97.43), ("Kachin", "Momauk", 24.25, 97.35),
          ("Shan-North", "Kutkai", 23.45, 97.93), ("Shan-North", "Muse", 23.99, 97.9))  # fmt: skip


@contextmanager
def event_file(project: Path, rows: int) -> Iterator[str]:
    """A file of so many made-up rows in the columns of ACLED, in the folder of imports; taken away afterwards."""
    folder = project / "imports"
    was_there = folder.is_dir()
    folder.mkdir(exist_ok=True)
    path = folder / f"benchmark-{rows}.csv"
    chance = random.Random(rows)  # noqa: S311 - the same rows each time
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(_row(number, chance) for number in range(rows))
    try:
        yield path.name
    finally:
        path.unlink()
        if not was_there:
            folder.rmdir()


def imported_changes(browser: Browser, server: Running, project: Path, rows: int) -> dict[str, list[float]]:
    """With a file of so many rows open on the Compare page: from three changes of the years to the last figure, in ms."""
    with event_file(project, rows) as name, profile(browser) as context:
        before = server.memory()
        page = context.new_page()
        page.goto(f"{server.url}/compare?part=file")
        page.get_by_role("combobox", name="Or a file of the folder imports").click()
        page.get_by_role("option", name=name).click()
        page.get_by_role("button", name="Read this file").click()
        reading = asked(page)
        expect(page.locator(".st-key-card_file")).to_be_visible(timeout=300_000)
        read = quiet(page, ["chart"], reading)["last"] - reading
        took = []
        for _ in range(3):
            page.get_by_role("slider").first.focus()
            page.keyboard.press("ArrowRight")
            since = asked(page)
            took.append(quiet(page, ["chart"], since)["last"] - since)
        memory = server.memory() - before
    return {"reading": [read], "filter change": took, "memory": [memory]}


def _row(number: int, chance: random.Random) -> list[object]:
    kind, below = chance.choice(KINDS)
    area, township, latitude, longitude = chance.choice(PLACES)
    year = chance.randint(2011, 2025)
    return [
        f"MMR{number}", f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}", year, 1, "Political violence", kind, below,
        "Military Forces of Myanmar (2021-)", "", "State forces", "KIO/KIA: Kachin Independence Organization/Kachin Independence Army",
        "", "Rebel group", "State forces-Rebel group", "", 104, "Southeast Asia", "Myanmar", area, "", township,
        f"{township} {number % 97}", round(latitude + chance.uniform(-0.3, 0.3), 4), round(longitude + chance.uniform(-0.3, 0.3), 4),
        chance.randint(1, 3), "Made up", "Other", "A made-up event", chance.choice((0, 0, 0, 1, 3)), "", 1700000000,
    ]  # fmt: skip
