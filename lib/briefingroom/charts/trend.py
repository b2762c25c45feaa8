"""How often terms are used, each rate with its interval."""

from textwrap import fill

import pandas as pd

from .frame import axes_for, finish, name_point
from .style import PALETTE, QUIET
from .wording import short_term


def plot_trend(table: pd.DataFrame, ax=None):
    """How often terms are used in each briefing: rates with their intervals, the number of uses beside each.

    Parameters
    ----------
    table : as `trend` returns it (term, then briefing or what else it is by, count, rate per 10,000 words, low, high).
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each term and briefing, in the order of the table.
    """
    by = table.columns[1]
    terms = list(dict.fromkeys(table.term))
    ax = axes_for(ax, height=0.22 * (len(table) + 1.5 * len(terms)) + 1.4)
    rows, y = {}, 0
    for term in terms:
        place = {"xytext": (6, 0), "textcoords": "offset points", "va": "center"}
        ax.annotate(
            short_term(term), (0, y), **place, size=9.5, in_layout=False
        )  # however wide, the chart keeps its size
        for row in table[table.term == term].to_dict("records"):
            y += 1
            rows[y] = row[by]
            colour = PALETTE.get(row[by], QUIET)
            ax.plot([row["low"], row["high"]], [y, y], color=colour, linewidth=2)
            ax.plot(
                row["rate"],
                y,
                "o",
                color=colour,
                markersize=6.5,
                markeredgecolor="white",
                clip_on=False,
                zorder=3,
            )
            name_point(
                ax,
                f"{row['count']:,}",
                row["rate"] if pd.isna(row["high"]) else row["high"],
                y,
                (7, 0),
            )
        y += 1.5
    ax.set_yticks(list(rows), rows.values())
    most = table.iloc[table.rate.argmax()]
    where = f"on {most[by]}" if by == "briefing" else f"where {by} is {most[by]}"
    uses = f"{most['count']:,} use{'s' if most['count'] > 1 else ''}"
    name, several = f"“{short_term(most.term)}”", len(terms) > 1
    if most.rate > 0:
        title = (
            f"Most frequent of {len(terms)} terms: {name}"
            if several
            else f"{name} is most frequent"
        )
        title += f" {where} ({uses})"
    else:
        title = f"None of {len(terms)} terms is used" if several else f"{name} is never used"
    ax.set_title(fill(title, 68))
    ax.set(
        xlabel="Rate (per 10,000 words) with its interval; the number beside it: uses",
        ylabel="",
        xlim=(0, None),
    )
    ax.set_ylim(y - 0.9, -0.7)
    return finish(ax, table[by].unique() if by == "briefing" else PALETTE, "y")
