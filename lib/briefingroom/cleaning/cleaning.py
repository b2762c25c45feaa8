"""From one source file to turns, paragraphs and sentences, with nothing lost.

A source is the text of a web page: a heading, the speakers' names, then speech under labels such as
``Xiao Yaqing:`` or ``Reuters:``, one line a paragraph. Cleaning decides for every stretch of it what it is
(heading, label, sentence, dropped, space) and keeps the place. It never edits a source: a slip of the page is
mended by a `Repair` that is kept, and what no rule should decide is read from ``briefings/annotations``.
"""

import os
import re
from collections import Counter, defaultdict

from ..errors import CorpusError
from .lines import Line, line_of, written_lines
from .records import Cleaned, Notes, Repair, Stretch
from .repairs import find_repairs
from .sentences import sentence_spans
from .words import words

DROPPED = (
    (re.compile(r"_ueditor_page_break_tag_$"), "page marker of the web editor"),
    (re.compile(r"/\d+\s+\S"), "caption of the photo gallery"),
    (re.compile(r"Read in Chinese$"), "link to the Chinese page"),
    (re.compile(r"Translated and edited by "), "translators' credit and disclaimer"),
)


LABEL = re.compile(r"\S.{0,110}:$")


def _read(text: str, line: Line, repairs: list[Repair]) -> tuple[str, list[int], list[int]]:
    """A line as it is read, and for each of its characters where it begins and ends in the source."""
    edits = {}
    for repair in repairs:
        if line.start <= repair.start < line.end:  # narrowed to the characters that change
            before = len(os.path.commonprefix([repair.found, repair.kept]))
            after = len(
                os.path.commonprefix([repair.found[before:][::-1], repair.kept[before:][::-1]])
            )
            kept = repair.kept[before : len(repair.kept) - after]
            edits[repair.start + before] = (repair.end - after, kept)
    chars, starts, ends, at = [], [], [], line.start
    while at < line.end:
        if at in edits:
            stop, kept = edits[at]
            for char in kept:
                chars.append(char), starts.append(at), ends.append(stop)
            if stop > at:
                at = stop
                continue
        if not text[at].isspace():
            chars.append(text[at]), starts.append(at), ends.append(at + 1)
        elif chars[-1] != " ":
            chars.append(" "), starts.append(at), ends.append(at + 1)
        at += 1
    return "".join(chars), starts, ends


def clean(text: str, notes: Notes) -> Cleaned:
    """Everything that one source says, each row with its place in it.

    Parameters
    ----------
    text : the source, as read (line ends untouched).
    notes : what people decided about this briefing.

    Raises
    ------
    CorpusError : when a label is neither a speaker nor an outlet, when an annotation no longer matches the
        source, or when a question has no answer; the message names the line.
    """
    lines = written_lines(text)
    result = Cleaned()
    stretches = []
    opening = next(
        (
            i
            for i, line in enumerate(lines)
            if line.text[:-1] in notes.speakers and line.text[-1] == ":"
        ),
        None,
    )
    if opening is None:
        raise CorpusError(
            f"{notes.briefing}: no line of the source is the label of a speaker, such as 'Shou Xiaoli:'."
        )
    stretches += _preamble(lines[:opening], notes)
    spoken, turn = [], None
    starts = _unlabelled_starts(lines, notes)
    for line in lines[opening:]:
        reason = next((why for pattern, why in DROPPED if pattern.match(line.text)), None)
        if reason:
            stretches.append(Stretch(line.start, line.end, "dropped", reason=reason))
            continue
        label = LABEL.match(line.text) and line.text[:-1].strip()
        if label or line.number in starts:
            turn = _new_turn(label, starts.get(line.number), line, result.turns, notes)
        if label:
            stretches.append(Stretch(line.start, line.end, "label", turn["turn"]))
        else:
            spoken.append((line, turn))
    result.repairs = find_repairs(text, [line for line, _ in spoken], notes)
    _split_sentences(text, spoken, notes, result)
    texts = defaultdict(list)
    for paragraph in result.paragraphs:
        texts[paragraph["turn"]].append(paragraph["text"])
    for turn in result.turns:
        turn["text"] = "\n\n".join(texts[turn["turn"]])
        turn["words"] = len(words(turn["text"]))
    _acts(result, notes)
    stretches += [
        Stretch(s["source_start"], s["source_end"], "sentence", s["sentence"])
        for s in result.sentences
    ]
    result.source_map = _tile(text, sorted(stretches))
    return result


def _preamble(lines: list[Line], notes: Notes) -> list[Stretch]:
    """Title, dateline and list of speakers. A line that the page prints twice is dropped the first time."""
    last = {}
    for line in lines:
        last[_who(line.text, notes)] = line.number
    stretches = []
    for line in lines:
        reason = next((why for pattern, why in DROPPED if pattern.match(line.text)), "")
        if not reason and last[_who(line.text, notes)] != line.number:
            reason = f"printed again at line {last[_who(line.text, notes)]}"
        stretches.append(
            Stretch(line.start, line.end, "dropped" if reason else "heading", reason=reason)
        )
    return stretches


def _who(text: str, notes: Notes) -> str:
    """The speaker whom a line of the preamble presents; else the line itself."""
    bare = re.sub(r"^(Mr|Ms)\. ", "", text).rstrip(":")
    return next((name for name in notes.speakers if bare.startswith(name + ",")), bare)


def _unlabelled_starts(lines: list[Line], notes: Notes) -> dict[int, dict]:
    starts = {}
    for note in notes.unlabelled:
        here = [line.number for line in lines if line.text.startswith(note["begins"])]
        if len(here) != 1:
            raise CorpusError(
                f"annotations/unlabelled_questions.csv, {notes.briefing}: {len(here)} paragraphs begin with "
                f"{note['begins']!r}, not one; read the source and mend the row."
            )
        starts[here[0]] = note
    return starts


def _new_turn(label: str, lost: dict | None, line: Line, turns: list[dict], notes: Notes) -> dict:
    speaker = outlet = status = ""
    if not label:
        role, outlet, status = "journalist", lost["outlet"], lost["outlet_status"]
    elif label in notes.speakers:
        role, speaker = notes.speakers[label]["role"], label
    elif label in notes.outlets:
        role, outlet, status = "journalist", notes.outlets[label], "printed"
    else:
        raise CorpusError(
            f"{notes.briefing}, line {line.number}: {label!r} is neither a speaker in annotations/speakers.csv nor "
            "an outlet in annotations/outlets.csv; add it there."
        )
    turn = {
        "turn": f"{notes.briefing}.t{len(turns) + 1:02d}",
        "briefing": notes.briefing,
        "number": len(turns) + 1,
        "role": role,
        "speaker": speaker,
        "outlet": outlet,
        "outlet_status": status,
    }
    turns.append(turn)
    return turn


def _split_sentences(
    text: str, spoken: list[tuple[Line, dict]], notes: Notes, result: Cleaned
) -> None:
    in_turn, used = Counter(), set()
    for line, turn in spoken:
        in_turn[turn["turn"]] += 1
        here = [r for r in result.repairs if line.start <= r.start < line.end]
        read, starts, ends = _read(text, line, here)
        paragraph = f"{turn['turn']}.p{in_turn[turn['turn']]}"
        breaks = [
            row for row in notes.sentence_breaks if row["before"] + " " + row["after"] in read
        ]
        used.update(row["before"] for row in breaks)
        result.paragraphs.append(
            {
                "paragraph": paragraph,
                "turn": turn["turn"],
                "briefing": notes.briefing,
                "number": in_turn[turn["turn"]],
                "text": read,
            }
        )
        for number, (start, end) in enumerate(sentence_spans(read, breaks), 1):
            result.sentences.append(
                {
                    "sentence": f"{paragraph}.s{number}",
                    "paragraph": paragraph,
                    "turn": turn["turn"],
                    "briefing": notes.briefing,
                    "number": number,
                    "text": read[start:end],
                    "source_start": starts[start],
                    "source_end": ends[end - 1],
                }
            )
    for row in notes.sentence_breaks:
        if row["before"] not in used:
            raise CorpusError(
                f"annotations/sentence_breaks.csv, {notes.briefing}: {row['before']!r} followed by {row['after']!r} "
                "is nowhere in the source; read it and mend the row."
            )


def _acts(result: Cleaned, notes: Notes) -> None:
    """What each turn does, and which question it belongs to."""
    decided = {}
    by_id = {turn["turn"]: turn for turn in result.turns}
    for row in notes.acts:
        turn = by_id.get(row["turn"])
        if (
            turn is None
            or turn["speaker"] != row["speaker"]
            or not turn["text"].startswith(row["begins"])
        ):
            raise CorpusError(
                f"annotations/acts.csv: {row['turn']} is not {row['speaker']} beginning {row['begins']!r}; "
                "read the transcript and mend the row."
            )
        decided[row["turn"]] = row["act"]
    exchange = None
    for turn in result.turns:
        if turn["role"] == "journalist":
            exchange = {
                "exchange": f"{notes.briefing}.q{len(result.exchanges) + 1:02d}",
                "briefing": notes.briefing,
                "number": len(result.exchanges) + 1,
                "outlet": turn["outlet"],
                "question": turn["turn"],
                "answers": [],
                "words_question": turn["words"],
                "words_answer": 0,
            }
            result.exchanges.append(exchange)
            act = "question"
        elif turn["role"] == "chair":
            act = (
                "opening"
                if turn is result.turns[0]
                else "closing"
                if turn is result.turns[-1]
                else "floor"
            )
        else:
            act = decided.get(turn["turn"], "answer" if exchange else "statement")
        turn["act"] = act
        turn["exchange"] = exchange["exchange"] if exchange and turn["role"] != "chair" else ""
        if act == "answer":
            exchange["answers"].append(turn["turn"])
            exchange["words_answer"] += turn["words"]
    for exchange in result.exchanges:
        if not exchange["answers"]:
            raise CorpusError(
                f"{exchange['exchange']}: the question in {exchange['question']} has no answer; see acts.csv."
            )
        exchange["answered_by"] = list(
            dict.fromkeys(by_id[t]["speaker"] for t in exchange["answers"])
        )


def _tile(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """The stretches with the white space between them, from the first character to the last."""
    tiles, at = [], 0
    for stretch in [*stretches, Stretch(len(text), len(text), "end")]:
        if stretch.start < at or text[at : stretch.start].strip():
            raise CorpusError(
                f"line {line_of(text, at)}: the stretches of the source overlap or leave text out."
            )
        if stretch.start > at:
            tiles.append(Stretch(at, stretch.start, "space"))
        if stretch.end > stretch.start:
            tiles.append(stretch)
        at = stretch.end
    return tiles
