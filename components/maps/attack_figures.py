"""The figures of the Attacks page described: the map, the records over time, and the harm."""

from collections.abc import Iterable

import pandas as pd

from components.analysis.attack_findings import attacks_finding, harm_notes, harm_title, left_out_words, mapped_words
from components.analysis.attacks import events_over_time, harm_ranges, located, mapped_table, most_harmed, unlocated
from components.charts.attacks import events_in_words, harm_in_words
from components.charts.described import NEVER_ADDED, Figure, described, figure_text
from components.dataset.kept import kept
from components.dataset.load import Dataset
from components.dataset.sources import document_names
from components.filters.choice import Selection, undated
from components.filters.url import permalink
from components.maps.basemap import OUTLINE_NOTE
from components.maps.deck import DEFAULT_LAYERS, VIEWS
from components.maps.layout import MapView

NO_NUMBER = "A record without a number states none, which is not a zero."
NONE_COUNTED = (
    "Only records that are not counted state a number of killed or injured here: they are in the table, and not drawn."
)
NOT_A_CLASH_COUNT = "Records of attacks and counts of clashes are different measures and share no axis and no sum."
WHOLE_AREA = "whole area"
MAP_NAME, MAP_TABLES = "kachin-attacks-map", ("mapped", "not_mapped")
EVERY = "every_record"
NAMED = 12  # so many records without a point are told one by one
METHODS = {
    "events": (
        "One mark for each counted record. What is known to the day is a mark; a range, a month or a year is a bar over "
        "its whole span. Records that stand for several events are drawn apart and are not added up."
    ),
    "harm": (
        "A line from the lowest to the highest number of each record; an arrow where no upper bound is known. Hollow "
        "marks are the claims, in the colour of the claimant's side."
    ),
    "map": (
        "A mark for the records of one site and type, with its letter and the number of records. A grey circle holds a "
        "place that is not known to the point; nothing is scattered. Hollow marks are context or parts and enter no "
        "count."
    ),
}


def map_figure(
    everything: Dataset,
    choice: Selection,
    *,
    view: str | MapView = WHOLE_AREA,
    layers: Iterable[str] = DEFAULT_LAYERS,
    link: str = "",
    name: str = MAP_NAME,
) -> Figure:
    """The attack records on the map, and the list of those that cannot be mapped.

    The view is one of `VIEWS` or one of its own; without a link it is the map of the Attacks page.
    """
    look = VIEWS[view] if isinstance(view, str) else view
    attacks, places = choice.of(everything.attacks), everything.places
    shown_layers = tuple(layers)
    loose = undated(attacks) if choice.years else attacks.head(0)  # in no year, so on no map of chosen years
    drawn = attacks.drop(loose.index)
    drawn = drawn if "context" in shown_layers else drawn[drawn["counted"] == "yes"]
    mapped = located(drawn, places)
    lost = unlocated(drawn, places)
    townships = mapped["township"].nunique()
    text = figure_text(
        everything,
        choice,
        title=f"{_times(len(mapped), 'attack record')} on the map, in {_times(townships, 'township')}",
        shown=drawn,
        of=everything.attacks,
        what="attack records",
        link=link or permalink("/attacks", choice, view="" if view == WHOLE_AREA else view),
        notes=(mapped_words(drawn, places), OUTLINE_NOTE),
    )
    return described(
        "map",
        text,
        dict(zip(MAP_TABLES, (mapped_table(mapped, document_names(everything.sources)), lost), strict=True)),
        alt=f"Map, {look.label}: {len(mapped)} of {len(drawn)} records, marks by type",
        name=name,
        method=METHODS["map"],
        caveats=(left_out_words(choice, everything.attacks), _lost_words(lost), _loose_words(loose)),
        settings={"view": look, "layers": shown_layers, "places": places, "meetings": everything.meetings},
    )


@kept
def events_figure(everything: Dataset, choice: Selection) -> Figure:
    """The counted attack records over time, by type."""
    attacks = choice.of(everything.attacks)
    events = events_over_time(attacks, document_names(everything.sources), everything=everything.attacks)
    text = figure_text(
        everything,
        choice,
        title=attacks_finding(attacks, events, everything.places).title,
        shown=attacks[attacks["attack_id"].isin(events["attack_id"])],
        of=everything.attacks,
        what="attack records",
        link=permalink("/attacks", choice),
    )
    return described(
        "events",
        text,
        {"events": events},
        alt=events_in_words(events),
        name="kachin-attacks-over-time",
        method=METHODS["events"],
        caveats=(left_out_words(choice, everything.attacks), NOT_A_CLASH_COUNT),
    )


@kept
def harm_figure(everything: Dataset, choice: Selection) -> Figure:
    """Killed and injured of the attack records that state a number, with the claims; drawn are those with the most killed."""
    attacks = choice.of(everything.attacks)
    harm = harm_ranges(attacks, everything.claims, everything.places, document_names(everything.sources))
    drawn = most_harmed(harm)
    text = figure_text(
        everything,
        choice,
        title=harm_title(harm),
        shown=attacks[attacks["attack_id"].isin(drawn["attack_id"])],
        of=everything.attacks,
        what="attack records",
        link=permalink("/attacks", choice),
        notes=harm_notes(harm),
    )
    return described(
        "harm",
        text,
        {"harm": drawn} | ({EVERY: harm} if len(drawn) < len(harm) else {}),
        alt=harm_in_words(drawn),
        name="kachin-attacks-harm",
        method=METHODS["harm"],
        caveats=(NO_NUMBER, NEVER_ADDED, left_out_words(choice, everything.attacks)),
    )


def every_record(harm: Figure) -> pd.DataFrame:
    """The numbers of a harm figure for all records that state one, those it does not draw among them."""
    return harm.tables.get(EVERY, harm.tables["harm"])


def _lost_words(lost: pd.DataFrame) -> str:
    """Which records have no point: each in words, or where they are many by their ids."""
    if lost.empty:
        return ""
    if len(lost) > NAMED:
        return f"Not on the map: {', '.join(lost['attack_id'])}; the table of them says why."
    listed = "; ".join(
        f"{row['attack_id']}, {row['date']}, {row['event_type']}: {row['why']}" for row in lost.to_dict("records")
    )
    return f"Not on the map: {listed}."


def _loose_words(loose: pd.DataFrame) -> str:
    return f"Undated and so on no map of chosen years: {', '.join(loose['attack_id'])}." if len(loose) else ""


def _times(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
