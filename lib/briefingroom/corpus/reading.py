"""Reading a briefing: the page, and the widget that turns it."""

import re
from dataclasses import dataclass

from ..display import MUTED, escape, marked, paragraph
from .headings import heading
from .names import must_be
from .places import briefing as title_page
from .tables import read_table

ALL = "all"


PARTS = {"opening": "Opening", "whole": "Whole briefing"}


@dataclass(frozen=True)
class Page:
    """Turns of a briefing as a page to read.

    Attributes
    ----------
    turns : ids of the turns shown.
    matches : how often the search words stand on the page.
    """

    title: str
    turns: tuple[str, ...]
    matches: int
    search: str
    _html: str
    _text: str

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        return self._html


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
    part : ``"opening"`` (what is said before the first question), the id of an exchange such as ``"2023-03-01.q04"``,
        or ``"whole"``.
    speaker : name of a speaker or an outlet, or ``"all"``.
    role : chair, official, journalist, or ``"all"``.
    search : words to highlight; capitals do not matter, and it is taken literally.

    Raises
    ------
    UnknownName : when the briefing, part, speaker or role is not there; the message names the nearest.

    >>> page = read("2021-03-01", "2021-03-01.q06", search="rare earth")
    >>> page.turns
    ('2021-03-01.t15', '2021-03-01.t16')
    >>> page.matches > 10
    True
    """
    about = title_page(briefing)
    turns = _turns_of_part(briefing, part)
    if speaker != ALL:
        must_be(speaker, voices(briefing), f"Nobody called {speaker!r} speaks on {briefing}")
        turns = turns[(turns.speaker == speaker) | (turns.outlet == speaker)]
    if role != ALL:
        must_be(role, ("chair", "official", "journalist"), f"There is no role {role!r}")
        turns = turns[turns.role == role]
    found = re.compile(re.escape(search.strip()), re.IGNORECASE) if search.strip() else None
    matches, html, text = 0, [], []
    for turn in turns.itertuples():
        who = heading(turn._asdict())
        html.append(
            paragraph(f"<b>{escape(who)}</b> <code>{escape(turn.turn)}</code>", "margin-top:1.2em")
        )
        text.append(f"{turn.turn}  {who}")
        for words in turn.text.split("\n\n"):
            spans = [match.span() for match in found.finditer(words)] if found else []
            matches += len(spans)
            html.append(paragraph(marked(words, spans)))
            text.append(words)
    if not text:
        html, text = (
            [paragraph("Nobody of this choice speaks in this part.")],
            ["Nobody of this choice speaks in this part."],
        )
    line = f"{briefing} · {_part_name(part, turns)}"
    if found:
        line += f" · {matches} × “{search.strip()}”"
    return Page(
        about.title,
        tuple(turns.turn),
        matches,
        search,
        f"<h4>{escape(about.title)}</h4>" + paragraph(escape(line), MUTED) + "".join(html),
        "\n\n".join([about.title, line, *text]),
    )


def parts(briefing: str) -> dict[str, str]:
    """The parts of a briefing that `read` takes, each with the name to show.

    >>> list(parts("2023-03-01").items())[:2]
    [('opening', 'Opening'), ('2023-03-01.q01', 'Question 1: China Daily')]
    """
    exchanges = read_table("exchanges")
    asked = exchanges[exchanges.briefing == briefing]
    questions = {
        row.exchange: f"Question {row.number}: {row.outlet or 'outlet not known'}"
        for row in asked.itertuples()
    }
    return {"opening": PARTS["opening"], **questions, "whole": PARTS["whole"]}


def voices(briefing: str) -> list[str]:
    """Everybody who speaks in a briefing: chair and officials, then outlets, in order of appearance.

    >>> voices("2022-06-14")[:4]
    ['Shou Xiaoli', 'Xin Guobin', 'Xu Xiaolan', 'Han Xia']
    """
    turns = read_table("turns")
    spoken = turns[turns.briefing == briefing]
    return [name for column in ("speaker", "outlet") for name in spoken[column].unique() if name]


def _turns_of_part(briefing: str, part: str):
    turns = read_table("turns")
    here = turns[turns.briefing == briefing]
    must_be(part, parts(briefing), f"There is no part {part!r} in {briefing}")
    if part == "whole":
        return here
    if part == "opening":
        return here[here.number < here.number[here.act == "question"].min()]
    return here[here.exchange == part]


def _part_name(part: str, turns) -> str:
    return PARTS.get(part) or f"Question {int(part[-2:])}"
