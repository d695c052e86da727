"""The files a browser loads before it can show anything: packed once and kept in memory."""

import base64
import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

A_YEAR = "public, immutable, max-age=31536000"  # the name of such a file changes with its content
ASK_AGAIN = "no-cache"  # kept, but used only after the server said that it still stands
PACKED_KINDS = ("text/", "application/javascript", "application/json", "application/geo+json", "image/svg+xml")
LOADING = "Loading. The first visit takes longer than later ones."
OWN_SCRIPT = Path(__file__).with_name("page.js").read_text(encoding="utf-8")
NO_SCRIPT = "The dashboard needs JavaScript. Its data are plain CSV files, and can be read without it."
FONTS = Path(__file__).with_name("fonts")
LIGHTER = {"SourceSansVF-Upright": "kachin-sans.woff2", "SourceSerifVariable-Roman": "kachin-serif.woff2"}  # a tenth as large

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>")
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_PROGRAMS = re.compile(r'<link rel="service-desc"[^>]*>')  # leads to an interface that is closed here
_ROOT = '<div id="root"></div>'


@dataclass(frozen=True)
class WebFile:
    """One file as it is sent: its kind, how long a browser may keep it, its mark, and its bytes, packed where that pays."""

    kind: str
    keep: str
    mark: str
    body: bytes
    packed: bool

    def plain(self) -> bytes:
        """The bytes for a browser that cannot unpack."""
        return gzip.decompress(self.body) if self.packed else self.body


@dataclass(frozen=True)
class WebFiles:
    """Streamlit's own files in a folder."""

    folder: Path
    title: str

    @cached_property
    def page(self) -> WebFile:
        """The document that every page begins as."""
        return web_file(self._text.encode(), kind="text/html; charset=utf-8", keep=ASK_AGAIN)

    def file(self, name: str) -> WebFile | None:
        """A file below `static/`, or None where there is none; packed on its first request."""
        if name not in self._paths:
            return None
        if name not in self._kept:
            self._kept[name] = web_file(self._paths[name].read_bytes(), kind=kind_of(name), keep=A_YEAR)
        return self._kept[name]

    def pack_ahead(self) -> None:
        """Pack every script and style, so that no reader waits for it; takes less than a second and 7 MB."""
        for name in self._paths:
            if name.endswith((".js", ".css")):
                self.file(name)

    def inline_scripts(self) -> list[str]:
        """The SHA-256 of each script that stands in the document itself, as a content security policy names it."""
        return [sha256(script.encode()) for script in _INLINE_SCRIPT.findall(self._text)]

    @cached_property
    def _text(self) -> str:
        """Streamlit's document with our title, words and script."""
        text = (self.folder / "index.html").read_text(encoding="utf-8")
        text = _TITLE.sub(f"<title>{self.title}</title><script>{OWN_SCRIPT}</script>", text)
        text = _NO_SCRIPT.sub(f"<noscript><p>{NO_SCRIPT}</p></noscript>", _PROGRAMS.sub("", text))
        return text.replace(_ROOT, _ROOT.replace("><", f"><p>{LOADING}</p><"))

    @cached_property
    def _paths(self) -> dict[str, Path]:
        """Every file below `static/` by its address: what is not in it cannot be asked for, whatever the address says."""
        found = (path for path in (self.folder / "static").rglob("*") if path.is_file())
        own = {path: LIGHTER.get(path.name.partition(".")[0]) for path in found}
        return {path.relative_to(self.folder).as_posix(): FONTS / light if light else path for path, light in own.items()}

    @cached_property
    def _kept(self) -> dict[str, WebFile]:
        return {}


def web_file(content: bytes, *, kind: str, keep: str) -> WebFile:
    """A file as it is sent, packed if it is text and packing makes it smaller; the same content gives the same bytes."""
    packed = gzip.compress(content, 9, mtime=0) if kind.startswith(PACKED_KINDS) else content
    smaller = len(packed) < len(content)
    mark = f'W/"{hashlib.sha256(content).hexdigest()[:20]}"'
    return WebFile(kind, keep, mark, packed if smaller else content, smaller)


def kind_of(name: str) -> str:
    """The media type of a file by its name, whatever the machine's own list says of scripts."""
    if name.endswith((".js", ".mjs")):
        return "application/javascript"
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def sha256(text: bytes) -> str:
    """The digest of a script in base64."""
    return base64.b64encode(hashlib.sha256(text).digest()).decode()
