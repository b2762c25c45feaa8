"""What the tests of answers share: an answer as it was given, and what a check asks of it."""

import re
from contextlib import redirect_stdout
from io import StringIO
from typing import NamedTuple

from briefingroom.practice import NotYet

SOLUTION = re.compile(r"(?s)[ \t]*### BEGIN SOLUTION.*?### END SOLUTION\n?")
ANSWER = re.compile(r"^(?:def )?(\w+)(?= = |\()", re.M)


class Call(NamedTuple):
    """A call of a function that was handed in, by a check."""

    arguments: tuple
    result: object


def names_of_answers(stub):
    """The names that a cell gives out to be filled: variables and functions."""
    names = dict.fromkeys(ANSWER.findall(SOLUTION.sub("", stub)))
    return [name for name in names if name not in ("plt", "pass", "figure", "chart")]


def given(answer, names):
    """The names of a notebook after the answer was run."""
    names = dict(names)
    with redirect_stdout(StringIO()):
        exec(answer, names)
    return names


def said_by(check, names):
    """What a check says, and whether it is passed."""
    said = StringIO()
    with redirect_stdout(said):
        try:
            exec(check, names)
        except NotYet as line:
            return str(line), False
    return said.getvalue(), True


def watched(function, calls):
    """The function, which notes each of its calls."""

    def called(*arguments, **named):
        result = function(*arguments, **named)
        calls.append(Call(arguments, result))
        return result

    return called
