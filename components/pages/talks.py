"""Talks: who met when and where, who declined, what came of it, and the talks under the fighting on one time axis."""

import streamlit as st

from components.analysis.talk_findings import (
    apply_not_words,
    left_out_words,
    talks_finding,
    undated_words,
    venues_sentence,
)
from components.analysis.talks import (
    APART,
    IN_AREA,
    apart_words,
    as_listed,
    dated,
    meeting_table,
    parties,
    talks,
    venue_lines,
    venues,
)
from components.charts.talk_figures import talks_figure, talks_per_year_figure
from components.dataset.sources import document_names
from components.export.screen_charts import screen_chart
from components.maps.basemap import OUTLINE_NOTE
from components.maps.deck import venue_map
from components.text.escaping import markdown_text
from components.ui.current import datasets
from components.ui.fighting_panel import fighting_talking_panel
from components.ui.panels import figure_panel, figure_text, paper, table_panel
from components.ui.record_card import asked_record, chosen_record
from components.ui.record_table import record_table
from components.ui.sidebar import choose

MAP_HEIGHT, TABLE = 420, "kachin-meetings"

everything = datasets()
choice = choose(everything)
meetings = choice.of(everything.meetings)
documents = document_names(everything.sources)
table = talks(meetings, everything.places, documents)
finding = talks_finding(table, choice, filters=choice.words(everything.meetings))

st.title("Talks")
st.markdown(markdown_text(finding.sentence))
for words in (apply_not_words(choice), left_out_words(choice, everything.meetings)):
    if words:
        st.markdown(markdown_text(words))
asked_record(everything, tables=(TABLE,))

if meetings.empty:
    st.info("No meeting matches these filters. Widen them, or use the button Reset filters in the sidebar.")
    st.stop()

on_axis = dated(table)
drawn = meetings[meetings["meeting_id"].isin(on_axis["meeting_id"])]
text = figure_text(
    everything, choice, title=finding.title, shown=drawn, of=everything.meetings, what="meetings, refusals and offers"
)

st.header("Fighting and talking")
log = st.toggle(
    "Log scale", key="log", bind="query-params", help="Equal steps are equal ratios, so 7 can be read beside 2,400."
)
fighting_talking_panel(everything, choice, log=log)

st.header("One after the other")
if on_axis.empty:
    st.info("None of these records has a date, so none stands on a time axis. They are in the table of meetings below.")
else:
    timeline = talks_figure(everything, choice)
    figure_panel(screen_chart(timeline, paper()), timeline, key="talks", name=timeline.name, alt=timeline.spoken)
    st.markdown(
        markdown_text(
            "The number in a mark is the one the source lists: 16 and 17 come before 15 in date. A mark without a number is a "
            f"meeting outside the numbered list. {undated_words(table)}".strip()
        )
    )

st.header("The meetings")
record_table(meeting_table(meetings, everything.places, documents), name=TABLE)
chosen_record(everything, TABLE)

if not on_axis.empty:
    st.header("Per year")
    yearly = talks_per_year_figure(everything, choice)
    figure_panel(screen_chart(yearly, paper()), yearly, key="talks_per_year", name=yearly.name, alt=yearly.spoken)
    with st.expander("The numbers drawn"):
        table_panel(
            as_listed(yearly.tables["talks_per_year"]),
            key="talks_per_year",
            name=yearly.name,
            alt="Table of talks per year",
        )

st.header("Where they met")
places = venues(meetings, everything.places)
st.markdown(markdown_text(venues_sentence(places)))
in_area = places[places["where"] == IN_AREA]
if len(in_area):
    neither = "; in a grey square: neither" if in_area[list(APART.values())].to_numpy().any() else ""
    st.pydeck_chart(
        venue_map(places, everything.places, paper=paper()),
        height=MAP_HEIGHT,
        key="venue_map",
        alt=f"Map of {len(in_area)} venues in the study area: "
        + "; ".join(
            ", ".join([row["place"], f"{row['held']} held", f"{row['declined']} declined", *apart_words(row)])
            for row in in_area.to_dict("records")
        ),
    )
    st.caption(
        markdown_text(
            f"Number in a filled mark: meetings held; in a hollow one: invitations declined{neither}. A circle holds a venue "
            f"that is not known to the point. {OUTLINE_NOTE} {text.filters} · {text.source} · {text.version}"
        )
    )
away = places[places["where"] != IN_AREA]
if len(away):
    st.markdown("**Elsewhere in Myanmar, abroad, or not stated**")
    st.markdown("\n".join(f"- {markdown_text(line)}" for line in venue_lines(away)))
with st.expander("All venues with their numbers"):
    table_panel(
        as_listed(places), key="venues", name="kachin-talks-venues", alt="Table of venues with meetings held and declined"
    )

st.header("Who sat opposite, who mediated")
table_panel(
    as_listed(parties(meetings, documents)),
    key="parties",
    name="kachin-talks-parties",
    alt="Table of the parties that sat opposite the KIO/KIA and of those who observed or mediated",
)
alone = " Meetings without the KIO/KIA are left out." if (meetings["status"] == "absent").any() else ""
st.caption(
    markdown_text(f"The other side stands under the name its source gives first; the record of a meeting has all.{alone}")
)
