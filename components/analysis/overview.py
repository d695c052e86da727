"""The few numbers that stand first, each with its caveat and its source."""

from dataclasses import dataclass

import pandas as pd

from components.analysis.clashes import clashes_with, core_series, further_series
from components.dataset.kept import kept
from components.dataset.load import Dataset, split
from components.dataset.sources import citation, document_names, sources_in_words
from components.filters.choice import Selection, undated
from components.text.wording import period_words

NONE = "none on record"  # a zero here would read as: nothing happened


@dataclass(frozen=True)
class KeyFigure:
    """A number as it is shown, what it counts, what to know about it, where it comes from, and the page that has it in full."""

    label: str
    value: str
    note: str
    source: str
    page: str


@kept
def key_figures(everything: Dataset, choice: Selection) -> list[KeyFigure]:
    """The key figures of the chosen years; a clash figure without a count in them is left out, never shown as zero.

    The clash figures are those of the five documents; counts of other claimants are told by how many there are.
    """
    sources = everything.sources
    published = clashes_with(everything.clashes_per_year)
    counts = choice.of(core_series(published, sources))
    return [
        *clash_figures(counts[counts["standing"] == "current"], document_names(sources)),
        *_further_counts(choice.of(further_series(published, sources)), sources),
        _meetings(*_dated(everything.meetings, choice), sources),
        _attacks(*_dated(everything.attacks, choice), sources),
        _disputes(everything.disputes, sources),
    ]


def clash_figures(counts: pd.DataFrame, documents: dict[str, str]) -> list[KeyFigure]:
    """The newest full year with one count, the newest with rival counts, and the newest part year, as far as there are any."""
    counts = counts.assign(year=counts["period_start"].dt.year).sort_values("year")
    full = counts[counts["coverage"] == "full year"]
    rival = full.duplicated("year", keep=False)
    groups = (
        (full[~rival], "newest full year with a count", "A full year."),
        (full[rival], "claims differ", "Nothing is averaged."),
        (counts[counts["coverage"] == "part year"], "part of a year", "Not comparable with a full year."),
    )
    return [
        _clashes(rows[rows["year"] == rows["year"].max()], what, caveat, documents)
        for rows, what, caveat in groups
        if len(rows)
    ]


def _clashes(rows: pd.DataFrame, what: str, caveat: str, documents: dict[str, str]) -> KeyFigure:
    first = rows.iloc[0]
    claims = [f"{row['claimant']}: {row['clashes']:,}" for row in rows.to_dict("records")]
    return KeyFigure(
        label=f"Clashes in {period_words(first['period_start'], first['period_end'])}, {what}",
        value=" or ".join(f"{clashes:,}" for clashes in rows["clashes"]),
        note=f"{'; '.join(claims) if len(rows) > 1 else first['claimant']}. {caveat}",
        source=_cited(rows, documents),
        page="clashes",
    )


def _further_counts(counts: pd.DataFrame, sources: pd.DataFrame) -> list[KeyFigure]:
    """One figure for the counts beyond the five documents, or none where there is no such count."""
    if counts.empty:
        return []
    series, units = counts["series"].nunique(), sorted(counts["unit"].unique())
    return [
        KeyFigure(
            label="Further counts of fighting, by other claimants",
            value=f"{len(counts):,}",
            note=f"In {series:,} series of one claimant, one unit ({', '.join(units)}) and one area each. "
            "They are never joined, added or compared across series.",
            source=_counted_in(counts, sources),
            page="clashes",
        )
    ]


def _meetings(meetings: pd.DataFrame, without_date: str, sources: pd.DataFrame) -> KeyFigure:
    held, declined = (int((meetings["status"] == status).sum()) for status in ("held", "declined"))
    others = len(meetings) - held - declined
    without_kio = f" {others:,} more did not come about, or were held without the KIO/KIA." if others else ""
    return KeyFigure(
        label="Meetings held, on record",
        value=f"{held:,}" if held else NONE,
        note=f"And {declined:,} invitations or demands declined.{without_kio}{without_date}",
        source=_counted_in(meetings, sources),
        page="talks",
    )


def _attacks(attacks: pd.DataFrame, without_date: str, sources: pd.DataFrame) -> KeyFigure:
    counted = int((attacks["counted"] == "yes").sum())
    return KeyFigure(
        label="Records of attacks and strikes",
        value=f"{counted:,}" if counted else NONE,
        note=f"And {len(attacks) - counted:,} kept but not counted: context, parts of other records, accusations. "
        f"Never added to clash counts.{without_date}",
        source=_counted_in(attacks, sources),
        page="attacks",
    )


def _disputes(disputes: pd.DataFrame, sources: pd.DataFrame) -> KeyFigure:
    return KeyFigure(
        label="Contradictions and open questions",
        value=f"{len(disputes):,}",
        note="In the register of what the sources contradict or leave open. Not filtered by year.",
        source=_counted_in(disputes, sources),
        page="data",
    )


def _dated(table: pd.DataFrame, choice: Selection) -> tuple[pd.DataFrame, str]:
    """The rows to count, and a sentence on those without a date: they count when no years are chosen, else stand outside."""
    kept = choice.of(table)
    without = undated(kept)
    if without.empty:
        return kept, ""
    if choice.years is None:
        return kept, f" Among them {len(without):,} without a date."
    return kept.drop(without.index), f" Not among them: {len(without):,} without a date, which no year can claim."


def _cited(rows: pd.DataFrame, documents: dict[str, str]) -> str:
    return citation(";".join(rows["source_ids"]), ";".join(rows["locators"]), documents)


def _counted_in(table: pd.DataFrame, sources: pd.DataFrame) -> str:
    """Which documents the counted rows rest on; the locators stand in each row."""
    used = sorted({source for ids in table["source_ids"] for source in split(ids)})
    named = sources_in_words(used, sources, document_names(sources))
    which = "The one record names its source" if len(table) == 1 else "Each record names its sources"
    return f"{which}: {', '.join(named) or 'none'}"
