"""Numbers and findings, from the tables and the choice."""
