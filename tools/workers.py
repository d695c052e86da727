"""Several server processes behind one address: `make run WORKERS=2`. A browser stays with the process that first answered it.

A reader's session lives in one process, so a cookie names it. The view is in the address: where a process is gone, another
takes over and shows the same. What comes in is passed on as it is, but for that cookie.
"""

import argparse
import asyncio
import os
import re
import secrets
import signal
import subprocess
import sys
from contextlib import suppress
from itertools import cycle

from tools.system import free_port

COOKIE = "kachin_worker"
LARGEST_HEAD = 1 << 20  # bytes; the server behind says itself what is too long
_NAMED = re.compile(rf"(?im)^cookie:.*\b{COOKIE}=(\d+)".encode())


class Workers:
    """Passes connections on to the processes that listen on these ports of this machine."""

    def __init__(self, ports: list[int]) -> None:
        """The first browser goes to the first port, the next to the second, and so on."""
        self.ports = ports
        self._turn = cycle(range(len(ports)))

    async def serve(self, host: str, port: int) -> asyncio.Server:
        """Listen at an address; port 0 takes a free one."""
        return await asyncio.start_server(self._connected, host, port, limit=LARGEST_HEAD)

    async def _connected(self, browser: asyncio.StreamReader, answer: asyncio.StreamWriter) -> None:
        """Read the first head, choose a process by its cookie, and carry both ways until one side closes."""
        try:
            head = await browser.readuntil(b"\r\n\r\n")
            named = _NAMED.search(head)
            wanted = int(named[1]) % len(self.ports) if named else next(self._turn)
            place, reader, writer = await self._reached(wanted)
            writer.write(head)
            await writer.drain()
            if named is None or place != wanted:
                first = await reader.readuntil(b"\r\n")
                answer.write(first + f"set-cookie: {COOKIE}={place}; Path=/; HttpOnly; SameSite=Lax\r\n".encode())
            await asyncio.gather(_carry(browser, writer), _carry(reader, answer))
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            answer.close()

    async def _reached(self, wanted: int) -> tuple[int, asyncio.StreamReader, asyncio.StreamWriter]:
        """The wanted process, or the next one that answers. Raises ConnectionError where none does."""
        for step in range(len(self.ports)):
            place = (wanted + step) % len(self.ports)
            with suppress(OSError):
                return place, *await asyncio.open_connection("127.0.0.1", self.ports[place], limit=LARGEST_HEAD)
        raise ConnectionError("no process answers")


async def _carry(one: asyncio.StreamReader, other: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await one.read(65536):
            other.write(data)
            await other.drain()
    other.close()


async def _run(host: str, port: int, workers: Workers) -> None:
    server = await workers.serve(host, port)
    print(f"{len(workers.ports)} processes at http://localhost:{port}", flush=True)
    await server.serve_forever()


def main() -> None:
    """Start the processes and listen until interrupted; what else is on the line goes to Streamlit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8501)
    asked, more = parser.parse_known_args()
    ports = [free_port() for _ in range(asked.workers)]
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the processes are ended, too
    command = (sys.executable, "-m", "streamlit", "run", "serve.py", "--server.address", "127.0.0.1", "--server.port")
    secret = {"STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32)}  # shared, so that each knows the other's readers
    processes = [  # each would print an address of its own
        subprocess.Popen([*command, str(port), *more], env=secret | os.environ, stdout=subprocess.DEVNULL) for port in ports
    ]
    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(_run(asked.host, asked.port, Workers(ports)))
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


if __name__ == "__main__":
    main()
