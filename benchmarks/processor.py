"""Processor time and bytes of one rerun of each page, for a choice that nobody made before and for the same again."""

import asyncio
import os
from itertools import combinations
from pathlib import Path
from statistics import median

from benchmarks.serving import Running
from benchmarks.sessions import choose_years, opened, reader

PAGES = ("", "attacks", "clashes", "people", "data", "briefing")
CHOICES = 12  # ranges of years, each chosen twice
TICK = 1000 / os.sysconf("SC_CLK_TCK")  # ms


def names(page: str) -> tuple[str, str, str]:
    """What the three values of a page are called."""
    name = page or "overview"
    return f"new choice, {name}", f"known choice, {name}", f"sent for a choice, {name}"


def reruns(server: Running, page: str) -> tuple[float, float, float]:
    """Processor time in ms of a new and of a known choice on a page, means of twelve, and the median kB sent. Linux only."""
    return asyncio.run(_reruns(server, page))


async def _reruns(server: Running, page: str) -> tuple[float, float, float]:
    async with reader(server.url) as socket:
        years = await opened(socket, page)
        every = list(combinations(range(years.first, years.last + 1), 2))
        spans = every[:: len(every) // CHOICES][:CHOICES]
        taken = []
        for _ in ("new", "known"):
            before = _spent(server)
            sent = [await choose_years(socket, years, *span) for span in spans]
            taken.append((_spent(server) - before) / len(spans))
    return taken[0], taken[1], median(sent) / 1000


def _spent(server: Running) -> float:
    """Processor time of the server so far, in ms, in steps of 10."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK
