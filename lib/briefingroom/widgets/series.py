"""An indicator over time, and the sentence behind each of its points."""

from ..corpus.places import where
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..display import counted
from ..numbers.series import series
from .controls import choice, explorer, follows, wide_choice
from .exhibit import Exhibit


def show_series(indicator: str = "5g_base_stations", claim: str = "") -> Exhibit:
    """An indicator over time, and the sentence behind one of its points, which is ringed.

    Parameters
    ----------
    indicator : id of an indicator. claim : id of one of its claims; the first if none is given.

    >>> show_series("little_giants").about.kind
    'claim'
    """
    rows = series(indicator)
    chosen = claim if claim in set(rows.claim) else next(iter(rows.claim), "")
    return series_exhibit(rows, indicator, chosen, where(chosen) if chosen else None)


def series_explorer(indicator: str = "5g_base_stations"):
    """A widget: choose a subject and an indicator, then one of its points, and read the sentence that said it."""
    listed = _measured()
    names = read_table("themes").set_index("theme").name
    about = [(names[theme], theme) for theme in names.index if theme in set(listed.theme)]
    subject = choice("Subject", [("all subjects", ALL), *about])
    which = choice("Indicator", _indicator_choices(listed), indicator)
    point = wide_choice("Point", _point_choices(indicator))

    follows(
        which,
        [subject],
        lambda theme: _indicator_choices(listed if theme == ALL else listed[listed.theme == theme]),
    )
    follows(point, [which], _point_choices)
    return explorer(
        show_series, {"indicator": which, "claim": point}, height="56em", filters=[subject]
    )


def series_exhibit(
    rows, indicator: str, chosen: str, about, *, words_first: bool = False
) -> Exhibit:
    """The chart of an indicator with one claim ringed, and what to say of it."""
    from ..charts.series import plot_series

    published = int((read_table("references").indicator == indicator).sum())
    said = f"{counted(len(rows), 'statement')} in {counted(rows.briefing.nunique(), 'briefing')}, {counted(published, 'published figure')}."
    exhibit = Exhibit(plot_series(indicator, chosen=chosen), about, words_first=words_first)
    exhibit.caption = f"Chart: {exhibit.description}; {said}" + " The figure below is ringed." * (
        bool(chosen) and not words_first
    )
    return exhibit


def _measured():
    """The indicators that somebody states, by name, with how often."""
    table = read_table("indicators")
    table = table.assign(
        statements=table.indicator.map(read_table("claims").indicator.value_counts())
        .fillna(0)
        .astype(int)
    )
    return table[table.statements > 0].sort_values(
        "name", key=lambda names: names.str.lower().str.strip('"')
    )


def _indicator_choices(table) -> list[tuple[str, str]]:
    return [
        (f"{row.name} ({row.statements})", row.indicator)
        for row in table[["name", "statements", "indicator"]].itertuples(index=False)
    ]


def _point_choices(indicator: str) -> list[tuple[str, str]]:
    from ..charts.wording import bound_words

    rows = series(indicator).itertuples()
    return [
        (
            f"{row.period or 'no date'}: {bound_words(row)}{row.quote} ({row.who}, {row.briefing})",
            row.claim,
        )
        for row in rows
    ]
