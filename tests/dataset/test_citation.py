"""Citations come from CITATION.cff alone."""

from datetime import date

import pytest

from components.dataset.citation import bibtex, plain_citation, work
from components.dataset.load import load
from components.dataset.project_texts import ROOT, project_texts

FILE = """cff-version: 1.2.0
title: "Fighting & talks_50%"
type: dataset
version: 1.2.3
date-released: 2026-01-31
license: CC-BY-4.0
doi: 10.1000/x
authors:
  - name: One body
  - name: Another body
keywords:
  - a
"""
EVERYTHING = load()
CITED = work(project_texts()["CITATION.cff"])


def test_title_authors_version_and_day_are_read() -> None:
    cited = work(FILE)
    assert cited.authors == ("One body", "Another body")
    assert (cited.title, cited.version, cited.released) == ("Fighting & talks_50%", "1.2.3", date(2026, 1, 31))
    assert (cited.licence, cited.address) == ("CC BY 4.0", "10.1000/x")


def test_a_missing_line_is_named() -> None:
    with pytest.raises(KeyError, match="version"):
        work(FILE.replace("version: 1.2.3\n", "").replace("cff-version: 1.2.0\n", ""))


def test_the_plain_citation_is_one_sentence_after_the_other() -> None:
    assert plain_citation(work(FILE), fingerprint="0123456789abcdef", filters="year 2012") == (
        "One body, Another body (2026). Fighting & talks_50% (version 1.2.3) [data set]. Released 31 January 2026, CC BY 4.0. "
        "Fingerprint SHA-256 0123456789ab. Subset: year 2012. 10.1000/x"
    )


def test_bibtex_escapes_what_tex_would_run() -> None:
    entry = bibtex(work(FILE), filters="a & b")
    assert entry.startswith("@misc{fighting_talks_50_2026,\n")
    assert r"title = {{Fighting \& talks\_50\%}}" in entry
    assert "author = {{One body} and {Another body}}" in entry
    assert r"Subset: a \& b" in entry
    assert entry.count("{") == entry.count("}")


def test_the_citation_has_version_and_day_of_the_loaded_data() -> None:
    assert (CITED.version, CITED.released.isoformat()) == (EVERYTHING.version, EVERYTHING.date)


def test_the_readme_cites_in_the_same_words() -> None:
    start = plain_citation(CITED).split(" Released")[0]
    assert start in (ROOT / "README.md").read_text(encoding="utf-8")
