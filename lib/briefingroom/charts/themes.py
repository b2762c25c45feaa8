"""What the briefings are about."""

import pandas as pd

from ..corpus.tables import read_table
from .frame import axes_for, finish


def plot_themes(ax=None, *, chinese: bool = False):
    """What the briefings are about: words on each subject, in questions with their answers and in opening statements.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.
    chinese : whether to add the Chinese name of a subject where it is known.

    Returns the Axes, with one row for each subject and one column for each briefing.
    """
    counts = words_by_theme()
    themes = read_table("themes").set_index("theme").loc[counts.index]
    names = (themes.name + "  " + themes.name_zh).str.strip() if chinese else themes.name
    ax = axes_for(ax, height=0.27 * len(counts) + 1.5, width=8.2)
    top = counts.to_numpy().max()
    ax.pcolormesh(
        counts.to_numpy(), cmap="Greys", vmin=0, vmax=top * 1.2, edgecolor="white", linewidth=1
    )
    for y, row in enumerate(counts.to_numpy()):
        for x, words in enumerate(row):
            if words:
                ink = "white" if words > top * 0.6 else "black"
                ax.text(x + 0.5, y + 0.5, f"{words:,}", ha="center", va="center", size=8, color=ink)
    ax.set_xticks(
        [x + 0.5 for x in range(counts.shape[1])],
        [briefing.replace("-", "\n", 1) for briefing in counts.columns],
    )
    ax.set_yticks([y + 0.5 for y in range(len(counts))], names)
    ax.tick_params(length=0)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    everywhere = (counts > 0).all(axis=1).sum()
    ax.set_title(f"{everywhere} of {len(counts)} subjects come up in every briefing")
    ax.set(xlabel="Words on the subject (count)", ylabel="", ylim=(len(counts), 0))
    return finish(ax, counts.columns)


def words_by_theme() -> pd.DataFrame:
    """Words on each subject, by briefing; the order of the subjects is that of the table."""
    from ..cleaning.words import words

    exchanges = read_table("exchanges").set_index("exchange")
    paragraphs = read_table("paragraphs").set_index("paragraph").text
    subjects = read_table("subjects")
    subjects = subjects.assign(
        briefing=subjects.id.str[:10],
        words=[
            exchanges.words_question[id] + exchanges.words_answer[id]
            if id in exchanges.index
            else len(words(paragraphs[id]))
            for id in subjects.id
        ],
    )
    counts = subjects.pivot_table(
        index="theme", columns="briefing", values="words", aggfunc="sum", fill_value=0
    )
    order = [theme for theme in read_table("themes").theme if theme in counts.index]
    return counts.loc[order].astype(int)
