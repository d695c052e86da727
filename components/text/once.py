"""What is made once and handed out again, also when two readers ask for it at the same moment."""

from collections.abc import Callable
from functools import lru_cache, wraps
from threading import RLock
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def once(maxsize: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """A decorator that keeps the last results of a function of hashable arguments; one caller makes, the others wait."""

    def decorate(make: Callable[P, T]) -> Callable[P, T]:
        kept, lock = lru_cache(maxsize=maxsize)(make), RLock()

        @wraps(make)
        def given(*args: P.args, **kwargs: P.kwargs) -> T:
            with lock:
                return kept(*args, **kwargs)  # type: ignore[arg-type]

        return given

    return decorate
