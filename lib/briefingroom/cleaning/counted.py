"""The thing that a bare number counts, from the words after it."""

from .number_tokens import Token, Tokens

LONGEST_NAME = 7  # words
ENDS = frozenset(
    "in of on at by for from to with within and or as than that which who whose is are was were "
    "be been have has had will would can could may must should this last next over under about "
    "nationwide nationally worldwide globally respectively annually across around throughout "
    "including among between since until during before after up down per a an the its their our "
    "more all now each every into onto through against along such while when where but if so "
    "made built under produced".split()
)
SIGNS_IN_A_NAME = ("-", "+", '"', "&")
NOT_PLURAL = ("ss", "us", "is", "ous")
UNCHANGED = frozenset(
    "people personnel staff aircraft equipment series species children men women data media "
    "police cattle sheep".split()
)
IRREGULAR = {"people": "person", "children": "child", "men": "man", "women": "woman"}


def counted_after(tokens: Tokens, at: int) -> str:
    """The noun phrase that begins at a token, its last word in the singular; empty where none does.

    >>> from .number_tokens import tokens_of
    >>> counted_after(tokens_of("5G base stations nationwide"), 0)
    '5G base station'
    """
    stop = end_of_counted(tokens, at)
    if stop == at:
        return ""
    return _phrase(tokens[at : stop - 1], _singular(tokens.at(stop - 1)))


def end_of_counted(tokens: Tokens, at: int) -> int:
    """The token after the first plural noun; the beginning where none comes soon.

    Parameters
    ----------
    tokens : of the text.
    at : the token after the number.
    """
    for place in range(at, min(at + 2 * LONGEST_NAME, len(tokens))):
        token = tokens.at(place)
        ends = token.kind == "sign" and token.text not in SIGNS_IN_A_NAME
        if ends or token.text in ENDS:
            break
        if _is_plural(token) and not _goes_on_after(tokens, place + 1):
            return place + 1
    return at


def _is_plural(token: Token) -> bool:
    word = token.text
    if token.kind != "word":
        return False
    ends = word.endswith("s") and len(word) > 2 and not word.endswith(NOT_PLURAL)
    return ends or word in UNCHANGED


def _goes_on_after(tokens: Tokens, place: int) -> bool:
    return tokens.word(place) == "-" or (
        _is_plural(tokens.at(place)) and tokens.word(place) not in ENDS
    )


def _singular(token: Token) -> str:
    word = token.written
    if token.text in IRREGULAR:
        return IRREGULAR[token.text]
    if token.text in UNCHANGED:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word.removesuffix("s")


def _phrase(tokens: list[Token], last: str) -> str:
    """The words as they stand, with one blank where there are some."""
    text = ""
    for token in tokens:
        text += (" " if token.after_space else "") + token.written
    return f"{text} {last}".strip() if not text.endswith("-") else text.strip() + last
