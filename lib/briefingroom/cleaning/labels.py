"""What on a line has the form of a label, and how strong that form is."""

import re
from typing import NamedTuple

from .lines import UNSEEN_MARKS, any_of
from .people import (
    OFFICE,
    UNSEEN,
    as_compared,
    as_printed,
    bare_name,
    is_chinese_name,
    is_title_case,
    looks_like_outlet,
    person_key,
    without_brackets,
)

LONGEST_LABEL = 130  # characters before the colon
COLON = re.compile(rf"[{UNSEEN_MARKS}\s]*[:：][{UNSEEN_MARKS}\s]*")
LABEL_HEAD = re.compile(rf"[^:：\n]{{1,{LONGEST_LABEL}}}")
BRACKETED = re.compile(
    r"[\[【](?P<name>(?:[^\[\]【】:：]|\[[^\[\]]{1,40}\]){1,80})[\]】]\s*(?P<colon>[:：])?\s*"
)
COLON_WITHIN = re.compile(r"[:：](?=\s|[A-Z\"“])")
SENTENCE_BEFORE = re.compile(
    r"(?:[.?!…][\"”’)\]]*\s*|[)\]】]\s+)(?=[A-Z0-9\[【]|[\w-]{1,40}\.(?:com|cn|net|org)\b)"
)
HONORIFIC_BEFORE = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Prof|Gen|Col|Maj|Lt)\.\s*$")
PERSON_BEFORE = re.compile(r"(?:^|\s)(?P<name>[A-Z][A-Za-z]+ [A-Z][A-Za-z]+)\s?$")
PRESENTS = re.compile(r"\s*(?:(?:Mr|Ms)\.? )?[A-Z]\w+ [A-Z]\w+(?:,| –| -) [a-z]")
PART_BEFORE = re.compile(
    r"(?:^|\s)(?P<name>Moderator|Host|Chair(?:person|man|woman)?|Q|A|Question|Answer)\s?$"
)
ROLE_WORDS = {
    "chair": {
        *"host moderator chair chairperson chairman chairwoman presider emcee mc presenter".split()
    },
    "journalist": {
        *"q question reporter journalist press media correspondent questioner".split(),
    },
    "official": {*"a answer spokesperson spokesman spokeswoman official".split()},
}
PLAIN_QUESTION = re.compile(r"(?:q|question)(?: ?\d{1,2})?", re.I)
PLAIN_ANSWER = re.compile(r"(?:a|answer)(?: ?\d{1,2})?", re.I)
REPORTER = r"(?:(?:an? |the )?(?:reporter|journalist|correspondent)|question(?:er)?|q|media)"
ASKER = (
    re.compile(
        rf"{REPORTER}s?\s*(?:from|of|with|by|,|[-–—]|for)\s*(?-i:the )?(?P<outlet>\S.*)", re.I
    ),
    re.compile(rf"{REPORTER}\s*[(\[（](?P<outlet>[^)\]）]+)[)\]）]", re.I),
    re.compile(r"(?P<outlet>\S.*?)(?:'s|’s)?,?\s+(?:reporter|journalist|correspondent)", re.I),
    re.compile(r"(?P<outlet>\S.*?)\s*[(\[（](?:reporter|journalist|q)[)\]）]", re.I),
)
NO_NAME = any_of(
    r"first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth|fifth|sixth|seventh|eighth|ninth|tenth",
    r"finally|next|last(?:ly)?|one|two|three|four|five|six|notes?|conclusion|for example",
    r"in (?:addition|short|summary|brief)|however|moreover|this|that|these|those|here",
    r"we|it|they|he|she|i|our|my|as follows|the following|thank you|thanks|warning",
    r"(?:part|step|point|figure|table|chapter|section|measure|goal|task|priority|lesson) .*",
    r"the (?:answer|reason|result) is.*|speakers?|date|time|venue|location|place|address",
    r"share|source|photos?|video|gallery|caption|read more|related(?: news)?|editor'?s note",
    r"updated?|title|subject|topic|theme|background|tel|fax|e-?mail|website|contact",
    r"chinese|english|follow us|tags?|keywords?|advertisement",
)
SENTENCE_WITHIN = re.compile(
    r"(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSt)[.?!]\s+\S|[?;]|\.{3}"
)
STRONG, FAIR, WEAK = 3, 2, 1


class LabelForm(NamedTuple):
    """What on a line has the form of a label.

    Attributes
    ----------
    name : what stands before the colon, as printed.
    start, end : characters [start, end) of the line that the label takes, with its colon.
    strength : how sure the form alone is: 3 a form that names a person, an outlet or a part played,
        2 a name by its capitals, 1 words with capitals that may be a headline.
    """

    name: str
    start: int
    end: int
    strength: int


def label_at_start(text: str, known: frozenset[str] = frozenset()) -> LabelForm | None:
    """The label with which a line begins, or which it is; None where it has none.

    Parameters
    ----------
    text : a line.
    known : the keys of names that are known to be labels.

    >>> label_at_start("Xinhua News Agency:").strength, label_at_start("We will do as follows:")
    (3, None)
    >>> label_at_start("CCTV: What next?").end
    6
    """
    bracketed = BRACKETED.match(text)
    if bracketed and (bracketed["colon"] or is_chinese_name(bracketed["name"])):
        form = _label_form(bracketed["name"], 0, bracketed.end(), len(text), known)
        return form and form._replace(strength=STRONG)
    head = LABEL_HEAD.match(text)
    colon = COLON.match(text, head.end()) if head else None
    if head is None or colon is None:
        return _name_without_colon(text, known)
    if not _may_end_label(text, colon):
        return None
    return _label_form(_before_colon(head[0]), 0, colon.end(), len(text), known)


def _may_end_label(text: str, colon: re.Match) -> bool:
    """Whether a colon stands at the end, or before a blank, a capital or a mark; not in 10:30."""
    if colon.end() >= len(text) or not colon[0].rstrip().endswith(colon[0]):
        return True
    return not text[colon.end()].isdigit() and not text[colon.end()].islower()


def _before_colon(name: str) -> str:
    return as_printed(name).strip("*_# ")


def _name_without_colon(text: str, known: frozenset[str]) -> LabelForm | None:
    """A line that is nothing but a known name: a label that lost its colon."""
    if len(text) <= LONGEST_LABEL and known and _keys(text) & known:
        return LabelForm(_before_colon(text), 0, len(text), FAIR)
    return None


def _label_form(
    name: str, start: int, end: int, length: int, known: frozenset[str]
) -> LabelForm | None:
    """The form of a name before a colon; None where it is no name."""
    name = as_printed(name)
    whole = end >= length
    strength = strength_of(name, known)
    if strength == WEAK and not whole:
        return None
    return LabelForm(name, start, end, strength) if strength else None


def _keys(name: str) -> set[str]:
    return {person_key(name), as_compared(name).rstrip(":")}


def strength_of(name: str, known: frozenset[str] = frozenset()) -> int:
    """How strong the form of a label is, from 3 to 1; 0 for what is none.

    >>> strength_of("Bo Wu"), strength_of("Three Priorities"), strength_of("we say")
    (3, 2, 0)
    """
    if not name or len(name) > LONGEST_LABEL:
        return 0
    if _keys(name) & known or _plays_a_part(name):
        return STRONG
    if NO_NAME.fullmatch(as_compared(name)) or SENTENCE_WITHIN.search(without_brackets(name)):
        return 0
    return _strength_of_form(name)


def _plays_a_part(name: str) -> bool:
    plain = as_compared(name)
    if any(plain in words for words in ROLE_WORDS.values()) or outlet_of_asker(name):
        return True
    return bool(PLAIN_QUESTION.fullmatch(plain) or PLAIN_ANSWER.fullmatch(plain))


def _strength_of_form(name: str) -> int:
    bare = bare_name(name)
    if is_chinese_name(bare) and len(name) <= LONGEST_LABEL:
        return STRONG
    if not is_title_case(name) or len(without_brackets(name).split()) > 14:
        return 0
    if looks_like_outlet(name):
        return STRONG
    words = without_brackets(name).split()
    if bare != as_printed(name) and OFFICE.search(name) and len(bare.split()) <= 3:
        return STRONG  # a name with honorific, office or position
    return FAIR if len(words) <= 3 else WEAK


def outlet_of_asker(name: str) -> str:
    """The outlet in a label that says that a reporter speaks; empty in others.

    >>> outlet_of_asker("A reporter from CCTV"), outlet_of_asker("Q (CNR)")
    ('CCTV', 'CNR')
    """
    name = as_printed(name)
    if len(name) > LONGEST_LABEL:
        return ""
    for form in ASKER:
        match = form.fullmatch(name)
        if match:
            return match["outlet"].strip()
    return ""


def labels_within(text: str, known: frozenset[str]) -> list[int]:
    """Where labels begin inside a line, behind the end of a sentence: those alone that are known.

    Parameters
    ----------
    text : a line.
    known : the keys of names that are known to be labels.

    >>> labels_within("Thank you. Bo Wu: It grew.", frozenset({"bo wu"}))
    [11]
    """
    places = []
    for colon in COLON_WITHIN.finditer(text):
        before = text[max(0, colon.start() - LONGEST_LABEL) : colon.start()]
        ends = _ends_of_sentences(before)
        for end in reversed(ends):
            name = before[end:].strip("[]【】 ")
            if _keys(name) & known:
                places.append(colon.start() - len(before) + end)
                break
    return places


def _ends_of_sentences(text: str) -> list[int]:
    """Where sentences end, but not behind the stop of an honorific."""
    return [
        match.end()
        for match in SENTENCE_BEFORE.finditer(text)
        if not HONORIFIC_BEFORE.search(text[: match.end()])
    ]


def names_in_running_text(text: str) -> list[tuple[int, str]]:
    """Where names with the form of a label stand in a page that is one line, and the names.

    A person's name is told without the end of a sentence before it.

    >>> names_in_running_text("March 1 Bo Wu: Welcome. Reuters: What next? Bo Wu: More.")
    [(8, 'Bo Wu'), (24, 'Reuters'), (44, 'Bo Wu')]
    """
    found = []
    for colon in COLON_WITHIN.finditer(text):
        before = text[max(0, colon.start() - LONGEST_LABEL) : colon.start()]
        before = UNSEEN.sub(" ", before)
        person = PERSON_BEFORE.search(before)
        part = PART_BEFORE.search(before)
        ends = _ends_of_sentences(before)
        names = [(end, before[end:].strip("[]【】 ")) for end in reversed(ends)]
        if person and is_chinese_name(person["name"]):
            names = [(person.start("name"), person["name"])]
        elif part:
            names = [(part.start("name"), part["name"])]
        if PRESENTS.match(text, colon.end()):
            continue
        for place, name in names:
            if strength_of(name) >= FAIR:
                found.append((colon.start() - len(before) + place, name))
                break
    return found
