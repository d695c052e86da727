"""The cells of a brought file as numbers that stand for its different cells: each is read once, however often it stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from components.uploads.formats import Refused


@dataclass
class Coded:
    """A column that grows: codes by row, and for each different cell its text, its value or the rule it breaks."""

    file: str
    name: str
    read: Callable[[str], Any]
    texts: list[str] = field(default_factory=list)
    meanings: list[Any] = field(default_factory=list)
    rules: dict[int, str] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    parts: list[np.ndarray] = field(default_factory=list)

    def codes(self, cells: np.ndarray) -> np.ndarray:
        """The code of each cell; a cell not seen before is read now."""
        local, different = pd.factorize(cells)
        return np.array([self._code(cell) for cell in different], dtype=np.int32)[local]

    def broken(self, codes: np.ndarray) -> np.ndarray:
        """Which of these codes stand for a cell that breaks a rule."""
        return np.isin(codes, list(self.rules)) if self.rules else np.zeros(len(codes), dtype=bool)

    def fault(self, code: int, row: int) -> Refused:
        """The refusal of the cell with this code."""
        return Refused(self.file, self.rules[code], row=row, column=self.name, value=self.texts[code])

    def array(self, codes: np.ndarray, dtype: Any) -> np.ndarray:  # noqa: ANN401 - as numpy takes it
        """The meanings of sound rows by their codes; only the meanings that these rows have are looked at."""
        used, place = np.unique(codes, return_inverse=True)
        found: np.ndarray = np.array([self.meanings[code] for code in used.tolist()], dtype=dtype)[place]
        return found

    @property
    def all_kept(self) -> np.ndarray:
        """The codes of all kept rows."""
        return np.concatenate(self.parts) if self.parts else np.array([], dtype=np.int32)

    def category(self, words: Callable[[Any], str | None] = lambda value: value or None) -> pd.Categorical:
        """The kept rows as categories, named by these words; no word is a missing value."""
        named = [None if code in self.rules else words(value) for code, value in enumerate(self.meanings)]
        codes, categories = pd.factorize(np.array(named, dtype=object))
        kept = codes.astype(np.int32)[self.all_kept] if named else self.all_kept
        used, packed = np.unique(kept[kept >= 0], return_inverse=True)
        fresh = np.full(len(kept), -1, dtype=np.int32)
        fresh[kept >= 0] = packed
        return pd.Categorical.from_codes(fresh, categories=pd.Index([str(categories[code]) for code in used], dtype="str"))

    def _code(self, cell: str) -> int:
        code = self.known.get(cell)
        if code is None:
            code = self.known[cell] = len(self.texts)
            self.texts.append(cell)
            try:
                self.meanings.append(self.read(cell.strip()))
            except ValueError as error:
                self.meanings.append(None)
                self.rules[code] = str(error)
        return code
