"""Overview: how the war has gone, at one look."""

import components.charts.events  # noqa: F401 - registers its figures
from components.ui.bar import head
from components.ui.cards import figure_card

view = head("Kachin conflict, 2011–2026", "finding")
figure_card("events_by_year", view)
