"""Do the figures hold? Arithmetic on what was said, each figure taken as the range it leaves open.

Which figures speak of the same thing is known from the claims (same indicator, region and period) and from
``briefings/annotations/relations.csv``, where each row names a relation and the claims that stand in it. The arithmetic
and the verdict are computed here. A verdict never says that a figure is false: only whether the figures, as written,
can all be so.
"""

import math
from itertools import combinations
from types import SimpleNamespace

import pandas as pd

from ..corpus.tables import read_table
from ..display import amount, magnitude
from .intervals import Interval, add, as_written, average_growth, divide, multiply, subtract
from .periods import years

RECONCILES, DOES_NOT, UNDECIDED = "reconciles", "does not reconcile", "cannot be decided"


def verdict(stated: Interval, implied: list[Interval]) -> str:
    """Whether a stated range and what other figures imply can both be so.

    One common value is enough. Where both sides are open ("over" against "over"), a common value always exists, so the
    figures cannot decide.

    >>> verdict(Interval(5.85, 5.95), [Interval(8.8, 9.0), Interval(6.5, 6.7)])
    'does not reconcile'
    >>> verdict(Interval(300, math.inf), [Interval(310, math.inf)])
    'cannot be decided'
    """
    meeting = [each for each in implied if stated.meets(each)]
    if not meeting:
        return DOES_NOT
    if (not stated.bounded and all(not each.bounded for each in meeting)) or all(
        each == (0, math.inf) for each in meeting
    ):
        return UNDECIDED
    return RECONCILES


def audit() -> pd.DataFrame:
    """Every figure that other figures can be held against, with the arithmetic.

    Returns
    -------
    DataFrame : check (same thing twice, average growth, growth, share, change, multiple, sum, difference, rate,
        conversion), claims (list; the stated one first), stated, implied (the range the others imply), verdict
        (reconciles, does not reconcile, cannot be decided), arithmetic (one line to read), note.

    >>> set(audit().verdict) <= {"reconciles", "does not reconcile", "cannot be decided"}
    True
    """
    claims = list(read_table("claims").itertuples())
    facts = {row.claim: row for row in claims} | {
        row.reference: published_fact(row) for row in read_table("references").itertuples()
    }
    rows = [_same(a, b) for a, b in _stated_twice(claims)]
    rows += [_relation(facts, relation) for relation in read_table("relations").itertuples()]
    return pd.DataFrame(rows, columns="check claims stated implied verdict arithmetic note".split())


def _stated_twice(claims) -> list[tuple]:
    """Pairs of claims that give a value of one indicator for one period and region."""
    groups = {}
    for claim in claims:
        if claim.indicator and claim.period:
            key = (
                claim.indicator,
                claim.unit,
                claim.kind == "target",
                claim.period,
                claim.baseline,
                claim.region,
            )
            groups.setdefault(key, []).append(claim)
    return [pair for group in groups.values() for pair in combinations(group, 2)]


def _same(a, b) -> tuple:
    first, second = range_of(a), range_of(b)
    line = f"{a.indicator} for {a.period}: {_as_said(a)} and {_as_said(b)}"
    return (
        "same thing twice",
        [a.claim, b.claim],
        _as_said(a),
        _show(second, b.unit),
        verdict(first, [second]),
        line,
        "",
    )


def _relation(facts: dict, row) -> tuple:
    stated, parts = facts[row.claim], [facts[id] for id in row.parts.split("; ")]
    implied, line = CHECKS[row.relation](stated, parts)
    ranges = " or ".join(_show(each, stated.unit) for each in implied)
    return (
        row.relation,
        [row.claim, *row.parts.split("; ")],
        _as_said(stated),
        ranges,
        verdict(
            _most(range_of(stated), 100) if row.relation == "share" else range_of(stated), implied
        ),
        f"{line}: {ranges}; stated {_as_said(stated)}",
        row.note,
    )


def _average_growth(stated, parts):
    start, end = map(range_of, parts)
    first, last = years(stated.period)
    counts = [last - first, last - first + 1]
    line = f"from {_as_said(parts[0])} to {_as_said(parts[1])} in {counts[0]} or {counts[1]} years"
    return [average_growth(start, end, count) for count in counts], line


def _growth(stated, parts):
    start, end = map(range_of, parts)
    return [average_growth(start, end, 1)], f"from {_as_said(parts[0])} to {_as_said(parts[1])}"


def _share_of_whole(stated, parts):
    *some, whole = parts
    share = divide(add(*map(range_of, some)), range_of(whole))
    return [
        Interval(*(100 * end for end in share))
    ], f"{' + '.join(map(_as_said, some))} / {_as_said(whole)}"


def _change(stated, parts):
    start, end = map(range_of, parts)
    return [subtract(end, start)], f"{_as_said(parts[1])} - {_as_said(parts[0])}"


def _multiple(stated, parts):
    times = divide(range_of(parts[1]), range_of(parts[0]))
    line = f"{_as_said(parts[1])} / {_as_said(parts[0])}, or one less if the base is not counted"
    return [times, Interval(times.low - 1, times.high - 1)], line


def _sum(stated, parts):
    return [add(*map(range_of, parts))], " + ".join(map(_as_said, parts))


def _quotient(stated, parts):
    return [divide(*map(range_of, parts))], f"{_as_said(parts[0])} / {_as_said(parts[1])}"


def _conversion(stated, parts):
    """At the exchange rate of another pair: amount, other amount, other amount in the currency of the stated one."""
    amount, other, converted = map(range_of, parts)
    return [
        divide(multiply(amount, converted), other)
    ], f"{_as_said(parts[0])} at {_as_said(parts[2])} for {_as_said(parts[1])}"


CHECKS = {
    "average growth": _average_growth,
    "growth": _growth,
    "share": _share_of_whole,
    "change": _change,
    "difference": _change,
    "multiple": _multiple,
    "sum": _sum,
    "rate": _quotient,
    "conversion": _conversion,
}


def published_fact(row) -> SimpleNamespace:
    """A reference in the shape of a claim, so that it can stand in a relation."""
    quote = f"{amount(row.value, row.unit)} ({row.publisher})"
    return SimpleNamespace(
        claim=row.reference,
        value=row.value,
        quote=quote,
        unit=row.unit,
        bound=row.bound,
        period=row.period,
    )


def _most(interval: Interval, limit: float) -> Interval:
    """An interval that ends at a limit: "over 90%" of a whole is at most all of it."""
    return Interval(interval.low, min(interval.high, limit))


def range_of(fact) -> Interval:
    return as_written(fact.value, fact.quote, fact.unit, fact.bound)


def _as_said(fact) -> str:
    """A figure as it was said, with its bound."""
    bound = {"exact": "", "at_least": "at least ", "up_to": "up to "}.get(
        fact.bound, fact.bound + " "
    )
    return bound + fact.quote


def _show(interval: Interval, unit: str) -> str:
    """A range in the largest usual unit, with four digits.

    >>> _show(Interval(24.5e12, 24.6e12), "CNY"), _show(Interval(5.85, math.inf), "percent")
    ('24.5 to 24.6 trillion CNY', 'over 5.85 percent')
    """
    size = max((abs(end) for end in interval if math.isfinite(end)), default=0)
    scale, name = magnitude(size)
    low, high = (
        f"{end / scale:,.4g}" if size < 1e4 * scale else f"{end / scale:,.0f}" for end in interval
    )
    unit = unit.replace("_", " ")
    if math.isinf(interval.high):
        return f"over {low} {name}{unit}" if interval.low > 0 else "any value"
    return f"{low} {name}{unit}" if low == high else f"{low} to {high} {name}{unit}"
