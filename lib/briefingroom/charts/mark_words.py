"""What a mark says: the words for a claim, a means, a published figure, a promise, a question."""

from collections.abc import Iterable
from typing import Any

from ..corpus.active import cached_by_collection
from ..corpus.tables import read_table
from ..corpus.voices import voices_by_turn, who_says
from ..display import shortened, with_bound
from ..errors import UnknownName
from ..ids import parse_id
from ..numbers.periods import period_bounds
from ..numbers.targets import due_in_words, plain_measure
from ..text.questions import NO_SUBJECT
from .language import names_shown
from .marks import AxesPoint, DrawnMark
from .wording import (
    amount_in_words,
    bound_words,
    kind_of_period,
    quarter_of_period,
    year_of_period,
)

UNDATED = "undated"
SAID_WIDTH = 130  # characters of a sentence beside a mark
FIRST_WORDS = 80  # characters


@cached_by_collection
def words_of(id: str) -> str:
    """A row of a table in the words of a mark.

    Parameters
    ----------
    id : of a claim, policy measure, thing asked, reference, target, discrepancy, briefing, turn,
        paragraph, sentence, exchange or statement of `context`.

    >>> words_of("2023-04-20.c018")
    'over 2.64 million, end of March 2023, Zhao Zhiguo, 2023-04-20'
    >>> words_of("2021-03-01.q06")
    'Asahi Shimbun on Rare earths, answered by Xiao Yaqing, 2021-03-01'
    >>> words_of("2022-06-14.t18.p1.s1")
    'Xu Xiaolan, 2022-06-14: “I would like to answer the question about chips.”'
    """
    kind = parse_id(id).kind
    return _WORDS[kind](_row_of(kind, id))


def short_name_of(claim: str, measure: str) -> str:
    """What a claim is about, in few words: the name of its indicator, else its measure.

    >>> short_name_of("2020-10-23.c004", "average annual growth of value added of industry")
    'Growth of value added of all industry, China'
    """
    indicator = read_table("claims").set_index("claim").indicator.get(claim, "")
    name = names_shown("indicators").get(indicator, measure)
    return name[:1].upper() + name[1:]


@cached_by_collection
def said_by(id: str) -> str:
    """The first words of the sentence behind a mark, or what else stands there.

    >>> said_by("2023-04-20.c018").partition(",")[0]
    'Over 2.64 million 5G base stations have been built'
    """
    kind = parse_id(id).kind if is_known(id) else ""
    text = _SAID_BEHIND[kind](_row_of(kind, id)) if kind in _SAID_BEHIND else ""
    return shortened(text, SAID_WIDTH)


def marks_of_group(
    ids: Iterable[str],
    at: AxesPoint,
    group: str,
    otherwise: str = "",
) -> list[DrawnMark]:
    """A mark for each part of one thing drawn, all at its place.

    Where no part is known, as in a table of other texts, one mark says what the thing is.

    Parameters
    ----------
    ids : of the parts.
    at : the middle of the thing, in the units of the axes.
    group : what the thing is.
    otherwise : the id that the one mark has where the thing has no parts; not used unless it is
        known.

    >>> marks_of_group(["mine.s1"], (1, 2), "reform, mine: 1 use")
    [DrawnMark(id='', at=(1, 2), words='reform, mine: 1 use', group='', path=())]
    """
    ids = list(ids)
    parts = [DrawnMark(id, at, words_of(id), group) for id in ids if is_known(id)]
    if parts:
        return parts
    opens = otherwise if is_known(otherwise) and not ids else ""
    return [DrawnMark(opens, at, group)]


def is_known(id: Any) -> bool:
    """Whether there are words for something: whether its id stands in a table.

    >>> is_known("2023-04-20.c018"), is_known("2023-04-20.c999"), is_known("mine")
    (True, False, False)
    """
    try:
        kind = parse_id(str(id)).kind
    except UnknownName:
        return False
    return kind in _WORDS and id in _rows_by_id(_TABLES[kind])


def day_in_words(period: str) -> str:
    """A period as the words of a mark have it.

    >>> [day_in_words(period) for period in ("2019", "2020-06", "2023-Q1", "2022-12-31")]
    ['2019', 'June 2020', 'first quarter of 2023', 'end of December 2022']
    >>> day_in_words("2016/2019"), day_in_words("2023-03-15"), day_in_words("")
    ('2016 to 2019', '2023-03-15', 'undated')
    """
    if not period:
        return UNDATED
    if "/" in period:
        return " to ".join(day_in_words(part) for part in period.split("/"))
    return _PERIOD_NAMES.get(kind_of_period(period), str)(period)


def _month_named(period: str) -> str:
    first, _ = period_bounds(period)
    return f"{first:%B %Y}"


def _day_named(period: str) -> str:
    first, _ = period_bounds(period)
    _, last_of_month = period_bounds(f"{first:%Y-%m}")
    return f"end of {first:%B %Y}" if first == last_of_month else period


def _quarter_named(period: str) -> str:
    names = {"Q1": "first", "Q2": "second", "Q3": "third", "Q4": "fourth"}
    return f"{names[quarter_of_period(period)]} quarter of {year_of_period(period)}"


_PERIOD_NAMES = {"month": _month_named, "day": _day_named, "quarter": _quarter_named}


# --- rows


@cached_by_collection
def _rows_by_id(table: str) -> dict[str, Any]:
    """The rows of a table by their id, which is its first column."""
    rows = read_table(table)
    return dict(zip(rows.iloc[:, 0], rows.itertuples(), strict=True))


def _row_of(kind: str, id: str) -> Any:
    return _rows_by_id(_TABLES[kind])[id]


def _speaker_and_day(sentence: str) -> str:
    return f"{who_says(sentence)}, {parse_id(sentence).briefing}"


def _words_of_claim(row: Any) -> str:
    figure = f"{bound_words(row)}{row.quote}"
    if row.kind == "target":
        figure = f"target {figure}"
    return f"{figure}, {day_in_words(row.period)}, {_speaker_and_day(row.sentence)}"


def _words_of_reference(row: Any) -> str:
    figure = with_bound(amount_in_words(row.value, row.unit), row.bound)
    return f"{figure}, {day_in_words(row.period)}, {row.publisher} ({row.origin})"


def _words_of_target(row: Any) -> str:
    due = due_in_words(row.due)
    return f"{plain_measure(row.measure)}, {due}: {row.status}, {_speaker_and_day(row.sentence)}"


def _words_of_turn(row: Any) -> str:
    return f"{voices_by_turn()[row.turn]}, {row.act}, {row.words:,} words, {row.briefing}"


def _words_of_exchange(row: Any) -> str:
    subject = _row_of("theme", row.theme).name if row.theme else NO_SUBJECT.lower()
    asked = f"{voices_by_turn()[row.question]} on {subject}"
    answered = f"answered by {row.answered_by}" if row.answered_by else "not answered"
    return f"{asked}, {answered}, {row.briefing}"


def _words_of_sentence(row: Any) -> str:
    return f"{_speaker_and_day(row.sentence)}: {_first_words(row.text)}"


def _words_of_paragraph(row: Any) -> str:
    return f"{_speaker_and_day(row.paragraph)}: {_first_words(row.text)}"


def _first_words(text: str) -> str:
    return f"“{shortened(text, FIRST_WORDS)}”"


def _words_of_briefing(row: Any) -> str:
    return f"{row.title}, {row.briefing}"


def _words_of_discrepancy(row: Any) -> str:
    return f"{row.kind}: {row.what}"


def _words_of_measure(row: Any) -> str:
    coded = f"{row.instrument}, {row.step}"
    return f"{coded}: {_first_words(row.quote)}, {_speaker_and_day(row.sentence)}"


def _words_of_asked(row: Any) -> str:
    who = _speaker_and_day(row.asks)
    return f"{row.kind}: {_first_words(row.asks_quote)}, {who}; reply: {row.reply}"


def _words_of_context(row: Any) -> str:
    return f"{row.date:%Y-%m-%d}: {row.what} ({row.publisher})"


_TABLES = {
    "claim": "claims",
    "policy measure": "policy_measures",
    "thing asked": "asked",
    "reference": "references",
    "target": "targets",
    "turn": "turns",
    "exchange": "exchanges",
    "sentence": "sentences",
    "paragraph": "paragraphs",
    "briefing": "briefings",
    "discrepancy": "discrepancies",
    "theme": "themes",
    "context": "context",
}
_SAID_BEHIND = {
    "claim": lambda row: _row_of("sentence", row.sentence).text,
    "policy measure": lambda row: _row_of("sentence", row.sentence).text,
    "thing asked": lambda row: _row_of("sentence", row.asks).text,
    "target": lambda row: _row_of("sentence", row.sentence).text,
    "reference": lambda row: row.document,
    "context": lambda row: row.document,
    "turn": lambda row: row.text,
    "exchange": lambda row: _row_of("turn", row.question).text,
    "sentence": lambda row: row.text,
}
_WORDS = {
    "claim": _words_of_claim,
    "policy measure": _words_of_measure,
    "thing asked": _words_of_asked,
    "reference": _words_of_reference,
    "target": _words_of_target,
    "turn": _words_of_turn,
    "exchange": _words_of_exchange,
    "sentence": _words_of_sentence,
    "paragraph": _words_of_paragraph,
    "briefing": _words_of_briefing,
    "discrepancy": _words_of_discrepancy,
    "context": _words_of_context,
}
