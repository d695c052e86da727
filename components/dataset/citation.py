"""How to cite the data, made from CITATION.cff and from nothing else: in plain text, as BibTeX, and one record of it."""

import re
from dataclasses import dataclass
from datetime import date

LICENCES = {"CC-BY-4.0": "CC BY 4.0"}
FINGERPRINT_SHOWN = 12
# Marks that TeX reads as commands.
TEX_MARKS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    mark: f"\\{mark}" for mark in "&%$#_{}"
}


@dataclass(frozen=True)
class Work:
    """What CITATION.cff says of the data, as far as a citation needs it."""

    title: str
    authors: tuple[str, ...]
    version: str
    released: date
    licence: str
    address: str = ""


def work(citation_file: str) -> Work:
    """The work that the text of a CITATION.cff describes; raises KeyError for a line that is missing."""
    found = dict(re.findall(r"^([a-z-]+):[ ]*(.+?)[ ]*$", citation_file, re.MULTILINE))
    plain = {name: value.strip("\"'") for name, value in found.items()}
    block = re.search(r"^authors:[ ]*\n((?:[ -].*\n?)+)", citation_file, re.MULTILINE)
    licence = plain["license"]
    return Work(
        title=plain["title"],
        authors=tuple(re.findall(r"- name:[ ]*[\"']?(.+?)[\"']?[ ]*$", block[1] if block else "", re.MULTILINE)),
        version=plain["version"],
        released=date.fromisoformat(plain["date-released"]),
        licence=LICENCES.get(licence, licence),
        address=plain.get("doi") or plain.get("url") or plain.get("repository-code") or "",
    )


def plain_citation(cited: Work, *, fingerprint: str = "", filters: str = "") -> str:
    """The citation as a sentence, with the fingerprint of the data and the filters of a subset where they are given."""
    parts = [
        f"{', '.join(cited.authors)} ({cited.released.year}).",
        f"{cited.title} (version {cited.version}) [data set].",
        f"Released {day_words(cited.released)}, {cited.licence}.",
    ]
    if fingerprint:
        parts.append(f"Fingerprint SHA-256 {fingerprint[:FINGERPRINT_SHOWN]}.")
    if filters:
        parts.append(f"Subset: {filters}.")
    if cited.address:
        parts.append(cited.address)
    return " ".join(parts)


def bibtex(cited: Work, *, fingerprint: str = "", filters: str = "") -> str:
    """The citation as a BibTeX entry; texts stand in double braces, so that their capitals stay."""
    key = "_".join(re.findall(r"[a-z0-9]+", cited.title.lower()))
    note = f"Data set, version {cited.version}, {cited.licence}"
    note += f", SHA-256 {fingerprint[:FINGERPRINT_SHOWN]}" if fingerprint else ""
    note += f". Subset: {filters}" if filters else ""
    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in cited.authors),
        "title": f"{{{_tex(cited.title)}}}",
        "year": str(cited.released.year),
        "month": str(cited.released.month),
        "version": _tex(cited.version),
        "note": _tex(note),
    }
    if cited.address:
        fields["howpublished"] = f"\\url{{{cited.address}}}"
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{key}_{cited.released.year},", *lines, "}"])


def day_words(day: date) -> str:
    """A day as it stands in a sentence: 21 November 2026."""
    return f"{day.day} {day:%B %Y}"


def _tex(text: str) -> str:
    return "".join(TEX_MARKS.get(mark, mark) for mark in text)
