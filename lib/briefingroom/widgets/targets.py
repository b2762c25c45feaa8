"""The promises, and what was reported of each afterwards."""

from typing import TYPE_CHECKING, Any

from ..charts.describing import chart_title
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..display import (
    Answer,
    Block,
    Details,
    Fact,
    Note,
    OnPage,
    Paragraph,
    SideBySide,
    shortened,
)
from ..numbers.targets import PROMISE, TARGET_KINDS, chosen_targets, due_in_words, plain_measure
from .controls import (
    NOTHING,
    Option,
    dependent_list,
    dropdown,
    row_chosen,
)
from .exhibit import Exhibit
from .explorer import explorer
from .quotations import quoted_figure, quoted_sentence

if TYPE_CHECKING:
    import ipywidgets
    from matplotlib.axes import Axes


def show_targets(
    briefing: str = ALL, status: str = ALL, target: str = "", *, kind: str = PROMISE
) -> Exhibit:
    """The promises as a timeline, and one of them beside what was reported afterwards.

    Parameters
    ----------
    briefing : id of a briefing, or ``"all"``.
    status : met, missed, on course, open, not reported, or ``"all"``.
    target : id of a promise; the first of those shown if none is given.
    kind : promise (by officials, each once), forecast, threshold, or ``"all"``.

    Raises
    ------
    UnknownName : when there is no such briefing, status or kind; the message names the nearest.

    >>> print(show_targets(status="missed").about)
    No promise of this choice.
    """
    from ..charts.targets import NAME_OF_ALL, plot_targets

    table = chosen_targets(briefing, status, kind)
    name = NAME_OF_ALL if kind == ALL else kind
    if table.empty:
        return Exhibit(about=Answer((Paragraph(f"No {name} of this choice."),)))
    promise = row_chosen(table, "target", target).iloc[0]

    def plot(set_off: str) -> "Axes":
        return plot_targets(briefing=briefing, status=status, kind=kind, chosen=set_off)

    return Exhibit(
        plot=plot,
        chosen=promise.target,
        about=Answer((_promise_and_outcome(promise), _promise_details(promise))),
        describe=lambda axes: f"Chart: {chart_title(axes)}.",
        pointer=f"The {name} read here is set off in grey.",
        words_first=True,
    )


def promises_timeline(
    briefing: str = ALL, status: str = ALL, target: str | None = None, *, kind: str = PROMISE
) -> "ipywidgets.VBox":
    """A widget to look through the promises.

    Choose a briefing, a status and a kind, see the timeline, and read one beside its outcome.

    Parameters
    ----------
    briefing, status, target, kind : what it opens with, as in `show_targets`.

    Raises
    ------
    UnknownName : when there is no such briefing, status, promise or kind.
    """
    which = dropdown("Briefing", _briefing_options(), briefing)
    statuses = read_table("targets").status.value_counts()
    outcome = dropdown("Status", [ALL, *statuses.index], status)
    sort = dropdown("Kind", [*TARGET_KINDS, ALL], kind)
    promise = dependent_list("Promise", _promise_options, [which, outcome, sort], target)
    controls = {"briefing": which, "status": outcome, "kind": sort, "target": promise}
    return explorer(show_targets, controls, marks_set="target")


def _promise_and_outcome(promise: Any) -> Block:
    said = (
        OnPage(Note("What was promised")),
        quoted_sentence(promise.sentence, promise.statement),
    )
    return SideBySide((said, _outcome_blocks(promise.outcome_claim)), width=28)


def _outcome_blocks(claim: str) -> tuple[Block, ...]:
    if not claim:
        return (OnPage(Note("What was reported afterwards: no figure")),)
    return (OnPage(Note("What was reported afterwards")), quoted_figure(claim))


def _promise_details(promise: Any) -> Block:
    made = f"{plain_measure(promise.measure)}; made {promise.briefing}, {due_in_words(promise.due)}"
    return Details(
        (
            Fact("Promise", made),
            Fact("Status", promise.status),
            Fact("Evidence", promise.evidence),
            Fact("Published later", _since_in_words(promise)),
            Fact("Said before", promise.said_again),
            Fact("Note", promise.note),
        )
    )


def _since_in_words(promise: Any) -> str:
    """What was published after the last briefing, and by whom; empty where nothing was seen."""
    if not promise.since:
        return ""
    return f"{promise.since} ({promise.since_source}; {promise.since_basis})"


def _briefing_options() -> list[str]:
    """The briefings in which something is promised."""
    promised = set(chosen_targets(target_kind=ALL).briefing)
    return [ALL, *(id for id in read_table("briefings").briefing if id in promised)]


def _promise_options(briefing: str, status: str, kind: str) -> list[Option]:
    options = []
    for row in chosen_targets(briefing, status, kind).itertuples():
        promise = (
            f"{row.briefing}, {due_in_words(row.due)}: {shortened(plain_measure(row.measure), 80)}"
        )
        options.append(Option(f"{promise} ({row.status})", row.target))
    return options or [NOTHING]
