"""The page of every id: its words, what is known of it, and where one goes on from there."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from ..citing.items import Item, citation_id
from ..display import Block, Heading, Together, shortened
from ..ids import parse_id
from ..pages.known import Known
from ..pages.layout import whole_lists
from ..pages.where import PAGE_OF_KIND
from .addresses import address_of_known
from .citations import item_without_day
from .claim_pages import figure_record, sections_of_claim, title_of_claim
from .kinds import KIND_WORDS
from .markdown import blocks_as_markdown
from .markup import OwnPage, blocks_as_html
from .records import fields_of_row, record_of
from .related import row_with, rows_where
from .sections import PageSection
from .transcript_pages import SECTIONS_OF_WORDS, TITLE_OF_WORDS

DESCRIPTION_WIDTH = 200  # characters
PAGE_TITLE_WIDTH = 110
BEGIN_SMALL = ("target", "term")  # what they are called stands within sentences


@dataclass(frozen=True)
class SitePage:
    """A page of the website.

    Attributes
    ----------
    known : what it is about.
    title, description : for people and for search engines.
    sections : what stands on it.
    item : what is cited by it.
    record : what programs read.
    rows : what a spreadsheet reads; maybe none.
    python : a line that loads it.
    indicator : of which it shows the chart; empty where it shows none.
    """

    known: Known
    title: str
    description: str
    sections: tuple[PageSection, ...]
    item: Item
    record: dict[str, Any]
    rows: tuple[dict[str, Any], ...]
    python: str
    indicator: str

    @property
    def address(self) -> str:
        """Where it lies, from the folder of the site."""
        return address_of_known(self.known)

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return KIND_WORDS[self.known.kind].one

    @property
    def briefing(self) -> str:
        """The briefing in which it stands; empty where that is none, or itself."""
        if self.known.kind not in TITLE_OF_WORDS or self.known.kind == "briefing":
            return ""
        return parse_id(self.known.id).briefing


class TableOfKind(NamedTuple):
    """The table in which a kind has its row, and the column of its id."""

    table: str
    column: str


ROWS_OF_KIND = {
    "claim": TableOfKind("claims", "claim"),
    "policy measure": TableOfKind("policy_measures", "policy_measure"),
    "thing asked": TableOfKind("asked", "asked"),
    "reference": TableOfKind("references", "reference"),
    "discrepancy": TableOfKind("discrepancies", "discrepancy"),
    "target": TableOfKind("targets", "target"),
    "context": TableOfKind("context", "context"),
}


def page_of(known: Known) -> SitePage:
    """The page of something that there is.

    >>> page = page_of(Known("claim", "2023-04-20.c018"))
    >>> page.title, page.address
    ('Over 2.64 million: 5G base stations built', 'claim/2023-04-20.c018.html')
    """
    answer = PAGE_OF_KIND[known.kind](known.id)
    with whole_lists():
        title, sections = _title_and_sections(known, answer)
    row = _table_row_of(known)
    more = {"figure": figure_record(known.id)} if known.kind == "claim" else {}
    return SitePage(
        known=known,
        title=title,
        description=_description_of(known, answer, title),
        sections=sections,
        item=item_without_day(known),
        record=record_of(known, title, answer, more),
        rows=tuple(_rows_for_spreadsheet(known, row)),
        python=_line_of_python(known),
        indicator=indicator_of(known),
    )


def _title_and_sections(known: Known, answer: Any) -> tuple[str, tuple[PageSection, ...]]:
    if known.kind == "claim":
        return title_of_claim(known.id), tuple(sections_of_claim(answer))
    if known.kind in SECTIONS_OF_WORDS:
        title = TITLE_OF_WORDS[known.kind](answer)
        if known.kind != "briefing":
            title = shortened(title, PAGE_TITLE_WIDTH)
        return title, tuple(SECTIONS_OF_WORDS[known.kind](answer))
    first, *rest = answer.blocks()
    title = f"{_first_heading(first)}{_first_words_of_context(answer)}"
    if known.kind in BEGIN_SMALL:
        title = f"{title[:1].upper()}{title[1:]}"
    return title, tuple(_sections_below_headings(rest, OwnPage(known.id)))


def _first_words_of_context(answer: Any) -> str:
    """What belongs after a day, which alone is the heading of a statement from outside."""
    return f": {shortened(answer.what, PAGE_TITLE_WIDTH)}" if answer.kind == "context" else ""


def _first_heading(block: Block) -> str:
    inner = block.blocks if isinstance(block, Together) else (block,)
    return next(each.text for each in inner if isinstance(each, Heading))


def _sections_below_headings(blocks: list[Block], page: OwnPage) -> Iterator[PageSection]:
    """Blocks as sections, of which each begins with a heading; the first may have none."""
    for title, part in _split_at_headings(blocks):
        yield PageSection(
            title=title,
            html=partial(blocks_as_html, part, page),
            markdown=partial(blocks_as_markdown, part),
        )


def _split_at_headings(blocks: list[Block]) -> Iterator[tuple[str, list[Block]]]:
    title: str = ""
    part: list[Block] = []
    for block in blocks:
        inner = list(block.blocks) if isinstance(block, Together) else [block]
        if isinstance(inner[0], Heading):
            if part:
                yield title, part
            title, part = inner[0].text, inner[1:]
        else:
            part.append(block)
    if part:
        yield title, part


def _description_of(known: Known, answer: Any, title: str) -> str:
    words = getattr(answer, "text", "") or getattr(answer, "definition", "")
    return shortened(
        f"{KIND_WORDS[known.kind].one} {known.id}: {words or title}", DESCRIPTION_WIDTH
    )


def _table_row_of(known: Known) -> Any:
    home = ROWS_OF_KIND.get(known.kind)
    return row_with(home.table, home.column, known.id) if home else None


def _rows_for_spreadsheet(known: Known, row: Any) -> Iterator[dict[str, Any]]:
    """The row of a thing; of an indicator all that was said about it."""
    if known.kind == "indicator":
        yield from map(fields_of_row, rows_where("claims", "indicator", known.id))
    elif row is not None:
        yield fields_of_row(row)


def _line_of_python(known: Known) -> str:
    if known.kind == "indicator":
        return f'br.series("{known.id}")'
    return f'br.where("{citation_id(known)}")'


def indicator_of(known: Known) -> str:
    """The indicator of which a page shows the chart; empty where it shows none.

    >>> indicator_of(Known("reference", "r354"))
    'ship_orders_held'
    """
    if known.kind == "indicator":
        return known.id
    return _table_row_of(known).indicator if known.kind in ("claim", "reference") else ""
