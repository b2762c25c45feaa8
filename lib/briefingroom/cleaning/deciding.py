"""What people decided, laid over a draft: who speaks, and where a label is lost."""

from collections.abc import Iterable

from ..errors import CorpusError
from .drafts import Draft, DraftTurn, Voice
from .people import as_compared, person_key
from .records import Annotation, Cleaned, Notes, Suspicion


def refuse(annotation: Annotation, column: str, what: str, notes: Notes, cleaned: Cleaned) -> None:
    """Say that a note does not match its source: an error where published, else a finding.

    Parameters
    ----------
    annotation, column, what : the note, where it is wrong, and how.
    notes : all notes of the briefing.
    cleaned : takes the finding.

    Raises
    ------
    CorpusError : where the briefing is one of the published.
    """
    error = annotation.error(column, what)
    if notes.published:
        raise error
    remedy = "Read the page and mend the row, or take it out."
    cleaned.findings.append(Suspicion("unused note", 0, 0, 0, str(error), remedy))


def decided_turns(draft: Draft, notes: Notes | None, cleaned: Cleaned) -> list[DraftTurn]:
    """The turns of a draft with the voices that the notes name.

    Parameters
    ----------
    draft : what the page alone says.
    notes : what people decided; None where nobody did.
    cleaned : takes the findings.

    Raises
    ------
    CorpusError : when a published briefing has a label that no note knows, or a note that matches
        no line.
    """
    turns = [_copy(turn) for turn in draft.turns]
    if notes is None:
        return turns
    lost = _lost_labels(draft, turns, notes, cleaned)
    turns = _cut_at(turns, lost)
    for turn in turns:
        first = turn.lines[0]
        if first.start in lost:
            turn.voice = lost[first.start]
        else:
            turn.voice = _known_voice(turn, notes) or _as_guessed(turn, notes, cleaned)
    return turns


def _copy(turn: DraftTurn) -> DraftTurn:
    return DraftTurn(
        turn.voice, turn.label, turn.name, list(turn.lines), turn.rule, turn.sure, turn.strength
    )


def _lost_labels(
    draft: Draft, turns: Iterable[DraftTurn], notes: Notes, cleaned: Cleaned
) -> dict[int, Voice]:
    """Who asks the questions whose label the page lost, by the place of their first line."""
    lines = [line for turn in turns for line in turn.lines]
    voices = {}
    for annotation in notes.unlabelled:
        note = annotation.row
        places = [line.start for line in lines if line.text.startswith(note["begins"])]
        if len(places) == 1:
            voices[places[0]] = Voice("journalist", "", note["outlet"], note["outlet_status"])
            continue
        what = (
            f"{len(places)} paragraphs of {notes.briefing} begin with {note['begins']!r}, "
            "not one; read the source and mend the row."
        )
        refuse(annotation, "begins", what, notes, cleaned)
    return voices


def _cut_at(turns: list[DraftTurn], starts: Iterable[int]) -> list[DraftTurn]:
    """The turns, cut also where a note says that a label is lost."""
    starts = set(starts)
    cut: list[DraftTurn] = []
    for turn in turns:
        own: list[DraftTurn] = [turn]
        for line in turn.lines[1:]:
            if line.start in starts:
                own.append(DraftTurn(turn.voice, rule="noted"))
                own[-1].lines.append(line)
            elif len(own) > 1:
                own[-1].lines.append(line)
        taken = sum(len(later.lines) for later in own[1:])
        turn.lines = turn.lines[: len(turn.lines) - taken]
        cut += own
    return cut


def _known_voice(turn: DraftTurn, notes: Notes) -> Voice | None:
    """The voice under a label that the notes know; None for others."""
    if turn.label is None:
        return None
    if turn.name in notes.speakers:
        return Voice(notes.speakers[turn.name]["role"], speaker=turn.name)
    outlets = {as_compared(label): outlet for label, outlet in notes.outlets.items()}
    outlet = outlets.get(as_compared(turn.name)) or outlets.get(as_compared(turn.voice.outlet))
    if outlet:
        return Voice("journalist", "", outlet, "printed")
    for name, row in notes.speakers.items():
        if person_key(name) == person_key(turn.voice.speaker or turn.name):
            return Voice(row["role"], speaker=name)
    return None


def _as_guessed(turn: DraftTurn, notes: Notes, cleaned: Cleaned) -> Voice:
    """The voice that the page alone gives; what is published rests on no guess."""
    if not notes.published:
        return turn.voice
    line = turn.first
    if line is None or turn.label is not None:
        number = line.number if line else 0
        raise CorpusError(
            f"sources/{notes.briefing}.txt, line {number}: {turn.name!r} is neither a speaker in "
            "annotations/speakers.csv nor an outlet in annotations/outlets.csv; add it there."
        )
    cleaned.findings.append(
        Suspicion(
            "lost label",
            line.number,
            line.start,
            line.end,
            "this paragraph reads as the words of another, and no note says who it is.",
            "Read the page and add a row to annotations/unlabelled_questions.csv.",
            serious=True,
        )
    )
    return turn.voice
