"""The page of a term: its Chinese, its English wordings, and how often it is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..corpus.tables import read_table
from ..display import Block, Fact, Facts, Readable
from .layout import FACTS_WIDTH, page_title
from .statements import Statement, statement, statement_blocks

if TYPE_CHECKING:
    from ..text.concordancing import Concordance


@dataclass(frozen=True)
class CountInBriefing:
    """How often a term stands in a briefing, all its wordings together."""

    briefing: str
    count: int


@dataclass(frozen=True, repr=False)
class TermPage(Readable):
    """A term of the glossary as a page.

    Attributes
    ----------
    id, kind : the term, and ``term``.
    hanzi, pinyin, meaning, basis : as in the table.
    variants : the English wordings, the commonest first.
    first : the first sentence that uses one; in a collection the first of its own, None where there
        is none.
    counts : how often it is said in each briefing.
    """

    id: str
    kind: str
    hanzi: str
    pinyin: str
    meaning: str
    variants: tuple[str, ...]
    basis: str
    first: Statement | None
    counts: tuple[CountInBriefing, ...]

    def blocks(self) -> tuple[Block, ...]:
        return (
            page_title(self.id, "Term", ""),
            Facts(tuple(self._facts()), FACTS_WIDTH),
            *statement_blocks("First said", (self.first,) if self.first else ()),
        )

    def _facts(self) -> Iterator[Fact]:
        yield Fact("Chinese", self.hanzi)
        yield Fact("Pinyin", self.pinyin)
        yield Fact("Meaning", self.meaning)
        yield Fact("Wordings", "; ".join(self.variants))
        yield Fact("Basis", self.basis)
        counts = [f"{each.briefing}: {each.count}" for each in self.counts]
        yield Fact("Times said", ", ".join(counts))


def term_page(id: str) -> TermPage:
    """The page of a term that there is.

    >>> page = term_page("double gigabit")
    >>> page.hanzi, page.variants
    ('双千兆', ('double gigabit', 'dual gigabit', 'dual-gigabit'))
    """
    from ..text.concordancing import concordance  # reads all texts, which no other page needs

    row = read_table("glossary").set_index("term").loc[id]
    variants = row.variants.split("; ")
    hits = concordance(variants)
    first_said = row.first_sentence or next(iter(hits.sentence), "")
    return TermPage(
        id=id,
        kind="term",
        hanzi=row.hanzi,
        pinyin=row.pinyin,
        meaning=row.meaning,
        variants=tuple(variants),
        basis=row.basis,
        first=statement(first_said) if first_said else None,
        counts=tuple(_counts_by_briefing(hits)),
    )


def _counts_by_briefing(hits: "Concordance") -> Iterator[CountInBriefing]:
    counts = hits.briefing.value_counts()
    for briefing in read_table("briefings").briefing:
        yield CountInBriefing(briefing, int(counts.get(briefing, 0)))
