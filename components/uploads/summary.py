"""Everything the Compare page draws from a uploaded file for one selection: small tables, so that the rows are asked once."""

from dataclasses import dataclass

import pandas as pd

from components.dataset.load import Dataset
from components.filters.view import Selection
from components.uploads.measures import Mapped, events_per_year, mapped, not_mapped, years_shown
from components.uploads.reader import Imported
from components.uploads.selection import chosen_rows

PAGE = 200  # rows of the first page of the table


@dataclass(frozen=True, eq=False)
class Summary:
    """What a selection leaves of a file: rows by the year, on the map and beside it, and the first of them."""

    shown: int
    of: int
    selection: Selection
    notes: tuple[str, ...]
    years: pd.DataFrame
    drawn: Mapped
    lost: pd.DataFrame
    page: pd.DataFrame

    def panel(self, first: int, last: int) -> pd.DataFrame:
        """The years of a panel."""
        return self.years[self.years["year"].between(first, last)].reset_index(drop=True)

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last year of the file and of our records."""
        return int(self.years["year"].min()), int(self.years["year"].max())

    def outside(self, first: int, last: int) -> int:
        """How many rows a panel of these years does not draw."""
        return int(self.shown - self.panel(first, last)["events"].sum())


def summary(imported: Imported, selection: Selection, everything: Dataset, recorded: tuple[int, int]) -> Summary:
    """The file under the selection, by the chosen years or those of the file and of our records (`recorded`)."""
    chosen = chosen_rows(imported, selection, everything)
    rows = chosen.table
    drawn = mapped(rows)
    return Summary(
        shown=len(rows),
        of=len(imported.table),
        selection=chosen.selection,
        notes=chosen.notes,
        years=events_per_year(rows, imported, years=years_shown(rows, selection.years, recorded)),
        drawn=drawn,
        lost=not_mapped(rows),
        page=rows.head(PAGE).copy(),
    )
