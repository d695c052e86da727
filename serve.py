"""The dashboard behind its own server: `streamlit run serve.py`, or any ASGI server on `serve:app`."""

import streamlit as st

from components.web.server import get_ready, guard

app = st.App("dashboard.py", lifespan=get_ready, middleware=guard())
