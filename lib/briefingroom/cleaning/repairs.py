"""Slips of the page: how they are found, and a source as it is read with them mended."""

import re

from ..errors import CorpusError
from .lines import Line, fold
from .records import Notes, Repair

STRAY_SPACE = re.compile(r"(\w+)\s+([,.;:!?])(?=\s|$)")


NO_SPACE = re.compile(r"\b(\w*[a-z][.?!])([A-Z]\w*)")


def find_repairs(text: str, lines: list[Line], notes: Notes) -> list[Repair]:
    """The slips in the given lines: two kinds that a rule finds, and those that a person listed."""
    found = []
    for line in lines:
        piece = text[line.start : line.end]
        for match in STRAY_SPACE.finditer(piece):
            found.append(
                Repair(
                    *_place_of_match(line, match), match[1] + match[2], "stray space before a mark"
                )
            )
        for match in NO_SPACE.finditer(piece):
            found.append(
                Repair(
                    *_place_of_match(line, match),
                    f"{match[1]} {match[2]}",
                    "no space between two sentences",
                )
            )
    for note in notes.repairs:
        places = [m.start() for m in re.finditer(re.escape(note["found"]), text)]
        if len(places) != int(note["times"]):
            raise CorpusError(
                f"annotations/repairs.csv, {notes.briefing}: {note['found']!r} stands {len(places)} times in the "
                f"source, not {note['times']}; read the places and mend the row."
            )
        found += [
            Repair(p, p + len(note["found"]), note["found"], note["kept"], note["reason"])
            for p in places
        ]
    return sorted(found)


def _place_of_match(line: Line, match: re.Match) -> tuple[int, int, str]:
    return line.start + match.start(), line.start + match.end(), match[0]


def apply_repairs(text: str, start: int, end: int, repairs: list[Repair]) -> str:
    """The slice [start, end) of a source as it is read: repairs that lie inside applied, white space folded."""
    piece, at = [], start
    for repair in repairs:
        if start <= repair.start and repair.end <= end:
            piece += text[at : repair.start], repair.kept
            at = repair.end
    return fold("".join([*piece, text[at:end]]))
