"""The dashboard as a server: the app behind its guard, its files in memory, and a heap that is not searched over and over."""

import asyncio
import gc
import importlib
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache, partial
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from streamlit import file_util
from uvicorn.protocols.http import h11_impl

import components
from components.filters.url import MOST_CHARACTERS
from components.uploads.formats import uploads_allowed
from components.web.assets import WebFiles
from components.web.middleware import (
    CLOSED,
    UPLOADS,
    EarlyAnswers,
    FilesFromMemory,
    SecurityHeaders,
    closed_door,
    former_page,
    too_long,
)

LONGEST_HEAD = 2 * MOST_CHARACTERS  # bytes of an address with its headers
SECONDS_BETWEEN_LOOKS, MANY_SEARCHES = 10, 2_000  # of the youngest objects: some hundred runs, or 1.4 million objects made
TITLE = "Kachin Conflict Dashboard"
# What draws on paper takes memory that a server without a briefing never needs.
PRINTING = ("print_axes", "print_chart", "print_legend", "print_marks", "print_page", "print_text", "print_traces")
ON_PAPER = (*PRINTING, "slide_charts", "slides", "report", "briefing_cards")


@cache
def web_files() -> WebFiles:
    """Streamlit's own files, as this process serves them."""
    return WebFiles(Path(file_util.get_static_dir()), TITLE)


def guard() -> list[Middleware]:
    """What a request passes, from outside in."""
    doors = CLOSED if uploads_allowed() else (*CLOSED, UPLOADS)
    hosts = list(st.get_option("server.allowedHosts")) or ["*"]
    return [
        Middleware(SecurityHeaders, scripts=web_files().inline_scripts()),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
        Middleware(EarlyAnswers, rules=(partial(closed_door, doors=doors), too_long, former_page)),
        Middleware(FilesFromMemory, files=web_files()),
    ]


@asynccontextmanager
async def get_ready(app: st.App) -> AsyncIterator[None]:
    """Answer from the first moment, and meanwhile make ready what the first readers would wait for."""
    take_long_addresses()
    ready, frozen = asyncio.create_task(_get_ready()), asyncio.create_task(_stay_frozen())
    yield
    frozen.cancel()
    await ready


async def _get_ready() -> None:
    await asyncio.gather(asyncio.to_thread(web_files().pack_ahead), asyncio.to_thread(import_and_read))
    if may_freeze():
        freeze()


async def _stay_frozen() -> None:
    """Search and freeze again after some runs: Streamlit's own search after each of them is off (config.toml)."""
    frozen_at = _searches()
    while may_freeze():
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        if _searches() - frozen_at >= MANY_SEARCHES:
            await asyncio.to_thread(freeze)
            frozen_at = _searches()


def _searches() -> int:
    """How often the youngest objects have been searched, which Python does by itself after each 700 made."""
    # To count the objects instead would lay hands on those half made, and break them.
    return int(gc.get_stats()[0]["collections"])


def may_freeze() -> bool:
    """Whether code stays as it is: a reloaded module must be free to go."""
    return bool(st.get_option("server.fileWatcherType") == "none")


def take_long_addresses() -> None:
    """Take any address that Streamlit reads: the limit of uvicorn is lower, and `streamlit run` has no option for it.

    What is longer is answered with 400 before it comes to the app.
    """
    h11_impl.DEFAULT_MAX_INCOMPLETE_EVENT_SIZE = LONGEST_HEAD  # type: ignore[attr-defined]


def import_and_read() -> None:
    """Import what the first page of a reader may need, and read the data."""
    for module in pkgutil.walk_packages(components.__path__, "components."):
        if module.name.rpartition(".")[2] not in ON_PAPER:
            importlib.import_module(module.name)
    from components.ui.current import read_ahead  # not above: the server's first answer would wait for pandas

    read_ahead()


def freeze() -> None:
    """Take what is there now out of every later search for garbage.

    What was taken out before is searched this once, so that nothing of it stays for good.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
