"""Labels that the page lost: a paragraph in one's turn that another must have said."""

import re
from collections.abc import Sequence

from .drafts import LIKELY, Draft, DraftTurn, Voice
from .people import person_key
from .phrases import THANKS_AT_END, answers, asks, asks_surely, closes, gives_floor, greets
from .records import Finding
from .voices import UNIDENTIFIED, only_one
from .words import words

LOST_QUESTION = Voice("journalist", outlet_status=UNIDENTIFIED)
LONGEST_LOST = 250  # words of a paragraph that is a question
MOST_PARAGRAPHS = 3  # of a question whose label is lost
NAMED = re.compile(
    r"\b(?:Mr|Ms|Mrs|Dr|Minister|Director|Governor|Madam)\.? (?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
)


def find_lost_labels(draft: Draft) -> None:
    """Cut the turns of a draft where the page lost a label, and say so in its findings.

    Parameters
    ----------
    draft : with the turns that the labels give.
    """
    waiting = list(reversed(draft.turns))
    turns: list[DraftTurn] = []
    while waiting:
        turn = waiting.pop()
        following = waiting[-1] if waiting else None
        cut = _cut_of(turn, following, turns, draft)
        if cut:
            place, voice = cut
            later = DraftTurn(voice, lines=turn.lines[place:], rule="words of another", sure=LIKELY)
            turn.lines = turn.lines[:place]
            waiting.append(later)
            draft.findings.append(_lost(later))
        turns.append(turn)
    draft.turns = turns


def _cut_of(
    turn: DraftTurn, following: DraftTurn | None, before: list[DraftTurn], draft: Draft
) -> tuple[int, Voice] | None:
    """At which paragraph another begins to speak, and who; None where nobody does."""
    if len(turn.lines) < 2:
        return None
    rules = {"chair": _cut_of_chair, "official": _cut_of_official, "journalist": _cut_of_journalist}
    return rules[turn.voice.role](turn, following, [*before, turn], draft)


def _cut_of_chair(
    turn: DraftTurn, following: DraftTurn | None, before: list[DraftTurn], draft: Draft
) -> tuple[int, Voice] | None:
    """Below the chair's words: a question, or the statement of who was invited."""
    for place, text in enumerate(turn.texts[1:], 1):
        if closes(text) or gives_floor(text):
            continue
        if greets(text) and len(words(text)) > 20:
            return place, Voice("official", speaker=_invited(turn.texts[:place], draft))
        rest = turn.texts[place:]
        answered = following is None or following.voice.role == "official"
        if answered and any(map(asks, rest)) and not any(map(gives_floor, rest)):
            return place, LOST_QUESTION
        if answers(turn.texts[min(place + 1, len(turn.texts) - 1)]) and asks(text):
            return place, LOST_QUESTION
    return None


def _cut_of_official(
    turn: DraftTurn, following: DraftTurn | None, before: list[DraftTurn], draft: Draft
) -> tuple[int, Voice] | None:
    """Below an official's words: the chair's, or a question, which the next label answers."""
    texts = turn.texts
    for place, text in enumerate(texts[1:], 1):
        if _is_of_chair(text):
            return place, Voice("chair", speaker=only_one(before, draft, "chair"))
        following_text = texts[place + 1] if place + 1 < len(texts) else ""
        if asks_surely(text) and answers(following_text):
            return _start_of_question(texts, place), LOST_QUESTION
    if following is None or following.voice.role != "official":
        return None
    last = len(texts) - 1
    begun = following.lines and answers(following.lines[0].text)
    if len(words(texts[last])) <= LONGEST_LOST and (
        asks_surely(texts[last]) or (begun and asks(texts[last]))
    ):
        return _start_of_question(texts, last), LOST_QUESTION
    return None


def _start_of_question(texts: list[str], last: int) -> int:
    """The first paragraph of a question: behind the thanks that end the answer, if they are near."""
    for place in range(last, max(last - MOST_PARAGRAPHS, 0), -1):
        if THANKS_AT_END.search(texts[place - 1][-60:]):
            return place
    return last


def _cut_of_journalist(
    turn: DraftTurn, following: DraftTurn | None, before: list[DraftTurn], draft: Draft
) -> tuple[int, Voice] | None:
    """Below a question: the chair's words, or the answer."""
    for place, text in enumerate(turn.texts[1:], 1):
        if _is_of_chair(text):
            return place, Voice("chair", speaker=only_one(before, draft, "chair"))
        if answers(text):
            return place, Voice("official", speaker=_invited(turn.texts[:place], draft, before))
    return None


def _is_of_chair(text: str) -> bool:
    return closes(text) or (gives_floor(text) and not asks_surely(text) and not answers(text))


def _invited(texts: list[str], draft: Draft, before: Sequence[DraftTurn] = ()) -> str:
    """The listed person whom the last words name; else the only official."""
    official = [row for row in draft.heading.speakers if row["role"] == "official"]
    for text in reversed(texts):
        for name in reversed([match["name"] for match in NAMED.finditer(text)]):
            for row in official:
                key = person_key(row["speaker"])
                if person_key(name) in (key, key.split()[0]):
                    return row["speaker"]
    return only_one(list(before), draft, "official")


def _lost(turn: DraftTurn) -> Finding:
    line = turn.lines[0]
    who = {"journalist": "a journalist", "chair": "the chair", "official": "an official"}
    return Finding(
        "lost label",
        line.number,
        line.start,
        line.end,
        f"this paragraph reads as the words of {who[turn.voice.role]}, and the page has no label for it.",
        "Read the page; it begins a turn of its own unless a note says otherwise.",
    )
