"""What tests share: a page run without a browser, the running dashboard, and a real browser.

The dashboard and the browser fail, and never skip, when they are missing.
"""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright
from streamlit.testing.v1 import AppTest

from tools.browser import NO_BROWSER, installed_chromium
from tools.system import free_port

ROOT = Path(__file__).parents[1]
Open = Callable[..., AppTest]
expect.set_options(timeout=30_000)  # milliseconds to wait for what a test expects, where it names none: a busy machine is slow
THIS_MACHINE = ("127.0.0.1", "localhost")
SECONDS_TO_START = 60
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--use-angle=swiftshader",  # WebGL for the map, without a graphics card
    "--enable-unsafe-swiftshader",
    "--disable-gpu-compositing",  # all else is painted directly: through the same drawing it costs seconds a page
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",  # no other host is ever reached
)
NO_WEBGL = """(() => {
    const whole = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind.startsWith("webgl") ? null : whole.call(this, kind, ...rest);
    };
})()"""
WIDE, SMALL = ViewportSize(width=1440, height=1000), ViewportSize(width=1000, height=700)


@pytest.fixture(scope="session")
def open_page() -> Open:
    """A page as a reader opens it by its address, without a browser: `open_page("attacks", township="Momauk")`."""

    def run(page: str, **address: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        app.switch_page(f"components/pages/{page}.py").run()
        assert not app.exception
        return app

    return run


@dataclass
class Server:
    """A dashboard that runs: its address, its process, and the files with what it printed and whom it called."""

    url: str
    process: "subprocess.Popen[bytes]"
    log: Path
    outgoing_log: Path

    def outgoing(self) -> list[str]:
        """The hosts outside this machine that the server itself turned to."""
        return self.outgoing_log.read_text().split()

    def stop(self) -> None:
        """End the server's own process, and wait until it has ended."""
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(folder: Path, workspace: Path, port: int | None = None) -> Server:
    """Serve the dashboard that lies in a folder, with an empty home; raises with its output if it does not answer."""
    home = workspace / "home"
    home.mkdir(exist_ok=True)
    log, outgoing_log = workspace / "server.log", workspace / "outgoing.log"
    outgoing_log.touch()
    port = port or free_port()
    settings = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": str(ROOT / "tests" / "outgoing"),
        "OUTGOING_LOG": str(outgoing_log),
    }
    command = [sys.executable, "-m", "streamlit", "run", "serve.py", "--server.port", str(port)]
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=settings, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
    server = Server(f"http://127.0.0.1:{port}", process, log, outgoing_log)
    deadline = time.monotonic() + SECONDS_TO_START
    while not answers(f"{server.url}/_stcore/health"):
        if process.poll() is not None or time.monotonic() > deadline:
            server.stop()
            raise RuntimeError(f"The dashboard did not start:\n{log.read_text()}")
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.1)
    return server


def answers(url: str) -> bool:
    """Whether an address on this machine answers with success."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 - an address made above
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start the dashboard of a folder, `start_server(folder, port=None)`; all are ended with the session."""
    servers: list[Server] = []

    def started(folder: Path = ROOT, port: int | None = None) -> Server:
        servers.append(start(folder, tmp_path_factory.mktemp("server"), port))
        return servers[-1]

    yield started
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def server(start_server: Callable[..., Server]) -> Server:
    """The dashboard of this project, running for the whole session."""
    return start_server()


@pytest.fixture(scope="session")
def app_server(server: Server) -> str:
    """The address of the running dashboard, without a slash at its end."""
    return server.url


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    path = installed_chromium()
    if path is None:
        pytest.fail(NO_BROWSER)
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A Chromium, started once; each test gets profiles of its own from `new_context`."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        yield launched
        launched.close()


@dataclass
class Guard:
    """Keeps each address on another host that a browser profile asks for; the browser itself reaches none of them."""

    outside: list[str]

    def watch(self, context: BrowserContext) -> None:
        """Take note of every request and websocket of a profile."""
        context.on("request", lambda request: self._note(request.url))
        context.on("page", lambda page: page.on("websocket", lambda socket: self._note(socket.url)))

    def _note(self, url: str) -> None:
        host = urlsplit(url).hostname
        if host is not None and host not in THIS_MACHINE:
            self.outside.append(url)


@pytest.fixture
def outside_requests() -> Iterator[list[str]]:
    """The addresses on other hosts that the test's browser asked for: none reaches them, and one fails the test."""
    addresses: list[str] = []
    yield addresses
    assert addresses == [], "the browser asked another host"


@pytest.fixture
def new_context(browser: Browser, outside_requests: list[str]) -> Iterator[Callable[..., BrowserContext]]:
    """A fresh, guarded browser profile, `new_context(viewport=..., color_scheme="dark", ...)`, as often as wanted."""
    guard = Guard(outside_requests)
    contexts: list[BrowserContext] = []

    def fresh(**options: Any) -> BrowserContext:
        context = browser.new_context(**({"viewport": WIDE} | options))
        guard.watch(context)
        contexts.append(context)
        return context

    yield fresh
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[tuple[BrowserContext, Guard]]:
    """One guarded profile for all tests that need no fresh one: it has the scripts of the pages, as on a second visit."""
    with browser.new_context(viewport=WIDE) as context:
        guard = Guard([])
        guard.watch(context)
        yield context, guard


@pytest.fixture
def page(profile: tuple[BrowserContext, Guard], outside_requests: list[str]) -> Iterator[Page]:
    """A tab of its own, 1440 wide and light, in the profile that tests share."""
    context, guard = profile
    guard.outside = outside_requests
    tab = context.new_page()
    yield tab
    tab.close()
    context.clear_cookies()


@pytest.fixture
def small_page(page: Page) -> Page:
    """A small tab that paints no map, for tests that do not look at one: without a graphics card a map costs four seconds."""
    page.add_init_script(NO_WEBGL)
    page.set_viewport_size(SMALL)
    return page
