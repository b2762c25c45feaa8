"""Charts, one for each answer worth seeing.

Each function draws on the axes that it is given, or on new ones, and returns them; none shows or saves anything. Those
about terms draw a table made by another function, so that what is drawn can be read as numbers too. The title says what
the data say; colours are those of `style.PALETTE`. Call `style.use_style` first.
"""

from textwrap import fill, shorten

import pandas as pd

from .questions import question_statistics
from .style import PALETTE, QUIET, source_line
from .tables import _kept

SPEECH = {  # by what a turn does
    "Opening statement": ("statement",),
    "Officials' answers": ("answer", "comment", "handover"),
    "Journalists' questions": ("question",),
    "Chair": ("opening", "floor", "closing"),
}
GREYS = ("#8c8c8c", "#595959", "#f2f2f2", "#d0d0d0")
KINDS = {
    "central": "Central media",
    "local": "Local media",
    "trade": "Trade papers",
    "hong kong": "Hong Kong",
    "overseas": "Overseas",
    "unknown": "Owner not confirmed",
    "": "Outlet not known",
}


def plot_speakers(ax=None):
    """Who has the word, and for how much of each briefing: shares of the words by what a turn does.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one bar for each briefing.
    """
    turns = _kept("turns")
    words = pd.DataFrame({name: turns[turns.act.isin(acts)].groupby("briefing").words.sum() for name, acts in SPEECH.items()})
    share = 100 * words.div(words.sum(axis=1), axis=0)
    ax = _axes(ax, height=0.62 * len(share) + 1.6)
    left = pd.Series(0.0, share.index)
    for column, colour in zip(share, GREYS):
        bars = ax.barh(share.index, share[column], left=left, color=colour, edgecolor="white", label=column)
        ink = "white" if colour in GREYS[:2] else "black"
        ax.bar_label(bars, [f"{v:.0f}%" if v >= 2.5 else "" for v in share[column]], label_type="center", color=ink, size=8)
        left += share[column]
    ends = share.iloc[0].cumsum()
    for column, low, high in zip(share, [0, *ends], ends):
        narrow = low > 50
        ax.annotate(
            column,
            (high if narrow else (low + high) / 2, -0.5),
            xytext=(0, 16 if column == "Chair" else 3),
            textcoords="offset points",
            ha="right" if narrow else "center",
            va="bottom",
            size=8.5,
        )
    officials = 100 * words.iloc[:, :2].to_numpy().sum() / words.to_numpy().sum()
    ax.set_title(f"Officials speak {officials:.0f}% of the words", pad=30)
    ax.set(xlabel="Share of the words of a briefing (%)", ylabel="", xlim=(0, 100), ylim=(len(share) - 0.5, -0.5))
    return _finish(ax, share.index, "y")


def plot_outlets(ax=None):
    """Who may ask: one square for each question, by kind of outlet, in the colour of its briefing.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each kind of outlet.
    """
    table = question_statistics()
    table["kind"] = table.outlet_kind.where(table.outlet != "", "").map(KINDS)
    counts = pd.crosstab(table.kind, table.briefing).reindex(KINDS.values(), fill_value=0)
    ax = _axes(ax, height=0.4 * len(counts) + 1.9)
    total = counts.sum(axis=1)
    for row, kind in enumerate(counts.index):
        squares = [briefing for briefing in counts for _ in range(counts.loc[kind, briefing])]
        colours = [PALETTE[briefing] for briefing in squares]
        ax.barh([row] * len(squares), 1, left=range(len(squares)), color=colours, edgecolor="white", linewidth=2)
        ax.annotate(str(total[kind]), (total[kind], row), xytext=(5, 0), textcoords="offset points", va="center")
    for briefing in counts:
        ax.barh(0, 0, color=PALETTE[briefing], label=briefing)  # for the legend
    ax.set_yticks(range(len(counts)), counts.index)
    overseas, lost = total["Overseas"], total["Outlet not known"]
    ax.set_title(f"{overseas} of {len(table)} questions come from overseas outlets; {lost} askers are not known")
    ax.set(xlabel="Questions (count)", ylabel="", xlim=(0, total.max() + 1), ylim=(len(counts) - 0.5, -0.5))
    ax.legend(title="Briefing", loc="lower right", title_fontsize=8.5)
    return _finish(ax, counts.columns, "y")


def plot_exchanges(ax=None):
    """How many words are asked and how many are answered, one point for each exchange; overseas outlets are named.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes.
    """
    table = question_statistics()
    ax = _axes(ax)
    for briefing, rows in table.groupby("briefing"):
        ax.scatter(rows.words_question, rows.words_answer, color=PALETTE[briefing], label=briefing, s=34, linewidth=0, zorder=3)
    overseas = table[table.overseas.fillna(False)]
    ax.scatter(overseas.words_question, overseas.words_answer, s=95, facecolor="none", edgecolor="black", label="overseas outlet")
    depth = table.words_answer.min() / (len(overseas) + 1)  # the names go under all points, each lower than the last
    for n, row in enumerate(overseas.sort_values("words_question", ascending=False).itertuples(), 1):
        point, place = (row.words_question, row.words_answer), (row.words_question, n * depth)
        line = {"arrowstyle": "-", "color": QUIET, "linewidth": 0.7, "shrinkA": 0, "shrinkB": 5}
        ax.annotate("", point, place, arrowprops=line)
        _name(ax, row.outlet, *place, (-3, 4), ha="right")
    ratio = (table.words_answer / table.words_question).median()
    ax.set_title(f"An answer is {ratio:.0f} times as long as its question (median of {len(table)})")
    ax.set(xlabel="Length of the question (words)", ylabel="Length of the answer (words)", xlim=(0, None), ylim=(0, None))
    ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1), borderaxespad=0)
    return _finish(ax, PALETTE)


def plot_themes(ax=None, *, chinese: bool = False):
    """What the briefings are about: words on each subject, in questions with their answers and in opening statements.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.
    chinese : whether to add the Chinese name of a subject where it is known.

    Returns the Axes, with one row for each subject and one column for each briefing.
    """
    counts = _words_by_theme()
    themes = _kept("themes").set_index("theme").loc[counts.index]
    names = (themes.name + "  " + themes.name_zh).str.strip() if chinese else themes.name
    ax = _axes(ax, height=0.27 * len(counts) + 1.5, width=8.2)
    top = counts.to_numpy().max()
    ax.pcolormesh(counts.to_numpy(), cmap="Greys", vmin=0, vmax=top * 1.2, edgecolor="white", linewidth=1)
    for y, row in enumerate(counts.to_numpy()):
        for x, words in enumerate(row):
            if words:
                ink = "white" if words > top * 0.6 else "black"
                ax.text(x + 0.5, y + 0.5, f"{words:,}", ha="center", va="center", size=8, color=ink)
    ax.set_xticks([x + 0.5 for x in range(counts.shape[1])], [briefing.replace("-", "\n", 1) for briefing in counts.columns])
    ax.set_yticks([y + 0.5 for y in range(len(counts))], names)
    ax.tick_params(length=0)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    everywhere = (counts > 0).all(axis=1).sum()
    ax.set_title(f"{everywhere} of {len(counts)} subjects come up in every briefing")
    ax.set(xlabel="Words on the subject (count)", ylabel="", ylim=(len(counts), 0))
    return _finish(ax, counts.columns)


def _words_by_theme() -> pd.DataFrame:
    """Words on each subject, by briefing; the order of the subjects is that of the table."""
    from .words import words

    exchanges = _kept("exchanges").set_index("exchange")
    paragraphs = _kept("paragraphs").set_index("paragraph").text
    subjects = _kept("subjects")
    subjects = subjects.assign(
        briefing=subjects.id.str[:10],
        words=[
            exchanges.words_question[id] + exchanges.words_answer[id] if id in exchanges.index else len(words(paragraphs[id]))
            for id in subjects.id
        ],
    )
    counts = subjects.pivot_table(index="theme", columns="briefing", values="words", aggfunc="sum", fill_value=0)
    order = [theme for theme in _kept("themes").theme if theme in counts.index]
    return counts.loc[order].astype(int)


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
    ax = _axes(ax, height=0.22 * (len(table) + 1.5 * len(terms)) + 1.4)
    rows, y = {}, 0
    for term in terms:
        place = {"xytext": (6, 0), "textcoords": "offset points", "va": "center"}
        ax.annotate(_short(term), (0, y), **place, size=9.5, in_layout=False)  # however wide, the chart keeps its size
        for row in table[table.term == term].to_dict("records"):
            y += 1
            rows[y] = row[by]
            colour = PALETTE.get(row[by], QUIET)
            ax.plot([row["low"], row["high"]], [y, y], color=colour, linewidth=2)
            ax.plot(row["rate"], y, "o", color=colour, markersize=6.5, markeredgecolor="white", clip_on=False, zorder=3)
            _name(ax, f"{row['count']:,}", row["rate"] if pd.isna(row["high"]) else row["high"], y, (7, 0))
        y += 1.5
    ax.set_yticks(list(rows), rows.values())
    most = table.iloc[table.rate.argmax()]
    where = f"on {most[by]}" if by == "briefing" else f"where {by} is {most[by]}"
    uses = f"{most['count']:,} use{'s' if most['count'] > 1 else ''}"
    name, several = f"“{_short(most.term)}”", len(terms) > 1
    if most.rate > 0:
        title = f"Most frequent of {len(terms)} terms: {name}" if several else f"{name} is most frequent"
        title += f" {where} ({uses})"
    else:
        title = f"None of {len(terms)} terms is used" if several else f"{name} is never used"
    ax.set_title(fill(title, 68))
    ax.set(xlabel="Rate (per 10,000 words) with its interval; the number beside it: uses", ylabel="", xlim=(0, None))
    ax.set_ylim(y - 0.9, -0.7)
    return _finish(ax, table[by].unique() if by == "briefing" else PALETTE, "y")


def plot_keywords(table: pd.DataFrame, ax=None, *, most: int = 15):
    """The words that mark a text against another: log ratio, from its conservative bound to its estimate.

    Parameters
    ----------
    table : as `keywords` returns it, the best first (word, log_ratio, log_ratio_low, count_target, count_reference). Its
        ``attrs`` name the two sides and their briefings in the title and the source.
    ax : matplotlib Axes; new ones if none are given.
    most : how many words to show.

    Returns the Axes, with one row for each word.
    """
    table = table.head(most)
    ax = _axes(ax, height=0.27 * len(table) + 1.5)
    y = range(len(table))
    ax.hlines(y, table.log_ratio_low, table.log_ratio, color=QUIET, linewidth=1.6)
    ax.plot(table.log_ratio_low, y, "|", color=QUIET, markersize=8, markeredgewidth=1.6)
    ax.plot(table.log_ratio, y, "o", color="black", markersize=6)
    for at, row in zip(y, table.itertuples()):
        _name(ax, f"{row.count_target} : {row.count_reference}", row.log_ratio, at, (7, 0))
    ax.set_yticks(y, table.word)
    ax.axvline(0, color=QUIET, linewidth=0.8)
    first, (target, reference) = table.iloc[0], table.attrs.get("sides", ("the text", "the other"))
    uses = f"{first.count_target:,} uses to {first.count_reference:,}"
    ax.set_title(fill(f"“{first.word}” marks {target} most, against {reference}: {uses}", 68))
    ax.annotate("uses here : there", (1, 1), xycoords="axes fraction", ha="right", va="bottom", size=8, color=QUIET)
    ax.set(xlabel="Log ratio, from its lower bound (1: twice as frequent, 2: four times)", ylabel="")
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.margins(x=0.12)
    return _finish(ax, table.attrs.get("briefings", PALETTE), "y")


def plot_dispersion(table: pd.DataFrame, ax=None):
    """Where in each briefing a term stands: one stroke for each use, from the first word to the last.

    Parameters
    ----------
    table : as `concordance` returns it (match, sentence, briefing; one row for each use).
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each briefing.
    """
    sentences = _kept("sentences")
    order = sentences.groupby("briefing").cumcount().set_axis(sentences.sentence)
    length = sentences.groupby("briefing").size()
    ax = _axes(ax, height=0.5 * len(length) + 1.5)
    uses = table.briefing.value_counts()
    for row, (briefing, total) in enumerate(length.items()):
        at = 100 * (order[table.sentence[table.briefing == briefing]] + 0.5) / total
        ax.hlines(row, 0, 100, color="#d0d0d0", linewidth=0.8, zorder=0)
        ax.plot(at, [row] * len(at), "|", color=PALETTE[briefing], markersize=20, markeredgewidth=1.4)
        ax.annotate(str(uses.get(briefing, 0)), (100, row), xytext=(8, 0), textcoords="offset points", va="center")
    ax.set_yticks(range(len(length)), length.index)
    wordings = table["match"].str.lower().unique()
    term = f"“{wordings[0]}” is used" if len(wordings) == 1 else "The term is used"
    ax.set_title(f"{term} in {len(uses)} of {len(length)} briefings, {len(table)} times")
    ax.set(xlabel="Place in the briefing (% of its sentences); at the right: uses", ylabel="")
    ax.set(xlim=(0, 100), ylim=(len(length) - 0.5, -0.5))
    return _finish(ax, length.index, "y")


def plot_formula(table: pd.DataFrame, ax=None):
    """How much of each briefing is formula: the share of its words in phrases that another briefing has too.

    Parameters
    ----------
    table : as `formula_share` returns it (briefing, share from 0 to 1).
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one bar for each briefing.
    """
    share = 100 * table.set_index("briefing").share
    ax = _axes(ax, height=0.5 * len(share) + 1.5)
    bars = ax.barh(share.index, share, color=[PALETTE.get(briefing, QUIET) for briefing in share.index], height=0.65)
    ax.bar_label(bars, [f"{value:.1f}%" for value in share], padding=4)
    ax.set_title(f"Between {share.min():.1f}% and {share.max():.1f}% of a briefing is formula")
    ax.set(xlabel="Share of the words in phrases that another briefing has too (%)", ylabel="", ylim=(len(share) - 0.5, -0.5))
    ax.margins(x=0.1)
    return _finish(ax, share.index, "y")


def _axes(ax, height: float | None = None, width: float | None = None):
    """The axes given, or new ones: of the usual size, or as high or wide (in inches) as the rows need."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    usual = plt.rcParams["figure.figsize"]
    return plt.subplots(figsize=(width or usual[0], height or usual[1]))[1]


def _name(ax, text: str, x: float, y: float, offset: tuple[float, float], ha: str = "left") -> None:
    """A small name beside a point, `offset` in points of type."""
    ax.annotate(text, (x, y), xytext=offset, textcoords="offset points", ha=ha, va="center", size=8, color=QUIET)


def _short(term: str) -> str:
    """A term as a chart can hold it."""
    short = shorten(term, 60, placeholder=" …")
    return short if short != "…" else f"{term.strip()[:58]} …"


def _finish(ax, briefings, plain: str = ""):
    """What all charts share: no ticks where rows are named, the line that names the briefings, and a $ that is a $."""
    from matplotlib.text import Text

    if plain:
        ax.tick_params(axis=plain, length=0)
    all_of_them = list(PALETTE) == list(briefings)
    named = f"five briefings, {min(PALETTE)} to {max(PALETTE)}" if all_of_them else f"briefing{'s' * (len(briefings) > 1)} of " + ", ".join(briefings)
    source_line(ax, f"Source: Briefing Room, {named}")
    numbers = [text for name, axis in (("x", ax.xaxis), ("y", ax.yaxis)) if name != plain for text in axis.findobj(Text)]
    for text in set(ax.findobj(Text)).difference(numbers):
        text.set_parse_math(False)  # a $ in what was typed or said would begin a formula
    return ax
