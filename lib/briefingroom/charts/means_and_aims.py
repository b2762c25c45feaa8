"""How much is aim without means: sentences with an aim alone beside those that name means."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..corpus.tables import read_table
from ..corpus.uncoded import must_be_coded
from ..display import counted
from ..errors import QuestionError
from .frame import (
    at_least_two,
    axes_for_rows,
    end_with_room,
    finish,
    legend_above,
    loose_rows_from_the_top,
    points_beside_names,
    title_above_legend,
    title_letters,
    write_beside,
)
from .instruments import name_of_group
from .mark_words import marks_of_group
from .marks import DrawnMark, add_marks
from .style import DARK_GREY, LIGHT_GREY, PALETTE, QUIET, SMALL, MarkStyle
from .wording import wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MEANS_NAMED, AIM_ALONE = "names a means", "states an aim and names no means"
WIDTH_OF_AIMS = 8.2  # inches
ROOM_FOR_SHARE = 150  # points, for the share beside a bar
ENOUGH_SENTENCES = 20  # of a group that a title may name
BEFORE_A_GROUP = {"briefing": "on", "speaker": "with"}  # else "in"
LEAST_SENTENCES = 5  # of a group: a share of fewer says nothing
ROOM_FOR_NUMBER = 0.045  # of the longest bar
SENTENCE_BAR: MarkStyle = {"height": 0.68, "edgecolor": "white", "lw": 0.8}


def plot_means_and_aims(
    table: pd.DataFrame, ax: "Axes | None" = None, *, least: int = LEAST_SENTENCES
) -> "Axes":
    """How much is aim without means: two bars of sentences end to end for each group.

    Parameters
    ----------
    table : as `instruments` returns it by briefing, theme, speaker or motive.
    ax : matplotlib Axes; new ones if none are given.
    least : groups with fewer sentences are left out, because a share of so few says nothing.

    Returns the Axes, with one row for each group.

    Raises
    ------
    QuestionError : for a table by step, signal or target group, which an aim does not have, and for
        a collection in which nobody has coded the means.
    """
    must_be_coded(table)
    by = table.columns[0]
    must_have_aims(table)
    groups = _sentences_by_group(table, by)
    rows = groups[groups.named_in + groups.aims_only >= least].reset_index(drop=True)
    left_out = len(groups) - len(rows)
    ax = axes_for_rows(ax, at_least_two(len(rows)), each=0.32, around=1.75, width=WIDTH_OF_AIMS)
    points = points_beside_names(rows.name, WIDTH_OF_AIMS)
    _draw_sentences(ax, rows)
    add_marks(ax, partial(sentence_marks, rows))
    ax.set_yticks(range(len(rows)), rows.name)
    title_above_legend(
        ax,
        wrapped_title(
            aims_finding(rows, _named_in_all(groups), BEFORE_A_GROUP.get(by, "in")),
            title_letters(WIDTH_OF_AIMS),
        ),
        "Sentences of officials that name a means or state an aim alone, count",
    )
    legend_above(ax, ncols=2)
    longest = max(1, (rows.named_in + rows.aims_only).max()) if len(rows) else 1
    ax.set(
        xlabel=_label_of_sentences(left_out, least),
        ylabel="",
        xlim=(0, end_with_room(longest, ROOM_FOR_SHARE, points)),
    )
    loose_rows_from_the_top(ax, len(rows))
    return finish(ax, groups[by] if by == "briefing" else PALETTE, "y")


def must_have_aims(table: pd.DataFrame) -> None:
    """Refuse a table of groups that an aim does not have.

    Parameters
    ----------
    table : as in `plot_means_and_aims`.

    Raises
    ------
    QuestionError : with what can be chosen.
    """
    if table.aims_only.isna().all():
        name = table.columns[0].replace("_", " ")
        raise QuestionError(f"An aim has no {name}; choose briefing, theme, speaker or motive.")


def _sentences_by_group(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """A row for each group: its name, its numbers, and the sentences of both kinds."""
    sentence_of = read_table("policy_measures").set_index("policy_measure").sentence
    rows = []
    for group, mine in table.groupby(by, sort=False):
        ids = [id for each in mine.ids for id in each]
        named = sorted(set(sentence_of.reindex(ids).dropna()))
        first = mine.iloc[0]
        numbers = {name: first[name] for name in ("named_in", "aims_only", "aims_share")}
        ends = {name: first[name] for name in ("aims_low", "aims_high")}
        said = {"named": named, "aims": list(first.aims)}
        rows.append({by: group, "name": name_of_group(by, str(group)), **numbers, **ends, **said})
    return pd.DataFrame(rows)


def _draw_sentences(ax: "Axes", rows: pd.DataFrame) -> None:
    places = range(len(rows))
    longest = max(1, (rows.named_in + rows.aims_only).max()) if len(rows) else 1
    named = ax.barh(places, rows.named_in, color=DARK_GREY, label=MEANS_NAMED, **SENTENCE_BAR)
    alone = ax.barh(
        places,
        rows.aims_only,
        left=rows.named_in,
        color=LIGHT_GREY,
        label=AIM_ALONE,
        **SENTENCE_BAR,
    )
    for bars, counts, ink in ((named, rows.named_in, "white"), (alone, rows.aims_only, "black")):
        shown = [f"{each:.0f}" if each > ROOM_FOR_NUMBER * longest else "" for each in counts]
        ax.bar_label(bars, shown, label_type="center", color=ink, size=SMALL)
    for y, row in enumerate(rows.itertuples()):
        end = row.named_in + row.aims_only
        write_beside(ax, _share_in_words(row), end, y, (5, 0), size=SMALL, color=QUIET)


def _share_in_words(row: "pd.Series") -> str:
    if np.isnan(row.aims_low):
        return f"{row.aims_share:.0f}% aims alone"
    return f"{row.aims_share:.0f}% aims alone ({row.aims_low:.0f} to {row.aims_high:.0f})"


def sentence_marks(rows: pd.DataFrame) -> Iterator[DrawnMark]:
    """The sentences of each part of a bar, in its middle."""
    for y, row in enumerate(rows.itertuples()):
        number, alone = row.named_in, row.aims_only
        words = f"{row.name}, {MEANS_NAMED}: {counted(int(number), 'sentence')}"
        if number:
            yield from marks_of_group(row.named, (number / 2, y), words)
        words = f"{row.name}, {AIM_ALONE}: {counted(int(alone), 'sentence')}"
        if alone:
            yield from marks_of_group(row.aims, (number + alone / 2, y), words)


def _named_in_all(groups: pd.DataFrame) -> int:
    """How many sentences name a means; one that does so for two groups counts once."""
    return len({sentence for named in groups.named for sentence in named})


def aims_finding(rows: pd.DataFrame, named_in: int, before: str = "in") -> str:
    """How much is aim without means in all, and where most and least.

    Parameters
    ----------
    rows : name, named_in, aims_only, aims_share of each group.
    named_in : how many sentences name a means in all.
    before : the preposition before the name of a group.

    >>> one = {"name": "2020", "named_in": 30, "aims_only": 10, "aims_share": 25.0}
    >>> two = {"name": "2021", "named_in": 10, "aims_only": 30, "aims_share": 75.0}
    >>> aims_finding(pd.DataFrame([one, two]), 40)  # doctest: +ELLIPSIS
    'Aims without means are most frequent in 2021 (75%), least in 2020 (25%); in all, ...'
    """
    if rows.empty:
        return "Too few sentences"
    alone = int(rows.aims_only.sum())
    of_all = f"{alone:,} of {alone + named_in:,} sentences"
    large = rows[rows.named_in + rows.aims_only >= ENOUGH_SENTENCES]
    if len(large) < 2:
        return f"{of_all} are aims without means"
    ends = (large.loc[large.aims_share.idxmax()], large.loc[large.aims_share.idxmin()])
    most, least = (f"{before} {end['name']} ({end.aims_share:.0f}%)" for end in ends)
    return f"Aims without means are most frequent {most}, least {least}; in all, {of_all}"


def _label_of_sentences(left_out: int, least: int) -> str:
    label = "Sentences (count); in brackets the 95% interval over turns"
    if left_out:
        label += f"\n{counted(left_out, 'group')} with fewer than {least} sentences left out"
    return label
