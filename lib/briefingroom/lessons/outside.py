"""The box in which a lesson shows what stands outside the sources."""

from collections.abc import Iterator, Sequence
from typing import Any

from ..corpus.context import BRIEFING_ITSELF, context, further_reading
from ..corpus.names import must_be
from ..display import (
    Answer,
    Block,
    Boxed,
    Folded,
    Heading,
    Note,
    Paragraph,
    Sourced,
    counted,
)
from ..pages.context import days_of_row, year_or_none

TITLE = "Outside the source"
WHERE_FROM = (
    "This comes from other records, not from the briefings. Each statement is in our own words, "
    "with its day and the record that was seen."
)
NONE_COLLECTED = "Nothing was collected on this subject."
TO_READ = "To read"


def show_context(subject: str | Sequence[str], first: Sequence[str] = ()) -> Answer:
    """What stands outside the sources, on a subject: dated statements and works to read.

    The five briefings are left out: they are the source.

    Parameters
    ----------
    subject : a theme, ``"general"``, ``"timeline"``, the name of a lesson (all its themes), or
        several of these.
    first : ids of statements, such as ``"x080"``; these stand in the box, and all others under
        one line that opens them. Without any, all stand in the box.

    Returns
    -------
    A box with its own colour and heading, which prints as text and shows as HTML without a kernel;
    each statement with its day, publisher, document, address and id.

    Raises
    ------
    UnknownName : when there is no such subject, or no such statement on it; the message names the
        nearest.

    >>> print(str(show_context("shipbuilding"))[:71])
    --- Outside the source ---
    <BLANKLINE>
    This comes from other records, not from the
    """
    rows = context(subject)
    rows = rows[rows.kind != BRIEFING_ITSELF]
    for id in first:
        must_be(id, list(rows.context), f"There is no statement {id!r} on this subject")
    is_first = rows.context.isin(first) if first else rows.context.notna()
    shown = [_statement(row) for row in rows[is_first].itertuples()]
    rest = [_statement(row) for row in rows[~is_first].itertuples()]
    works = [_work_to_read(row) for row in further_reading(subject).itertuples()]
    return Answer((Boxed(TITLE, tuple(_content(shown, rest, works))),))


def _content(shown: list[Block], rest: list[Block], works: list[Block]) -> Iterator[Block]:
    yield Note(WHERE_FROM)
    if not shown and not works:
        yield Paragraph(NONE_COLLECTED)
    yield from shown
    if rest:
        more = f"{counted(len(rest), 'more statement')} and {counted(len(works), 'work')} to read"
        yield Folded(more, (*rest, *_to_read(works)))
    else:
        yield from _to_read(works)


def _to_read(works: list[Block]) -> Iterator[Block]:
    if works:
        yield Heading(TO_READ, level=5)
    yield from works


def _statement(row: Any) -> Block:
    source = f"{row.publisher}: {row.document}; seen: {row.basis}"
    return Sourced(days_of_row(row), row.what, source, row.url, row.context)


def _work_to_read(row: Any) -> Block:
    year = year_or_none(row.year)
    lead = f"{row.author} ({year or 'year unknown'})."
    return Sourced(lead, row.argues, f"{row.title}. {row.publisher}", row.url, row.reading)
