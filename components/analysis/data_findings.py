"""What the Data page says of itself: records, documents and disputes for the choice, and how far the filters reach."""

from collections.abc import Iterable, Mapping

from components.analysis.tables import CITING, LISTS, RECORDS, Kept, chosen_words, national, sources_cited, used
from components.filters.choice import Selection


def data_finding(choice: Selection, tables: Mapping[str, Kept], disputes: int) -> str:
    """How many records, documents and disputes there are for the choice, as sentences; disputes stand apart from records."""
    if not used(choice):
        return _whole(tables)
    reached = [tables[name] for name in RECORDS if tables[name].reached]
    sentences = [
        _kept_words(choice, reached),
        _cited_words(reached, tables, disputes),
        _national_words(tables["figures"]) if tables["figures"].reached else "",
        _rest_words(tables),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def table_words(kept: Kept, choice: Selection) -> str:
    """Which filters work on a table and which do not, how many rows they keep, and what they cannot place."""
    everything = f"all {times(kept.total, 'row')}"
    if not used(choice):
        return f"No filter in use: {everything}."
    if not kept.reached:
        return f"Not filtered, since it has no column for {' or '.join(used(choice))}: {everything}."
    sentences = [f"Filtered by {chosen_words(kept.choice)}: {len(kept.rows):,} of {times(kept.total, 'row')}."]
    if kept.idle:
        sentences.append(f"Not filtered by {' or '.join(kept.idle)}, for which it has no column.")
    if kept.undated:
        sentences.append(f"{times(kept.undated, 'row')} without a date {_s('stay', kept.undated)}, whatever the years.")
    if kept.lost:
        sentences.append(f"Left out because the filter cannot place them: {', '.join(kept.lost)}.")
    return " ".join(sentences)


def national_words(number: int, of: int) -> str:
    """How many of the figures shown are for the whole country, and what that means; empty when none is."""
    if not number:
        return ""
    return (
        f"{number} of {times(of, 'figure')} {'is' if number == 1 else 'are'} for the whole country, shown as context and "
        "marked so in the column Context. They enter no Kachin number."
    )


def times(number: int, what: str) -> str:
    """A number with its noun."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _whole(tables: Mapping[str, Kept]) -> str:
    sizes = {name: one.total for name, one in tables.items()}
    records = times(sum(sizes[name] for name in RECORDS), "record")
    lists = f"{times(sizes['organisations'], 'organisation')} and {times(sizes['places'], 'place')}"
    sentences = [
        f"There are {records} in {len(RECORDS)} tables, from {times(sizes['sources'], 'document')}, with lists of {lists}.",
        f"A register holds {times(sizes['disputes'], 'dispute')}: what the documents contradict or leave open.",
        _national_words(tables["figures"]),
    ]
    return " ".join(sentences).strip()


def _kept_words(choice: Selection, reached: list[Kept]) -> str:
    """The records kept, those with a date that fits apart from those without any, which no choice of years can place."""
    kept, total = sum(len(one.rows) for one in reached), sum(one.total for one in reached)
    dated = [one for one in reached if one.choice.years]
    loose = sum(one.undated for one in dated)
    others = kept - sum(len(one.rows) for one in dated)
    fitting = kept - loose - others
    where = f"in {'one table' if len(reached) == 1 else f'{len(reached)} tables'} ({_numbers(reached)})"
    chosen = chosen_words(choice)
    if not kept:
        return f"No record matches {chosen}, which does not mean that nothing happened; looked for {where}."
    if not dated:
        return f"For {chosen}: {kept:,} of {times(total, 'record')} {where}."
    parts = [f"{loose} without any date"] * bool(loose) + [f"{others} in tables without dates"] * bool(others)
    if fitting:
        return f"For {chosen}: {' and '.join([times(fitting, 'dated record'), *parts])}, of {total:,} {where}."
    lead = f"No record with a date matches {chosen}, which does not mean that nothing happened."
    return f"{lead} Still shown: {' and '.join(parts)}, of {times(total, 'record')} {where}."


def _numbers(tables: Iterable[Kept]) -> str:
    return ", ".join(f"{one.what} {len(one.rows)} of {one.total}" for one in tables)


def _cited_words(reached: list[Kept], tables: Mapping[str, Kept], disputes: int) -> str:
    touching = f"{disputes} of {times(tables['disputes'].total, 'dispute')} {_s('touch', disputes)} this choice"
    touching = touching if disputes else "no dispute touches this choice"
    cited = len(sources_cited(one for one in reached if one.name in CITING))
    if not cited:
        return f"{touching[:1].upper()}{touching[1:]}."
    return f"They rest on {cited} of {times(tables['sources'].total, 'document')}, and {touching}."


def _national_words(figures: Kept) -> str:
    number = len(national(figures.rows))
    if not number:
        return ""
    are = "is" if number == 1 else "are"
    return f"{number} of the {times(len(figures.rows), 'figure')} {are} national: context, in no Kachin number."


def _rest_words(tables: Mapping[str, Kept]) -> str:
    lists = [tables[name] for name in LISTS if tables[name].reached]
    whole = sum(not one.reached for one in tables.values())
    words = f"Filtered as well: {_numbers(lists)}. " if lists else ""
    if whole:
        words += "The other table is shown whole." if whole == 1 else f"The other {whole} tables are shown whole."
    return words.strip()


def _s(verb: str, number: int) -> str:
    """The verb for one or for several."""
    ending = "es" if verb.endswith("ch") else "s"
    return f"{verb}{ending}" if number == 1 else verb
