"""How clearly questions are answered, and one thing asked with its answer."""

from typing import TYPE_CHECKING

from ..charts.answers import NAMES_OF_GROUPINGS, plot_answers
from ..charts.describing import chart_title
from ..coding.replies import asked_for, replies
from ..corpus.names import must_be
from ..corpus.reading import ALL
from ..corpus.uncoded import must_be_coded
from ..display import shortened
from ..pages.where import where
from .controls import NONE, Option, dependent_list, dropdown, options_with_counts
from .exhibit import Exhibit, answering
from .explorer import explorer

if TYPE_CHECKING:
    import ipywidgets

SQUARES_IN_WORDS = "Each square is a thing asked; a click opens it with its answer."


@answering
def show_answers(by: str = "kind", kind: str = ALL, asked: str = NONE) -> Exhibit:
    """How clearly questions are answered; beside it, one thing asked with its answer.

    Parameters
    ----------
    by : kind, briefing, outlet_kind, outlet, theme or speaker, as in `replies`.
    kind : of what is asked for, such as measures, or ``"all"``.
    asked : id of the thing asked to read; the first of those shown if none is given.

    Returns an Exhibit. Where nothing of that kind is asked, a sentence says so.

    >>> show_answers(kind="reason").about.id
    '2020-10-23.q05.a2'
    """
    table = replies(by, kind)
    must_be_coded(table)
    ids = list(asked_for(kind).asked)
    if asked:
        must_be(asked, ids, f"There is no thing asked {asked!r} among those shown")
    chosen = asked or ids[0]
    return Exhibit(
        plot=lambda _: plot_answers(table),
        chosen=chosen,
        about=where(chosen),
        describe=lambda axes: f"{chart_title(axes)}. {SQUARES_IN_WORDS}",
    )


def answers_explorer(
    by: str = "kind", kind: str = ALL, asked: str | None = None
) -> "ipywidgets.VBox":
    """A widget to look through what was asked and how it was answered.

    Choose by what the replies are set side by side, and which kind of question; read each thing
    asked with the sentence that decides its reply.

    Parameters
    ----------
    by, kind, asked : what it opens with, as in `show_answers`.

    Raises
    ------
    UnknownName : when there is no such grouping, kind or thing asked.
    """
    groupings = [Option(words, name) for name, words in NAMES_OF_GROUPINGS.items()]
    grouping = dropdown("By", groupings, by)
    which = dropdown("Asked for", options_with_counts(asked_for().kind.value_counts()), kind)
    thing = dependent_list("Thing asked", _asked_options, [which], asked)
    controls = {"by": grouping, "kind": which, "asked": thing}
    return explorer(show_answers, controls, marks_set="asked")


def _asked_options(kind: str) -> list[Option]:
    return [
        Option(f"{row.asked}: {shortened(row.asks_quote, 90)} ({row.reply})", row.asked)
        for row in asked_for(kind).itertuples()
    ]
