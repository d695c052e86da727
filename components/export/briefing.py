"""A briefing: the chosen figures and tables as slides, as a sheet, and as everything in one ZIP, for page and command."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from components.analysis.tables import kept_tables, used
from components.charts.described import Figure, number_tables
from components.dataset.citation import plain_citation, work
from components.dataset.evidence import EVIDENCE
from components.dataset.load import Dataset
from components.dataset.schema import TABLES
from components.export.briefing_figures import Table, figures_for, tables_for
from components.export.csv import csv_file
from components.export.package import filters_text, package_files, zip_file
from components.export.pictures import picture_file
from components.export.report import sheet_file
from components.export.slides import slides_file
from components.filters.choice import Selection
from components.text.escaping import document_text

Progress = Callable[[float, str], None]
TITLE = "Kachin conflict: briefing"
# Columns of the drawn tables that the data do not have themselves.
DERIVED = {
    "year": "Calendar year.",
    "period": "The period a count covers, in words.",
    "months_covered": "How many months the count covers.",
    "clashes_per_month": "Clashes divided by the months covered.",
    "change_on_year_before": "Difference to the same claimant's full-year count a year earlier, where there is one.",
    "source": "The source, by document number and title.",
    "sources": "Each source with the places in it.",
    "locator": "Where in the source.",
    "date": "The date in words, no more precise than it is known.",
    "start": "First day of the span in which the record lies.",
    "end": "Last day of that span.",
    "kind": "Which of the rows this is: a record or a claim on it, an event or an aggregated figure, an attack or a meeting.",
    "events": "Number of events in words, with its bounds.",
    "named_parts": "How many parts of the record have a row of their own.",
    "what": "What happened, in short.",
    "label": "Place and date of the record.",
    "measure": "What is counted: killed or injured.",
    "low": "Lowest number stated; empty where only an upper bound is.",
    "high": "Highest number stated; empty where no upper bound is known.",
    "number": "The number with its bounds in words; in a table of talks the number the source lists.",
    "held": "Records of meetings held.",
    "absent": "Records of meetings held without the KIO/KIA; neither held nor declined.",
    "not_held": "Records of meetings that were planned and did not come about.",
    "declined": "Records of invitations or terms declined.",
    "declined_by_kio": "Of these, declined by the KIO/KIA.",
    "refused_by_government": "Of these, terms of the KIO refused by the government.",
    "records": "The ids of the records counted.",
    "mark": "The number of the milestone in the picture.",
    "place": "Name of the place.",
    "why": "Why the record has no point on the map.",
    "came_of_it": "The outcome in words; of a refusal, who refused what.",
    "title": "What the record is called.",
    "record_id": "The id of the record.",
    "lane": "The line on which it is drawn: type of event, or held or declined.",
    "standing": "Of a count, current or superseded; of a record, counted or not; of a meeting, held or declined.",
    "in_these_sources": "How many records of the township there are, in words.",
    "counted": "Whether the record enters counts; of a township, its records that do.",
    "not_counted": "Records kept as context or as a part of a larger record.",
    "rank": "Rank by counted records; empty without one.",
    "actor": "Organisation that is said to have acted.",
    "killed": "Killed, with bounds.",
    "injured": "Injured, with bounds.",
    "other_side": "Who sat opposite the KIO/KIA.",
}


@dataclass(frozen=True, eq=False)
class Briefing:
    """What was asked for and what there is to show: figures, tables, and a sentence for each that was left out."""

    everything: Dataset
    choice: Selection
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    left_out: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of what was asked for can be shown."""
        return not self.figures and not self.tables

    @property
    def name(self) -> str:
        """The beginning of the names of its files."""
        core = "_core" if self.choice.evidence == EVIDENCE["core"] else ""
        return f"kachin-briefing_{self.everything.version}{core}{'_filtered' if used(self.choice) else ''}"

    @property
    def filters(self) -> str:
        """The filters in words."""
        return self.choice.words()


def briefing(everything: Dataset, choice: Selection, keys: Iterable[str]) -> Briefing:
    """The figures and tables with these keys as the choice leaves them."""
    wanted = list(keys)
    figures, no_figures = figures_for(everything, choice, wanted)
    tables, no_tables = tables_for(everything, choice, wanted)
    return Briefing(everything, choice, tuple(figures), tuple(tables), (*no_figures, *no_tables))


def slides(made: Briefing, progress: Progress | None = None) -> bytes:
    """The slides of a briefing; raises ValueError when it has no figure."""
    if not made.figures:
        raise ValueError("there is no figure to put on a slide")
    return slides_file(
        made.figures, title=f"{TITLE}, {made.filters}", day=made.everything.date, progress=_counted(progress, "Slide")
    )


def sheet(made: Briefing, progress: Progress | None = None) -> bytes:
    """The sheet of a briefing; it says itself what is left out."""
    return sheet_file(
        made.figures,
        made.tables,
        made.everything,
        title=TITLE,
        filters=made.filters,
        words=made.left_out,
        progress=_counted(progress, "Figure"),
    )


def picture_files(made: Briefing, progress: Progress | None = None) -> dict[str, bytes]:
    """The pictures of a briefing as PNG and SVG and the numbers drawn as CSV, by file name."""
    files: dict[str, bytes] = {}
    tell = _counted(progress, "Picture")
    for number, figure in enumerate(made.figures, start=1):
        files[f"pictures/{figure.name}.png"] = picture_file(figure, "png")
        files[f"pictures/{figure.name}.svg"] = picture_file(figure, "svg")
        files |= {f"numbers/{name}": csv_file(table) for name, table in number_tables(figure).items()}
        tell(number, len(made.figures))
    files |= {f"numbers/{table.name}.csv": csv_file(table.rows) for table in made.tables}
    return files


def everything_file(
    made: Briefing,
    texts: Mapping[str, str],
    progress: Progress | None = None,
    *,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """One ZIP: pictures, numbers, the data package, and a README with citation, licence, filters and the columns used.

    `pictures` are those of `picture_files`, where they are drawn already. Same data, filters and texts: same bytes.
    """
    files = dict(picture_files(made, progress) if pictures is None else pictures)
    files |= {f"data/{name}": content for name, content in package_files(made.everything, made.choice, texts).items()}
    files["README.md"] = readme(made, texts).encode()
    files["COLUMNS.md"] = columns_text(made).encode()
    files["LICENSE-DATA"] = texts["LICENSE-DATA"].encode()
    files["filters.txt"] = filters_text(made.everything, made.choice, kept_tables(made.choice, made.everything)).encode()
    return zip_file(files)


def readme(made: Briefing, texts: Mapping[str, str]) -> str:
    """What is in the ZIP of a briefing, under which filters, how to cite it and under which licence."""
    cited = work(texts["CITATION.cff"])
    lines = [
        f"# {TITLE}",
        "",
        f"Filters: {document_text(made.filters)}. Data version {made.everything.version} of {made.everything.date}.",
        f"Licence: {cited.licence}, see `LICENSE-DATA`. Cite as:",
        "",
        f"> {document_text(plain_citation(cited, fingerprint=made.everything.fingerprint, filters=made.filters))}",
        "",
        "## Figures",
        "",
    ]
    for figure in made.figures:
        lines += [f"### {document_text(figure.title)}", "", f"- Picture: `pictures/{figure.name}.png` and `.svg`"]
        lines += [f"- {document_text(figure.filters)}"]
        lines += [f"- Numbers: `numbers/{name}`" for name in number_tables(figure)]
        lines += [f"- {document_text(line)}" for line in dict.fromkeys((*figure.beside, *figure.notes, figure.source)) if line]
        lines += [f"- Same view in the dashboard: {figure.link}", ""]
    lines += [f"- Table: `numbers/{table.name}.csv`, {document_text(table.text.filters)}" for table in made.tables]
    lines += [f"- {document_text(line)}" for line in made.left_out]
    lines += [
        "",
        "## What else is here",
        "",
        "- `COLUMNS.md`: what each column of the numbers means.",
        "- `filters.txt`: the filters, and what they keep of each table.",
        "- `data/`: the whole data package with codebook, citation and changes; under `data/filtered/` the filtered tables.",
        "",
        "A text that a spreadsheet could take for a formula has an apostrophe before it; `data/README.md` says how to undo it.",
    ]
    return "\n".join(lines) + "\n"


def columns_text(made: Briefing) -> str:
    """The codebook of the columns in the numbers of a briefing, a section for each file."""
    tables = {name: table for figure in made.figures for name, table in number_tables(figure).items()}
    tables |= {f"{table.name}.csv": table.rows for table in made.tables}
    lines = ["# Columns", "", "An empty cell means not stated, never zero.", ""]
    for name, table in tables.items():
        lines += [f"## {name}", "", *(f"- `{column}`: {column_meaning(str(column))}" for column in table.columns), ""]
    return "\n".join(lines)


def column_meaning(column: str) -> str:
    """What a column of a drawn table means; raises KeyError for one that nobody has described."""
    if column in DERIVED:
        return DERIVED[column]
    for spec in TABLES.values():
        if column in spec.columns:
            return spec.columns[column].meaning
    raise KeyError(column)


def _counted(progress: Progress | None, what: str) -> Callable[[int, int], None]:
    def tell(done: int, of: int) -> None:
        if progress:
            progress(done / of, f"{what} {done} of {of}")

    return tell
