"""Set up what a make target needs, or see that it is there: python -m tools.set_up run|check|test."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tools.browser import NO_BROWSER, install_chromium, installed_chromium
from tools.system import install_package

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
LOCKS = {"run": "requirements.lock", "check": "requirements-dev.lock", "test": "requirements-dev.lock"}
# A setting of the user's pip must neither ask a question nor put packages outside the environment.
PIP_SETTINGS = {"PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0"}


def main(purpose: str) -> None:
    """Bring the environment for a purpose ("run", "check", "test") up to date; ends with one sentence if it cannot."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this is the place that says so to an older Python
        sys.exit(f"The dashboard needs Python 3.11 or newer, and {sys.executable} is {sys.version.split()[0]}.")
    make_environment()
    install_locked(ROOT / LOCKS[purpose])
    if purpose == "test" and not installed_chromium():
        install_chromium(VENV_PYTHON)
        if not installed_chromium():
            sys.exit(NO_BROWSER)


def make_environment() -> None:
    """Create .venv with the running Python, unless a usable one is there that does not contradict PYTHON."""
    version = environment_version()
    mine = sys.version_info[:2]
    if version and version >= (3, 11) and (version == mine or not os.environ.get("PYTHON")):
        return
    say(f"Creating .venv with Python {sys.version.split()[0]}.")
    create = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(create, stdout=subprocess.DEVNULL, check=False).returncode == 0:
        return
    # Debian and Ubuntu keep ensurepip in a package of its own.
    package = f"python{mine[0]}.{mine[1]}-venv"
    if not install_package({"apt-get": package}) or subprocess.run(create, check=False).returncode:
        sys.exit(f"{sys.executable} cannot make a virtual environment: install {package}, or name another PYTHON.")


def environment_version() -> tuple[int, int] | None:
    """The Python version of .venv, or None where there is none, it does not start, or it has no pip."""
    ask = "import pip, sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([VENV_PYTHON, "-c", ask], capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return None
    return int(answer[0]), int(answer[1])


def install_locked(lock: Path) -> None:
    """Install a lock's packages with their hashes checked, unless the stamp says that this was done."""
    stamp = VENV / f"{lock.name}.stamp"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"Installing the packages of {lock.name}; the first time this takes a minute or two.")
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", str(lock)]
    if subprocess.run(command, env=os.environ | PIP_SETTINGS, stdin=subprocess.DEVNULL, check=False).returncode:
        sys.exit(f"The packages of {lock.name} could not be installed: see pip's message above, then call again.")
    stamp.write_text(wanted)


def say(sentence: str) -> None:
    """Print at once, so that what follows from other programs stands after it."""
    print(sentence, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
