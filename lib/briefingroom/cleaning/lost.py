"""Labels that the page lost: a paragraph in one's turn that another must have said."""

import re
from collections.abc import Callable
from typing import NamedTuple

from .drafts import LIKELY, Draft, DraftTurn, Voice
from .people import person_key
from .phrases import THANKS_AT_END, answers, asks, asks_surely, closes, gives_floor, greets
from .records import Suspicion
from .voices import UNIDENTIFIED, only_one
from .words import words

LOST_QUESTION = Voice("journalist", outlet_status=UNIDENTIFIED)
LONGEST_LOST = 250  # words of a paragraph that is a question
FEWEST_IN_STATEMENT = 20  # words of the greeting with which an official begins
MOST_PARAGRAPHS = 3  # of a question whose label is lost
NAMED_WITH_TITLE = re.compile(
    r"\b(?:Mr|Ms|Mrs|Dr|Minister|Director|Governor|Madam)\.? (?P<name>[A-Z]\w+(?: [A-Z]\w+)?)"
)


class Cut(NamedTuple):
    """At which paragraph another begins to speak, and who."""

    place: int
    voice: Voice


class Paragraphs(NamedTuple):
    """The paragraphs of a turn from one place on, what follows, and who may speak.

    Attributes
    ----------
    texts, begin : the paragraphs of a turn; those from `begin` on are looked at.
    following : the turn behind them; None at the end of the page.
    draft : what is known of the page.
    alone : by role the one person who has it on this page; empty where there are several.
    """

    texts: list[str]
    begin: int
    following: DraftTurn | None
    draft: Draft
    alone: dict[str, str]

    @property
    def places(self) -> range:
        """The paragraphs at which another may begin."""
        return range(self.begin + 1, len(self.texts))

    def next_to(self, place: int) -> str:
        """The paragraph behind one; empty behind the last."""
        return self.texts[place + 1] if place + 1 < len(self.texts) else ""

    @property
    def is_answered(self) -> bool:
        """Whether an official speaks next, or nobody."""
        return self.following is None or self.following.voice.role == "official"


def find_lost_labels(draft: Draft) -> None:
    """Cut the turns of a draft where the page lost a label, and say so in its findings.

    Parameters
    ----------
    draft : with the turns that the labels give.
    """
    alone = {role: only_one(draft.turns, draft, role) for role in ("chair", "official")}
    followers = [*draft.turns[1:], None]
    turns: list[DraftTurn] = []
    for turn, following in zip(draft.turns, followers, strict=False):
        parts = _cut_into_parts(turn, following, draft, alone)
        turns += parts
        draft.findings += [_lost(part) for part in parts[1:]]
    draft.turns = turns


def _cut_into_parts(
    turn: DraftTurn, following: DraftTurn | None, draft: Draft, alone: dict[str, str]
) -> list[DraftTurn]:
    """A turn, cut where others speak."""
    lines, texts = turn.lines, turn.texts
    parts = [turn]
    begin = 0
    cut = _cut_of(turn.voice, Paragraphs(texts, begin, following, draft, alone))
    while cut:
        parts[-1].lines = lines[begin : cut.place]
        begin = cut.place
        parts.append(DraftTurn(cut.voice, rule="words of another", sure=LIKELY))
        cut = _cut_of(cut.voice, Paragraphs(texts, begin, following, draft, alone))
    parts[-1].lines = lines[begin:]
    return parts


def _cut_of(voice: Voice, said: Paragraphs) -> Cut | None:
    return RULES[voice.role](said)


def _cut_of_chair(said: Paragraphs) -> Cut | None:
    """Below the chair's words: a question, or the statement of who was invited."""
    for place in said.places:
        text = said.texts[place]
        if closes(text) or gives_floor(text):
            continue
        if greets(text) and len(words(text)) > FEWEST_IN_STATEMENT:
            return Cut(place, Voice("official", speaker=_invited(said, place)))
        if _asks_from(said, place) or (asks(text) and answers(said.next_to(place))):
            return Cut(place, LOST_QUESTION)
    return None


def _asks_from(said: Paragraphs, place: int) -> bool:
    """Whether the paragraphs from one on, the last of a turn, are a question that is answered."""
    rest = said.texts[place : place + MOST_PARAGRAPHS + 1]
    if len(rest) > MOST_PARAGRAPHS or not said.is_answered:
        return False
    return any(map(asks, rest)) and not any(map(gives_floor, rest))


def _cut_of_official(said: Paragraphs) -> Cut | None:
    """Below an official's words: the chair's, or a question, which the next label answers."""
    for place in said.places:
        text = said.texts[place]
        if _is_of_chair(text):
            return Cut(place, Voice("chair", speaker=said.alone["chair"]))
        if answers(said.next_to(place)) and asks_surely(text):
            return Cut(_start_of_question(said, place), LOST_QUESTION)
    if said.places and said.following is not None and _is_last_question(said):
        return Cut(_start_of_question(said, len(said.texts) - 1), LOST_QUESTION)
    return None


def _is_last_question(said: Paragraphs) -> bool:
    """Whether the last paragraph of an official is a question to the next."""
    last, following = said.texts[-1], said.following
    if following is None or following.voice.role != "official":
        return False
    if len(words(last)) > LONGEST_LOST:
        return False
    begun = bool(following.lines) and answers(following.lines[0].text)
    return asks_surely(last) or (begun and asks(last))


def _start_of_question(said: Paragraphs, last: int) -> int:
    """The first paragraph of a question: behind the thanks that end the answer, if near."""
    for place in range(last, max(last - MOST_PARAGRAPHS, said.begin), -1):
        if THANKS_AT_END.search(said.texts[place - 1][-60:]):
            return place
    return last


def _cut_of_journalist(said: Paragraphs) -> Cut | None:
    """Below a question: the chair's words, or the answer."""
    for place in said.places:
        text = said.texts[place]
        if _is_of_chair(text):
            return Cut(place, Voice("chair", speaker=said.alone["chair"]))
        if answers(text):
            return Cut(place, Voice("official", speaker=_invited(said, place)))
    return None


RULES: dict[str, Callable[[Paragraphs], Cut | None]] = {
    "chair": _cut_of_chair,
    "official": _cut_of_official,
    "journalist": _cut_of_journalist,
}


def _is_of_chair(text: str) -> bool:
    return closes(text) or (gives_floor(text) and not asks_surely(text) and not answers(text))


def _invited(said: Paragraphs, place: int) -> str:
    """The listed person whom the last words name; else the only official."""
    officials = [row for row in said.draft.heading.speakers if row["role"] == "official"]
    for text in reversed(said.texts[max(said.begin, place - MOST_PARAGRAPHS) : place]):
        for match in reversed(list(NAMED_WITH_TITLE.finditer(text))):
            for row in officials:
                key = person_key(row["speaker"])
                if person_key(match["name"]) in (key, key.split()[0]):
                    return row["speaker"]
    return said.alone["official"]


def _lost(turn: DraftTurn) -> Suspicion:
    line = turn.lines[0]
    who = {"journalist": "a journalist", "chair": "the chair", "official": "an official"}
    return Suspicion(
        "lost label",
        line.number,
        line.start,
        line.end,
        f"this paragraph reads as the words of {who[turn.voice.role]}, and has no label.",
        "Read the page; the paragraph begins a turn of its own unless a note says otherwise.",
    )
