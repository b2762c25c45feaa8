"""What the command answers from the corpus: the same as the functions of these names."""

import argparse
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ..corpus.names import must_be
from .output import Record

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class CommandAnswer:
    """An answer in the forms in which it can be printed.

    Attributes
    ----------
    text : as the function of the library shows it.
    columns : the names of what each record has.
    records : the rows of a table, or the one thing.
    is_one : whether it is one thing and no table.
    """

    text: str
    columns: list[str]
    records: list[Record]
    is_one: bool = False

    @classmethod
    def of_table(cls, table: "pd.DataFrame") -> "CommandAnswer":
        """A table as an answer."""
        records: list[Any] = table.to_dict("records")
        return cls(repr(table), list(table.columns), records)


def where_answer(options: argparse.Namespace) -> CommandAnswer:
    """The words of an id in their surroundings.

    Parameters
    ----------
    options : `id`.

    Raises
    ------
    UnknownName : when there is no such id.

    >>> where_answer(argparse.Namespace(id="2023-03-01")).records[0]["questions"]
    8
    """
    from ..pages.where import where

    place = where(options.id)
    record = asdict(place)
    if "facts" in record:
        record["facts"] = [{"name": name, "value": value} for name, value in record["facts"]]
    return CommandAnswer(repr(place), list(record), [record], is_one=True)


def cite_answer(options: argparse.Namespace) -> CommandAnswer:
    """How to cite an id.

    Parameters
    ----------
    options : `id`, `style` and `accessed`, as `cite` has them.

    Raises
    ------
    QuestionError : when `accessed` is no day, or two things have this name.
    UnknownName : when there is no such id.

    >>> chosen = argparse.Namespace(id="g07", style="apa", accessed="2026-11-27")
    >>> cite_answer(chosen).records[0]["style"]
    'apa'
    """
    from ..citing.cite import cite

    citation = cite(options.id, options.style, accessed=options.accessed)
    record = {"id": options.id, "style": options.style, "citation": str(citation)}
    return CommandAnswer(str(citation), list(record), [record], is_one=True)


def series_answer(options: argparse.Namespace) -> CommandAnswer:
    """What was said about one thing over time.

    Parameters
    ----------
    options : `name`, the id of an indicator.

    Raises
    ------
    UnknownName : when there is no such indicator.

    >>> series_answer(argparse.Namespace(name="5g_base_stations")).records[0]["bound"]
    'exact'
    """
    from ..numbers.series import series

    return CommandAnswer.of_table(series(options.name))


def search_answer(options: argparse.Namespace) -> CommandAnswer:
    """Every place where words stand.

    Parameters
    ----------
    options : `words`, `briefing`, `speaker`, `outlet`, `regex` and `case`, as `concordance` has
        them; None for all.

    Raises
    ------
    QuestionError : when the words are empty, or a regular expression is none.
    UnknownName : when there is no such briefing, speaker or outlet.
    """
    from ..text.concordancing import concordance

    hits = concordance(
        " ".join(options.words),
        briefing=options.briefing,
        speaker=options.speaker,
        outlet=options.outlet,
        regex=options.regex,
        case=options.case,
    )
    return CommandAnswer.of_table(hits)


def claims_answer(options: argparse.Namespace) -> CommandAnswer:
    """The figures of a theme, a briefing or an indicator.

    Parameters
    ----------
    options : `theme` (that of the indicator), `briefing` and `indicator`; None for all.

    Raises
    ------
    UnknownName : when there is no such theme, briefing or indicator.

    >>> chosen = argparse.Namespace(theme="chips", briefing=None, indicator=None)
    >>> claims_answer(chosen).records[0]["indicator"]
    'integrated_circuit_sales'
    """
    from ..corpus.tables import briefings, claims, indicators, themes

    table = claims()
    if options.theme is not None:
        _must_be_in(options.theme, themes(), "theme")
        theme_of = indicators().set_index("indicator").theme
        table = table[table.indicator.map(theme_of) == options.theme]
    if options.briefing is not None:
        _must_be_in(options.briefing, briefings(), "briefing")
        table = table[table.briefing == options.briefing]
    if options.indicator is not None:
        _must_be_in(options.indicator, indicators(), "indicator")
        table = table[table.indicator == options.indicator]
    return CommandAnswer.of_table(table.reset_index(drop=True))


def _must_be_in(name: str, table: "pd.DataFrame", column: str) -> None:
    must_be(name, list(table[column]), f"There is no {column} {name!r}")
