"""The page of a discrepancy: what does not reconcile with what, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..corpus.tables import read_table, table_by_id
from ..display import Block, Fact, Facts, Readable
from ..ids import ids_listed, parse_id
from .figures import SourcedFigure, figure_of_row, figure_section
from .layout import FACTS_WIDTH, page_section, page_title
from .statements import Statement, statement, statement_blocks


@dataclass(frozen=True, repr=False)
class DiscrepancyPage(Readable):
    """A discrepancy as a page.

    Attributes
    ----------
    id, kind : the id, and ``discrepancy``.
    sort : what kind of discrepancy: unit slip, factor, arithmetic and so on.
    what, likely, evidence, confidence : as in the table.
    said : the claims and sentences that it is about.
    against : the claims and sentences on the other side.
    figures : the published figures on the other side.
    """

    id: str
    kind: str
    sort: str
    what: str
    likely: str
    evidence: str
    confidence: str
    said: tuple[Statement, ...]
    against: tuple[Statement, ...]
    figures: tuple[SourcedFigure, ...]

    def blocks(self) -> tuple[Block, ...]:
        return (
            page_title(self.what, "Discrepancy", self.id),
            Facts(tuple(self._facts()), FACTS_WIDTH),
            *statement_blocks("What was said", self.said),
            *statement_blocks("On the other side", self.against),
            *figure_section("Published figures on the other side", self.figures, "br.references()"),
        )

    def _facts(self) -> Iterator[Fact]:
        yield Fact("Kind", self.sort)
        yield Fact("Likely", self.likely)
        yield Fact("Evidence", self.evidence)
        yield Fact("Confidence", self.confidence)


@dataclass(frozen=True)
class DiscrepancySummary:
    """A discrepancy as it stands on the page of something else."""

    id: str
    sort: str
    what: str
    confidence: str


class DiscrepancyLine(NamedTuple):
    """A discrepancy as one line; the fields are the columns of the page."""

    kind: str
    what: str
    confidence: str
    id: str


def discrepancy_page(id: str) -> DiscrepancyPage:
    """The page of a discrepancy that there is.

    >>> page = discrepancy_page("d02")
    >>> [each.id for each in page.said], [each.id for each in page.against]
    (['2023-04-20.c111'], ['2023-04-20.c109'])
    >>> [each.id for each in page.figures]
    ['r354', 'r353']
    """
    row = table_by_id("discrepancies").loc[id]
    against = ids_listed(row.against)
    figures = [each for each in against if parse_id(each).kind == "reference"]
    words = [each for each in against if each not in figures]
    references = table_by_id("references")
    return DiscrepancyPage(
        id=id,
        kind="discrepancy",
        sort=row["kind"],
        what=row.what,
        likely=row.likely,
        evidence=row.evidence,
        confidence=row.confidence,
        said=tuple(map(statement, ids_listed(row.claims) + ids_listed(row.sentences))),
        against=tuple(map(statement, words)),
        figures=tuple(figure_of_row(each, references.loc[each]) for each in figures),
    )


def discrepancies_about(ids: set[str]) -> Iterator[DiscrepancySummary]:
    """The discrepancies that name one of some claims, sentences or references, on either side."""
    for row in read_table("discrepancies").itertuples():
        named = ids_listed(row.claims) + ids_listed(row.sentences) + ids_listed(row.against)
        if ids.intersection(named):
            yield DiscrepancySummary(row.discrepancy, row.kind, row.what, row.confidence)


def discrepancy_section(found: Sequence[DiscrepancySummary]) -> tuple[Block, ...]:
    """Discrepancies as a list, one line each."""
    lines = [DiscrepancyLine(each.sort, each.what, each.confidence, each.id) for each in found]
    sentence = "{id}  {kind}: {what} ({confidence} confidence)"
    return page_section("Discrepancies", lines, sentence, "br.discrepancies()")
