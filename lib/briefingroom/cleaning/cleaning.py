"""From one source file to turns, paragraphs and sentences, with nothing lost.

A source is the text of a web page: a heading, the speakers' names, then speech under labels such as
``Xiao Yaqing:`` or ``Reuters:``, one line a paragraph. `understanding.understand` says from the
page alone what every stretch of it is (heading, label, sentence, dropped, space); `decide` lays
what people decided over that draft. No source is ever edited: a slip of the page is mended by a
`Repair` that is kept, and what no rule should decide is read from ``briefings/annotations``.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from ..errors import CorpusError
from ..ids import paragraph_id, sentence_id, turn_id
from .acts import assign_acts
from .deciding import decided_turns, refuse
from .drafts import Draft, DraftTurn
from .lines import line_of
from .records import Cleaned, Notes, Stretch, Suspicion
from .repairs import LineAsRead, find_repairs
from .sentences import sentence_spans, words_at_break
from .understanding import understand
from .words import words

SPACE_OR_NOT = re.compile(r"\s+|\S+")


def clean(text: str, notes: Notes) -> Cleaned:
    """Everything that one source says, each row with its place in it.

    Parameters
    ----------
    text : the source, as read (line ends untouched).
    notes : what was decided by reading about this briefing.

    Raises
    ------
    CorpusError : when a label is neither a speaker nor an outlet, when an annotation no longer
        matches the source, when a question has no answer, or when another serious finding is open;
        the message names the line.
    """
    cleaned = decide(understand(text, notes.briefing), notes)
    for finding in cleaned.findings:
        if finding.serious:
            place = f"sources/{notes.briefing}.txt, line {finding.line}"
            raise CorpusError(f"{place}: {finding.what} {finding.remedy}")
    return cleaned


def decide(draft: Draft, notes: Notes | None = None) -> Cleaned:
    """The rows of a draft, with what people decided laid over it.

    Parameters
    ----------
    draft : what `understand` says of a page.
    notes : what people decided; None where nobody did.

    Raises
    ------
    CorpusError : for a published briefing, when a note is not used or a label is not known.

    >>> page = "Bo Wu:\\nGood morning.\\nReuters:\\nWhat next?\\nBo Wu:\\nMore of it."
    >>> [turn["act"] for turn in decide(understand(page, "2030-01-01")).turns]
    ['statement', 'question', 'answer']
    """
    settled = notes or Notes(draft.briefing, published=False)
    cleaned = Cleaned(heading=draft.heading, speakers=_speaker_rows(draft))
    turns = decided_turns(draft, notes, cleaned)
    cleaned.findings += _open_findings(draft, settled)
    lines = [line for turn in turns for line in turn.lines]
    cleaned.repairs = find_repairs(draft.text, lines, settled)
    cleaned.turns = [
        _turn_row(draft.briefing, number, turn) for number, turn in enumerate(turns, 1)
    ]
    _split_paragraphs(draft.text, turns, settled, cleaned)
    _join_turns(cleaned)
    assign_acts(cleaned, turns, settled)
    labels = [
        Stretch(*turn.label[1:3], "label", row["turn"], "", turn.rule, turn.sure)
        for turn, row in zip(turns, cleaned.turns, strict=True)
        if turn.label is not None
    ]
    sentences = [_stretch_of_sentence(row) for row in cleaned.sentences]
    cleaned.source_map = _tile(draft.text, sorted([*draft.stretches, *labels, *sentences]))
    cleaned.findings.sort(key=lambda finding: (finding.start, finding.kind))
    return cleaned


def _speaker_rows(draft: Draft) -> list[dict]:
    return [{"briefing": draft.briefing, **row} for row in draft.heading.speakers]


def _open_findings(draft: Draft, notes: Notes) -> list[Suspicion]:
    """What looked wrong in the draft and is not settled by the notes of a published briefing."""
    if not notes.published:
        return draft.findings
    return [finding for finding in draft.findings if finding.kind in ("cut off", "no speech")]


def _turn_row(briefing: str, number: int, turn: DraftTurn) -> dict:
    return {
        "turn": turn_id(briefing, number),
        "briefing": briefing,
        "number": number,
        **turn.voice._asdict(),
    }


def _split_paragraphs(
    text: str, turns: Iterable[DraftTurn], notes: Notes, cleaned: Cleaned
) -> None:
    """Add the rows of paragraphs and sentences: a line of speech is a paragraph."""
    listed_breaks = [annotation.row for annotation in notes.sentence_breaks]
    starts = [repair.start for repair in cleaned.repairs]
    for turn, row in zip(turns, cleaned.turns, strict=True):
        for number, line in enumerate(turn.lines, 1):
            first, last = bisect_left(starts, line.start), bisect_right(starts, line.end - 1)
            read = LineAsRead.of(text, line, cleaned.repairs[first:last])
            paragraph = _paragraph_row(row, number, read)
            cleaned.paragraphs.append(paragraph)
            cleaned.sentences += _sentence_rows(paragraph, read, listed_breaks)
    _check_breaks(notes, cleaned)


def _paragraph_row(turn: dict, number: int, read: LineAsRead) -> dict:
    return {
        "paragraph": paragraph_id(turn["turn"], number),
        "turn": turn["turn"],
        "briefing": turn["briefing"],
        "number": number,
        "text": read.text,
    }


def _sentence_rows(paragraph: dict, read: LineAsRead, listed_breaks: list[dict]) -> list[dict]:
    text = paragraph["text"]
    breaks = [row for row in listed_breaks if words_at_break(row) in text]
    return [
        {
            "sentence": sentence_id(paragraph["paragraph"], number),
            "paragraph": paragraph["paragraph"],
            "turn": paragraph["turn"],
            "briefing": paragraph["briefing"],
            "number": number,
            "text": text[span.start : span.end],
            "source_start": read.starts[span.start],
            "source_end": read.ends[span.end - 1],
        }
        for number, span in enumerate(sentence_spans(text, breaks), 1)
    ]


def _check_breaks(notes: Notes, cleaned: Cleaned) -> None:
    """Every end of a sentence that a person listed stands in a paragraph."""
    for annotation in notes.sentence_breaks:
        row = annotation.row
        if not any(words_at_break(row) in paragraph["text"] for paragraph in cleaned.paragraphs):
            what = (
                f"{row['before']!r} followed by {row['after']!r} is nowhere in the source "
                f"of {notes.briefing}; read it and mend the row."
            )
            refuse(annotation, "before", what, notes, cleaned)


def _join_turns(cleaned: Cleaned) -> None:
    """Give every turn its text and the number of its words."""
    texts = defaultdict(list)
    for paragraph in cleaned.paragraphs:
        texts[paragraph["turn"]].append(paragraph["text"])
    for turn in cleaned.turns:
        turn["text"] = "\n\n".join(texts[turn["turn"]])
        turn["words"] = len(words(turn["text"]))


def _stretch_of_sentence(row: dict) -> Stretch:
    return Stretch(row["source_start"], row["source_end"], "sentence", row["sentence"])


def _tile(text: str, stretches: Iterable[Stretch]) -> list[Stretch]:
    """The stretches with what stands between them, from the first character to the last.

    That is white space, or marks that nobody sees.
    """
    tiles: list[Stretch] = []
    at = 0
    for stretch in [*stretches, Stretch(len(text), len(text), "end")]:
        if stretch.start < at:
            raise CorpusError(f"line {line_of(text, at)}: the stretches of the source overlap.")
        for piece in SPACE_OR_NOT.finditer(text, at, stretch.start):
            tiles.append(_between(piece))
        if stretch.end > stretch.start:
            tiles.append(stretch)
        at = stretch.end
    return tiles


def _between(piece: re.Match) -> Stretch:
    if piece[0].isspace():
        return Stretch(*piece.span(), "space")
    return Stretch(*piece.span(), "dropped", reason="invisible character", rule="form")
