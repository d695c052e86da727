"""Compare: bring a UCDP GED or ACLED file and set it beside the published counts, each in a panel of its own."""

from functools import partial

import streamlit as st

from components.charts.clash_figures import clashes_figure
from components.charts.described import year_range
from components.text.escaping import markdown_text
from components.ui.current import datasets
from components.ui.record_card import asked_record
from components.ui.sidebar import choose
from components.ui.upload import file_chooser, forget_button, held, remembered
from components.ui.upload_panel import (
    WHERE_IT_STAYS,
    about_panel,
    chart_panel,
    crosswalk_panel,
    map_panel,
    precision_panel,
    rows_panel,
)
from components.uploads.figures import file_deaths_figure, file_events_figure
from components.uploads.formats import uploads_allowed
from components.uploads.selection import working
from components.uploads.sentences import WHY_DIFFERENT, file_finding, kept_words, span_words
from components.uploads.summary import summary

everything = datasets()
choice = choose(everything)
imported = held()

st.title("Compare")
asked_record(everything)

if imported is None:
    st.markdown(
        "Bring a file of UCDP GED or ACLED and see its events beside the clash counts published by others: two measures, two "
        "panels, and why they differ. No file is open in this session."
    )
    file_chooser()
    about_panel()
    st.header("What it would stand beside", anchor=False)
    chart_panel(partial(clashes_figure, everything, choice), key="our_counts", asked=(choice, everything.fingerprint))
    st.stop()

recorded = year_range(everything, choice)
asked = (choice.sources, choice.townships, choice.types)  # what does not work on the file is still spoken of
key = (imported.token, working(choice, imported), asked, recorded, everything.fingerprint)
found = remembered(key, partial(summary, imported, choice, everything, recorded))

st.markdown(markdown_text(file_finding(found.years, found.shown, imported)))
for note in found.notes:
    st.markdown(markdown_text(note))
with st.container(border=True):
    st.markdown(f"**In use: {markdown_text(imported.file)}**  \n{markdown_text(span_words(imported))}")
    st.markdown(markdown_text(kept_words(imported)))
    st.caption(WHERE_IT_STAYS)
    forget_button()
with st.expander("Bring another file"):
    file_chooser()

if not found.shown:
    st.info("Widen the filters, or use the button Reset filters in the sidebar.")
    st.stop()

st.header("By the year, in two panels", anchor=False)
span = recorded
with st.container(horizontal=True, gap="large"):
    log = st.toggle(
        "Log scale for the clash counts", key="log", bind="query-params", help="So that 7 can be read beside 2,400."
    )
    if found.outside(*recorded):
        words = "The file has rows in other years than our records; the panel of the file then has more years than the other."
        span = found.span if st.toggle("All years of the file", key="import_all_years", help=words) else recorded
chart_panel(partial(file_events_figure, imported, found, span, everything), key="file_events", asked=(span, *key))
counts = partial(clashes_figure, everything, choice, log=log)
chart_panel(counts, key="our_counts", asked=(log, choice, everything.fingerprint))
st.markdown("**Why the two panels differ, and are never set on one axis**")
st.markdown("\n".join(f"- {markdown_text(reason)}" for reason in WHY_DIFFERENT[imported.format.collection]))

st.header("Deaths in these events", anchor=False)
chart_panel(partial(file_deaths_figure, imported, found, span, everything), key="file_deaths", asked=(span, *key))

map_panel(imported, found, everything, asked=key)
precision_panel(imported, found)
may_pass_on = imported.format.collection != "ACLED" or uploads_allowed()
rows_panel(imported, found, choice, everything, may_pass_on=may_pass_on)
crosswalk_panel()
