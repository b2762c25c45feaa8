"""An answer as text: what a console prints, and what a notebook falls back to."""

from collections.abc import Iterable
from functools import singledispatch
from itertools import chain

from .blocks import (
    Attribution,
    Block,
    Boxed,
    Details,
    Embedded,
    Excerpt,
    Facts,
    Folded,
    Heading,
    Listing,
    Note,
    OnPage,
    Origin,
    Paragraph,
    Remark,
    SideBySide,
    Sourced,
    Spaced,
    Speech,
    Table,
    Together,
    TurnHeading,
    Verbatim,
)

EMPTY_LINE = "\n\n"
INDENT = " " * 12


def as_text(blocks: Iterable[Block]) -> str:
    """Blocks as text, with an empty line between them.

    >>> print(as_text([Attribution("Xin Guobin", "t03"), OnPage(Note("b")), Note("He speaks.")]))
    t03: Xin Guobin
    <BLANKLINE>
    He speaks.
    """
    return EMPTY_LINE.join(_block_texts(blocks))


def _block_texts(blocks: Iterable[Block]) -> list[str]:
    return [_block_text(block) for block in blocks if not isinstance(block, OnPage)]


@singledispatch
def _block_text(block: Block) -> str:
    raise TypeError(f"There is no text form of {type(block).__name__}.")


@_block_text.register
def _words_text(block: Heading | Paragraph | Note | Remark | Verbatim) -> str:
    return block.text


@_block_text.register
def _attribution_text(block: Attribution) -> str:
    return f"{block.id}: {block.who}" if block.id else block.who


@_block_text.register
def _turn_heading_text(block: TurnHeading) -> str:
    return f"{block.id}  {block.who}"


@_block_text.register
def _excerpt_text(block: Excerpt) -> str:
    if not block.before and not block.after:
        return block.words
    return f"{block.before}[{block.words}]{block.after}".strip()


@_block_text.register
def _speech_text(block: Speech) -> str:
    return EMPTY_LINE.join(block.paragraphs)


@_block_text.register
def _sourced_text(block: Sourced) -> str:
    return f"{block.lead}  {block.text}\n{INDENT}{block.source} [{block.id}]\n{INDENT}{block.url}"


@_block_text.register
def _origin_text(block: Origin) -> str:
    return block.said


@_block_text.register
def _facts_text(block: Facts) -> str:
    lines = [f"{fact.name:<{block.name_width}} {fact.value}" for fact in block.rows if fact.value]
    return "\n".join(lines)


@_block_text.register
def _details_text(block: Details) -> str:
    return EMPTY_LINE.join(f"{fact.name}: {fact.value}" for fact in block.rows if fact.value)


@_block_text.register
def _listing_text(block: Listing) -> str:
    between = "\n" if block.close else EMPTY_LINE
    return between.join(block.sentence.format(**row._asdict()) for row in block.rows)


@_block_text.register
def _table_text(block: Table) -> str:
    return str(block.frame)


@_block_text.register
def _embedded_text(block: Embedded) -> str:
    return str(block.thing)


@_block_text.register
def _together_text(block: Together) -> str:
    return "\n".join(_block_texts(block.blocks))


@_block_text.register
def _spaced_text(block: Spaced) -> str:
    return as_text(block.blocks)


@_block_text.register
def _folded_text(block: Folded) -> str:
    return block.line


@_block_text.register
def _boxed_text(block: Boxed) -> str:
    return EMPTY_LINE.join([f"--- {block.title} ---", as_text(block.blocks), "---"])


@_block_text.register
def _side_by_side_text(block: SideBySide) -> str:
    return as_text(chain.from_iterable(block.columns))
