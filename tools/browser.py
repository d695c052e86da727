"""A Chromium for the browser tests: one that is there, else the system's, else Playwright's own download."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tools.system import install_package

DOWNLOADS = Path(__file__).resolve().parents[1] / ".venv" / "browsers"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
NO_BROWSER = (
    "The browser tests need a Chromium, and none could be installed: "
    "install chromium or google-chrome, or name one with CHROMIUM=/path/to/chromium."
)


def installed_chromium() -> str | None:
    """The path of a Chromium that starts: CHROMIUM if it is set, else on PATH, an application, an earlier download."""
    if named := os.environ.get("CHROMIUM"):
        return named if starts(named) else None
    on_path = (path for name in NAMES if (path := shutil.which(name)))
    downloaded = (*DOWNLOADS.glob("chromium-*/*/chrome"), *DOWNLOADS.glob("chromium-*/*/*.app/Contents/MacOS/*"))
    return next((path for path in map(str, (*on_path, *APPLICATIONS, *downloaded)) if starts(path)), None)


def install_chromium(python: Path) -> None:
    """Install a Chromium by the system's package manager, else by the Playwright of the given Python, into .venv."""
    install_package({"apt-get": "chromium", "dnf": "chromium", "brew": "--cask chromium"})
    if not installed_chromium():
        print("Downloading Playwright's Chromium.", flush=True)
        settings = os.environ | {"PLAYWRIGHT_BROWSERS_PATH": str(DOWNLOADS)}
        command = [str(python), "-m", "playwright", "install", "--no-shell", "chromium"]
        subprocess.run(command, env=settings, stdin=subprocess.DEVNULL, check=False)


def starts(path: str) -> bool:
    """Whether a browser tells its version; the stand-in that sends to another shop, as on Ubuntu, does not."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
