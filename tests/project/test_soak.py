"""The soak of `make soak` in short: the same readers, fewer runs, no judgement of the memory of so short a time."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from benchmarks.line import line_to
from benchmarks.serving import Running
from benchmarks.soak import CHECKPOINTS, MOST_GROWTH_MB, WARM, Outcome, soak
from tests.conftest import Server, answers
from tools.system import free_port


def apart(url: str, memory: Running, *, sessions: int, reruns: int) -> Outcome:
    """Soak in another thread: this one may be running the browser's loop."""
    said: list[str] = []
    begin = partial(soak, url, memory.memory, sessions=sessions, reruns=reruns, say=said.append)
    with ThreadPoolExecutor() as other:
        outcome = other.submit(begin).result()
    assert len(said) == len(outcome.memory) + len(outcome.errors)
    return outcome


def test_several_readers_open_pages_and_move_the_years_without_an_error(server: Server) -> None:
    outcome = apart(server.url, Running(server.url, server.process, 0), sessions=4, reruns=24)
    assert outcome.errors == []
    assert outcome.reruns >= 24
    assert len(outcome.memory) == CHECKPOINTS
    assert min(outcome.memory) > 50, "MB of the server itself"


def test_a_session_without_a_server_is_an_error_that_is_told(server: Server) -> None:
    outcome = apart(f"http://127.0.0.1:{free_port()}", Running(server.url, server.process, 0), sessions=2, reruns=24)
    assert len(outcome.errors) == 2
    assert outcome.faults()[0].startswith("A session failed: ")


@pytest.mark.parametrize(("grown", "told"), [(MOST_GROWTH_MB, []), (MOST_GROWTH_MB + 1, ["41 MB"])])
def test_memory_that_grows_once_all_is_warm_is_told(grown: int, told: list[str]) -> None:
    rising = [100 + 20 * number for number in range(WARM)]
    warm = [400] * (CHECKPOINTS - WARM - CHECKPOINTS // 4)
    outcome = Outcome(reruns=1, memory=[float(mb) for mb in (*rising, *warm, *[400 + grown] * (CHECKPOINTS // 4))])
    faults = outcome.faults()
    assert len(faults) == len(told)
    assert all(words in fault for words, fault in zip(told, faults, strict=True))


def test_a_line_counts_what_comes_refuses_while_it_is_cut_and_carries_again_at_the_same_address(server: Server) -> None:
    with line_to(server.url) as line:
        health = f"{line.url}/_stcore/health"
        assert answers(health)
        came = line.received
        assert came > len("ok")
        line.cut()
        assert not answers(health)
        assert line.received == came
        line.mend()
        assert answers(health)
        assert line.received > came
    assert not answers(health)
