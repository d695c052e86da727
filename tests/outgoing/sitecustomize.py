"""Put first on a server's PYTHONPATH: writes each address outside this machine that the server turns to into a file."""

import ipaddress
import os
import sys
from pathlib import Path
from typing import Any

LOG = Path(os.environ["OUTGOING_LOG"])


def note_outside(event: str, details: tuple[Any, ...]) -> None:
    """Note a name that is looked up, or an address that is connected to, unless it is this machine's own."""
    if event == "socket.getaddrinfo":
        host = details[0]
    elif event == "socket.connect" and isinstance(details[1], tuple):
        host = details[1][0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else host
    if name and not is_this_machine(name):
        with LOG.open("a") as log:
            log.write(f"{name}\n")


def is_this_machine(name: str) -> bool:
    """Whether a host is the loopback, by name or address."""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


sys.addaudithook(note_outside)
