"""Starting and stopping the apps that are measured, and their memory."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tools.system import free_port

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SECONDS_TO_START = 60


@dataclass(frozen=True)
class App:
    """An app that is measured: how it is started, its pages, and where its second page's link stands."""

    name: str
    command: tuple[str, ...]  # {port} stands for the port
    folder: Path
    without_map: str  # the address of a page with a chart and no map
    link: str  # on the first page, the link to another with a chart
    back: str
    streamlit: bool
    second: str = "/second"


def apps(project: Path, bench_python: Path) -> tuple[App, ...]:
    """The dashboard in a folder, the floor, and the two peers in an environment of their own."""
    streamlit = (sys.executable, "-m", "streamlit", "run")
    plain = ("--server.headless", "true", "--server.address", "127.0.0.1", "--server.fileWatcherType", "none",
             "--browser.gatherUsageStats", "false", "--browser.serverAddress", "localhost")  # fmt: skip
    own = HERE / "apps"
    return (
        App(
            "ours",
            (*streamlit, "serve.py", "--server.port", "{port}"),
            project,
            "/clashes",
            "Clashes and talks",
            "Overview",
            True,
            "/clashes",
        ),
        App("floor", (*streamlit, "floor.py", "--server.port", "{port}", *plain), own, "/second", "Second", "First", True),
        App("dash", (str(bench_python), "dash_app.py", "{port}"), own, "/second", "Second", "First", False),
        App("panel", (str(bench_python), "panel_app.py", "{port}"), own, "/second", "Second", "First", False),
    )


@dataclass
class Running:
    """An app that runs: where, as which process, and how long it took to its first answer, in milliseconds."""

    url: str
    process: "subprocess.Popen[bytes]"
    started_in: float

    def memory(self) -> float:
        """Resident memory in MB, that of its child processes too."""
        return sum(_resident(pid) for pid in _family(self.process.pid)) / 1024


@contextmanager
def running(app: App, project: Path, log: IO[bytes] | None = None) -> Iterator[Running]:
    """Start an app, wait for the first answer to its page, and end it afterwards; what it prints goes into the log."""
    port = free_port()
    settings = os.environ | {"BENCH_DATA": str(project / "data"), "PYTHONDONTWRITEBYTECODE": "1", "HASH_SEED": "0"}
    command = [part.replace("{port}", str(port)) for part in app.command]
    begun = time.perf_counter()
    output = subprocess.DEVNULL if log is None else log
    process = subprocess.Popen(
        command, cwd=app.folder, env=settings, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
    )
    try:
        url = f"http://127.0.0.1:{port}"
        while not _answers(url):
            if process.poll() is not None or time.perf_counter() - begun > SECONDS_TO_START:
                raise RuntimeError(f"{app.name} did not start: {' '.join(command)}")
            time.sleep(0.01)
        yield Running(url, process, (time.perf_counter() - begun) * 1000)
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
        if process.poll() is None:
            process.kill()
            process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 - an address made above
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _family(pid: int) -> list[int]:
    """A process and those that came from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = [int(child) for child in children.read_text().split()] if children.exists() else []
    return [pid, *(each for child in found for each in _family(child))]


def _resident(pid: int) -> int:
    """Resident memory in kB; by `ps` where the system has no /proc."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True).stdout)
