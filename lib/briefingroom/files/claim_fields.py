"""What the fields of a claim and of another numeral may hold, whoever decided them."""

import math
from collections.abc import Collection

from ..cleaning.records import Annotation
from ..numbers.intervals import as_written
from ..numbers.periods import period_bounds
from .columns import YEAR_ON_YEAR

UNITS = (
    "CNY USD percent percentage_point count t kg Mbps MB GB M DWT CGT TEU m km km/h kW MW "
    "year month day hour multiple rank"
).split()
BOUNDS = "exact over under about up_to at_least".split()
KINDS = "level share growth change cumulative rank price target other".split()
REASONS = (
    "date",
    "year",
    "name",
    "enumerator",
    "announced points",
    "slogan",
    "idiom",
    "reference",
    "telephone number",
    "other",
)


def check_claim(
    claim: Annotation, indicators: Collection[str], units: Collection[str] = UNITS
) -> None:
    """Refuse a claim with a field that cannot be right.

    Parameters
    ----------
    claim : with the columns of `claims` that people fill.
    indicators : the names of those that there are.
    units : those that may stand there.

    Raises
    ------
    CorpusError : with the row, the column and what may stand there.
    """
    row = claim.row
    claim.must_be_one_of("unit", units)
    claim.must_be_one_of("bound", BOUNDS)
    claim.must_be_one_of("kind", KINDS)
    if row["indicator"]:
        claim.must_be_one_of("indicator", indicators)
    if row["period"] == YEAR_ON_YEAR:
        raise claim.error("period", f"{YEAR_ON_YEAR} is a baseline; write the period itself.")
    _check_number(claim)
    if bool(row["counted"]) != (row["unit"] == "count"):
        raise claim.error("counted", "name the thing when the unit is count, and only then.")


def _check_number(claim: Annotation) -> None:
    value = claim.row["value"]
    try:
        float(value)
    except ValueError:
        raise claim.error("value", f"{value!r} is no number; write it out in base units.") from None


def check_reason(numeral: Annotation) -> None:
    """Refuse a reason that is none of those known; what stands after a colon explains it.

    Raises
    ------
    CorpusError : with the row and the reasons that there are.
    """
    reason, _, _ = numeral.row["reason"].partition(":")
    plain = numeral._replace(row={"reason": reason})
    plain.must_be_one_of("reason", REASONS)


def bounds_for_other_programs(claim: dict) -> dict[str, str]:
    """The range of a claim and the days of its period, for those who cannot compute them.

    >>> claim = {"value": "5", "quote": "5%", "unit": "percent", "bound": "over", "period": "2022"}
    >>> bounds_for_other_programs(claim)["period_end"]
    '2022-12-31'
    """
    value = float(claim["value"])
    low, high = as_written(value, claim["quote"], claim["unit"], claim["bound"])
    start, end = "", ""
    if claim["period"]:
        first, last = period_bounds(claim["period"])
        start, end = first.isoformat(), last.isoformat()
    return {
        "value_low": _as_number(low),
        "value_high": _as_number(high),
        "period_start": start,
        "period_end": end,
    }


def _as_number(value: float) -> str:
    """A number as a field of a CSV file has it; empty where there is no end."""
    if math.isinf(value):
        return ""
    return f"{value:.0f}" if value.is_integer() else repr(value)
