"""The list of pages, and the frame around them: what is wrong with the data files, the address, the record that is open."""

from pathlib import Path

import streamlit as st

from components.ui import selection
from components.ui.bar import style
from components.ui.current import data_banner
from components.ui.drawer import drawer

st.set_page_config(page_title="Kachin Conflict Dashboard", page_icon="🧭", layout="wide", initial_sidebar_state="collapsed")
st.logo(str(Path(__file__).with_name("components") / "ui" / "logo.svg"), size="large")
page = st.navigation(
    [
        st.Page("components/pages/overview.py", title="Overview", default=True),
        st.Page("components/pages/attacks.py", title="Attacks", url_path="attacks"),
        st.Page("components/pages/clashes.py", title="Clashes and talks", url_path="clashes"),
        st.Page("components/pages/people.py", title="People", url_path="people"),
        st.Page("components/pages/compare.py", title="Compare", url_path="compare"),
        st.Page("components/pages/data.py", title="Data", url_path="data"),
        st.Page("components/pages/briefing.py", title="Briefing", url_path="briefing"),
    ],
    position="top",
)
style()
data_banner()
selection.start(page.url_path)
page.run()
drawer()
