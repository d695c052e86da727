"""The curated tables: their schema, how they are read and checked, and what is worked out of them once."""
