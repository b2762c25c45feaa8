"""Units: the words and signs that say what a number is in, before it or after it."""

from decimal import Decimal
from typing import NamedTuple

from .number_tokens import DASHES, Tokens, tokens_of

_WORDS_FOR_UNITS = {
    "percent": "%|percent|per cent|pct|percentage|per cents|percents",
    "percentage_point": "percentage point|percentage points|% point|% points|pct point|pct points|"
    "percent point|percent points|per cent points|per cent point|pp|ppt|ppts|p.p.|pps",
    "basis_point": "basis point|basis points|bp|bps",
    "permille": "‰|per mille",
    "CNY": "yuan|rmb|renminbi|cny|yuan renminbi|rmb yuan|chinese yuan|yuan rmb",
    "USD": "usd|dollar|dollars|us dollar|us dollars|u.s. dollar|u.s. dollars|american dollars",
    "HKD": "hkd|hong kong dollar|hong kong dollars|hk dollars",
    "EUR": "euro|euros|eur",
    "JPY": "jpy|japanese yen|yen",
    "GBP": "gbp|pound sterling|pounds sterling|british pounds",
    "multiple": "times|fold|-fold|x",
    "t": "t|ton|tons|tonne|tonnes|metric ton|metric tons|metric tonne|metric tonnes|"
    "ton of standard coal|tons of standard coal|tonnes of standard coal|"
    "metric tons of standard coal|tons of standard coal equivalent|"
    "tonnes of standard coal equivalent|tons of coal equivalent|tonnes of coal equivalent",
    "DWT": "dwt|deadweight ton|deadweight tons|deadweight tonnes|deadweight tonnage",
    "CGT": "cgt|compensated gross tons|compensated gross ton|compensated gross tonnage",
    "TEU": "teu|teus|twenty-foot equivalent units|20-foot equivalent units",
    "kg": "kg|kgs|kilogram|kilograms|kilo|kilos",
    "g": "gram|grams",
    "μg": "μg|µg|microgram|micrograms",
    "mg": "mg|milligram|milligrams",
    "minute": "minute|minutes|min|mins",
    "hour": "hour|hours|hr|hrs",
    "day": "day|days",
    "week": "week|weeks",
    "month": "month|months",
    "quarter": "quarters",
    "year": "year|years|yr|yrs|year old|years old|-year-old|years of age",
    "second": "seconds|sec|secs",
    "ms": "ms|millisecond|milliseconds",
    "mm": "mm|millimeter|millimeters|millimetre|millimetres",
    "cm": "cm|centimeter|centimeters|centimetre|centimetres",
    "m": "meter|meters|metre|metres",
    "km": "km|kms|kilometer|kilometers|kilometre|kilometres",
    "nm": "nm|nanometer|nanometers|nanometre|nanometres|-nanometer",
    "km/h": "kph|km/h|kmh|km per hour|kilometers per hour|kilometres per hour|"
    "kilometers an hour|kilometres an hour|km an hour|kilometer per hour|kilometer-per-hour",
    "m/s": "m/s|meters per second|metres per second",
    "m²": "m²|sq m|sqm|square meter|square meters|square metre|square metres",
    "km²": "km²|sq km|square kilometer|square kilometers|square kilometre|square kilometres",
    "m³": "m³|cubic meter|cubic meters|cubic metre|cubic metres|cu m",
    "ha": "ha|hectare|hectares",
    "mu": "mu|mus",
    "jin": "jin",
    "L": "liter|liters|litre|litres",
    "barrel": "barrel|barrels",
    "°C": "°c|℃|degrees celsius|degree celsius|degrees centigrade",
    "kW": "kw|kilowatt|kilowatts",
    "MW": "mw|megawatt|megawatts",
    "GW": "gw|gigawatt|gigawatts",
    "TW": "tw|terawatt|terawatts",
    "W": "watt|watts",
    "kV": "kv|kilovolt|kilovolts",
    "V": "volt|volts",
    "kWh": "kwh|kilowatt-hour|kilowatt-hours|kilowatt hour|kilowatt hours",
    "MWh": "mwh|megawatt-hour|megawatt-hours|megawatt hour|megawatt hours",
    "GWh": "gwh|gigawatt-hour|gigawatt-hours|gigawatt hour|gigawatt hours",
    "TWh": "twh|terawatt-hour|terawatt-hours|terawatt hour|terawatt hours",
    "Wh": "wh|watt-hour|watt-hours|watt hour|watt hours",
    "kB": "kb|kilobyte|kilobytes",
    "MB": "mb|megabyte|megabytes",
    "GB": "gb|gigabyte|gigabytes",
    "TB": "tb|terabyte|terabytes",
    "PB": "pb|petabyte|petabytes",
    "EB": "eb|exabyte|exabytes",
    "ZB": "zb|zettabyte|zettabytes",
    "kbps": "kbps",
    "Mbps": "mbps|mbit/s|megabit|megabits|megabit per second|megabits per second",
    "Gbps": "gbps|gbit/s|gigabit per second|gigabits per second",
    "Tbps": "tbps|terabits per second",
    "Hz": "hz|hertz",
    "kHz": "khz|kilohertz",
    "MHz": "mhz|megahertz",
    "GHz": "ghz|gigahertz",
    "EFLOPS": "eflops|exaflops",
    "PFLOPS": "pflops|petaflops",
}
_LARGER_UNITS = {"decade": ("year", 10), "decades": ("year", 10), "century": ("year", 100)} | {
    "centuries": ("year", 100)
}
_CASED = {"M": "M", "m": "m", "G": "", "g": "g", "h": "hour", "W": "W", "V": "V", "L": "L"}
_CURRENCY_BEFORE = {
    ("$",): "USD",
    ("us", "$"): "USD",
    ("u", ".", "s", ".", "$"): "USD",
    ("usd",): "USD",
    ("hk", "$"): "HKD",
    ("hkd",): "HKD",
    ("¥",): "CNY",
    ("cn", "¥"): "CNY",
    ("rmb",): "CNY",
    ("rmb", "¥"): "CNY",
    ("cny",): "CNY",
    ("renminbi",): "CNY",
    ("€",): "EUR",
    ("eur",): "EUR",
    ("£",): "GBP",
    ("gbp",): "GBP",
    ("jpy",): "JPY",
    ("jp", "¥"): "JPY",
}
TIMES_OF_DAY = ("minute", "hour", "day", "week", "month", "quarter", "year", "second")
BEFORE_A_TIME = frozenset(
    "consecutive straight successive more additional full whole long calendar working extra "
    "further continuous running solid".split()
)


def _by_tokens() -> dict[tuple[str, ...], str]:
    return {
        tuple(token.text for token in tokens_of(phrase)): unit
        for unit, phrases in _WORDS_FOR_UNITS.items()
        for phrase in phrases.split("|")
    }


_UNITS = _by_tokens()
_LONGEST_UNIT = max(map(len, _UNITS))
_LONGEST_BEFORE = max(map(len, _CURRENCY_BEFORE))
_FIRST_WORDS_OF_UNITS = frozenset(words[0] for words in _UNITS)
KNOWN_UNITS = frozenset(_WORDS_FOR_UNITS)


class UnitRead(NamedTuple):
    """A unit, the token after it, and what a number in it is multiplied by."""

    unit: str
    stop: int
    factor: Decimal = Decimal(1)


def unit_after(tokens: Tokens, at: int) -> UnitRead | None:
    """The unit that begins at a token, after a number; None where none does."""
    place = at
    if tokens.word(place) in DASHES and not tokens.at(place).after_space:
        place += 1
    unit = _plain_unit(tokens, place) or _plain_unit(tokens, at)
    if unit:
        return unit
    return _time_after_adjectives(tokens, at)


def _time_after_adjectives(tokens: Tokens, at: int) -> UnitRead | None:
    """'10 consecutive years', 'two more months', 'five or more years'."""
    place = at
    if tokens.words(at, at + 2) == ("or", "more"):
        place = at + 2
    if tokens.word(place) in BEFORE_A_TIME:
        place += 1
    if place == at:
        return None
    unit = _plain_unit(tokens, place)
    return unit if unit and unit.unit in TIMES_OF_DAY else None


def _plain_unit(tokens: Tokens, at: int) -> UnitRead | None:
    cased = _cased_unit(tokens, at)
    if cased:
        return cased
    larger = _LARGER_UNITS.get(tokens.word(at))
    if larger:
        return UnitRead(larger[0], at + 1, Decimal(larger[1]))
    if tokens.word(at) not in _FIRST_WORDS_OF_UNITS:
        return _cubed(tokens, at)
    for length in range(_LONGEST_UNIT, 0, -1):
        unit = _UNITS.get(tokens.phrase(at, at + length))
        if unit and _is_unit_here(tokens, at, unit):
            return UnitRead(unit, at + length)
    return _cubed(tokens, at)


def _is_unit_here(tokens: Tokens, at: int, unit: str) -> bool:
    """Whether a short sign is a unit here: "x" and "t" only where they touch the digits."""
    token = tokens.at(at)
    if token.text == "x":
        return not token.after_space and tokens.at(at + 1).kind != "digits"
    if token.text == "t" and unit == "t":
        return tokens.at(at - 1).kind == "digits" or tokens.at(at - 1).kind == "word"
    return not (token.text == "yen" and unit != "JPY")


def _cased_unit(tokens: Tokens, at: int) -> UnitRead | None:
    """A letter whose case says which unit it is: 8.8 m, 1000M."""
    token = tokens.at(at)
    before = tokens.at(at - 1)
    if token.written not in _CASED or before.kind == "end":
        return None
    glued = not tokens.at(at + 1).after_space and not tokens.at(at + 2).after_space
    if not _CASED[token.written] or (tokens.word(at + 1) in ("/", ".") and glued):
        return None
    if token.is_capital and token.after_space:
        return None
    if tokens.word(at + 1) in ("2", "3") and not tokens.at(at + 1).after_space:
        return None
    return UnitRead(_CASED[token.written], at + 1)


def _cubed(tokens: Tokens, at: int) -> UnitRead | None:
    """'m3' and 'km2', typed without a superscript."""
    letters, digit = tokens.at(at), tokens.at(at + 1)
    typed = {("m", "3"): "m³", ("m", "2"): "m²", ("km", "2"): "km²"}
    unit = typed.get((letters.text, digit.text))
    if unit and not digit.after_space:
        return UnitRead(unit, at + 2)
    return None


def currency_before(tokens: Tokens, at: int) -> tuple[str, int]:
    """The currency just before a number and its first token; no currency, and the number's."""
    for length in range(_LONGEST_BEFORE, 0, -1):
        start = at - length
        unit = _CURRENCY_BEFORE.get(tokens.words(start, at)) if start >= 0 else None
        if unit and not (length == 1 and _is_a_word_before(tokens, start)):
            return unit, start
    return "", at


def _is_a_word_before(tokens: Tokens, at: int) -> bool:
    """Whether the letters of another sign stand before "$", as in A$5."""
    sign, before = tokens.at(at), tokens.at(at - 1)
    letters = before.kind == "word" and not sign.after_space
    return sign.text == "$" and letters and before.text not in ("us", "hk")
