"""The growth of a quarter: the rates that were said, and those that stand elsewhere only."""

import re
from functools import partial
from textwrap import fill
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..corpus.tables import read_table
from ..display import shortened
from ..errors import QuestionError
from .frame import (
    axes_for_rows,
    finish,
    legend_above,
    many_named_rows,
    row_places,
    rows_high,
    title_above_legend,
    write_beside,
)
from .language import is_chinese
from .mark_words import day_in_words, words_of
from .marks import DrawnMark, add_marks
from .style import QUIET, SMALL, MarkStyle, briefing_colour
from .wording import count_in_words, number_in_words, wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RATES_SOURCE_WIDTH = 84  # characters
OF_A_QUARTER, THE_QUARTER = "2023-04-20", "2023-Q1"  # the one that is about a quarter
RATE_NAME_WIDTH, RATE_LINE_WIDTH = 100, 54  # characters
ABOVE_SIZE = "industry above designated size"
WIDTH_OF_RATES = 8.2  # inches
RATES_TITLE_LETTERS = 80  # characters
ROOM_FOR_RATE = 0.12  # beyond the longest bar on either side, for its number, as a part of all
SHORT_PUBLISHERS = {
    "China Association of Automobile Manufacturers": "CAAM",
    "National Bureau of Statistics of China": "statistics bureau",
    "Ministry of Industry and Information Technology of China": "ministry",
}
RATE_BAR: MarkStyle = {"height": 0.66, "linewidth": 0.9}
BOUND_OF_RATE = {"at_least": "at least ", "over": "over ", "under": "under "}


def plot_quarter(
    briefing: str = OF_A_QUARTER, period: str = THE_QUARTER, ax: "Axes | None" = None
) -> "Axes":
    """Every rate of growth on a year before that was said for a period, and those that were not.

    Parameters
    ----------
    briefing : id of the briefing in which they were said.
    period : as in `claims`, such as "2023-Q1".
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each rate, the largest on top.

    Raises
    ------
    QuestionError : when no rate was said for the period.
    """
    rows = rates_of_period(briefing, period)
    if not rows.said.any():
        raise QuestionError(f"No rate on a year before was said on {briefing} for {period}.")
    names = _names_of_rates(rows)
    rows = rows.assign(place=row_places(names))
    ax = axes_for_rows(ax, rows_high(names), each=0.27, around=1.6, width=WIDTH_OF_RATES)
    colour = briefing_colour(briefing)
    for said, label, inside in (
        (True, f"said on {briefing}", colour),
        (False, "published for the same time, not said that day", "white"),
    ):
        here = rows[rows.said == said]
        edge = colour if said else QUIET
        ax.barh(here.place, here.value, color=inside, edgecolor=edge, label=label, **RATE_BAR)
    ax.axvline(0, color=QUIET, linewidth=1)
    for row in rows.itertuples():
        _write_rate(ax, row)
    add_marks(ax, partial(quarter_marks, rows))
    many_named_rows(ax, names, list(rows.place))
    title_above_legend(
        ax,
        wrapped_title(quarter_finding(rows), RATES_TITLE_LETTERS),
        f"Growth on a year before, {day_in_words(period)}, percent",
    )
    legend_above(ax, ncols=2)
    low, high = min(0, rows.value.min()), max(0, rows.value.max())
    room = ROOM_FOR_RATE * (high - low)
    ax.spines["left"].set_visible(not low)  # the line at nothing is the one to read from
    ax.set(xlabel="Percent", ylabel="", xlim=(low - room if low else 0, high + room))
    return finish(ax, [briefing], "y", source=_source_of_rates(rows, briefing))


def rates_of_period(briefing: str, period: str) -> pd.DataFrame:
    """The rates, the largest first: id, name, value, bound, publisher, said.

    Published ones are those of whose measure no rate of this period was said that day.

    >>> table = rates_of_period("2023-04-20", "2023-Q1")
    >>> table.name.iloc[-1], float(table.value.iloc[-1])
    ('automobile sales', -6.7)
    """
    claims = read_table("claims")
    rates = claims[(claims.kind == "growth") & (claims.baseline == "yoy")]
    said = rates[(rates.briefing == briefing) & (rates.period == period)]
    measure = said.indicator.where(said.indicator != "", said.measure)
    stated = said.assign(measure_id=measure).drop_duplicates("measure_id")
    published = _published_alone(period, set(said.indicator))
    rows = [
        *(
            (row.claim, row.measure, _signed(row), row.bound, "", True)
            for row in _row_by_row(stated)
        ),
        *((row.reference, row.name, row.value, "", row.publisher, False) for row in published),
    ]
    table = pd.DataFrame(rows, columns=["id", "name", "value", "bound", "publisher", "said"])
    table["name"] = table.name.str.replace(r"^(?:[Gg]rowth of|fall in) (?:the )?", "", regex=True)
    table["name"] = table.name.str.replace(r"^Average growth", "average growth", regex=True)
    table["name"] = _with_counter_of_namesakes(table, period)
    return table.sort_values("value", ascending=False, kind="stable", ignore_index=True)


def _row_by_row(table: pd.DataFrame) -> list[Any]:
    return list(table.itertuples())


def _signed(row: Any) -> float:
    """The rate with its sign: a fall is kept as a number above nothing with the word "fall"."""
    return float(-row.value if row.measure.startswith("fall") else row.value)


def _with_counter_of_namesakes(table: pd.DataFrame, period: str) -> list[str]:
    """The names; of two that are alike each with who counted, as the published figure says."""
    claims = read_table("claims").set_index("claim").indicator
    references = read_table("references")
    of_period = references[references.period == period].drop_duplicates("indicator")
    publishers = of_period.set_index("indicator").publisher
    alike = table.name.duplicated(keep=False)
    return [
        f"{row.name} ({_short_publisher(publishers[claims[row.id]])})" if same else row.name
        for row, same in zip(table.itertuples(index=False), alike, strict=True)
    ]


def _published_alone(period: str, said: set[str]) -> list[Any]:
    """Published rates of growth of a period, of other measures than those that were said."""
    indicators = read_table("indicators").set_index("indicator")
    references = read_table("references")
    rows = references[(references.period == period) & (references.unit == "percent")]
    is_rate = rows.indicator.str.endswith("_growth") & ~rows.indicator.isin(said)
    rows = rows[is_rate].drop_duplicates("indicator")
    return _row_by_row(rows.assign(name=rows.indicator.map(indicators.name)))


def _write_rate(ax: "Axes", row: Any) -> None:
    """The number beside the end of its bar, on the side of the sign."""
    number = number_in_words(round(row.value, 1)).replace("-", "−")
    side = (-5, 0) if row.value < 0 else (5, 0)
    words = BOUND_OF_RATE.get(row.bound, "") + number
    ha = "right" if row.value < 0 else "left"
    write_beside(ax, words, row.value, row.place, side, ha=ha, size=SMALL)


def _names_of_rates(rows: pd.DataFrame) -> list[str]:
    """What stands beside each bar: where Chinese is asked for, the name of the indicator if any."""
    short = [short_rate_name(name) for name in rows.name]
    if not is_chinese():
        return short
    indicators = read_table("indicators").set_index("indicator").name_zh
    measured = pd.concat(
        read_table(table).set_index(id).indicator
        for table, id in (("claims", "claim"), ("references", "reference"))
    )
    chinese = measured.reindex(rows.id).map(indicators).fillna("")
    return [name or other for name, other in zip(chinese, short, strict=True)]


def short_rate_name(name: str) -> str:
    """The name of a rate as it stands beside its bar.

    >>> short_rate_name("revenue of emerging businesses (data centres, computing in the cloud)")
    'revenue of emerging businesses'
    """
    name = name.replace("industrial enterprises above the designated size", ABOVE_SIZE)
    if len(name) > RATE_LINE_WIDTH:
        name = re.sub(r" \(.*\)$", "", name)
    return wrapped_title(shortened(name, RATE_NAME_WIDTH), RATE_LINE_WIDTH)


def quarter_marks(rows: pd.DataFrame) -> list[DrawnMark]:
    """A mark for each rate, in the middle of its bar."""
    return [
        DrawnMark(row.id, (row.value / 2, row.place), f"{row.name}: {words_of(row.id)}")
        for row in _row_by_row(rows)
    ]


def quarter_finding(rows: pd.DataFrame) -> str:
    """How many rates were said, how many of them are falls, and how many falls stand elsewhere.

    >>> quarter_finding(pd.DataFrame({"value": [3, 5, -4], "said": [True, True, False]}))
    'None of two stated rates is a fall; one fall was published elsewhere'
    """
    said = rows[rows.said]
    falls, elsewhere = int((said.value < 0).sum()), int((rows[~rows.said].value < 0).sum())
    number = count_in_words(falls).capitalize() if falls else "None"
    verb = "are falls" if falls > 1 else "is a fall"
    found = f"{number} of {count_in_words(len(said))} stated rates {verb}"
    if not elsewhere:
        return found
    verb = "fall was" if elsewhere == 1 else "falls were"
    return f"{found}; {count_in_words(elsewhere)} {verb} published elsewhere"


def _source_of_rates(rows: pd.DataFrame, briefing: str) -> str:
    if rows.said.all():
        return f"Source: Briefing Room, briefing of {briefing}"
    names = dict.fromkeys(_short_publisher(name) for name in rows[~rows.said].publisher)
    line = f"Source: Briefing Room, briefing of {briefing}; {', '.join(names)}"
    return fill(line, RATES_SOURCE_WIDTH)


def _short_publisher(publisher: str) -> str:
    return SHORT_PUBLISHERS.get(publisher, publisher)
