"""What the exercises stand on: a check that answers in one friendly line, a question to click, a look into a chart.

A check is a closed cell under an answer. It says what is wrong with the answer, never where our own code stopped::

    with practice.check("Right: the moderator speaks in every briefing."):
        practice.need(moderators is not None, "Replace None by your answer.")
        practice.need(practice.opens(moderators, "0a1b2c3d4e"), "Count each name once.")
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from numbers import Number

from .errors import BriefingRoomError

# What jupyterquiz lacks in JupyterLab: a look for the answer that has the focus, arrow keys that stay in the question
# instead of leaving the cell, and a stop to its search for MathJax on the network.
QUIZ_STYLE = (
    "<style>.MCButton:focus-within {outline: 3px solid #0072B2; outline-offset: 2px}</style>"
)
QUIZ_SCRIPT = """
if (window.MathJax && !window.MathJax.typeset) window.MathJax.typeset = () => {};
if (!window.quizKeepsArrows) {
    window.quizKeepsArrows = true;
    window.addEventListener("keydown", event => {
        if (event.key.startsWith("Arrow") && event.target.closest(".Quiz")) event.stopPropagation();
    }, true);
}
"""


class NotYet(BriefingRoomError):
    """An answer that is not right yet. A notebook shows its one line and no traceback."""

    def _render_traceback_(self) -> list[str]:  # what IPython asks an error for
        return [f"Not yet. {self}"]


@contextmanager
def check(praise: str = "") -> Iterator[None]:
    """Check an answer: print the praise, if any, when nothing is wrong; else say what is, in one line.

    An error in the answer itself, or an answer of a kind that nobody thought of, becomes such a line too.

    >>> with check("Right: two and two is four."):
    ...     need(2 + 2 == 4, "Count again.")
    Right: two and two is four.
    >>> with check("Right."):
    ...     need(total > 3, "Too small.")
    Traceback (most recent call last):
    briefingroom.practice.NotYet: There is no `total`: run the cells above this one, and look at its spelling.

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
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise NotYet(
            f"The check cannot use this answer ({reason}). Compare it with what a right answer looks like."
        ) from None
    if praise:
        print(praise)


def need(condition: bool, line: str) -> None:
    """Go on if the condition holds; else end the check with this line.

    >>> need(1 + 1 == 3, "Add again.")
    Traceback (most recent call last):
    briefingroom.practice.NotYet: Add again.
    """
    if not condition:
        raise NotYet(line)


def seal(value) -> str:
    """Ten characters that stand for a value and do not show it, so that an opened check gives nothing away.

    Numbers are compared to nine digits whatever their type, text without capitals and outer spaces. The order of a list,
    of a Series (with its index) and of the rows of a table (without it) counts; that of a set or a dictionary does not.

    >>> seal(7) == seal(7.0), seal("Xin Guobin") == seal(" xin guobin"), seal([1, 2]) == seal((1, 2)), seal([1, 2]) == seal([2, 1])
    (True, True, True, False)
    """
    return hashlib.sha256(_plain(value).encode()).hexdigest()[:10]


def opens(value, sealed: str) -> bool:
    """Whether a value is the one that was sealed.

    >>> opens(7.0, seal(7)), opens("seven", seal(7))
    (True, False)
    """
    return seal(value) == sealed


def _plain(value) -> str:
    if hasattr(value, "to_frame") and hasattr(value, "items"):  # a Series
        value = list(value.items())
    elif hasattr(value, "itertuples"):
        value = [tuple(value.columns), *value.itertuples(index=False, name=None)]
    elif hasattr(value, "tolist"):  # numpy and Index
        value = value.tolist()
    if isinstance(value, Number) or (hasattr(value, "__float__") and not isinstance(value, str)):
        return f"{float(value) + 0:.9g}"
    if isinstance(value, Mapping):
        return "{" + ";".join(sorted(_plain(item) for item in value.items())) + "}"
    if isinstance(value, (set, frozenset)):
        return "{" + ";".join(sorted(map(_plain, value))) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ";".join(map(_plain, value)) + "]"
    return str(value).strip().casefold()


class Choice:
    """A question with lettered answers, to be clicked for practice and handed in as a letter.

    Arguments
    ---------
    question
        the question, in plain text
    right
        the letter of the right answer
    answers
        by letter, the answer and what to say to who chooses it

    >>> colour = Choice("Which colour has grass?", right="b", a=("red", "Look again."), b=("green", "Yes."))
    >>> colour.check("B")
    Right. Yes.
    >>> colour.check("a")
    Traceback (most recent call last):
    briefingroom.practice.NotYet: Look again.
    """

    def __init__(self, question: str, right: str, **answers: tuple[str, str]):
        self.question, self.right, self.answers = question, right, answers
        self._praise = f"Right. {answers[right][1]}"

    def show(self) -> None:
        """Show the question with its answers to click; needs a notebook, and no network."""
        from IPython.display import HTML, Javascript, display
        from jupyterquiz import display_quiz

        display(HTML(QUIZ_STYLE), Javascript(QUIZ_SCRIPT))
        answers = [
            {
                "answer": f"{letter}: {text}",
                "correct": letter == self.right,
                "feedback": self._praise if letter == self.right else f"Not yet. {feedback}",
            }
            for letter, (text, feedback) in self.answers.items()
        ]
        question = {"question": self.question, "type": "multiple_choice", "answers": answers}
        display_quiz([question], shuffle_answers=False)

    def check(self, letter) -> None:
        """Print what is said to the right answer if this is its letter; else raise `NotYet` with what is said to a wrong one."""
        letter = str(letter).strip(" .:()").lower()
        letters = ", ".join(self.answers)
        need(
            letter in self.answers,
            f"Write one of the letters {letters} between the quotation marks.",
        )
        need(letter == self.right, self.answers[letter][1])
        print(self._praise)


def bars(ax):
    """The bars of a chart, standing or lying, as a Series: length by label, in the order drawn.

    pandas draws a missing value as a bar of length 0.

    >>> import matplotlib.pyplot as plt
    >>> bars(plt.subplots()[1].barh(["2021", "2022"], [3, 4])[0].axes).to_dict()
    {'2021': 3.0, '2022': 4.0}
    """
    import pandas as pd
    from matplotlib.container import BarContainer

    lengths, labels = [], []
    for container in (each for each in ax.containers if isinstance(each, BarContainer)):
        lying = container.orientation == "horizontal"
        axis = ax.yaxis if lying else ax.xaxis
        names = {
            round(float(at), 6): label.get_text()
            for at, label in zip(axis.get_ticklocs(), axis.get_ticklabels())
        }
        for bar in container:
            middle = (
                bar.get_y() + bar.get_height() / 2 if lying else bar.get_x() + bar.get_width() / 2
            )
            lengths.append(bar.get_width() if lying else bar.get_height())
            labels.append(names.get(round(middle, 6), f"{middle:g}"))
    need(
        lengths,
        "There are no bars in this chart: draw them on its axes, for example with ax=chart.",
    )
    return pd.Series(lengths, index=labels, dtype=float)


def points(ax):
    """The points of a chart and the corners of its lines, as a table with columns `x` and `y`, in the order drawn.

    Dates are given as matplotlib counts them, in days since 1970-01-01.

    >>> import matplotlib.pyplot as plt
    >>> points(plt.subplots()[1].plot([2021, 2022], [3, 4])[0].axes).values.tolist()
    [[2021.0, 3.0], [2022.0, 4.0]]
    """
    import numpy as np
    import pandas as pd
    from matplotlib.collections import PathCollection

    clouds = [
        cloud for cloud in ax.collections if isinstance(cloud, PathCollection)
    ]  # and no error bars
    drawn = [
        np.ma.filled(np.ma.asarray(cloud.get_offsets(), dtype=float), np.nan) for cloud in clouds
    ]
    lines = [
        line for line in ax.lines if line.get_transform() == ax.transData
    ]  # and none across the whole chart
    drawn += [
        np.column_stack([line.get_xdata(orig=False), line.get_ydata(orig=False)]) for line in lines
    ]
    drawn = [block for block in drawn if len(block)]
    need(
        drawn,
        "There are no points or lines in this chart: draw them on its axes, for example with ax=chart.",
    )
    return pd.DataFrame(np.vstack(drawn).astype(float), columns=["x", "y"])


def title(ax) -> str:
    """The title of a chart, wherever it stands: left, in the middle or right.

    >>> import matplotlib.pyplot as plt
    >>> ax = plt.subplots()[1]
    >>> _ = ax.set_title("Sales rose", loc="left")
    >>> title(ax)
    'Sales rose'
    """
    return "".join(ax.get_title(loc=place) for place in ("left", "center", "right"))
