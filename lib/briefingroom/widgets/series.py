"""An indicator over time, and the sentence behind each of its points."""

from typing import TYPE_CHECKING

from ..charts.describing import chart_title
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..display import counted
from ..numbers.series import series
from ..pages.where import where
from .controls import FIELD_WIDTH, Option, dependent_list, dropdown
from .exhibit import Exhibit
from .explorer import explorer

if TYPE_CHECKING:
    import ipywidgets
    import pandas as pd
    from matplotlib.axes import Axes


BRIEFINGS_OF_A_STORY = 3  # in which an indicator is stated, to stand first in the list


def show_series(indicator: str = "5g_base_stations", claim: str = "") -> Exhibit:
    """An indicator over time, and the sentence behind one of its points, which is ringed.

    Parameters
    ----------
    indicator : id of an indicator.
    claim : id of one of its claims; the first if none is given.

    >>> show_series("little_giants").about.kind
    'claim'
    """
    rows = series(indicator)
    chosen = claim if claim in set(rows.claim) else next(iter(rows.claim), "")
    return series_exhibit(rows, indicator, chosen)


def series_explorer(
    indicator: str = "5g_base_stations", claim: str | None = None
) -> "ipywidgets.VBox":
    """A widget to look through the indicators.

    Choose a subject and an indicator, then one of its points, and read the sentence that said it.

    Parameters
    ----------
    indicator, claim : what it opens with, as in `show_series`.

    Raises
    ------
    UnknownName : when there is no such indicator, or it has no such claim.
    """
    subject = dropdown("Subject", _subject_options())
    which = dependent_list(
        "Indicator",
        _indicator_options,
        [subject],
        indicator,
        also=_other_names,
        width=FIELD_WIDTH,
    )
    point = dependent_list("Point", _point_options, [which], claim)
    controls = {"indicator": which, "claim": point}
    return explorer(show_series, controls, filters=[subject], marks_set="claim")


def series_exhibit(
    rows: "pd.DataFrame", indicator: str, chosen: str, *, words_first: bool = False
) -> Exhibit:
    """The chart of an indicator with one claim ringed, and the place of that claim.

    A figure that was stated once needs no chart, unless a series is published beside it: the place
    of the claim names the published figures.

    Parameters
    ----------
    rows : the statements, as `series` gives them.
    indicator : id of the indicator.
    chosen : id of the claim, or empty where nobody states anything.
    words_first : whether the words stand above the chart.
    """
    from ..charts.series import plot_series

    if _stands_alone(rows, indicator):
        return Exhibit(chosen=chosen, about=where(chosen))

    def describe(axes: "Axes") -> str:
        return f"Chart: {chart_title(axes)}; {_extent_of_series(rows, indicator)}."

    return Exhibit(
        plot=lambda ringed: plot_series(indicator, chosen=ringed),
        chosen=chosen,
        about=where(chosen) if chosen else None,
        describe=describe,
        pointer="The figure below is ringed." if chosen and not words_first else "",
        words_first=words_first,
    )


def _stands_alone(rows: "pd.DataFrame", indicator: str) -> bool:
    """Whether one figure was stated, and its page names all that is published beside it."""
    from ..charts.series import LEAST_RUN

    references = read_table("references")
    published = references[references.indicator == indicator]
    same_period = published.period.isin(rows.period)
    return len(rows) == 1 and len(published) < LEAST_RUN and bool(same_period.all())


def _extent_of_series(rows: "pd.DataFrame", indicator: str) -> str:
    """How much is said and published about an indicator."""
    references = read_table("references")
    statements = counted(len(rows), "statement")
    briefings = counted(rows.briefing.nunique(), "briefing")
    origins = references.origin[references.indicator == indicator].value_counts()
    published = counted(int(origins.get("published", 0)), "published figure")
    extent = f"{statements} in {briefings}, {published}"
    if "computed" in origins:
        extent += f" and {origins['computed']} computed from such"
    return extent


def _stated_indicators() -> "pd.DataFrame":
    """The indicators that somebody states, by name; those of many briefings first."""
    counts = read_table("claims").indicator.value_counts()
    table = read_table("indicators")
    statements = table.indicator.map(counts).fillna(0).astype(int)
    briefings = read_table("claims").groupby("indicator").briefing.nunique()
    is_told_often = table.indicator.map(briefings).fillna(0) >= BRIEFINGS_OF_A_STORY
    stated = table.assign(statements=statements, comes_later=~is_told_often)[statements > 0]
    by_name = stated.sort_values("name", key=_as_sorted)
    return by_name.sort_values("comes_later", kind="stable")


def _as_sorted(names: "pd.Series") -> "pd.Series":
    """Names as they are put in order: whatever their capitals and quotation marks."""
    return names.str.lower().str.strip('"')


def _subject_options() -> list[Option]:
    names = read_table("themes").set_index("theme").name
    measured = set(_stated_indicators().theme)
    subjects = [Option(name, theme) for theme, name in names.items() if theme in measured]
    return [Option("all subjects", ALL), *subjects]


def _indicator_options(theme: str) -> list[Option]:
    table = _stated_indicators()
    if theme != ALL:
        table = table[table.theme == theme]
    columns = zip(table["name"], table.statements, table.indicator, strict=True)
    return [Option(f"{name} ({count})", indicator) for name, count, indicator in columns]


def _other_names(indicator: str) -> str:
    """The id of an indicator and its name in Chinese."""
    names = read_table("indicators").set_index("indicator").name_zh
    return f"{indicator} {names[indicator]}"


def _point_options(indicator: str) -> list[Option]:
    from ..charts.wording import bound_words

    options = []
    for row in series(indicator).itertuples():
        period = row.period or "no date"
        figure = f"{bound_words(row)}{row.quote}"
        options.append(Option(f"{period}: {figure} ({row.who}, {row.briefing})", row.claim))
    return options
