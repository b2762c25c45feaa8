"""How firmly figures are stated."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ..corpus.tables import read_table
from ..numbers.firmness import GROUPS
from .frame import (
    TITLE_LINE,
    at_least_two,
    axes_for_rows,
    finish,
    legend_above,
    loose_rows_from_the_top,
    name_point,
    title_above_legend,
    write_shares,
)
from .language import names_shown
from .mark_words import marks_of_group
from .marks import DrawnMark, add_marks
from .style import DARK_GREY, LIGHT_GREY, MEDIUM_GREY, PALE_GREY, MarkStyle, briefing_colours
from .wording import wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Firmness(NamedTuple):
    """How a share of the figures is stated, and the look of its bars."""

    name: str
    bounds: list[str]
    colour: str
    ink: str = "black"


FIRMNESS = (  # from the loosest to the firmest
    Firmness("over, at least", ["over", "at_least"], DARK_GREY, ink="white"),
    Firmness("nearly, up to", ["under", "up_to"], MEDIUM_GREY),
    Firmness("about", ["about"], LIGHT_GREY),
    Firmness("outright", ["exact"], PALE_GREY),
)
HEDGING_BAR: MarkStyle = {
    "edgecolor": MEDIUM_GREY,
    "lw": 0.5,
    "height": 0.7,
}


def plot_hedging(
    table: pd.DataFrame, ax: "Axes | None" = None, *, least: int = 5, title: str = ""
) -> "Axes":
    """How firmly figures are stated: of each group, the shares stated outright and with a bound.

    Parameters
    ----------
    table : as `hedging` returns it (the group, claims, counts of each bound, bounded_share).
    ax : matplotlib Axes; new ones if none are given.
    least : groups with fewer figures are left out, because a share of so few says nothing.
    title : the finding; who states most with a bound and who least, where none is given.

    Returns the Axes, with one bar for each group, the most bounded first.
    """
    rows = _most_bounded_first(table[table.claims >= least])
    names = _group_names(rows)
    left_out = len(table) - len(rows)
    heading = wrapped_title(title or hedging_finding(names, rows.bounded_share))
    further_lines = TITLE_LINE * heading.count("\n")
    ax = axes_for_rows(ax, at_least_two(len(rows)), each=0.3, around=1.7 + further_lines)
    _draw_shares(ax, rows)
    _count_bounded(ax, rows)
    add_marks(ax, partial(hedging_marks, rows, list(names)))
    ax.set_yticks(range(len(rows)), names)
    title_above_legend(
        ax,
        heading,
        "Stated figures by their bound, percent",
    )
    legend_above(ax, ncols=len(FIRMNESS))
    ax.set(
        xlabel=_hedging_label(left_out, least),
        ylabel="",
        xlim=(0, 100),
    )
    loose_rows_from_the_top(ax, len(rows))
    return finish(ax, briefing_colours(), "y")


def _most_bounded_first(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values("bounded_share", ascending=False, kind="stable", ignore_index=True)


def _group_names(rows: pd.DataFrame) -> pd.Series:
    """What the groups are called: a theme by its name, anything else as it is."""
    by = next(name for name in GROUPS if name in rows.columns)
    if by != "theme":
        return rows[by]
    return rows.theme.map(names_shown("themes"))


def _draw_shares(ax: "Axes", rows: pd.DataFrame) -> None:
    """The shares of each row end to end, as bars that add up to 100 percent."""
    left = pd.Series(0.0, rows.index)
    for kind in FIRMNESS:
        figures = rows[kind.bounds].sum(axis=1)
        share = 100 * figures / rows.claims
        bars = ax.barh(
            range(len(rows)),
            share,
            left=left,
            color=kind.colour,
            label=kind.name,
            **HEDGING_BAR,
        )
        write_shares(ax, bars, share, kind.ink, least=6)
        left += share


def hedging_marks(rows: pd.DataFrame, names: list[str]) -> Iterator[DrawnMark]:
    """The claims of each part of a bar, in its middle."""
    bounds = read_table("claims").set_index("claim").bound
    for y, row in enumerate(rows.to_dict("records")):
        left = 0.0
        ids = bounds[bounds.index.isin(row.get("ids", ()))]
        for kind in FIRMNESS:
            figures = sum(row[bound] for bound in kind.bounds)
            share = 100 * figures / row["claims"]
            if figures:
                said = f"{names[y]}, {kind.name}: {figures} of {row['claims']} stated amounts"
                alike = ids.index[ids.isin(kind.bounds)]
                yield from marks_of_group(alike, (left + share / 2, y), said)
            left += share


def _count_bounded(ax: "Axes", rows: pd.DataFrame) -> None:
    """At the right of each bar how many figures have a bound."""
    for y, row in enumerate(rows.itertuples()):
        bounded = row.claims - row.exact
        name_point(ax, f"{bounded} of {row.claims}", 100, y, (6, 0))


def hedging_finding(names: pd.Series, bounded_shares: pd.Series) -> str:
    """Where a bound is most frequent, and where rarest; the rows stand in that order.

    >>> hedging_finding(pd.Series(["chair", "official"]), pd.Series([60.0, 41.2]))
    'A bound is most frequent with chair (60%), rarest with official (41%)'
    >>> hedging_finding(pd.Series(["chair"]), pd.Series([60.0]))
    'With chair, 60% of the figures have a bound'
    """
    if names.empty:
        return "Too few figures"
    (first, most), *_, (last, fewest) = [*zip(names, bounded_shares, strict=True)] * 2
    if len(names) == 1:
        return f"With {first}, {most:.0f}% of the figures have a bound"
    return (
        f"A bound is most frequent with {first} ({most:.0f}%), rarest with {last} ({fewest:.0f}%)"
    )


def _hedging_label(groups_left_out: int, least: int) -> str:
    label = "Share of the stated amounts (%); at the right:\nhow many have a bound"
    if groups_left_out:
        label += f"; {groups_left_out} with fewer than {least} figures left out"
    return label
