"""Regular expressions, searched in the sentences as printed, and stopped when they run away.

Python cannot stop `re` once it runs, and a pattern such as ``(a+)+$`` can run for years. So only a
pattern that cannot take many steps is searched here; any other is searched in a helper process,
which is ended after a time.
"""

import json
import re
import subprocess
import sys
import warnings
from typing import Any

import numpy as np

from ..errors import QuestionError
from .index import Hits, Texts
from .terms import Term

SECONDS = 10  # that a regular expression may take, and another one for each five million characters
CHARACTERS_A_SECOND = 5e6

# Matching takes at most the length of a sentence to the power of one more than the number of
# repetitions, unless a group is repeated or referred back to. What could take more steps than this
# is searched in a process that can be stopped.
STEPS = 1e9
_REPETITION = re.compile(r"[*+?{|]")
_TANGLED_GROUP = re.compile(r"\)[*+?{]|\\[1-9]|\(\?P=|\(\?\(")

Match = tuple[int, int, int]  # row of the sentence, start and end in it

HELPER = """
import json, re, sys
pattern, flags, texts = json.load(sys.stdin)
found = re.compile(pattern, flags).finditer
json.dump([(row, *m.span()) for row, text in enumerate(texts) for m in found(text)], sys.stdout)
"""


def regex_hits(texts: Texts, pattern: Term, case: bool = False) -> Hits:
    """The matches of a regular expression in the sentences, the empty ones left out.

    Raises
    ------
    QuestionError : when the regular expression is none, or is empty, or takes too long.

    >>> from briefingroom.text.index import corpus
    >>> len(regex_hits(corpus(), r"rare earths?").row)
    13
    """
    flags = 0 if case else re.IGNORECASE
    compiled = _compiled(pattern, flags)
    if _is_quick(compiled.pattern, texts):
        found = _search(compiled, texts.text)
    else:
        found = search_in_helper(compiled.pattern, flags, texts.text)
    row, start, end = np.array(found, np.int64).reshape(-1, 3).T
    return Hits(row, start, end).chosen(start < end)


def _compiled(pattern: Any, flags: int) -> re.Pattern[str]:
    """The pattern as `re` reads it; a list of wordings is none."""
    try:
        with warnings.catch_warnings():
            # That a later Python may read "[[a]" in another way is nothing for the reader.
            warnings.simplefilter("ignore", FutureWarning)
            compiled = re.compile(pattern, flags)
    except (re.error, TypeError, OverflowError, RecursionError) as error:
        raise QuestionError(f"{pattern!r} is no regular expression: {error}.") from None
    if not pattern:
        raise QuestionError("There is nothing to look for: the regular expression is empty.")
    return compiled


def _is_quick(pattern: str, texts: Texts) -> bool:
    """Whether a pattern cannot take many steps."""
    if _TANGLED_GROUP.search(pattern):
        return False
    repetitions = len(_REPETITION.findall(pattern))
    lengths = np.diff(texts.starts).astype(float)
    steps = lengths ** (1 + repetitions)
    return steps.sum() < STEPS


def _search(pattern: re.Pattern[str], sentences: list[str]) -> list[Match]:
    return [
        (row, *match.span())
        for row, text in enumerate(sentences)
        for match in pattern.finditer(text)
    ]


def search_in_helper(pattern: str, flags: int, sentences: list[str]) -> list[Match]:
    """Search in a process of its own, which is ended after a time.

    Raises
    ------
    QuestionError : when it was ended, or broke down.

    >>> [tuple(match) for match in search_in_helper("a+", 0, ["Baa", "c"])]
    [(0, 1, 3)]
    """
    seconds = SECONDS + sum(map(len, sentences)) / CHARACTERS_A_SECOND
    try:
        helper = subprocess.run(
            [sys.executable, "-I", "-S", "-c", HELPER],
            input=json.dumps([pattern, flags, sentences]),
            capture_output=True,
            text=True,
            check=True,
            timeout=seconds,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        raise _too_much(pattern, f"was stopped after {seconds:.0f} seconds") from None
    except subprocess.SubprocessError:
        raise _too_much(pattern, "is too much for this computer") from None
    return json.loads(helper.stdout)


def _too_much(pattern: str, what_happened: str) -> QuestionError:
    return QuestionError(
        f"The regular expression {pattern!r} {what_happened}; "
        "repeat a letter or a word instead of a group that repeats itself."
    )
