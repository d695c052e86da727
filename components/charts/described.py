"""One description of a figure, from which the screen, the printed picture, the slide and the sheet are all drawn."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from components.analysis.clashes import NO_COUNT, years_on_record
from components.dataset.load import Dataset, split
from components.dataset.sources import source_titles, sources_in_words
from components.filters.choice import Selection

NEVER_ADDED = "Numbers of different claimants are never added or averaged."


@dataclass(frozen=True)
class FigureText:
    """What a figure says about itself beside its numbers; `source_ids` are all its sources, which one line may not hold."""

    title: str
    filters: str
    source: str
    version: str
    notes: tuple[str, ...] = ()
    link: str = ""
    source_ids: tuple[str, ...] = ()

    @property
    def below(self) -> tuple[str, ...]:
        """The lines under a picture: its notes, its sources, the version of the data and where the same view is."""
        lines = (*self.notes, self.source, self.version, f"Same view in the dashboard: {self.link}" if self.link else "")
        return tuple(line for line in lines if line)


@dataclass(frozen=True, eq=False, kw_only=True)
class Figure(FigureText):
    """A figure without its ink: its kind, the tables it draws, what it says of itself, and what a reader must know.

    `notes` stand in the picture; `sentence` (the finding in full), `method` and `caveats` stand beside it, in the notes of a
    slide and under it in a sheet. `settings` are the switches of its kind, such as a log scale.
    """

    kind: str
    tables: Mapping[str, pd.DataFrame]
    alt: str
    name: str
    caveats: tuple[str, ...] = ()
    method: str = ""
    sentence: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def spoken(self) -> str:
        """The name of the figure for those who do not see it: what kind it is and of what, its finding, and the filters."""
        kind = self.alt.split(". ")[0].removesuffix(".")
        return f"{kind}. {self.title}. {self.filters}."

    @property
    def beside(self) -> tuple[str, ...]:
        """What stands beside the picture, each once: the finding in full, the method, the caveats."""
        return tuple(dict.fromkeys(words for words in (self.sentence, self.method, *self.caveats) if words))


def numbers(figure: Figure, table: str) -> pd.DataFrame:
    """A table that a figure draws as it is handed out: a year without a count says what it has none of."""
    rows, gap = figure.tables[table], figure.settings.get("gap")
    return rows if gap is None or "coverage" not in rows else rows.assign(coverage=rows["coverage"].replace(NO_COUNT, gap))


def figure_text(
    everything: Dataset,
    choice: Selection,
    *,
    title: str,
    shown: pd.DataFrame,
    of: pd.DataFrame,
    what: str,
    link: str = "",
    notes: tuple[str, ...] = (),
) -> FigureText:
    """What a figure says about itself: the finding, the filters with how many rows they keep, sources and data version."""
    filters = f"{choice.words(of)} · showing {len(shown):,} of {len(of):,} {what}"
    return FigureText(
        title=title,
        filters=filters[:1].upper() + filters[1:],
        source=source_line(everything, shown),
        version=version_line(everything),
        notes=notes,
        link=link,
        source_ids=used_sources(shown),
    )


def source_line(everything: Dataset, rows: pd.DataFrame) -> str:
    """The sources of these rows, each once by its title, or where they are many by number and publisher."""
    named = sources_in_words(used_sources(rows), everything.sources, source_titles(everything.sources))
    return f"{'Sources' if len(named) > 1 else 'Source'}: {'; '.join(named) or 'none for this choice'}"


def used_sources(rows: pd.DataFrame) -> tuple[str, ...]:
    """The ids of the sources of these rows, each once."""
    return tuple(dict.fromkeys(source for ids in rows["source_ids"] for source in split(ids)))


def version_line(everything: Dataset) -> str:
    """Which state of the data a figure shows."""
    return f"Kachin Conflict Dashboard, data version {everything.version} of {everything.date}"


def year_range(everything: Dataset, choice: Selection) -> tuple[int, int]:
    """The years a figure spans: those chosen, or all on record."""
    return choice.years or years_on_record(everything.clashes_per_year, everything.attacks, everything.meetings)


def described(
    kind: str,
    text: FigureText,
    tables: Mapping[str, pd.DataFrame],
    *,
    alt: str,
    name: str,
    method: str,
    sentence: str = "",
    caveats: tuple[str, ...] = (),
    settings: Mapping[str, Any] | None = None,
) -> Figure:
    """A figure of this kind that says of itself what the text does; caveats that are empty are left out."""
    return Figure(
        **vars(text),
        kind=kind,
        tables=tables,
        alt=alt,
        name=name,
        method=method,
        sentence=sentence,
        caveats=tuple(words for words in caveats if words),
        settings=settings or {},
    )


def number_tables(figure: Figure) -> dict[str, pd.DataFrame]:
    """The tables that a figure draws, by the names of the files that hold their numbers."""
    names = number_names(figure.name, figure.tables)
    return {names[key]: numbers(figure, key) for key in figure.tables}


def number_names(name: str, tables: Collection[str]) -> dict[str, str]:
    """The file name of the numbers in each table of a figure: that of the figure, where it draws a single table."""
    return {key: f"{name}.csv" if len(tables) == 1 else f"{name}_{key.replace('_', '-')}.csv" for key in tables}
