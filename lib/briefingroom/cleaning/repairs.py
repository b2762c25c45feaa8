"""Slips of the page: how they are found, and a source as it is read with them mended."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .lines import Line, fold
from .records import Annotation, Notes, Repair

SPACE_OR_WORD = re.compile(r"\s+|\S+")
STOPS = ",.;:!?"
WORD_BEFORE = re.compile(r"\w+$")
WORD_AFTER = re.compile(r"\w+")
LONGEST_CONTEXT = 60  # characters of a word that a row shows beside its slip

# Each finds a slip by the characters that change; what stands beside them is only looked at.
STRAY_SPACE = re.compile(rf"(?<=\w)\s+(?=[{STOPS}](?:\s|$|[A-Z][a-z])|[,;][A-Za-z])")
STRAY_BEFORE_APOSTROPHE = re.compile(r"(?<=\w)\s+(?=['’]s\b)")
NO_SPACE = re.compile(
    r"(?<=[a-z][.?!])(?=[A-Z])|(?<=[A-Z0-9][A-Z0-9][.?!])(?=[A-Z][a-z])"
    r"|(?<=\s[.?!])(?=[A-Z][a-z])|(?<=[%)\]”][.?!])(?=[A-Z])"
    r"|(?<=[a-z][.?!][\"”’)])(?=[A-Z][a-z])"
)
NO_SPACE_AFTER_COMMA = re.compile(r"(?<=[a-z)\s][,;])(?=[A-Za-z])")
NO_SPACE_BETWEEN_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
TITLE_BEFORE = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Prof|Gen|Lt|Col|St|No|Fig|vs)[.]$")
FEWEST_LETTERS = 3  # of the first of two words that are printed as one


class Edit(NamedTuple):
    """The characters [start, end) of a line that change, and what is read for them."""

    start: int
    end: int
    kept: str
    reason: str


def find_repairs(text: str, lines: Iterable[Line], notes: Notes) -> list[Repair]:
    """The slips in the given lines: those that a rule finds, and those that a person listed.

    No two repairs overlap, and each stands in one line; what a person listed comes first.

    Parameters
    ----------
    text : the source.
    lines : its lines that hold speech.
    notes : what people decided about this briefing.

    Raises
    ------
    CorpusError : when a listed slip stands in the source more or less often than the list says.
    """
    listed: list[Repair] = []
    for note in notes.repairs:
        listed += _listed_slips(text, note)
    listed.sort()
    lines = list(lines)
    vocabulary = Counter(LETTERS_ALONE.findall(" ".join(line.text for line in lines)))
    found: list[Repair] = []
    for line in lines:
        found += _slips_by_rule(line, vocabulary)
    return _apart([*listed, *found], len(listed))


LETTERS_ALONE = re.compile(r"[^\W\d_]+")


def _slips_by_rule(line: Line, vocabulary: Counter[str]) -> list[Repair]:
    edits = [*_stray_spaces(line), *_missing_spaces(line), *_glued_words(line, vocabulary)]
    repairs: list[Repair] = []
    free = 0
    for edit in sorted(edits):
        if edit.start >= free:
            repair = _in_its_words(line, edit, free)
            repairs.append(repair)
            free = repair.end - line.start
    return repairs


def _stray_spaces(line: Line) -> Iterator[Edit]:
    for match in STRAY_SPACE.finditer(line.text):
        yield Edit(*match.span(), "", "stray space before a mark")
    for match in STRAY_BEFORE_APOSTROPHE.finditer(line.text):
        yield Edit(*match.span(), "", "stray space before an apostrophe")


def _missing_spaces(line: Line) -> Iterator[Edit]:
    for match in NO_SPACE.finditer(line.text):
        at = match.start()
        after_title = TITLE_BEFORE.search(line.text[max(0, at - len("Prof..")) : at])
        reason = "no space after a title" if after_title else "no space between two sentences"
        yield Edit(at, at, " ", reason)
    for match in NO_SPACE_AFTER_COMMA.finditer(line.text):
        yield Edit(*match.span(), " ", "no space after a mark")


def _glued_words(line: Line, vocabulary: Counter[str]) -> Iterator[Edit]:
    """Two words printed as one, told by a capital letter, where the page has both alone."""
    for match in NO_SPACE_BETWEEN_WORDS.finditer(line.text):
        at = match.start()
        before = _end_of_word(line.text, at)
        after = WORD_AFTER.match(line.text, at, at + LONGEST_CONTEXT)
        known = after and vocabulary[before] and vocabulary[after[0]]
        if known and before.islower() and len(before) >= FEWEST_LETTERS:
            yield Edit(at, at, " ", "two words printed as one")


def _end_of_word(text: str, at: int) -> str:
    word = WORD_BEFORE.search(text[max(0, at - LONGEST_CONTEXT) : at])
    return word[0] if word else ""


def _in_its_words(line: Line, edit: Edit, free: int) -> Repair:
    """A repair with the words beside it, as far as no other repair has them."""
    before = _context_before(line.text[max(free, edit.start - LONGEST_CONTEXT) : edit.start])
    after = _context_after(line.text[edit.end : edit.end + LONGEST_CONTEXT])
    start, end = edit.start - len(before), edit.end + len(after)
    found = line.text[start:end]
    kept = f"{before}{edit.kept}{after}"
    return Repair(line.start + start, line.start + end, found, kept, edit.reason)


def _context_before(text: str) -> str:
    match = re.search(rf"\w*[{STOPS})\]\"”’]*$", text)
    return match[0] if match else ""


def _context_after(text: str) -> str:
    match = re.match(rf"[{STOPS}]|['’]?\w+", text)
    return match[0] if match else ""


def _apart(repairs: list[Repair], listed: int) -> list[Repair]:
    """The repairs in order, without those found by rule where a listed one stands."""
    kept: list[Repair] = []
    places = sorted(range(len(repairs)), key=lambda place: repairs[place])
    for place in places:
        repair = repairs[place]
        while kept and kept[-1].end > repair.start and place < listed:
            kept.pop()
        if not kept or kept[-1].end <= repair.start:
            kept.append(repair)
    return kept


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
            elif self.characters and self.characters[-1] != " ":
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
