"""The promises of the project's own files: locks, settings, themes, layers."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit.config
from playwright.sync_api import Page

from tests.conftest import ROOT, Server

LOCKS = ("requirements.lock", "requirements-dev.lock")
COMPONENTS = ROOT / "components"

# From the top down: a room imports only from itself and the rooms above it.
PURE = ("text", "dataset", "filters", "analysis", "charts", "maps", "uploads", "export")
ORDER = (*PURE, "ui", "pages", "web")


def settings() -> dict[str, Any]:
    return tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())


def flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def pins(lock: str) -> dict[str, str]:
    """The text of each pinned package: its name, version and marker, with its hashes."""
    text = (ROOT / lock).read_text().replace("\\\n", "")
    return {line.split(";")[0].split("--hash")[0].strip(): line for line in text.splitlines()}


def dependencies() -> tuple[set[str], set[str]]:
    """The names of the packages wanted by the product, and of those wanted for development."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"], project["dependency-groups"]["dev"]
    runtime, development = ({re.split(r"[<>=\[]", line)[0] for line in lines} for lines in wanted)
    return runtime, development


def theme(mode: str) -> dict[str, str]:
    return settings()["theme"][mode]


def room(module: str) -> str:
    """The folder of a module within components, from its full name."""
    return module.split(".")[1]


def modules() -> list[Path]:
    return [path for path in sorted(COMPONENTS.rglob("*.py")) if path.name != "__init__.py"]


def imported(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it, by its full name."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are written in full"
            from_package = node.module == "components"
            names |= {f"components.{alias.name}" for alias in node.names} if from_package else {str(node.module)}
    return names


def rooms_used(path: Path) -> set[str]:
    return {room(name) for name in imported(path) if name.startswith("components.")}


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_registry_and_no_path(lock: str) -> None:
    assert not re.search(r"https?:|file:|index-url|find-links|/", (ROOT / lock).read_text())


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_the_lock_has_one_version_and_hashes(lock: str) -> None:
    assert len(pins(lock)) > 30
    for pin, line in pins(lock).items():
        assert re.fullmatch(r"[a-z0-9.-]+==[0-9a-z.]+", pin), pin
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), pin


def test_the_development_lock_holds_the_packages_of_the_other() -> None:
    runtime, development = (set(pins(lock)) for lock in LOCKS)
    assert runtime < development


def test_each_dependency_of_the_project_is_locked() -> None:
    for wanted, lock in zip(dependencies(), LOCKS, strict=True):
        assert wanted <= {pin.split("==")[0] for pin in pins(lock)}


def test_each_dependency_has_its_reason() -> None:
    built_on = (ROOT / "CONTRIBUTING.md").read_text().split("## Built on")[1].split("\n## ")[0]
    runtime, development = dependencies()
    assert set(re.findall(r"\*\*(.+?)\*\*", built_on)) == runtime | development


def test_code_and_data_are_released_under_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    citation = (ROOT / "CITATION.cff").read_text()
    assert re.search(r"^version: (\S+)$", citation, re.MULTILINE)[1] == project["version"]
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text()


def test_every_setting_exists_in_the_pinned_streamlit() -> None:
    assert {key for key, _ in flat(settings())} <= set(streamlit.config.get_config_options())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("browser.gatherUsageStats", False),
        ("browser.serverAddress", "localhost"),
        ("client.showErrorLinks", False),
        ("client.disableDataExport", True),
        ("client.toolbarMode", "minimal"),
        ("server.address", "127.0.0.1"),
        ("server.headless", True),
        ("server.enableXsrfProtection", True),
        ("server.enableCORS", True),
        ("server.enableStaticServing", False),
        ("server.port", 8501),
    ],
)
def test_the_settings_keep_to_this_machine(key: str, value: object) -> None:
    assert dict(flat(settings()))[key] == value


def test_no_font_or_theme_is_fetched() -> None:
    assert [value for key, value in flat(settings()) if key.startswith("theme.") and "://" in str(value)] == []


def test_every_module_lies_in_a_room() -> None:
    assert {path.relative_to(COMPONENTS).parts[0] for path in modules()} == set(ORDER)


@pytest.mark.parametrize("path", modules(), ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_a_room_imports_only_from_the_rooms_before_it(path: Path) -> None:
    own = path.relative_to(COMPONENTS).parts[0]
    assert rooms_used(path) <= {own, *ORDER[: ORDER.index(own)]}


@pytest.mark.parametrize("name", PURE)
def test_streamlit_is_named_only_where_pages_are_made(name: str) -> None:
    files = (COMPONENTS / name).rglob("*.py")
    assert not [path for path in files for module in imported(path) if module.split(".")[0] == "streamlit"]


def test_the_pure_rooms_work_without_streamlit() -> None:
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in modules()]
    pure = [name for name in names if room(name) in PURE]
    program = f"import sys; sys.modules['streamlit'] = None\nimport {', '.join(pure)}"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_a_browser_opens_the_dashboard_and_neither_asks_another_host(
    page: Page, server: Server, outside_requests: list[str]
) -> None:
    page.goto(server.url)
    page.get_by_role("heading", level=1).first.wait_for()
    assert page.title()
    assert outside_requests == []
    assert server.outgoing() == []
