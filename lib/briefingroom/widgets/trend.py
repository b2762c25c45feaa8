"""How often a policy term is used."""

import pandas as pd

from ..charts.trend import plot_trend
from ..corpus.names import must_be
from ..corpus.tables import read_table
from .controls import answering, choice, explorer, typed_words
from .exhibit import Exhibit, WordsBelow


@answering
def show_trend(term: str = "new industrialization", own: str = "", by: str = "briefing") -> Exhibit:
    """How often a policy term is used, with the interval of each rate; below, the counts.

    Parameters
    ----------
    term : a term of the glossary, counted in all its wordings.
    own : words to count instead, exactly these, as in `trend`; several terms are separated by semicolons.
    by : briefing, role or speaker.

    Returns an Exhibit. Words that cannot be counted are answered by a sentence that says why.

    >>> show_trend("double gigabit").about.parts[0]
    'Counted together: double gigabit; dual gigabit; dual-gigabit.'
    """
    from ..text.trends import trend

    if own.strip():
        terms = [term.strip() for term in own.split(";")]
        table, counted = trend(terms, by), f"Counted: {'; '.join(terms)}."
    else:
        wordings = read_table("glossary").set_index("term").variants
        must_be(term, wordings.index, f"The glossary has no term {term!r}")
        table = trend([wordings[term].split("; ")], by).assign(term=term)
        counted = f"Counted{' together' * (';' in wordings[term])}: {wordings[term]}."
    counts = {
        by: table[by],
        "uses": table["count"],
        "of words": [f"{words:,}" for words in table.words],
    }
    counts |= {
        "per 10,000": table.rate.map("{:.1f}".format),
        "interval": [_interval(row) for row in table.itertuples()],
    }
    counts |= {"in": table.range}
    if table.term.nunique() > 1:
        counts = {"term": table.term, **counts}
    most, least = table.loc[table.rate.idxmax()], table.loc[table.rate.idxmin()]
    caption = (
        f"One row for each {by}: the dot is the rate per 10,000 words, the line its interval; "
        f"highest for {most[by]} ({most.rate:.1f}), lowest for {least[by]} ({least.rate:.1f})."
    )
    return Exhibit(plot_trend(table), WordsBelow((counted, pd.DataFrame(counts))), caption)


def trend_explorer(term: str = "new industrialization"):
    """A widget: choose a term of the glossary, or type words, and see where they are used most."""
    listed = [
        (f"{row.term}  {row.hanzi}".strip(), row.term)
        for row in read_table("glossary").itertuples()
    ]
    which = choice("Term", sorted(listed, key=lambda pair: pair[0].lower()), term)
    own = typed_words("Or your own", "", "words; more words, then press Enter")
    by = choice("Compare", [("briefings", "briefing"), ("roles", "role"), ("speakers", "speaker")])
    return explorer(show_trend, {"term": which, "own": own, "by": by}, height="46em")


def _interval(row) -> str:
    return "none" if pd.isna(row.low) else f"{row.low:.1f} to {row.high:.1f}"
