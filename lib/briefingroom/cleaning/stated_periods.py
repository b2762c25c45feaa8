"""What a figure is for, as far as the words of its sentence and the day of the briefing say it."""

import bisect
import calendar
import datetime
from collections.abc import Sequence
from typing import NamedTuple

from .number_grammar import number_at
from .number_tokens import Token, Tokens
from .other_numerals import is_year
from .quantity_reader import Reading

MONTH_NUMBERS = {
    form: number
    for number in range(1, 13)
    for form in (calendar.month_name[number].lower(), calendar.month_abbr[number].lower())
} | {"sept": 9}
RELATIVE_YEARS = {"last": -1, "this": 0, "next": 1, "current": 0, "previous": -1}
PRESENT = frozenset("now currently today presently nowadays".split())
PRESENT_VERBS = frozenset(
    "is are has have features boasts remains ranks rank stands accounts account covers contribute "
    "contributes exceeds owns enjoys enjoy operates holds".split()
)
NEIGHBOURING_TIMES = 6  # times that are looked at, before and after
LISTED = frozenset("and , % percent respectively in by at the".split())
CONGRESS_YEARS = {16: 2002, 17: 2007, 18: 2012, 19: 2017, 20: 2022}
FIRST_PLAN_KNOWN, ITS_FIRST_YEAR = 13, 2016
SPANNING_KINDS = ("growth", "cumulative", "change", "other")


class StatedTime(NamedTuple):
    """A time that a text names with the tokens [start, stop).

    Attributes
    ----------
    period : as in `claims`.
    role : at, since, during (a span), plan, past (the last years), or now.
    """

    start: int
    stop: int
    period: str
    role: str = "at"


def chosen_period(
    tokens: Tokens, reading: Reading, kind: str, date: str, said: Sequence[StatedTime]
) -> str:
    """The period that the sentence gives a quantity; empty where no word says it.

    Parameters
    ----------
    tokens : of the sentence.
    reading : of the quantity.
    kind : of the figure.
    date : of the briefing, as ``YYYY-MM-DD``.
    said : the times that the sentence names.
    """
    place = bisect.bisect_left(said, reading.start, key=lambda each: each.start)
    near = said[max(0, place - NEIGHBOURING_TIMES) : place + NEIGHBOURING_TIMES]
    outside = [each for each in near if not _overlaps(each, reading)]
    usable = [each for each in outside if not _is_baseline(tokens, each)]
    chosen = _governing(tokens, reading, usable)
    in_a_row = _years_in_a_row(tokens, reading, date, chosen)
    if in_a_row:
        return in_a_row
    if chosen is None:
        is_now = kind != "target" and _is_present(tokens, reading)
        return date if is_now else ""
    return _for_kind(tokens, reading, kind, date, chosen)


def _years_in_a_row(tokens: Tokens, reading: Reading, date: str, chosen: StatedTime | None) -> str:
    """The span of '10 consecutive years', to the year named or the last that is over."""
    in_a_row = {"consecutive", "straight", "successive"} & set(
        tokens.words(reading.start, reading.stop)
    )
    if reading.unit != "year" or not in_a_row or reading.value is None or not date:
        return ""
    named = chosen.period if chosen and len(chosen.period) == 4 and chosen.role == "at" else ""
    last = int(named) if named else int(date[:4]) - 1
    return f"{last - int(reading.value) + 1}/{last}" if 0 < reading.value < 100 else ""


def _overlaps(said: StatedTime, reading: Reading) -> bool:
    return said.start < reading.stop and reading.start < said.stop


def _is_baseline(tokens: Tokens, said: StatedTime) -> bool:
    """Whether it is what something is compared with: "than in 2016", "compared with 2012"."""
    if said.role in ("during", "past"):
        return False
    before = tokens.words(said.start - 6, said.start)
    near = [word for word in before if word not in ("the", "in", "of", "that", "those", "late")]
    return bool({"compared", "versus"} & set(near)) or near[-1:] in (
        ["than"],
        ["over"],
        ["from"],
        ["number"],
        ["level"],
        ["times"],
    )


def _governing(tokens: Tokens, reading: Reading, usable: Sequence[StatedTime]) -> StatedTime | None:
    """The time that stands close behind the quantity, else the last before, else any behind."""
    behind = [each for each in usable if each.start >= reading.stop]
    before = [each for each in usable if each.stop <= reading.start]
    if behind and _is_close(tokens, reading, behind[0]):
        return behind[0]
    if before:
        return before[-1]
    return behind[0] if behind else None


def _is_close(tokens: Tokens, reading: Reading, said: StatedTime) -> bool:
    if said.start - reading.stop > 12:
        return False
    between = tokens[reading.stop : said.start]
    if all(token.kind == "digits" or token.text in LISTED for token in between):
        return True
    other_number = any(token.kind == "digits" for token in between)
    return not other_number and not {",", ";", "and"} & {token.text for token in between}


def _is_present(tokens: Tokens, reading: Reading) -> bool:
    """Whether a verb of the sentence is in the present or the perfect."""
    words = {token.text for token in tokens[max(0, reading.start - 40) : reading.stop + 40]}
    return bool(words & PRESENT_VERBS)


def _for_kind(tokens: Tokens, reading: Reading, kind: str, date: str, said: StatedTime) -> str:
    """The period of a figure of this kind: one end of a span for what rose from, to."""
    first, slash, last = said.period.partition("/")
    lead = tokens.words(reading.start - 3, reading.start)
    if said.role == "since":
        return f"{said.period}/{date[:4]}" if kind in SPANNING_KINDS else date
    if slash and len(first) == 4:
        if "from" in lead[-2:]:
            return str(int(first) - (said.role == "plan"))  # the year before the plan began
        if "to" in lead[-2:]:
            return last if last < date[:4] else date
    if said.role == "past" and kind not in SPANNING_KINDS:
        return date
    return date if said.role == "now" else said.period


# --- the times of a sentence


def times_said(tokens: Tokens, date: str) -> list[StatedTime]:
    """The times that a text names, in order, counted from the day of the briefing.

    >>> from .number_tokens import tokens_of
    >>> text = "By the end of last year it was 5%, in the first quarter 6%."
    >>> [said.period for said in times_said(tokens_of(text), "2023-04-20")]
    ['2022-12-31', '2023-Q1']
    """
    if not _is_date(date):
        return []
    day = datetime.date.fromisoformat(date)
    found: list[StatedTime] = []
    at = 0
    while at < len(tokens):
        said = _said_at(tokens, at, day)
        if said:
            found.append(said)
        at = said.stop if said else at + 1
    return found


def _is_date(date: str) -> bool:
    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        return False
    return len(date) == len("2023-04-20")


def _said_at(tokens: Tokens, at: int, day: datetime.date) -> StatedTime | None:
    readers = (
        _end_of,
        _since,
        _span_of_years,
        _span_of_months,
        _plan,
        _part_of_a_year,
        _past_years,
        _month,
        _relative,
        _year_alone,
        _now,
    )
    for read in readers:
        said = read(tokens, at, day)
        if said:
            return said
    return None


def _year_value(token: Token) -> int:
    """The year that a token is; 0 where it is none."""
    return int(token.written) if is_year(token) else 0


class _YearSaid(NamedTuple):
    year: int
    stop: int


def _year_after(tokens: Tokens, at: int, day: datetime.date) -> _YearSaid | None:
    """The year in 'of 2022', ', 2022', 'last year', 'of this year', '2022'."""
    place = at
    while tokens.word(place) in ("of", ",", "in", "the") and place < at + 2:
        place += 1
    year = _year_value(tokens.at(place))
    if year:
        return _YearSaid(year, place + 1)
    if tokens.word(place) in RELATIVE_YEARS and tokens.word(place + 1) == "year":
        return _YearSaid(day.year + RELATIVE_YEARS[tokens.word(place)], place + 2)
    if tokens.words(at, at + 3) == ("of", "the", "year"):
        return _YearSaid(day.year, at + 3)
    return None


def _end_of(tokens: Tokens, at: int, day: datetime.date) -> StatedTime | None:
    """'the end of 2019', 'the end of last year', 'the end of March', 'year-end'."""
    if tokens.words(at, at + 2) != ("end", "of"):
        return None
    year = _year_after(tokens, at + 2, day)
    if year:
        return StatedTime(at, year.stop, f"{year.year}-12-31")
    month = MONTH_NUMBERS.get(tokens.word(at + 2), 0)
    if month and tokens.at(at + 2).is_capital:
        year = _year_after(tokens, at + 3, day)
        when = year.year if year else _year_of_month(month, tokens, at + 2, day)
        last = calendar.monthrange(when, month)[1]
        return StatedTime(at, year.stop if year else at + 3, f"{when}-{month:02d}-{last}")
    return None


def _year_of_month(month: int, tokens: Tokens, at: int, day: datetime.date) -> int:
    """The year of a month without one: the last that had it, or a coming one after "by"."""
    if tokens.word(at - 1) == "last" and month >= day.month:
        return day.year - 1
    return day.year if month <= day.month else day.year - 1


def _since(tokens: Tokens, at: int, day: datetime.date) -> StatedTime | None:
    """'since 2012', 'since the 18th CPC National Congress'."""
    if tokens.word(at) != "since":
        return None
    for place in range(at + 1, min(at + 8, len(tokens))):
        year = _year_value(tokens.at(place))
        if year:
            return StatedTime(at, place + 1, str(year), "since")
        if tokens.word(place) in ("congress",) and tokens.at(place).is_capital:
            number = _ordinal_before(tokens, at, place)
            if number in CONGRESS_YEARS:
                return StatedTime(at, place + 1, str(CONGRESS_YEARS[number]), "since")
    return None


def _ordinal_before(tokens: Tokens, start: int, stop: int) -> int:
    for place in range(start, stop):
        number = number_at(tokens, place)
        if number and number.form == "ordinal" and number.value is not None:
            return int(number.value) if number.value < 100 else 0
    return 0


def _span_of_years(tokens: Tokens, at: int, day: datetime.date) -> StatedTime | None:
    """'from 2016 to 2019', 'between 2016 and 2019', '2016-2020', '2021-25'."""
    led = tokens.word(at) in ("from", "between")
    place = at + 1 if led else at
    first = _year_value(tokens.at(place))
    link = tokens.word(place + 1)
    if not first or link not in ("to", "and", "-", "–", "through") or (link == "and" and not led):
        return None
    last = _year_value(tokens.at(place + 2)) or _short_year(tokens, place + 2, first)
    if last <= first or (link in ("to", "through") and not led):
        return None
    return StatedTime(at, place + 3, f"{first}/{last}", "during")


def _short_year(tokens: Tokens, at: int, first: int) -> int:
    """The year that "25" is after "2021-"; 0 where it is none."""
    written = tokens.at(at).written
    short = len(written) == 2 and written.isdecimal() and not tokens.at(at).after_space
    return first - first % 100 + int(written) if short else 0


def _span_of_months(tokens: Tokens, at: int, day: datetime.date) -> StatedTime | None:
    """'from January to March', with a year after it or without."""
    led = tokens.word(at) in ("from", "between")
    place = at + 1 if led else at
    first = MONTH_NUMBERS.get(tokens.word(place), 0)
    last = MONTH_NUMBERS.get(tokens.word(place + 2), 0)
    joined = tokens.word(place + 1) in ("to", "and", "-", "–", "through")
    capitals = tokens.at(place).is_capital and tokens.at(place + 2).is_capital
    if not first or not last or not joined or not capitals or last <= first:
        return None
    if tokens.word(place + 1) == "and" and not led:
        return None
    year = _year_after(tokens, place + 3, day)
    when = year.year if year else _year_of_month(last, tokens, place, day)
    stop = year.stop if year else place + 3
    return StatedTime(at, stop, _months(when, first, last), "during")


def _months(year: int, first: int, last: int) -> str:
    """A span of months, as a quarter where it is one."""
    if (first % 3, last - first) == (1, 2):
        return f"{year}-Q{last // 3}"
    return f"{year}-{first:02d}/{year}-{last:02d}"


def _plan(tokens: Tokens, at: int, day: datetime.date) -> StatedTime | None:
    """'the 13th Five-Year Plan'."""
    number = number_at(tokens, at)
    if number is None or number.form != "ordinal" or number.value is None:
        return None
    words = [word for word in tokens.words(number.stop, number.stop + 5) if word not in "-–"]
    if words[:2] != ["five", "year"] or words[2:3] not in (["plan"], ["period"]):
        return None
    if not 1 < number.value < 30:
        return None
    first = ITS_FIRST_YEAR + 5 * (int(number.value) - FIRST_PLAN_KNOWN)
    stop = number.stop + len(tokens.words(number.stop, number.stop + 4))
    return StatedTime(at, stop, f"{first}/{first + 4}", "plan")


def _part_of_a_year(tokens: Tokens, at: int, day: datetime.date) -> StatedTime | None:
    """'the third quarter of 2022', 'the first half', 'the first nine months', 'Q1'."""
    number = number_at(tokens, at)
    if tokens.word(at) in ("q", "h") and not tokens.at(at + 1).after_space:
        return _short_part(tokens, at, day)
    if number is None or number.form != "ordinal" or number.value is None or number.value > 4:
        return None
    part, stop = _months_of_part(tokens, int(number.value), number.stop)
    if part is None:
        return None
    year = _year_after(tokens, stop, day)
    when = year.year if year else _year_of_part(part[1], day)
    return StatedTime(at, year.stop if year else stop, _months(when, *part))


def _short_part(tokens: Tokens, at: int, day: datetime.date) -> StatedTime | None:
    digit = tokens.at(at + 1).written
    months = {"q": 3, "h": 6}[tokens.word(at)]
    if digit not in ("1", "2", "3", "4") or int(digit) * months > 12:
        return None
    last = int(digit) * months
    year = _year_after(tokens, at + 2, day)
    when = year.year if year else _year_of_part(last, day)
    return StatedTime(at, year.stop if year else at + 2, _months(when, last - months + 1, last))


def _year_of_part(last_month: int, day: datetime.date) -> int:
    """The year of a part of one that is over: this year, or the last one."""
    return day.year if last_month <= day.month else day.year - 1


def _months_of_part(tokens: Tokens, ordinal: int, at: int) -> tuple[tuple[int, int] | None, int]:
    """First and last month of what follows an ordinal, and the token after it."""
    word = tokens.word(at)
    if word == "quarter":
        return (3 * ordinal - 2, 3 * ordinal), at + 1
    if word == "half" and ordinal < 3:
        return (6 * ordinal - 5, 6 * ordinal), at + 1
    many = number_at(tokens, at)
    if ordinal != 1 or many is None or many.value is None:
        return None, at
    if many.value == 3 and tokens.word(many.stop) == "quarters":
        return (1, 9), many.stop + 1
    if tokens.word(many.stop) == "months" and 1 <= many.value <= 12:
        return (1, int(many.value)), many.stop + 1
    return None, at


def _past_years(tokens: Tokens, at: int, day: datetime.date) -> StatedTime | None:
    """'the past five years', 'the last decade'."""
    if tokens.word(at) not in ("past", "last"):
        return None
    if tokens.word(at + 1) == "decade":
        return StatedTime(at, at + 2, f"{day.year - 10}/{day.year}", "past")
    number = number_at(tokens, at + 1)
    if number is None or number.value is None or tokens.word(number.stop) != "years":
        return None
    if not 1 < number.value < 100:
        return None
    first = day.year - int(number.value)
    return StatedTime(at, number.stop + 1, f"{first}/{day.year}", "past")


def _month(tokens: Tokens, at: int, day: datetime.date) -> StatedTime | None:
    """'September', 'in March 2023', 'March 1, 2023', 'this September'."""
    month = MONTH_NUMBERS.get(tokens.word(at), 0)
    if not month or not tokens.at(at).is_capital or _is_no_month(tokens, at):
        return None
    day_token = tokens.at(at + 1)
    days = calendar.monthrange(2024, month)[1]
    numbered = len(day_token.written) < 3 and day_token.written.isdecimal()
    of_month = int(day_token.written) if numbered and 1 <= int(day_token.written) <= days else 0
    stop = at + 2 if of_month else at + 1
    year = _year_after(tokens, stop, day)
    when = year.year if year else _year_of_month(month, tokens, at, day)
    period = f"{when}-{month:02d}"
    if of_month and of_month <= calendar.monthrange(when, month)[1]:
        period += f"-{of_month:02d}"
    return StatedTime(at, year.stop if year else stop, period)


def _is_no_month(tokens: Tokens, at: int) -> bool:
    """Whether the word is another with a capital: "May I ask", the Long March."""
    if tokens.word(at) not in ("may", "march"):
        return False
    before = tokens.at(at - 1)
    opens = before.text in ("", ".", "?", "!", '"')
    return opens or (before.is_capital and before.text not in BEFORE_A_MONTH)


BEFORE_A_MONTH = frozenset(
    "on in by since of until from last this before after early late during between".split()
)


def _relative(tokens: Tokens, at: int, day: datetime.date) -> StatedTime | None:
    """'last year', 'this year', 'last month'."""
    word = tokens.word(at)
    if word not in RELATIVE_YEARS:
        return None
    if tokens.word(at + 1) == "year":
        return StatedTime(at, at + 2, str(day.year + RELATIVE_YEARS[word]))
    if tokens.word(at + 1) == "month" and word in ("last", "previous"):
        before = day.replace(day=1) - datetime.timedelta(days=1)
        return StatedTime(at, at + 2, f"{before.year}-{before.month:02d}")
    return None


def _year_alone(tokens: Tokens, at: int, day: datetime.date) -> StatedTime | None:
    year = _year_value(tokens.at(at))
    return StatedTime(at, at + 1, str(year)) if year and tokens.word(at + 1) != "%" else None


def _now(tokens: Tokens, at: int, day: datetime.date) -> StatedTime | None:
    word = tokens.word(at)
    pair = tokens.words(at, at + 2)
    if pair in (("at", "present"), ("so", "far"), ("to", "date"), ("thus", "far")):
        return StatedTime(at, at + 2, "", "now")
    return StatedTime(at, at + 1, "", "now") if word in PRESENT else None
