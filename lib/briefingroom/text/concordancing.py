"""Every place where a word stands, with what stands around it (keyword in context)."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from ..display import MUTED, counted, escape, in_own_box, paragraph
from .index import ABOUT, Chosen, Hits, Texts, corpus, rows_of
from .regular_expressions import regex_hits
from .terms import Term

SHOWN = 25  # hits that a notebook shows
CONTEXT = 40  # characters on each side of a hit that is shown as plain text
NEEDED_TO_READ = {"left", "match", "right", "sentence", "speaker", "outlet"}
HEADS = ("", "match", "", "sentence", "who")
# Of a column from the one before it, where no style sheet gives any.
APART = "left;padding-left:1.2em"


class Concordance(pd.DataFrame):
    """A table of hits that shows as a concordance: what was found stands below each other."""

    @property
    def _constructor(self) -> type["Concordance"]:
        return Concordance

    def __repr__(self) -> str:
        if not self._is_readable():
            return super().__repr__()
        lines = [_hit_as_text(hit) for hit in self._first_hits()]
        return "\n".join([*lines, self._how_many()])

    def _repr_html_(self) -> str:
        if not self._is_readable():
            return super()._repr_html_()
        heads = [f'<th style="text-align:center">{name}</th>' for name in HEADS]
        rows = [heads, *map(_hit_as_cells, self._first_hits())]
        lines = "".join(_row_of_cells(cells) for cells in rows)
        note = paragraph(self._how_many(), MUTED)
        return in_own_box(f"<table>{lines}</table>") + note

    def _is_readable(self) -> bool:
        return set(self.columns) >= NEEDED_TO_READ

    def _first_hits(self) -> list[dict]:
        return self.head(SHOWN).to_dict("records")

    def _how_many(self) -> str:
        shown = min(SHOWN, len(self))
        hits = counted(len(self), "hit")
        return f"showing {shown} of {hits}"


class Contexts(NamedTuple):
    """What stands before, in and after each hit."""

    left: list[str]
    match: list[str]
    right: list[str]


def whole_word_from(text: str, at: int, end: int | None = None) -> int:
    """The place at or after another where a word begins whole; that place where there is none.

    >>> text = "people and information"
    >>> text[whole_word_from(text, 2):], text[whole_word_from(text, 7):]
    ('and information', 'and information')
    """
    if at <= 0 or text[at - 1 : at].isspace():
        return at
    blank = text.find(" ", at, end)
    return at if blank < 0 else blank + 1


def whole_word_to(text: str, at: int, begin: int = 0) -> int:
    """The place at or before another where a word ends whole; that place where there is none.

    >>> text = "people and information"
    >>> text[:whole_word_to(text, 15)], text[:whole_word_to(text, 10)]
    ('people and', 'people and')
    """
    if at >= len(text) or text[at].isspace():
        return at
    blank = text.rfind(" ", begin, at)
    return at if blank < 0 else blank


def _hit_as_text(hit: dict) -> str:
    before, after = hit["left"], hit["right"]
    left = before[whole_word_from(before, max(0, len(before) - CONTEXT)) :].rjust(CONTEXT)
    right = after[: whole_word_to(after, min(CONTEXT, len(after)))].ljust(CONTEXT)
    match = hit["match"]
    sentence = hit["sentence"]
    return f"{left} [{match}] {right} {sentence}"


def _hit_as_cells(hit: dict) -> list[str]:
    match = escape(hit["match"])
    who = hit["speaker"] or hit["outlet"]
    return [
        _cell("right", escape(hit["left"])),
        _cell("center", f"<b>{match}</b>"),
        _cell("left", escape(hit["right"])),
        _cell(APART, escape(hit["sentence"])),
        _cell(APART, escape(who)),
    ]


def _row_of_cells(cells: list[str]) -> str:
    html = "".join(cells)
    return f"<tr>{html}</tr>"


def _cell(alignment: str, html: str) -> str:
    return f'<td style="text-align:{alignment};white-space:pre">{html}</td>'


def concordance(
    term: Term,
    *,
    briefing: Chosen = None,
    speaker: Chosen = None,
    outlet: Chosen = None,
    role: Chosen = None,
    act: Chosen = None,
    regex: bool = False,
    case: bool = False,
    width: int = 60,
    texts: Texts | None = None,
) -> Concordance:
    """Every place where a term stands, with what stands around it, in order.

    All hits are in the table and ``len()`` counts them; a notebook shows the first 25 and says of
    how many.

    Parameters
    ----------
    term : a word, a phrase, with ``*`` for any letters of a word ("industr*") or for one word
        ("new * paradigm"), or a list of wordings that count as one. ``Texts.find`` says what is
        found: in short, whole words, whatever the capitals, the quotation marks and the punctuation
        between the words; hyphenated words are one word; plurals are other words.
    briefing, speaker, outlet, role, act : only in turns of this one, or of any in a list.
    regex : whether the term is a regular expression of Python. It is searched in the sentences as
        printed, one by one; ``^`` and ``$`` are the edges of a sentence. Empty matches are no hits.
    case : whether capital letters must agree.
    width : characters of context on each side, or fewer, so that no word is cut. It crosses
        sentences and ends where the turn does.
    texts : other texts than the five briefings.

    Columns: left, match, right, sentence, turn, briefing, speaker, outlet, role, act, start, end
    (of the match in the sentence, from 0).

    Raises
    ------
    QuestionError : when the term is empty, or the regular expression is none or takes too long.
    UnknownName : when nobody has the name given for a speaker, an outlet and so on; the message
        gives the nearest.

    >>> hits = concordance("new * paradigm")
    >>> len(hits)
    7
    >>> hits[["match", "sentence"]].iloc[0].tolist()
    ['new development paradigm', '2021-03-01.t04.p1.s1']
    """
    texts = texts or corpus()
    chosen = texts.select(briefing=briefing, speaker=speaker, outlet=outlet, role=role, act=act)
    hits = regex_hits(texts, term, case) if regex else texts.find(term, case)
    is_chosen = chosen[texts.turn_of[hits.row]]
    if not is_chosen.all():
        hits = hits.chosen(is_chosen)
    contexts = _contexts(texts, hits, width)
    turn = texts.turn_of[hits.row]
    about = {name: texts.turns[name].array[turn] for name in ("turn", *ABOUT)}
    columns = {
        "left": pd.array(contexts.left, dtype="str"),
        "match": pd.array(contexts.match, dtype="str"),
        "right": pd.array(contexts.right, dtype="str"),
        "sentence": texts.sentence[hits.row],
        **about,
        "start": hits.start,
        "end": hits.end,
    }
    return Concordance(columns, copy=False)


def _contexts(texts: Texts, hits: Hits, width: int) -> Contexts:
    """What stands around each hit, up to so many characters within the turn.

    Its sentences are joined by one blank, as on the pages; only those that the context reaches.
    """
    width = max(0, width)
    turn = texts.turn_of[hits.row]
    edges = np.append(texts.first_of_turn, len(texts.text))
    first_of_turn = edges[turn]
    last_of_turn = edges[turn + 1] - 1
    begins = texts.starts[hits.row] + hits.start
    ends = texts.starts[hits.row] + hits.end
    lefts = np.maximum(texts.starts[first_of_turn], begins - width)
    rights = ends + width
    first = np.minimum(rows_of(lefts, texts.starts), hits.row)
    last = np.minimum(rows_of(rights, texts.starts), last_of_turn)
    places = np.array([lefts, begins, ends, rights]) - texts.starts[first]
    before: list[str] = []
    match: list[str] = []
    after: list[str] = []
    stretches = zip(first.tolist(), last.tolist(), *places.tolist(), strict=True)
    for row, to, left, begin, end, right in stretches:
        spoken = texts.text[row] if row == to else " ".join(texts.text[row : to + 1])
        before.append(spoken[whole_word_from(spoken, left, begin) : begin])
        match.append(spoken[begin:end])
        after.append(spoken[end : whole_word_to(spoken, right, end)])
    return Contexts(before, match, after)
