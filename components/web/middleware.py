"""What stands between a browser and the app: security headers on every answer, closed inner doors, files from memory."""

import asyncio
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.dataset import DATA
from components.filters.url import MOST_CHARACTERS, MOST_PARTS, TOO_MUCH
from components.web.assets import WebFile, WebFiles, web_file

# Counts of use and the door for programs: for nobody outside this process.
CLOSED = ("/_stcore/metrics", "/_stcore/agent/", "/_stcore/script-health-check")
UPLOADS = "/_stcore/upload_file"  # for nobody where readers may bring no files
OWN_FILE = re.compile(r"/(basemap|fonts)/([a-z0-9_-]+\.(?:geojson|png|woff2))")
KINDS = {".png": "image/png", ".geojson": "application/geo+json", ".woff2": "font/woff2"}
FORMER = {"/townships": "/attacks", "/talks": "/clashes"}
A_DAY = "public, max-age=86400"
FOLDERS = {"basemap": (DATA / "basemap", DATA / "basemap" / "local"), "fonts": (Path(__file__).with_name("fonts"),)}
PAGE = re.compile(r"/[a-z_-]*")
HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?")

HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


# For scripts, styles and fonts: 150 of them come with a page, and a worker takes the policy of its own file.
FILE_POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; frame-ancestors 'none'"


def content_policy(scripts: Iterable[str], host: str) -> str:
    """What a page may load: nothing but from its own host, no script in its text but those with these SHA-256 digests."""
    inline = " ".join(f"'sha256-{digest}'" for digest in scripts)
    sockets = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' 'wasm-unsafe-eval' {inline}".strip(),
        "style-src": "'self' 'unsafe-inline'",  # Streamlit, Plotly and deck.gl style elements one by one
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": f"'self' data: blob:{sockets}",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


@dataclass(frozen=True)
class SecurityHeaders:
    """Puts the headers on every answer, those to a mistake or a fault of the app too."""

    app: ASGIApp
    scripts: list[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add the headers to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")
        policy = FILE_POLICY if scope["path"].startswith("/static/") else content_policy(self.scripts, host)
        headers = HEADERS | {"content-security-policy": policy}
        begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                MutableHeaders(scope=message).update(headers)
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if not begun:  # else the server's own answer to a fault would go out bare
                await PlainTextResponse("Internal Server Error", status_code=500)(scope, receive, send_with_headers)
            raise


@dataclass(frozen=True)
class EarlyAnswers:
    """Answers some requests before the app hears of them: each rule gives an answer, or None to pass the request on."""

    app: ASGIApp
    rules: tuple[Callable[[Scope], Response | None], ...]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        found = next(filter(None, (rule(scope) for rule in self.rules)), None) if scope["type"] == "http" else None
        await (found or self.app)(scope, receive, send)


def closed_door(scope: Scope, *, doors: tuple[str, ...] = CLOSED) -> Response | None:
    """404 for the addresses that are nobody's business."""
    is_closed = f"{scope['path']}/".startswith(tuple(f"{door.rstrip('/')}/" for door in doors))
    return PlainTextResponse("Not Found", status_code=404) if is_closed else None


def too_long(scope: Scope) -> Response | None:
    """For an address that holds more filters than are read, the same page without any, which says so."""
    query = scope["query_string"] if PAGE.fullmatch(scope["path"]) else b""
    is_too_long = query.count(b"&") >= MOST_PARTS or len(query) > MOST_CHARACTERS
    return RedirectResponse(f"?{TOO_MUCH}=true") if is_too_long else None


def former_page(scope: Scope) -> Response | None:
    """For the address of a page that is gone, the page that took its place, with the other parameters kept."""
    target = FORMER.get(scope["path"]) if scope["method"] in ("GET", "HEAD") else None
    if target is None:
        return None
    parts = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    query = urlencode([("township" if name == "at" else name, value) for name, value in parts])
    return RedirectResponse(f"{target}{'?' if query else ''}{query}", status_code=308)


@dataclass(frozen=True)
class FilesFromMemory:
    """Answers for the page's document and the files under `/static/`; everything else is the app's."""

    app: ASGIApp
    files: WebFiles

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or pass the request on."""
        path = scope["path"] if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else ""
        if PAGE.fullmatch(path):
            await answer(self.files.page, Headers(scope=scope))(scope, receive, send)
        elif own := OWN_FILE.fullmatch(path):
            await answer(await asyncio.to_thread(own_file, own[1], own[2]), Headers(scope=scope))(scope, receive, send)
        elif path.startswith("/static/"):
            found = await asyncio.to_thread(self.files.file, path.removeprefix("/"))
            await answer(found, Headers(scope=scope))(scope, receive, send)
        else:
            await self.app(scope, receive, send)


@cache
def own_file(folder: str, name: str) -> WebFile | None:
    """A file of the ground of the map or a font, packed once; None where there is none."""
    path = next((one / name for one in FOLDERS[folder] if (one / name).is_file()), None)
    return web_file(path.read_bytes(), kind=KINDS[path.suffix], keep=A_DAY) if path else None


def answer(file: WebFile | None, asked: Headers) -> Response:
    """A file as this browser wants it: nothing if it has it already, packed if it can unpack; 404 where there is none."""
    if file is None:
        return PlainTextResponse("Not Found", status_code=404)
    headers = {"etag": file.mark, "cache-control": file.keep, "vary": "Accept-Encoding"}
    if file.mark in asked.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if file.packed and accepts_gzip(asked.get("accept-encoding", "")):
        return Response(file.body, media_type=file.kind, headers=headers | {"content-encoding": "gzip"})
    return Response(file.plain(), media_type=file.kind, headers=headers)


def accepts_gzip(wanted: str) -> bool:
    """Whether an Accept-Encoding header takes gzip: it is named, and not with the weight nought."""
    named = [part.replace(" ", "").lower() for part in wanted.split(",")]
    return any(part.split(";")[0] == "gzip" and not re.search(r";q=0(\.0*)?$", part) for part in named)
