"""The page of a theme: where it is asked about, what is measured, which lesson treats it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..corpus.tables import read_table
from ..display import Block, Fact, Facts, Readable, shortened
from .layout import FACTS_WIDTH, page_section, page_title
from .questions import Question, question_section, questions_where
from .statements import WORDS_SHOWN

NO_QUESTION = "none"


@dataclass(frozen=True)
class ThemeParagraph:
    """A paragraph of an opening statement that is on a theme."""

    id: str
    reason: str


@dataclass(frozen=True)
class ThemeIndicator:
    """An indicator of a theme, with the number of its statements."""

    id: str
    name: str
    statements: int


class ParagraphLine(NamedTuple):
    """A paragraph as one line; the fields are the columns of the page."""

    subject: str
    id: str


class IndicatorLine(NamedTuple):
    """An indicator as one line; the fields are the columns of the page."""

    indicator: str
    statements: str
    id: str


@dataclass(frozen=True, repr=False)
class ThemePage(Readable):
    """A theme as a page.

    Attributes
    ----------
    id, kind : the id, and ``theme``.
    name, name_zh, notebook : as in the table.
    terms : the words by which it is recognised.
    questions : the exchanges on it.
    paragraphs : of the opening statements.
    indicators : what is measured.
    """

    id: str
    kind: str
    name: str
    name_zh: str
    notebook: str
    terms: tuple[str, ...]
    questions: tuple[Question, ...]
    paragraphs: tuple[ThemeParagraph, ...]
    indicators: tuple[ThemeIndicator, ...]

    def blocks(self) -> tuple[Block, ...]:
        return (
            page_title(self.name, "Theme", self.id),
            Facts(tuple(self._facts()), FACTS_WIDTH),
            *question_section(self.questions),
            *self._paragraph_section(),
            *self._indicator_section(),
        )

    def _facts(self) -> Iterator[Fact]:
        yield Fact("Chinese", self.name_zh)
        yield Fact("Notebook", f"notebooks/{self.notebook}.ipynb")
        yield Fact("Terms", ", ".join(self.terms))
        yield Fact("Questions", "" if self.questions else NO_QUESTION)

    def _paragraph_section(self) -> tuple[Block, ...]:
        lines = [
            ParagraphLine(shortened(each.reason, WORDS_SHOWN), each.id) for each in self.paragraphs
        ]
        title = "Paragraphs of opening statements"
        return page_section(title, lines, "{id}  {subject}", "br.subjects()")

    def _indicator_section(self) -> tuple[Block, ...]:
        lines = [
            IndicatorLine(each.name, str(each.statements), each.id) for each in self.indicators
        ]
        sentence = "{id}  {indicator} ({statements} stated)"
        return page_section("Indicators", lines, sentence, "br.indicators()")


def theme_page(id: str) -> ThemePage:
    """The page of a theme that there is.

    >>> page = theme_page("rare_earths")
    >>> [question.id for question in page.questions]
    ['2021-03-01.q06']
    """
    row = read_table("themes").set_index("theme").loc[id]
    return ThemePage(
        id=id,
        kind="theme",
        name=row["name"],
        name_zh=row.name_zh,
        notebook=row.notebook,
        terms=tuple(row.terms.split("; ")),
        questions=questions_where("theme", id),
        paragraphs=tuple(_paragraphs_on(id)),
        indicators=tuple(_indicators_of(id)),
    )


def _paragraphs_on(theme: str) -> Iterator[ThemeParagraph]:
    paragraphs = set(read_table("paragraphs").paragraph)
    for row in _rows_on_theme("subjects", theme):
        if row.id in paragraphs:
            yield ThemeParagraph(row.id, row.reason)


def _indicators_of(theme: str) -> Iterator[ThemeIndicator]:
    counts = read_table("claims").indicator.value_counts()
    for row in _rows_on_theme("indicators", theme):
        yield ThemeIndicator(row.indicator, row.name, int(counts.get(row.indicator, 0)))


def _rows_on_theme(table: str, theme: str) -> Iterator[Any]:
    rows = read_table(table)
    yield from rows[rows.theme == theme].itertuples()
