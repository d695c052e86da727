"""The files a browser loads before it can show anything: packed once, kept in memory, and asked for ahead of need."""

import base64
import gzip
import hashlib
import mimetypes
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

A_YEAR = "public, immutable, max-age=31536000"  # the name of such a file changes with its content
ASK_AGAIN = "no-cache"  # kept, but used only after the server said that it still stands
ANY_OTHER = ""
PACKED_KINDS = ("text/", "application/javascript", "application/json", "application/geo+json", "image/svg+xml")
LOADING = "Loading. The first visit takes longer than later ones."
NO_SCRIPT = "The dashboard needs JavaScript. Its data are plain CSV files, and can be read without it."

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>")
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_PROGRAMS = re.compile(r'<link rel="service-desc"[^>]*>')  # leads to an interface that is closed here
_ROOT = '<div id="root"></div>'
_IMPORT = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")
_LINKED = re.compile(r'href="\./(static/js/[\w.-]+\.js)"')


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
    """Streamlit's own files in a folder, with the parts of them that each page will draw with, as beginnings of names."""

    folder: Path
    title: str
    parts: Mapping[str, Sequence[str]]

    def page(self, address: str) -> WebFile:
        """The document that every page begins as, asking at once for the parts that the page of this address draws with.

        For an address without a list of parts: those that all lists share.
        """
        return self._documents[address if address in self.parts else ANY_OTHER]

    def file(self, name: str) -> WebFile | None:
        """A file below `static/`, or None where there is none; packed on its first request."""
        if name not in self._paths:
            return None
        if name not in self._kept:
            self._kept[name] = web_file(self._paths[name].read_bytes(), kind=kind_of(name), keep=A_YEAR)
        return self._kept[name]

    def pack_ahead(self) -> None:
        """Pack what any page loads, so that no reader waits for it; takes about a second."""
        linked = _LINKED.findall(self._written)
        for name in dict.fromkeys((*linked, *(name for parts in self.parts.values() for name in self._needed(parts)))):
            self.file(name)

    def inline_scripts(self) -> list[str]:
        """The SHA-256 of each script that stands in the document itself, as a content security policy names it."""
        return [sha256(script.encode()) for script in _INLINE_SCRIPT.findall(self._written)]

    @cached_property
    def _written(self) -> str:
        return (self.folder / "index.html").read_text(encoding="utf-8")

    @cached_property
    def _paths(self) -> dict[str, Path]:
        """Every file below `static/` by its address: what is not in it cannot be asked for, whatever the address says."""
        found = (path for path in (self.folder / "static").rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path for path in found}

    @cached_property
    def _kept(self) -> dict[str, WebFile]:
        return {}

    @cached_property
    def _documents(self) -> dict[str, WebFile]:
        lists = list(self.parts.values())
        shared = [part for part in lists[0] if all(part in parts for parts in lists)]
        return {
            address: web_file(self._document(parts).encode(), kind="text/html; charset=utf-8", keep=ASK_AGAIN)
            for address, parts in (*self.parts.items(), (ANY_OTHER, shared))
        }

    def _document(self, parts: Sequence[str]) -> str:
        linked = set(_LINKED.findall(self._written))
        ahead = "".join(
            f'<link rel="modulepreload" crossorigin href="./{name}">' for name in self._needed(parts) if name not in linked
        )
        text = _TITLE.sub(f"<title>{self.title}</title>", self._written)
        text = _NO_SCRIPT.sub(f"<noscript><p>{NO_SCRIPT}</p></noscript>", _PROGRAMS.sub("", text))
        return text.replace("</head>", f"{ahead}</head>").replace(_ROOT, _ROOT.replace("><", f"><p>{LOADING}</p><"))

    def _needed(self, parts: Iterable[str]) -> list[str]:
        """The scripts whose names begin so, and every script that those import, each once."""
        wanted = [name for part in parts for name in sorted(self._paths) if name.startswith(f"static/js/{part}.")]
        needed: dict[str, None] = {}
        while wanted:
            name = wanted.pop(0)
            if name not in needed:
                needed[name] = None
                wanted.extend(self._imports(name))
        return list(needed)

    def _imports(self, name: str) -> Iterator[str]:
        for found in _IMPORT.findall(self._paths[name].read_text(encoding="utf-8")):
            if f"static/js/{found}" in self._paths:
                yield f"static/js/{found}"


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
