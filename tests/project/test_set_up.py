"""How set-up finds or gets a browser, tried on a system made of small scripts."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import browser, set_up, system


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH, on a system with no browser anywhere and with the rights of root."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "APPLICATIONS", ())
    monkeypatch.setattr(browser, "DOWNLOADS", tmp_path / "browsers")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    script(folder / "env", 'while [ "${1#*=}" != "$1" ]; do shift; done; exec "$@"')
    return folder


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def manager_that_installs(folder: Path, name: str) -> None:
    """A package manager whose install puts a browser on the PATH, and which notes how it was called."""
    install = f"printf '#!/bin/sh\\n' > '{folder}/chromium'; /bin/chmod 755 '{folder}/chromium'"
    script(folder / name, f'echo "$@" >> \'{folder}/calls\'; case "$*" in *install*) {install};; esac')


def test_a_browser_on_the_path_is_taken(programs: Path) -> None:
    path = script(programs / "google-chrome", "exit 0")
    assert browser.installed_chromium() == str(path)


def test_a_stand_in_that_does_not_start_is_passed_over(programs: Path) -> None:
    script(programs / "chromium-browser", "echo install the snap; exit 1")
    assert browser.installed_chromium() is None


def test_a_browser_named_by_the_user_is_the_only_one_tried(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(programs / "chromium", "exit 0")
    monkeypatch.setenv("CHROMIUM", str(programs / "no-such-browser"))
    assert browser.installed_chromium() is None


def test_playwright_s_own_download_is_found(programs: Path) -> None:
    path = script(browser.DOWNLOADS / "chromium-1234" / "chrome-linux64" / "chrome", "exit 0")
    assert browser.installed_chromium() == str(path)


@pytest.mark.parametrize("manager", ["apt-get", "dnf", "brew"])
def test_the_system_s_package_manager_is_asked_first(manager: str, programs: Path) -> None:
    manager_that_installs(programs, manager)
    browser.install_chromium(script(programs / "python", "exit 1"))
    assert browser.installed_chromium() == str(programs / "chromium")
    assert (programs / "calls").read_text().split()[-1] == "chromium"


def test_without_the_rights_playwright_downloads_a_browser(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    manager_that_installs(programs, "apt-get")
    script(programs / "sudo", "exit 1")
    target = browser.DOWNLOADS / "chromium-1" / "chrome-linux64"
    download = f"/bin/mkdir -p '{target}'; printf '#!/bin/sh\\n' > '{target}/chrome'; /bin/chmod 755 '{target}/chrome'"
    browser.install_chromium(script(programs / "python", download))
    assert browser.installed_chromium() == str(target / "chrome")
    assert not (programs / "calls").exists()


def test_sudo_is_used_only_if_it_needs_no_password(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert system.rights_for("apt-get") is None
    script(programs / "sudo", '[ "$1" = -n ]')
    assert system.rights_for("apt-get") == ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]


def test_a_lock_is_installed_once_and_again_when_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = script(tmp_path / "python", f"echo \"$@\" >> '{tmp_path}/calls'")
    monkeypatch.setattr(set_up, "VENV", tmp_path)
    monkeypatch.setattr(set_up, "VENV_PYTHON", python)
    lock = tmp_path / "some.lock"
    for text in ("a==1", "a==1", "a==2"):
        lock.write_text(text)
        set_up.install_locked(lock)
    calls = (tmp_path / "calls").read_text().splitlines()
    assert len(calls) == 2
    assert all("--require-hashes" in call for call in calls)


def test_a_failed_install_is_told_in_a_sentence_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up, "VENV", tmp_path)
    monkeypatch.setattr(set_up, "VENV_PYTHON", script(tmp_path / "python", "exit 1"))
    lock = tmp_path / "some.lock"
    lock.write_text("a==1")
    for _ in range(2):
        with pytest.raises(SystemExit, match=r"The packages of some\.lock could not be installed"):
            set_up.install_locked(lock)


def test_a_python_without_the_venv_module_is_told_in_a_sentence(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up, "VENV_PYTHON", programs / "no-such-python")
    monkeypatch.setattr(sys, "executable", str(script(programs / "python3", "exit 1")))
    with pytest.raises(SystemExit, match=rf"install python{sys.version_info[0]}\.{sys.version_info[1]}-venv"):
        set_up.make_environment()


def test_make_names_its_own_python_when_none_is_found(tmp_path: Path) -> None:
    make = shutil.which("make") or "make"
    answer = subprocess.run(
        [make, "-n", "run"], cwd=set_up.ROOT, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert answer.returncode != 0
    assert "Python 3.11 or newer was not found" in answer.stderr
