"""The forms of ids: the one place that takes them apart and puts them together.

===========================  =========================================
``2023-03-01``               briefing; a second one on a day has a name: ``2023-03-01-evening``
``2023-03-01.t07``           turn
``2023-03-01.t07.p2``        paragraph
``2023-03-01.t07.p2.s3``     sentence
``2023-03-01.q04``           exchange: a question with its answers
``2023-03-01.q04.a1``        thing asked
``2023-03-01.c012``          claim
``2023-03-01.m012``          policy measure
``2023-03-01.n012``          candidate: a numeral that awaits a decision
``d12``, ``g07``, ``r174``   discrepancy, target, reference
``x012``, ``w03``            context, reading: what stands outside the sources, and a work on it
===========================  =========================================

Indicators, themes, terms, speakers and outlets have names and no form. The kind may stand before a
name, ``outlet:Reuters``, and must where two kinds share one.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from .errors import UnknownName

_BRIEFING = r"(?P<briefing>\d{4}-\d{2}-\d{2}(?:-[a-z0-9]+)*)"
_FORMS = {
    "briefing": _BRIEFING,
    "turn": _BRIEFING + r"\.t(?P<number>\d{2,})",
    "paragraph": _BRIEFING + r"\.t\d{2,}\.p(?P<number>\d+)",
    "sentence": _BRIEFING + r"\.t\d{2,}\.p\d+\.s(?P<number>\d+)",
    "exchange": _BRIEFING + r"\.q(?P<number>\d{2,})",
    "thing asked": _BRIEFING + r"\.q\d{2,}\.a(?P<number>\d+)",
    "claim": _BRIEFING + r"\.c(?P<number>\d{3,})",
    "policy measure": _BRIEFING + r"\.m(?P<number>\d{3,})",
    "candidate": _BRIEFING + r"\.n(?P<number>\d{3,})",
    "discrepancy": r"d(?P<number>\d{2,})",
    "target": r"g(?P<number>\d{2,})",
    "reference": r"r(?P<number>\d{3,})",
    "context": r"x(?P<number>\d{3,})",
    "reading": r"w(?P<number>\d{2,})",
}
_PATTERNS = {kind: re.compile(form, re.ASCII) for kind, form in _FORMS.items()}


IDS_KEPT = 30_000  # taken apart and remembered: three times what the published tables have


class Id(NamedTuple):
    """An id taken apart.

    Attributes
    ----------
    text : the id itself.
    kind : briefing, turn, paragraph, sentence, exchange, thing asked, claim, policy measure,
        candidate, discrepancy, target, reference, context or reading.
    briefing : the id of its briefing; empty where it stands in none.
    number : its last number, counted from 1; None for a briefing.
    """

    text: str
    kind: str
    briefing: str
    number: int | None

    @property
    def local(self) -> str:
        """The id without its briefing.

        >>> parse_id("2023-03-01-evening.t07.p2").local
        't07.p2'
        """
        return self.text.removeprefix(self.briefing).removeprefix(".")

    @property
    def date(self) -> str:
        """The day of its briefing, as ``YYYY-MM-DD``; empty where it stands in none.

        >>> parse_id("2023-03-01-evening").date
        '2023-03-01'
        """
        return self.briefing[: len("YYYY-MM-DD")]

    @property
    def turn(self) -> str:
        """The id of the turn that it is or stands in; empty where it stands in none.

        >>> parse_id("2023-03-01.t07.p2.s3").turn
        '2023-03-01.t07'
        """
        return self._outermost("t")

    @property
    def exchange(self) -> str:
        """The id of the exchange that it is or belongs to; empty where it belongs to none.

        >>> parse_id("2023-03-01.q04.a1").exchange
        '2023-03-01.q04'
        """
        return self._outermost("q")

    def _outermost(self, letter: str) -> str:
        """The briefing and the first part after it, where that part begins with the letter."""
        part = self.local.split(".")[0]
        if not self.briefing or not part.startswith(letter):
            return ""
        return f"{self.briefing}.{part}"


@lru_cache(maxsize=IDS_KEPT)
def parse_id(text: str) -> Id:
    """Take an id apart.

    Raises
    ------
    UnknownName : when it has none of the forms; the message shows some.

    >>> parse_id("2023-03-01.t07.p2.s3")
    Id(text='2023-03-01.t07.p2.s3', kind='sentence', briefing='2023-03-01', number=3)
    >>> parse_id("2023-03-01.t07.p2.s3").turn
    '2023-03-01.t07'
    >>> parse_id("g07").kind
    'target'
    """
    for kind, pattern in _PATTERNS.items():
        match = pattern.fullmatch(text)
        if match:
            parts = match.groupdict()
            number = parts.get("number")
            return Id(text, kind, parts.get("briefing", ""), int(number) if number else None)
    raise UnknownName(
        f"{text!r} is no id: "
        "one looks like 2023-03-01, 2023-03-01.t07.p2.s3, 2023-03-01.c012 or g07."
    )


BETWEEN = "; "  # the ids in a field that holds several


def ids_listed(field: str) -> list[str]:
    """The ids or names in a field that holds several.

    >>> ids_listed("r012; r013"), ids_listed("")
    (['r012', 'r013'], [])
    """
    return field.split(BETWEEN) if field else []


class Name(NamedTuple):
    """A name, and the kind that was written before it; empty where none was."""

    kind: str
    text: str


NAMED_KINDS = ("indicator", "theme", "term", "speaker", "outlet")


def parse_name(text: str) -> Name:
    """A name and the kind before it, if one is written there.

    >>> parse_name("outlet:Reuters")
    Name(kind='outlet', text='Reuters')
    >>> parse_name("Reuters")
    Name(kind='', text='Reuters')
    """
    kind, colon, name = text.partition(":")
    if colon and kind in NAMED_KINDS:
        return Name(kind, name.strip())
    return Name("", text)


def named_id(kind: str, name: str) -> str:
    """A name with its kind before it.

    >>> named_id("outlet", "Reuters")
    'outlet:Reuters'
    """
    return f"{kind}:{name}"


def turn_id(briefing: str, number: int) -> str:
    """The id of a turn of a briefing.

    >>> turn_id("2023-03-01", 7)
    '2023-03-01.t07'
    """
    return f"{briefing}.t{number:02d}"


def paragraph_id(turn: str, number: int) -> str:
    """The id of a paragraph of a turn.

    >>> paragraph_id("2023-03-01.t07", 2)
    '2023-03-01.t07.p2'
    """
    return f"{turn}.p{number}"


def sentence_id(paragraph: str, number: int) -> str:
    """The id of a sentence of a paragraph.

    >>> sentence_id("2023-03-01.t07.p2", 3)
    '2023-03-01.t07.p2.s3'
    """
    return f"{paragraph}.s{number}"


def exchange_id(briefing: str, number: int) -> str:
    """The id of an exchange of a briefing.

    >>> exchange_id("2023-03-01", 4)
    '2023-03-01.q04'
    """
    return f"{briefing}.q{number:02d}"


def claim_id(briefing: str, number: int) -> str:
    """The id of a claim of a briefing.

    >>> claim_id("2023-03-01", 12)
    '2023-03-01.c012'
    """
    return f"{briefing}.c{number:03d}"


def policy_measure_id(briefing: str, number: int) -> str:
    """The id of a policy measure of a briefing.

    >>> policy_measure_id("2023-03-01", 12)
    '2023-03-01.m012'
    """
    return f"{briefing}.m{number:03d}"


def candidate_id(briefing: str, number: int) -> str:
    """The id of a candidate of a briefing: a numeral that awaits a decision.

    >>> candidate_id("2023-03-01", 12)
    '2023-03-01.n012'
    """
    return f"{briefing}.n{number:03d}"


def asked_id(exchange: str, number: int) -> str:
    """The id of a thing asked in an exchange.

    >>> asked_id("2023-03-01.q04", 1)
    '2023-03-01.q04.a1'
    """
    return f"{exchange}.a{number}"
