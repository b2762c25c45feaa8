"""Whose a file is, from its name and its folders, whatever a browser, a mail program or a course
page made of them.
"""

import contextlib
import os
import re
import unicodedata
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

NOTEBOOK_ENDINGS = re.compile(r"(\.(ipynb|json|txt|download|part|crdownload|\d+))+$", re.I)
COPY = "copy|kopie|copie|copia"
COPY_BEFORE = re.compile(r"^(copy of|kopie von|copie de|copia de)[ _-]+", re.I)
COPY_BEHIND = re.compile(
    rf"([ _]*\((\d+|{COPY})\)|[ _-]+({COPY})[ _-]*\d*|[ _-]*副本[ _-]*\d*)$",
    re.I,
)
ONLY_A_NUMBER = re.compile(r"^\(\d+\)$")
MOODLE = re.compile(r"^(?P<name>.+?_\d+)_assignsubmission_[a-z]+_?(?P<rest>.*)$", re.I)
# Where names are hidden, Canvas has "anon" and a short code in the place of name and number.
CANVAS = re.compile(
    r"^((?P<name>[^\W_]+?)(_late)?_(?P<number>\d+)|(late_)?(?P<hidden>anon_[^\W_]+))"
    r"_\d+_(?P<rest>.+)$",
    re.I,
)
# Canvas gives a file that is sent again, or one of the same name, the first free number up to 7,
# then a long code (`make_unique_filename` in its source).
CANVAS_AGAIN = re.compile(r"-([1-7]|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$", re.I)
COURSE_NUMBER = re.compile(r"_(\d{2,})$")
NO_STUDENT = re.compile(
    r"^(exercises?|sets?|tasks?|lessons?|assignments?|homework|practice|week"
    r"|submissions?|hand-?ins?)?"
    r"[ _.-]*\d{0,2}$",
    re.I,
)
PERCENT_CODE = re.compile(r"%[0-9A-Fa-f]{2}")
ESCAPE_CODES = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|.)", re.S)
TURNS_TEXT_ROUND = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LONGEST_NAME = 80


class ReadName(NamedTuple):
    """What the name of a file says."""

    owner: str
    exercise: str
    again: bool  # saved more than once, as "(1)" and "copy of" say


def printable(text: str) -> str:
    """Text without anything that a terminal or a table would obey."""
    text = os.fsencode(text).decode("utf-8", "replace")
    text = ESCAPE_CODES.sub("", text)
    text = TURNS_TEXT_ROUND.sub("", text)
    kept = (" " if char in "\t\r\n\u2028\u2029" else char for char in text)
    return "".join(char for char in kept if unicodedata.category(char) not in ("Cc", "Cs"))


def shown_path(path: Path) -> str:
    return printable(str(path))


def plain_name(name: str) -> str:
    """A name as somebody typed it: letters in one piece, codes of mail and web addresses read."""
    name = printable(name)
    if name.startswith("=?"):
        with contextlib.suppress(HeaderParseError, LookupError, UnicodeError):
            name = str(make_header(decode_header(name)))
    if PERCENT_CODE.search(name):
        with contextlib.suppress(UnicodeDecodeError):
            name = unquote(name, errors="strict")
    return unicodedata.normalize("NFC", printable(name)).strip()


def without_copy_marks(stem: str) -> tuple[str, bool]:
    """A name without "(1)", "- Copy", "copy of" and the endings between them, and whether there
    were such.
    """
    again = False
    while True:
        shorter = NOTEBOOK_ENDINGS.sub("", stem.strip())
        unmarked = COPY_BEHIND.sub("", COPY_BEFORE.sub("", shorter))
        if unmarked == stem:
            return stem, again
        if not unmarked:  # nothing but a mark: "(1)" is nobody, "copy" may be a name
            return ("", True) if ONLY_A_NUMBER.match(shorter) else (stem, again)
        again = again or unmarked != shorter
        stem = unmarked


def without_count(stem: str) -> tuple[str, bool]:
    """A name without what Canvas puts behind it when it is sent again, and whether it was."""
    first, again = CANVAS_AGAIN.subn("", stem)
    first, marked = without_copy_marks(first)
    return first, bool(again) or marked


def exercise_pattern(exercise: str) -> re.Pattern:
    """Finds the name of an exercise, whatever stands between its words."""
    return re.compile(r"[\W_]+".join(exercise.split("_")), re.I)


def read_name(name: str, exercises: list[str]) -> ReadName:
    """What the name of a file says of its owner and its exercise."""
    stem, again = without_copy_marks(plain_name(name))
    owner = ""
    if sent := MOODLE.match(stem):
        owner, stem = sent_by(sent), sent["rest"]
    elif sent := CANVAS.match(stem):
        owner, (stem, counted) = sent_by(sent), without_count(sent["rest"])
        again = again or counted
    for exercise in exercises:
        found = exercise_pattern(exercise).search(stem)
        if found:
            left_over = stem[: found.start()] + " " + stem[found.end() :]
            rest, marked = without_copy_marks(left_over.strip(" _-.,+"))
            return ReadName(owner or rest.strip(" _-.,+"), exercise, again or marked)
    return ReadName(owner or stem, "", again)


def sent_by(match: re.Match) -> str:
    """The name that a course page gave, with the number of the student there, which tells namesakes
    apart.
    """
    fields = match.groupdict()
    if fields.get("hidden"):
        return fields["hidden"]
    return f"{fields['name']}_{fields['number']}" if "number" in fields else fields["name"]


def folder_owner(folder: str, exercises: list[str]) -> str:
    """Whose folder it is by its name; nobody's if it is called like an exercise."""
    name = plain_name(folder)
    sent = MOODLE.match(name)
    if sent:
        return sent_by(sent)
    called_like_one = any(exercise_pattern(exercise).search(name) for exercise in exercises)
    return "" if called_like_one or NO_STUDENT.match(name) else name


def row_name(owner: str) -> str:
    """A name for tables and folders."""
    name = re.sub(r"[^\w.@-]+", "-", owner).strip("-.@_")
    while len(name.encode()) > LONGEST_NAME:
        name = name[:-1]
    return name or "unnamed"


def course_number(student: str) -> str:
    """The number that the course page gave a student, if the name ends with it."""
    found = COURSE_NUMBER.search(student)
    return found[1] if found else ""
