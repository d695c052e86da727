"""The environment of the two peers, apart from the dashboard's own: made once, and again when its lock changes."""

import hashlib
import subprocess
import sys
from pathlib import Path

from benchmarks.serving import HERE, ROOT

FOLDER, LOCK = ROOT / ".venv-bench", HERE / "requirements.lock"


def peers_python() -> Path:
    """The Python that has Dash and Panel, installed with checked hashes; ends with one sentence if they cannot be had."""
    python, stamp = FOLDER / "bin" / "python", FOLDER / "installed"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    print("Installing the peers into .venv-bench; the first time this takes a minute or two.", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(FOLDER)], check=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", str(LOCK)]
    if subprocess.run(install, stdin=subprocess.DEVNULL, check=False).returncode:
        sys.exit("The peers could not be installed: see pip's message above, then call again.")
    stamp.write_text(wanted)
    return python
