"""The texts beside the data that the pages show and the downloads carry: README, CHANGELOG, licence, citation."""

import re
from dataclasses import dataclass
from pathlib import Path

from components.dataset import DATA

ROOT = DATA.parent
CARRIED = ("CHANGELOG.md", "CITATION.cff", "LICENSE-DATA", "data/README.md")


@dataclass(frozen=True)
class Release:
    """What one release changed in the data."""

    name: str
    changes: tuple[str, ...]


def project_texts(root: Path = ROOT) -> dict[str, str]:
    """The texts that go with the data, by their path from the root of the project."""
    return {name: (root / name).read_text(encoding="utf-8") for name in CARRIED}


def sections(markdown: str) -> dict[str, str]:
    """The text under each second-level heading."""
    pieces = re.split(r"^## +(.+?) *$", markdown, flags=re.MULTILINE)
    return {heading: text.strip() for heading, text in zip(pieces[1::2], pieces[2::2], strict=True)}


def data_changes(changelog: str) -> list[Release]:
    """The changes of the data in each release, the newest first: the entries that begin with "Data:"; none, no release."""
    found = []
    for name, text in sections(changelog).items():
        entries = [" ".join(entry.split()) for entry in re.split(r"^- ", text, flags=re.MULTILINE)]
        changes = tuple(entry.removeprefix("Data:").strip() for entry in entries if entry.startswith("Data:"))
        if changes:
            found.append(Release(name, changes))
    return found
