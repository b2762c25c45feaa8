"""Letters that are typed in several ways, brought to one, with the way back to their places.

Accents that follow their letter are joined to it; ligatures and full-width forms become plain
letters; what has no width (soft hyphens, zero-width blanks, marks of direction) is left out.
Nearly all texts have none of these and are left as they are.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
HIDDEN = frozenset(
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe0e\ufe0f"
)
# Full-width commas and full stops end a clause in Chinese; they stay, except between digits.
CLAUSE_MARKS = "，．"
FULL_WIDTH = {
    chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in CLAUSE_MARKS
}
WORD_LETTERS = str.maketrans(LIGATURES | FULL_WIDTH)
MARKS_IN_NUMBERS = {"，": ",", "．": "."}
_MARK_IN_NUMBER = re.compile(rf"(?<=\d)[{CLAUSE_MARKS}](?=\d)")


class FoldedText(NamedTuple):
    """A text with its letters brought to one form.

    Attributes
    ----------
    text : in that form.
    starts, ends : of each of its characters, where it begins and ends in the text as given.
    """

    text: str
    starts: list[int]
    ends: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        r"""Where a stretch [start, end) of the folded text stands in the text as given.

        >>> folded("re\xadform").place(0, 6)
        (0, 7)
        """
        return self.starts[start], self.ends[end - 1]


def folded(text: str) -> FoldedText:
    r"""A text with its letters brought to one form.

    >>> folded("e\u0301lan, \ufb01ne, ５Ｇ").text
    'élan, fine, 5G'
    """
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        visible = [at for at in range(start, end) if text[at] not in HIDDEN]
        if not visible:
            continue
        composed = unicodedata.normalize("NFC", "".join(text[at] for at in visible))
        for letter in composed.translate(WORD_LETTERS):
            letters.append(letter)
            starts.append(visible[0])
            ends.append(visible[-1] + 1)
    line = _MARK_IN_NUMBER.sub(_plain_mark, "".join(letters))
    return FoldedText(line, starts, ends)


def _plain_mark(match: re.Match[str]) -> str:
    return MARKS_IN_NUMBERS[match[0]]


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each letter with the accents and the invisible characters that follow it."""
    start = 0
    for at in range(1, len(text)):
        if not _follows_letter(text[at]):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _follows_letter(character: str) -> bool:
    if character in HIDDEN or unicodedata.combining(character):
        return True
    return "\u1160" <= character <= "\u11ff"  # vowels and endings of Korean syllables


def fold_letters(text: str) -> str:
    """The same as the text of `folded`, and at once where there is nothing to do.

    >>> fold_letters("ｒｅｆｏｒｍ"), fold_letters("reform")
    ('reform', 'reform')
    """
    return folded(text).text if unusual_characters([text]) else text


def unusual_characters(texts: Iterable[str]) -> set[str]:
    r"""The characters of some texts that folding may change.

    >>> unusual_characters(["re\xadform", "China’s"])
    {'\xad'}
    """
    not_ascii = [text for text in texts if not text.isascii()]
    characters = set("".join(not_ascii))
    return {character for character in characters if _is_unusual(character)}


def _is_unusual(character: str) -> bool:
    if character in CLAUSE_MARKS or ord(character) in WORD_LETTERS or _follows_letter(character):
        return True
    return not unicodedata.is_normalized("NFC", character)
