"""A title taken apart: its clauses, what each names, what each denies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .names import Mention, in_plain_signs, mentions_in
from .shown import Shown

CLAUSE_ENDS = re.compile(
    r"[;:!?()]|,(?!\d{3})|\.(?!\d)|\s-\s|"
    r"\b(?:but|while|whereas|although|though|then|yet|followed by|and then)\b"
)
AS_IT_GROWS = re.compile(r"\bas (?:the |a )?[\w ]{1,30}?(?:grows?|rises?|increases?|widens?)\b")
NUMBERS_IN_WORDS = {"half a": "0.5", "one": "1", "a": "1"}
A_WORD_FOR_A_NUMBER = re.compile(r"\b(?:half a|one|a)(?= (?:million|billion|trillion)\b)")
WORDS_TO_A_NAME = r"(?:on|in|at|for|by|the|of)"
DENIAL = re.compile(r"\b(?:not|never|no|without|nor|neither|hardly|cannot)\b|n't\b")
WORDS_BEFORE = 4  # as many words before another may deny it
END_OF_TIME = re.compile(r"\b(?:at the end|in the end|the last|the latest|the newest)\b(?! of)")
START_OF_TIME = re.compile(r"\b(?:at the (?:start|beginning)|the (?:first|earliest))\b(?! of)")


@dataclass(frozen=True)
class Clause:
    """A part of a title that says one thing."""

    text: str  # in plain signs
    bare: str  # the same with blanks in the place of names
    mentions: list[Mention]
    before: list[Mention]  # what the title names before this clause
    whole: str  # the whole title in plain signs

    def denies(self, start: int) -> bool:
        """Whether a word at this place is denied by one before it."""
        before = self.text[:start].split()[-WORDS_BEFORE:]
        return bool(DENIAL.search(" ".join(before)))

    @property
    def meant(self) -> list[Mention]:
        """What the clause names, or else the one thing that the title names before it."""
        if self.mentions or len(self.before) != 1:
            return self.mentions
        return self.before


def clauses_of(title: str, shown: Shown, spoken: re.Pattern[str]) -> list[Clause]:
    """The clauses of a title. It is cut at "and" where both sides have a word that is `spoken`."""
    text = AS_IT_GROWS.sub(" ", in_plain_signs(title))
    text = A_WORD_FOR_A_NUMBER.sub(lambda match: NUMBERS_IN_WORDS[match.group()], text)
    parts = [part for whole in CLAUSE_ENDS.split(text) for part in _cut_at_and(whole, spoken)]
    clauses: list[Clause] = []
    for part in _joined_to_next(list(filter(str.strip, parts)), shown):
        before = {m.keys: m for clause in clauses for m in clause.mentions}
        clauses.append(_clause(part, shown, list(before.values()), text))
    return clauses


def _joined_to_next(parts: list[str], shown: Shown) -> Iterator[str]:
    """The parts, where one that only says of what the next speaks goes with it: "In 2021, ..."."""
    waiting = ""
    for part in parts:
        bare = _clause(part, shown, [], part).bare
        only_a_name = bare != part and not re.search(rf"(?!{WORDS_TO_A_NAME}\b)\b\w+", bare)
        if only_a_name and not waiting:
            waiting = part
        else:
            yield f"{waiting} {part}".strip()
            waiting = ""
    if waiting:
        yield waiting


def _cut_at_and(text: str, spoken: re.Pattern[str]) -> list[str]:
    first, joint, second = text.partition(" and ")
    if joint and "between" not in first and spoken.search(first) and spoken.search(second):
        return [first, *_cut_at_and(second, spoken)]
    return [text]


def _clause(text: str, shown: Shown, before: list[Mention], whole: str) -> Clause:
    found = _named(text, shown)
    bare = text
    for mention in found:
        blank = " " * (mention.end - mention.start)
        bare = bare[: mention.start] + blank + bare[mention.end :]
    return Clause(text, bare, found, before, whole)


def _named(text: str, shown: Shown) -> list[Mention]:
    """What a text names, in the order of the text; the ends of time too."""
    found = mentions_in(text, shown.all_names())
    keys = list(shown.values)
    for words, key in ((END_OF_TIME, keys[-1]), (START_OF_TIME, keys[0])):
        match = words.search(text) if shown.in_time else None
        if match and not any(m.start < match.end() and match.start() < m.end for m in found):
            found.append(Mention(match.start(), match.end(), frozenset({key})))
    return sorted(found, key=lambda mention: mention.start)


def years_known(shown: Shown) -> set[str]:
    """The years that a title of this chart may say."""
    words = " ".join([*shown.values, *(form for forms in shown.names.values() for form in forms)])
    found = re.findall(r"\b(?:19|20)\d\d\b", words)
    return {*found, *(f"{number:g}" for number in shown.also)}
