"""A text taken apart for its numbers: groups of digits, words, and every other sign."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from .number_words import is_number_word

LONGEST_DIGITS = 40  # characters; nothing that is a number is longer
DASHES = ("-", "–", "—")
FRACTION_SIGNS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
EXPONENTS = str.maketrans(SUPERSCRIPTS, "0123456789")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ONE_FOR_ONE = _FULL_WIDTH | {
    0x3000: " ",
    0xFFE5: "¥",
    0xFF0D: "-",
    0x2010: "-",
    0x2011: "-",
    0xFE63: "-",
    0x2019: "'",
    0x201C: '"',
    0x201D: '"',
}
_TOKEN = re.compile(
    rf"""
    (?P<digits>
        (?:\d{{1,3}}(?:[ \xa0\u2009\u202f]\d{{3}}(?!\d|,\d))+  # 12 000
          |\d+(?:,\d{{3}}(?!\d))*                              # 12,000
          |(?<![\w.])(?=\.\d)                                  # .5
        )
        (?:\.\d+)?
        [{FRACTION_SIGNS}]?
        [{SUPERSCRIPTS}]*
      |[{FRACTION_SIGNS}]
    )
    |(?P<letters>[^\W\d_{FRACTION_SIGNS}{SUPERSCRIPTS}]+[²³]?)
    |\S
    """,
    re.VERBOSE,
)
_GROUPING = str.maketrans("", "", ", \xa0\u2009\u202f")


class Token(NamedTuple):
    """A piece of a text at [start, end).

    Attributes
    ----------
    written : as it stands, with full-width signs made plain.
    text : the same in small letters.
    kind : digits, word or sign.
    after_space : whether white space, or nothing, stands before it.
    """

    start: int
    end: int
    written: str
    text: str
    kind: str
    after_space: bool

    @property
    def is_numeral(self) -> bool:
        """Whether it must be accounted for."""
        return self.kind == "digits" or (self.kind == "word" and is_number_word(self.text))

    @property
    def is_acronym(self) -> bool:
        """Whether it is a word of two capital letters or more, and no other."""
        return self.kind == "word" and len(self.written) > 1 and self.written.isupper()

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return self.kind == "word" and self.written[0].isupper()


NO_TOKEN = Token(0, 0, "", "", "end", True)


class Tokens(list[Token]):
    """The tokens of a text; a place outside it holds the token `NO_TOKEN`."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []  # of the tokens, which are asked for most
        self._quotations: list[int] = []

    def at(self, index: int) -> Token:
        """The token there, or `NO_TOKEN`."""
        return self[index] if 0 <= index < len(self) else NO_TOKEN

    def words(self, start: int, stop: int) -> tuple[str, ...]:
        """The tokens [start, stop) in small letters; shorter where the text ends."""
        return tuple(self.texts[max(start, 0) : max(stop, 0)])

    def phrase(self, start: int, stop: int) -> tuple[str, ...]:
        """The same; nothing where the text has not so many tokens."""
        return self.words(start, stop) if start >= 0 and stop <= len(self.texts) else ()

    def quotation(self, index: int) -> int:
        """The first token of the quotation that a token is in; -1 where it is in none."""
        if len(self._quotations) != len(self):
            self._quotations = _quotations(self)
        return self._quotations[index]

    def word(self, index: int) -> str:
        """The token there in small letters; empty outside the text."""
        return self.texts[index] if 0 <= index < len(self.texts) else ""


def _quotations(tokens: list[Token]) -> list[int]:
    """For each token the first one of the quotation it is in; -1 outside."""
    starts, start = [], -1
    for index, token in enumerate(tokens):
        if token.text == '"':
            start = -1 if start >= 0 else index + 1
        starts.append(start)
    return starts


def tokens_of(text: str) -> Tokens:
    """The tokens of a text, in order.

    >>> [token.text for token in tokens_of("Up 12 000 km², or １２．５％")]
    ['up', '12 000', 'km²', ',', 'or', '12.5', '%']
    """
    plain = text.translate(_ONE_FOR_ONE)
    tokens = Tokens()
    end = -1
    for match in _TOKEN.finditer(plain):
        start, written = match.start(), match[0]
        kind = {"digits": "digits", "letters": "word"}.get(match.lastgroup or "", "sign")
        tokens.append(Token(start, match.end(), written, written.lower(), kind, start != end))
        end = match.end()
    tokens.texts = [token.text for token in tokens]
    return tokens


def digits_value(written: str) -> Decimal | None:
    """The value of a group of digits; None where it is too long to be a number.

    >>> digits_value("12 000"), digits_value("1½"), digits_value("10⁶")
    (Decimal('12000'), Decimal('1.5'), Decimal('1000000'))
    """
    if len(written) > LONGEST_DIGITS:
        return None
    exponent = written[len(written.rstrip(SUPERSCRIPTS)) :].translate(EXPONENTS)
    bare = written.rstrip(SUPERSCRIPTS)
    sign = bare[-1] if bare[-1] in FRACTION_SIGNS else ""
    whole = bare.removesuffix(sign).translate(_GROUPING)
    if exponent and bare == "10":
        return Decimal(10) ** int(exponent) if len(exponent) < 3 else None
    value = Decimal(whole or 0)
    return value + _fraction_value(sign) if sign else value


def _fraction_value(sign: str) -> Decimal:
    above, below = unicodedata.normalize("NFKC", sign).split("⁄")
    return Decimal(above) / Decimal(below)
