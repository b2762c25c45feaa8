"""The page of an indicator: what it measures, and all that was said and published of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..corpus.tables import read_table, table_by_id
from ..display import Block, Fact, Facts, Readable, with_bound
from ..numbers.series import series
from .discrepancies import DiscrepancySummary, discrepancies_about, discrepancy_section
from .figures import SourcedFigure, figure_of_row, figure_section
from .layout import FACTS_WIDTH, page_section, page_title


@dataclass(frozen=True)
class SeriesStatement:
    """One statement of a series, as `series` has it."""

    id: str
    sentence: str
    briefing: str
    period: str
    who: str
    bound: str
    quote: str
    kind: str


class SeriesLine(NamedTuple):
    """A statement of a series as one line; the fields are the columns of the page."""

    period: str
    said: str
    kind: str
    who: str
    briefing: str
    id: str


@dataclass(frozen=True, repr=False)
class IndicatorPage(Readable):
    """An indicator as a page.

    Attributes
    ----------
    id, kind : the id, and ``indicator``.
    name, name_zh, unit, theme, definition, caution : as in the table.
    statements : what was said, in order of the period it is for.
    figures : what was published.
    discrepancies : those about its claims or published figures.
    """

    id: str
    kind: str
    name: str
    name_zh: str
    unit: str
    theme: str
    definition: str
    caution: str
    statements: tuple[SeriesStatement, ...]
    figures: tuple[SourcedFigure, ...]
    discrepancies: tuple[DiscrepancySummary, ...]

    def blocks(self) -> tuple[Block, ...]:
        return (
            page_title(self.name, "Indicator", self.id),
            Facts(tuple(self._facts()), FACTS_WIDTH),
            *self._statement_section(),
            *figure_section("Published figures", self.figures, "br.references()"),
            *discrepancy_section(self.discrepancies),
        )

    def _facts(self) -> Iterator[Fact]:
        yield Fact("Chinese", self.name_zh)
        yield Fact("Definition", self.definition)
        yield Fact("Caution", self.caution)
        yield Fact("Unit", self.unit.replace("_", " "))
        yield Fact("Theme", self.theme)

    def _statement_section(self) -> tuple[Block, ...]:
        lines = [
            SeriesLine(
                each.period,
                _said_with_bound(each),
                each.kind,
                each.who,
                each.briefing,
                each.id,
            )
            for each in self.statements
        ]
        sentence = "{id}  for {period}: {said} ({kind}), {who}, {briefing}"
        return page_section("Statements", lines, sentence, f'br.series("{self.id}")')


def indicator_page(id: str) -> IndicatorPage:
    """The page of an indicator that there is.

    >>> page = indicator_page("5g_base_stations")
    >>> page.unit, page.statements[0].quote
    ('count', '690,000')
    """
    row = table_by_id("indicators").loc[id]
    statements = tuple(_statements_of(id))
    figures = tuple(_figures_of(id))
    ids = {each.id for each in statements} | {each.id for each in figures}
    return IndicatorPage(
        id=id,
        kind="indicator",
        name=row["name"],
        name_zh=row.name_zh,
        unit=row.unit,
        theme=row.theme,
        definition=row.definition,
        caution=row.caution,
        statements=statements,
        figures=figures,
        discrepancies=tuple(discrepancies_about(ids)),
    )


def _statements_of(indicator: str) -> Iterator[SeriesStatement]:
    for row in series(indicator).itertuples():
        yield SeriesStatement(
            id=row.claim,
            sentence=row.sentence,
            briefing=row.briefing,
            period=row.period,
            who=row.who,
            bound=row.bound,
            quote=row.quote,
            kind=row.kind,
        )


def _said_with_bound(said: SeriesStatement) -> str:
    """The quote, with what was said before it in one word: over, about and so on."""
    return with_bound(f"“{said.quote}”", said.bound)


def _figures_of(indicator: str) -> Iterator[SourcedFigure]:
    references = read_table("references")
    for row in references[references.indicator == indicator].itertuples():
        yield figure_of_row(row.reference, row)
