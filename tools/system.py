"""The system: its package manager, used only where it asks nothing, and a free port of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess

INSTALL = {
    "apt-get": [
        ["apt-get", "update", "--quiet"],
        ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"],
    ],
    "dnf": [["dnf", "install", "--assumeyes", "--quiet"]],
    "brew": [["brew", "install", "--quiet"]],
}


def install_package(names: dict[str, str]) -> bool:
    """Install a package, named per package manager, as root or by a sudo that needs no password; True if it worked."""
    manager = next((manager for manager in names if manager in INSTALL and shutil.which(manager)), None)
    if manager is None or (rights := rights_for(manager)) is None:
        return False
    print(f"Installing {names[manager]} with {manager}.", flush=True)
    *before, install = INSTALL[manager]
    for command in before:
        quietly([*rights, *command])  # an old list may still do; the install itself decides
    return quietly([*rights, *install, *names[manager].split()])


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def rights_for(manager: str) -> list[str] | None:
    """The words to put before a command that needs the manager's rights, or None where they cannot be had."""
    if manager == "brew" or os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive", "NONINTERACTIVE=1"]
    if shutil.which("sudo") and quietly(["sudo", "-n", "true"]):
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def quietly(command: list[str]) -> bool:
    """Run a command that can ask nothing and prints only its errors; True if it ended well."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False).returncode == 0
