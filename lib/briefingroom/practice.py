"""What the exercises stand on: a friendly check, a question to click, a look into a chart.

A check is a closed cell under an answer. It answers in one line, which says what is wrong with the
answer, never where our own code stopped::

    with practice.check("Right: the moderator speaks in every briefing."):
        count = practice.number(moderators)
        practice.need(count is not None, "Replace None by your answer.")
        practice.need(practice.opens(count, "0a1b2c3d4e"), "Count each name once.")

A right value, and a wrong one that would lead to it, is sealed, so that an opened check does not
show it at a glance. A seal is no lock: anybody can compute the seals of what they guess. What an
answer means, in whatever words, is asked of `number`, `day`, `name`, `identifier` and the others
of `answers_in_words` first.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from numbers import Number
from typing import TYPE_CHECKING, Any, NamedTuple

from .answers_in_words import day, each_number, identifier, letter, listed, name, number, wording
from .errors import BriefingRoomError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

# What jupyterquiz lacks in JupyterLab: a look for the answer that has the focus, arrow keys that
# stay in the question instead of leaving the cell, and a stop to its search for MathJax on the
# network.
QUIZ_STYLE = (
    "<style>.MCButton:focus-within {outline: 3px solid #0072B2; outline-offset: 2px}</style>"
)
QUIZ_SCRIPT = """
(() => {
const hush = () => {
    if (window.MathJax && !window.MathJax.typeset) window.MathJax.typeset = () => {};
};
hush();
const hushing = setInterval(hush, 50);  // JupyterLab may load its own later
setTimeout(() => clearInterval(hushing), 10000);
if (!window.quizKeepsArrows) {
    window.quizKeepsArrows = true;
    window.addEventListener("keydown", event => {
        if (event.key.startsWith("Arrow") && event.target.closest(".Quiz")) event.stopPropagation();
    }, true);
}
})();
"""


__all__ = [
    "Choice",
    "NotYet",
    "bars",
    "check",
    "day",
    "each_number",
    "identifier",
    "letter",
    "listed",
    "name",
    "near",
    "need",
    "number",
    "opens",
    "points",
    "result",
    "seal",
    "seal_letter",
    "title",
    "wording",
]

LONGEST_REASON = 200  # characters of an error that a check repeats
SEAL_LENGTH = 10


class NotYet(BriefingRoomError):
    """An answer that is not right yet. A notebook shows its one line and no traceback."""

    def _render_traceback_(self) -> list[str]:  # what IPython asks an error for
        return [f"Not yet. {self}"]


@contextmanager
def check(praise: str = "") -> Iterator[None]:
    """Check an answer: print the praise, if any, when nothing is wrong; else say in a line what is.

    An error in the answer itself, or an answer of a kind that nobody thought of, becomes such a
    line too.

    >>> with check("Right: two and two is four."):
    ...     need(2 + 2 == 4, "Count again.")
    Right: two and two is four.
    >>> with check("Right."):  # doctest: +ELLIPSIS
    ...     need(total > 3, "Too small.")
    Traceback (most recent call last):
    briefingroom.practice.NotYet: There is no `total`: run the cells above this one, and look at ...

    Raises
    ------
    NotYet
        the answer is not right yet; its text says why
    """
    try:
        yield
    except NotYet as line:
        raise line from None
    except NameError as error:
        raise NotYet(
            f"There is no `{error.name}`: run the cells above this one, and look at its spelling."
        ) from None
    except Exception as error:
        raise NotYet(
            f"The check cannot use this answer ({_reason_in_short(error)}). "
            "Compare it with what a right answer looks like."
        ) from None
    if praise:
        print(praise)


def _reason_in_short(error: Exception) -> str:
    """The kind and the words of an error in one short line."""
    words = f"{type(error).__name__}: {error}".split()
    return " ".join(words)[:LONGEST_REASON]


def need(condition: bool, line: str) -> None:
    """Go on if the condition holds; else end the check with this line.

    >>> need(1 + 1 == 3, "Add again.")
    Traceback (most recent call last):
    briefingroom.practice.NotYet: Add again.
    """
    if not condition:
        raise NotYet(line)


def seal(value: Any) -> str:
    """Ten characters that stand for a value and do not show it at a glance.

    Anybody can compute the seal of a value that they guess: a seal keeps an answer from being
    read by chance, and nobody from looking for it. Numbers are compared to nine digits whatever
    their type, text without capitals and outer spaces. The order of a list, of a Series (with its
    index) and of the rows of a table (without it) counts; that of a set or a dictionary does not.

    >>> seal(7) == seal(7.0), seal("Xin Guobin") == seal(" xin guobin")
    (True, True)
    >>> seal([1, 2]) == seal((1, 2)), seal([1, 2]) == seal([2, 1])
    (True, False)
    """
    digest = hashlib.sha256(_canonical(value).encode())
    return digest.hexdigest()[:SEAL_LENGTH]


def opens(value: Any, sealed: str) -> bool:
    """Whether a value is the one that was sealed.

    >>> opens(7.0, seal(7)), opens("seven", seal(7))
    (True, False)
    """
    return seal(value) == sealed


def near(answer: Any, *sealed: str, places: int = 1) -> bool:
    """Whether a number, rounded, is one of those that were sealed.

    >>> near(8.84, seal(8.8)), near(None, seal(8.8)), near(1_499_999, seal(1.5e6), places=-3)
    (True, False, True)
    """
    if not _counts_as_number(answer):
        return False
    return seal(round(float(answer), places)) in sealed


def result(function: Any, *arguments: Any, unit: str = "") -> Any:
    """What a function that was handed in gives back, as a number if it means one.

    >>> result(lambda first, last: f"{last - first:,}", 1, 2001)
    2000.0

    Raises
    ------
    NotYet
        it is no function
    """
    need(
        callable(function),
        "This is no function any more: the cell must begin with the line def that was given out.",
    )
    return number(function(*arguments), unit)


def _canonical(value: Any) -> str:
    """The one text of all values that count as the same."""
    value = _of_python(value)
    if _counts_as_number(value):
        return f"{float(value) + 0:.9g}"  # adding nought makes -0.0 a 0
    if isinstance(value, Mapping):
        return _in_braces(value.items())
    if isinstance(value, (set, frozenset)):
        return _in_braces(value)
    if isinstance(value, (list, tuple)):
        return f"[{';'.join(map(_canonical, value))}]"
    return str(value).strip().casefold()


def _of_python(value: Any) -> Any:
    """What pandas and numpy hold, as lists and numbers of Python; anything else as it is."""
    if hasattr(value, "to_frame") and hasattr(value, "items"):  # a Series
        return list(value.items())
    if hasattr(value, "itertuples"):  # a DataFrame
        return [tuple(value.columns), *value.itertuples(index=False, name=None)]
    if hasattr(value, "tolist"):  # an array, an Index or a number of numpy
        return value.tolist()
    return value


def _counts_as_number(value: Any) -> bool:
    if isinstance(value, Number):
        return True
    return hasattr(value, "__float__") and not isinstance(value, str)


def _in_braces(values: Iterable[Any]) -> str:
    """Values of which the order does not count."""
    return "{" + ";".join(sorted(map(_canonical, values))) + "}"


class Choice:
    """A question with lettered answers, to be clicked for practice and handed in as a letter.

    Arguments
    ---------
    question
        the question, in plain text
    right
        the letter of the right answer, or what `seal_letter` makes of it
    answers
        by letter, the answer and what to say to who chooses it

    >>> answers = {"a": ("red", "Look again."), "b": ("green", "Yes.")}
    >>> sealed = seal_letter("Which colour has grass?", "b")
    >>> colour = Choice("Which colour has grass?", right=sealed, **answers)
    >>> colour.check("B")
    Right. Yes.
    >>> colour.check("a")
    Traceback (most recent call last):
    briefingroom.practice.NotYet: Look again.
    """

    def __init__(self, question: str, right: str, **answers: tuple[str, str]):
        self.question, self.answers = question, answers
        self.right = _opened_letter(question, right, answers)
        self._praise = f"Right. {answers[self.right][1]}"

    def show(self) -> None:
        """Show the question with its answers to click; needs a notebook, and no network."""
        from IPython.display import HTML, Javascript, display
        from jupyterquiz import display_quiz

        display(HTML(QUIZ_STYLE), Javascript(QUIZ_SCRIPT))
        question = {
            "question": self.question,
            "type": "multiple_choice",
            "answers": [self._answer_to_click(letter) for letter in self.answers],
        }
        display_quiz([question], shuffle_answers=False)

    def _answer_to_click(self, letter: str) -> dict[str, Any]:
        """An answer as jupyterquiz wants it."""
        text, feedback = self.answers[letter]
        right = letter == self.right
        return {
            "answer": f"{letter}: {text}",
            "correct": right,
            "feedback": self._praise if right else f"Not yet. {feedback}",
        }

    def check(self, answer: Any) -> None:
        """Print what is said to the right answer if this is its letter.

        Raises
        ------
        NotYet
            it is not; the text is what is said to this answer
        """
        chosen = letter(answer, {one: said for one, (said, _) in self.answers.items()})
        letters = ", ".join(self.answers)
        need(
            chosen in self.answers,
            f"Write one of the letters {letters} between the quotation marks.",
        )
        need(chosen == self.right, self.answers[chosen][1])
        print(self._praise)


def seal_letter(question: str, letter: str) -> str:
    """The right letter of a question, sealed together with its words: so the same letter looks
    different in every question.

    >>> seal_letter("Which colour has grass?", "b")
    '950dfb478a'
    """
    return seal([question, letter])


def _opened_letter(question: str, right: str, letters: Iterable[str]) -> str:
    """The letter that is meant: itself, as in older notebooks, or sealed."""
    for one in letters:
        if right in (one, seal_letter(question, one)):
            return one
    raise BriefingRoomError(
        f"The seal {right} opens for no letter of the question {question!r}: "
        "make it again with practice.seal_letter(question, letter)."
    )


class _Bar(NamedTuple):
    """A bar of a chart, in the units of its axes: how long it is, and where it stands."""

    length: float
    middle: float


def bars(ax: "Axes") -> "pd.Series":
    """The bars of a chart, standing or lying, as a Series: length by label, in the order drawn.

    pandas draws a missing value as a bar of length 0.

    >>> import matplotlib.pyplot as plt
    >>> bars(plt.subplots()[1].barh(["2021", "2022"], [3, 4])[0].axes).to_dict()
    {'2021': 3.0, '2022': 4.0}
    """
    import pandas as pd
    from matplotlib.container import BarContainer

    lengths, labels = [], []
    for container in ax.containers:
        if not isinstance(container, BarContainer):
            continue
        lying = container.orientation == "horizontal"
        names = _names_along(ax.yaxis if lying else ax.xaxis)
        for patch in container:
            bar = _lying_bar(patch) if lying else _standing_bar(patch)
            lengths.append(bar.length)
            labels.append(names.get(round(bar.middle, 6), f"{bar.middle:g}"))
    need(
        bool(lengths),
        "There are no bars in this chart: draw them on its axes, for example with ax=chart.",
    )
    return pd.Series(lengths, index=labels, dtype=float)


def _names_along(axis: "Axis") -> dict[float, str]:
    """What stands along an axis, by place."""
    # A chart may be labelled on both sides: then there are more labels than places.
    ticks = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=False)
    return {round(float(place), 6): label.get_text() for place, label in ticks}


def _lying_bar(patch: Any) -> _Bar:
    return _Bar(patch.get_width(), patch.get_y() + patch.get_height() / 2)


def _standing_bar(patch: Any) -> _Bar:
    return _Bar(patch.get_height(), patch.get_x() + patch.get_width() / 2)


def points(ax: "Axes") -> "pd.DataFrame":
    """The points of a chart and the corners of its lines, as a table with columns `x` and `y`.

    They are in the order drawn. Dates are given as matplotlib counts them, in days since
    1970-01-01.

    >>> import matplotlib.pyplot as plt
    >>> points(plt.subplots()[1].plot([2021, 2022], [3, 4])[0].axes).values.tolist()
    [[2021.0, 3.0], [2022.0, 4.0]]
    """
    import numpy as np
    import pandas as pd

    drawn = [block for block in (*_clouds_of(ax), *_lines_of(ax)) if len(block)]
    need(
        bool(drawn),
        "There are no points or lines in this chart: draw them on its axes, "
        "for example with ax=chart.",
    )
    return pd.DataFrame(np.vstack(drawn).astype(float), columns=["x", "y"])


def _clouds_of(ax: "Axes") -> Iterator["np.ndarray"]:
    """The places of the points that are drawn as such; an error bar is not."""
    import numpy as np
    from matplotlib.collections import PathCollection

    for cloud in ax.collections:
        if isinstance(cloud, PathCollection):
            places: Any = np.ma.asarray(cloud.get_offsets(), dtype=float)
            yield np.ma.filled(places, np.nan)


def _lines_of(ax: "Axes") -> Iterator["np.ndarray"]:
    """The corners of the lines, of those that do not go across the whole chart."""
    import numpy as np

    for line in ax.lines:
        if line.get_transform() == ax.transData:
            yield np.column_stack([line.get_xdata(orig=False), line.get_ydata(orig=False)])


def title(ax: "Axes") -> str:
    """The title of a chart, wherever it stands: left, in the middle or right.

    >>> import matplotlib.pyplot as plt
    >>> ax = plt.subplots()[1]
    >>> _ = ax.set_title("Sales rose", loc="left")
    >>> title(ax)
    'Sales rose'
    """
    return "".join(ax.get_title(loc=place) for place in ("left", "center", "right"))
