"""Slips of the page: how they are found, and a source as it is read with them mended."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .lines import Line, fold
from .records import Annotation, Notes, Repair

STRAY_SPACE = re.compile(r"(\w+)\s+([,.;:!?])(?=\s|$)")
SPACE_OR_WORD = re.compile(r"\s+|\S+")
NO_SPACE = re.compile(r"\b(\w*[a-z][.?!])([A-Z]\w*)")


def find_repairs(text: str, lines: Iterable[Line], notes: Notes) -> list[Repair]:
    """The slips in the given lines: two kinds that a rule finds, and those that a person listed.

    Parameters
    ----------
    text : the source.
    lines : its lines that hold speech.
    notes : what people decided about this briefing.

    Raises
    ------
    CorpusError : when a listed slip stands in the source more or less often than the list says.
    """
    found: list[Repair] = []
    for line in lines:
        found += _stray_spaces(text, line)
        found += _missing_spaces(text, line)
    for note in notes.repairs:
        found += _listed_slips(text, note)
    return sorted(found)


def _stray_spaces(text: str, line: Line) -> Iterator[Repair]:
    for match in STRAY_SPACE.finditer(text[line.start : line.end]):
        kept = match[1] + match[2]
        yield _repair_of_match(line, match, kept, "stray space before a mark")


def _missing_spaces(text: str, line: Line) -> Iterator[Repair]:
    for match in NO_SPACE.finditer(text[line.start : line.end]):
        kept = f"{match[1]} {match[2]}"
        yield _repair_of_match(line, match, kept, "no space between two sentences")


def _repair_of_match(line: Line, match: re.Match, kept: str, reason: str) -> Repair:
    start = line.start + match.start()
    end = line.start + match.end()
    return Repair(start, end, match[0], kept, reason)


def _listed_slips(text: str, annotation: Annotation) -> list[Repair]:
    note = annotation.row
    slip = note["found"]
    places = [match.start() for match in re.finditer(re.escape(slip), text)]
    if len(places) != int(note["times"]):
        raise annotation.error(
            "times" if places else "found",
            f"{slip!r} stands {len(places)} times in the source of {note['briefing']}, "
            f"not {note['times']}; read the places and mend the row.",
        )
    return [
        Repair(start, start + len(slip), slip, note["kept"], note["reason"]) for start in places
    ]


def apply_repairs(text: str, start: int, end: int, repairs: Iterable[Repair]) -> str:
    """The slice [start, end) of a source as it is read.

    Repairs that lie inside it are applied, and white space is folded.

    >>> slip = Repair(4, 11, "andwith", "and with", "two words printed as one")
    >>> apply_repairs("it  andwith us", 0, 14, [slip])
    'it and with us'
    """
    pieces = []
    at = start
    for repair in repairs:
        if start <= repair.start and repair.end <= end:
            pieces += [text[at : repair.start], repair.kept]
            at = repair.end
    pieces.append(text[at:end])
    return fold("".join(pieces))


class _Edit(NamedTuple):
    """A repair narrowed to the characters that change."""

    start: int
    end: int
    kept: str


@dataclass
class LineAsRead:
    """A line as it is read, and for each of its characters where it begins and ends in the source.

    >>> line = Line(1, 0, 10, "on  andoff")
    >>> slip = Repair(4, 10, "andoff", "and off", "two words printed as one")
    >>> read = LineAsRead.of("on  andoff", line, [slip])
    >>> read.text, read.starts
    ('on and off', [0, 1, 2, 4, 5, 6, 7, 7, 8, 9])
    """

    characters: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, source: str, line: Line, repairs: Iterable[Repair]) -> "LineAsRead":
        """A line of a source, read with the repairs of this line and with white space folded."""
        edits = {edit.start: edit for edit in map(_narrowed, repairs)}
        read = cls()
        at = line.start
        for edit in sorted(edits.values()):
            if at <= edit.start < line.end:
                read._put_source(source, at, edit.start)
                read._put_edit(edit)
                at = edit.end
        read._put_source(source, at, line.end)
        return read

    @property
    def text(self) -> str:
        """The line as it is read."""
        return "".join(self.characters)

    def _put_edit(self, edit: _Edit) -> None:
        for character in edit.kept:
            self.characters.append(character)
            self.starts.append(edit.start)
            self.ends.append(edit.end)

    def _put_source(self, source: str, start: int, end: int) -> None:
        """Characters as they stand; white space is one blank, or none after a blank."""
        for run in SPACE_OR_WORD.finditer(source, start, end):
            if not run[0].isspace():
                self.characters += run[0]
                self.starts += range(run.start(), run.end())
                self.ends += range(run.start() + 1, run.end() + 1)
            elif self.characters[-1] != " ":
                self.characters.append(" ")
                self.starts.append(run.start())
                self.ends.append(run.start() + 1)


def _narrowed(repair: Repair) -> _Edit:
    before = _shared_length(repair.found, repair.kept)
    found, kept = repair.found[before:], repair.kept[before:]
    after = _shared_length(found[::-1], kept[::-1])
    return _Edit(repair.start + before, repair.end - after, kept[: len(kept) - after])


def _shared_length(one: str, other: str) -> int:
    """How many characters two words begin with alike."""
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return length
