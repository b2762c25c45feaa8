"""Findings, amounts and periods in words, as titles and labels have them."""

import math
import re
from collections.abc import Collection
from textwrap import fill
from typing import Any

import pandas as pd

from ..corpus.active import added_briefings
from ..corpus.tables import read_table
from ..display import ELLIPSIS, counted, magnitude, shortened, with_bound
from ..numbers.comparing import measure_one_thing
from ..numbers.intervals import Interval
from ..numbers.periods import kind_of_period, period_bounds
from ..numbers.series import in_doubt
from .language import is_chinese
from .style import PALETTE

DAGGER = "\u2020"

TITLE_WIDTH = 74  # characters in a line of a title
NARROW_TITLE_WIDTH = 68  # the same over a chart whose rows have long names

MOST_NAMED = 5  # briefings in a source line
FEW_NAMED = 3  # the same of those that were added, beside the published ones
YEAR = len("YYYY")
SMALL_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()

TERM_WIDTH = 60  # characters of a term in a chart
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]")  # Chinese characters and signs
HALF = "\N{WORD JOINER}"  # stands for the second half of such a character while lines are filled

LEAST_MEASURE = 12  # characters that say what is measured


# --- titles and sources


def short_term(term: str) -> str:
    """A term as a chart can hold it.

    >>> short_term("digital economy"), len(short_term("W" * 500))
    ('digital economy', 60)
    """
    short = shortened(term, TERM_WIDTH)
    if short != ELLIPSIS:
        return short
    # It has no space where it could be cut.
    return f"{term.strip()[: TERM_WIDTH - 2]} {ELLIPSIS}"


def letters_wide(text: str) -> int:
    """How many letters a text is wide; where names are Chinese, such a character is two.

    Charts with English names may quote some Chinese, and their titles are broken as ever.

    >>> letters_wide("rare"), letters_wide("稀土 rare")
    (4, 7)
    """
    return len(_as_wide_as_drawn(text))


def filled(text: str, width: int) -> str:
    """A text in lines of so many letters; where names are Chinese, such a character is two.

    >>> filled("chips and rare earths", 12)
    'chips and\\nrare earths'
    """
    return fill(_as_wide_as_drawn(text), width).replace(HALF, "")


def _as_wide_as_drawn(text: str) -> str:
    """A text with a second sign after each Chinese character, where names are Chinese."""
    return WIDE.sub(rf"\g<0>{HALF}", text) if is_chinese() else text


def wrapped_title(title: str, width: int = TITLE_WIDTH) -> str:
    """A title in one line, or in lines of about the same length."""
    letters = letters_wide(title)
    lines = math.ceil(letters / width)
    if lines < 2:
        return title
    about_the_same = letters // lines + 10
    return filled(title, min(width, about_the_same))


def source_of(briefings: Collection[str], most: int = MOST_NAMED) -> str:
    """The line that names the briefings a chart is made from, each by its id.

    Briefings that somebody added are named apart, since they are no part of the published data.

    Parameters
    ----------
    briefings : their ids.
    most : how many are named; of more stand their number and the first and the last.

    >>> source_of(["2020-10-23", "2023-03-01"])
    'Source: Briefing Room, briefings of 2020-10-23, 2023-03-01'
    """
    added = [id for id in briefings if id in added_briefings()]
    published = [id for id in briefings if id not in added]
    parts = []
    if published or not added:
        parts.append(f"Briefing Room, {_briefings_named(published, most)}")
    if added:
        parts.append(_briefings_named(added, min(most, FEW_NAMED), "added "))
    return "Source: " + ";\n".join(parts)


def _briefings_named(briefings: Collection[str], most: int, sort: str = "") -> str:
    """Briefings by their ids, or by their number and the time from the first to the last."""
    if len(briefings) > most:
        number = count_in_words(len(briefings))
        return f"{number} {sort}briefings, {min(briefings)} to {max(briefings)}"
    noun = "briefings" if len(briefings) > 1 else "briefing"
    return f"{sort}{noun} of {', '.join(briefings)}"


def source_in_words(briefings: Collection[str]) -> str:
    """The line that names the briefings a chart is made from, shorter where it is all of them.

    >>> source_in_words(["2020-10-23"])
    'Source: Briefing Room, briefing of 2020-10-23'
    >>> source_in_words(PALETTE)
    'Source: Briefing Room, five briefings, 2020-10-23 to 2023-04-20'
    """
    has_all_published = set(PALETTE) <= set(briefings)
    return source_of(briefings, len(PALETTE) - 1 if has_all_published else MOST_NAMED)


def years_of_briefings(briefings: Collection[str]) -> str:
    """How many briefings there are and in which years they were held.

    >>> years_of_briefings(PALETTE), years_of_briefings(["2023-03-01"])
    ('five briefings, 2020 to 2023', 'briefing of 2023-03-01')
    """
    if len(briefings) == 1:
        return f"briefing of {min(briefings)}"
    years = years_of({min(briefings)[:YEAR], max(briefings)[:YEAR]})
    return f"{count_in_words(len(briefings))} briefings, {years}"


def count_in_words(number: int) -> str:
    """A number up to twelve in letters.

    >>> count_in_words(5), count_in_words(13)
    ('five', '13')
    """
    return SMALL_NUMBERS[number] if number < len(SMALL_NUMBERS) else str(number)


# --- bounds, amounts and numbers


UNIT_WORDS = {
    "count": "",
    "CNY": "yuan",
    "USD": "US dollars",
    "percent": "%",
    "percentage_point": "percentage points",
    "t": "tonnes",
    "year": "years",
}


def bound_words(row: Any) -> str:
    """The bound of a claim in words, as it was said where that can be seen.

    >>> from briefingroom import series
    >>> rows = series("manufacturing_share_of_world")
    >>> bound_words(rows[rows.claim == "2021-03-01.c004"].iloc[0])
    'nearly '
    """
    if row.bound == "under" and _was_said_nearly(row):
        return "nearly "
    return with_bound("", row.bound)


def _was_said_nearly(row: Any) -> bool:
    """Whether a claim was said with "nearly"; what a publisher prints is no sentence of ours."""
    if not hasattr(row, "sentence"):
        return False
    sentences = read_table("sentences")
    its_own = sentences[sentences.sentence == row.sentence]
    said = its_own.text.item().lower()
    nearly = f"nearly {row.quote}"
    return nearly.lower() in said


def unit_in_words(unit: str) -> str:
    """A unit as it stands after a number; nothing for a count.

    >>> unit_in_words("t"), unit_in_words("MW"), unit_in_words("count")
    ('tonnes', 'MW', '')
    """
    return UNIT_WORDS.get(unit, unit)


def amount_in_words(value: float, unit: str) -> str:
    """A value with its unit, in the largest usual word.

    >>> amount_in_words(690000, "count"), amount_in_words(24.54e12, "CNY")
    ('690,000', '24.54 trillion yuan')
    >>> amount_in_words(5.9, "percent"), amount_in_words(2, "rank")
    ('5.9%', '2')
    """
    if unit == "percent":
        return f"{number_in_words(value)}%"
    if unit == "rank":
        return number_in_words(value)
    scale, word = magnitude(abs(value))
    number = number_in_words(value / scale)
    amount = f"{number} {word}{unit_in_words(unit)}"
    return amount.strip()


def number_in_words(value: float) -> str:
    """A number with the digits that figures in speech have.

    >>> number_in_words(100000), number_in_words(24.54), number_in_words(8997)
    ('100,000', '24.54', '8,997')
    """
    if abs(value) >= 10000:
        return f"{value:,.0f}"
    return f"{value:,.5g}"


# --- periods


def year_of_period(period: str) -> str:
    """The year in which a period begins.

    >>> year_of_period("2023-Q1"), year_of_period("2016/2019")
    ('2023', '2016')
    """
    first_day, _ = period_bounds(period)
    return str(first_day.year)


def quarter_of_period(period: str) -> str:
    """The quarter of a year that a period is.

    >>> quarter_of_period("2023-Q1")
    'Q1'
    """
    return period.partition("-")[2]


def period_in_words(period: str, by_day: bool = False) -> str:
    """A period as it stands in a sentence; a day is named by its year unless that is not enough.

    >>> [period_in_words(period) for period in ("2019", "2020-12-31", "2023-Q1", "2016/2019")]
    ['in 2019', 'in 2020', 'in Q1 2023', 'for 2016 to 2019']
    >>> period_in_words("2020-12-31", by_day=True)
    'on 2020-12-31'
    """
    kind = kind_of_period(period)
    if kind == "span":
        return f"for {period.replace('/', ' to ')}"
    if kind == "quarter":
        return f"in {quarter_of_period(period)} {year_of_period(period)}"
    if kind == "day":
        return f"on {period}" if by_day else f"in {year_of_period(period)}"
    return f"in {period}"


def years_of(periods: Collection[str]) -> str:
    """From which year to which periods reach.

    >>> years_of(["2016/2019", "2023-Q1"]), years_of(["2020-06"]), years_of([])
    ('2016 to 2023', '2020', '')
    """
    bounds = [period_bounds(period) for period in periods]
    years = sorted({first.year for first, _ in bounds} | {last.year for _, last in bounds})
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]} to {years[-1]}"


LENGTHS = {  # the longest first
    "span": "a longer time",
    "year": "a year",
    "quarter": "a quarter",
    "month": "a month",
}


def lengths_in_words(periods: Collection[str]) -> str:
    """A warning where figures for periods of several lengths stand on one axis; else nothing.

    >>> lengths_in_words(["2022", "2023-Q1", "2023-03"]), lengths_in_words(["2019", "2020"])
    ('; a year, a quarter and a month side by side', '')
    """
    kinds = {kind_of_period(period) for period in periods}
    names = [LENGTHS[kind] for kind in LENGTHS if kind in kinds]
    if len(names) < 2:
        return ""
    *others, last = names
    return f"; {', '.join(others)} and {last} side by side"


def unit_of_axis(word: str, unit: str) -> str:
    """The unit of the values in a subtitle; nothing where single things are counted.

    >>> unit_of_axis("trillion ", "CNY"), unit_of_axis("million ", "count")
    ('Trillion yuan', 'Millions')
    >>> unit_of_axis("", "percent"), unit_of_axis("", "count")
    ('Percent', '')
    """
    name = {"percent": "percent", "rank": "", "multiple": ""}.get(unit, unit_in_words(unit))
    said = f"{word}{name}".strip() if name or not word else f"{word.strip()}s"
    return said[:1].upper() + said[1:]


def first_clauses(text: str, room: int) -> str:
    """A sentence, or as many of its clauses as there is room for.

    >>> first_clauses("Value of goods, by the bureau, as quoted.", 30)
    'Value of goods, by the bureau.'
    """
    if len(text) <= room:
        return text
    ends = [match.start() for match in re.finditer(r"[,;:] ", text)]
    fitting = [end for end in ends if LEAST_MEASURE <= end < room]
    if fitting:
        return f"{text[: fitting[-1]]}."
    return shortened(text, room)


# --- what a series says


def series_finding(name: str, rows: pd.DataFrame, unit: str) -> str:
    """What a series says: its first and its last value, or how much is said if they do not compare.

    >>> from briefingroom import series
    >>> series_finding("Little giants", series("little_giants"), "count")
    'Little giants: 248 in 2019, 8,997 in 2023'
    >>> series_finding("Apps", series("mobile_apps"), "count")
    'Apps: 6 statements in 2 briefings'
    """
    stated = rows[rows.kind != "target"]
    if stated.empty:
        return name
    shown = _first_and_last(stated)
    if shown.empty:
        statements = counted(len(stated), "statement")
        return f"{name}: {statements} in {counted(stated.briefing.nunique(), 'briefing')}"
    by_period = shown.groupby("period", sort=False)
    amounts = {period: _agreed_amount(alike, unit) for period, alike in by_period}
    return f"{name}: {amounts_over_time(amounts)}"


def _first_and_last(stated: pd.DataFrame) -> pd.DataFrame:
    """The statements for the first and for the last period; none where they do not compare."""
    nothing = stated.head(0)
    if not _have_one_base(stated):
        return nothing
    stated = _of_comparable_periods(stated)
    first = stated[stated.period == stated.period.iloc[0]]
    last = stated[stated.period == stated.period.iloc[-1]]
    shown = stated[stated.period.isin([*first.period, *last.period])]
    if any(in_doubt(shown.claim)):
        return nothing  # a figure in doubt is no finding
    is_one_period = len(first) == len(shown)
    return shown if is_one_period or measure_one_thing(first, last) else nothing


def _have_one_base(rows: pd.DataFrame) -> bool:
    """Whether all figures are for one region and set against one year."""
    return rows.baseline.nunique() <= 1 and rows.region.nunique() <= 1


def _of_comparable_periods(rows: pd.DataFrame) -> pd.DataFrame:
    """Years beside years and quarters beside quarters, where there are such."""
    kinds = rows.period.map(kind_of_period)
    periods_of_kind = rows.groupby(kinds).period.nunique()
    if periods_of_kind.max() > 1:
        return rows[kinds == periods_of_kind.idxmax()]
    if len(periods_of_kind) > 2:
        return rows[kinds != "span"]
    return rows


def _agreed_amount(rows: pd.DataFrame, unit: str) -> str:
    """The most exact of several statements of one thing if they can all be so, else each."""
    statements = list(rows.itertuples())
    best = min(statements, key=_how_inexact)
    range_of_best = _range_stated(best)
    if all(range_of_best.meets(_range_stated(row)) for row in statements):
        statements = [best]
    amounts = [bound_words(row) + amount_in_words(row.value, unit) for row in statements]
    return " or ".join(dict.fromkeys(amounts))


def _range_stated(row: Any) -> Interval:
    return Interval(row.low, row.high)


def _how_inexact(row: Any) -> tuple[float, float]:
    """Less for a narrower range, and of two equally wide ones for the higher."""
    return row.high - row.low, -row.low


def amounts_over_time(amounts: dict[str, str]) -> str:
    """The amount of one period, or of two, in words.

    >>> amounts_over_time({"2020": "248", "2023-03-01": "8,997"})
    '248 in 2020, 8,997 in 2023'
    >>> amounts_over_time({"2023-03-01": "2", "2023-04-20": "2"})
    '2 on 2023-03-01 and on 2023-04-20'
    """
    years = {year_of_period(period) for period in amounts}
    by_day = len(years) < len(amounts)
    when = {period: period_in_words(period, by_day) for period in amounts}
    different = set(amounts.values())
    if len(different) < len(amounts):
        (amount,) = different
        return f"{amount} {' and '.join(when.values())}"
    said = [f"{amount} {when[period]}" for period, amount in amounts.items()]
    return ", ".join(said)
