"""A line between a browser and an app, which counts what comes through it and can be cut and mended."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Line:
    """A line to the server of an address, with an address of its own."""

    def __init__(self, target: str) -> None:
        """Listen on a free port of this machine and carry what comes there to the target, and back."""
        host, port = target.removeprefix("http://").split(":")
        self.target = host, int(port)
        self.received = 0  # bytes that the app has sent, headers and all
        self._ends: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._listen()

    def cut(self) -> None:
        """Break what is open, and refuse whoever calls."""
        _shut(self._listener)
        for end in self._ends:
            _shut(end)
        self._ends.clear()

    def mend(self) -> None:
        """Carry again, at the same address."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._listen()

    def _listen(self) -> None:
        threading.Thread(target=self._answer, args=(self._listener,), daemon=True).start()

    def _answer(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                browser, _ = listener.accept()
                self._ends.append(browser)
                app = socket.create_connection(self.target)
                self._ends.append(app)
                threading.Thread(target=self._carry, args=(browser, app), daemon=True).start()
                threading.Thread(target=self._carry, args=(app, browser), kwargs={"is_from_app": True}, daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket, *, is_from_app: bool = False) -> None:
        """Pass on what comes from one side until it closes."""
        with suppress(OSError):
            while data := one.recv(65536):
                if is_from_app:
                    self.received += len(data)
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(target: str) -> Iterator[Line]:
    """A line to an app, cut for good in the end."""
    line = Line(target)
    yield line
    line.cut()


def _shut(end: socket.socket) -> None:
    """Close one end at once, whoever waits at it."""
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        end.close()
