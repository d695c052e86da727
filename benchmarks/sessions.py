"""Many readers at once, as programs that speak the browser's own protocol to a Streamlit server: no browser, no drawing."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from statistics import median
from typing import NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from websockets.asyncio.client import ClientConnection, connect

THINKING = (2.0, 4.0)  # seconds between an answer and the next change, 3 in the mean
CHANGES = 5


class Years(NamedTuple):
    """The slider of the years on an open page: the page and its filters, the id of the slider and its bounds."""

    page: str
    query: str
    slider: str
    first: int
    last: int

    def chosen_by(self, chance: random.Random) -> tuple[int, int]:
        """Two different years within the bounds, in order."""
        first, last = sorted(chance.sample(range(self.first, self.last + 1), 2))
        return first, last


def many_sessions(url: str, number: int) -> tuple[float, int]:
    """The median time to a finished answer in ms over all changes of so many sessions, and how many sessions failed."""
    return asyncio.run(_many_sessions(url, number))


async def _many_sessions(url: str, number: int) -> tuple[float, int]:
    outcomes = await asyncio.gather(*(_session(url, seed) for seed in range(number)), return_exceptions=True)
    answers = [answer for outcome in outcomes if isinstance(outcome, list) for answer in outcome]
    return median(answers) * 1000, sum(isinstance(outcome, BaseException) for outcome in outcomes)


async def _session(url: str, seed: int) -> list[float]:
    """Open the first page, then change the years some times, thinking in between; the times from change to answer."""
    chance = random.Random(seed)  # noqa: S311 - a load that can be repeated
    took = []
    async with reader(url) as socket:
        await asyncio.sleep(chance.uniform(0, THINKING[1]))
        years = await opened(socket)
        for _ in range(CHANGES):
            await asyncio.sleep(chance.uniform(*THINKING))
            begun = time.perf_counter()
            await choose_years(socket, years, *years.chosen_by(chance))
            took.append(time.perf_counter() - begun)
    return took


@asynccontextmanager
async def reader(url: str) -> AsyncIterator[ClientConnection]:
    """A session with the app of an address."""
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        yield socket


async def opened(socket: ClientConnection, page: str = "", query: str = "") -> Years:
    """Open a page by its path and the filters of its address; its slider of the years. Raises on an error shown."""
    await socket.send(_asking_for(page, query).SerializeToString())
    slider, _ = await _answer(socket)
    if slider is None:
        raise RuntimeError(f"the page /{page}?{query} came without the slider of the years")
    return Years(page, query, slider.id, int(slider.min), int(slider.max))


async def choose_years(socket: ClientConnection, years: Years, first: int, last: int) -> int:
    """Move the slider of the page that is open and wait until it is drawn; the bytes sent for it. Raises on an error shown."""
    change = _asking_for(years.page, years.query)
    state = change.rerun_script.widget_states.widgets.add()
    state.id = years.slider
    state.double_array_value.data.extend((first, last))
    await socket.send(change.SerializeToString())
    _, sent = await _answer(socket)
    return sent


def _asking_for(page: str, query: str) -> BackMsg:
    wanted = BackMsg()
    wanted.rerun_script.page_name = page
    wanted.rerun_script.query_string = query
    return wanted


async def _answer(socket: ClientConnection) -> tuple[Slider | None, int]:
    """Read until the run has ended; the slider of the years, if it was in it, and the bytes. Raises on an error shown."""
    slider, sent = None, 0
    async for frame in socket:
        sent += len(frame)
        message = ForwardMsg()
        message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(element.exception.message)
        if element.WhichOneof("type") == "slider" and element.slider.label == "Years":
            slider = element.slider
        if message.WhichOneof("type") == "script_finished":
            return slider, sent
    raise RuntimeError("the connection closed before the answer")
