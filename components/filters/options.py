"""The options of the filters: what each is called, the ids it stands for, how many attack records it holds."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from components.dataset.load import Dataset, split
from components.dataset.schema import VOCABULARIES
from components.dataset.sources import source_titles
from components.filters.choice import Choice, Selection

NOT_STATED = "not stated"
FILTERS = {"township": "townships", "type": "types", "actor": "actors", "source": "sources"}


@dataclass(frozen=True)
class Option:
    """One option of a filter, with the number of attack records it holds and the other names it can be found by."""

    choice: Choice
    records: int
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What the option shows and what the address holds: its name, its number of records, its other names."""
        also = f" · {', '.join(self.aliases)}" if self.aliases else ""
        return f"{self.choice.name} ({self.records}){also}"

    def answers_to(self, text: str) -> bool:
        """Whether a text of an address means this option: its label, even with an older number, a name or an id."""
        wanted = text.casefold().strip()
        names = {self.choice.name, *self.aliases, *(self.choice.ids[:1])}
        return wanted in {name.casefold() for name in names} or wanted.startswith(f"{self.choice.name.casefold()} (")


def options(everything: Dataset) -> dict[str, list[Option]]:
    """The options of each filter, those with records first, then by name."""
    return {
        "township": _sorted(_townships(everything)),
        "type": _sorted(_types(everything.attacks)),
        "actor": _sorted(_actors(everything)),
        "source": _sources(everything),
    }


def resolve(texts: Iterable[str], known: list[Option]) -> tuple[list[Option], list[str]]:
    """The options that texts of an address mean, each once, and the texts that mean none."""
    found: dict[str, Option] = {}
    unknown = []
    for text in texts:
        option = next((one for one in known if one.label == text), None)
        option = option or next((one for one in known if one.answers_to(text)), None)
        if option is None:
            unknown.append(text)
        else:
            found[option.label] = option
    return list(found.values()), unknown


def township_names(everything: Dataset) -> dict[str, str]:
    """The P-code of each township by its names in small letters; a name that two townships share is left out."""
    found: dict[str, str] = {}
    shared = set()
    seats = everything.places[everything.places["kind"] == "township seat"]
    for seat in seats.to_dict("records"):
        for name in {str(one).casefold() for one in (seat["township"], seat["name"], *split(seat["aliases"]))}:
            if name in found and found[name] != seat["township_pcode"]:
                shared.add(name)
            found[name] = str(seat["township_pcode"])
    return {name: code for name, code in found.items() if name not in shared}


def _townships(everything: Dataset) -> list[Option]:
    places = everything.places
    seats = places[places["kind"] == "township seat"]
    found = []
    for seat in seats.to_dict("records"):
        inside = places.loc[places["township_pcode"] == seat["township_pcode"], "place_id"]
        # The P-code stands first, so that a link may name a township by it.
        choice = Choice(str(seat["township"]), (str(seat["township_pcode"]), *inside))
        # A seat may be written another way than its township, as Putao in Puta-O.
        aliases = dict.fromkeys(name for name in (seat["name"], *split(seat["aliases"])) if name != choice.name)
        found.append(Option(choice, len(Selection(townships=(choice,)).of(everything.attacks)), tuple(aliases)))
    return found


def _types(attacks: pd.DataFrame) -> list[Option]:
    choices = [Choice(word, (word,)) for word in VOCABULARIES["event_type"]]
    counted = [Option(choice, len(Selection(types=(choice,)).of(attacks))) for choice in choices]
    return [option for option in counted if option.records]


def _actors(everything: Dataset) -> list[Option]:
    named = everything.organisations[everything.organisations["organisation_id"].isin(everything.attacks["actor_id"])]
    found = []
    for row in named.to_dict("records"):
        choice = Choice(str(row["name"]), (str(row["organisation_id"]),))
        also = tuple(name for name in (*split(row["abbreviation"]), *split(row["aliases"])) if name != choice.name)
        found.append(Option(choice, len(Selection(actors=(choice,)).of(everything.attacks)), tuple(dict.fromkeys(also))))
    return found


def _sources(everything: Dataset) -> list[Option]:
    choices = [Choice(title, (identity,)) for identity, title in source_titles(everything.sources).items()]
    return [Option(choice, len(Selection(sources=(choice,)).of(everything.attacks))) for choice in choices]


def _sorted(found: list[Option]) -> list[Option]:
    return sorted(found, key=lambda option: (option.records == 0, option.choice.name.casefold()))
