"""One answer, written in many ways: a number, a day, a name, an id or a list of ids.

A check that compares what was typed would refuse "31 May 2022" where it knows 2022-05-31, and
8,0 % where it knows 8.0. So every check of every exercise asks here first what an answer means.
What is not understood comes back as it is, and the check says its line about it.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from numbers import Number
from typing import Any

OUTER = " \t\n\r\u00a0\u202f\"'`“”‘’«»。"  # what may stand around an answer and is no part of it
ENDLESS = {"inf": "inf", "+inf": "inf", "infinity": "inf", "∞": "inf", "-inf": "-inf", "-∞": "-inf"}
TITLES = frozenset(
    "mr mrs ms miss dr prof professor comrade vice deputy minister director general chief head"
    " engineer spokesperson spokesman spokeswoman official chair moderator of the and for"
    " ministry miit industry information technology department bureau press"
    " answer statement".split()
)
END_OF_NAME = re.compile(r"\s[-—–]+\s|[—–(;:]")
MONTH_WORDS = (
    "january february march april may june july august september october november december"
)
MONTH_OF = {name[:3]: number for number, name in enumerate(MONTH_WORDS.split(), 1)}
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
LEADING_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def plain_signs(text: str) -> str:
    """A text with the usual digits, letters and signs in the place of wide ones, as they come from
    a keyboard for Chinese.

    >>> plain_signs("２０２２－０５ ｂ：１，６１５．５％")
    '2022-05 b:1,615.5%'
    """
    return unicodedata.normalize("NFKC", text)


# --- numbers


def number(answer: Any, unit: str = "") -> Any:
    """The number that an answer means, as one of Python; anything else as it is.

    A number of numpy, a `Decimal` and a `Fraction` count, and so does text with thousands commas,
    with a decimal comma, or with a unit that the question asks for.

    Arguments
    ---------
    answer
        what was handed in
    unit
        the words that may stand behind the number, such as "percent" or "billion yuan"

    >>> number("282,6 %", "percent"), number("1,615,000"), number(Decimal("8.0"))
    (282.6, 1615000.0, 8.0)
    >>> number("8 apples"), number(None)
    ('8 apples', None)
    """
    value = _without_dimension(answer)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return _typed_number(value, unit)
    if isinstance(value, int):
        return value
    if isinstance(value, (Decimal, Fraction)):
        return float(value)
    if isinstance(value, Number) and hasattr(value, "__float__"):
        return float(str(value))  # so that 8.8 in few digits of numpy is 8.8
    return value


def each_number(answer: Any, unit: str = "") -> Any:
    """The numbers of a list in any form, as a list; anything else as it is.

    >>> each_number(("270.6", Decimal("289.8")))
    [270.6, 289.8]
    """
    if isinstance(answer, str) or not _in_order(answer):
        return answer
    return [number(one, unit) for one in answer]


def _without_dimension(value: Any) -> Any:
    """What an array without a dimension holds, and a whole number of numpy as one of Python."""
    if getattr(value, "ndim", None) != 0:
        return value
    if hasattr(value, "dtype") and value.dtype.kind in "iubUS":
        return value.item()
    return value[()]


def _typed_number(text: str, unit: str) -> Any:
    """The number that a text writes, read as the guesses of the lessons are, or the text."""
    from ..lessons.numerals import Unreadable
    from ..lessons.typed_numbers import read_number

    text = plain_signs(text)
    plain = text.strip(OUTER).casefold()
    if plain in ENDLESS:
        return float(ENDLESS[plain])
    if "point" in plain and "point" not in unit:  # percentage points are another measure
        return text
    try:
        return read_number(text, unit)
    except Unreadable:
        return text


# --- days


def day(answer: Any) -> str:
    """The day, month, quarter or year that an answer means, as the tables write it; else its text.

    >>> day("31 May 2022"), day("May 31, 2022"), day(datetime.date(2022, 5, 31))
    ('2022-05-31', '2022-05-31', '2022-05-31')
    >>> day("May 2022"), day("Q1 2023"), day(None)
    ('2022-05', '2023-Q1', '')
    """
    if answer is None:
        return ""
    text = plain_signs(str(answer)).strip(OUTER + ".")
    if isinstance(answer, (datetime.date, datetime.datetime)) or _is_moment(text):
        return text[:10]
    return _in_digits(text) or _in_names(text) or text


def _is_moment(text: str) -> bool:
    return bool(re.match(r"\d{4}-\d\d-\d\d[T ]", text))


def _in_digits(text: str) -> str:
    """A day that is written in digits alone, in the order of any country."""
    text = re.sub(r"[年月]", "-", text).rstrip("日-")
    if found := re.fullmatch(r"(\d{4})[-/. ]?[Qq]([1-4])|[Qq]([1-4])[-/. ]*(\d{4})", text):
        return f"{found[1] or found[4]}-Q{found[2] or found[3]}"
    if found := re.fullmatch(r"(\d{4})[-/.](\d\d?)(?:[-/.](\d\d?))?", text):
        return "-".join([found[1], *(part.zfill(2) for part in found.groups()[1:] if part)])
    if found := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text):
        return "-".join(found.groups())
    if found := re.fullmatch(r"(\d\d?)[-/.](\d\d?)[-/.](\d{4})", text):
        first, second, year = found.groups()
        date, month = (second, first) if int(second) > 12 else (first, second)
        return f"{year}-{month.zfill(2)}-{date.zfill(2)}"
    return ""


def _in_names(text: str) -> str:
    """A day whose month, or a quarter that, is written as a word."""
    words = re.findall(r"[a-z]+|\d+", text.casefold())
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    months = [MONTH_OF[word[:3]] for word in words if _names_month(word)]
    if len(years) != 1:
        return ""
    quarters = [QUARTERS[word] for word in words if word in QUARTERS]
    if "quarter" in words and len(quarters) == 1:
        return f"{years[0]}-Q{quarters[0]}"
    if len(months) != 1:
        return ""
    dates = [word.zfill(2) for word in words if re.fullmatch(r"\d\d?", word)]
    return "-".join([years[0], f"{months[0]:02}", *dates[:1]])


def _names_month(word: str) -> bool:
    return len(word) >= 3 and any(name.startswith(word) for name in MONTH_WORDS.split())


# --- names and words


def name(answer: Any) -> frozenset[str]:
    """The words of a person's name, without title, office and what stands behind it.

    >>> name("Mr. Xin Guobin, vice minister") == name("XIN Guobin") == name("Guobin Xin — answer")
    True
    """
    text = plain_signs(answer if isinstance(answer, str) else "").strip(OUTER)
    head = END_OF_NAME.split(f" {text} ")[0]
    words = _words_of_name(head.split(",")[0])
    return words if len(words) > 1 else _words_of_name(head)


def speaker(answer: Any) -> frozenset[str]:
    """The words of the whole name of a speaker; a family name alone is enough where one speaker of
    the published briefings has it.

    >>> speaker("Mr. Xin") == name("Xin Guobin"), speaker("Guobin") == name("Guobin")
    (True, True)
    """
    from ..corpus.tables import speakers

    typed = name(answer)
    whole = {name(one) for one in speakers().speaker if typed == name(one.split()[0])}
    return whole.pop() if len(whole) == 1 else typed


def _words_of_name(text: str) -> frozenset[str]:
    typed = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold())
    names = (word for word in typed if not TITLES.issuperset(word.split("-")))
    return frozenset(word.replace("-", "") for word in names)  # Guo-bin is Guobin


def wording(answer: Any) -> Any:
    """A word or a title as it may be typed: without capitals, article, outer marks; None is "".

    >>> wording("The New York Times."), wording(" Journalist ")
    ('new york times', 'journalist')
    """
    if answer is None:
        return ""
    if not isinstance(answer, str):
        return answer
    words = plain_signs(answer).strip(OUTER + ".").split()
    return LEADING_ARTICLE.sub("", " ".join(words)).casefold()


def identifier(answer: Any) -> Any:
    """An id as it may be typed or copied; None is an empty one, what is no text stays as it is.

    >>> identifier(' `2021-03-01.T21.p4.s3`, '), identifier(None)
    ('2021-03-01.t21.p4.s3', '')
    """
    if answer is None:
        return ""
    if not isinstance(answer, str):
        return answer
    return plain_signs(answer).strip(OUTER + ".,;()[]").lower()


def listed(answer: Any) -> Any:
    """The ids of a list, a tuple, an array or a column, as a list; what has no order, or is text,
    stays as it is, and None, or what holds nothing at all, is an empty list.

    >>> listed(("2021-03-01.C004 ", "r025")), listed(None), listed("r025")
    (['2021-03-01.c004', 'r025'], [], 'r025')
    """
    if not hasattr(answer, "__len__"):
        return []
    if isinstance(answer, str) or not _in_order(answer):
        return answer
    return [identifier(one) if isinstance(one, str) else str(one) for one in answer]


def letter(answer: Any, answers: dict[str, str]) -> str:
    """The letter that an answer to a question means: alone, before its words, or the words alone.

    >>> answers = {"a": "red", "b": "green"}
    >>> letter("(B)", answers), letter("b: green", answers), letter("Green.", answers)
    ('b', 'b', 'b')
    """
    text = " ".join(plain_signs(str(answer)).casefold().strip(OUTER + ".:()").split())
    if text in answers:
        return text
    meant = re.fullmatch(r"(?:answer|letter|option)?\s*\(?(\w)(?:[.:)]+.*)?", text)
    if meant and meant[1] in answers:
        return meant[1]
    by_words = {wording(said): one for one, said in answers.items()}
    return by_words.get(wording(text), text)


def _in_order(answer: Any) -> bool:
    """Whether an answer has its parts in an order, and is no table."""
    if isinstance(answer, (list, tuple)):
        return True
    return getattr(answer, "ndim", None) == 1 and isinstance(answer, Iterable)
