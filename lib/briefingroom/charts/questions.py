"""Who asks, on what, and who answers: one line for each question.

Three columns of names stand side by side: kinds of outlet, subjects, officials. Each question is a
line from the first to the second, and one from there to each official who answers it.
"""

from collections.abc import Collection, Hashable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from ..corpus.names import must_be
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..display import counted
from ..text.questions import OUTLET_KINDS, names_of_speakers, questions_on
from .frame import axes_for, finish
from .style import PALETTE, QUIET

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Where lines begin and end: at kinds of outlet, at the left and the right edge of the subjects, at
# officials.
COLUMNS = (0, 0.9, 2.7, 3.6)
KINDS_AT, SUBJECTS_FROM, SUBJECTS_TO, OFFICIALS_AT = COLUMNS
SUBJECTS_MIDDLE = (SUBJECTS_FROM + SUBJECTS_TO) / 2
NAMES_APART = 0.04  # from the ends of the lines

SLOT = 0.066  # inches for one question
LEAST = 2.1  # slots for a name
LEAST_GAP = 0.35  # slots between two names
STEPS_OF_A_CURVE = 24

SUBJECT_BOX = {"align": "edge", "color": "#ededed", "linewidth": 0}
SIDE_NAME = {"va": "center", "size": 8.5}
SUBJECT_NAME = {"ha": "center", "va": "center", "size": 7.6, "in_layout": False}
COLUMN_HEAD = {"va": "bottom", "size": 9, "color": QUIET}


class Answer(NamedTuple):
    """A question (its index in the table) and one of the officials who answer it."""

    question: int
    official: str


class NameBand(NamedTuple):
    """Where a name of a column begins and ends, and how many lines meet there."""

    low: float
    high: float
    count: int

    @property
    def middle(self) -> float:
        """Where the name is written."""
        return (self.low + self.high) / 2


class FlowColumn(NamedTuple):
    """A column of names: where each line meets it, and the place of each name."""

    ends: dict[Any, float]
    bands: dict[str, NameBand]


class QuestionFlow(NamedTuple):
    """The questions with their answers, and the three columns, all of one height (in slots)."""

    table: pd.DataFrame
    answers: list[Answer]
    kinds: FlowColumn
    subjects: FlowColumn
    officials: FlowColumn
    height: float


class FlowLine(NamedTuple):
    """A line of a question, as the points through which it goes."""

    question: int
    points: list[tuple[float, float]]


def plot_questions(
    ax: "Axes | None" = None, *, briefing: str = ALL, theme: str = ALL, exchange: str = ""
) -> "Axes":
    """Who asks, on what, and who answers: one line for each question, coloured by briefing.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.
    briefing : id of a briefing, or ``"all"``.
    theme : id of a theme, or ``"all"``.
    exchange : id of an exchange whose line is drawn strongly, and the others faintly.

    Returns the Axes. A question that two officials answer has two lines to them.

    Raises
    ------
    QuestionError : when there is no such question.
    UnknownName : when there is no such briefing, theme or exchange; the message names the nearest.
    """
    table = questions_on(briefing, theme)
    if exchange:
        unknown = f"There is no exchange {exchange!r} among those shown"
        must_be(exchange, list(table.exchange), unknown)
    flow = question_flow(table)
    chosen = set(table.index[table.exchange == exchange]) or set(table.index)
    ax = axes_for(ax, height=SLOT * flow.height + 1.55, width=8.8)
    _draw_flow(ax, flow, chosen, widest=3.2 if exchange else 1.8)
    _name_columns(ax, flow, chosen)
    _head_columns(ax)
    briefings = sorted(table.briefing.unique())
    _explain_colours(ax, briefings)
    ax.set_title(questions_finding(table, _answers_by_official(flow)), pad=30)
    _bare_axes(ax, flow.height)
    return finish(ax, briefings)


# --- where everything stands


def question_flow(table: pd.DataFrame) -> QuestionFlow:
    """Columns in which the lines of the questions cross each other little."""
    answers = [
        Answer(question, official)
        for question, officials in table.answered_by.items()
        for official in officials.split("; ")
    ]
    kinds = _in_order(table.kind, OUTLET_KINDS.values())
    subjects = _in_order(table.subject, read_table("themes").name)
    answering = _in_order([answer.official for answer in answers], names_of_speakers())
    by_kind = table.index[table.kind.map(kinds.index).argsort(kind="stable")]
    by_subject = by_kind[table.subject[by_kind].map(subjects.index).argsort(kind="stable")]
    answers_by_subject = sorted(
        answers, key=lambda answer: subjects.index(table.subject[answer.question])
    )
    at_kinds = _grouped(kinds, [(table.kind[question], question) for question in by_subject])
    at_subjects = _grouped(subjects, [(table.subject[question], question) for question in by_kind])
    at_officials = _grouped(answering, [(answer.official, answer) for answer in answers_by_subject])
    columns = (at_kinds, at_subjects, at_officials)
    height = max(map(_least_height, columns))
    return QuestionFlow(table, answers, *(_stack(groups, height) for groups in columns), height)


def _in_order(names: Iterable[str], order: Iterable[str]) -> list[str]:
    """The names that occur, once each, in a given order."""
    occurring = set(names)
    return [name for name in dict.fromkeys(order) if name in occurring]


def _grouped(
    names: Iterable[str], members: Iterable[tuple[str, Hashable]]
) -> dict[str, list[Hashable]]:
    """The members by name, the names and the members of each in the order given."""
    groups: dict[str, list[Hashable]] = {name: [] for name in names}
    for name, member in members:
        groups[name].append(member)
    return groups


def _least_height(groups: dict[str, list]) -> float:
    """The slots that a column needs."""
    return sum(_slots(members) + LEAST_GAP for members in groups.values())


def _slots(members: Collection) -> float:
    return max(len(members), LEAST)


def _stack(groups: dict[str, list], height: float) -> FlowColumn:
    """The groups one below the other, spread over the height."""
    used = sum(map(_slots, groups.values()))
    gap = (height - used) / len(groups)
    column = FlowColumn({}, {})
    top = gap / 2
    for name, members in groups.items():
        slots = _slots(members)
        column.bands[name] = NameBand(top, top + slots, len(members))
        first = top + (slots - len(members) + 1) / 2
        for place, member in enumerate(members):
            column.ends[member] = first + place
        top += slots + gap
    return column


def flow_lines(flow: QuestionFlow) -> list[FlowLine]:
    """The lines from kinds of outlet to subjects, then those from subjects to officials."""
    asked, on, answered = flow.kinds.ends, flow.subjects.ends, flow.officials.ends
    lines = []
    for question in flow.table.index:
        points = level_curve(KINDS_AT, asked[question], SUBJECTS_FROM, on[question])
        lines.append(FlowLine(question, points))
    for answer in flow.answers:
        points = level_curve(SUBJECTS_TO, on[answer.question], OFFICIALS_AT, answered[answer])
        lines.append(FlowLine(answer.question, points))
    return lines


def level_curve(x0: float, y0: float, x1: float, y1: float) -> list[tuple[float, float]]:
    """A line from one point to another that leaves and arrives level.

    >>> level_curve(0, 0, 1, 10)[12]
    (0.5, 5.0)
    """
    curve = []
    for step in range(STEPS_OF_A_CURVE + 1):
        t = step / STEPS_OF_A_CURVE
        x = x0 + (x1 - x0) * t
        y = y0 + (y1 - y0) * t * t * (3 - 2 * t)
        curve.append((x, y))
    return curve


# --- marks and names


def _draw_flow(ax: "Axes", flow: QuestionFlow, chosen: set[int], widest: float) -> None:
    """All lines, those of the chosen questions strongly and over the others."""
    from matplotlib.collections import LineCollection

    lines = sorted(flow_lines(flow), key=lambda line: line.question in chosen)
    strong = [line.question in chosen for line in lines]
    briefings = flow.table.briefing
    drawn = LineCollection(
        [line.points for line in lines],
        colors=[PALETTE[briefings[line.question]] for line in lines],
        linewidths=[widest if is_strong else 1.8 for is_strong in strong],
        alpha=[1.0 if is_strong else 0.4 for is_strong in strong],
    )
    ax.add_collection(drawn)


def _name_columns(ax: "Axes", flow: QuestionFlow, chosen: set[int]) -> None:
    """Names at the ends of the lines and in boxes between them; black where a chosen line goes."""
    reached = _names_reached(flow, chosen)

    def ink(name: str) -> str:
        return "black" if name in reached else QUIET

    for column, x, ha in (
        (flow.kinds, KINDS_AT - NAMES_APART, "right"),
        (flow.officials, OFFICIALS_AT + NAMES_APART, "left"),
    ):
        for name, band in column.bands.items():
            text = f"{name} ({band.count})"
            ax.text(x, band.middle, text, ha=ha, color=ink(name), **SIDE_NAME)
    _draw_boxes(ax, flow.subjects.bands.values())
    for name, band in flow.subjects.bands.items():
        ax.text(SUBJECTS_MIDDLE, band.middle, name, color=ink(name), **SUBJECT_NAME)


def _names_reached(flow: QuestionFlow, chosen: set[int]) -> set[str]:
    """The names that lines of the chosen questions lead to."""
    questions = flow.table.loc[list(chosen)]
    officials = {answer.official for answer in flow.answers if answer.question in chosen}
    return {*questions.kind, *questions.subject, *officials}


def _draw_boxes(ax: "Axes", bands: Collection[NameBand]) -> None:
    ax.barh(
        [band.low for band in bands],
        SUBJECTS_TO - SUBJECTS_FROM,
        [band.high - band.low for band in bands],
        left=SUBJECTS_FROM,
        **SUBJECT_BOX,
    )


def _head_columns(ax: "Axes") -> None:
    for x, text, ha in (
        (KINDS_AT, "Who asks", "right"),
        (SUBJECTS_MIDDLE, "On what", "center"),
        (OFFICIALS_AT, "Who answers", "left"),
    ):
        ax.text(x, -1.2, text, ha=ha, **COLUMN_HEAD)


def _explain_colours(ax: "Axes", briefings: Collection[str]) -> None:
    for briefing in briefings:
        ax.plot([], [], color=PALETTE[briefing], linewidth=3, label=briefing)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(briefings), handlelength=1.2)


def _bare_axes(ax: "Axes", height: float) -> None:
    """No ticks and no frame: the names say what stands where."""
    ax.set(xlim=(KINDS_AT, OFFICIALS_AT), ylim=(height, -3), xticks=[], yticks=[])
    ax.set(
        xlabel="One line for each question, in the colour of its briefing; in brackets: questions",
        ylabel="",
    )
    ax.spines[:].set_visible(False)


# --- words


def _answers_by_official(flow: QuestionFlow) -> dict[str, int]:
    return {name: band.count for name, band in flow.officials.bands.items()}


def questions_finding(table: pd.DataFrame, answers: dict[str, int]) -> str:
    """How much is asked, and who answers most; `answers` counts them by official.

    >>> table = pd.DataFrame({"subject": ["Steel", "Steel", "5G"]})
    >>> questions_finding(table, {"Xiao Yaqing": 2, "Liu Liehong": 1})
    '3 questions on 2 subjects, answered by Xiao Yaqing and Liu Liehong'
    """
    questions = counted(len(table), "question")
    subjects = counted(table.subject.nunique(), "subject")
    asked = f"{questions} on {subjects}"
    if len(answers) < 3:
        return f"{asked}, answered by {' and '.join(answers)}"
    most = max(answers.values())
    busiest = [official for official, count in answers.items() if count == most]
    if len(busiest) > 1:
        return f"{asked}, answered by {len(answers)} officials"
    return f"{asked}; {busiest[0]} answers most, {most}"
