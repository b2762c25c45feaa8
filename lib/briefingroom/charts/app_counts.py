"""Counts of apps side by side: apps, checks, apps named."""

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..corpus.tables import read_table
from ..corpus.uncoded import must_hold_published
from .frame import axes_for_rows, finish, headline, named_rows, write_beside
from .mark_words import day_in_words, words_of
from .marks import DrawnMark, add_marks
from .style import briefing_colour
from .wording import amount_in_words, bound_words, wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

APP_INDICATORS = {  # and what stands beside the bar
    "mobile_apps": "apps",
    "apps_tested": "checked",
    "apps_named_or_removed": "named or removed",
}
UNTIL = {"cumulative": "until "}
OTHERWISE_COUNTED = {  # claims that count something else than their indicator says
    "2021-03-01.c023": "apps, some say",
    "2021-03-01.c024": "apps, careful guess",
    "2021-03-01.c025": "apps for one phone",
    "2023-04-20.c132": "apps and SDKs named",
}
A_MILLION = 1e6
WIDTH_OF_APPS = 8.2  # inches
APPS_TITLE_LETTERS = 70  # characters


def plot_app_counts(ax: "Axes | None" = None) -> "Axes":
    """What was said of the number of apps: a bar for each count, from nothing to its value.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each count, in the order in which an app meets them.

    Raises
    ------
    QuestionError : in a collection without the published briefings.
    """
    must_hold_published()
    rows = app_counts()
    ax = axes_for_rows(ax, len(rows), each=0.32, around=1.4, width=WIDTH_OF_APPS)
    colours = [briefing_colour(briefing) for briefing in rows.briefing]
    ax.barh(rows.index, rows.value / A_MILLION, height=0.6, color=colours)
    for row in rows.itertuples():
        write_beside(ax, row.amount, row.value / A_MILLION, row.Index, (6, 0))
    add_marks(ax, partial(app_marks, rows))
    named_rows(ax, list(rows.name))
    headline(
        ax,
        wrapped_title(apps_finding(rows), APPS_TITLE_LETTERS),
        "Apps, and checks of apps, as the ministry counts or has heard, 2021 to 2023",
    )
    ax.set(
        xlabel="Apps or checks (million)", ylabel="", xlim=(0, rows.value.max() / A_MILLION * 1.25)
    )
    ax.set_xticks(range(5))
    return finish(ax, sorted(set(rows.briefing)), "y")


def app_counts() -> pd.DataFrame:
    """The counts of apps, those alike of one briefing once: claim, briefing, name, value, amount.

    >>> app_counts().amount.tolist()[-2:]
    ['nearly 3,000', '101']
    """
    claims = read_table("claims")
    rows = claims[claims.indicator.isin(list(APP_INDICATORS))]
    rows = rows.drop_duplicates(["briefing", "indicator", "value"])
    order = rows.indicator.map({id: number for number, id in enumerate(APP_INDICATORS)})
    rows = rows.assign(order=order).sort_values(["order", "briefing"], kind="stable")
    named = [row_of_count(row) for row in rows.itertuples()]
    return pd.DataFrame(named)


def row_of_count(row: Any) -> dict[str, Any]:
    """A count of apps as it is drawn."""
    when = UNTIL.get(row.kind, "") + day_in_words(row.period)
    counted = OTHERWISE_COUNTED.get(row.claim, APP_INDICATORS[row.indicator])
    return {
        "claim": row.claim,
        "indicator": row.indicator,
        "briefing": row.briefing,
        "name": f"{counted}, {when}",
        "value": row.value,
        "amount": bound_words(row) + amount_in_words(row.value, row.unit),
    }


def app_marks(rows: pd.DataFrame) -> list[DrawnMark]:
    """A mark for each count, in the middle of its bar."""
    return [
        DrawnMark(row.claim, (row.value / A_MILLION / 2, row.Index), words_of(row.claim))
        for row in rows.itertuples()
    ]


def apps_finding(rows: pd.DataFrame) -> str:
    """The most checks and the most apps named.

    >>> apps_finding(app_counts())
    '3.22 million checks of apps, nearly 3,000 apps named or removed'
    """
    largest = rows.sort_values("value").groupby("indicator").last().amount
    checked, named = largest["apps_tested"], largest["apps_named_or_removed"]
    return f"{checked} checks of apps, {named} apps named or removed"
