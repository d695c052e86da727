"""The dashboard's own server, asked over HTTP and in a real browser."""

import asyncio
import gc
import http.client
import shutil
import socket
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from streamlit.runtime.state.query_params import CLIENT_STATE_QUERY_STRING_MAX_FIELDS, CLIENT_STATE_QUERY_STRING_MAX_LENGTH

from components.filters.url import MOST_CHARACTERS, MOST_PARTS, TOO_MUCH
from components.uploads.formats import SWITCH
from components.web import server as server_module
from components.web.middleware import HEADERS, UPLOADS, EarlyAnswers
from components.web.server import LONGEST_HEAD, MANY_SEARCHES, guard, web_files
from tests.browsing import watched
from tests.conftest import ROOT, Server

ADDRESSES = {
    "/": 200,
    "/clashes": 200,
    "/clashes?years=2019": 200,
    "/no/such/page": 200,  # Streamlit says in the page that there is no such page
    "/static/js/no-such-file.js": 404,
    "/static/../../etc/passwd": 404,
    "/media/nothing.csv": 404,
    "/clashes/": 301,
    "/clashes/_stcore/health": 404,
    "//other.example/": 400,
    "/_stcore/health": 200,
    "/_stcore/host-config": 200,
    "/_stcore/metrics": 404,
    "/_stcore/metrics/": 404,
    "/_stcore/agent/openapi.json": 404,
}
STATIC = [f"/{name}" for name in sorted(web_files()._paths)]


def ask(server: Server, address: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and bytes of an answer, as they come over the line; a word of a header's name ends at `_`."""
    connection = http.client.HTTPConnection(str(urlsplit(server.url).netloc), timeout=30)
    connection.request(method, address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    answer = response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    connection.close()
    return answer


@pytest.mark.parametrize(("said", "is_open"), [("off", False), ("on", True), ("", True)])
def test_where_readers_may_bring_no_files_the_door_for_them_is_closed(
    said: str, is_open: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, said)
    doors = next(one.kwargs["rules"][0].keywords["doors"] for one in guard() if one.cls is EarlyAnswers)
    assert (UPLOADS in doors) is not is_open


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_answer_bears_the_security_headers(server: Server, address: str, method: str) -> None:
    status, headers, _ = ask(server, address, method)
    assert status == ADDRESSES[address]
    assert HEADERS.items() <= headers.items()
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]


def test_every_file_of_the_frontend_bears_them_and_may_be_kept_for_a_year(server: Server) -> None:
    assert len(STATIC) > 100
    for address in STATIC[:: len(STATIC) // 40]:
        status, headers, _ = ask(server, address, accept_encoding="gzip")
        assert status == 200
        assert HEADERS.items() <= headers.items()
        assert "immutable" in headers["cache-control"]


def test_a_host_that_is_not_allowed_gets_nothing(server: Server) -> None:
    for address in ("/", "/_stcore/health", STATIC[0]):
        status, headers, body = ask(server, address, host="rebound.example")
        assert status == 400
        assert HEADERS.items() <= headers.items()
        assert len(body) < 100


LONG = {
    "a value of 200,000 characters": ("/data?township=" + "x" * 200_000, 200, None),
    "as many parts as are read": ("/data?" + "&" * (MOST_PARTS - 1), 200, None),
    "a part more": ("/data?" + "&" * MOST_PARTS, 307, f"?{TOO_MUCH}=true"),
    "as many characters as are read": ("/data?" + "x" * MOST_CHARACTERS, 200, None),
    "a character more": ("/data?" + "x" * (MOST_CHARACTERS + 1), 307, f"?{TOO_MUCH}=true"),
}


@pytest.mark.parametrize("address", LONG)
def test_a_page_is_given_at_any_address_that_is_read_and_without_filters_at_a_longer_one(server: Server, address: str) -> None:
    asked, wanted, place = LONG[address]
    status, headers, _ = ask(server, asked)
    assert (status, headers.get("location")) == (wanted, place)
    assert HEADERS.items() <= headers.items()


def test_what_is_read_of_an_address_is_what_streamlit_reads() -> None:
    assert (MOST_PARTS, MOST_CHARACTERS) == (CLIENT_STATE_QUERY_STRING_MAX_FIELDS, CLIENT_STATE_QUERY_STRING_MAX_LENGTH)


def test_a_head_beyond_the_limit_is_answered_calmly_and_the_server_lives_on(server: Server) -> None:
    start = b"GET /data HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: "
    with socket.create_connection(("127.0.0.1", urlsplit(server.url).port), timeout=30) as line:
        line.sendall(start + b"y" * (LONGEST_HEAD + 1 - len(start)))
        assert line.recv(1000).startswith(b"HTTP/1.1 400 ")
    assert ask(server, "/data")[0] == 200
    assert "Traceback" not in server.log.read_text()


def test_scripts_and_pages_come_packed_and_a_second_visit_asks_only_whether_the_page_still_stands(server: Server) -> None:
    chart = next(address for address in STATIC if "/PlotlyChart." in address)
    plain, packed = ask(server, chart)[2], ask(server, chart, accept_encoding="gzip, br")
    assert packed[1]["content-encoding"] == "gzip"
    assert len(packed[2]) < 0.35 * len(plain)
    assert ask(server, chart, if_none_match=packed[1]["etag"])[0] == 304
    status, headers, _ = ask(server, "/clashes", accept_encoding="gzip")
    assert (status, headers["content-encoding"], headers["cache-control"]) == (200, "gzip", "no-cache")
    again = ask(server, "/clashes", accept_encoding="gzip", if_none_match=headers["etag"])
    assert (again[0], again[2]) == (304, b"")


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("/fonts/noto-sans-myanmar.woff2", 200, "font/woff2"),
        ("/basemap/relief_dark.png", 200, "image/png"),
        ("/basemap/states.geojson", 200, "application/geo+json"),
        ("/basemap/attacks.geojson", 404, ""),
        ("/fonts/gone.woff2", 404, ""),
    ],
)
def test_fonts_and_the_ground_of_the_map_come_from_here_and_nothing_beside_them(
    server: Server, address: str, status: int, kind: str
) -> None:
    found, headers, body = ask(server, address)
    assert (found, headers.get("content-type", "") if found == 200 else "") == (status, kind)
    assert (len(body) > 1_000) is (status == 200)


def test_the_server_listens_on_this_machine_only(server: Server) -> None:
    port = urlsplit(server.url).port
    tables = [Path(name).read_text() for name in ("/proc/net/tcp", "/proc/net/tcp6") if Path(name).exists()]
    if not tables:
        pytest.skip("no list of listeners on this system; the setting itself has a test of its own")
    listening = [line.split()[1] for table in tables for line in table.splitlines()[1:] if line.split()[3] == "0A"]
    assert [address for address in listening if address.endswith(f":{port:04X}")] == [f"0100007F:{port:04X}"]


EVERYTHING = """
import pandas as pd, plotly.graph_objects as go, pydeck as pdk, streamlit as st
st.title("Everything")
given = st.file_uploader("A file")
if given:
    st.write("It says " + given.getvalue().decode())
icon = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI4IiBoZWlnaHQ9IjgiLz4="
row = [{"at": [97.0, 25.0], "icon": {"url": icon, "width": 8, "height": 8}}]
st.pydeck_chart(pdk.Deck([pdk.Layer("IconLayer", row, id="i", get_position="at", get_icon="icon", get_size=20),
    pdk.Layer("TextLayer", [{"at": [97.0, 25.0], "t": "Laiza"}], id="t", get_position="at", get_text="t")],
    map_provider=None), key="map")
st.plotly_chart(go.Figure(go.Bar(x=[1], y=[1])), theme=None)
st.image(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>".decode())
st.download_button("Take it", "a,b", file_name="a.csv")
st.dataframe(pd.DataFrame({"a": [1]}))
"""


def test_uploads_downloads_map_labels_and_the_camera_work_under_the_policy(
    start_server: Callable[..., Server], page: Page, tmp_path: Path
) -> None:
    for name in ("components", "data", ".streamlit"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("serve.py", "CITATION.cff"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "dashboard.py").write_text(EVERYTHING)
    server, refused = start_server(tmp_path), watched(page)
    page.goto(server.url)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=60_000)
    expect(page.locator("[data-testid=stDeckGlJsonChart] canvas").first).to_be_visible(timeout=40_000)
    page.locator("input[type=file]").set_input_files({"name": "x.csv", "mimeType": "text/csv", "buffer": b"Myitkyina"})
    expect(page.get_by_text("It says Myitkyina")).to_be_visible(timeout=20_000)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take it").click()
    assert Path(taken.value.path()).read_bytes() == b"a,b"
    page.locator(".js-plotly-plot").first.hover()
    with page.expect_download() as picture:
        page.locator(".modebar-btn").first.click()
    assert Path(picture.value.path()).read_bytes().startswith(b"\x89PNG")
    assert refused == []


@pytest.mark.parametrize(("watcher", "frozen"), [("none", 1), ("auto", 0), ("poll", 0)])
def test_the_heap_is_frozen_once_and_not_while_code_is_reloaded(
    monkeypatch: pytest.MonkeyPatch, watcher: str, frozen: int
) -> None:
    done: list[str] = []
    monkeypatch.setattr(server_module, "import_and_read", lambda: done.append("read"))
    monkeypatch.setattr(server_module, "freeze", lambda: done.append("frozen"))
    monkeypatch.setattr(server_module.st, "get_option", {"server.fileWatcherType": watcher}.__getitem__)

    async def serve() -> None:
        async with server_module.get_ready(server_module.st.App("dashboard.py")):
            pass

    with ThreadPoolExecutor() as apart:  # this thread may be running the browser's loop
        apart.submit(asyncio.run, serve()).result()
    assert done == ["read", *["frozen"] * frozen]


def test_the_heap_is_frozen_again_after_some_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(server_module, "freeze", lambda: done.append("frozen"))
    monkeypatch.setattr(server_module, "SECONDS_BETWEEN_LOOKS", 0)

    async def serve() -> None:
        task = asyncio.create_task(server_module._stay_frozen())
        for searches in range(3 * MANY_SEARCHES):
            monkeypatch.setattr(server_module, "_searches", lambda so_far=searches: so_far)
            await asyncio.to_thread(int)
            await asyncio.to_thread(int)
        task.cancel()

    with ThreadPoolExecutor() as apart:
        apart.submit(asyncio.run, serve()).result()
    assert len(done) == 2, "after one and after two thirds"


def test_a_search_of_the_youngest_objects_is_counted() -> None:
    before = server_module._searches()
    gc.collect(0)
    assert server_module._searches() > before


def test_what_was_frozen_is_let_go_at_the_next_freeze() -> None:
    class Ring:
        """Refers to itself, so that only a search for garbage finds it."""

    ring = Ring()
    ring.ring = ring
    left = weakref.ref(ring)
    server_module.freeze()
    del ring
    gc.collect()
    assert left(), "frozen: not searched"
    server_module.freeze()
    assert not left()
    gc.unfreeze()
