"""What is wrong with a data folder, one sentence each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One fault of one file; row numbers are a spreadsheet's, with the header as row 1."""

    file: str
    row: int | None
    column: str | None
    value: str | None
    rule: str

    def __str__(self) -> str:
        """One sentence that names file, row, column, value and rule, as far as they apply."""
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        return f"{place}: {_shown(self.value)}{self.rule}."

    @property
    def place(self) -> tuple[str, int, str]:
        """File, row and column, to sort by."""
        return self.file, self.row or 0, self.column or ""


class DataFaults(ValueError):  # noqa: N818 - the faults are of the data, not of the program
    """Raised when a data folder breaks the rules; holds every fault found in it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep the faults and make the message of them, one line each."""
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


def _shown(value: str | None) -> str:
    """The value in quotes, with what cannot be seen made visible and cut where it is very long."""
    if value is None:
        return ""
    if value == "":
        return "the empty cell "
    seen = "".join(mark if mark.isprintable() else f"<U+{ord(mark):04X}>" for mark in value)
    return f'"{seen[:80]}{"..." if len(seen) > 80 else ""}" '
