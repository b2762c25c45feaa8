"""What a page is understood to say, before people decide."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .lines import Line
from .records import PageHeading, Repair, Stretch, Suspicion

SURE, LIKELY, GUESS = "sure", "likely", "guess"


class Voice(NamedTuple):
    """Who speaks in a turn, as the columns of `turns` have it."""

    role: str
    speaker: str = ""
    outlet: str = ""
    outlet_status: str = ""


@dataclass
class DraftTurn:
    """One who speaks, and the lines that are said.

    Attributes
    ----------
    voice : who speaks.
    label : the place of the label; None where the page lost it.
    name : the label, as printed; empty where the page lost it.
    lines : the lines of speech, each a paragraph.
    rule, sure : how the voice was found, and how sure it is.
    strength : how strong the form of the label is (see `labels.LabelForm`).
    """

    voice: Voice
    label: Line | None = None
    name: str = ""
    lines: list[Line] = field(default_factory=list)
    rule: str = ""
    sure: str = SURE
    strength: int = 0

    @property
    def texts(self) -> list[str]:
        """The paragraphs, as the source has them."""
        return [line.text for line in self.lines]

    @property
    def text(self) -> str:
        """All that is said, as the source has it."""
        return "\n".join(self.texts)

    @property
    def first(self) -> Line | None:
        """Where the turn begins: its label, or its first line."""
        return self.label or (self.lines[0] if self.lines else None)


@dataclass
class Draft:
    """What a page is understood to say.

    Attributes
    ----------
    text, briefing : the page, and the id of the briefing.
    heading : what stands above the speech.
    turns : who speaks, in order.
    stretches : the lines that are heading or dropped, with the rule.
    repairs : the slips that a rule mends.
    findings : what looks wrong.
    """

    text: str
    briefing: str = ""
    heading: PageHeading = field(default_factory=PageHeading)
    turns: list[DraftTurn] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    findings: list[Suspicion] = field(default_factory=list)
