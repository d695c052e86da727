"""What the records of one township say for the chosen filters, and how it stands among the others, in words."""

import re
from dataclasses import replace

import pandas as pd

from components.analysis.attacks import context, counted, parts
from components.analysis.findings import Finding
from components.analysis.talk_findings import apart_sentence
from components.analysis.talks import apart, apart_words
from components.analysis.townships import NO_RECORD, with_records, without_township
from components.filters.choice import Selection, undated

BOX, FILTER, RECORD, NOTHING = "box", "filter", "record", "nothing"
UNEVEN = (
    "These sources look at some places far more than at others: a rank says where they report from as much as where there "
    "was fighting."
)
NOT_CLASHES = "Counts of clashes are published for the whole area and cannot follow a township, so none is shown here."


def township_finding(
    township: str, attacks: pd.DataFrame, meetings: pd.DataFrame, *, choice: Selection, all_attacks: int, all_meetings: int
) -> Finding:
    """How many records and meetings of a choice are placed in a township; nothing found is never told as nothing happened."""
    if not all_attacks and not all_meetings:
        sentence = (
            f"No attack record and no meeting of these sources is placed in {township} Township, "
            "which does not mean that nothing happened there."
        )
        return Finding(f"{township}: {NO_RECORD}", sentence)
    if attacks.empty and meetings.empty:
        everything = " and ".join(
            _times(number, what)
            for number, what in ((all_attacks, "attack record"), (all_meetings, "meeting or refusal"))
            if number
        )
        filters = replace(choice, townships=()).words()
        sentence = (
            f"Nothing placed in {township} Township matches this choice ({filters}); without filters there "
            f"{'is' if all_attacks + all_meetings == 1 else 'are'} {everything}. "
            "Finding nothing does not mean that nothing happened."
        )
        return Finding(f"{township}: no record for this choice", sentence)
    titles = [_unbroken(title) for title in (_attack_title(attacks), _meeting_title(meetings))]
    sentences = [f"{_attack_sentence(township, attacks)} {_apart(attacks)}".strip(), _meeting_sentence(meetings)]
    return Finding(f"{township}: {', '.join(title for title in titles if title)}", " ".join(sentences))


def rank_sentence(counts: pd.DataFrame, township: str) -> str:
    """The rank of a township by counted records, with who shares it; no counted record is no rank."""
    ranked = counts.dropna(subset=["rank"])
    row = counts[counts["township"] == township].to_dict("records")[0]
    if pd.isna(row["rank"]):
        why = "has no attack record" if pd.isna(row["counted"]) else "has no record that is counted"
        others = f"; {len(ranked)} of {len(counts)} townships {'has' if len(ranked) == 1 else 'have'} one"
        return f"{township} {why} for this choice and so no rank{others if len(ranked) else ', nor has any other township'}."
    shared = sorted(name for name in ranked.loc[ranked["rank"] == row["rank"], "township"] if name != township)
    tie = f", shared with {_listed(shared)}" if shared else ""
    place = f"rank {row['rank']}{tie}" if len(ranked) > 1 else "the only one"
    among = f"among the {len(ranked)} townships that have any" if len(ranked) > 1 else "that has any"
    return f"{township} has {_times(row['counted'], 'counted record')}: {place} {among}, of {len(counts)}."


def rank_title(counts: pd.DataFrame) -> str:
    """Which township has the most counted records, or that several share that place."""
    ranked = counts.dropna(subset=["rank"])
    first = sorted(ranked.loc[ranked["rank"] == 1, "township"])
    if not first:
        return "No township has a counted record for this choice"
    if len(first) > 1:
        return f"Most counted records: {_listed(first)} ({counts['counted'].max()} each)"
    return f"Most counted records: {first[0]} ({counts['counted'].max()})"


def without_record_words(counts: pd.DataFrame) -> str:
    """How many of the townships have no record at all, which is not the same as nothing happening there."""
    empty = len(counts) - len(with_records(counts))
    return f"The other {empty} of {len(counts)} townships: {NO_RECORD}, which is not “nothing happened”."


def without_township_words(attacks: pd.DataFrame, meetings: pd.DataFrame, places: pd.DataFrame) -> str:
    """How many records and meetings carry no township in these data, so that none of the 42 can claim them."""
    words = [
        f"{len(without_township(table, places))} of {_times(len(table), what)}"
        for table, what in ((attacks, "attack record"), (meetings, "meeting or refusal"))
        if len(table)
    ]
    if not words:
        return ""
    return (
        f"No township in these data: {' and '.join(words)} of this choice (no place named, an area wider than one township, "
        "or a place abroad). They stand under no township."
    )


def opened_words(township: str, choice: Selection, opened_by: str) -> str:
    """Which choice opened the township: the `BOX` of the page, the `FILTER` of the sidebar, a `RECORD`, or `NOTHING`."""
    names = [one.name for one in choice.townships]
    if opened_by == BOX:
        if not names or names == [township]:
            return ""
        return (
            f"The box decides which township this page shows; the sidebar's township filter ({_listed(names)}) is not used "
            "here. The other filters are."
        )
    if opened_by == RECORD:
        return f"Opened by the chosen record, whose place lies in {township} Township."
    if opened_by == FILTER and len(names) == 1:
        return f"Opened by the sidebar's township filter: {township}."
    if opened_by == FILTER:
        return f"The sidebar's filter holds {len(names)} townships and this page shows one: {township}. Choose another above."
    return f"No township is chosen, so the one with the most counted records is shown: {township}."


def reach_words(choice: Selection) -> str:
    """That filters on type and actor work on attack records only, where one of them is used."""
    used = [word for word, chosen in (("type", choice.types), ("actor", choice.actors)) if chosen]
    return f"The filter on {' and '.join(used)} works on attack records; meetings have no such field." if used else ""


def undated_words(attacks: pd.DataFrame, meetings: pd.DataFrame) -> str:
    """The records that have no date and so stand in the tables and not on the time axis."""
    loose = [*undated(attacks)["attack_id"], *undated(meetings)["meeting_id"]]
    if not loose:
        return ""
    return f"Not on the axis, since undated: {_listed(loose)}. {'It stays' if len(loose) == 1 else 'They stay'} in the tables."


def _attack_title(attacks: pd.DataFrame) -> str:
    number = len(counted(attacks))
    if attacks.empty:
        return "no attack record"
    return f"{_times(len(attacks), 'attack record')} ({number or 'none'} counted)"


def _meeting_title(meetings: pd.DataFrame) -> str:
    held, declined = _held_and_declined(meetings)
    words = [_times(held, "meeting") + " held"] if held else []
    return ", ".join([*words, *([f"{declined} declined"] if declined else []), *apart_words(apart(meetings))])


def _attack_sentence(township: str, attacks: pd.DataFrame) -> str:
    number = len(counted(attacks))
    if attacks.empty:
        return f"No attack record is placed in {township} Township for this choice."
    what = _times(len(attacks), "attack record")
    if len(attacks) == 1:
        why = (
            "a named part of a larger operation, counted in its stead"
            if len(parts(attacks))
            else "kept as context, not counted"
        )
        return f"By the gazetteer {what} {_lies(1)} in {township} Township, {'which is counted' if number else why}."
    kept = "none of them is counted" if not number else f"{number} of them {'is' if number == 1 else 'are'} counted"
    kept = "all are counted" if number == len(attacks) else kept
    return f"By the gazetteer {what} {_lies(len(attacks))} in {township} Township; {kept}."


def _lies(number: int) -> str:
    return "lies" if number == 1 else "lie"


def _apart(attacks: pd.DataFrame) -> str:
    if len(attacks) == 1:
        return ""
    loose, pieces = len(context(attacks)), len(parts(attacks))
    words = [f"{loose} {'is' if loose == 1 else 'are'} kept as context"] if loose else []
    if pieces:
        words.append(
            f"{pieces} {'is a named part' if pieces == 1 else 'are named parts'} of a larger operation, counted in "
            f"{'its' if pieces == 1 else 'their'} stead"
        )
    return f"Not counted: {' and '.join(words)}." if words else ""


def _meeting_sentence(meetings: pd.DataFrame) -> str:
    held, declined = _held_and_declined(meetings)
    if meetings.empty:
        return "No meeting of this choice was held or planned there."
    others = apart_sentence(meetings)
    if not held and not declined:
        return f"No meeting with the KIO/KIA was held or declined there. {others}"
    refused = f"{declined} planned or offered there {'was' if declined == 1 else 'were'} declined"
    if not held:
        return f"No meeting was held there; {refused}. {others}".strip()
    words = f"{_times(held, 'meeting')} {'was' if held == 1 else 'were'} held there"
    return f"{words}{f'; {refused}' if declined else ''}. {others}".strip()


def _held_and_declined(meetings: pd.DataFrame) -> tuple[int, int]:
    held, declined = (int((meetings["status"] == status).sum()) for status in ("held", "declined"))
    return held, declined


def _unbroken(title: str) -> str:
    """A number stays on the line of what it counts."""
    return re.sub(r"(\d) (?=[a-z])", "\\1\u00a0", title)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _times(number: int, what: str) -> str:
    if number == 1:
        return f"1 {what}"
    return f"{number} {what.replace(' or ', 's or ')}s"
