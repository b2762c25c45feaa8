"""How long questions and answers are."""

from ..text.questions import question_statistics
from .frame import axes_for, finish, name_point
from .style import PALETTE, QUIET


def plot_exchanges(ax=None):
    """How many words are asked and how many are answered, one point for each exchange; overseas outlets are named.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes.
    """
    table = question_statistics()
    ax = axes_for(ax)
    for briefing, rows in table.groupby("briefing"):
        ax.scatter(
            rows.words_question,
            rows.words_answer,
            color=PALETTE[briefing],
            label=briefing,
            s=34,
            linewidth=0,
            zorder=3,
        )
    overseas = table[table.overseas.fillna(False)]
    ax.scatter(
        overseas.words_question,
        overseas.words_answer,
        s=95,
        facecolor="none",
        edgecolor="black",
        label="overseas outlet",
    )
    depth = table.words_answer.min() / (
        len(overseas) + 1
    )  # the names go under all points, each lower than the last
    for n, row in enumerate(
        overseas.sort_values("words_question", ascending=False).itertuples(), 1
    ):
        point, place = (row.words_question, row.words_answer), (row.words_question, n * depth)
        line = {"arrowstyle": "-", "color": QUIET, "linewidth": 0.7, "shrinkA": 0, "shrinkB": 5}
        ax.annotate("", point, place, arrowprops=line)
        name_point(ax, row.outlet, *place, (-3, 4), ha="right")
    ratio = (table.words_answer / table.words_question).median()
    ax.set_title(f"An answer is {ratio:.0f} times as long as its question (median of {len(table)})")
    ax.set(
        xlabel="Length of the question (words)",
        ylabel="Length of the answer (words)",
        xlim=(0, None),
        ylim=(0, None),
    )
    ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1), borderaxespad=0)
    return finish(ax, PALETTE)
