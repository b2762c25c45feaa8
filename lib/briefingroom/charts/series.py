"""Values that were stated, over time.

A point stands only where a figure was stated, and no line is drawn through years that were not.
"Over" is an arrow that points up, "nearly" one that points down; a target is a diamond; an
independent figure is a grey cross, which stands upright where the figure was computed from
published ones and nobody printed it; a stroke with an arrowhead at the cross says that the figure
is a floor ("over", upwards) or a ceiling ("nearly", downwards). A thin line along the time axis is
the period that a figure is for, and one across it what its last digit leaves open.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from textwrap import fill
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from ..corpus.tables import read_table
from ..display import counted, magnitude, with_bound
from ..numbers.periods import kind_of_period, period_bounds, period_step
from ..numbers.series import in_doubt, series
from .frame import (
    ORIGIN_MARKERS,
    axes_for,
    briefing_legend,
    draw_level,
    draw_upright,
    headline,
    keep_readable,
    legend_holds,
    time_axis,
    time_shown,
    value_axis,
    write_in_the_middle,
)
from .language import names_shown
from .mark_words import words_of
from .marks import DrawnMark, add_marks
from .placement import (
    DrawnPlace,
    PointLabel,
    drawn_level,
    drawn_point,
    drawn_upright,
    write_labels,
)
from .style import LIGHT_GREY, MEDIUM_GREY, QUIET, MarkStyle, briefing_colour, source_line
from .wording import (
    DAGGER,
    bound_words,
    first_clauses,
    lengths_in_words,
    number_in_words,
    series_finding,
    source_of,
    unit_in_words,
    unit_of_axis,
    wrapped_title,
    years_of,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path

BOUND_MARKERS = {
    "exact": "o",
    "about": "o",
    "over": "^",
    "at_least": "^",
    "under": "v",
    "up_to": "v",
}
TARGET_MARKER = "D"

VALUE_MARKER: MarkStyle = {
    "linestyle": "none",
    "ms": 6.5,
    "mew": 1.4,
    "zorder": 3,
    "clip_on": False,
}
PERIOD_BAR: MarkStyle = {
    "lw": 5,
    "alpha": 0.2,
    "solid_capstyle": "butt",
    "zorder": 1,
}
ROUNDING_LINE: MarkStyle = {
    "lw": 1,
    "alpha": 0.7,
    "zorder": 1,
}
PUBLISHED_CROSS: MarkStyle = {
    "color": MEDIUM_GREY,
    "ms": 6,
    "mew": 1.1,
    "zorder": 2,
}
CROSS_FORMS = {
    "published": "slanting",
    "computed": "upright",
    "read off a chart": "three strokes",
}
ARROWS = {"over": 1, "at_least": 1, "under": -1, "up_to": -1}  # up or down, by the bound
ARROW_LENGTH = 10  # points
FEW_ARROWS = 2  # so many floors or ceilings are named, and their crosses drawn larger
LARGE_CROSS_SIZE = 9.5  # points: its ends are seen beyond a marker that lies on it
ARROW_OUTLINE = [(0, 0), (0, 1), (-0.24, 0.7), (0, 1), (0.24, 0.7)]
BOUND_ARROW: MarkStyle = {
    "color": MEDIUM_GREY,
    "mfc": "none",
    "ms": 2 * ARROW_LENGTH,  # a marker reaches half its size to either side
    "mew": 0.9,
    "zorder": 2,
}
RUN_LINE: MarkStyle = {
    "color": LIGHT_GREY,
    "lw": 1.8,
    "solid_joinstyle": "round",
    "zorder": 0.9,
}
ZERO_LINE: MarkStyle = {
    "color": QUIET,
    "lw": 0.8,
    "zorder": 0,
}
LEAST_BAR = 0.02  # of the time shown; a shorter one is hidden by its marker
LEAST_RUN = 3  # periods; two figures are no series
CHOSEN_RING: MarkStyle = {
    "color": "black",
    "mfc": "none",
    "ms": 15,
    "mew": 1.2,
    "clip_on": False,
}

SAME_POINT = ["period", "value", "bound", "kind", "briefing", "region"]
SAME_LABEL = ["value", "bound", "briefing", "kind", "region"]
HEIGHT_OF_SERIES = 4.7  # inches
NOTE_WIDTH = 116  # characters
SUBTITLE_WIDTH, SUBTITLE_LINES = 106, 2  # characters


class SeriesContent(NamedTuple):
    """What the chart of a series shows.

    Attributes
    ----------
    name, unit, definition : of the indicator.
    word : the word for what all values are divided by, such as "trillion "; empty where it is 1.
    everything : every row of the series.
    rows : those that can be drawn; added are at (the day), y, y_low, y_high (as the axis has them)
        and slip (whether the figure is in doubt).
    published : independent figures, with at and y; what two publish alike stands here once.
    runs : those that make a series, see `published_runs`.
    """

    name: str
    unit: str
    definition: str
    word: str
    everything: pd.DataFrame
    rows: pd.DataFrame
    published: pd.DataFrame
    runs: list[pd.DataFrame]

    @property
    def points(self) -> pd.DataFrame:
        """The rows to draw: what one briefing says twice is one point."""
        return self.rows.drop_duplicates(SAME_POINT)


def plot_series(
    indicator: str,
    ax: "Axes | None" = None,
    *,
    references: bool = True,
    chosen: str = "",
    title: str = "",
) -> "Axes":
    """Every stated value of an indicator over time, with what each leaves open.

    Independent figures stand beside them.

    Parameters
    ----------
    indicator : id of an indicator, see `indicators`.
    ax : matplotlib Axes; new ones if none are given.
    references : draw independent figures too.
    chosen : id of a claim to ring.
    title : the finding; the first and the last amount, where none is given.

    Returns the Axes. Claims whose unit is not that of the indicator (a slip of unit), that name no
    period, or that are for another region than China while others are for China, are left out, and
    the chart says how many; `series` has them.

    Raises
    ------
    UnknownName : when there is no such indicator.
    """
    content = series_content(indicator, references)
    rows, published, points = content.rows, content.published, content.points
    ax = axes_for(ax, HEIGHT_OF_SERIES)
    _draw_runs(ax, content.runs)
    drawn = _draw_published(ax, published, points)
    drawn += _draw_statements(ax, points)
    add_marks(ax, partial(series_marks, content))
    for row in rows[rows.claim == chosen].itertuples():
        ax.plot(row.at, row.y, "o", **CHOSEN_RING)
    time_axis(ax, [*rows.period, *published.period])
    values = _values_drawn(drawn)
    value_axis(ax, values, content.unit)
    if values and min(values) < 0 < max(values):
        ax.axhline(0, **ZERO_LINE)
    _name_the_axes(ax, content)
    if not drawn:
        write_in_the_middle(ax, "No statement gives both a period and this unit.")
    briefings = sorted(rows.briefing.unique())
    origins = [origin for origin in ORIGIN_MARKERS if origin in set(published.origin)]
    above = briefing_legend(ax, briefings, origins=origins)
    title = title or series_finding(content.name, rows, content.unit)
    headline(ax, wrapped_title(title), series_subtitle(content), above=above)
    explained = legend_holds(ax, briefings, origins)
    notes = [fill(note, NOTE_WIDTH) for note in series_notes(content, explained)]
    source_line(ax, "\n".join(notes))
    keep_readable(ax)
    labels = series_labels(points) + labels_of_arrows(published)
    write_labels(ax, labels, drawn)
    return ax


# --- what is drawn


def series_content(indicator: str, references: bool) -> SeriesContent:
    """The statements about an indicator and the figures published about it, ready to draw."""
    everything = series(indicator)
    about = read_table("indicators").set_index("indicator").loc[indicator]
    rows = drawable_rows(everything, about.unit)
    published = _published_figures(indicator, about.unit)
    if not references:
        published = published.head(0)
    largest = max([*rows.value, *published.value], default=1.0)
    scale, word = magnitude(largest)
    at_end = bool((rows.kind == "cumulative").any())
    published = published.assign(
        at=[day_drawn(period, at_end) for period in published.period],
        y=published.value / scale,
    )
    crosses = _each_once(published)
    return SeriesContent(
        name=names_shown("indicators")[indicator],
        unit=about.unit,
        definition=about.definition,
        word=word,
        everything=everything,
        rows=_placed_on_axes(rows, scale),
        published=crosses,
        runs=published_runs(published),
    )


def drawable_rows(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows of a series that can stand on one pair of axes."""
    rows = rows[rows.unit == unit]
    rows = rows[rows.when.notna()]
    china = rows[rows.region == "China"]
    return rows if china.empty else china


def _published_figures(indicator: str, unit: str) -> pd.DataFrame:
    rows = read_table("references")
    rows = rows[rows.indicator == indicator]
    return rows[rows.unit == unit]


def _each_once(published: pd.DataFrame) -> pd.DataFrame:
    """Published figures without those that say what another says of the same period."""
    # Of two alike, one of which nobody printed, the printed one is drawn.
    printed_first = published.sort_values("origin", key=_as_listed, kind="stable")
    return printed_first.drop_duplicates(["period", "value", "bound"]).sort_index()


def _as_listed(origins: pd.Series) -> pd.Series:
    return origins.map(list(ORIGIN_MARKERS).index)


def _placed_on_axes(rows: pd.DataFrame, scale: float) -> pd.DataFrame:
    """The rows with the places of their marks."""
    low = rows.low.where(_shows_rounding(rows), rows.value)
    high = rows.high.where(_shows_rounding(rows), rows.value)
    return rows.assign(
        at=[_day_of(row) for row in rows.itertuples()],
        y=rows.value / scale,
        y_low=low / scale,
        y_high=high / scale,
        slip=in_doubt(rows.claim),
    )


def _shows_rounding(rows: pd.DataFrame) -> pd.Series:
    """Of each row, whether what its last digit leaves open says something."""
    stated = rows.bound.isin(["exact", "about"])
    measured = ~rows.unit.isin(["rank", "year"])
    return stated & measured & (rows.kind != "target")


def _day_of(row: Any) -> pd.Timestamp:
    grew = row.unit == "year" or row.kind == "cumulative"
    return day_drawn(row.period, at_end=grew)


def day_drawn(period: str, at_end: bool = False) -> pd.Timestamp:
    """Where the figure of a period is drawn: in its middle.

    With `at_end`, the figure of a span stands at its end: a sum or a count grew over it.

    >>> day_drawn("2016/2019", at_end=True).date().isoformat()
    '2019-12-31'
    """
    first, last = map(pd.Timestamp, period_bounds(period))
    if at_end and "/" in period:
        return last
    return first + (last - first) / 2


# --- marks


def series_marks(content: SeriesContent) -> list[DrawnMark]:
    """A mark for each statement and each published figure drawn, in order of time."""
    stated = [
        DrawnMark(row.claim, (row.at, row.y), words_of(row.claim))
        for row in content.rows.itertuples()
    ]
    published = [
        DrawnMark(row.reference, (row.at, row.y), words_of(row.reference))
        for row in content.published.itertuples()
    ]
    return sorted([*stated, *published], key=lambda mark: mark.at[0])


def _draw_runs(ax: "Axes", runs: Iterable[pd.DataFrame]) -> None:
    """A quiet line through each run of published figures."""
    for run in runs:
        ax.plot(run["at"], run.y, **RUN_LINE)


def published_runs(published: pd.DataFrame) -> list[pd.DataFrame]:
    """Published figures that make a series: of one publisher and edition, period after period.

    Parameters
    ----------
    published : rows of `references` for one indicator, in one unit.

    >>> from briefingroom import references
    >>> rows = references().query("indicator == 'software_revenue'")
    >>> [run.period.tolist() for run in published_runs(rows)]
    [['2020', '2021', '2022']]
    """
    rows = published[(published.origin == "published") & (published.bound == "exact")]
    rows = rows.drop_duplicates(["publisher", "edition", "period", "value"])
    rows = rows.assign(step=[period_step(period) for period in rows.period])
    # Of an edition that is not known, only what one document prints belongs together.
    document = rows.document.where(rows.edition == "not known", "")
    length = rows.period.map(kind_of_period)
    runs = []
    for _, group in rows.groupby([rows.publisher, rows.edition, document, length], sort=False):
        agreed = group[~group.step.duplicated(keep=False)].sort_values("step")
        gaps = (agreed.step.diff() != 1).cumsum()
        runs += [run for _, run in agreed.groupby(gaps) if len(run) >= LEAST_RUN]
    return runs


def _draw_published(ax: "Axes", published: pd.DataFrame, stated: pd.DataFrame) -> list[DrawnPlace]:
    """A cross for each independent figure, larger where a statement hides it; where they are."""
    drawn = []
    named = set(named_crosses(published).reference)
    hiding = set(zip(stated["at"], stated.y, strict=True))
    for row in published.itertuples():
        if "/" in row.period:
            _draw_period(ax, row, QUIET)
        is_large = row.reference in named or (row.at, row.y) in hiding
        size = LARGE_CROSS_SIZE if is_large else PUBLISHED_CROSS["ms"]
        ax.plot(row.at, row.y, ORIGIN_MARKERS[row.origin], **PUBLISHED_CROSS | {"ms": size})
        place = drawn_point(row.at, row.y, size)
        drawn.append(place)
        if row.bound in ARROWS:
            ax.plot(row.at, row.y, marker=bound_arrow(row.bound), **BOUND_ARROW)
            drawn.append(_place_of_arrow(row))
    return drawn


def named_crosses(published: pd.DataFrame) -> pd.DataFrame:
    """The published floors and ceilings, where they are few."""
    with_arrow = published[published.bound.isin(list(ARROWS))]
    return with_arrow if len(with_arrow) <= FEW_ARROWS else with_arrow.head(0)


def _place_of_arrow(row: Any) -> DrawnPlace:
    """What an arrow covers; as much on the other side, since places lie evenly about a value."""
    return DrawnPlace(row.at, row.at, row.y, row.y, width=6, height=2 * ARROW_LENGTH)


def bound_arrow(bound: str) -> "Path":
    """A stroke with an arrowhead, from a figure to the side on which it is open.

    >>> bound_arrow("over").vertices[1].tolist(), bound_arrow("under").vertices[1].tolist()
    ([0.0, 1.0], [0.0, -1.0])
    """
    from matplotlib.path import Path

    up = ARROWS[bound]
    outline = [(x, up * y) for x, y in ARROW_OUTLINE]
    return Path(outline, [Path.MOVETO, *[Path.LINETO] * (len(outline) - 1)])


def _draw_statements(ax: "Axes", points: pd.DataFrame) -> list[DrawnPlace]:
    """A marker for each stated figure, with its period and its rounding; where they are."""
    drawn = []
    for row in points.itertuples():
        _draw_statement(ax, row)
        drawn += _places_of(row)
    return drawn


def _places_of(row: Any) -> list[DrawnPlace]:
    """What a statement covers: its marker, its rounding and its period."""
    first, last = period_bounds(row.period)
    return [
        drawn_point(row.at, row.y, 9),
        drawn_upright(row.at, row.y_low, row.y_high, width=2),
        drawn_level(first, last, row.y, height=4),
    ]


def _draw_statement(ax: "Axes", row: Any) -> None:
    colour = briefing_colour(row.briefing)
    marker = BOUND_MARKERS[row.bound]
    is_filled = row.bound == "exact"
    if row.kind == "target":
        marker = TARGET_MARKER
        is_filled = False
    if _lasts(row.period):
        _draw_period(ax, row, colour)
    draw_upright(ax, row.at, row.y_low, row.y_high, color=colour, **ROUNDING_LINE)
    ax.plot(
        row.at,
        row.y,
        marker=marker,
        color=colour,
        mfc=colour if is_filled else "white",
        **VALUE_MARKER,
    )


def _draw_period(ax: "Axes", row: Any, colour: str) -> None:
    first, last = period_bounds(row.period)
    draw_level(ax, first, last, row.y, color=colour, **PERIOD_BAR)


def _lasts(period: str) -> bool:
    """Whether a period is longer than a day."""
    first, last = period_bounds(period)
    return first < last


def _values_drawn(drawn: Iterable[DrawnPlace]) -> list[float]:
    lows_and_highs = [value for place in drawn for value in (place.low, place.high)]
    middles = [place.middle for place in drawn]
    return lows_and_highs + middles


# --- words


def _name_the_axes(ax: "Axes", content: SeriesContent) -> None:
    label = "Period that the figure is for"
    if any(_bars_seen(content)):
        label += " (pale bar: from its first to its last day)"
    unit = content.word + unit_in_words(content.unit)
    ax.set(xlabel=label, ylabel=unit.strip() or "number")


def _bars_seen(content: SeriesContent) -> Iterator[bool]:
    """Of each statement, whether the bar of its period reaches beyond its marker."""
    first, last = time_shown([*content.rows.period, *content.published.period])
    for period in content.rows.period:
        begins, ends = map(pd.Timestamp, period_bounds(period))
        yield ends - begins > LEAST_BAR * (last - first)


def series_labels(points: pd.DataFrame) -> list[PointLabel]:
    """The labels of the points: a figure said again soon after is not written again."""
    with_baseline = points.baseline.nunique() > 1
    with_region = points.region.nunique() > 1
    rows = points.sort_values("value", kind="stable").drop_duplicates(SAME_LABEL)
    labels = []
    for row in rows.itertuples():
        text = _figure_in_words(row, with_baseline, with_region)
        label = PointLabel(row.at, row.y, text, briefing_colour(row.briefing))
        labels.append(label)
    return labels


def labels_of_arrows(published: pd.DataFrame) -> list[PointLabel]:
    """The labels of published floors and ceilings, where they are few.

    >>> published = series_content("nev_cumulative_sales", references=True).published
    >>> [label.text for label in labels_of_arrows(published)]
    ['over 9', 'over 11.003']
    """
    return [
        PointLabel(row.at, row.y, with_bound(number_in_words(row.y), row.bound), QUIET)
        for row in named_crosses(published).itertuples()
    ]


def _figure_in_words(row: Any, with_baseline: bool, with_region: bool) -> str:
    """A figure as it stands beside its point."""
    text = bound_words(row) + number_in_words(row.y)
    if row.unit == "percent":
        text += "%"
    if row.kind == "target":
        text = f"target {text}"
    if row.slip:
        text += DAGGER
    if with_baseline and row.baseline not in ("", "yoy"):
        text += f" against {row.baseline}"
    if with_region:
        text += f", {row.region}"
    return text


def series_subtitle(content: SeriesContent) -> str:
    """What is measured, in what unit, for which time, and which lengths of time stand together.

    >>> words = series_subtitle(series_content("nev_sales", references=False)).split()
    >>> " ".join(words[-12:])
    'Millions, 2022 to 2023; a year and a quarter side by side'
    """
    periods = [*content.rows.period, *content.published.period]
    said = [unit_of_axis(content.word, content.unit), years_of(periods)]
    rest = ", ".join(filter(None, said)) + lengths_in_words(_periods_of_flows(content))
    room = SUBTITLE_LINES * SUBTITLE_WIDTH - len(rest) - len("longest word")
    return wrapped_title(
        f"{first_clauses(content.definition, room)} {rest}".strip(), SUBTITLE_WIDTH
    )


def _periods_of_flows(content: SeriesContent) -> list[str]:
    """The periods whose length matters: not those of targets, nor of what has grown since a day."""
    is_flow = ~content.rows.kind.isin(["target", "cumulative"])
    return [*content.rows.period[is_flow], *content.published.period]


def series_notes(content: SeriesContent, crosses_explained: bool = True) -> list[str]:
    """What stands below the chart: sources, figures in doubt, and what is not drawn.

    Parameters
    ----------
    content : what the chart shows.
    crosses_explained : whether the legend says what the crosses are; else a note does.
    """
    notes = []
    briefings = sorted(content.everything.briefing.unique())
    if briefings:
        notes.append(source_of(briefings))
    if len(content.published):
        publishers = ", ".join(content.published.publisher.unique())
        forms = "" if crosses_explained else _forms_of_crosses(content.published.origin)
        notes.append(f"Crosses{forms}: {publishers}")
        notes += _notes_on_bounds(content.published.bound)
    if content.rows.slip.any():
        notes.append(f"{DAGGER} a discrepancy is about this figure: see br.discrepancies()")
    left_out = len(content.everything) - len(content.rows)
    if left_out:
        statements = counted(left_out, "statement")
        reasons = "in another unit, for another region or without a period"
        notes.append(f"Not drawn: {statements} {reasons}")
    return notes


def _forms_of_crosses(origins: pd.Series) -> str:
    """What the form of a cross says, for a note.

    >>> _forms_of_crosses(pd.Series(["published", "computed"]))
    ' (slanting: published, upright: computed)'
    """
    forms = [f"{CROSS_FORMS[origin]}: {origin}" for origin in CROSS_FORMS if origin in set(origins)]
    return f" ({', '.join(forms)})"


def _notes_on_bounds(bounds: pd.Series) -> list[str]:
    """What the arrows at the crosses say, where there are any."""
    ways = {ARROWS[bound] for bound in bounds if bound in ARROWS}
    meanings = []
    if 1 in ways:
        meanings.append("up, “over” so much (a floor)")
    if -1 in ways:
        meanings.append("down, “under” or “nearly” so much (a ceiling)")
    return [f"Cross with an arrow: {'; '.join(meanings)}"] if meanings else []
