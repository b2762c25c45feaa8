"""Reading a briefing: the page, and the widget that turns it."""

import re
from dataclasses import dataclass

from .display import MUTED, escape, marked, panel, paragraph
from .places import briefing as title_page
from .places import must_be
from .tables import _kept
from .transcript import heading

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
    briefing: str = "2023-03-01", part: str = "opening", *, speaker: str = ALL, role: str = ALL, search: str = ""
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
    turns = _part(briefing, part)
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
        html.append(paragraph(f"<b>{escape(who)}</b> <code>{escape(turn.turn)}</code>", "margin-top:1.2em"))
        text.append(f"{turn.turn}  {who}")
        for words in turn.text.split("\n\n"):
            spans = [match.span() for match in found.finditer(words)] if found else []
            matches += len(spans)
            html.append(paragraph(marked(words, spans)))
            text.append(words)
    if not text:
        html, text = [paragraph("Nobody of this choice speaks in this part.")], ["Nobody of this choice speaks in this part."]
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
    exchanges = _kept("exchanges")
    asked = exchanges[exchanges.briefing == briefing]
    questions = {row.exchange: f"Question {row.number}: {row.outlet or 'outlet not known'}" for row in asked.itertuples()}
    return {"opening": PARTS["opening"], **questions, "whole": PARTS["whole"]}


def voices(briefing: str) -> list[str]:
    """Everybody who speaks in a briefing: chair and officials, then outlets, in order of appearance.

    >>> voices("2022-06-14")[:4]
    ['Shou Xiaoli', 'Xin Guobin', 'Xu Xiaolan', 'Han Xia']
    """
    turns = _kept("turns")
    spoken = turns[turns.briefing == briefing]
    return [name for column in ("speaker", "outlet") for name in spoken[column].unique() if name]


def _part(briefing: str, part: str):
    turns = _kept("turns")
    here = turns[turns.briefing == briefing]
    must_be(part, parts(briefing), f"There is no part {part!r} in {briefing}")
    if part == "whole":
        return here
    if part == "opening":
        return here[here.number < here.number[here.act == "question"].min()]
    return here[here.exchange == part]


def _part_name(part: str, turns) -> str:
    return PARTS.get(part) or f"Question {int(part[-2:])}"


def reader(briefing: str = "2023-03-01", search: str = ""):
    """A widget to read the briefings: choose one, turn its pages, pick a voice, search for words.

    Parameters
    ----------
    briefing : the briefing shown first.
    search : words highlighted at first.

    Returns
    -------
    ipywidgets.VBox : the widget. The page that it shows is what `read` gives for the same choice.
    """
    import ipywidgets as w

    wide, label = w.Layout(width="26em"), {"description_width": "5em"}
    ids = list(_kept("briefings").briefing)
    choose = w.Dropdown(options=ids, value=title_page(briefing).briefing, description="Briefing", layout=wide, style=label)
    part = w.Dropdown(description="Part", layout=wide, style=label)
    voice = w.Dropdown(description="Speaker", layout=wide, style=label)
    role = w.Dropdown(options=[ALL, "chair", "official", "journalist"], description="Role", layout=wide, style=label)
    words = w.Text(value=search, description="Search", placeholder="words to highlight", layout=wide, style=label)
    back = w.Button(description="Previous", icon="arrow-left", tooltip="previous part")
    on = w.Button(description="Next", icon="arrow-right", tooltip="next part")
    page = w.HTML()
    frame = w.Box([page], layout=w.Layout(height="30em", overflow="auto", border="1px solid #888", padding="0 1em"))
    busy = False

    def show(change=None):
        if not busy:
            page.value = read(choose.value, part.value, speaker=voice.value, role=role.value, search=words.value)._html

    def another(change=None):
        nonlocal busy
        busy = True
        part.options = [(name, id) for id, name in parts(choose.value).items()]
        voice.options = [ALL, *voices(choose.value)]
        part.value, voice.value, role.value = "opening", ALL, ALL
        busy = False
        show()

    def turn(step):
        ids = list(parts(choose.value))
        part.value = ids[max(0, min(len(ids) - 1, ids.index(part.value) + step))]

    choose.observe(another, "value")
    for control in (part, voice, role, words):
        control.observe(show, "value")
    back.on_click(lambda _: turn(-1))
    on.on_click(lambda _: turn(+1))
    another()
    controls = w.Box([choose, part, voice, role, words, w.HBox([back, on])], layout=w.Layout(flex_flow="row wrap"))
    return panel(controls, frame)
