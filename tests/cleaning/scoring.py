"""How well an invented page is understood: words, acts, furniture, repairs, tiling."""

from bisect import bisect_right
from collections import Counter

from invention import SLIPS

from briefingroom.cleaning.people import as_compared, person_key
from briefingroom.cleaning.words import words


def bare_outlet(name: str) -> str:
    return as_compared(name)


def score(page, cleaned) -> Counter:
    """What was right and what there was, by kind: two counts each, such as words and words_all."""
    counts: Counter = Counter()
    turn_of = {row["turn"]: row for row in cleaned.turns}
    stretches = cleaned.source_map
    starts = [stretch.start for stretch in stretches]
    found_turns = {}
    for piece in page.pieces:
        visible = piece.start + len(piece.text) - len(piece.text.lstrip())
        stretch = stretches[max(0, bisect_right(starts, visible) - 1)]
        if piece.part == "speech":
            _score_speech(piece, page, stretches, starts, turn_of, counts, found_turns)
        elif piece.part == "dropped":
            counts["furniture_all"] += 1
            counts["furniture"] += stretch.part == "dropped"
        else:
            counts["other_all"] += 1
            counts["other"] += stretch.part == piece.part
    for number, turn in enumerate(page.turns):
        counts["acts_all"] += 1
        row = found_turns.get(number)
        counts["acts"] += row is not None and row["act"] == turn.act and row["role"] == turn.role
        counts["turns_all"] += 1
    counts["turns"] = counts["turns_all"] - abs(len(cleaned.turns) - len(page.turns))
    _score_repairs(page, cleaned, counts)
    return counts


def _score_speech(piece, page, stretches, starts, turn_of, counts, found_turns):
    turn = page.turns[piece.turn]
    at = piece.start
    for word in piece.text.split():
        at = page.text.index(word, at)
        stretch = stretches[bisect_right(starts, at) - 1]
        number = len(words(word))
        counts["words_all"] += number
        if stretch.part == "sentence":
            row = turn_of[
                stretch.id.split(".t")[0] + ".t" + stretch.id.split(".t")[1].split(".")[0]
            ]
            found_turns.setdefault(piece.turn, row)
            right = is_voice(row, turn, page)
            counts["words"] += number * right
        at += len(word)


def is_voice(row, turn, page) -> bool:
    if row["role"] != turn.role:
        return False
    if turn.role == "journalist":
        return bare_outlet(row["outlet"]) == bare_outlet(turn.name)
    hidden = turn.role == "chair" and (page.layout.chair == "Moderator" or not turn.labelled)
    if hidden and row["speaker"] in ("", "Moderator"):
        return True
    return person_key(row["speaker"]) == person_key(turn.name)


def _score_repairs(page, cleaned, counts):
    read = " ".join(row["text"] for row in cleaned.turns)
    source = page.text
    for found, kept in SLIPS:
        times = source.count(found)
        counts["repairs_all"] += times
        counts["repairs"] += min(times, read.count(kept))
    made = len(cleaned.repairs)
    counts["repairs_wrong"] += max(0, made - sum(source.count(found) for found, _ in SLIPS))
