"""Townships: the records of one township, where and when, its meetings, its harm, and how it stands among the others."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from components.app_data import datasets
from components.attack_charts import harm_chart, harm_in_words
from components.attack_findings import harm_notes, harm_title
from components.attack_measures import attack_table, harm_ranges, most_harmed
from components.charts import FigureText
from components.escaping import markdown_text
from components.filters import choose, year_bounds
from components.measures import document_names
from components.panels import figure_panel, figure_text, paper, table_panel
from components.record_card import asked_record, chosen_record
from components.record_table import record_table
from components.selection import Selection
from components.talk_measures import as_listed
from components.township_charts import rank_chart, rank_in_words, timeline_chart, timeline_in_words
from components.township_findings import (
    NOT_CLASHES,
    UNEVEN,
    rank_sentence,
    rank_title,
    reach_words,
    township_finding,
    undated_words,
    without_township_words,
)
from components.township_measures import meeting_rows, township_counts, township_places, township_timeline
from components.township_panel import choose_township, township_facts, township_map

everything = datasets()
choice = choose(everything)
documents = document_names(everything.sources)
all_counts = township_counts(everything.attacks, everything.meetings, everything.places)

st.title("Townships")
township = choose_township(everything, choice, all_counts)
whole = Selection(townships=(township,))
here, anywhere = replace(choice, townships=(township,)), replace(choice, townships=())
attacks, meetings = here.of(everything.attacks), here.of(everything.meetings)
pcode = township.ids[0]
name = f"kachin-township-{township.name.casefold()}"
finding = township_finding(
    township.name,
    attacks,
    meetings,
    choice=choice,
    all_attacks=len(whole.of(everything.attacks)),
    all_meetings=len(whole.of(everything.meetings)),
)


def shown(title: str, rows: pd.DataFrame, of: pd.DataFrame, what: str, chosen: Selection = here) -> FigureText:
    """The text of a figure that draws these rows of a table."""
    return figure_text(everything, chosen, title=title, shown=rows, of=of, what=what)


st.header(f"{markdown_text(township.name)} Township")
st.markdown(markdown_text(finding.sentence))
if words := reach_words(choice):
    st.markdown(markdown_text(words))
asked_record(everything, tables=(f"{name}-attacks", f"{name}-meetings"))

placed, talks = anywhere.of(everything.attacks), anywhere.of(everything.meetings)
counts = township_counts(placed, talks, everything.places)
facts, where = st.columns([2, 3], gap="large")
with facts:
    township_facts(everything, pcode)
    st.markdown(markdown_text(f"{rank_sentence(counts, township.name)} {UNEVEN}"))
    st.markdown(markdown_text(NOT_CLASHES))
    st.page_link("components/pages/clashes.py", label="Clashes: the counts for the whole area", icon="📊")
with where:
    township_map(everything, pcode, attacks, meetings)

both = pd.concat([attacks[["source_ids"]], meetings[["source_ids"]]])
records = pd.concat([everything.attacks[["source_ids", "place_id"]], everything.meetings[["source_ids", "place_id"]]])
if attacks.empty and meetings.empty:
    widen = ", or widen the filters in the sidebar" if choice != Selection() else ""
    st.info(f"There is nothing to draw over time. Choose another township above{widen}.")
else:
    st.subheader("When: attacks and meetings")
    timeline = township_timeline(attacks, meetings, documents)
    text = shown(finding.title, both, records, "attack records and meetings")
    figure_panel(
        timeline_chart(timeline, years=choice.years or year_bounds(everything), text=text, paper=paper()),
        text,
        key="township_timeline",
        name=f"{name}-timeline",
        alt=timeline_in_words(timeline),
    )
    loose = undated_words(attacks, meetings)
    st.caption(markdown_text(f"{loose} That one thing stands near another in time does not make it the cause.".strip()))
    with st.expander("The rows drawn"):
        table_panel(
            timeline.drop(columns=["start", "end"]),
            key="township_timeline",
            name=f"{name}-timeline",
            alt=f"Table of the attacks and meetings of {township.name} over time",
        )

if len(attacks):
    st.subheader("Harm")
    harm = harm_ranges(attacks, everything.claims, everything.places, documents)
    if harm.empty:
        st.info("None of these records states a number of killed or injured, which does not mean that nobody was harmed.")
    else:
        harmed = most_harmed(harm)
        drawn = attacks[attacks["attack_id"].isin(harmed["attack_id"])]
        text = replace(shown(harm_title(harm), drawn, everything.attacks, "attack records"), notes=harm_notes(harm))
        figure_panel(
            harm_chart(harmed, text=text, paper=paper()),
            text,
            key="township_harm",
            name=f"{name}-harm",
            alt=harm_in_words(harmed),
        )
        apart = "A record without a number states none, which is not a zero. Numbers are never added across claimants."
        st.caption(markdown_text(" ".join([*harm_notes(harm), apart])))
        with st.expander("The numbers, each record"):
            table_panel(harm, key="township_harm", name=f"{name}-harm", alt="Table of killed and injured with claims")
    st.subheader("Attack records")
    record_table(attack_table(attacks, everything, documents), name=f"{name}-attacks")
    chosen_record(everything, f"{name}-attacks")

if len(meetings):
    only_two = meetings["status"].isin(("held", "declined")).all()
    st.subheader("Meetings held or declined" if only_two else "Meetings held, declined, planned or without the KIO/KIA")
    record_table(meeting_rows(meetings, everything.places, documents), name=f"{name}-meetings")
    chosen_record(everything, f"{name}-meetings")

if len(attacks) or len(meetings):
    with st.expander(f"The places that make these records {township.name}'s"):
        st.caption("A record belongs to the township of its place in the place table, never to an outline it falls into.")
        table_panel(
            township_places(everything.places, pcode, (attacks, meetings)),
            key="township_places",
            name=f"{name}-places",
            alt=f"Table of the places of {township.name} with a record",
        )

st.subheader("How it stands among the 42 townships")
seen = placed[placed["place_id"].isin(everything.places.loc[everything.places["township_pcode"].notna(), "place_id"])]
text = shown(rank_title(counts), seen, everything.attacks, "attack records", anywhere)
figure_panel(
    rank_chart(counts, township.name, text=text, paper=paper()),
    text,
    key="township_rank",
    name=f"{name}-rank",
    alt=rank_in_words(counts, township.name),
)
if words := without_township_words(placed, talks, everything.places):
    st.markdown(markdown_text(words))
with st.expander("All 42 townships"):
    st.caption("An empty number means that these sources hold no record of that kind, not that nothing happened.")
    table_panel(
        as_listed(counts), key="township_rank", name=f"{name}-rank", alt="Table of the townships with their numbers of records"
    )
