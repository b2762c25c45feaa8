"""From one source file to turns, paragraphs and sentences, with nothing lost.

A source is the text of a web page: a heading, the speakers' names, then speech under labels such as
``Xiao Yaqing:`` or ``Reuters:``, one line a paragraph. Cleaning decides for every stretch of it
what it is (heading, label, sentence, dropped, space) and keeps the place. It never edits a source:
a slip of the page is mended by a `Repair` that is kept, and what no rule should decide is read from
``briefings/annotations``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from ..errors import CorpusError
from ..ids import paragraph_id, sentence_id
from .acts import assign_acts
from .lines import line_of, written_lines
from .records import Cleaned, Notes, Stretch
from .repairs import LineAsRead, find_repairs
from .sentences import sentence_spans, words_at_break
from .turns import LabelledSpeech, SpokenLine, speech_of
from .words import words


def clean(text: str, notes: Notes) -> Cleaned:
    """Everything that one source says, each row with its place in it.

    Parameters
    ----------
    text : the source, as read (line ends untouched).
    notes : what was decided by reading about this briefing.

    Raises
    ------
    CorpusError : when a label is neither a speaker nor an outlet, when an annotation no longer
        matches the source, or when a question has no answer; the message names the line.
    """
    speech = speech_of(written_lines(text), notes)
    spoken_lines = [spoken.line for spoken in speech.lines]
    cleaned = Cleaned(turns=speech.turns, repairs=find_repairs(text, spoken_lines, notes))
    _split_paragraphs(text, speech, notes, cleaned)
    _join_turns(cleaned)
    assign_acts(cleaned, notes)
    sentences = [_stretch_of_sentence(row) for row in cleaned.sentences]
    cleaned.source_map = _tile(text, sorted([*speech.stretches, *sentences]))
    return cleaned


def _split_paragraphs(text: str, speech: LabelledSpeech, notes: Notes, cleaned: Cleaned) -> None:
    """Add the rows of paragraphs and sentences: a line of speech is a paragraph."""
    paragraphs_in: Counter[str] = Counter()
    listed_breaks = [annotation.row for annotation in notes.sentence_breaks]
    for spoken in speech.lines:
        turn = spoken.turn["turn"]
        paragraphs_in[turn] += 1
        repairs = [repair for repair in cleaned.repairs if spoken.line.holds(repair.start)]
        read = LineAsRead.of(text, spoken.line, repairs)
        paragraph = _paragraph_row(spoken, paragraphs_in[turn], read)
        cleaned.paragraphs.append(paragraph)
        cleaned.sentences += _sentence_rows(paragraph, read, listed_breaks)
    _check_breaks(cleaned.paragraphs, notes)


def _paragraph_row(spoken: SpokenLine, number: int, read: LineAsRead) -> dict:
    turn = spoken.turn
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


def _check_breaks(paragraphs: list[dict], notes: Notes) -> None:
    """Every end of a sentence that a person listed stands in a paragraph."""
    for annotation in notes.sentence_breaks:
        row = annotation.row
        if not any(words_at_break(row) in paragraph["text"] for paragraph in paragraphs):
            raise annotation.error(
                "before",
                f"{row['before']!r} followed by {row['after']!r} is nowhere in the source "
                f"of {notes.briefing}; read it and mend the row.",
            )


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
    """The stretches with the white space between them, from the first character to the last."""
    tiles = []
    at = 0
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
