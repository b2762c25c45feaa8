"""What the briefings are about."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..corpus.tables import read_table
from ..corpus.uncoded import NOBODY_CODED
from ..ids import parse_id
from .frame import at_least_two, axes_for_rows, finish, headline, write_in_the_middle
from .language import names_shown
from .mark_words import marks_of_group
from .marks import DrawnMark, add_marks
from .style import SMALL, briefing_colours

if TYPE_CHECKING:
    from matplotlib.axes import Axes


SUBTITLE_OF_THEMES = "Words of questions, answers and statements, by subject"
NARROWEST = 8.2  # inches
WIDTH_OF_NAMES, WIDTH_OF_COLUMN = 4.4, 0.62  # inches, of the names of subjects and of a briefing


def plot_themes(ax: "Axes | None" = None, *, chinese: bool = False) -> "Axes":
    """What the briefings are about: the words on each subject.

    Counted are questions with their answers, and opening statements.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.
    chinese : whether to add the Chinese name of a subject where it is known.

    Returns the Axes, with one row for each subject and one column for each briefing.
    """
    counts = words_by_theme()
    if counts.empty:
        return _nothing_coded(ax)
    columns = [_in_two_lines(briefing) for briefing in counts.columns]
    names = _theme_names(counts.index, chinese)
    width = max(NARROWEST, WIDTH_OF_NAMES + WIDTH_OF_COLUMN * len(columns))
    ax = axes_for_rows(ax, len(counts), each=0.27, around=1.5, width=width)
    _draw_cells(ax, counts)
    add_marks(ax, partial(theme_marks, counts))
    ax.set_xticks(_middles_of_cells(len(columns)), columns)
    ax.set_yticks(_middles_of_cells(len(names)), names)
    ax.tick_params(length=0)
    ax.spines[["left", "bottom"]].set_visible(False)
    headline(
        ax,
        themes_finding(counts),
        SUBTITLE_OF_THEMES,
    )
    ax.set(
        xlabel="Words on the subject (count)",
        ylabel="",
        ylim=(len(counts), 0),
    )
    return finish(ax, counts.columns)


def _nothing_coded(ax: "Axes | None") -> "Axes":
    """A chart that says why there is nothing to draw."""
    ax = axes_for_rows(ax, at_least_two(0), each=0.27, around=1.5, width=NARROWEST)
    write_in_the_middle(ax, NOBODY_CODED)
    headline(ax, "No subject is known", SUBTITLE_OF_THEMES)
    ax.set(xlabel="", ylabel="", xticks=[], yticks=[])
    return finish(ax, briefing_colours())


def _draw_cells(ax: "Axes", counts: pd.DataFrame) -> None:
    """A cell for each subject and briefing: the darker, the more words; and their number."""
    cells = counts.to_numpy()
    most = cells.max()
    ax.pcolormesh(
        cells,
        cmap="Greys",
        vmin=0,
        vmax=most * 1.2,
        edgecolor="white",
        linewidth=1,
    )
    for (y, x), words in np.ndenumerate(cells):
        if words:
            ink = "white" if words > most * 0.6 else "black"
            _write_in_cell(ax, f"{words:,}", x, y, ink)


def theme_marks(counts: pd.DataFrame) -> Iterator[DrawnMark]:
    """The questions and the parts of statements that are counted in each cell, in its middle."""
    parts = _subjects_by_briefing().groupby(["theme", "briefing"]).id.agg(list)
    names = _theme_names(counts.index, chinese=False)
    for (y, x), words in np.ndenumerate(counts.to_numpy()):
        if words:
            theme, briefing = counts.index[y], counts.columns[x]
            said = f"{names[theme]}, {briefing}: {words:,} words"
            yield from marks_of_group(parts[theme, briefing], (x + 0.5, y + 0.5), said)


def _write_in_cell(ax: "Axes", text: str, x: int, y: int, ink: str) -> None:
    ax.text(
        x + 0.5,
        y + 0.5,
        text,
        ha="center",
        va="center",
        size=SMALL,
        color=ink,
    )


def _middles_of_cells(number: int) -> list[float]:
    return [cell + 0.5 for cell in range(number)]


def _theme_names(themes: pd.Index, chinese: bool) -> pd.Series:
    if not chinese:
        return names_shown("themes").loc[themes]
    rows = read_table("themes").set_index("theme").loc[themes]
    both = rows.name + "  " + rows.name_zh
    return both.str.strip()


def _in_two_lines(briefing: str) -> str:
    """The id of a briefing with a break after its year, to head a narrow column.

    >>> _in_two_lines("2023-03-01")
    '2023\\n03-01'
    """
    return briefing.replace("-", "\n", 1)


def themes_finding(counts: pd.DataFrame) -> str:
    """How many subjects come up in every briefing.

    >>> themes_finding(pd.DataFrame({"2020-10-23": [10, 0], "2021-03-01": [4, 7]}))
    '1 of 2 subjects come up in every briefing'
    """
    everywhere = (counts > 0).all(axis=1).sum()
    return f"{everywhere} of {len(counts)} subjects come up in every briefing"


def words_by_theme() -> pd.DataFrame:
    """Words on each subject, by briefing; the order of the subjects is that of the table."""
    subjects = _subjects_by_briefing()
    lengths = _words_of_exchanges() | _words_of_paragraphs(subjects.id)
    subjects = subjects.assign(words=[lengths[id] for id in subjects.id])
    counts = subjects.pivot_table(
        index="theme",
        columns="briefing",
        values="words",
        aggfunc="sum",
        fill_value=0,
    )
    themes = read_table("themes").theme
    come_up = themes[themes.isin(counts.index)]
    return counts.loc[come_up].astype(int)


def _subjects_by_briefing() -> pd.DataFrame:
    """The questions and paragraphs of statements, with their subject and their briefing."""
    subjects = read_table("subjects")
    return subjects.assign(briefing=[parse_id(id).briefing for id in subjects.id])


def _words_of_exchanges() -> dict[str, int]:
    """The words of each question with its answers, by id."""
    exchanges = read_table("exchanges").set_index("exchange")
    return dict(exchanges.words_question + exchanges.words_answer)


def _words_of_paragraphs(ids: pd.Series) -> dict[str, int]:
    """The words of those paragraphs that are among the ids."""
    from ..cleaning.words import words

    paragraphs = read_table("paragraphs")
    wanted = paragraphs[paragraphs.paragraph.isin(ids)]
    lengths = [len(words(text)) for text in wanted.text]
    return dict(zip(wanted.paragraph, lengths, strict=True))
