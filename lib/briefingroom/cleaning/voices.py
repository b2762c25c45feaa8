"""Who speaks under a label, told from the heading, from its form and from what is said there."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from .drafts import LIKELY, Draft, DraftTurn, Voice
from .labels import FAIR, ROLE_WORDS, STRONG, LabelForm, outlet_of_asker
from .lines import Line
from .people import (
    as_compared,
    as_printed,
    bare_name,
    has_title,
    is_chinese_name,
    looks_like_outlet,
    person_key,
)
from .phrases import (
    answers,
    asks,
    asks_surely,
    closes,
    gives_floor,
    greets,
    introduces,
    opens_conference,
)
from .words import words

FROM_LABEL, UNIDENTIFIED = "printed", "unidentified"
LONGEST_QUESTION = 400  # words
LONGEST_FLOOR = 40  # words of a chair between a question and its answer
FEWEST_LETTERS_OF_WORD = 3  # of a label such as Host; Q and A stand for nobody
IN_BRACKETS_BEHIND = re.compile(r"[(\[（](?P<outlet>[^()\[\]]+)[)\]）]$")
LONGEST_LEAD = 120  # words of a chair behind the opening
NAMED_WITH_HONORIFIC = re.compile(
    r"\b(?:Mr|Ms|Mrs|Dr)\.? (?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+){1,2})"
)
LIKE_PINYIN = {
    "wen wei po",
    "ta kung pao",
    "ming pao",
    "sing tao",
    "hong kong",
    "xin hua",
    "ren min",
}


class BodyLine(NamedTuple):
    """A line of the body, and the label that it may begin with."""

    line: Line
    form: LabelForm | None = None


class Listed:
    """The people of a heading, by key and by family name.

    Attributes
    ----------
    roles : chair or official, by key; what is said may change it.
    """

    def __init__(self, rows: Sequence[dict]) -> None:
        self._rows = {person_key(row["speaker"]): row for row in rows}
        self.roles: dict[str, str] = {key: row["role"] for key, row in self._rows.items()}
        self._named: dict[str, list[str]] = defaultdict(list)
        for key in self._rows:
            self._named[key.split()[0] if key else ""].append(key)

    def key(self, name: str) -> str:
        """The key of a name; that of the one person of a family name, if it is one."""
        key = person_key(name)
        if key in self._rows or not key:
            return key
        same = self._named.get(key, [])
        return same[0] if len(same) == 1 else key

    def name(self, key: str) -> str:
        """The name as the heading prints it; empty for those not listed."""
        row = self._rows.get(key)
        return row["speaker"] if row else ""

    def settle(self) -> None:
        """Write the roles into the rows."""
        for key, row in self._rows.items():
            row["role"] = self.roles[key]


def turns_of(items: Sequence[BodyLine], draft: Draft) -> list[DraftTurn]:
    """The turns of a page, each with its voice.

    Parameters
    ----------
    items : the lines of the body that are no furniture.
    draft : what is known so far; its heading says who is listed.
    """
    listed = Listed(draft.heading.speakers)
    candidates = _as_turns(items)
    turns: list[DraftTurn] = []
    for turn, following in zip(candidates, [*candidates[1:], None], strict=False):
        if turns and not _is_label(turn, following, listed):
            turns[-1].lines += _lines_as_speech(turn)
        else:
            turns.append(turn)
    named = _people_named(draft.text) | _people_by_words(turns)
    for turn in turns:
        turn.voice = _voice_of(turn, listed, named)
    _settle_chair(turns, listed)
    listed.settle()
    _name_as_listed(turns, draft, listed)
    return turns


def _people_named(text: str) -> set[str]:
    """The keys of those whom the page calls Mr. or Ms., in full."""
    return {person_key(match["name"]) for match in NAMED_WITH_HONORIFIC.finditer(text)}


def _people_by_words(turns: Sequence[DraftTurn]) -> set[str]:
    """The keys of labels of unclear form whose turns begin as those of an official do."""
    asking: dict[str, list[bool]] = defaultdict(list)
    for turn in turns:
        if turn.lines and not looks_like_outlet(turn.name):
            speaks = _speaks(turn.lines[0].text) and not asks(turn.lines[-1].text)
            asking[person_key(turn.name)].append(not speaks)
    return {key for key, each in asking.items() if key and sum(each) * 2 <= len(each)}


def _as_turns(items: Sequence[BodyLine]) -> list[DraftTurn]:
    """The lines below each form of a label; those above the first have none."""
    turns: list[DraftTurn] = []
    for line, form in items:
        if form is None:
            if not turns:
                turns.append(DraftTurn(Voice("")))
            turns[-1].lines.append(line)
            continue
        turns.append(
            DraftTurn(
                Voice(""), _part_of_line(line, 0, form.end), form.name, strength=form.strength
            )
        )
        rest = _part_of_line(line, form.end, len(line.text))
        if rest.text:
            turns[-1].lines.append(rest)
    return turns


def _part_of_line(line: Line, start: int, end: int) -> Line:
    """A part of a line, as a line."""
    piece = line.text[start:end]
    bare = piece.strip()
    begin = line.start + start + len(piece) - len(piece.lstrip())
    return Line(line.number, begin, begin + len(bare), bare)


def _lines_as_speech(turn: DraftTurn) -> list[Line]:
    """The lines of what is no turn, with its label as the speech that it is."""
    label = turn.label
    if label is None:
        return turn.lines
    if turn.lines and turn.lines[0].number == label.number:
        first = turn.lines[0]
        gap = " " * (first.start - label.end)
        whole = Line(label.number, label.start, first.end, f"{label.text}{gap}{first.text}")
        return [whole, *turn.lines[1:]]
    return [label, *turn.lines]


def _is_label(turn: DraftTurn, following: DraftTurn | None, listed: Listed) -> bool:
    """Whether what has the form of a label is one, by its form and by what stands below it."""
    if turn.label is None:
        return True
    name = turn.name
    if listed.key(name) in listed.roles or plays(name):
        return True
    asked = any(asks(text) or "?" in text for text in turn.texts)
    answered = following is not None and bool(following.lines) and answers(following.lines[0].text)
    spoken = bool(turn.lines) and _speaks(turn.lines[0].text)
    if turn.strength == STRONG:
        long = len(words(turn.text)) > LONGEST_QUESTION
        return is_person(name) or asked or answered or spoken or not (long or _is_headline(name))
    if turn.strength == FAIR:
        same_line = bool(turn.lines) and turn.lines[0].number == turn.label.number
        return asked or spoken or (answered and not same_line)
    return any(asks_surely(text) for text in turn.texts) or (answered and asked)


def _is_headline(name: str) -> bool:
    first = name.split()[0]
    return first.endswith("ing") and first not in (
        "Beijing",
        "Nanjing",
        "Chongqing",
        "Morning",
        "Evening",
    )


def _speaks(text: str) -> bool:
    return answers(text) or greets(text) or closes(text) or gives_floor(text)


def plays(name: str) -> str:
    """The role that a label names without a name, as ``Q`` or ``Moderator``; empty for others.

    >>> plays("Moderator"), plays("Question 3"), plays("A reporter from CCTV"), plays("Bo Wu")
    ('chair', 'journalist', 'journalist', '')
    """
    plain = as_compared(name).rstrip("0123456789 ")
    for role, names in ROLE_WORDS.items():
        if plain in names:
            return role
    return "journalist" if outlet_of_asker(name) else ""


def is_person(name: str) -> bool:
    """Whether a label has the form of a person's name.

    >>> is_person("Mr. Bo Wu"), is_person("Ta Kung Pao"), is_person("Island Daily")
    (True, False, False)
    """
    bare = bare_name(name)
    if as_compared(bare) in LIKE_PINYIN:
        return False
    return is_chinese_name(bare) or (has_title(name) and not looks_like_outlet(bare))


def _voice_of(turn: DraftTurn, listed: Listed, named: set[str]) -> Voice:
    name = turn.name
    if turn.label is None:
        return _voice_without_label(turn)
    key = listed.key(name)
    if key in listed.roles:
        turn.rule = "listed in the heading"
        return Voice(listed.roles[key], speaker=listed.name(key))
    role = plays(name)
    if role:
        turn.rule = "a word for the part played"
        return _voice_of_part(role, name)
    return _voice_by_form(turn, key in named)


def _voice_of_part(role: str, name: str) -> Voice:
    if role != "journalist":
        return Voice(role)
    outlet = outlet_of_asker(name)
    return Voice(role, outlet=outlet, outlet_status=FROM_LABEL if outlet else UNIDENTIFIED)


def _voice_by_form(turn: DraftTurn, is_named: bool) -> Voice:
    name = turn.name
    turn.sure = LIKELY
    inside = IN_BRACKETS_BEHIND.search(name)
    if inside and looks_like_outlet(inside["outlet"]) and any(map(asks, turn.texts)):
        turn.rule = "an outlet in brackets behind a name"
        outlet = inside["outlet"] if has_title(name) or is_person(name) else as_printed(name)
        return Voice("journalist", outlet=outlet, outlet_status=FROM_LABEL)
    if is_person(name):
        turn.rule = "the form of a person's name"
        return Voice(_part_by_words(turn), speaker=bare_name(name))
    outlet = looks_like_outlet(name)
    turn.rule = "the form of an outlet's name" if outlet else "what is said below the label"
    if is_named and not outlet:
        return Voice(_part_by_words(turn), speaker=bare_name(name))
    return Voice("journalist", outlet=as_printed(name), outlet_status=FROM_LABEL)


def _part_by_words(turn: DraftTurn) -> str:
    begins = turn.texts[:1]
    return "chair" if any(gives_floor(text) or closes(text) for text in begins) else "official"


def _voice_without_label(turn: DraftTurn) -> Voice:
    turn.sure, turn.rule = LIKELY, "speech above the first label"
    return Voice("chair" if opens_conference(turn.text) or greets(turn.text) else "official")


def _settle_chair(turns: list[DraftTurn], listed: Listed) -> None:
    """One role for each person; where nobody is listed as chair, who opens and answers nothing."""
    own: dict[str, list[int]] = defaultdict(list)
    for place, turn in enumerate(turns):
        if turn.voice.speaker:
            own[listed.key(turn.voice.speaker)].append(place)
    roles = listed.roles
    for key in [key for key, role in roles.items() if role == "chair" and key in own]:
        roles[key] = _role_by_words(turns, own[key], "chair", True)
    played = any(turn.voice == Voice("chair") and turn.label for turn in turns)
    has_chair = "chair" in roles.values() or played
    for key, places in own.items():
        role = _role_by_words(turns, places, roles.get(key, ""), has_chair)
        for place in places:
            turns[place].voice = turns[place].voice._replace(role=role)


def _role_by_words(turns: list[DraftTurn], own: list[int], listed: str, has_chair: bool) -> str:
    """The role of one person: as listed, unless what is said contradicts it."""
    answered = sum(_answers_at(turns, place) for place in own)
    leads = sum(_leads_at(turns, place) for place in own)
    if listed == "chair":
        others_lead = bool(own) and own[0] > 0 and _leads_at(turns, 0)
        silent = not leads and (answered or others_lead)
        return "official" if silent or answered > leads + 1 else "chair"
    if answered or not leads or (has_chair and (listed or own[0] > 0)):
        return "official"
    if listed and own[0] > 0:
        return "official"
    long = any(len(words(turns[place].text)) > LONGEST_LEAD for place in own if place)
    return "official" if long else "chair"


def _answers_at(turns: list[DraftTurn], place: int) -> bool:
    turn = turns[place]
    if place == 0 or not turn.lines or gives_floor(turn.texts[0]) or closes(turn.texts[0]):
        return False
    if answers(turn.lines[0].text):
        return True
    return turns[place - 1].voice.role == "journalist" and len(words(turn.text)) > LONGEST_FLOOR


def _leads_at(turns: list[DraftTurn], place: int) -> bool:
    texts = turns[place].texts
    if place == 0:
        return introduces(turns[place].text) or opens_conference(turns[place].text)
    return bool(texts) and (gives_floor(texts[0]) or closes(texts[0]))


def _name_as_listed(turns: list[DraftTurn], draft: Draft, listed: Listed) -> None:
    """The speakers by their names in the heading; a word such as Moderator by who it must be.

    Where nobody is known for it, the word itself stands for the name.
    """
    _give_names(turns, lambda turn: listed.name(listed.key(turn.voice.speaker)))
    _give_names(turns, _name_of_the_only_one(turns, draft))
    _give_names(turns, _word_as_name)
    _give_names(turns, _name_of_the_only_one(turns, draft))


def _give_names(turns: Sequence[DraftTurn], name_of: Callable[[DraftTurn], str]) -> None:
    for turn in turns:
        name = "" if turn.voice.role == "journalist" else name_of(turn)
        if name:
            turn.voice = turn.voice._replace(speaker=name)


def _name_of_the_only_one(turns: list[DraftTurn], draft: Draft) -> Callable[[DraftTurn], str]:
    """What names a turn without a name, where one person alone has its role."""
    alone = {role: only_one(turns, draft, role) for role in ("chair", "official")}
    return lambda turn: "" if turn.voice.speaker else alone[turn.voice.role]


def _word_as_name(turn: DraftTurn) -> str:
    """The label of one who has no name; empty for others."""
    if turn.voice.speaker or len(turn.name) < FEWEST_LETTERS_OF_WORD:
        return ""
    return turn.name.capitalize()


def only_one(turns: list[DraftTurn], draft: Draft, role: str) -> str:
    """The one person who has a role on a page; empty where there is none or several.

    Parameters
    ----------
    turns : the turns of the page.
    draft : what is known of the page.
    role : chair or official.
    """
    names = [row["speaker"] for row in draft.heading.speakers if row["role"] == role]
    names += [
        turn.voice.speaker for turn in turns if turn.voice.role == role and turn.voice.speaker
    ]
    people = {person_key(name): name for name in reversed(names)}
    return next(iter(people.values())) if len(people) == 1 else ""
