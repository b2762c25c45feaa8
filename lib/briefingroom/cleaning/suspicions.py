"""What looks wrong in a draft, with its place and what to do."""

import re

from .drafts import Draft, DraftTurn
from .lines import Line
from .people import person_key
from .phrases import closes
from .records import Suspicion
from .voices import plays

ENDS_WHOLE = re.compile(r"[.?!…:][\"”’')\]]*$")


def find_suspicions(draft: Draft) -> None:
    """Add to the findings of a draft what looks wrong in its turns.

    Parameters
    ----------
    draft : with all its turns.
    """
    if not draft.turns:
        draft.findings.append(_nothing_said(draft))
        return
    draft.findings += [*_unknown_speakers(draft), *_unnamed(draft), *_cut_off(draft)]
    draft.findings.sort(key=lambda finding: (finding.start, finding.kind))


def _nothing_said(draft: Draft) -> Suspicion:
    captions = any(stretch.reason == "caption of the photo gallery" for stretch in draft.stretches)
    if captions:
        what = "the page is a gallery of photos: nobody speaks on it."
        remedy = (
            "Save the page that has the transcript; its lines begin with labels such as 'Reuters:'."
        )
    else:
        what = "no line is the label of a speaker, such as 'Shou Xiaoli:'."
        remedy = "See that the file is the transcript of a press conference, in English."
    return Suspicion("no speech", 0, 0, len(draft.text), what, remedy, serious=True)


def finding_at(
    turn: DraftTurn, kind: str, what: str, remedy: str, serious: bool = False
) -> Suspicion:
    """A finding at the place where a turn begins."""
    return finding_on(turn.first, kind, what, remedy, serious)


def finding_on(
    line: Line | None, kind: str, what: str, remedy: str, serious: bool = False
) -> Suspicion:
    """A finding on a line; without one, of the whole page."""
    if line is None:
        return Suspicion(kind, 0, 0, 0, what, remedy, serious)
    return Suspicion(kind, line.number, line.start, line.end, what, remedy, serious)


def _unknown_speakers(draft: Draft) -> list[Suspicion]:
    """Labels of people whom the heading does not list, or that name nobody; each once."""
    listed = {person_key(row["speaker"]) for row in draft.heading.speakers}
    unknown: dict[str, DraftTurn] = {}
    for turn in draft.turns:
        key = person_key(turn.voice.speaker)
        expected = listed or plays(turn.voice.speaker)
        if expected and turn.name and turn.voice.speaker and key not in listed:
            unknown.setdefault(key, turn)
    return [
        finding_at(
            turn,
            "unknown speaker",
            f"{turn.voice.speaker!r} is not in the list of speakers.",
            "See whether the label names a person, and what the person's office is.",
        )
        for turn in unknown.values()
    ]


def _unnamed(draft: Draft) -> list[Suspicion]:
    return [
        finding_at(
            turn,
            "unknown speaker",
            "nothing says which person speaks here.",
            "Read the page or watch the recording, and note who it is.",
            serious=True,
        )
        for turn in draft.turns
        if turn.voice.role != "journalist" and not turn.voice.speaker
    ]


def _cut_off(draft: Draft) -> list[Suspicion]:
    last = draft.turns[-1]
    reason = ""
    if not last.lines:
        reason = "the page ends with a label"
    elif not ENDS_WHOLE.search(last.lines[-1].text[-10:]):
        reason = "the page ends within a sentence"
    elif last.lines[-1].text.endswith(":"):
        reason = "the page ends with a colon"
    elif last.voice.role == "journalist":
        reason = "the page ends with a question that nobody answers"
    if reason:
        remedy = "Save the whole page, with all its parts; or say that it is meant to be a part."
        end = last.lines[-1] if last.lines else last.label
        return [finding_on(end, "cut off", f"{reason}.", remedy, serious=True)]
    if any(closes(line.text) for turn in draft.turns[-2:] for line in turn.lines):
        return []
    remedy = "See whether the page has another part."
    return [finding_at(last, "no closing", "nobody closes the press conference.", remedy)]
