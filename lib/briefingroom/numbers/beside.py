"""Stated figures beside what others print or imply: floors, failed checks, growth and amounts."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pandas as pd

from ..corpus.names import must_be
from ..corpus.tables import read_table
from .auditing import DOES_NOT, audit, figures_by_id, stated_and_implied
from .intervals import Interval
from .periods import period_bounds

FLOOR_BOUNDS = ("over", "at_least")
NEAR_IN_TIME = timedelta(days=183)  # about half a year
PUT_IN_PRINT, BOUNDLESS = "published", "exact"
OF_CLAIM = ["claim", "measure", "quote", "value", "unit"]
OF_PRINT = ["reference", "published", "published_bound", "publisher"]
COLUMNS_OF_PAIR = ["claim", "measure", "stated", "unit", "stated_words", "other", "others"]


def floors() -> pd.DataFrame:
    """Each "over" beside which a figure is printed, and how far above the floor that is.

    The rule: all statements with "over" or "at least" that are no targets, with a figure of the
    same indicator and unit that the table of references sets beside this very claim, that somebody
    printed, and that is for a day at most half a year away. Of several the one without a bound is
    taken, then the nearest; a floor may stand beside a floor, but no ceiling. Those that do not
    reach the floor are among them.

    Returns
    -------
    DataFrame : claim, measure, quote, value, unit, reference, published (its value),
        published_bound, publisher, above_percent; the highest above its floor first.

    >>> table = floors().set_index("claim")
    >>> float(round(table.above_percent["2023-03-01.c006"], 1))
    0.4
    """
    claims = read_table("claims")
    said = claims[claims.bound.isin(FLOOR_BOUNDS) & (claims.kind != "target")]
    rows = _beside_published(said)
    rows["above_percent"] = 100 * (rows.published / rows.value - 1)
    return rows.sort_values("above_percent", ascending=False, ignore_index=True)


def published_pairs(discrepancies: str | Sequence[str]) -> pd.DataFrame:
    """The first figure of each discrepancy beside the one that was printed for the same time.

    Parameters
    ----------
    discrepancies : ids. One whose figure has none printed beside it is left out.

    Returns
    -------
    DataFrame : claim, measure, stated, unit, stated_words, other, others (list of ids), as
        `plot_pairs` takes it.

    Raises
    ------
    UnknownName : when there is no such discrepancy.

    >>> published_pairs("d15")[["stated", "other"]].to_numpy().tolist()
    [[7.6, 29.6]]
    """
    names = [discrepancies] if isinstance(discrepancies, str) else discrepancies
    rows = read_table("discrepancies").set_index("discrepancy")
    for name in names:
        must_be(name, rows.index, f"There is no discrepancy {name!r}")
    firsts = [rows.claims[name].split("; ")[0] for name in names]
    claims = read_table("claims").set_index("claim", drop=False)
    found = _beside_published(claims.loc[[first for first in firsts if first]])
    return pd.DataFrame(
        {
            "claim": found.claim,
            "measure": found.measure,
            "stated": found.value,
            "unit": found.unit,
            "stated_words": found.quote,
            "other": found.published,
            "others": [[reference] for reference in found.reference],
        }
    )


def failed_pairs(checks: pd.DataFrame | None = None) -> pd.DataFrame:
    """Each stated figure that does not reconcile beside what other figures imply.

    A figure that fails in several checks, or was said twice, stands once, with the first of them.
    Of what is implied, the value is taken that comes nearest to what was stated.

    Parameters
    ----------
    checks : rows of `audit`; all of them if none are given.

    Returns
    -------
    DataFrame : as `published_pairs`.

    >>> pairs = failed_pairs().set_index("claim")
    >>> float(round(pairs.other["2022-06-14.c082"], 1))
    55.2
    """
    table = audit() if checks is None else checks
    failing = table[table.verdict == DOES_NOT]
    failing = failing[~failing.claims.str[0].duplicated()]
    claims = read_table("claims").set_index("claim")
    figures = figures_by_id()
    rows: list[dict[str, Any]] = []
    for row in failing.itertuples():
        stated, *others = row.claims
        claim = claims.loc[stated]
        _, implied = stated_and_implied(row, figures)
        rows.append(
            {
                "claim": stated,
                "measure": claim.measure,
                "stated": claim.value,
                "unit": claim.unit,
                "stated_words": row.stated,
                "other": nearest_value(implied, claim.value),
                "others": others,
            }
        )
    pairs = pd.DataFrame(rows, columns=COLUMNS_OF_PAIR)
    is_again = pairs.duplicated(["stated", "unit", "other"])  # said twice, of the same figures
    return pairs[~is_again].reset_index(drop=True)


def nearest_value(ranges: Sequence[Interval], value: float) -> float:
    """The value in some ranges that comes nearest to a value.

    >>> nearest_value([Interval(1, 2), Interval(5, 6)], 4.5)
    5
    """
    ends = [min(max(value, each.low), each.high) for each in ranges]
    return min(ends, key=lambda end: abs(end - value))


def _beside_published(said: pd.DataFrame) -> pd.DataFrame:
    """Claims with the figure that somebody printed beside each; those without one are left out."""
    rows = []
    for claim in said.to_dict("records"):
        figure = _figure_beside(claim)
        if figure is None:
            continue
        rows.append(
            {name: claim[name] for name in OF_CLAIM}
            | {
                "reference": figure.reference,
                "published": figure.value,
                "published_bound": figure.bound,
                "publisher": figure.publisher,
            }
        )
    return pd.DataFrame(rows, columns=[*OF_CLAIM, *OF_PRINT])


def _figure_beside(claim: dict[str, Any]) -> Any:
    """The printed figure that stands beside a claim: without a bound first, then the nearest."""
    references = read_table("references")
    linked = references[
        (references.claim == claim["claim"])
        & (references.indicator == claim["indicator"])
        & (references.unit == claim["unit"])
        & (references.origin == PUT_IN_PRINT)
        & references.bound.isin([BOUNDLESS, *FLOOR_BOUNDS])
    ]
    day = _day_at_end(claim["period"])
    away = [abs(_day_at_end(period) - day) for period in linked.period]
    near = linked.assign(has_bound=linked.bound != BOUNDLESS, away=away)
    near = near[near.away <= NEAR_IN_TIME].sort_values(["has_bound", "away"], kind="stable")
    return None if near.empty else near.iloc[0]


def _day_at_end(period: str) -> Any:
    _, last = period_bounds(period)
    return last
