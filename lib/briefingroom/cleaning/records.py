"""What cleaning is told about a briefing, and what it gives back."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Stretch(NamedTuple):
    """A piece of the source, [start, end) in characters, and what it is.

    Attributes
    ----------
    part : heading, label, sentence, dropped or space.
    id : the sentence, or the turn of a label; empty for the others.
    reason : why it was dropped; empty for the others.
    """

    start: int
    end: int
    part: str
    id: str = ""
    reason: str = ""


class Repair(NamedTuple):
    """A slip mended: `found` stands at [start, end) of the source, `kept` is what is read."""

    start: int
    end: int
    found: str
    kept: str
    reason: str


@dataclass
class Notes:
    """What people decided about one briefing (see ``briefings/annotations``).

    Attributes
    ----------
    briefing : its id.
    speakers : the rows of ``speakers.csv``, by name.
    outlets : outlet by printed label.
    unlabelled : the questions whose label the page lost.
    acts, repairs, sentence_breaks : the rows of the files of these names.
    """

    briefing: str
    speakers: dict[str, dict] = field(default_factory=dict)
    outlets: dict[str, str] = field(default_factory=dict)
    unlabelled: list[dict] = field(default_factory=list)
    acts: list[dict] = field(default_factory=list)
    repairs: list[dict] = field(default_factory=list)
    sentence_breaks: list[dict] = field(default_factory=list)


@dataclass
class Cleaned:
    """The rows that one source gives, with the columns of the tables of these names."""

    turns: list[dict] = field(default_factory=list)
    paragraphs: list[dict] = field(default_factory=list)
    sentences: list[dict] = field(default_factory=list)
    exchanges: list[dict] = field(default_factory=list)
    source_map: list[Stretch] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
