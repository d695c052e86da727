"""Overview: what happened, when, where and how sure, on one screen, and the way to the rest with the filters kept."""

from functools import partial

import streamlit as st

from components.analysis.attack_findings import mapped_words
from components.analysis.attacks import counted, located
from components.analysis.background import background, background_sources
from components.analysis.clashes import clashes_per_year, clashes_with, core_series, further_series
from components.analysis.findings import clashes_finding
from components.analysis.latest import latest_records, overview_finding
from components.analysis.overview import key_figures
from components.analysis.series import further_words
from components.dataset.sources import source_titles
from components.filters.choice import undated
from components.maps.attack_figures import MAP_NAME, MAP_TABLES, map_figure
from components.maps.basemap import OUTLINE_NOTE
from components.maps.deck import DEFAULT_LAYERS, SUMMED_NOTE, VIEWS, attack_map
from components.text.escaping import markdown_text
from components.ui.current import datasets
from components.ui.fighting_panel import fighting_talking_panel
from components.ui.panels import download_menu, figure_text, key_figure_cards, paper
from components.ui.record_card import asked_record, chosen_record
from components.ui.sidebar import choose, year_bounds
from components.ui.tables import record_table

MAP_HEIGHT, TABLE = 460, "kachin-latest"

everything = datasets()
choice = choose(everything)
years = choice.years or year_bounds(everything)
military = clashes_with(everything.clashes_per_year)
counts = choice.of(core_series(military, everything.sources))
beyond = further_series(military, everything.sources)
further = further_words(choice.of(beyond))
gap_of = "the five documents" if len(beyond) else "these sources"
clashes = clashes_finding(
    clashes_per_year(counts, source_titles(everything.sources), years=years), per_month=False, where=gap_of
)
attacks = counted(choice.of(everything.attacks))
on_map = attacks.drop(undated(attacks).index) if choice.years else attacks
mapped = located(on_map, everything.places)
latest = latest_records(everything, choice)

st.title("Kachin conflict")
st.markdown(markdown_text(f"{overview_finding(everything, choice, clashes, years=years)} {further}"))
asked_record(everything, tables=(TABLE,))

if paragraph := background(everything):
    st.markdown(markdown_text(paragraph))
    with st.expander("Where this paragraph comes from"):
        st.markdown(markdown_text(background_sources(everything)))

st.header("Key figures")
key_figure_cards(key_figures(everything, choice))

st.header("Fighting and talking")
fighting_talking_panel(everything, choice, small=True)
st.page_link("components/pages/talks.py", label="Talks: the numbers of this figure", icon="🤝")

where, newest = st.columns(2, gap="large")
with where:
    st.header("Where")
    st.pydeck_chart(
        attack_map(
            mapped, everything.places, everything.meetings, view="whole area", layers=DEFAULT_LAYERS, paper=paper(),
        ),
        height=MAP_HEIGHT,
        key="overview_map",
        alt=f"Map, {VIEWS['whole area'].label}: {len(mapped)} of {len(on_map)} counted attack records, marks by type",
    )  # fmt: skip
    text = figure_text(everything, choice, title="", shown=attacks, of=counted(everything.attacks), what="counted records")
    st.caption(
        markdown_text(
            f"{text.filters} · {mapped_words(on_map, everything.places)} {SUMMED_NOTE} {OUTLINE_NOTE} · {text.version}"
        )
    )
    describe = partial(map_figure, everything, choice, layers=("seats", "circles"))
    download_menu(describe, key="overview_map", name=MAP_NAME, tables=MAP_TABLES)
    st.page_link("components/pages/attacks.py", label="Attacks: large map, every record", icon="🗺️")
    st.page_link("components/pages/townships.py", label="Townships: one place and its records", icon="📍")
with newest:
    st.header("Latest records")
    if latest.empty:
        st.info("No counted attack record and no meeting with a date matches these filters.")
    else:
        record_table(latest, name=TABLE)
        chosen_record(everything, TABLE)
