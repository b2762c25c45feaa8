"""Which collection is asked, and what was worked out of it.

Whoever calls ``br.turns()`` asks the published briefings. A method of a collection
(see `collections`) says with `asking` that it is its own briefings that are asked, and everything
below it reads those: the tables, and what is kept by `cached_by_collection`. Other threads ask what
they asked before, because the choice is a context variable.

What is shown later, such as a widget or the marks of a picture, keeps the collection of which it
was made: see `of_same_collection`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import update_wrapper, wraps
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

Taken = ParamSpec("Taken")  # the parameters of a function
Outcome = TypeVar("Outcome")  # what it gives


class SourceFile(NamedTuple):
    """The transcript of a briefing: its file, and the folder in which a page says that it lies."""

    path: "Path"
    folder: str


class Holding(Protocol):
    """Briefings that can be asked in place of the published ones.

    Attributes
    ----------
    kept : what was worked out of them; it goes when they do.
    added : the ids of those that are not published, in order of their dates.
    with_published : whether the published ones are among them.
    """

    kept: dict[Any, Any]
    added: Sequence[str]
    with_published: bool

    def table(self, name: str) -> "pd.DataFrame":
        """A table of them."""

    def source(self, briefing: str) -> SourceFile:
        """The transcript of one that was added."""


_ASKED: ContextVar[Holding | None] = ContextVar("asked", default=None)
_KEPT_OF_PUBLISHED: dict[Any, Any] = {}


def asked_holding() -> Holding | None:
    """The collection that is asked here; None where it is the published briefings.

    >>> asked_holding() is None
    True
    """
    return _ASKED.get()


def added_briefings() -> Sequence[str]:
    """The briefings asked that are not published: nobody has coded them by reading.

    >>> added_briefings()
    ()
    """
    holding = _ASKED.get()
    return holding.added if holding else ()


@contextmanager
def asking(holding: Holding | None) -> Iterator[None]:
    """Ask a collection, or with None the published briefings, as long as this lasts."""
    before = _ASKED.set(holding)
    try:
        yield
    finally:
        _ASKED.reset(before)


def of_same_collection(function: Callable[Taken, Outcome]) -> Callable[Taken, Outcome]:
    """A function to be called later that will ask what is asked now."""
    holding = _ASKED.get()

    @wraps(function)
    def ask(*args: Taken.args, **kwargs: Taken.kwargs) -> Outcome:
        with asking(holding):
            return function(*args, **kwargs)

    return ask


class CacheSize(NamedTuple):
    """How many answers are kept."""

    currsize: int


class CachedByCollection:
    """A function whose answers are kept with the collection that was asked."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        update_wrapper(self, function)

    def __call__(self, *args: Any) -> Any:
        kept = _kept_answers()
        key = (self._function, *args)
        try:
            return kept[key]
        except KeyError:
            # Where two threads work at once, both get what the first has put there.
            return kept.setdefault(key, self._function(*args))

    def cache_clear(self) -> None:
        """Forget what the collection asked has answered."""
        kept = _kept_answers()
        for key in self._own_keys():
            kept.pop(key, None)

    def cache_info(self) -> CacheSize:
        """How many answers of the collection asked are kept."""
        return CacheSize(len(self._own_keys()))

    def _own_keys(self) -> list[tuple[Any, ...]]:
        return [key for key in list(_kept_answers()) if key[0] is self._function]


def _kept_answers() -> dict[Any, Any]:
    holding = _ASKED.get()
    return _KEPT_OF_PUBLISHED if holding is None else holding.kept


def cached_by_collection(function: Callable[Taken, Outcome]) -> Callable[Taken, Outcome]:
    """Keep the answers of a function that depends on the tables, for each collection its own.

    They are kept as long as the collection is, so that many collections do not pile up.

    >>> calls = []
    >>> twice = cached_by_collection(lambda number: calls.append(number) or 2 * number)
    >>> twice(4), twice(4), calls
    (8, 8, [4])
    """
    cached: Any = CachedByCollection(function)
    return cached
