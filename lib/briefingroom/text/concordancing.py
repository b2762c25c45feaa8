"""Every place where a word stands, with what stands around it (keyword in context)."""

import json
import re
import subprocess
import sys
import warnings

import numpy as np
import pandas as pd

from ..display import MUTED, escape, paragraph
from ..errors import QuestionError
from .index import ABOUT, Hits, Texts, corpus

SHOWN = 25  # hits that a notebook shows


APART = "padding-left:1.2em"  # of a column from the one before it, where no style sheet gives any


SECONDS = 10  # that a regular expression may take, and another one for each five million characters


# Matching takes at most the length of a sentence to the power of one more than the number of repetitions, unless a
# group is repeated or referred back to. What could take more steps than this is searched in a process that can be stopped.
STEPS = 1e9


_REPEATS = re.compile(r"[*+?{|]")


_TANGLED = re.compile(r"\)[*+?{]|\\[1-9]|\(\?P=|\(\?\(")


_HELPER = """
import json, re, sys
pattern, flags, texts = json.load(sys.stdin)
found = re.compile(pattern, flags).finditer
json.dump([(row, *m.span()) for row, text in enumerate(texts) for m in found(text)], sys.stdout)
"""


class Concordance(pd.DataFrame):
    """A table of hits that shows as a concordance: what was found stands in the middle, below each other."""

    @property
    def _constructor(self):
        return Concordance

    def _readable(self) -> bool:
        return {"left", "match", "right", "sentence", "speaker", "outlet"} <= set(self.columns)

    def _said(self) -> str:
        return f"showing {min(SHOWN, len(self))} of {len(self):,} hit{'s' * (len(self) != 1)}"

    def __repr__(self) -> str:
        if not self._readable():
            return super().__repr__()
        hits = self.head(SHOWN).to_dict("records")
        lines = [
            f"{hit['left'][-40:]:>40} [{hit['match']}] {hit['right'][:40]:<40} {hit['sentence']}"
            for hit in hits
        ]
        return "\n".join([*lines, self._said()])

    def _repr_html_(self) -> str:
        if not self._readable():
            return super()._repr_html_()
        rows = []
        for hit in self.head(SHOWN).to_dict("records"):
            cells = [("right", hit["left"]), ("center", hit["match"]), ("left", hit["right"])]
            cells += [
                (f"left;{APART}", hit["sentence"]),
                (f"left;{APART}", hit["speaker"] or hit["outlet"]),
            ]
            html = [
                f'<td style="text-align:{side};white-space:pre">{escape(text)}</td>'
                for side, text in cells
            ]
            html[1] = html[1].replace(">", "><b>", 1).replace("</td>", "</b></td>")
            rows.append(f"<tr>{''.join(html)}</tr>")
        names = "".join(
            f'<th style="text-align:center">{name}</th>'
            for name in ("", "match", "", "sentence", "who")
        )
        return f"<table><tr>{names}</tr>{''.join(rows)}</table>" + paragraph(self._said(), MUTED)


def concordance(
    term,
    *,
    briefing=None,
    speaker=None,
    outlet=None,
    role=None,
    act=None,
    regex: bool = False,
    case: bool = False,
    width: int = 60,
    texts: Texts | None = None,
) -> Concordance:
    """Every place where a term stands, with what stands around it, in order.

    All hits are in the table and ``len()`` counts them; a notebook shows the first 25 and says of how many.

    Parameters
    ----------
    term : a word, a phrase, with ``*`` for any letters of a word ("industr*") or for one word ("new * paradigm"), or a
        list of wordings that count as one. ``Texts.find`` says what is found: in short, whole words, whatever the
        capitals, the quotation marks and the punctuation between the words; hyphenated words are one word; plurals are
        other words.
    briefing, speaker, outlet, role, act : only in turns of this one, or of any in a list.
    regex : whether the term is a regular expression of Python. It is searched in the sentences as printed, one by one;
        ``^`` and ``$`` are the edges of a sentence. Empty matches are no hits.
    case : whether capital letters must agree.
    width : characters of context on each side. It crosses sentences and ends, shorter, where the turn does.
    texts : other texts than the five briefings.

    Columns: left, match, right, sentence, turn, briefing, speaker, outlet, role, act, start, end (of the match in the
    sentence, from 0).

    Raises
    ------
    QuestionError : when the term is empty, or the regular expression is none or takes too long.
    UnknownName : when nobody has the name given for a speaker, an outlet and so on; the message gives the nearest.

    >>> hits = concordance("new * paradigm")
    >>> len(hits)
    7
    >>> hits[["match", "sentence"]].iloc[0].tolist()
    ['new development paradigm', '2021-03-01.t04.p1.s1']
    """
    texts = texts or corpus()
    chosen = texts.select(briefing=briefing, speaker=speaker, outlet=outlet, role=role, act=act)
    hits = _matches(texts, term, case) if regex else texts.find(term, case)
    kept = chosen[texts.turn_of[hits.row]]
    if not kept.all():
        hits = Hits(*(places[kept] for places in hits))
    turn = texts.turn_of[hits.row]
    contexts = list(zip(*_contexts(texts, hits, turn, width))) or [()] * 3
    columns = {
        name: pd.array(list(pieces), dtype="str")
        for name, pieces in zip(("left", "match", "right"), contexts)
    }
    columns["sentence"] = texts.sentence[hits.row]
    columns |= {name: texts.turns[name].array[turn] for name in ("turn", *ABOUT)}
    return Concordance({**columns, "start": hits.start, "end": hits.end}, copy=False)


def _contexts(texts: Texts, hits: Hits, turn: np.ndarray, width: int) -> list[tuple[str, str, str]]:
    """What stands before, in and after each hit. The sentences of a turn are joined by one blank, as on the pages."""
    begins = texts.starts[hits.row] - texts.starts[texts.first_of_turn[turn]]
    ends = np.append(texts.first_of_turn[1:], len(texts.text))
    starts, stops = begins + hits.start, begins + hits.end
    places = (turn, np.maximum(0, starts - width), starts, stops, stops + width)
    contexts, current, spoken = [], -1, ""
    for now, low, start, stop, high in zip(*(values.tolist() for values in places)):
        if now != current:
            current, spoken = now, " ".join(texts.text[texts.first_of_turn[now] : ends[now]])
        contexts.append((spoken[low:start], spoken[start:stop], spoken[stop:high]))
    return contexts


def _matches(texts: Texts, pattern: str, case: bool) -> Hits:
    """The matches of a regular expression in the sentences.

    Python cannot stop `re` once it runs, and a pattern such as ``(a+)+$`` can run for years. So only a pattern that
    cannot take many steps is run here; any other runs in a helper process, which is ended after a time.
    """
    flags = 0 if case else re.IGNORECASE
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", FutureWarning
            )  # that a later Python may read "[[a]" in another way
            compiled = re.compile(pattern, flags)
    except (re.error, TypeError, OverflowError, RecursionError) as error:
        raise QuestionError(f"{pattern!r} is no regular expression: {error}.") from None
    if not pattern:
        raise QuestionError("There is nothing to look for: the regular expression is empty.")
    if _is_quick(pattern, texts):
        found = [
            (row, *m.span()) for row, text in enumerate(texts.text) for m in compiled.finditer(text)
        ]
    else:
        found = _helped(pattern, flags, texts.text)
    row, start, end = np.array(found, np.int64).reshape(-1, 3).T
    return Hits(*(places[start < end] for places in (row, start, end)))


def _is_quick(pattern: str, texts: Texts) -> bool:
    lengths = np.diff(texts.starts).astype(float)
    return (
        not _TANGLED.search(pattern)
        and (lengths ** (1 + len(_REPEATS.findall(pattern)))).sum() < STEPS
    )


def _helped(pattern: str, flags: int, texts: list[str]) -> list[tuple[int, int, int]]:
    seconds = SECONDS + sum(map(len, texts)) / 5e6
    try:
        helper = subprocess.run(
            [sys.executable, "-I", "-S", "-c", _HELPER],
            input=json.dumps([pattern, flags, texts]),
            capture_output=True,
            text=True,
            check=True,
            timeout=seconds,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.SubprocessError as error:
        stopped = isinstance(error, subprocess.TimeoutExpired)
        said = (
            f"was stopped after {seconds:.0f} seconds"
            if stopped
            else "is too much for this computer"
        )
        raise QuestionError(
            f"The regular expression {pattern!r} {said}; repeat a letter or a word instead of a group that repeats itself."
        ) from None
    return json.loads(helper.stdout)
