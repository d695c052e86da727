"""Figures over time and by category, as plain dictionaries."""
