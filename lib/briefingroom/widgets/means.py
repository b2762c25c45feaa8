"""By which means officials say that the state acts, how far along each is, and aims alone."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..charts.describing import chart_title
from ..charts.instruments import name_of_group, plot_instruments
from ..charts.means_and_aims import must_have_aims, plot_means_and_aims
from ..charts.steps import plot_steps
from ..coding.agreement import OF_ONE_KIND, alpha_in_words
from ..coding.findings import SILENCE
from ..coding.instruments import GROUPINGS, HAVE_AIMS, instruments
from ..corpus.active import cached_by_collection
from ..corpus.names import must_be
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..corpus.uncoded import must_be_coded
from ..display import Answer, Block, Note, Table
from .controls import Option, dependent_dropdown, dropdown
from .exhibit import Exhibit, answering
from .explorer import explorer

if TYPE_CHECKING:
    import ipywidgets
    from matplotlib.axes import Axes

CHARTS = {
    "means": "the means named most",
    "all means": "all means, with intervals",
    "steps": "how far along",
    "aims": "aims without means",
}
MOST_KINDS = 8  # kinds of means that have a row of their own
AGREED_ON = {"all means": "instrument", "steps": "step", "aims": "aim"}
WORDS_OF_CHARTS = {
    "means": "Each bar is the share of the means of its column. A mark opens the sentences.",
    "all means": "Each bar is the share of the means of its column. A mark opens the sentences.",
    "steps": "Each bar counts means: announced, under way, done. A mark opens the sentences.",
    "aims": "Each bar counts sentences: with a means, then with an aim alone.",
}


@answering
def show_means(by: str = "briefing", group: str = ALL, chart: str = "means") -> Exhibit:
    """By which means officials say that the state acts; beside it, the counts of each group.

    Parameters
    ----------
    by : briefing, theme, speaker, step, signal, motive or target_group.
    group : one of the groups by that, or ``"all"``.
    chart : ``"means"`` (which are named most), ``"all means"`` (each kind, with intervals),
        ``"steps"`` (how far along they are), or ``"aims"`` (the sentences that state an aim and
        name no means, beside the others).

    Returns an Exhibit. What an aim does not have is answered by a sentence that says so.

    >>> "594" in show_means().caption
    True
    """
    must_be(chart, CHARTS, f"There is no chart {chart!r}")
    table = _rows_of_group(by, group)
    must_be_coded(table)
    if chart == "aims":
        must_have_aims(table)
    about: list[Block] = [Note(SILENCE)]
    if chart in AGREED_ON:
        agreed = "aims" if chart == "aims" else "policy_measures"
        notes = [alpha_in_words(agreed, AGREED_ON[chart]), OF_ONE_KIND]
        about = [Table(_counts_of_groups(table, by, chart)), *map(Note, notes), *about]
    return Exhibit(
        plot=lambda _: _plot(table, chart),
        about=Answer(tuple(about), spaced=True),
        describe=lambda axes: f"{chart_title(axes)}. {WORDS_OF_CHARTS[chart]}",
    )


def means_explorer(
    by: str = "briefing", group: str = ALL, chart: str = "means"
) -> "ipywidgets.VBox":
    """A widget to look through the means that officials name.

    Choose by what they are set side by side, and one group of it; see which are named, how far
    along they are, or how much is aim alone; and read the sentences behind each bar.

    Parameters
    ----------
    by, group, chart : what it opens with, as in `show_means`.

    Raises
    ------
    UnknownName : when there is no such grouping, group or chart.
    """
    groupings = [Option(name.replace("_", " "), name) for name in GROUPINGS]
    grouping = dropdown("By", groupings, by)
    which = dependent_dropdown("Only", _group_options, [grouping], group)
    drawn = dropdown("Show", [Option(name, key) for key, name in CHARTS.items()], chart)
    controls = {"by": grouping, "group": which, "chart": drawn}
    return explorer(show_means, controls, is_tall=True)


@cached_by_collection  # the widget asks for the groups to choose from, and then to show them
def _means_by(by: str) -> pd.DataFrame:
    return instruments(by)


def _rows_of_group(by: str, group: str) -> pd.DataFrame:
    table = _means_by(by)
    if group == ALL:
        return table
    must_be(group, list(table[by].unique()), f"No means are of the {by} {group!r}")
    return table[table[by] == group]


def _plot(table: pd.DataFrame, chart: str) -> "Axes":
    if chart == "means":
        return plot_instruments(table, kinds=MOST_KINDS)
    if chart == "all means":
        return plot_instruments(table)
    if chart == "aims":
        return plot_means_and_aims(table)
    ids = {id for each in table.ids for id in each}
    means = read_table("policy_measures")
    return plot_steps(means[means.policy_measure.isin(ids)])


def _group_options(by: str) -> list[Option]:
    groups = _means_by(by).drop_duplicates(by)
    options = [
        Option(f"{name_of_group(by, row[by])} ({row['measures']})", row[by])
        for row in groups.to_dict("records")
    ]
    return [Option(ALL, ALL), *options]


def _counts_of_groups(table: pd.DataFrame, by: str, chart: str) -> pd.DataFrame:
    """A row for each group: its means, the sentences that name them, and aims alone."""
    groups = table.drop_duplicates(by)
    names = [name_of_group(by, group) for group in groups[by]]
    counts = {
        by.replace("_", " "): names,
        "means": groups.measures,
        "sentences": groups.named_in,
    }
    if by in HAVE_AIMS:
        counts["aims alone"] = groups.aims_only.astype(int)
        counts["share"] = [_share_words(row) for row in groups.itertuples()]
    return pd.DataFrame(counts).reset_index(drop=True)


def _share_words(row: Any) -> str:
    if pd.isna(row.aims_low):
        return f"{row.aims_share:.0f}%"
    return f"{row.aims_share:.0f}% ({row.aims_low:.0f} to {row.aims_high:.0f})"
