"""A brought file in the memory of the reader's own session: taken in, held, forgotten. Nothing of it is written to disk."""

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

import streamlit as st

from components.dataset import DATA
from components.text.escaping import markdown_text
from components.uploads.cells import visible
from components.uploads.formats import Refused, uploads_allowed
from components.uploads.reader import Imported, read_events
from components.uploads.stream import LARGEST_UPLOAD_MB

FOLDER = DATA.parent / "imports"
HELD, TURN, REFUSAL, WANTED, KEPT = "imported", "import_turn", "import_refused", "import_wanted", "import_figures"
MOST_KEPT = 40  # tables, figures and maps of the last choices
Made = TypeVar("Made")


def held() -> Imported | None:
    """The file that this session holds."""
    return cast("Imported | None", st.session_state.get(HELD))


def refusal_notice() -> None:
    """Say why the last file was not read, where it was not."""
    if refusal := st.session_state.get(REFUSAL):
        still = " The file before it stays in use." if held() else ""
        st.error(markdown_text(f"Not read. {refusal}{still}"))


def file_chooser() -> None:
    """Offer the upload and the files of the folder `imports`, and read what is chosen; the page runs anew with it."""
    if uploads_allowed():
        turn = st.session_state.setdefault(TURN, 0)  # a new widget for each file, so that the bytes of the last one are let go
        brought = st.file_uploader(
            "UCDP GED or ACLED file",
            type=["csv", "zip", "txt", "xlsx", "xls"],
            key=f"import_upload_{turn}",
            max_upload_size=LARGEST_UPLOAD_MB,
        )
        if brought is not None:
            _read(brought.name, brought, brought.size)
    else:
        st.info("This server takes no files from its readers. Run the dashboard on a machine of your own to bring one.")
    _folder_chooser()


def forget_button() -> None:
    """The button that lets the file go."""
    st.button("Forget this file", on_click=_forget, help="Takes the file out of memory. Nothing of it is left.")


def remembered(key: tuple[Hashable, ...], make: Callable[[], Made]) -> Made:
    """What was made for this key before, in this session and for the file it holds; or made now. The oldest go first."""
    made: dict[tuple[Hashable, ...], Any] = st.session_state.setdefault(KEPT, {})
    if key not in made:
        while len(made) >= MOST_KEPT:
            made.pop(next(iter(made)))
        made[key] = make()
    return cast("Made", made[key])


def _folder_chooser() -> None:
    files = _files(FOLDER)
    if files:
        name = st.selectbox(
            f"Or a file of the folder imports ({len(files)})",
            [path.name for path in files],
            format_func=visible,
            index=None,
            key="import_file",
            placeholder="None chosen",
        )
        st.button("Read this file", disabled=name is None, on_click=_want, args=(name,))
    wanted = st.session_state.get(WANTED)
    path = next((path for path in files if path.name == wanted), None)
    if path is not None:
        try:
            with path.open("rb") as stream:
                _read(path.name, stream, path.stat().st_size)
        except OSError as error:
            _next(f"{visible(path.name)}: the file cannot be read ({error.strerror}).")


def _files(folder: Path) -> list[Path]:
    """The files of the folder that may be read; none where there is no folder."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file() and path.suffix.lower() in (".csv", ".zip", ".txt"))


def _read(name: str, stream: BinaryIO, size: int) -> None:
    """Read a file under a bar that shows how far it has come, and run the page anew with it or with the refusal."""
    bar = st.progress(0.0, text="Reading")

    def progress(share: float, rows: int) -> None:
        bar.progress(share, text=f"Reading: {rows:,} rows")

    try:
        imported = read_events(name, stream, size, progress=progress)
    except Refused as refusal:
        _next(str(refusal))
    else:
        st.session_state[HELD], st.session_state[KEPT] = imported, {}
        _next(None)


def _next(refusal: str | None) -> None:
    st.session_state[REFUSAL], st.session_state[WANTED] = refusal, None
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.rerun()


def _want(name: str) -> None:
    st.session_state[WANTED], st.session_state[REFUSAL] = name, None


def _forget() -> None:
    for key in (HELD, KEPT, REFUSAL, WANTED):
        st.session_state.pop(key, None)
