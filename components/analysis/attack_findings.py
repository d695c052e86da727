"""What the attack records say for the chosen filters, in one title and a few sentences with their numbers."""

import pandas as pd

from components.analysis.attacks import AGGREGATE, EVENT, MOST_HARMED, context, counted, located, parts
from components.analysis.findings import Finding
from components.filters.choice import Selection, undated
from components.text.wording import date_words, range_words

EMPTY_CELLS = {"place_id": "no township", "event_type": "no type", "actor_id": "no actor named"}


def attacks_finding(attacks: pd.DataFrame, events: pd.DataFrame, places: pd.DataFrame) -> Finding:
    """How many records count, of which type most, the one with the most killed, and what is kept out of the counts."""
    kept = counted(attacks)
    if kept.empty:
        title = "No counted record for this choice"
        return Finding(title, f"{title}. {_apart_words(attacks)} {mapped_words(attacks, places)}".strip())
    single, several = (events[events["kind"] == kind] for kind in (EVENT, AGGREGATE))
    sentences = [f"These sources give {_times(len(kept), 'counted record')}: {len(single)} of one event, or of at least one"]
    sentences[0] += f" and {_times(len(several), 'aggregated figure')}, which are not added up." if len(several) else "."
    deadliest = kept.dropna(subset=["killed_low"]).sort_values("killed_low", ascending=False)
    if len(deadliest):
        row = deadliest.to_dict("records")[0]
        place = dict(zip(places["place_id"], places["name"], strict=True)).get(row["place_id"], "a place not stated")
        killed = range_words(row["killed_low"], row["killed_high"])
        sentences.append(f"The most killed in one record: {killed}, {row['event_type']}, {place}, {date_words(row)}.")
    common = kept["event_type"].value_counts()
    title = f"{_times(len(kept), 'counted record')}, most often {common.index[0]} ({common.iloc[0]})"
    if len(kept) == 1:
        title = f"One counted record: {common.index[0]}"
    return Finding(title, " ".join([*sentences, _apart_words(attacks), mapped_words(attacks, places)]))


def mapped_words(attacks: pd.DataFrame, places: pd.DataFrame) -> str:
    """How many of the records can be mapped and how many cannot."""
    mapped = len(located(attacks, places))
    return f"{mapped} of {len(attacks)} records can be mapped, {len(attacks) - mapped} cannot."


def left_out_words(choice: Selection, attacks: pd.DataFrame) -> str:
    """The records a filter cannot place, in words: without township, type or actor left out, without date kept."""
    found = [
        f"{_times(choice.left_out(attacks, column), 'record')} with {words}"
        for column, words in EMPTY_CELLS.items()
        if choice.left_out(attacks, column)
    ]
    sentences = [f"Not shown, since the filter cannot place them: {'; '.join(found)}."] if found else []
    loose = len(undated(choice.of(attacks)))
    if loose:
        stays = "stays" if loose == 1 else "stay"
        sentences.append(f"{_times(loose, 'undated record')} {stays} in the table whatever the years, and in no chart.")
    return " ".join(sentences)


def harm_title(harm: pd.DataFrame) -> str:
    """How many counted records state a number of killed or injured."""
    harm = counted(harm)
    records = harm["attack_id"].nunique()
    contested = harm[harm["kind"] == "claim"].groupby(["attack_id", "measure"])["number"].nunique()
    differing = int((contested > 1).groupby("attack_id").any().sum()) if len(contested) else 0
    title = f"{_times(records, 'counted record')} {'states' if records == 1 else 'state'} a number of killed or injured"
    title = f"{title}; in {differing} the claims differ" if differing else title
    return f"{title}; drawn: the {MOST_HARMED} with the most killed" if records > MOST_HARMED else title


def harm_notes(harm: pd.DataFrame) -> tuple[str, ...]:
    """What the harm chart leaves to the table, where it does not draw every record."""
    records, others = (harm.loc[harm["counted"] == word, "attack_id"].nunique() for word in ("yes", "no"))
    notes = []
    if records > MOST_HARMED:
        first = f"The {MOST_HARMED} counted records with the most killed, then injured"
        notes.append(f"{first}, of {records} that state a number; all in the table.")
    if others:
        state, are = ("states", "is") if others == 1 else ("state", "are")
        notes.append(f"{_times(others, 'record')} that {are} not counted {state} a number too: in the table, not drawn.")
    return tuple(notes)


def _apart_words(attacks: pd.DataFrame) -> str:
    loose, pieces = len(context(attacks)), len(parts(attacks))
    words = []
    if loose:
        words.append(f"{_times(loose, 'more record')} {'is' if loose == 1 else 'are'} kept as context and not counted")
    if pieces:
        words.append(f"{pieces} {'is a named part' if pieces == 1 else 'are named parts'} of a larger operation, counted once")
    return f"{'; '.join(words)}." if words else ""


def _times(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
