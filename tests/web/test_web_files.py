"""What is sent before a page is drawn, from a folder small enough to count on fingers; and the rules of the guard."""

import base64
import gzip
import hashlib
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from streamlit import file_util

from components.web.assets import FONTS, LIGHTER, LOADING, OWN_SCRIPT, WebFiles, web_file
from components.web.middleware import accepts_gzip, answer, content_policy
from components.web.server import web_files

DOCUMENT = """<html><head><title>Streamlit</title><link rel="service-desc" href="./_stcore/agent/openapi.json" />
<link rel="modulepreload" crossorigin href="./static/js/base.1.js"><script>
  window.ready = false
</script></head><body><noscript>for programs</noscript><div id="root"></div></body></html>"""


@pytest.fixture
def files(tmp_path: Path) -> WebFiles:
    """Two scripts, a font, and a file that is not to be had."""
    scripts = tmp_path / "static" / "js"
    scripts.mkdir(parents=True)
    (tmp_path / "index.html").write_text(DOCUMENT)
    (tmp_path / "secret.txt").write_text("not below static")
    (scripts / "base.1.js").write_text("export let a = 1;" * 50)
    (scripts / "Chart.2.js").write_text('import{a}from"./base.1.js";')
    (tmp_path / "static" / "font.woff2").write_bytes(bytes(range(256)))
    return WebFiles(tmp_path, "A title")


def test_every_script_is_packed_ahead_and_nothing_else(files: WebFiles) -> None:
    files.pack_ahead()
    assert set(files._kept) == {"static/js/base.1.js", "static/js/Chart.2.js"}


def test_the_document_has_our_title_and_words_and_leads_to_no_closed_door(files: WebFiles) -> None:
    text = files.page.plain().decode()
    assert "<title>A title</title>" in text
    assert f'<div id="root"><p>{LOADING}</p></div>' in text
    assert "service-desc" not in text
    assert "for programs" not in text


def test_a_file_is_packed_once_and_comes_out_as_it_was(files: WebFiles) -> None:
    base = files.file("static/js/base.1.js")
    assert base
    assert base is files.file("static/js/base.1.js")
    assert base.packed
    assert len(base.body) < 100 < len(base.plain()) == 850
    assert gzip.decompress(base.body) == base.plain()


def test_what_is_packed_already_is_sent_as_it_is(files: WebFiles) -> None:
    font = files.file("static/font.woff2")
    assert font
    assert not font.packed
    assert font.body == font.plain() == bytes(range(256))


@pytest.mark.parametrize("name", LIGHTER)
def test_a_typeface_of_the_pinned_streamlit_is_sent_cut_to_the_letters_in_use(name: str) -> None:
    address = next(one for one in web_files()._paths if one.startswith(f"static/media/{name}."))
    sent, whole = web_files().file(address), Path(file_util.get_static_dir()) / address
    assert sent is not None
    assert sent.body == (FONTS / LIGHTER[name]).read_bytes()
    assert len(sent.body) < whole.stat().st_size / 4


@pytest.mark.parametrize("name", ["static/../secret.txt", "secret.txt", "static/js", "static/", "", "/etc/passwd"])
def test_nothing_outside_the_folder_can_be_asked_for(files: WebFiles, name: str) -> None:
    assert files.file(name) is None


def test_the_inline_scripts_are_named_by_their_digests_and_no_other_is_let_in(files: WebFiles) -> None:
    digests = files.inline_scripts()
    ours, theirs = OWN_SCRIPT.encode(), b"\n  window.ready = false\n"
    assert digests == [base64.b64encode(hashlib.sha256(script).digest()).decode() for script in (ours, theirs)]
    rules = dict(rule.split(" ", 1) for rule in content_policy(digests, "localhost:8501").split("; "))
    assert rules["script-src"] == f"'self' 'wasm-unsafe-eval' 'sha256-{digests[0]}' 'sha256-{digests[1]}'"
    assert rules["connect-src"].endswith("ws://localhost:8501 wss://localhost:8501")
    assert "http" not in " ".join(rules.values())


@pytest.mark.parametrize("host", ["", "a b", "a; script-src *", "a,b", "evil\n.example"])
def test_a_host_that_is_no_name_never_reaches_the_policy(host: str) -> None:
    assert "ws" not in content_policy([], host)


def test_a_browser_that_has_the_file_is_sent_nothing() -> None:
    file = web_file(b"a" * 2000, kind="text/css", keep="no-cache")
    again = answer(file, Headers({"if-none-match": file.mark, "accept-encoding": "gzip"}))
    assert (again.status_code, again.body) == (304, b"")
    changed = answer(file, Headers({"if-none-match": 'W/"another"', "accept-encoding": "gzip"}))
    assert (changed.status_code, changed.headers["content-encoding"]) == (200, "gzip")
    plain = answer(file, Headers({}))
    assert "content-encoding" not in plain.headers
    assert plain.body == b"a" * 2000


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("br", False),
        ("", False),
    ],
)
def test_only_a_browser_that_says_so_is_sent_packed_bytes(wanted: str, taken: bool) -> None:
    assert accepts_gzip(wanted) is taken
