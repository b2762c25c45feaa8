"""How often a policy term is used."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..charts.trend import plot_trend
from ..corpus.names import must_be
from ..corpus.tables import read_table
from ..display import Answer, Note, Table
from .controls import FIELD_WIDTH, Option, dropdown, search_list, text_field
from .exhibit import Exhibit, answering
from .explorer import explorer

if TYPE_CHECKING:
    import ipywidgets


@answering
def show_trend(term: str = "new industrialization", own: str = "", by: str = "briefing") -> Exhibit:
    """How often a policy term is used, with the interval of each rate; below, the counts.

    Parameters
    ----------
    term : a term of the glossary, counted in all its wordings.
    own : words to count instead, exactly these, as in `trend`; several terms are separated by
        semicolons.
    by : briefing, role or speaker.

    Returns an Exhibit. Words that cannot be counted are answered by a sentence that says why.

    >>> print(show_trend("double gigabit").about.parts[0].text)
    Counted together: double gigabit; dual gigabit; dual-gigabit.
    """
    from ..text.trends import trend

    if own.strip():
        terms = [each.strip() for each in own.split(";")]
        table = trend(terms, by)
        said = f"Counted: {'; '.join(terms)}."
    else:
        wordings = _wordings_of(term)
        table = trend([wordings], by).assign(term=term)
        together = " together" if len(wordings) > 1 else ""
        said = f"Counted{together}: {'; '.join(wordings)}."
    about = Answer((Note(said), Table(_trend_counts(table, by))), spaced=True)
    caption = _trend_caption(table, by)
    return Exhibit(plot=lambda _: plot_trend(table), about=about, describe=lambda _: caption)


def trend_explorer(
    term: str = "new industrialization", own: str = "", by: str = "briefing"
) -> "ipywidgets.VBox":
    """A widget: choose a term of the glossary, or type words, and see where they are used most.

    Parameters
    ----------
    term, own, by : what it opens with, as in `show_trend`.

    Raises
    ------
    UnknownName : when the glossary has no such term, or nothing can be compared by that.
    """
    groups = [
        Option("briefings", "briefing"),
        Option("roles", "role"),
        Option("speakers", "speaker"),
    ]
    controls = {
        "term": search_list("Term", _term_options(), term, also=_hanzi_of, width=FIELD_WIDTH),
        "own": text_field("Or your own", own, "words; more words, then press Enter"),
        "by": dropdown("Compare", groups, by),
    }
    return explorer(show_trend, controls)


def _hanzi_of(term: str) -> str:
    return read_table("glossary").set_index("term").hanzi[term]


def _wordings_of(term: str) -> list[str]:
    variants = read_table("glossary").set_index("term").variants
    must_be(term, variants.index, f"The glossary has no term {term!r}")
    return variants[term].split("; ")


def _trend_counts(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """The counts as the table below the chart has them."""
    counts = pd.DataFrame(
        {
            by: table[by],
            "uses": table["count"],
            "of words": table.words.map("{:,}".format),
            "per 10,000": table.rate.map("{:.1f}".format),
            "interval": [_interval_words(row) for row in table.itertuples()],
            "in": table.range,
        }
    )
    if table.term.nunique() > 1:
        counts.insert(0, "term", table.term)
    return counts


def _interval_words(row: Any) -> str:
    if pd.isna(row.low):
        return "none"
    if not row.rate:
        return f"up to {row.high:.1f}"
    return f"{row.low:.1f} to {row.high:.1f}"


def _trend_caption(table: pd.DataFrame, by: str) -> str:
    """What a row is, then of each term where it is most and least frequent."""
    row = f"One row for each {by}: the dot is the rate per 10,000 words, the line its interval"
    by_term = table.groupby("term", sort=False)
    several = table.term.nunique() > 1
    ends = [_ends_of(rows, by, term if several else "") for term, rows in by_term]
    return f"{row}; {'; '.join(ends)}."


def _ends_of(rows: pd.DataFrame, by: str, term: str) -> str:
    """Where a term is most and least frequent."""
    name = f"“{term}” " if term else ""
    most = rows.loc[rows.rate.idxmax()]
    least = rows.loc[rows.rate.idxmin()]
    if not most.rate:
        return f"{name}never used"
    ends = f"highest for {most[by]} ({most.rate:.1f}), lowest for {least[by]} ({least.rate:.1f})"
    return f"{name}{ends}"


def _term_options() -> list[Option]:
    """The terms of the glossary, each with its Chinese, in order of the alphabet."""
    rows = read_table("glossary").itertuples()
    options = [Option(f"{row.term}  {row.hanzi}".strip(), row.term) for row in rows]
    return sorted(options, key=lambda option: option.label.lower())
