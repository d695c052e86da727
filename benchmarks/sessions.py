"""Many readers at once, as programs that speak the browser's own protocol to a Streamlit server: no browser, no drawing."""

import asyncio
import random
import time
from statistics import median

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

THINKING = (2.0, 4.0)  # seconds between an answer and the next change, 3 in the mean
CHANGES = 5


def many_sessions(url: str, number: int) -> tuple[float, int]:
    """The median time to a finished answer in ms over all changes of so many sessions, and how many sessions failed."""
    return asyncio.run(_many_sessions(url.replace("http", "ws", 1), number))


async def _many_sessions(url: str, number: int) -> tuple[float, int]:
    outcomes = await asyncio.gather(*(_session(url, seed) for seed in range(number)), return_exceptions=True)
    answers = [answer for outcome in outcomes if isinstance(outcome, list) for answer in outcome]
    return median(answers) * 1000, sum(isinstance(outcome, BaseException) for outcome in outcomes)


async def _session(url: str, seed: int) -> list[float]:
    """Open the first page, then change the years some times, thinking in between; the times from change to answer."""
    chance = random.Random(seed)  # noqa: S311 - a load that can be repeated
    took = []
    async with connect(f"{url}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        await asyncio.sleep(chance.uniform(0, THINKING[1]))
        opening = BackMsg()
        opening.rerun_script.query_string = ""
        await socket.send(opening.SerializeToString())
        slider, low, high = await _answer(socket)
        for _ in range(CHANGES):
            await asyncio.sleep(chance.uniform(*THINKING))
            change = BackMsg()
            state = change.rerun_script.widget_states.widgets.add()
            state.id = slider
            state.double_array_value.data.extend(sorted(chance.sample(range(int(low), int(high) + 1), 2)))
            begun = time.perf_counter()
            await socket.send(change.SerializeToString())
            await _answer(socket)
            took.append(time.perf_counter() - begun)
    return took


async def _answer(socket: ClientConnection) -> tuple[str, float, float]:
    """Read until the run has ended; the slider of the years with its bounds, if it was in it. Raises on an error shown."""
    slider = ("", 0.0, 0.0)
    async for frame in socket:
        message = ForwardMsg()
        message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(element.exception.message)
        if element.WhichOneof("type") == "slider" and element.slider.label == "Years":
            slider = element.slider.id, element.slider.min, element.slider.max
        if message.WhichOneof("type") == "script_finished":
            return slider
    raise RuntimeError("the connection closed before the answer")
