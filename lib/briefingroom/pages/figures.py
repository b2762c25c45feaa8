"""The page of a published figure: who published it, where, how sure, and beside which claim."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..corpus.tables import read_table, table_by_id
from ..display import Block, Fact, Facts, Readable
from .layout import FACTS_WIDTH, figure_words, page_section, page_title
from .statements import Statement, statement, statement_blocks

NO_ADDRESS = "no address known"
NO_CLAIM = "no claim of the briefings"
NO_DIFFERENCE = "none: one of the two is a floor or a ceiling that the other respects"
SMALLEST_SHOWN = 0.05  # percent; a smaller difference would read 0.0


@dataclass(frozen=True)
class SourcedFigure:
    """A published figure.

    Attributes
    ----------
    id : of the reference.
    indicator, period : what it measures, and when.
    value, unit, bound : in base units; the bound as for claims.
    publisher, document, url : where it stands; `url` is empty where no address is known.
    edition : first, revised, final or not known.
    origin : published, computed or read off a chart.
    basis : how good the source is.
    note : what else is to be known.
    """

    id: str
    indicator: str
    period: str
    value: float
    unit: str
    bound: str
    publisher: str
    document: str
    url: str
    edition: str
    origin: str
    basis: str
    note: str


@dataclass(frozen=True, repr=False)
class PublishedFigure(Readable):
    """A published figure as a page.

    Attributes
    ----------
    id, kind : the id, and ``reference``.
    figure : the figure and its source.
    indicator_name : what it measures, in words.
    claim : the claim that it is held against; None where there is none.
    difference_percent : of the claim, in percent of the figure; None where there is none.
    discrepancies : those in which it stands on the other side.
    """

    id: str
    kind: str
    figure: SourcedFigure
    indicator_name: str
    claim: Statement | None
    difference_percent: float | None
    discrepancies: tuple[str, ...]

    def blocks(self) -> tuple[Block, ...]:
        name = f"{self.indicator_name}, {self.figure.period}"
        said = (self.claim,) if self.claim else ()
        return (
            page_title(name, "Published figure", self.id),
            Facts(tuple(self._facts()), FACTS_WIDTH),
            *statement_blocks("Held against", said),
        )

    def _facts(self) -> Iterator[Fact]:
        figure = self.figure
        yield Fact("Value", figure_words(figure.bound, figure.value, figure.unit))
        yield Fact("Bound", figure.bound.replace("_", " "))
        yield Fact("Period", figure.period)
        yield Fact("Indicator", f"{figure.indicator}: {self.indicator_name}")
        yield Fact("Publisher", figure.publisher)
        yield Fact("Document", figure.document)
        yield Fact("Address", figure.url or NO_ADDRESS)
        yield Fact("Basis", figure.basis)
        yield Fact("Edition", figure.edition)
        yield Fact("Origin", figure.origin)
        yield Fact("Note", figure.note)
        yield Fact("Held against", self.claim.id if self.claim else NO_CLAIM)
        yield Fact("Difference", self._difference())
        yield Fact("Discrepancies", ", ".join(self.discrepancies))

    def _difference(self) -> str:
        if self.claim is None:
            return ""
        if self.difference_percent is None:
            return NO_DIFFERENCE
        return difference_words(self.difference_percent)


class FigureLine(NamedTuple):
    """A published figure as one line; the fields are the columns of the page."""

    period: str
    figure: str
    publisher: str
    claim: str
    id: str


def published_figure(id: str) -> PublishedFigure:
    """The page of a reference that there is.

    >>> page = published_figure("r001")
    >>> page.figure.publisher, page.figure.value, page.figure.url.split("/")[2]
    ('Chinese Academy of Cyberspace Studies', 5440000.0, 'news.cgtn.com')
    """
    row = table_by_id("references").loc[id]
    names = table_by_id("indicators").name
    difference = float(row.difference_percent)
    return PublishedFigure(
        id=id,
        kind="reference",
        figure=figure_of_row(id, row),
        indicator_name=names[row.indicator],
        claim=statement(row.claim) if row.claim else None,
        difference_percent=None if math.isnan(difference) else difference,
        discrepancies=tuple(_discrepancies_against(id)),
    )


def figure_of_row(id: str, row: Any) -> SourcedFigure:
    """A published figure from its row of the table."""
    return SourcedFigure(
        id=id,
        indicator=row.indicator,
        period=row.period,
        value=float(row.value),
        unit=row.unit,
        bound=row.bound,
        publisher=row.publisher,
        document=row.document,
        url=row.url,
        edition=row.edition,
        origin=row.origin,
        basis=row.basis,
        note=row.note,
    )


def figure_section(
    title: str, figures: Sequence[SourcedFigure], all_rows: str
) -> tuple[Block, ...]:
    """Published figures as a list, one line each."""
    claims = claims_by_reference()
    lines = [
        FigureLine(
            each.period,
            figure_words(each.bound, each.value, each.unit),
            each.publisher,
            claims[each.id],
            each.id,
        )
        for each in figures
    ]
    return page_section(title, lines, "{id}  {period}: {figure}, {publisher}", all_rows)


def claims_by_reference() -> Mapping[str, str]:
    """Of each reference the claim that it is held against; empty where there is none.

    >>> claims_by_reference()["r354"]
    '2023-04-20.c111'
    """
    return table_by_id("references").claim


def difference_words(percent: float) -> str:
    """How far a claim is from a figure, in percent of the figure.

    >>> difference_words(-1.234), difference_words(0)
    ('the claim is 1.2 % below this figure', 'none')
    >>> difference_words(0.01)
    'the claim is less than 0.05 % above this figure'
    """
    if percent == 0:
        return "none"
    side = "above" if percent > 0 else "below"
    size = abs(percent)
    shown = f"{size:,.1f} %" if size >= SMALLEST_SHOWN else f"less than {SMALLEST_SHOWN} %"
    return f"the claim is {shown} {side} this figure"


def _discrepancies_against(reference: str) -> Iterator[str]:
    for row in read_table("discrepancies").itertuples():
        if reference in row.against.split("; "):
            yield row.discrepancy
