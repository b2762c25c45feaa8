"""The points that an answer counts: "First, ... Second, ... Finally, ..."."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

ENUMERATORS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
LAST = "finally"
MARK = re.compile(
    rf"(?P<before>^|[,;:] )(?P<word>{'|'.join(ENUMERATORS)}|{LAST})(?:ly)?(?: of all)?,",
    re.IGNORECASE,
)
SECOND = 2  # the highest point with which an enumeration may begin: the first may have no ordinal


class Mark(NamedTuple):
    """An ordinal that may begin a point.

    Attributes
    ----------
    word : the ordinal, in lower case and without "ly".
    sentence : the id of its sentence.
    is_inside : whether it stands within a sentence, after a colon or a semicolon.
    after_comma : whether it stands after a comma.
    opens_paragraph : whether it is the first word of a paragraph.
    """

    word: str
    sentence: str
    is_inside: bool
    after_comma: bool
    opens_paragraph: bool

    @property
    def point(self) -> int:
        """The number of the point, from 1.

        >>> Mark("third", "2023-03-01.t07.p2.s3", False, False, True).point
        3
        """
        return ENUMERATORS.index(self.word) + 1


@dataclass
class Enumeration:
    """Points of one turn that belong together.

    Attributes
    ----------
    is_inside : whether its points are within sentences.
    points : how far it has come.
    last_opens_paragraph : whether its last point is the first word of a paragraph.
    is_closed : whether it has had its last point.
    sentences : the ids of the sentences with an ordinal, each once.
    """

    is_inside: bool
    points: int = 0
    last_opens_paragraph: bool = False
    is_closed: bool = False
    sentences: list[str] = field(default_factory=list)

    def add(self, mark: Mark, point: int) -> None:
        """Carry it on to a point."""
        self.points = point
        self.last_opens_paragraph = mark.opens_paragraph
        self.is_closed = mark.word == LAST
        if mark.sentence not in self.sentences:
            self.sentences.append(mark.sentence)


def enumerations_of(spoken: Iterable[Any]) -> list[Enumeration]:
    """The enumerations with more than one point, in the order in which they begin.

    Parameters
    ----------
    spoken : the sentences of one turn: rows of `sentences`.

    >>> from briefingroom.corpus.tables import read_table
    >>> answer = read_table("sentences").query("turn == '2021-03-01.t07'")
    >>> [enumeration.points for enumeration in enumerations_of(answer.itertuples())]
    [4]
    """
    found: list[Enumeration] = []
    for sentence in spoken:
        for mark in _marks_in(sentence):
            _read_point(mark, found)
    return [enumeration for enumeration in found if enumeration.points > 1]


def _marks_in(sentence: Any) -> Iterator[Mark]:
    for match in MARK.finditer(sentence.text):
        before = match["before"].strip()
        yield Mark(
            word=match["word"].lower(),
            sentence=sentence.sentence,
            is_inside=before in (";", ":"),
            after_comma=before == ",",
            opens_paragraph=sentence.number == 1 and match.start() == 0,
        )


def _read_point(mark: Mark, found: list[Enumeration]) -> None:
    """Let a mark carry on one of the enumerations found so far, or begin another."""
    candidates = [
        enumeration
        for enumeration in reversed(found)
        if enumeration.is_inside == mark.is_inside and not enumeration.is_closed
    ]
    if mark.word == LAST:
        ended = _ended_by(mark, candidates)
        if ended:
            ended.add(mark, ended.points + 1)
        return
    carried_on = _carried_on_by(mark, candidates)
    if not carried_on and mark.point <= SECOND:
        carried_on = Enumeration(mark.is_inside)
        found.append(carried_on)
    if carried_on:
        carried_on.add(mark, mark.point)


def _carried_on_by(mark: Mark, candidates: list[Enumeration]) -> Enumeration | None:
    """The latest enumeration that has come to the number before; none for a first point."""
    point_before = mark.point - 1
    for enumeration in candidates:
        if enumeration.points == point_before:
            return enumeration
    return None


def _ended_by(mark: Mark, candidates: list[Enumeration]) -> Enumeration | None:
    """The latest enumeration, where "finally" is its last point and not the end of another."""
    if mark.after_comma or not candidates:
        return None
    latest = candidates[0]
    if latest.last_opens_paragraph and not mark.opens_paragraph:
        return None
    return latest
