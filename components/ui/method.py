"""Two parts of the Data page: how the data were made with their limits in numbers, and how to cite and take them away."""

from functools import partial

import streamlit as st

from components.analysis.limits import limit_records, limits, limits_table, years_without_a_count
from components.analysis.record import record_citation, record_words
from components.analysis.tables import chosen_words, subset_words, used
from components.dataset.citation import bibtex, plain_citation, work
from components.dataset.crosswalk import NOTE, column_crosswalk, word_crosswalk
from components.dataset.evidence import EVIDENCE
from components.dataset.load import Dataset
from components.dataset.project_texts import data_changes, project_texts, sections
from components.export.package import archive_name, data_archive
from components.filters import view as table_view
from components.filters.choice import Selection
from components.filters.table import resolve
from components.filters.view import View
from components.text.escaping import markdown_text
from components.ui.data_panels import READING_WIDTH, Tables, plain_table
from components.ui.record_card import record_card
from components.ui.record_table import record_table

LEANS = "Where the extended record comes from, and how it leans"
FOLDED = ("How dates were derived", "Known gaps and contradictions")


def method_part(choice: Selection, everything: Dataset, tables: Tables, *, years: tuple[int, int], identity: str) -> bool:
    """How the data were made, the limits with the records meant, and the crosswalk; true when the open record stands in it."""
    readme = sections(project_texts()["data/README.md"])
    st.header("What is in, and what is not", anchor=False)
    with st.container(width=READING_WIDTH):
        st.markdown(readme["Scope"])
        st.markdown(readme["Inclusion rules"])
    with st.expander(LEANS, expanded=choice.evidence != EVIDENCE["core"]), st.container(width=READING_WIDTH):
        st.markdown(readme[LEANS])
    for heading in FOLDED:
        with st.expander(heading):
            st.markdown(readme[heading])
    st.header("Limits, counted", anchor=False)
    scope = chosen_words(choice)
    without = years_without_a_count(tables, everything, years)
    st.markdown(markdown_text(f"{scope[:1].upper()}{scope[1:]}. {without}"))
    card_stands = _limits(everything, tables, identity)
    st.header("Crosswalk to ACLED, UCDP GED and HXL", anchor=False)
    st.markdown(markdown_text(NOTE))
    for title, crosswalk in (("Columns", column_crosswalk()), ("Words", word_crosswalk())):
        with st.expander(f"{title}: {len(crosswalk)}"):
            headed = crosswalk.rename(columns=lambda name: f"{name[:1].upper()}{name[1:]}")
            plain_table(headed, alt=f"Crosswalk of {title.lower()} to ACLED, UCDP GED and HXL")
    return card_stands


def cite_part(choice: Selection, everything: Dataset, identity: str) -> None:
    """Citations to copy, everything as one ZIP, version and fingerprint, and what changed in the data."""
    texts = project_texts()
    cited = work(texts["CITATION.cff"])
    subset = subset_words(choice)
    st.header("Cite", anchor=False)
    st.markdown(f"The data are under {markdown_text(cited.licence)}: say whose they are, which version, and what you changed.")
    st.code(plain_citation(cited, fingerprint=everything.fingerprint, filters=subset), language=None, wrap_lines=True)
    st.code(bibtex(cited, fingerprint=everything.fingerprint, filters=subset), language=None, wrap_lines=True)
    _cite_record(everything, identity)
    st.header("Download everything", anchor=False)
    twice = " The tables that your filters reach are in it twice: whole, and filtered with the filters in words."
    st.markdown(
        "One ZIP with all tables, codebook, data package, README, licence, citation and changes. The same data and filters "
        f"always give the same bytes.{twice if used(choice) else ''} One table alone: below it, in the part Tables.",
        width=READING_WIDTH,
    )
    st.download_button(
        "Download everything (ZIP)",
        partial(data_archive, _view(choice, everything), texts),  # made only when asked for
        archive_name(_view(choice, everything)),
        "application/zip",
        key="data_zip",
        on_click="ignore",
        type="primary",
    )
    st.header("Version and changes", anchor=False)
    st.markdown(markdown_text(f"Version {everything.version} of {everything.date}. Fingerprint, SHA-256 over all tables:"))
    st.code(everything.fingerprint, language=None, wrap_lines=True)
    for release in data_changes(texts["CHANGELOG.md"]):
        changes = (f"- {change[:1].upper()}{change[1:]}" for change in release.changes)
        st.markdown("\n".join([f"**{markdown_text(release.name)}**", "", *changes]), width=READING_WIDTH)


def _view(choice: Selection, everything: Dataset) -> View:
    """The view of an old choice."""
    names = {"township": choice.townships, "type": choice.types, "actor": choice.actors}
    values = {name: resolve(everything, name, [one.name for one in chosen])[0] for name, chosen in names.items()}
    sources = tuple(identity for one in choice.sources for identity in one.ids)
    evidence = "core" if choice.evidence == EVIDENCE["core"] else "all"
    return View(everything, table_view.Selection.of(choice.years, evidence=evidence, source=sources, **values))


def _cite_record(everything: Dataset, identity: str) -> None:
    st.markdown("One record, with the places in its sources:")
    try:
        words = record_words(everything, identity)
    except KeyError:
        st.caption("Open a record (select a row of a table, or write its id into the sidebar), and its citation stands here.")
        return
    cited = work(project_texts()["CITATION.cff"])
    st.code(record_citation(cited, words), language=None, wrap_lines=True)


def _limits(everything: Dataset, tables: Tables, identity: str) -> bool:
    found = limits(tables, everything)
    if not found:
        st.info("The filters leave no row to count.")
        return False
    table = limits_table(found)
    numbers = {name: st.column_config.NumberColumn(name.capitalize(), width=60) for name in ("rows", "of")}
    columns = {"limit": st.column_config.TextColumn("Limit", width=420)} | numbers
    columns["percent"] = st.column_config.NumberColumn("Share", format="%d %%", width=60)
    words = f"Table of {len(table)} limits with the number of rows each holds for"
    st.dataframe(table, hide_index=True, column_config=columns, height="content", width="content", alt=words, key="limits")
    named = {limit.what: limit for limit in found}
    meant = st.selectbox("Show the records of", list(named), key="limit", width=READING_WIDTH)
    if identity:
        record_card(everything, identity)
    record_table(limit_records(named[meant]), name="kachin-data-limit")
    return bool(identity)
