"""Several processes behind one address: each browser stays with one, and another takes over where it is gone."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.system import free_port
from tools.workers import COOKIE, Workers


async def _answered(port: int, cookie: str = "") -> str:
    """What a request to a port of this machine is answered with, head and body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET / HTTP/1.1\r\nHost: localhost\r\n{cookie}Connection: close\r\n\r\n".encode())
    return (await reader.read()).decode()


def with_two(ask: Callable[[int, list[asyncio.Server]], Awaitable[None]]) -> None:
    """Two small servers that say their number, behind one address."""

    def saying(number: int) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(f"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nfrom{number}".encode())
            writer.close()

        return answer

    async def run() -> None:
        servers = [await asyncio.start_server(saying(number), "127.0.0.1", 0) for number in (0, 1)]
        front = await Workers([one.sockets[0].getsockname()[1] for one in servers]).serve("127.0.0.1", 0)
        try:
            await ask(front.sockets[0].getsockname()[1], servers)
        finally:
            for one in (front, *servers):
                one.close()

    with ThreadPoolExecutor() as apart:  # this thread may be running the browser's loop
        apart.submit(asyncio.run, run()).result()


def test_new_browsers_take_turns_and_each_is_told_its_process() -> None:
    async def ask(port: int, _servers: list[asyncio.Server]) -> None:
        first, second = await _answered(port), await _answered(port)
        assert first.endswith("from0")
        assert f"set-cookie: {COOKIE}=0;" in first
        assert second.endswith("from1")
        assert f"set-cookie: {COOKIE}=1;" in second

    with_two(ask)


def test_a_browser_with_the_cookie_stays_with_its_process() -> None:
    async def ask(port: int, _servers: list[asyncio.Server]) -> None:
        for _ in range(3):
            answer = await _answered(port, f"Cookie: other=7; {COOKIE}=1\r\n")
            assert answer.endswith("from1")
            assert "set-cookie" not in answer

    with_two(ask)


def test_another_process_takes_over_from_one_that_is_gone_and_an_odd_cookie_breaks_nothing() -> None:
    async def ask(port: int, servers: list[asyncio.Server]) -> None:
        servers[1].close()
        await servers[1].wait_closed()
        taken = await _answered(port, f"Cookie: {COOKIE}=1\r\n")
        assert taken.endswith("from0")
        assert f"set-cookie: {COOKIE}=0;" in taken
        assert (await _answered(port, f"Cookie: {COOKIE}=99999999\r\n")).endswith("from0")

    with_two(ask)


WAITING = """import os, pathlib, signal
pathlib.Path(f"pid-{os.getpid()}").touch()
signal.pause()
"""


def test_the_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """With a program in place of Streamlit that waits for ever."""
    streamlit = tmp_path / "streamlit"
    streamlit.mkdir()
    (streamlit / "__init__.py").touch()
    (streamlit / "__main__.py").write_text(WAITING)
    command = [sys.executable, "-m", "tools.workers", "--workers", "2", "--port", str(free_port())]
    paths = os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    with subprocess.Popen(command, cwd=tmp_path, env=paths, stdout=subprocess.DEVNULL) as started:
        while len(pids := [int(path.name[4:]) for path in tmp_path.glob("pid-*")]) < 2:
            assert started.poll() is None
        started.terminate()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
