"""What the pages share: a title, and lists that are cut where they get long."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from ..display import Block, Heading, Listing, Note, Together, amount, with_bound

SHOWN_ROWS = 20
FACTS_WIDTH = 14  # characters; the longest name is "Discrepancies"
NO_FIGURE = ""

_ARE_WHOLE = ContextVar("are_whole", default=False)


@contextmanager
def whole_lists() -> Iterator[None]:
    """Leave lists as long as they are, as long as this lasts."""
    before = _ARE_WHOLE.set(True)
    try:
        yield
    finally:
        _ARE_WHOLE.reset(before)


def page_title(name: str, kind: str, id: str) -> Block:
    """The name of a thing, then what it is and its id."""
    return Together((Heading(name, level=3), Note(f"{kind} {id}".strip())))


def page_section(
    title: str, rows: Sequence[Any], sentence: str, all_rows: str
) -> tuple[Block, ...]:
    """A list below a heading with its number of rows, cut where it gets long; none without rows.

    Parameters
    ----------
    title : what the rows are.
    rows : NamedTuples of one kind.
    sentence : a row as text, a template of the fields.
    all_rows : what gives the rest.
    """
    if not rows:
        return ()
    most = len(rows) if _ARE_WHOLE.get() else SHOWN_ROWS
    listing = Listing(tuple(rows[:most]), sentence, close=True)
    blocks: list[Block] = [Heading(f"{title} ({len(rows)})", level=4), listing]
    rest = len(rows) - most
    if rest > 0:
        blocks.append(Note(f"and {rest} more: {all_rows}"))
    return (Together(tuple(blocks)),)


def figure_words(bound: str, value: float, unit: str) -> str:
    """A figure as it is read; nothing where there is no value.

    >>> figure_words("at_least", 31.3e12, "CNY"), figure_words("exact", 5, "percent")
    ('at least 31.3 trillion CNY', '5 percent')
    """
    if value != value:
        return NO_FIGURE
    return with_bound(amount(value, unit), bound or "exact")
