"""The floor: the least Streamlit app with one chart, one map, one table and the dashboard's filters."""

import streamlit as st
from events import FILTERS, chosen, event_map, events, year_chart

st.set_page_config(page_title="Floor", page_icon="⚪", layout="wide")
rows = st.cache_data(events)()


def first() -> None:
    """A chart, a map and a table."""
    st.title("Floor")
    st.plotly_chart(year_chart(shown), theme=None)
    st.pydeck_chart(event_map(shown), height=460)
    st.dataframe(shown, hide_index=True)


def second() -> None:
    """A chart."""
    st.title("Second")
    st.plotly_chart(year_chart(shown, "township"), theme=None)


page = st.navigation([st.Page(first, title="First", default=True), st.Page(second, title="Second", url_path="second")])
with st.sidebar:
    low, high = int(rows["year"].min()), int(rows["year"].max())
    years = st.slider("Years", low, high, (low, high), key="years", bind="query-params")
    wanted = {
        name: st.multiselect(label, sorted(rows[name].unique()), key=name, bind="query-params")
        for name, label in FILTERS.items()
    }
shown = chosen(rows, years, wanted)
page.run()
