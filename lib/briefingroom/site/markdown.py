"""Blocks of an answer as Markdown: the twin of a page, for programs and for who reads plain text.

Words of a transcript stand as a quotation, so that nobody takes them for anything else.
"""

import re
from collections.abc import Iterable
from functools import singledispatch

from ..display import (
    Attribution,
    Block,
    Excerpt,
    Fact,
    Facts,
    Heading,
    Listing,
    Note,
    OnPage,
    Origin,
    Paragraph,
    Speech,
    Together,
)

# An underscore within a word, as in a name or an address, means nothing.
MARKDOWN_SIGNS = re.compile(r"([\\`*\[\]<>#|]|(?<!\w)_|_(?!\w))")


def blocks_as_markdown(blocks: Iterable[Block]) -> str:
    """Blocks one below the other, an empty line between them.

    >>> print(blocks_as_markdown([Heading("What was said", 4), Excerpt("over ", "5", " sets")]))
    ## What was said
    <BLANKLINE>
    > over **5** sets
    """
    return "\n\n".join(filter(None, map(_markdown_of, blocks)))


def plain_markdown(text: str) -> str:
    r"""A text in which no sign means anything.

    >>> print(plain_markdown("a_b _c_ *d*"))
    a_b \_c\_ \*d\*
    """
    return MARKDOWN_SIGNS.sub(r"\\\1", " ".join(text.split()))


def rows_as_markdown(names: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table."""
    columns = list(names)
    lines = [_line_of_table(columns), _line_of_table(["---"] * len(columns))]
    lines += [_line_of_table(map(plain_markdown, row)) for row in rows]
    return "\n".join(lines)


def facts_as_markdown(facts: Iterable[Fact]) -> str:
    """Names and values as a list; those without a value are left out."""
    lines = [f"- {fact.name}: {plain_markdown(fact.value)}" for fact in facts if fact.value]
    return "\n".join(lines)


def _line_of_table(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


@singledispatch
def _markdown_of(block: Block) -> str:
    raise TypeError(f"There is no form of {type(block).__name__} in Markdown.")


@_markdown_of.register
def _heading_in_markdown(block: Heading) -> str:
    return f"## {plain_markdown(block.text)}"


@_markdown_of.register
def _paragraph_in_markdown(block: Paragraph) -> str:
    return plain_markdown(block.text)


@_markdown_of.register
def _note_in_markdown(block: Note) -> str:
    return plain_markdown(block.text)


@_markdown_of.register
def _attribution_in_markdown(block: Attribution) -> str:
    origin = f" ({block.id})" if block.id else ""
    return f"**{plain_markdown(block.who)}**{origin}"


@_markdown_of.register
def _excerpt_in_markdown(block: Excerpt) -> str:
    before, words, after = map(_with_its_blanks, (block.before, block.words, block.after))
    return f"> {before}**{words}**{after}"


@_markdown_of.register
def _speech_in_markdown(block: Speech) -> str:
    return "\n>\n".join(f"> {plain_markdown(each)}" for each in block.paragraphs)


@_markdown_of.register
def _origin_in_markdown(block: Origin) -> str:
    return f"{block.id}, {block.said}" if block.said else block.id


@_markdown_of.register
def _facts_in_markdown(block: Facts) -> str:
    return facts_as_markdown(block.rows)


@_markdown_of.register
def _listing_in_markdown(block: Listing) -> str:
    return rows_as_markdown(block.rows[0]._fields, block.rows) if block.rows else ""


@_markdown_of.register
def _together_in_markdown(block: Together) -> str:
    return blocks_as_markdown(block.blocks)


@_markdown_of.register
def _on_page_in_markdown(block: OnPage) -> str:
    return ""


def _with_its_blanks(text: str) -> str:
    """As plain, but blanks at the ends stay, which divide the words."""
    return MARKDOWN_SIGNS.sub(r"\\\1", text.replace("\n", " "))
