"""The pages of those who speak: officials with their positions, outlets with their questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..corpus.headings import presented
from ..corpus.tables import read_table
from ..display import Block, Fact, Facts, Readable
from .layout import FACTS_WIDTH, page_section, page_title
from .questions import Question, question_section, questions_where


@dataclass(frozen=True)
class PositionHeld:
    """What somebody was when a briefing was held.

    Attributes
    ----------
    briefing : the briefing.
    role : chair or official.
    position, organisation : as printed.
    presented : all of it in words.
    """

    briefing: str
    role: str
    position: str
    organisation: str
    presented: str


@dataclass(frozen=True)
class SpokenTurn:
    """A turn of a speaker; `exchange` is empty where it belongs to none."""

    id: str
    briefing: str
    act: str
    exchange: str
    words: int


class TurnLine(NamedTuple):
    """A turn as one line; the fields are the columns of the page."""

    briefing: str
    act: str
    exchange: str
    words: str
    id: str


@dataclass(frozen=True, repr=False)
class SpeakerPage(Readable):
    """A speaker as a page.

    Attributes
    ----------
    id, kind : the name, family name first, and ``speaker``.
    positions : in each briefing.
    turns : what the person says, in order.
    """

    id: str
    kind: str
    positions: tuple[PositionHeld, ...]
    turns: tuple[SpokenTurn, ...]

    def blocks(self) -> tuple[Block, ...]:
        positions = [Fact(each.briefing, each.presented) for each in self.positions]
        return (
            page_title(self.id, "Speaker", ""),
            Facts(tuple(positions), FACTS_WIDTH),
            *self._turn_section(),
        )

    def _turn_section(self) -> tuple[Block, ...]:
        lines = [
            TurnLine(each.briefing, each.act, each.exchange, f"{each.words:,}", each.id)
            for each in self.turns
        ]
        all_turns = f'br.turns().query("speaker == {self.id!r}")'
        return page_section("Turns", lines, "{id}  {act}, {words} words", all_turns)


@dataclass(frozen=True, repr=False)
class OutletPage(Readable):
    """A news outlet as a page.

    Attributes
    ----------
    id, kind : the name, and ``outlet``.
    labels : as printed.
    sort : central, local, trade, hong kong, overseas or unknown.
    country : where it is at home.
    questions : what its journalists asked.
    """

    id: str
    kind: str
    labels: tuple[str, ...]
    sort: str
    country: str
    questions: tuple[Question, ...]

    def blocks(self) -> tuple[Block, ...]:
        return (
            page_title(self.id, "Outlet", ""),
            Facts(tuple(self._facts()), FACTS_WIDTH),
            *question_section(self.questions),
        )

    def _facts(self) -> Iterator[Fact]:
        yield Fact("Printed as", "; ".join(self.labels))
        yield Fact("Kind", self.sort)
        yield Fact("Country", self.country)


def speaker_page(id: str) -> SpeakerPage:
    """The page of a speaker that there is.

    >>> page = speaker_page("Han Xia")
    >>> [held.briefing for held in page.positions]
    ['2022-06-14']
    """
    speakers = read_table("speakers")
    held = speakers[speakers.speaker == id].to_dict("records")
    positions = [
        PositionHeld(
            briefing=row["briefing"],
            role=row["role"],
            position=row["position"],
            organisation=row["organisation"],
            presented=presented(row),
        )
        for row in held
    ]
    return SpeakerPage(id, "speaker", tuple(positions), tuple(_turns_spoken_by(id)))


def outlet_page(id: str) -> OutletPage:
    """The page of an outlet that there is.

    >>> page = outlet_page("Cover News")
    >>> page.labels, page.sort
    (('The Cover.cn', 'Thecover.cn', 'Cover News'), 'local')
    """
    row = read_table("outlets").set_index("outlet").loc[id]
    return OutletPage(
        id=id,
        kind="outlet",
        labels=tuple(row.labels.split("; ")),
        sort=row["kind"],
        country=row.country,
        questions=questions_where("outlet", id),
    )


def _turns_spoken_by(speaker: str) -> Iterator[SpokenTurn]:
    turns = read_table("turns")
    for row in turns[turns.speaker == speaker].itertuples():
        yield SpokenTurn(row.turn, row.briefing, row.act, row.exchange, int(row.words))
