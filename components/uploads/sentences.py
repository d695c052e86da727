"""What a brought file holds and leaves out, in sentences computed from it, and why its numbers are not ours."""

import pandas as pd

from components.text.wording import many, runs, runs_words
from components.uploads.formats import Collection
from components.uploads.map import NEAR_KM, step_words
from components.uploads.measures import NOT_IN_FILE, Mapped
from components.uploads.reader import Imported
from components.uploads.study_area import KEPT, rule_words

WHY_DIFFERENT: dict[Collection, tuple[str, ...]] = {
    "UCDP GED": (
        "UCDP counts an event only if somebody died in it; a clash without a death is none. Our counts are of clashes, with or "
        "without deaths, as a claimant published them.",
        "UCDP enters what reports allow it to date and place; a claimant such as the KIO counts what its own units report.",
        "An event of UCDP may hold several days of fighting; what a claimant calls one clash is not stated.",
        "UCDP counts all fighting here, whoever fights. Our counts are of clashes of the KIO/KIA with the military.",
    ),
    "ACLED": (
        "ACLED codes reports event by event and day by day: fighting of five days in one place is five rows. Our counts are of "
        "clashes as a claimant published them.",
        "ACLED goes back and codes again: the same days in an older and a newer export can differ.",
        "Its number of deaths is one conservative figure. Where reports differ it does not show the range.",
        "ACLED counts all violence here, whoever fights. Our counts are of clashes of the KIO/KIA with the military.",
    ),
}
TERMS: dict[Collection, str] = {
    "UCDP GED": "UCDP asks to be cited when its data are used: name it and the version of your file.",
    "ACLED": (
        "ACLED's terms forbid passing its rows on. What you download here, the table and the numbers of the map, is for you "
        "alone; counts and charts may be shown with ACLED named."
    ),
}


def kept_words(imported: Imported) -> str:
    """How many rows of the file are kept, where they lie, and how many are dropped for which reason."""
    kept = {part: number for part, number in imported.counts.items() if part in KEPT}
    dropped = {reason: number for reason, number in imported.counts.items() if reason not in KEPT}
    where = ", ".join(f"{number:,} in {part}" for part, number in kept.items())
    words = f"Kept {sum(kept.values()):,} of {many(imported.rows, 'row')}{f': {where}' if where else ''}."
    if dropped:
        told = "; ".join(f"{number:,} {reason}" for reason, number in dropped.items())
        words += f" Dropped {sum(dropped.values()):,}: {told}."
    return f"{words} {rule_words(imported.format.collection)}"


def span_words(imported: Imported) -> str:
    """The days between which the file lies, and how it was written."""
    if imported.first_day is None or imported.last_day is None:
        return ""
    words = f"{imported.format.name}, {many(imported.rows, 'row')}, from {imported.first_day} to {imported.last_day}."
    return " ".join([words, *imported.notes])


def file_finding(years: pd.DataFrame, shown: int, imported: Imported) -> str:
    """What the chosen rows say: how many, when most, how many deaths; a part year is named and compared with nothing."""
    if not len(imported.table):
        return "The file has no row in the study area: Kachin State and northern Shan State."
    if not shown:
        return "No row of the file matches these filters."
    covered = years[years["coverage"] != NOT_IN_FILE]
    full = covered[(covered["coverage"] == "full year") & (covered["events"] > 0)]
    low, best, high = (int(covered[name].sum()) for name in ("killed_low", "killed_best", "killed_high"))
    deaths = f"{best:,} deaths"
    if imported.format.collection == "UCDP GED":
        deaths += f" (best estimate; {low:,} to {high:,})"
    words = [f"{many(shown, 'row')} of the file {'match' if shown > 1 else 'matches'} these filters, with {deaths}."]
    if len(full) > 1:
        top = full.sort_values(["events", "year"], ascending=[False, True]).iloc[0]
        words.append(f"Of the years it covers in full, {top['year']} has most events: {top['events']:,}.")
    words += part_words(years)
    return " ".join(words)


def part_words(years: pd.DataFrame) -> list[str]:
    """A sentence for each year that the file covers in part."""
    return [
        f"The file covers {row['period']} only, so {row['year']} is not to be compared with a full year."
        for row in years[years["coverage"] == "part year"].to_dict("records")
    ]


def zero_words(years: pd.DataFrame) -> str:
    """The years inside the file without a row, which is a zero of the file and no more."""
    empty = years.loc[(years["coverage"] != NOT_IN_FILE) & (years["events"] == 0), "year"].tolist()
    if not empty:
        return ""
    years_without = runs_words(runs(empty))
    return f"No row of the file matches in {years_without}: a zero of this file, which does not mean that nothing happened."


def map_words(drawn: Mapped, collection: Collection) -> str:
    """What the map shows of how many rows, and how it treats the others."""
    total = drawn.located + drawn.nearby + drawn.not_located
    words = [f"{drawn.located:,} of {many(total, 'row')} are located to a place and stand on the map."]
    if not drawn.cell:
        words.append("A filled mark is as large as its rows are many.")
    if drawn.cell:
        words.append(
            f"Their points are too many to draw, so the map counts them in squares of {drawn.cell:g} degrees (about "
            f"{round(drawn.cell * 111)} km), in five steps from pale to strong: {step_words()} rows."
        )
    if drawn.nearby:
        wide = (
            f"of {NEAR_KM} km, which is what UCDP means by near"
            if collection == "UCDP GED"
            else "of one size, since ACLED gives no distance"
        )
        shown = f"circles {wide}" if len(drawn.around) else "too many circles to draw, and are counted here only"
        words.append(f"{drawn.nearby:,} lie near a place: {shown}.")
    if drawn.not_located:
        words.append(
            f"{drawn.not_located:,} are known to a township, a state or wider only. The file puts them on one point of it; "
            "drawn there they would be a false hot spot, so they are listed below and not drawn."
        )
    return " ".join(words)
