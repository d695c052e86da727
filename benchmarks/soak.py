"""Many readers for a long time: whether they meet an error, and whether the server's memory grows.

Run by `make soak`; ends with 1 when a session has an error or the memory grows.
"""

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from websockets.exceptions import WebSocketException

from benchmarks.serving import ROOT, apps, running
from benchmarks.sessions import choose_years, opened, reader

PAGES = ("", "attacks", "clashes", "people", "briefing", "data")
QUERIES = ("", "evidence=core", "township=Momauk&type=airstrike", "township=Nowhere&colour=red")
CHANGES = 9  # of the years on one page, before another is opened
VISIT = 4  # pages after which a reader leaves and another comes
ALIKE, ALONE = 6, 0.05  # most readers choose one of a few spans of years; one of twenty chooses any
CHECKPOINTS = 20
WARM = 8  # checkpoints until what is kept of sessions, tables and figures has reached its bounds
LINES_SHOWN = 60  # of what a server printed before a session failed
# An error on a page, a server that is gone or does not answer, a session that is broken off.
FAILURES = (RuntimeError, OSError, WebSocketException)
MOST_GROWTH_MB = 40  # of some hundreds: what the system's own allocator leaves in pieces


@dataclass
class Outcome:
    """What came of it: how often a page was run, the errors met, and the memory in MB after each part of the runs."""

    reruns: int = 0
    errors: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    @property
    def growth(self) -> float:
        """How many MB more there were in the last quarter, in its lowest checkpoint, than when all was warm; 0 until then."""
        if len(self.memory) < CHECKPOINTS:
            return 0
        return min(self.memory[-CHECKPOINTS // 4 :]) - min(self.memory[WARM : WARM + 3])

    def faults(self) -> list[str]:
        """A sentence for each thing that is not as it should be."""
        found = [f"A session failed: {error}" for error in self.errors]
        if self.growth > MOST_GROWTH_MB:
            found.append(f"The memory grew by {self.growth:.0f} MB after it was warm; at most {MOST_GROWTH_MB} are allowed.")
        return found


def soak(url: str, memory: Callable[[], float], *, sessions: int, reruns: int, say: Callable[[str], None]) -> Outcome:
    """Let so many sessions at once run pages so often in all, and take down errors and memory."""
    return asyncio.run(_soak(url, memory, sessions=sessions, reruns=reruns, say=say))


async def _soak(url: str, memory: Callable[[], float], *, sessions: int, reruns: int, say: Callable[[str], None]) -> Outcome:
    outcome = Outcome()

    def ran() -> bool:
        """Count one run, and say whether there is to be another."""
        outcome.reruns += 1
        if min(outcome.reruns * CHECKPOINTS // reruns, CHECKPOINTS) > len(outcome.memory):
            outcome.memory.append(memory())
            say(f"{outcome.reruns:,} runs: {outcome.memory[-1]:.0f} MB, {len(outcome.errors)} errors")
        return outcome.reruns < reruns

    async def readers(seed: int) -> None:
        """One reader after the other, until all runs are done or a session fails."""
        chance = random.Random(seed)  # noqa: S311 - a load that can be repeated
        try:
            while await _visit(url, chance, ran):
                pass
        except FAILURES as error:
            outcome.errors.append(f"{type(error).__name__}: {error}")
            say(f"A session failed: {outcome.errors[-1]}")

    await asyncio.gather(*(readers(seed) for seed in range(sessions)))
    return outcome


async def _visit(url: str, chance: random.Random, ran: Callable[[], bool]) -> bool:
    """Some pages with some changes of the years on each; whether there is more to do."""
    async with reader(url) as socket:
        for page in chance.sample(PAGES, VISIT):
            years = await opened(socket, page, chance.choice(QUERIES))
            if not ran():
                return False
            for _ in range(CHANGES):
                alike = random.Random(chance.randrange(ALIKE))  # noqa: S311
                await choose_years(socket, years, *years.chosen_by(chance if chance.random() < ALONE else alike))
                if not ran():
                    return False
    return True


def main() -> None:
    """Start the dashboard, soak it, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--reruns", type=int, default=10_000)
    asked = parser.parse_args()
    ours = apps(ROOT, Path(sys.executable))[0]
    begun = time.monotonic()
    with TemporaryFile() as log, running(ours, ROOT, log) as server:
        print(f"{asked.sessions} sessions, {asked.reruns:,} runs of {len(PAGES)} pages; {server.memory():.0f} MB at the start")
        outcome = soak(server.url, server.memory, sessions=asked.sessions, reruns=asked.reruns, say=_say)
        printed = last_lines(log)
    print(
        f"{outcome.reruns:,} runs in {(time.monotonic() - begun) / 60:.0f} minutes, memory {outcome.growth:+.0f} MB once warm"
    )
    for fault in outcome.faults():
        print(fault)
    if outcome.errors:
        print("What the server printed last:", printed, sep="\n")
    sys.exit(1 if outcome.faults() else 0)


def last_lines(log: IO[bytes]) -> str:
    """The end of what the server printed, where its tracebacks stand."""
    log.seek(0)
    return "\n".join(log.read().decode(errors="replace").splitlines()[-LINES_SHOWN:])


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    main()
