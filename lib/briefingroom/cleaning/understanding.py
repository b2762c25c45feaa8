"""From a page alone to a draft: what each stretch is, who speaks, and what looks wrong."""

import re
from collections import Counter
from collections.abc import Sequence

from .drafts import LIKELY, SURE, Draft
from .front import entry_on, is_lead, read_heading, section_of
from .furniture import (
    BODY,
    CREDIT,
    FOOT,
    GALLERY,
    HEAD,
    PAGE_MARKER_REASON,
    gallery_lines,
    reason_to_drop,
)
from .labels import FAIR, STRONG, label_at_start, labels_within, names_in_running_text
from .lines import Line, written_lines
from .lost import find_lost_labels
from .people import as_compared, person_key
from .phrases import CLOSING, SENTENCE_END, SPEAKING, asks, closes, greets, has_a_sentence
from .records import Notes, Stretch
from .repairs import find_repairs
from .suspicions import find_suspicions, finding_at
from .voices import BodyLine, turns_of

GIANT = 1500  # characters of a line that may hold a whole page
FEW_LINES = 12  # of a page whose lines hold many turns
NEVER_A_LABEL = (PAGE_MARKER_REASON, CREDIT)
MONTH_NAMES = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
LINE_OF_THE_PAGE = re.compile(  # where a line began, on a page whose lines are run together
    r"\b(?:Speakers?|Chairpersons?|Date)\s?:? |\bRead in Chinese\b|(?<=Read in Chinese) "
    r"|\d?/\d{1,2}\s{1,8}(?=[A-Z])|\b(?:Translated|Edited) (?:and edited )?by [A-Z]"
    r"|\b(?:Beijing|Shanghai) \| |(?<=prevail\.) |(?<=progress\)) "
    r"|[\[(](?:Laughter|Applause|Laughs|Interpretation|Photo)\b"
    r"|(?<=Laughter\]) |(?<=Applause\)) |(?<=Laughs\)) "
    r"|\b(?:(?:Mr|Ms)\.? )?[A-Z][A-Za-z]+ [A-Z][A-Za-z]+(?:,| –| -) "
    r"(?=[a-z][a-z -]{0,40}\b(?:of|and|engineer|spokesperson)\b)"
    r"|\b(?:Go to Forum|Follow \S+ on|Copyright|MORE FROM|Related News|Share:|Adjust font"
    r"|Print E-mail)|https?://"
    rf"|\b{MONTH_NAMES} \d{{1,2}}, \d{{4}}(?= [A-Z])"
    r"|\bThe [A-Z][\w ]{3,60} held a (?:press|news)"
)
FEWEST_IN_NAME = 3  # characters of a name that is looked for inside lines
SHORT_SENTENCE = 5  # words of a sentence such as "Goodbye."


def understand(text: str, briefing: str = "") -> Draft:
    r"""What a page says, from the page alone.

    Parameters
    ----------
    text : the page, as read.
    briefing : the id of the briefing.

    >>> page = "Bo Wu:\nGood morning.\nReuters:\nWhat next?\nBo Wu:\nMore of it."
    >>> [(turn.voice.role, turn.voice.speaker) for turn in understand(page).turns]
    [('official', 'Bo Wu'), ('journalist', ''), ('official', 'Bo Wu')]
    """
    draft = Draft(text, briefing)
    lines = _cut_giants(written_lines(text))
    start = _start_of_speech(lines)
    draft.heading = read_heading(_top(lines[:start], draft))
    items = _with_labels(lines[start:], draft)
    stop = _end_of_speech(items)
    spoken = _without_furniture(items, stop, draft)
    draft.turns = turns_of(spoken, draft)
    find_lost_labels(draft)
    _drop_empty(draft)
    find_suspicions(draft)
    said = [line for turn in draft.turns for line in turn.lines]
    draft.repairs = find_repairs(text, said, Notes(briefing))
    return draft


def _cut_giants(lines: list[Line]) -> list[Line]:
    """The lines, those cut at labels that hold many turns, as where all breaks are lost."""
    lengths: Counter[int] = Counter()
    for line in lines:
        lengths[line.number] += len(line.text)
    if len(lengths) > FEW_LINES:
        return lines
    cut: list[Line] = []
    spoken = False
    for line in lines:
        giant = lengths[line.number] > GIANT
        names = [place for place, _ in names_in_running_text(line.text)] if giant else []
        first = 0 if spoken else (names[0] if names else len(line.text))
        spoken = spoken or bool(names)
        cut += _cut(
            line, sorted({*names, *(_lines_of_the_page(line.text, first) if giant else ())})
        )
    return cut


def _lines_of_the_page(text: str, first: int) -> list[int]:
    """Where lines of heading and foot began: before the first label, and behind the closing."""
    last = max((match.end() for match in CLOSING.finditer(text)), default=len(text))
    return [
        match.start()
        for match in LINE_OF_THE_PAGE.finditer(text)
        if match.start() < first or match.start() >= last or match[0][0] in "[("
    ]


def _cut(line: Line, places: Sequence[int]) -> list[Line]:
    """A line cut at the given characters."""
    pieces = []
    for start, end in zip([0, *places], [*places, len(line.text)], strict=True):
        piece = line.text[start:end]
        bare = piece.strip()
        if bare:
            begin = line.start + start + len(piece) - len(piece.lstrip())
            pieces.append(Line(line.number, begin, begin + len(bare), bare))
    return pieces


def _start_of_speech(lines: Sequence[Line]) -> int:
    """How many lines stand before the first label with speech, or before the first speech."""
    captions = gallery_lines(lines, range(0))
    written = [
        place
        for place, line in enumerate(lines)
        if place not in captions and not _is_furniture(line, HEAD)
    ]
    for order, place in enumerate(written):
        following = lines[written[order + 1]] if order + 1 < len(written) else None
        if _begins_speech(lines[place], following):
            return place
    return len(lines)


def _is_furniture(line: Line, place: str) -> bool:
    reason = reason_to_drop(line, place)
    form = label_at_start(line.text)
    if reason and form and form.strength == STRONG and reason not in NEVER_A_LABEL:
        return False
    return bool(reason)


def _begins_speech(line: Line, following: Line | None) -> bool:
    form = label_at_start(line.text)
    role, rest = section_of(line.text)
    if role in ("date", "place"):
        return False
    if form is None or (role and not form.end):
        return _is_speech(line.text)
    if role and rest and entry_on(rest, in_list=True):
        return False
    said = line.text[form.end :] or (following.text if following else "")
    if form.end < len(line.text):
        if entry_on(line.text) and not greets(said):
            return False
        needed = STRONG if not greets(said) and not asks(said) else FAIR
        return form.strength >= needed and has_a_sentence(said) and not is_lead(said)
    if form.strength < FAIR or entry_on(said) or is_lead(said):
        return False
    return has_a_sentence(said) or _is_short_sentence(said)


def _is_short_sentence(text: str) -> bool:
    return (
        bool(SENTENCE_END.search(text))
        and len(text.split()) <= SHORT_SENTENCE
        and text[:1].isupper()
    )


def _is_speech(text: str) -> bool:
    """Whether a line above the first label is speech: a greeting, or one who speaks of us."""
    if entry_on(text) or not has_a_sentence(text):
        return False
    return greets(text) or (bool(SPEAKING.search(text[:400])) and not is_lead(text))


def _top(lines: Sequence[Line], draft: Draft) -> list[Line]:
    """The lines of the heading; what is dropped above the speech is added to the stretches."""
    captions = gallery_lines(lines, range(0))
    reasons = [
        GALLERY if place in captions else reason_to_drop(line, HEAD)
        for place, line in enumerate(lines)
    ]
    last_lines = {
        _presented_on(line): line.number
        for line, reason in zip(lines, reasons, strict=True)
        if not reason
    }
    kept = []
    for line, reason in zip(lines, reasons, strict=True):
        last = last_lines.get(_presented_on(line), line.number)
        if not reason:
            kept.append(line)
            if last != line.number:
                reason = f"printed again at line {last}"
        part = "dropped" if reason else "heading"
        rule = "place and form" if reason else "above the first speech"
        draft.stretches.append(Stretch(line.start, line.end, part, reason=reason, rule=rule))
    return kept


def _presented_on(line: Line) -> str:
    """The speaker whom a line of the heading presents; else the line itself."""
    entry = entry_on(line.text)
    return person_key(entry.name) if entry else as_compared(line.text).rstrip(":").strip()


def _with_labels(lines: Sequence[Line], draft: Draft) -> list[BodyLine]:
    """The lines of the body, cut where a label stands within, each with the label it may have."""
    known = _known_names(lines, draft)
    cut: list[Line] = []
    for line in lines:
        cut += _cut(line, labels_within(line.text, known))
    items = []
    for place, line in enumerate(cut):
        form = label_at_start(line.text, known)
        if form and form.end == len(line.text) and not line.text.endswith((":", "：", "]", "】")):
            following = cut[place + 1].text if place + 1 < len(cut) else ""
            form = form if has_a_sentence(following) else None
        items.append(BodyLine(line, form))
    return items


def _known_names(lines: Sequence[Line], draft: Draft) -> frozenset[str]:
    """The keys of names that are labels: of those listed, those of clear form, those that recur."""
    known = {person_key(row["speaker"]) for row in draft.heading.speakers}
    unclear: Counter[str] = Counter()
    for line in lines:
        form = label_at_start(line.text)
        if form and form.strength == STRONG:
            known |= {person_key(form.name), as_compared(form.name)}
        elif form and form.strength == FAIR:
            unclear[as_compared(form.name)] += 1
    known |= {name for name, times in unclear.items() if times > 1}
    return frozenset(name for name in known if len(name) >= FEWEST_IN_NAME)


def _end_of_speech(items: Sequence[BodyLine]) -> int:
    """How many items stand before the foot of the page."""
    last_label = max((place for place in range(len(items)) if _speaks_at(items, place)), default=0)
    for place in range(len(items) - 1, last_label - 1, -1):
        if closes(items[place].line.text):
            return _behind_closing(items, place + 1)
    for place in range(last_label + 1, len(items)):
        if reason_to_drop(items[place].line, BODY) == CREDIT:
            return place
    stop = len(items)
    while stop > last_label + 1 and reason_to_drop(items[stop - 1].line, FOOT):
        stop -= 1
    return stop


def _speaks_at(items: Sequence[BodyLine], place: int) -> bool:
    form = items[place].form
    if form is None or form.strength < STRONG:
        return False
    rest = items[place].line.text[form.end :]
    following = items[place + 1].line.text if place + 1 < len(items) else ""
    said = rest or following
    return has_a_sentence(said) or _is_short_sentence(said)


def _behind_closing(items: Sequence[BodyLine], stop: int) -> int:
    while stop < len(items):
        line = items[stop].line
        if reason_to_drop(line, FOOT) or not (
            has_a_sentence(line.text) or _is_short_sentence(line.text)
        ):
            break
        stop += 1
    return stop


def _without_furniture(items: Sequence[BodyLine], stop: int, draft: Draft) -> list[BodyLine]:
    """The items of the body; what is dropped among them and in the foot goes to the stretches."""
    lines = [item.line for item in items]
    captions = gallery_lines(lines, range(stop))
    spoken = []
    for place, item in enumerate(items):
        reason = GALLERY if place in captions else _reason_in_body(item, place >= stop)
        if place >= stop and not reason:
            reason = "below the end of the briefing"
        if reason:
            sure = LIKELY if reason.startswith("below") else SURE
            stretch = Stretch(
                item.line.start, item.line.end, "dropped", "", reason, "place and form", sure
            )
            draft.stretches.append(stretch)
        else:
            spoken.append(item)
    return spoken


def _reason_in_body(item: BodyLine, in_foot: bool) -> str:
    reason = reason_to_drop(item.line, FOOT if in_foot else BODY)
    strong = item.form is not None and item.form.strength == STRONG
    return "" if strong and not in_foot and reason not in NEVER_A_LABEL else reason


def _drop_empty(draft: Draft) -> None:
    """A label under which nothing is said makes no turn; the last may be where a file is cut."""
    kept = []
    for turn in draft.turns:
        if turn.lines:
            kept.append(turn)
        elif turn.label is not None:
            label = turn.label
            reason = "label without speech"
            draft.stretches.append(
                Stretch(label.start, label.end, "dropped", "", reason, "nothing below")
            )
            last = turn is draft.turns[-1]
            draft.findings.append(
                finding_at(
                    turn,
                    "cut off" if last else reason,
                    "the page ends with a label." if last else "nothing is said below this label.",
                    "Save the whole page; or see what the page lost here.",
                    serious=last,
                )
            )
    draft.turns = kept
