"""Reading a briefing: a page of its turns, and what can be chosen for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..display import Block, Heading, Note, Paragraph, Readable, Span, TurnHeading
from ..ids import parse_id
from .headings import heading
from .names import must_be
from .tables import read_table
from .title_pages import briefing as title_page

if TYPE_CHECKING:
    import pandas as pd

ALL = "all"
SPEAKING_ROLES = ("chair", "official", "journalist")
PARTS = {"opening": "Opening", "whole": "Whole briefing"}
NOBODY = "Nobody of this choice speaks in this part."


@dataclass(frozen=True, repr=False)
class Page(Readable):
    """Turns of a briefing as a page to read.

    Attributes
    ----------
    title : of the briefing.
    turns : ids of the turns shown.
    matches : how often the search words stand on the page.
    search : the search words, as they were given.
    """

    title: str
    turns: tuple[str, ...]
    matches: int
    search: str
    _line: str
    _spoken: tuple[Block, ...]

    def blocks(self) -> tuple[Block, ...]:
        spoken = self._spoken or (Paragraph(NOBODY),)
        return (Heading(self.title, level=4), Note(self._line), *spoken)


def read(
    briefing: str = "2023-03-01",
    part: str = "opening",
    *,
    speaker: str = ALL,
    role: str = ALL,
    search: str = "",
) -> Page:
    """A briefing, or a part of it, as a page to read.

    Parameters
    ----------
    briefing : id of the briefing.
    part : ``"opening"`` (what is said before the first question), the id of an exchange such as
        ``"2023-03-01.q04"``, or ``"whole"``.
    speaker : name of a speaker or an outlet, or ``"all"``.
    role : chair, official, journalist, or ``"all"``.
    search : words to highlight; capitals do not matter, and it is taken literally.

    Raises
    ------
    UnknownName : when the briefing, part, speaker or role is not there; the message names the
        nearest.

    >>> page = read("2021-03-01", "2021-03-01.q06", search="rare earth")
    >>> page.turns
    ('2021-03-01.t15', '2021-03-01.t16')
    >>> page.matches > 10
    True
    """
    title = title_page(briefing).title
    turns = _turns_of_part(briefing, part)
    turns = _turns_of_speaker(turns, briefing, speaker)
    turns = _turns_of_role(turns, role)
    spoken = tuple(_blocks_of_turns(turns, search.strip()))
    matches = sum(len(block.marks) for block in spoken if isinstance(block, Paragraph))
    line = f"{briefing} · {_part_name(part)}"
    if search.strip():
        line += f" · {matches} × “{search.strip()}”"
    return Page(title, tuple(turns.turn), matches, search, line, spoken)


def parts(briefing: str) -> dict[str, str]:
    """The parts of a briefing that `read` takes, each with the name to show.

    >>> list(parts("2023-03-01").items())[:2]
    [('opening', 'Opening'), ('2023-03-01.q01', 'Question 1: China Daily')]
    """
    exchanges = read_table("exchanges")
    asked = exchanges[exchanges.briefing == briefing]
    questions = {row.exchange: _question_name(row) for row in asked.itertuples()}
    return {"opening": PARTS["opening"], **questions, "whole": PARTS["whole"]}


def voices(briefing: str, part: str = "whole") -> list[str]:
    """Everybody who speaks in a part of a briefing: chair and officials, then outlets, in order.

    >>> voices("2022-06-14")[:4]
    ['Shou Xiaoli', 'Xin Guobin', 'Xu Xiaolan', 'Han Xia']
    >>> voices("2021-03-01", "2021-03-01.q06")
    ['Xiao Yaqing', 'Asahi Shimbun']
    """
    here = _turns_of_part(briefing, part)
    names = [*here.speaker.unique(), *here.outlet.unique()]
    return [name for name in names if name]


def roles(briefing: str, part: str = "whole") -> list[str]:
    """The roles of those who speak in a part of a briefing.

    >>> roles("2021-03-01", "2021-03-01.q06")
    ['official', 'journalist']
    """
    speaking = set(_turns_of_part(briefing, part).role)
    return [role for role in SPEAKING_ROLES if role in speaking]


def elsewhere(briefing: str, part: str, search: str) -> dict[str, int]:
    """Where else some words stand, and how often: other parts of a briefing, other briefings.

    A part is named as in `parts`, another briefing by its id; where the words do not stand is left
    out. For the whole briefing only the others are named.

    >>> elsewhere("2021-03-01", "2021-03-01.q06", "rare earth")
    {}
    >>> list(elsewhere("2021-03-01", "opening", "rare earth"))
    ['2021-03-01 · Question 6: Asahi Shimbun']
    """
    words = _literal(search)
    named = parts(briefing) if part != "whole" else {}
    here = {
        f"{briefing} · {name}": _count_in(_turns_of_part(briefing, id), words)
        for id, name in named.items()
        if id not in (part, "whole")
    }
    turns = read_table("turns")
    others = {
        id: _count_in(rows, words) for id, rows in turns.groupby("briefing") if id != briefing
    }
    return {name: count for name, count in (here | others).items() if count}


def _literal(search: str) -> re.Pattern[str]:
    """Words as they are searched: whatever their capitals, and taken literally."""
    return re.compile(re.escape(search.strip()), re.IGNORECASE)


def _count_in(turns: "pd.DataFrame", words: re.Pattern[str]) -> int:
    return sum(len(words.findall(text)) for text in turns.text)


def _question_name(exchange: Any) -> str:
    outlet = exchange.outlet or "outlet not known"
    return f"Question {exchange.number}: {outlet}"


def _part_name(part: str) -> str:
    return PARTS.get(part) or f"Question {parse_id(part).number}"


def _turns_of_part(briefing: str, part: str) -> "pd.DataFrame":
    turns = read_table("turns")
    here = turns[turns.briefing == briefing]
    must_be(part, parts(briefing), f"There is no part {part!r} in {briefing}")
    if part == "whole":
        return here
    if part == "opening":
        first_question = here.number[here.act == "question"].min()
        return here[here.number < first_question]
    return here[here.exchange == part]


def _turns_of_speaker(turns: "pd.DataFrame", briefing: str, speaker: str) -> "pd.DataFrame":
    if speaker == ALL:
        return turns
    must_be(speaker, voices(briefing), f"Nobody called {speaker!r} speaks on {briefing}")
    return turns[(turns.speaker == speaker) | (turns.outlet == speaker)]


def _turns_of_role(turns: "pd.DataFrame", role: str) -> "pd.DataFrame":
    if role == ALL:
        return turns
    must_be(role, SPEAKING_ROLES, f"There is no role {role!r}")
    return turns[turns.role == role]


def _blocks_of_turns(turns: "pd.DataFrame", search: str) -> Iterator[Block]:
    """Who speaks, and the paragraphs of what is said with the search words marked, turn by turn."""
    words = _literal(search)
    for turn in turns.itertuples():
        yield TurnHeading(turn.turn, heading(turn._asdict()))
        for text in turn.text.split("\n\n"):
            found = words.finditer(text) if search else ()
            marks = [Span(*match.span()) for match in found]
            yield Paragraph(text, tuple(marks))
