"""How firmly figures are stated: bound words and digits."""

import pandas as pd

from ..corpus.names import must_be
from ..corpus.tables import read_table
from .intervals import NUMBER

GROUPS = ("speaker", "role", "briefing", "theme")


def hedging(by: str = "speaker") -> pd.DataFrame:
    """How many figures are stated outright and how many with "over", "nearly" or "about", and with how many digits.

    Counted are the claims of `claims` that state an amount: levels, shares, growth, changes, cumulative sums and prices.
    Ranks, targets, durations and thresholds are left out, because their wording follows other rules.

    Parameters
    ----------
    by : ``"speaker"`` (name, or the outlet of a journalist), ``"role"``, ``"briefing"`` or ``"theme"`` (of the
        indicator; claims without one are left out).

    Returns
    -------
    DataFrame : the group, claims, exact, over, under, about, at_least, up_to (counts), bounded_share (percent that are
        not exact), digits (median of the significant digits), ids (list of the claims counted).

    Raises
    ------
    UnknownName : when `by` is none of these.

    >>> table = hedging("role").set_index("role")
    >>> bool(table.claims["official"] > table.claims["journalist"] > 0)
    True
    """
    must_be(by, GROUPS, f"Figures are not grouped by {by!r}")
    claims = read_table("claims")
    claims = claims[claims.kind.isin(["level", "share", "growth", "change", "cumulative", "price"])]
    turns = read_table("turns").set_index("turn").loc[claims.sentence.str.rsplit(".", n=2).str[0]]
    themes = read_table("indicators").set_index("indicator").theme
    groups = {
        "speaker": turns.speaker.where(
            turns.speaker != "", turns.outlet.where(turns.outlet != "", "outlet not known")
        ),
        "role": turns.role,
        "briefing": turns.briefing,
        "theme": claims.indicator.map(themes).fillna(""),
    }
    claims = claims.assign(group=groups[by].to_numpy(), digits=claims.quote.map(significant_digits))
    rows = []
    for group, mine in claims[claims.group != ""].groupby("group"):
        bounds = mine.bound.value_counts().reindex(
            ["exact", "over", "under", "about", "at_least", "up_to"], fill_value=0
        )
        rows.append(
            {
                by: group,
                "claims": len(mine),
                **bounds.to_dict(),
                "bounded_share": round(100 * (1 - bounds["exact"] / len(mine)), 1),
                "digits": float(mine.digits.median()),
                "ids": list(mine.claim),
            }
        )
    return pd.DataFrame(rows).sort_values(
        ["claims", by], ascending=[False, True], ignore_index=True
    )


def significant_digits(quote: str) -> int:
    """How many digits of a written number carry information; zeros at the end of a whole number do not.

    >>> [significant_digits(quote) for quote in ("24.54 trillion yuan", "90,000", "sevenfold", "0.3 percentage point")]
    [4, 1, 1, 1]
    """
    match = NUMBER.search(quote)
    if not match:
        return 1
    digits = match[0].replace(",", "")
    digits = digits.replace(".", "") if "." in digits else digits.rstrip("0")
    return max(1, len(digits.lstrip("0")))
