"""What the files for a deployment promise; that they work is tried by `python -m deploy.try_replicas`."""

import re

import pytest

from components.web.middleware import CLOSED
from tests.conftest import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text()
NGINX, CADDY, COMPOSE = ((ROOT / "deploy" / name).read_text() for name in ("nginx.conf", "Caddyfile", "compose.yaml"))


def copied() -> list[str]:
    """The files and folders that the image takes from the project."""
    lines = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    return [name for line in lines for name in line.split()]


def test_the_image_names_no_host_and_ends_as_a_user_without_rights() -> None:
    assert re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE) == ["${BASE}", "${BASE}"]
    assert not re.search(r"index-url|[\w-]+\.(io|com|org)/", DOCKERFILE)
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE) == ["10001"]
    assert "--require-hashes --requirement requirements.lock" in DOCKERFILE


def test_the_image_takes_what_is_there_and_what_is_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert ignored[0] == "*"
    for name in copied():
        assert (ROOT / name).exists(), name
        assert f"!{name}" in ignored, name
    assert {"components", "data", "dashboard.py", "serve.py", ".streamlit/config.toml", "CITATION.cff"} <= set(copied())


@pytest.mark.parametrize("door", CLOSED)
def test_what_the_dashboard_closes_both_proxies_close(door: str) -> None:
    name = door.removeprefix("/_stcore/").rstrip("/")
    assert re.search(rf"_stcore/\([\w|-]*{name}[\w|-]*\) {{ return 404; }}", NGINX)
    assert f"/_stcore/{name}" in CADDY.split("@closed path ")[1].split("\n")[0]


def test_proxies_and_composition_name_the_same_replicas() -> None:
    replicas = set(re.findall(r"^  (dashboard-\d): \*dashboard$", COMPOSE, re.MULTILINE))
    assert len(replicas) >= 2
    for text in (NGINX, CADDY):
        assert set(re.findall(r"(dashboard-\d):8501", text)) == replicas


def test_a_dashboard_of_the_composition_may_neither_write_nor_gain_rights() -> None:
    for promise in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "internal: true", 'KACHIN_UPLOADS: "off"'):
        assert promise in COMPOSE
