"""What a program gets when it asks: search, where, series, audit and cite, each as plain data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..citing.cite import cite
from ..corpus.names import must_be
from ..corpus.tables import data_version, read_table
from ..display.characters import printable
from ..errors import QuestionError
from ..ids import ids_listed
from ..numbers.auditing import VERDICTS, audit
from ..numbers.series import series
from ..pages.known import identify
from ..text.concordancing import concordance
from .figures import ServedFigure, claims_in, served_figures
from .quoting import Quotation, sentence_quoted, turns_of_exchange
from .served_pages import ServedPage, served_page

MOST_AT_ONCE = 50
NO_SUCH_WORDS = "Nothing was found; use other words, an asterisk (industr*), or leave out a limit."
WHAT_A_VERDICT_SAYS = (
    "A verdict says whether the figures, as written, can all be so; not which of them is wrong, "
    "nor why they differ. Figures that leave room always reconcile."
)


@dataclass(frozen=True)
class FoundSentence:
    """A sentence in which the words stand, and the figures in it."""

    quotation: Quotation
    figures: list[ServedFigure]


@dataclass(frozen=True)
class FoundIndicator:
    """A series whose name, definition or Chinese name has the words."""

    id: str
    name: str
    name_zh: str
    unit: str
    caution: str


@dataclass(frozen=True)
class FoundTerm:
    """A policy term that the words name, in English or Chinese."""

    id: str
    hanzi: str
    meaning: str


@dataclass(frozen=True)
class SearchAnswer:
    """What was found; `places` counts every place, `sentences` are the first of them."""

    data_version: str
    words: str
    places: int
    sentences: list[FoundSentence]
    indicators: list[FoundIndicator]
    terms: list[FoundTerm]
    note: str = ""


@dataclass(frozen=True)
class WhereAnswered:
    """An id: what is known of it, the words, and the figures that it has or names."""

    data_version: str
    id: str
    kind: str
    page: ServedPage
    figures: list[ServedFigure]
    figures_left_out: int


@dataclass(frozen=True)
class SeriesAnswer:
    """All that was said and published of one thing, and what must be known of it."""

    data_version: str
    indicator: str
    name: str
    name_zh: str
    definition: str
    caution: str
    said: list[ServedFigure]
    published: list[ServedFigure]


@dataclass(frozen=True)
class ServedCheck:
    """One check of figures against each other, with its arithmetic and all that stand in it."""

    check: str
    verdict: str
    arithmetic: str
    note: str
    ids: list[str]
    figures: list[ServedFigure]


@dataclass(frozen=True)
class AuditAnswer:
    """The checks that were asked for; `found` counts all of them."""

    data_version: str
    what_a_verdict_says: str
    found: int
    checks: list[ServedCheck]
    note: str = ""


@dataclass(frozen=True)
class CitationAnswer:
    """How to cite an id."""

    data_version: str
    id: str
    style: str
    citation: str


def answer_search(
    words: str, briefing: str = "", speaker: str = "", at_most: int = 10
) -> SearchAnswer:
    """Every place where words stand, with the figures of each sentence; and what is called so.

    Parameters
    ----------
    words : a word or a phrase; an asterisk stands for letters of a word, or for one word.
    briefing, speaker : only there; empty for all.
    at_most : how many sentences.

    Raises
    ------
    QuestionError : when there is no word, or `at_most` is beyond 50.
    UnknownName : when there is no such briefing or speaker; the message names the nearest.

    >>> answer = answer_search("rare earth", at_most=1)
    >>> len(answer.sentences), answer.sentences[0].quotation.treat_as[:15]
    (1, 'quoted material')
    """
    if not any(letter.isalnum() for letter in words):
        raise QuestionError(f"There is no word in {words!r}: give one, such as 'rare earth'.")
    hits = concordance(words, briefing=briefing or None, speaker=speaker or None)
    ids = list(dict.fromkeys(hits.sentence))[: _at_most(at_most)]
    indicators, terms = _indicators_called(words), _terms_called(words)
    found_any = ids or indicators or terms
    return SearchAnswer(
        data_version=data_version(),
        words=printable(words),
        places=len(hits),
        sentences=[_found_sentence(id) for id in ids],
        indicators=indicators,
        terms=terms,
        note="" if found_any else NO_SUCH_WORDS,
    )


def _at_most(number: int) -> int:
    if not 1 <= number <= MOST_AT_ONCE:
        raise QuestionError(f"at_most is {number}: ask for 1 to {MOST_AT_ONCE}.")
    return number


def _found_sentence(id: str) -> FoundSentence:
    return FoundSentence(sentence_quoted(id), served_figures(claims_in([id])))


def _rows_with(words: str, table: pd.DataFrame, columns: Sequence[str]) -> list[Any]:
    """The rows in which one of some columns has the words, whatever the capitals."""
    sought = words.strip().replace("*", "").casefold()
    has_words = [
        any(sought in getattr(row, column).casefold() for column in columns)
        for row in table.itertuples()
    ]
    return list(table[has_words].head(MOST_AT_ONCE).itertuples())


def _indicators_called(words: str) -> list[FoundIndicator]:
    columns = ["indicator", "name", "name_zh", "definition"]
    return [
        FoundIndicator(row.indicator, row.name, row.name_zh, row.unit, row.caution)
        for row in _rows_with(words, read_table("indicators"), columns)
    ]


def _terms_called(words: str) -> list[FoundTerm]:
    columns = ["term", "variants", "hanzi"]
    return [
        FoundTerm(row.term, row.hanzi, row.meaning)
        for row in _rows_with(words, read_table("glossary"), columns)
    ]


def answer_where(id: str) -> WhereAnswered:
    """What an id or a name stands for: its words, what is known of it, its figures.

    Parameters
    ----------
    id : any id or name, as in `where`.

    >>> answer = answer_where("d12")
    >>> answer.kind, [figure.id for figure in answer.figures][:2]
    ('discrepancy', ['2020-10-23.c100', '2020-10-23.c101'])
    """
    known = identify(id)
    ids = list(dict.fromkeys(_figures_about(known.kind, known.id)))
    shown = ids[:MOST_AT_ONCE]
    return WhereAnswered(
        data_version=data_version(),
        id=known.id,
        kind=known.kind,
        page=served_page(known),
        figures=served_figures(shown),
        figures_left_out=len(ids) - len(shown),
    )


def _figures_about(kind: str, id: str) -> list[str]:
    """The claims and published figures that an id is, has or names."""
    if kind in ("claim", "reference"):
        return [id, *_held_beside(kind, id)]
    if kind == "discrepancy":
        return _figures_of_discrepancy(id)
    if kind == "target":
        target = read_table("targets").set_index("target").loc[id]
        return list(filter(None, [target.claim, target.outcome_claim]))
    if kind in ("sentence", "paragraph", "turn", "exchange"):
        return claims_in(_sentences_within(kind, id))
    return []


def _held_beside(kind: str, id: str) -> list[str]:
    """The published figures held against a claim, or the claim that a published one stands by."""
    references = read_table("references")
    if kind == "claim":
        return list(references.reference[references.claim == id])
    claim = references.set_index("reference").claim[id]
    return [claim] if claim else []


def _figures_of_discrepancy(id: str) -> list[str]:
    row = read_table("discrepancies").set_index("discrepancy").loc[id]
    against = [each for each in ids_listed(row.against) if identify(each).kind != "sentence"]
    return [*ids_listed(row.claims), *against]


def _sentences_within(kind: str, id: str) -> list[str]:
    sentences = read_table("sentences")
    if kind == "exchange":
        return list(sentences.sentence[sentences.turn.isin(turns_of_exchange(id))])
    return list(sentences.sentence[sentences[kind] == id])


def answer_series(indicator: str) -> SeriesAnswer:
    """Every value of an indicator that somebody said or published.

    Parameters
    ----------
    indicator : the id of a series; `answer_search` finds it by its name.

    >>> answer = answer_series("5g_base_stations")
    >>> answer.said[0].value, answer.said[0].bound, answer.said[0].period
    (690000.0, 'exact', '2020-10-23')
    """
    claims = series(indicator).claim
    row = read_table("indicators").set_index("indicator").loc[indicator]
    references = read_table("references")
    published = references[references.indicator == indicator].sort_values("period", kind="stable")
    return SeriesAnswer(
        data_version=data_version(),
        indicator=indicator,
        name=row["name"],
        name_zh=row.name_zh,
        definition=row.definition,
        caution=row.caution,
        said=served_figures(claims),
        published=served_figures(published.reference),
    )


def answer_audit(id: str = "", verdict: str = "", at_most: int = 10) -> AuditAnswer:
    """Which figures were held against which others, with the arithmetic.

    Parameters
    ----------
    id : only checks in which this claim, published figure or indicator stands; empty for all.
    verdict : only those with this verdict; empty for all.
    at_most : how many checks.

    >>> answer_audit(verdict="does not reconcile", at_most=1).checks[0].verdict
    'does not reconcile'
    """
    if verdict:
        must_be(verdict, VERDICTS, f"There is no verdict {verdict!r}")
    checks = audit()
    if verdict:
        checks = checks[checks.verdict == verdict]
    if id:
        wanted = set(_ids_to_audit(id))
        checks = checks[[not wanted.isdisjoint(ids) for ids in checks.claims]]
    shown = checks.head(_at_most(at_most)).itertuples()
    return AuditAnswer(
        data_version=data_version(),
        what_a_verdict_says=WHAT_A_VERDICT_SAYS,
        found=len(checks),
        checks=[_served_check(row) for row in shown],
        note="" if len(checks) else "No figure was held against another here.",
    )


def _ids_to_audit(id: str) -> Iterable[str]:
    """An id, or all claims and published figures of an indicator."""
    known = identify(id)
    if known.kind != "indicator":
        return [known.id]
    claims, references = read_table("claims"), read_table("references")
    said = claims.claim[claims.indicator == known.id]
    published = references.reference[references.indicator == known.id]
    return [*said, *published]


def _served_check(row: Any) -> ServedCheck:
    return ServedCheck(
        check=row.check,
        verdict=row.verdict,
        arithmetic=row.arithmetic,
        note=row.note,
        ids=list(row.claims),
        figures=served_figures(row.claims),
    )


def answer_cite(id: str, style: str = "apa", accessed: str = "") -> CitationAnswer:
    """How to cite an id.

    Parameters
    ----------
    id : any id or name, as in `where`.
    style : apa, chicago, bibtex, ris or csl-json.
    accessed : the day of access, as 2026-11-27; empty for today.

    >>> answer_cite("g07", "bibtex", "2026-11-27").citation[:5]
    '@misc'
    """
    citation = cite(id, style, accessed=accessed or None)
    return CitationAnswer(data_version(), id, style, str(citation))
