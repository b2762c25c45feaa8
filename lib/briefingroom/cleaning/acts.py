"""What each turn does, and which question it belongs to."""

import re
from collections.abc import Sequence

from ..errors import CorpusError
from ..ids import exchange_id
from .deciding import refuse
from .drafts import DraftTurn
from .people import as_compared
from .phrases import adds, answers, closes, gives_floor, hands_over
from .records import Annotation, Cleaned, Notes, Suspicion
from .suspicions import finding_at

LONGEST_HANDOVER = 80  # words
UNNAMED = "colleague colleagues him her them they spokesperson director minister expert".split()
LONGEST_COMMENT = 150  # words of one who comes back after having handed over


def assign_acts(cleaned: Cleaned, drafted: Sequence[DraftTurn], notes: Notes) -> None:
    """Give every turn its act and its exchange, and make the exchanges.

    A journalist asks, the chair opens, closes or gives the floor, an official makes a statement
    before the first question; afterwards an official hands over, answers, or comments on what
    another answered, as the words and the neighbours say, unless a person decided otherwise.

    Parameters
    ----------
    cleaned : what the source gives so far; the columns `act` and `exchange` are added to its turns,
        and the rows of `exchanges` are made.
    drafted : the turns with their places.
    notes : what people decided about this briefing.

    Raises
    ------
    CorpusError : for a published briefing, when a decision no longer matches its turn, or when a
        question has no answer.
    """
    _assign_exchanges(cleaned)
    decided = _decided_acts(cleaned, notes)
    exchanges = {exchange["exchange"]: exchange for exchange in cleaned.exchanges}
    for place, turn in enumerate(cleaned.turns):
        turn["act"] = decided.get(turn["turn"]) or _act_of(cleaned.turns, place)
        if turn["act"] == "answer":
            exchange = exchanges[turn["exchange"]]
            exchange["answers"].append(turn["turn"])
            exchange["words_answer"] += turn["words"]
    _last_word_answers(cleaned, exchanges, decided)
    speakers = {turn["turn"]: turn["speaker"] for turn in cleaned.turns}
    places = {row["turn"]: turn for row, turn in zip(cleaned.turns, drafted, strict=True)}
    for exchange in cleaned.exchanges:
        exchange["answered_by"] = _answered_by(exchange, speakers)
        if not exchange["answers"]:
            _unanswered(exchange, cleaned, places, notes)


def _assign_exchanges(cleaned: Cleaned) -> None:
    exchange: dict = {}
    for turn in cleaned.turns:
        if turn["role"] == "journalist":
            exchange = _new_exchange(turn, len(cleaned.exchanges) + 1)
            cleaned.exchanges.append(exchange)
        turn["exchange"] = "" if turn["role"] == "chair" else exchange.get("exchange", "")


def _decided_acts(cleaned: Cleaned, notes: Notes) -> dict[str, str]:
    by_id = {turn["turn"]: turn for turn in cleaned.turns}
    decided = {}
    for annotation in notes.acts:
        row = annotation.row
        turn = by_id.get(row["turn"])
        column = _mismatch(turn, row)
        if column:
            refuse(annotation, column, _what_of_act(row), notes, cleaned)
        elif turn is not None and (turn["exchange"] or row["act"] != "answer"):
            decided[row["turn"]] = row["act"]
    return decided


def _mismatch(turn: dict | None, row: dict) -> str:
    """The column in which a decision does not match its turn; empty where it does."""
    if turn is None:
        return "turn"
    if turn["speaker"] != row["speaker"]:
        return "speaker"
    return "" if turn["text"].startswith(row["begins"]) else "begins"


def _what_of_act(row: dict) -> str:
    return (
        f"{row['turn']} is not {row['speaker']} beginning {row['begins']!r}; "
        "read the transcript and mend the row."
    )


def refused_act(annotation: Annotation, column: str = "turn") -> CorpusError:
    """The error that says of a row of ``acts.csv`` that it does not match its turn."""
    return annotation.error(column, _what_of_act(annotation.row))


def _act_of(turns: list[dict], place: int) -> str:
    turn = turns[place]
    if turn["role"] == "journalist":
        return "question"
    if turn["role"] == "chair":
        return _act_of_chair(turns, place)
    if not turn["exchange"]:
        return "statement"
    return _act_of_official(turns, place)


def _act_of_chair(turns: list[dict], place: int) -> str:
    if place == 0:
        return "opening"
    text = turns[place]["text"]
    if place == len(turns) - 1 and (closes(text) or not gives_floor(text)):
        return "closing"
    return "floor"


def _act_of_official(turns: list[dict], place: int) -> str:
    """Answer, handover or comment."""
    turn = turns[place]
    if _hands_over_at(turns, place):
        return "handover"
    earlier = [
        other
        for other in _of_exchange(turns, place)
        if other["role"] == "official" and other["act"] != "handover"
    ]
    if not any(
        other["act"] == "answer" and other["speaker"] != turn["speaker"] for other in earlier
    ):
        return "answer"
    return "comment" if _comments(turns, place) else "answer"


def _of_exchange(turns: list[dict], place: int) -> list[dict]:
    """The turns of the same exchange before one."""
    found = []
    at = place - 1
    while at >= 0 and turns[at]["exchange"] in ("", turns[place]["exchange"]):
        found.append(turns[at])
        if turns[at]["role"] == "journalist":
            break
        at -= 1
    return found


def _hands_over_at(turns: list[dict], place: int) -> bool:
    turn = turns[place]
    following = turns[place + 1] if place + 1 < len(turns) else None
    if following is None or following["role"] != "official":
        return False
    if following["speaker"] == turn["speaker"] or turn["words"] > LONGEST_HANDOVER:
        return False
    return hands_over(turn["text"]) and _names(turn["text"], following["speaker"])


def _names(text: str, speaker: str) -> bool:
    """Whether a text names a person, or somebody who is not named."""
    said = set(re.findall(r"\w+", as_compared(text)))
    return bool(said & {*as_compared(speaker).split(), *UNNAMED})


def _comments(turns: list[dict], place: int) -> bool:
    """Whether one who speaks after another's answer adds to it, and does not answer."""
    turn = turns[place]
    if adds(turn["text"]):
        return True
    own = [other for other in _of_exchange(turns, place) if other["speaker"] == turn["speaker"]]
    handed = any(other["act"] in ("handover", "answer") for other in own)
    return handed and turn["words"] <= LONGEST_COMMENT and not answers(turn["text"])


def _last_word_answers(cleaned: Cleaned, exchanges: dict, decided: dict[str, str]) -> None:
    """A question that would have no answer is answered by the last official who speaks."""
    for turn in reversed(cleaned.turns):
        exchange = exchanges.get(turn["exchange"])
        if not exchange or exchange["answers"] or turn["role"] != "official":
            continue
        if turn["turn"] not in decided:
            turn["act"] = "answer"
            exchange["answers"].append(turn["turn"])
            exchange["words_answer"] += turn["words"]


def _new_exchange(question: dict, number: int) -> dict:
    return {
        "exchange": exchange_id(question["briefing"], number),
        "briefing": question["briefing"],
        "number": number,
        "outlet": question["outlet"],
        "question": question["turn"],
        "answers": [],
        "words_question": question["words"],
        "words_answer": 0,
    }


def _answered_by(exchange: dict, speakers: dict[str, str]) -> list[str]:
    """The speakers of the answers, each once, in order."""
    return list(dict.fromkeys(speakers[turn] for turn in exchange["answers"]))


def _unanswered(
    exchange: dict, cleaned: Cleaned, places: dict[str, DraftTurn], notes: Notes
) -> None:
    """Say that a question has no answer: an error where published, else a finding."""
    said = f"the question in {exchange['question']} has no answer"
    if notes.published:
        raise _unanswered_error(exchange, cleaned.turns, notes, said)
    turn = places[exchange["question"]]
    remedy = "See whether it was asked together with the next one, or whether a label is lost."
    finding: Suspicion = finding_at(
        turn, "question without answer", f"{said}.", remedy, serious=True
    )
    cleaned.findings.append(finding)


def _unanswered_error(exchange: dict, turns: list[dict], notes: Notes, said: str) -> CorpusError:
    """The error that names the decision by which a question lost its answer, or the question."""
    of_turn = {turn["turn"]: turn["exchange"] for turn in turns}
    for annotation in notes.acts:
        if of_turn[annotation.row["turn"]] == exchange["exchange"]:
            return annotation.error("act", f"{said}; read it and mend the row.")
    place = f"sources/{exchange['briefing']}.txt, {exchange['exchange']}"
    return CorpusError(f"{place}: {said}; see acts.csv.")
