"""How fast, how small and how steady the dashboard is, beside the least a Streamlit app can cost and two peers."""
