"""A map that is sent without blanks and written once: pydeck indents its JSON, to four times the length."""

import json
from threading import Lock
from weakref import WeakKeyDictionary

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

_written: WeakKeyDictionary["LeanDeck", str] = WeakKeyDictionary()
_writing = Lock()  # pydeck renames the parts of a map while it writes them


class LeanDeck(pdk.Deck):  # type: ignore[misc]  # pydeck has no types
    """A map of pydeck that nobody changes once it is made."""

    def to_json(self) -> str:
        """The map as the browser gets it."""
        with _writing:
            if self not in _written:
                _written[self] = json.dumps(self, sort_keys=True, default=default_serialize, separators=(",", ":"))
            return _written[self]
