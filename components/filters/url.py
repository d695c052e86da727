"""The address of a view: its parameters and the limits of an address."""

from urllib.parse import urlencode

from components.dataset.evidence import EVIDENCE
from components.filters.choice import Selection

# Streamlit drops the filters of an address with more, and tells nobody.
MOST_PARTS, MOST_CHARACTERS = 1_000, 512 * 1024


TOO_MUCH = "too_much"  # stands in the address instead of them

# What a field of the choice is called in the address.
PARAMETERS = {"townships": "township", "types": "type", "actors": "actor", "sources": "source"}


BY_ID = ("sources",)  # a title would make the address long


def permalink(path: str, choice: Selection, **settings: object) -> str:
    """The address of a view within the dashboard: the page, the filters of the choice, and switches that are not off."""
    parts: list[tuple[str, object]] = [("evidence", key) for key in ("core",) if choice.evidence == EVIDENCE[key]]
    parts += [("years", year) for year in choice.years or ()]
    for field_name, parameter in PARAMETERS.items():
        for item in getattr(choice, field_name):
            parts.append((parameter, item.ids[0] if field_name in BY_ID else item.name))
    for name, value in settings.items():
        if value:
            parts += [
                (name, str(one).lower() if one is True else one) for one in (value if isinstance(value, tuple) else (value,))
            ]
    return f"{path}{'?' if parts else ''}{urlencode(parts)}"
