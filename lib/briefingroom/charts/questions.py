"""Who asks, on what, and who answers: one line for each question."""

import pandas as pd

from ..corpus.names import must_be
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..display import counted
from ..text.questions import OUTLET_KINDS, names_of_speakers, questions_on
from .frame import axes_for, finish
from .style import PALETTE, QUIET

COLUMNS = (
    0,
    0.9,
    2.7,
    3.6,
)  # kinds of outlet; the left and the right edge of the subjects; officials


SLOT = 0.066  # inches for one question


LEAST = 2.1  # slots for a name


def plot_questions(ax=None, *, briefing: str = ALL, theme: str = ALL, exchange: str = ""):
    """Who asks, on what, and who answers: one line for each question, in the colour of its briefing.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.
    briefing : id of a briefing, or ``"all"``. theme : id of a theme, or ``"all"``.
    exchange : id of an exchange whose line is drawn strongly, and the others faintly.

    Returns the Axes. A question that two officials answer has two lines to them.

    Raises
    ------
    QuestionError : when there is no such question.
    UnknownName : when there is no such briefing, theme or exchange; the message names the nearest.
    """
    from matplotlib.collections import LineCollection

    table = questions_on(briefing, theme)
    if exchange:
        must_be(
            exchange, list(table.exchange), f"There is no exchange {exchange!r} among those shown"
        )
    kind, subject, colour = dict(table.kind), dict(table.subject), dict(table.briefing.map(PALETTE))
    answers = [
        (i, official) for i, people in table.answered_by.items() for official in people.split("; ")
    ]
    kinds = _order(kind.values(), OUTLET_KINDS.values())
    subjects = _order(subject.values(), read_table("themes").name)
    officials = _order([official for _, official in answers], names_of_speakers())
    rank = {name: i for column in (kinds, subjects, officials) for i, name in enumerate(column)}
    by_subject = sorted(table.index, key=lambda i: (rank[subject[i]], rank[kind[i]]))
    by_kind = sorted(table.index, key=lambda i: (rank[kind[i]], i))
    by_official = sorted(answers, key=lambda pair: rank[subject[pair[0]]])
    groups = (
        {name: [i for i in by_subject if kind[i] == name] for name in kinds},
        {name: [i for i in by_kind if subject[i] == name] for name in subjects},
        {name: [pair for pair in by_official if pair[1] == name] for name in officials},
    )
    height = max(
        sum(max(len(group), LEAST) + 0.35 for group in column.values()) for column in groups
    )
    (ask, kind_at), (on, subject_at), (answer, official_at) = (
        _stack(column, height) for column in groups
    )

    ax = axes_for(ax, height=SLOT * height + 1.55, width=8.8)
    lines = [(i, _curve(COLUMNS[0], ask[i], COLUMNS[1], on[i])) for i in table.index]
    lines += [
        (i, _curve(COLUMNS[2], on[i], COLUMNS[3], answer[i, official])) for i, official in answers
    ]
    chosen = set(table.index[table.exchange == exchange]) or set(table.index)
    lines.sort(key=lambda line: line[0] in chosen)  # the chosen one is drawn over the others
    ax.add_collection(
        LineCollection(
            [curve for _, curve in lines],
            colors=[colour[i] for i, _ in lines],
            linewidths=[3.2 if exchange and i in chosen else 1.8 for i, _ in lines],
            alpha=[1.0 if i in chosen else 0.4 for i, _ in lines],
        )
    )
    told = {name for i in chosen for name in (kind[i], subject[i])} | {
        official for i, official in answers if i in chosen
    }

    def ink(name):
        return "black" if name in told else QUIET

    for column, x, side in (
        (kind_at, COLUMNS[0] - 0.04, "right"),
        (official_at, COLUMNS[3] + 0.04, "left"),
    ):
        for name, (low, high) in column.items():
            count = len(groups[0].get(name) or groups[2][name])
            ax.text(
                x,
                (low + high) / 2,
                f"{name} ({count})",
                ha=side,
                va="center",
                size=8.5,
                color=ink(name),
            )
    low, high = zip(*subject_at.values())
    boxes = [b - a for a, b in zip(low, high)]
    ax.barh(
        low,
        COLUMNS[2] - COLUMNS[1],
        boxes,
        left=COLUMNS[1],
        align="edge",
        color="#ededed",
        linewidth=0,
    )
    for name, (low, high) in subject_at.items():
        ax.text(
            sum(COLUMNS[1:3]) / 2,
            (low + high) / 2,
            name,
            ha="center",
            va="center",
            size=7.6,
            color=ink(name),
            in_layout=False,
        )
    for x, text, side in (
        (COLUMNS[0], "Who asks", "right"),
        (sum(COLUMNS[1:3]) / 2, "On what", "center"),
        (COLUMNS[3], "Who answers", "left"),
    ):
        ax.text(x, -1.2, text, ha=side, va="bottom", size=9, color=QUIET)
    briefings = sorted(table.briefing.unique())
    for id in briefings:
        ax.plot([], [], color=PALETTE[id], linewidth=3, label=id)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(briefings), handlelength=1.2)
    ax.set_title(
        _questions_finding(table, {name: len(group) for name, group in groups[2].items()}), pad=30
    )
    ax.set(xlim=(COLUMNS[0], COLUMNS[3]), ylim=(height, -3), xticks=[], yticks=[])
    ax.set(
        xlabel="One line for each question, in the colour of its briefing; in brackets: questions",
        ylabel="",
    )
    for spine in ax.spines.values():
        spine.set_visible(False)
    return finish(ax, briefings)


def _questions_finding(table: pd.DataFrame, officials: dict[str, int]) -> str:
    """What the chart says, in words: how much is asked, and who answers most."""
    asked = f"{counted(len(table), 'question')} on {counted(table.subject.nunique(), 'subject')}"
    if len(officials) < 3:
        return f"{asked}, answered by {' and '.join(officials)}"
    most = [name for name, count in officials.items() if count == max(officials.values())]
    return (
        f"{asked}; {most[0]} answers most, {officials[most[0]]}"
        if len(most) == 1
        else f"{asked}, answered by {len(officials)} officials"
    )


def _order(names, order) -> list[str]:
    """The names that occur, once each, in a given order."""
    return [name for name in dict.fromkeys(order) if name in set(names)]


def _stack(groups: dict, height: float) -> tuple[dict, dict]:
    """Where each member of the groups stands, and where each group begins and ends, spread over the height."""
    sizes = {name: max(len(members), LEAST) for name, members in groups.items()}
    gap = (height - sum(sizes.values())) / len(groups)
    places, ends, top = {}, {}, gap / 2
    for name, members in groups.items():
        ends[name] = (top, top + sizes[name])
        first = top + (sizes[name] - len(members) + 1) / 2
        places |= {member: first + n for n, member in enumerate(members)}
        top += sizes[name] + gap
    return places, ends


def _curve(x0: float, y0: float, x1: float, y1: float) -> list[tuple[float, float]]:
    """A line from one point to another that leaves and arrives level."""
    steps = [n / 24 for n in range(25)]
    return [(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t * t * (3 - 2 * t)) for t in steps]
