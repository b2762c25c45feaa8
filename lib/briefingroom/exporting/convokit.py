"""A corpus as ConvoKit documents it: a folder of JSON files.

A conversation is a briefing, and bears the id of its first turn, as ConvoKit asks. A speaker is an
official, an outlet, or, where a question came from nobody who is named, ``unidentified`` with the
turn. An answer replies to its question; whatever else is said, to what was said before it.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..corpus.tables import exchanges, turns
from ..files.plain import json_text
from .facts import about
from .folders import new_folder

STRING, WHOLE_NUMBER = "<class 'str'>", "<class 'int'>"
META_OF_TURN = {
    "briefing": STRING,
    "number": WHOLE_NUMBER,
    "role": STRING,
    "outlet": STRING,
    "outlet_status": STRING,
    "act": STRING,
    "exchange": STRING,
    "words": WHOLE_NUMBER,
}


def write_convokit(folder: Path) -> Path:
    """Write the folder: utterances, speakers, conversations, what the corpus is, and the index."""
    rows = turns().to_dict("records")
    with new_folder(folder) as filling:
        lines = (json.dumps(each, ensure_ascii=False) for each in _utterances(rows))
        text = "".join(f"{line}\n" for line in lines)
        (filling / "utterances.jsonl").write_text(text, encoding="utf-8", newline="\n")
        for name, content in _json_files(rows).items():
            target = filling / f"{name}.json"
            target.write_text(json_text(content), encoding="utf-8", newline="\n")
    return folder


def _json_files(rows: list[dict]) -> dict[str, Any]:
    return {
        "speakers": _speakers(rows),
        "conversations": _conversations(rows),
        "corpus": about(),
        "index": _types_of_meta(),
    }


def _speaker(turn: dict) -> str:
    return turn["speaker"] or turn["outlet"] or f"unidentified {turn['turn']}"


def _roots(rows: Iterable[dict]) -> dict[str, str]:
    """The first turn of each briefing."""
    roots: dict[str, str] = {}
    for turn in rows:
        roots.setdefault(turn["briefing"], turn["turn"])
    return roots


def _replies() -> dict[str, str]:
    """By the turn of an answer, the turn of its question."""
    return {
        answer: row["question"]
        for row in exchanges().to_dict("records")
        for answer in row["answers"]
    }


def _utterances(rows: list[dict]) -> Iterable[dict[str, Any]]:
    roots, replies = _roots(rows), _replies()
    before = None
    for turn in rows:
        id, root = turn["turn"], roots[turn["briefing"]]
        yield {
            "id": id,
            "conversation_id": root,
            "text": turn["text"],
            "speaker": _speaker(turn),
            "reply-to": None if id == root else replies.get(id, before),
            "timestamp": turn["number"],
            "meta": {name: turn[name] for name in META_OF_TURN},
            "vectors": [],
        }
        before = id


def _speakers(rows: list[dict]) -> dict[str, Any]:
    return {_speaker(turn): {"meta": {"role": turn["role"]}, "vectors": []} for turn in rows}


def _conversations(rows: list[dict]) -> dict[str, Any]:
    return {
        root: {"meta": {"briefing": briefing}, "vectors": []}
        for briefing, root in _roots(rows).items()
    }


def _types_of_meta() -> dict[str, Any]:
    """The types of what is said beside the texts."""
    return {
        "utterances-index": {name: [type_] for name, type_ in META_OF_TURN.items()},
        "speakers-index": {"role": [STRING]},
        "conversations-index": {"briefing": [STRING]},
        "overall-index": {name: [STRING] for name in about()},
        "version": 1,
        "vectors": [],
    }
