"""Who asks, on what, and who answers: one line for each question.

Three columns of names stand side by side: kinds of outlet, subjects, officials. Each question is a
line from the first to the second, and one from there to each official who answers it.
"""

from collections.abc import Collection, Iterable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ..corpus.names import must_be
from ..corpus.reading import ALL
from ..display import counted
from ..ids import ids_listed
from ..text.questions import (
    NO_SUBJECT,
    NOBODY_ANSWERS,
    OUTLET_KINDS,
    names_of_speakers,
    questions_on,
)
from .frame import axes_for_rows, briefing_legend, finish, headline
from .language import names_shown
from .mark_words import words_of
from .marks import DrawnMark, add_marks
from .style import QUIET, SMALL, SMALLEST, MarkStyle, briefing_colour

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Where lines begin and end: at kinds of outlet, at the left and the right edge of the subjects, at
# officials.
COLUMNS = (0, 0.75, 2.85, 3.6)
KINDS_AT, SUBJECTS_FROM, SUBJECTS_TO, OFFICIALS_AT = COLUMNS
SUBJECTS_MIDDLE = (SUBJECTS_FROM + SUBJECTS_TO) / 2
MARKS_AT = SUBJECTS_FROM + 0.01  # inside the box, where the name of the subject is not covered
NAMES_APART = 0.04  # from the ends of the lines

WIDTH_OF_QUESTIONS = 8.4  # inches
SLOT = 0.085  # inches for one question
LEAST = 2.1  # slots for a name
LEAST_GAP = 0.35  # slots between two names
STEPS_OF_A_CURVE = 24

LINE_WIDTH = 1.8
CHOSEN_LINE_WIDTH = 3.2
FAINT = 0.5

SUBJECT_BOX: MarkStyle = {
    "align": "edge",
    "color": "#ededed",
    "linewidth": 0,
}
SIDE_NAME: MarkStyle = {
    "va": "center",
    "size": SMALL,
}
SUBJECT_NAME: MarkStyle = {
    "ha": "center",
    "va": "center",
    "size": SMALLEST,
    "in_layout": False,
}
COLUMN_HEAD: MarkStyle = {
    "va": "bottom",
    "size": SMALL,
    "color": QUIET,
}


Curve = list[tuple[float, float]]  # the points through which it goes


class AskedQuestion(NamedTuple):
    """A question: the kind of outlet that asks it, its subject, and the colour of its lines."""

    exchange: str
    kind: str
    subject: str
    colour: str


class GivenAnswer(NamedTuple):
    """A question and one of the officials who answer it."""

    question: AskedQuestion
    official: str


class NameBand(NamedTuple):
    """Where a name of a column begins and ends, and how many lines meet there."""

    low: float
    high: float
    lines: int

    @property
    def middle(self) -> float:
        """Where the name is written."""
        return (self.low + self.high) / 2


class FlowColumn(NamedTuple):
    """A column of names: where each question or answer meets it, and the place of each name."""

    ends: dict[AskedQuestion | GivenAnswer, float]
    bands: dict[str, NameBand]


class QuestionFlow(NamedTuple):
    """The questions and their answers, and the three columns, all of one height (in slots)."""

    questions: list[AskedQuestion]
    answers: list[GivenAnswer]
    kinds: FlowColumn
    subjects: FlowColumn
    officials: FlowColumn
    height: float


class FlowLine(NamedTuple):
    """A line to draw, as the points through which it goes."""

    points: Curve
    colour: str
    is_chosen: bool


def plot_questions(
    ax: "Axes | None" = None,
    *,
    briefing: str = ALL,
    theme: str = ALL,
    outlets: str = ALL,
    exchange: str = "",
    faint: bool = False,
) -> "Axes":
    """Who asks, on what, and who answers: one line for each question, coloured by briefing.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.
    briefing : id of a briefing, or ``"all"``.
    theme : id of a theme, or ``"all"``.
    outlets : a kind of outlet, such as ``"overseas"``, or ``"all"``.
    exchange : id of an exchange whose line is drawn strongly, and the others faintly.
    faint : draw all lines faintly, but that of the exchange, if one is given.

    Returns the Axes. A question that two officials answer has two lines to them.

    Raises
    ------
    QuestionError : when there is no such question.
    UnknownName : when there is no such briefing, theme or exchange; the message names the nearest.
    """
    table = questions_on(briefing, theme, outlets)
    if exchange:
        unknown = f"There is no exchange {exchange!r} among those shown"
        must_be(exchange, list(table.exchange), unknown)
    flow = question_flow(table)
    strong = set() if faint else set(table.exchange)
    chosen = {exchange} if exchange else strong
    briefings = sorted(table.briefing.unique())
    ax = axes_for_rows(ax, flow.height, each=SLOT, around=1.55, width=WIDTH_OF_QUESTIONS)
    _draw_lines(
        ax,
        flow_lines(flow, chosen),
        chosen_width=CHOSEN_LINE_WIDTH if exchange else LINE_WIDTH,
    )
    add_marks(ax, partial(question_marks, flow))
    _name_columns(ax, flow, _names_reached(flow, chosen or set(table.exchange)))
    _head_columns(ax)
    above = briefing_legend(ax, briefings, heading="Asked on")
    answers = {name: band.lines for name, band in flow.officials.bands.items()}
    headline(
        ax,
        questions_finding(flow.questions, answers),
        "Questions by kind of outlet, subject and official, one line each",
        above=above,
    )
    _bare_axes(ax, flow.height)
    return finish(ax, briefings)


# --- where everything stands


def question_flow(table: pd.DataFrame) -> QuestionFlow:
    """Columns in which the lines of the questions cross each other little."""
    kind_order = list(OUTLET_KINDS.values())
    subject_order = [*names_shown("themes"), NO_SUBJECT]
    answers = _answers_of(table)
    questions = list(dict.fromkeys(answer.question for answer in answers))
    by_kind = sorted(questions, key=lambda question: kind_order.index(question.kind))
    by_subject = sorted(by_kind, key=lambda question: subject_order.index(question.subject))
    kinds = _grouped(by_subject, [question.kind for question in by_subject], kind_order)
    subjects = _grouped(by_kind, [question.subject for question in by_kind], subject_order)
    answers_by_subject = sorted(
        answers,
        key=lambda answer: subject_order.index(answer.question.subject),
    )
    officials = _grouped(
        answers_by_subject,
        [answer.official for answer in answers_by_subject],
        [*names_of_speakers(), NOBODY_ANSWERS],
    )
    height = max(map(_least_height, (kinds, subjects, officials)))
    return QuestionFlow(
        questions,
        answers,
        kinds=_stack(kinds, height),
        subjects=_stack(subjects, height),
        officials=_stack(officials, height),
        height=height,
    )


def _answers_of(table: pd.DataFrame) -> list[GivenAnswer]:
    answers = []
    names = names_shown("themes")
    for row in table.itertuples():
        subject = names.get(row.theme, NO_SUBJECT)
        question = AskedQuestion(row.exchange, row.kind, subject, briefing_colour(row.briefing))
        officials = ids_listed(row.answered_by) or [NOBODY_ANSWERS]
        answers += [GivenAnswer(question, official) for official in officials]
    return answers


def _grouped(members: list, names: list[str], order: Iterable[str]) -> dict[str, list]:
    """The members by name, in a given order of the names; without names that nobody has."""
    groups: dict[str, list] = {name: [] for name in order}
    for member, name in zip(members, names, strict=True):
        groups[name].append(member)
    return {name: group for name, group in groups.items() if group}


def _least_height(groups: dict[str, list]) -> float:
    """The slots that a column needs."""
    return sum(_slots(members) + LEAST_GAP for members in groups.values())


def _slots(members: list) -> float:
    return max(len(members), LEAST)


def _stack(groups: dict[str, list], height: float) -> FlowColumn:
    """The groups one below the other, spread over the height."""
    used = sum(map(_slots, groups.values()))
    gap = (height - used) / len(groups)
    column = FlowColumn(ends={}, bands={})
    top = gap / 2
    for name, members in groups.items():
        number = len(members)
        slots = _slots(members)
        first = top + (slots - number + 1) / 2
        column.bands[name] = NameBand(top, top + slots, number)
        column.ends.update((member, first + n) for n, member in enumerate(members))
        top += slots + gap
    return column


def flow_lines(flow: QuestionFlow, chosen: set[str]) -> list[FlowLine]:
    """From kinds of outlet to subjects and on to officials, the chosen exchanges over others."""
    lines = []
    for question in flow.questions:
        points = _curve_of_question(flow, question)
        lines.append(FlowLine(points, question.colour, question.exchange in chosen))
    for answer in flow.answers:
        question = answer.question
        points = _curve_of_answer(flow, answer)
        lines.append(FlowLine(points, question.colour, question.exchange in chosen))
    return sorted(lines, key=lambda line: line.is_chosen)


def _curve_of_question(flow: QuestionFlow, question: AskedQuestion) -> Curve:
    asked = flow.kinds.ends[question]
    on = flow.subjects.ends[question]
    return level_curve(KINDS_AT, asked, SUBJECTS_FROM, on)


def _curve_of_answer(flow: QuestionFlow, answer: GivenAnswer) -> Curve:
    on = flow.subjects.ends[answer.question]
    answered = flow.officials.ends[answer]
    return level_curve(SUBJECTS_TO, on, OFFICIALS_AT, answered)


def level_curve(x0: float, y0: float, x1: float, y1: float) -> Curve:
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


def question_marks(flow: QuestionFlow) -> list[DrawnMark]:
    """A mark for each question, where its line meets its subject, from the top to the bottom."""
    height = flow.subjects.ends
    return [
        DrawnMark(
            id=question.exchange,
            at=(MARKS_AT, height[question]),
            words=words_of(question.exchange),
            path=tuple(whole_line(flow, question)),
        )
        for question in sorted(flow.questions, key=lambda question: height[question])
    ]


def whole_line(flow: QuestionFlow, question: AskedQuestion) -> Curve:
    """A question from its outlet over its subject to the official who answers it.

    Where several do, the line goes to each and, but for the last, back to the subject.
    """
    points = _curve_of_question(flow, question)
    answers = [answer for answer in flow.answers if answer.question == question]
    *others, last = [_curve_of_answer(flow, answer) for answer in answers]
    for curve in others:
        points += curve + curve[::-1]
    return points + last


def _draw_lines(ax: "Axes", lines: list[FlowLine], chosen_width: float) -> None:
    from matplotlib.collections import LineCollection

    chosen = [line.is_chosen for line in lines]
    drawn = LineCollection(
        [line.points for line in lines],
        colors=[line.colour for line in lines],
        linewidths=[chosen_width if is_chosen else LINE_WIDTH for is_chosen in chosen],
        alpha=[1.0 if is_chosen else FAINT for is_chosen in chosen],
    )
    ax.add_collection(drawn)


def _names_reached(flow: QuestionFlow, chosen: set[str]) -> set[str]:
    """The names that lines of the chosen exchanges lead to."""
    reached = set()
    for question, official in flow.answers:
        if question.exchange in chosen:
            reached |= {question.kind, question.subject, official}
    return reached


def _name_columns(ax: "Axes", flow: QuestionFlow, reached: set[str]) -> None:
    """Names at the ends of the lines and in boxes between them; black where a chosen line goes."""

    def ink(name: str) -> str:
        return "black" if name in reached else QUIET

    right = OFFICIALS_AT + NAMES_APART
    kinds = flow.kinds.bands
    ax.set_yticks(
        [band.middle for band in kinds.values()],
        [_name_and_count(name, band) for name, band in kinds.items()],
    )
    ax.tick_params(axis="y", length=0, labelsize=SMALL)
    for label, name in zip(ax.get_yticklabels(), kinds, strict=True):
        label.set_color(ink(name))
    for name, band in flow.officials.bands.items():
        words = _name_and_count(name, band)
        ax.text(right, band.middle, words, ha="left", color=ink(name), **SIDE_NAME)
    subjects = flow.subjects.bands
    _draw_boxes(ax, subjects.values())
    for name, band in subjects.items():
        ax.text(SUBJECTS_MIDDLE, band.middle, name, color=ink(name), **SUBJECT_NAME)


def _name_and_count(name: str, band: NameBand) -> str:
    return f"{name} ({band.lines})"


def _draw_boxes(ax: "Axes", bands: Collection[NameBand]) -> None:
    ax.barh(
        [band.low for band in bands],
        SUBJECTS_TO - SUBJECTS_FROM,
        [band.high - band.low for band in bands],
        left=SUBJECTS_FROM,
        **SUBJECT_BOX,
    )


def _head_columns(ax: "Axes") -> None:
    above = -1.2
    ax.text(KINDS_AT, above, "Who asks", ha="right", **COLUMN_HEAD)
    ax.text(SUBJECTS_MIDDLE, above, "On what", ha="center", **COLUMN_HEAD)
    ax.text(OFFICIALS_AT, above, "Who answers", ha="left", **COLUMN_HEAD)


def _bare_axes(ax: "Axes", height: float) -> None:
    """No ticks and no frame: the names say what stands where."""
    ax.set(
        xlim=(KINDS_AT, OFFICIALS_AT),
        ylim=(height, -3),
        xticks=[],
        xlabel="One line for each question, in the colour of its briefing; in brackets: questions",
        ylabel="",
    )
    ax.spines[:].set_visible(False)


# --- words


def questions_finding(questions: Collection[AskedQuestion], officials: dict[str, int]) -> str:
    """How much is asked, and who answers most; the officials with the number of their answers.

    >>> steel = AskedQuestion("2021-03-01.q08", "Overseas", "Steel", "black")
    >>> questions_finding([steel], {"Xiao Yaqing": 1})
    '1 question on 1 subject, answered by Xiao Yaqing'
    >>> questions_finding([steel], {"Xiao Yaqing": 1, "Liu Liehong": 1, "Wang Zhijun": 1})
    '1 question on 1 subject, answered by 3 officials'
    """
    subjects = {question.subject for question in questions}
    asked = f"{counted(len(questions), 'question')} on {counted(len(subjects), 'subject')}"
    if len(officials) < 3:
        return f"{asked}, answered by {' and '.join(officials)}"
    most = max(officials.values())
    busiest = [name for name, answers in officials.items() if answers == most]
    if len(busiest) > 1:
        return f"{asked}, answered by {len(officials)} officials"
    return f"{asked}; {busiest[0]} answers most, {most}"
