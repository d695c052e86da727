"""One township: its names, its rank, its events and the meetings there, in a line."""

from components.analysis import events
from components.dataset.kinds import Place
from components.filters.view import View
from components.text.wording import many


def chosen(view: View) -> Place | None:
    """The seat of the one township that is chosen; None when none or several are."""
    pcodes = view.selection["township"]
    return next((seat for seat in view.records.seats if len(pcodes) == 1 and seat.pcode == pcodes[0]), None)


def title(place: Place) -> str:
    """The township by its English and Burmese name and its P-code."""
    return "  ".join(part for part in (place.township, place.name_my, place.pcode) if part)


def finding(view: View, place: Place) -> str:
    """Rank, first and last event, and meetings, in at most 25 words."""
    counted = view.counted
    if not counted:
        return f"No event in {place.township} on record for this choice, which does not mean that nothing happened."
    ranked = events.by_township(view.but("township").counted)
    dated = [event for event in events.earliest(counted) if event.start]
    span = f", {dated[0].when} to {dated[-1].when}" if len(dated) > 1 else f", {dated[0].when}" if dated else ""
    met = sum(meeting.status == "held" for meeting in view.meetings)
    words = f"{many(len(counted), 'event')}{span}; {events.rank(ranked, place.pcode)} townships with events."
    return words + (f" {many(met, 'meeting')} held here." if met else "")
