"""Signs in a text that a program lost some of it: they stand in no field that a person wrote."""

import re

SIGNS = re.compile(r"[^!-~ ]|[#?]|^ | $")  # without any of these nothing is wrong
ERROR_VALUES = re.compile(r"#(NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!|#+)")
INVISIBLE = re.compile(
    r"[\x00-\x1f\x7f-\xa0\xad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufffd]"
)
LOST = re.compile(r"\?\?|\w\?\w|(?<!\S)\?|\?(?=[a-z])")
ADDRESS = re.compile(r"https?://\S+")
ENCODINGS = ("cp1252", "latin-1", "gbk")  # in which UTF-8 is taken for something else
LEAST_OF_TYPOGRAPHY = "\u2000"  # quotation marks, dashes and Chinese characters come after it


def damage_in(text: str) -> str:
    """What a spreadsheet or an editor did to a text, in words with the remedy; else empty.

    >>> damage_in("#NAME?")
    "'#NAME?' is an error of a spreadsheet; restore what stood there."
    >>> damage_in("æ–°")
    "'æ–°' was read in another encoding; restore the file and open it as UTF-8."
    >>> damage_in("over 5 million")
    ''
    """
    if not SIGNS.search(text):
        return ""
    if ERROR_VALUES.fullmatch(text):
        return f"{text!r} is an error of a spreadsheet; restore what stood there."
    if not text.isascii() and is_misread(text):
        return f"{text!r} was read in another encoding; restore the file and open it as UTF-8."
    hidden = INVISIBLE.search(text)
    if hidden:
        return _of_hidden(text, hidden[0])
    if LOST.search(ADDRESS.sub("", text)):
        return f"{text!r} has question marks where letters were lost; restore it and save as UTF-8."
    if text != text.strip():
        return f"{text!r} begins or ends with a blank; take it out."
    return ""


def _of_hidden(text: str, character: str) -> str:
    if character in "\r\n":
        return (
            f"{text[:60]!r} runs over the end of a line; close its quotation mark, "
            "or write a blank instead of the line end."
        )
    name = f"U+{ord(character):04X}"
    return (
        f"{text[:60]!r} holds the invisible character {name}; replace it by a plain blank or none."
    )


def is_misread(text: str) -> bool:
    """Whether a text is UTF-8 that was read in another encoding.

    >>> is_misread("æ–°"), is_misread("新"), is_misread("café")
    (True, False, False)
    """
    return any(_is_misread_as(encoding, text) for encoding in ENCODINGS)


def _is_misread_as(encoding: str, text: str) -> bool:
    try:
        meant = text.encode(encoding).decode("utf-8")
    except ValueError:
        return False
    return meant != text and max(meant) >= LEAST_OF_TYPOGRAPHY
