"""Overview: how the war came about, the key figures with their caveats, the clash counts, and the way to the rest."""

import streamlit as st

from components.app_data import datasets
from components.charts import clashes_chart, clashes_in_words
from components.escaping import markdown_text
from components.filters import choose, year_bounds
from components.findings import background, clashes_finding
from components.key_figures import key_figures
from components.measures import clashes_per_year, clashes_with, document_names, source_titles
from components.panels import figure_panel, figure_text, key_figure_cards, paper

everything = datasets()
choice = choose(everything)
years = choice.years or year_bounds(everything)
published = clashes_with(everything.clashes_per_year)
chosen = choice.of(published)
table = clashes_per_year(chosen, source_titles(everything.sources), years=years)
finding = clashes_finding(table, per_month=False)

st.title("Kachin conflict")
st.markdown(markdown_text(finding.sentence))
st.markdown(markdown_text(background(everything.milestones, document_names(everything.sources))))

st.header(f"Key figures, {choice.words()}")
key_figure_cards(key_figures(everything, choice))

st.header("Clashes per year")
text = figure_text(everything, choice, title=finding.title, shown=chosen, of=published, what="published counts")
figure_panel(
    clashes_chart(table, text=text, paper=paper(), height=240),
    text,
    key="overview_clashes",
    name=f"kachin-clashes-overview_{years[0]}-{years[1]}",
    alt=clashes_in_words(table),
)
st.page_link(
    "components/pages/clashes.py", label="Clashes: per month, on a log scale, with the table and who counts", icon="📊"
)
st.page_link("components/pages/attacks.py", label="Attacks: the map, the time chart and each record in full", icon="🗺️")
