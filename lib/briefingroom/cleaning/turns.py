"""From the lines of a page to turns: what is dropped, what is a label, and who speaks under it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..errors import CorpusError
from ..ids import turn_id
from .lines import Line
from .records import Notes, Stretch

DROPPED = (
    (re.compile(r"_ueditor_page_break_tag_$"), "page marker of the web editor"),
    (re.compile(r"/\d+\s+\S"), "caption of the photo gallery"),
    (re.compile(r"Read in Chinese$"), "link to the Chinese page"),
    (re.compile(r"Translated and edited by "), "translators' credit and disclaimer"),
)
LABEL = re.compile(r"\S.{0,110}:$")
TITLE_OF_PERSON = re.compile(r"^(Mr|Ms)\. ")


class SpokenLine(NamedTuple):
    """A line of speech, which is a paragraph, and the row of its turn."""

    line: Line
    turn: dict


class Voice(NamedTuple):
    """Who speaks in a turn, as the columns of `turns` have it."""

    role: str
    speaker: str = ""
    outlet: str = ""
    outlet_status: str = ""


@dataclass
class LabelledSpeech:
    """What the lines of a page are.

    Attributes
    ----------
    turns : one row for each label, printed or lost.
    lines : the lines of speech.
    stretches : the places of all other lines, with what they are.
    """

    turns: list[dict] = field(default_factory=list)
    lines: list[SpokenLine] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)


def speech_of(lines: Sequence[Line], notes: Notes) -> LabelledSpeech:
    """The turns of a page, and for every line what it is, except for the lines of speech.

    Parameters
    ----------
    lines : the lines of the source that hold something.
    notes : what was decided by reading about this briefing.

    Raises
    ------
    CorpusError : when no line is the label of a speaker, when a label is neither a speaker nor an
        outlet, or when an annotated question does not begin exactly one paragraph.
    """
    opening = _first_label(lines, notes)
    speech = LabelledSpeech(stretches=_preamble(lines[:opening], notes))
    lost_labels = _lost_labels(lines, notes)
    turn: dict = {}
    for line in lines[opening:]:
        reason = _reason_to_drop(line)
        if reason:
            speech.stretches.append(Stretch(line.start, line.end, "dropped", reason=reason))
            continue
        label = _label_on(line)
        if label:
            turn = _add_turn(_voice_under(label, line, notes), notes.briefing, speech)
            speech.stretches.append(Stretch(line.start, line.end, "label", turn["turn"]))
            continue
        if line.number in lost_labels:
            turn = _add_turn(lost_labels[line.number], notes.briefing, speech)
        speech.lines.append(SpokenLine(line, turn))
    return speech


def _first_label(lines: Sequence[Line], notes: Notes) -> int:
    """How many lines stand before the first label, which is that of a speaker."""
    labels = {f"{name}:" for name in notes.speakers}
    for index, line in enumerate(lines):
        if line.text in labels:
            return index
    raise CorpusError(
        f"sources/{notes.briefing}.txt: no line is the label of a speaker, such as "
        "'Shou Xiaoli:'; see the rows of this briefing in annotations/speakers.csv."
    )


def _preamble(lines: Sequence[Line], notes: Notes) -> list[Stretch]:
    """Title, dateline and list of speakers; what is printed twice is dropped the first time."""
    last_lines = {_presented_on(line, notes): line.number for line in lines}
    stretches = []
    for line in lines:
        last = last_lines[_presented_on(line, notes)]
        reason = _reason_to_drop(line)
        if not reason and last != line.number:
            reason = f"printed again at line {last}"
        part = "dropped" if reason else "heading"
        stretches.append(Stretch(line.start, line.end, part, reason=reason))
    return stretches


def _presented_on(line: Line, notes: Notes) -> str:
    """The speaker whom a line of the preamble presents; else the line itself."""
    bare = TITLE_OF_PERSON.sub("", line.text).rstrip(":")
    for name in notes.speakers:
        if bare.startswith(f"{name},"):
            return name
    return bare


def _lost_labels(lines: Sequence[Line], notes: Notes) -> dict[int, Voice]:
    """Who asks the questions whose label the page lost, by the number of their first line."""
    voices = {}
    for annotation in notes.unlabelled:
        note = annotation.row
        places = [line.number for line in lines if line.text.startswith(note["begins"])]
        if len(places) != 1:
            raise annotation.error(
                "begins",
                f"{len(places)} paragraphs of {notes.briefing} begin with {note['begins']!r}, "
                "not one; read the source and mend the row.",
            )
        voices[places[0]] = Voice(
            "journalist", outlet=note["outlet"], outlet_status=note["outlet_status"]
        )
    return voices


def _reason_to_drop(line: Line) -> str:
    for pattern, reason in DROPPED:
        if pattern.match(line.text):
            return reason
    return ""


def _label_on(line: Line) -> str:
    """The label that a line is, without its colon; empty when it is none."""
    if not LABEL.match(line.text):
        return ""
    return line.text[:-1].strip()


def _voice_under(label: str, line: Line, notes: Notes) -> Voice:
    if label in notes.speakers:
        return Voice(notes.speakers[label]["role"], speaker=label)
    if label in notes.outlets:
        return Voice("journalist", outlet=notes.outlets[label], outlet_status="printed")
    raise CorpusError(
        f"sources/{notes.briefing}.txt, line {line.number}: {label!r} is neither a speaker in "
        "annotations/speakers.csv nor an outlet in annotations/outlets.csv; add it there."
    )


def _add_turn(voice: Voice, briefing: str, speech: LabelledSpeech) -> dict:
    number = len(speech.turns) + 1
    turn = {
        "turn": turn_id(briefing, number),
        "briefing": briefing,
        "number": number,
        **voice._asdict(),
    }
    speech.turns.append(turn)
    return turn
