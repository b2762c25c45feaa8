"""A question with lettered answers, to be clicked."""

from collections.abc import Iterable
from typing import Any

from ..errors import BriefingRoomError
from .checks import need
from .in_words import letter
from .seals import seal_letter

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
    briefingroom.practice.checks.NotYet: Look again.
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


def _opened_letter(question: str, right: str, letters: Iterable[str]) -> str:
    """The letter that is meant: itself, as in older notebooks, or sealed."""
    for one in letters:
        if right in (one, seal_letter(question, one)):
            return one
    raise BriefingRoomError(
        f"The seal {right} opens for no letter of the question {question!r}: "
        "make it again with practice.seal_letter(question, letter)."
    )
