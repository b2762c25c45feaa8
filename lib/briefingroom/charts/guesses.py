"""A line of guesses beside the answers.

The guesses are dashed and open, the answers solid and filled. Time is spaced as time, and the line
of the answers joins only periods that follow one another: none is drawn through those that were not
stated. Points that are not in time, or that last differently long, have no line.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..numbers.periods import period_bounds
from .frame import axes_for, keep_readable, legend_above, title_above_legend, value_axis
from .style import INK, SLATE_GREY, MarkStyle
from .wording import kind_of_period

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GUESS_LOOK: MarkStyle = {
    "color": SLATE_GREY,
    "marker": "o",
    "ms": 8,
    "mfc": "white",
    "mew": 1.6,
    "zorder": 3,
    "clip_on": False,
}
ANSWER_LOOK: MarkStyle = {
    "color": INK,
    "marker": "o",
    "ms": 6.5,
    "lw": 2,
    "zorder": 4,
    "clip_on": False,
}
HEIGHT = 3.2  # inches
BETWEEN_NAMES = 4  # pixels of the figure
NEXT_DAY = timedelta(days=1)


def plot_guesses(
    guesses: Mapping[str, float],
    answers: Mapping[str, float],
    unit: str = "",
    ax: "Axes | None" = None,
    *,
    given: Collection[str] = (),
) -> "Axes":
    """Guesses beside the answers, by point.

    Parameters
    ----------
    guesses, answers : values by the name of the point, such as "2023" or "2023-Q1". Not every
        answer needs a guess.
    unit : of both, in words.
    given : names of answers that were known; the line of the guesses runs through them.
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with the points in the order of time if they are in it, else as given.
    """
    names = in_order(answers)
    places = places_of(names)
    ax = axes_for(ax, HEIGHT)
    known = {name: answers[name] for name in given}
    _draw_guesses(ax, {**known, **guesses}, places)
    _draw_answers(ax, answers, places)
    ax.set_xticks([places[name] for name in names], names)
    ax.margins(x=0.08)
    value_axis(ax, [*guesses.values(), *answers.values()], unit)
    ax.set_ylabel(unit[:1].upper() + unit[1:])
    legend_above(ax, ncols=2, handlelength=2.5)
    title_above_legend(ax, guesses_finding(guesses, answers))
    _take_names_literally(ax)
    keep_readable(ax)
    _lower_names_that_meet(ax)
    return ax


def _lower_names_that_meet(ax: "Axes") -> None:
    """Of two names that would meet, as of two days in one spring, the second stands lower."""
    figure: Any = ax.get_figure(root=True)
    figure.draw_without_rendering()
    labels = ax.get_xticklabels()
    names = [label.get_text() for label in labels]
    ends = [label.get_window_extent() for label in labels]
    for number, (before, after) in enumerate(pairwise(ends), start=1):
        is_lower = names[number - 1].startswith("\n")
        if not is_lower and before.x1 + BETWEEN_NAMES > after.x0:
            names[number] = f"\n{names[number]}"
    ax.set_xticks(ax.get_xticks(), names)


def _take_names_literally(ax: "Axes") -> None:
    """A $ in the name of a point or in the unit begins no formula; the numbers hold none."""
    from matplotlib.text import Text

    for text in ax.findobj(Text):
        text.set_parse_math(False)


def _draw_guesses(ax: "Axes", guesses: Mapping[str, float], places: Mapping[str, float]) -> None:
    names = [name for name in places if name in guesses]
    line = "--" if _are_in_time(places) else "none"
    points = [places[name] for name in names]
    values = [guesses[name] for name in names]
    ax.plot(points, values, ls=line, label="Your guess", **GUESS_LOOK)


def _draw_answers(ax: "Axes", answers: Mapping[str, float], places: Mapping[str, float]) -> None:
    label = "The answer"
    for names in runs(list(places)):
        points = [places[name] for name in names]
        values = [answers[name] for name in names]
        ax.plot(points, values, label=label, **ANSWER_LOOK)
        label = ""  # in the legend once


def in_order(names: Collection[str]) -> list[str]:
    """Names of points in the order of time if they all have one place in it, else as given.

    >>> in_order(["2023", "2020"]), in_order(["steel", "cars"])
    (['2020', '2023'], ['steel', 'cars'])
    """
    if not _are_in_time(names):
        return list(names)
    return sorted(names, key=period_bounds)


def _are_in_time(names: Collection[str]) -> bool:
    """Whether all are periods of one kind: a quarter and a year do not share one axis."""
    try:
        for name in names:
            period_bounds(name)
    except ValueError:
        return False
    return len({kind_of_period(name) for name in names}) == 1


def places_of(names: Collection[str]) -> dict[str, float]:
    """Where points stand along the axis: the middle of each period in days, else 0, 1, 2 ...

    >>> places_of(["steel", "cars"])
    {'steel': 0.0, 'cars': 1.0}
    >>> places = places_of(["2020", "2021", "2023"])
    >>> round(places["2023"] - places["2021"]), round(places["2021"] - places["2020"])
    (730, 366)
    """
    if not _are_in_time(names):
        return {name: float(place) for place, name in enumerate(names)}
    return {name: _middle_day(name) for name in names}


def _middle_day(period: str) -> float:
    first, last = period_bounds(period)
    return (first.toordinal() + last.toordinal()) / 2


def runs(names: Sequence[str]) -> list[list[str]]:
    """Names in groups whose periods follow one another.

    >>> runs(["2019", "2020", "2023"]), runs(["steel", "cars"])
    ([['2019', '2020'], ['2023']], [['steel'], ['cars']])
    """
    in_time = _are_in_time(names)
    found = [[name] for name in names[:1]]
    for before, name in pairwise(names):
        if in_time and _follows(before, name):
            found[-1].append(name)
        else:
            found.append([name])
    return found


def _follows(before: str, after: str) -> bool:
    _, last = period_bounds(before)
    first, _ = period_bounds(after)
    return first - last == NEXT_DAY


def guesses_finding(guesses: Mapping[str, float], answers: Mapping[str, float]) -> str:
    """On which side of the answers the guesses lie.

    >>> guesses_finding({"2023": 1.5}, {"2020": 0.69, "2023": 2.64})
    'Your guess lies below the answer in 2023'
    >>> guesses_finding({"2020": 1, "2023": 1.5}, {"2020": 0.69, "2023": 2.64})
    'Your guesses: 1 below the answer, 1 above it'
    """
    below = [name for name, guess in guesses.items() if guess < answers[name]]
    above = [name for name, guess in guesses.items() if guess > answers[name]]
    same = len(guesses) - len(below) - len(above)
    if len(guesses) == 1:
        (name,) = guesses
        side = "below" if below else "above" if above else "on"
        when = f"in {name}" if _are_in_time(guesses) else f"for {name}"
        return f"Your guess lies {side} the answer {when}"
    said = [f"{len(below)} below the answer", f"{len(above)} above it"]
    if same:
        said.append(f"{same} on it")
    return f"Your guesses: {', '.join(said)}"
