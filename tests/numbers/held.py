"""The tables behind every figure and the key figures under eight selections, as one comparable text."""

import gzip
import json
from pathlib import Path

from components.export.briefing_figures import OFFERS

from components.analysis.overview import key_figures
from components.charts.described import numbers
from components.dataset.evidence import EVIDENCE, of_evidence
from components.dataset.load import Dataset, load
from components.filters.choice import Choice, Selection
from components.filters.options import options, resolve

HELD = Path(__file__).with_name("held.json.gz")


def _chosen(everything: Dataset, name: str, text: str) -> tuple[Choice, ...]:
    return tuple(option.choice for option in resolve([text], options(everything)[name])[0])


def selections(everything: Dataset) -> dict[str, Selection]:
    """The eight selections by name."""
    without = next(option.choice for option in options(everything)["township"] if option.records == 0)
    return {
        "all": Selection(),
        "core": Selection(evidence=EVIDENCE["core"]),
        "year": Selection(years=(2018, 2018)),
        "year without data": Selection(years=(1975, 1975)),
        "township": Selection(townships=_chosen(everything, "township", "Momauk")),
        "township without records": Selection(townships=(without,)),
        "type": Selection(types=_chosen(everything, "type", "airstrike")),
        "impossible": Selection(years=(2012, 2012), townships=(without,), types=_chosen(everything, "type", "drone attack")),
    }


def held(everything: Dataset) -> dict[str, dict[str, list[str]]]:
    """For each selection and figure the lines of its tables, as they are handed out."""
    found: dict[str, dict[str, list[str]]] = {}
    for name, choice in selections(everything).items():
        data = of_evidence(everything, "core") if name == "core" else everything
        parts = {"key figures": [repr(vars(one)) for one in key_figures(data, choice)]}
        for key, offer in OFFERS.items():
            why = offer.missing(data, choice)
            figure = None if why else offer.describe(data, choice)
            parts[key] = [why] if figure is None else [figure.title, figure.sentence]
            for table in figure.tables if figure else ():
                parts[f"{key}: {table}"] = numbers(figure, table).to_csv(index=False).splitlines()
        found[name] = parts
    return found


def written() -> dict[str, dict[str, list[str]]]:
    """What was held before the first change."""
    found: dict[str, dict[str, list[str]]] = json.loads(gzip.decompress(HELD.read_bytes()))
    return found


if __name__ == "__main__":
    text = json.dumps(held(load()), ensure_ascii=False, indent=0)
    HELD.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
