"""What each turn does, and which question it belongs to."""

from ..errors import CorpusError
from ..ids import exchange_id
from .records import Cleaned, Notes


def assign_acts(cleaned: Cleaned, notes: Notes) -> None:
    """Give every turn its act and its exchange, and make the exchanges.

    A journalist asks, the chair opens, closes or gives the floor, an official makes a statement
    before the first question and answers afterwards, unless a person decided otherwise.

    Parameters
    ----------
    cleaned : what the source gives so far; the columns `act` and `exchange` are added to its turns,
        and the rows of `exchanges` are made.
    notes : what people decided about this briefing.

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
        exchange["answered_by"] = _answered_by(exchange, speakers)


def _decided_acts(turns: list[dict], rows: list[dict]) -> dict[str, str]:
    by_id = {turn["turn"]: turn for turn in turns}
    decided = {}
    for row in rows:
        turn = by_id.get(row["turn"])
        if turn is None or not _is_meant(turn, row):
            raise refused_act(row)
        decided[row["turn"]] = row["act"]
    return decided


def _is_meant(turn: dict, row: dict) -> bool:
    return turn["speaker"] == row["speaker"] and turn["text"].startswith(row["begins"])


def refused_act(row: dict) -> CorpusError:
    """The error that says of a row of ``acts.csv`` that it does not match its turn."""
    return CorpusError(
        f"annotations/acts.csv: {row['turn']} is not {row['speaker']} beginning {row['begins']!r}; "
        "read the transcript and mend the row."
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
    if not exchange["answers"]:
        raise CorpusError(
            f"{exchange['exchange']}: the question in {exchange['question']} has no answer; "
            "see acts.csv."
        )
    return list(dict.fromkeys(speakers[turn] for turn in exchange["answers"]))
