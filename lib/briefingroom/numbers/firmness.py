"""How firmly figures are stated: bound words and digits."""

import pandas as pd

from ..corpus.names import must_be
from ..corpus.tables import read_table
from ..ids import parse_id
from .intervals import number_written

GROUPS = ("speaker", "role", "briefing", "theme", "kind")
KINDS_OF_AMOUNT = ("level", "share", "growth", "change", "cumulative", "price")
BOUND_COLUMNS = ("exact", "over", "under", "about", "at_least", "up_to")
COLUMNS_OF_FIRMNESS = ("claims", *BOUND_COLUMNS, "bounded_share", "digits", "ids")


def hedging(by: str = "speaker") -> pd.DataFrame:
    """How many figures are stated outright and how many with "over", "nearly" or "about".

    Counted are the claims of `claims` that state an amount: levels, shares, growth, changes,
    cumulative sums and prices. Ranks, targets, durations and thresholds are left out, because their
    wording follows other rules. Beside the bounds stands with how many digits they are stated.

    Parameters
    ----------
    by : ``"speaker"`` (name, or the outlet of a journalist), ``"role"``, ``"briefing"``,
        ``"theme"`` (of the indicator; claims without one are left out) or ``"kind"`` (level, share,
        growth ...).

    Returns
    -------
    DataFrame : the group, claims, exact, over, under, about, at_least, up_to (counts),
        bounded_share (percent that are not exact), digits (median of the significant digits), ids
        (list of the claims counted).

    Raises
    ------
    UnknownName : when `by` is none of these.

    >>> table = hedging("role").set_index("role")
    >>> bool(table.claims["official"] > table.claims["journalist"] > 0)
    True
    """
    must_be(by, GROUPS, f"Figures are not grouped by {by!r}")
    claims = read_table("claims")
    is_amount = claims.kind.isin(KINDS_OF_AMOUNT)
    amounts = claims[is_amount]
    groups = _groups_of(amounts, by).to_numpy()
    rows = []
    for group, mine in amounts.groupby(groups):
        if group:
            rows.append({by: group, **_firmness(mine)})
    return pd.DataFrame(rows, columns=[by, *COLUMNS_OF_FIRMNESS]).sort_values(
        ["claims", by],
        ascending=[False, True],
        ignore_index=True,
    )


def _groups_of(claims: pd.DataFrame, by: str) -> pd.Series:
    """The group of each claim; empty where it belongs to none."""
    if by == "theme":
        themes = read_table("indicators").set_index("indicator").theme
        return claims.indicator.map(themes).fillna("")
    if by == "kind":
        return claims.kind
    turns = read_table("turns").set_index("turn")
    turn_ids = claims.sentence.map(_turn_of)
    said_in = turns.loc[turn_ids]
    if by == "speaker":
        return _speaker_or_outlet(said_in)
    return said_in[by]


def _turn_of(sentence: str) -> str:
    return parse_id(sentence).turn


def _speaker_or_outlet(turns: pd.DataFrame) -> pd.Series:
    outlet = turns.outlet.replace("", "outlet not known")
    is_named = turns.speaker != ""
    return turns.speaker.where(is_named, outlet)


def _firmness(claims: pd.DataFrame) -> dict:
    """The bounds and digits of the claims of one group."""
    bounds = claims.bound.value_counts()
    bounds = bounds.reindex(BOUND_COLUMNS, fill_value=0)
    exact_share = bounds["exact"] / len(claims)
    digits = claims.quote.map(significant_digits)
    return {
        "claims": len(claims),
        **bounds.to_dict(),
        "bounded_share": round(100 * (1 - exact_share), 1),
        "digits": float(digits.median()),
        "ids": list(claims.claim),
    }


def significant_digits(quote: str) -> int:
    """How many digits of a written number carry information.

    Zeros at the end of a whole number do not.

    >>> quotes = ("24.54 trillion yuan", "90,000", "sevenfold", "0.3 percentage point")
    >>> [significant_digits(quote) for quote in quotes]
    [4, 1, 1, 1]
    """
    number = number_written(quote)
    whole, _, decimals = number.partition(".")
    digits = whole + decimals if decimals else whole.rstrip("0")
    digits = digits.lstrip("0")
    return max(1, len(digits))
