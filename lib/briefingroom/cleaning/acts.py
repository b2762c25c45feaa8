"""What each turn does, and which question it belongs to."""

from ..errors import CorpusError
from ..ids import exchange_id
from .records import Annotation, Cleaned, Notes


def assign_acts(cleaned: Cleaned, notes: Notes) -> None:
    """Give every turn its act and its exchange, and make the exchanges.

    A journalist asks, the chair opens, closes or gives the floor, an official makes a statement
    before the first question and answers afterwards, unless it was decided otherwise by reading.

    Parameters
    ----------
    cleaned : what the source gives so far; the columns `act` and `exchange` are added to its turns,
        and the rows of `exchanges` are made.
    notes : what was decided by reading about this briefing.

    Raises
    ------
    CorpusError : when a decision no longer matches its turn, or when a question has no answer.
    """
    decided = _decided_acts(cleaned.turns, notes.acts)
    exchange: dict = {}
    for turn in cleaned.turns:
        if turn["role"] == "journalist":
            exchange = _new_exchange(turn, len(cleaned.exchanges) + 1)
            cleaned.exchanges.append(exchange)
        turn["exchange"] = "" if turn["role"] == "chair" else exchange.get("exchange", "")
        turn["act"] = _act_of(turn, cleaned.turns, decided)
        if turn["act"] == "answer":
            exchange["answers"].append(turn["turn"])
            exchange["words_answer"] += turn["words"]
    speakers = {turn["turn"]: turn["speaker"] for turn in cleaned.turns}
    for exchange in cleaned.exchanges:
        if not exchange["answers"]:
            raise _unanswered(exchange, cleaned.turns, notes.acts)
        exchange["answered_by"] = _answered_by(exchange, speakers)


def _decided_acts(turns: list[dict], acts: list[Annotation]) -> dict[str, str]:
    by_id = {turn["turn"]: turn for turn in turns}
    decided = {}
    for annotation in acts:
        row = annotation.row
        turn = by_id.get(row["turn"])
        if turn is None:
            raise refused_act(annotation)
        if turn["speaker"] != row["speaker"]:
            raise refused_act(annotation, "speaker")
        if not turn["text"].startswith(row["begins"]):
            raise refused_act(annotation, "begins")
        decided[row["turn"]] = row["act"]
    return decided


def refused_act(annotation: Annotation, column: str = "turn") -> CorpusError:
    """The error that says of a row of ``acts.csv`` that it does not match its turn."""
    row = annotation.row
    return annotation.error(
        column,
        f"{row['turn']} is not {row['speaker']} beginning {row['begins']!r}; "
        "read the transcript and mend the row.",
    )


def _act_of(turn: dict, turns: list[dict], decided: dict[str, str]) -> str:
    if turn["role"] == "journalist":
        return "question"
    if turn["role"] == "chair":
        return _act_of_chair(turn, turns)
    usual = "answer" if turn["exchange"] else "statement"
    return decided.get(turn["turn"], usual)


def _act_of_chair(turn: dict, turns: list[dict]) -> str:
    if turn is turns[0]:
        return "opening"
    if turn is turns[-1]:
        return "closing"
    return "floor"


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


def _unanswered(exchange: dict, turns: list[dict], acts: list[Annotation]) -> CorpusError:
    """The error that names the decision by which a question lost its answer, or the question."""
    said = f"the question in {exchange['question']} has no answer; read it and mend the row."
    of_turn = {turn["turn"]: turn["exchange"] for turn in turns}
    for annotation in acts:
        if of_turn[annotation.row["turn"]] == exchange["exchange"]:
            return annotation.error("act", said)
    place = f"sources/{exchange['briefing']}.txt, {exchange['exchange']}"
    return CorpusError(
        f"{place}: the question in {exchange['question']} has no answer; see acts.csv."
    )
