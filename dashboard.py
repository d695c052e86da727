"""The list of pages, and the frame around them: what is wrong with the data files, the address, the record that is open."""

import streamlit as st

from components.ui import selection
from components.ui.bar import style
from components.ui.current import data_banner, datasets
from components.ui.drawer import drawer
from components.ui.sidebar import filter_sidebar

st.set_page_config(page_title="Kachin Conflict Dashboard", page_icon="🧭", layout="wide", initial_sidebar_state="collapsed")
page = st.navigation(
    [
        st.Page("components/pages/overview.py", title="Overview", default=True),
        st.Page("components/pages/attacks.py", title="Attacks", url_path="attacks"),
        st.Page("components/pages/clashes.py", title="Clashes and talks", url_path="clashes"),
        st.Page("components/pages/talks.py", title="Talks", url_path="talks"),
        st.Page("components/pages/townships.py", title="Townships", url_path="townships"),
        st.Page("components/pages/compare.py", title="Compare", url_path="compare"),
        st.Page("components/pages/data.py", title="Data", url_path="data"),
        st.Page("components/pages/briefing.py", title="Briefing", url_path="briefing"),
    ],
    position="top",
)
NEW = {"", "attacks", "clashes", "compare", "briefing"}
data_banner()
if page.url_path in NEW:
    selection.start(page.url_path)
    style()
else:
    filter_sidebar(datasets())
page.run()
drawer()
