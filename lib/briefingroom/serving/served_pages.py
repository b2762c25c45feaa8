"""The page of an id as plain data: what this collection says of it, apart from what is quoted.

A fact of a page that is a value alone, without its bound or period, is left out: the same figure
stands whole among the figures of the answer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..display.blocks import (
    Attribution,
    Block,
    Details,
    Excerpt,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Speech,
    Together,
)
from ..display.characters import printable
from ..pages.known import Known
from ..pages.where import PAGE_OF_KIND
from .quoting import Quotation, quotation, turn_quoted, turns_of_exchange

TITLE_LEVEL = 3
BARE_VALUES = {"Reading", "Reference", "Value", "Bound", "Period"}
MOST_RELATED = 200  # ids
BETWEEN_PARAGRAPHS = "\n\n"


@dataclass(frozen=True)
class NamedFact:
    """Something that this collection says of an id."""

    name: str
    value: str


@dataclass(frozen=True)
class ServedPage:
    """A page taken apart.

    Attributes
    ----------
    title : what it is; empty where it is a passage of a transcript.
    facts : what this collection says of it.
    remarks : sentences of this collection.
    quotations : words of the transcripts.
    related : ids from which to go on.
    """

    title: str
    facts: list[NamedFact]
    remarks: list[str]
    quotations: list[Quotation]
    related: list[str]


def served_page(known: Known) -> ServedPage:
    """The page of something that there is, taken apart.

    >>> page = served_page(Known("outlet", "Reuters"))
    >>> page.title, page.facts[-1]
    ('Reuters', NamedFact(name='Country', value='United Kingdom'))
    """
    blocks = list(_single_blocks(PAGE_OF_KIND[known.kind](known.id).blocks()))
    return ServedPage(
        title=_page_title_of(blocks),
        facts=list(_facts_of(blocks)),
        remarks=[block.text for block in blocks if isinstance(block, Paragraph)],
        quotations=list(_quotations_of(known, blocks)),
        related=list(dict.fromkeys(_ids_listed_in(blocks)))[:MOST_RELATED],
    )


def _single_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks in order, those that belong together one by one."""
    for block in blocks:
        if isinstance(block, Together):
            yield from _single_blocks(block.blocks)
        else:
            yield block


def _page_title_of(blocks: Iterable[Block]) -> str:
    titles = (block for block in blocks if isinstance(block, Heading))
    return next((title.text for title in titles if title.level == TITLE_LEVEL), "")


def _facts_of(blocks: Iterable[Block]) -> Iterator[NamedFact]:
    for block in blocks:
        if isinstance(block, Facts | Details):
            for name, value in block.rows:
                if value and name not in BARE_VALUES:
                    yield NamedFact(name, printable(value))


def _quotations_of(known: Known, blocks: Iterable[Block]) -> Iterator[Quotation]:
    """Words with who says them, who stands above; of an exchange, each turn for itself."""
    if known.kind == "exchange":
        yield from map(turn_quoted, turns_of_exchange(known.id))
        return
    above = Attribution("")
    for block in blocks:
        if isinstance(block, Attribution):
            above = block
        elif isinstance(block, Excerpt):
            words = f"{block.before}{block.words}{block.after}"
            yield quotation(words, above.id, above.who)
        elif isinstance(block, Speech):
            yield quotation(BETWEEN_PARAGRAPHS.join(block.paragraphs), above.id, above.who)


def _ids_listed_in(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Listing):
            yield from (row.id for row in block.rows)
