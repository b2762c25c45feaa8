"""The numbers of a title: in digits and in words, with what hedges them and what they count."""

import re
from typing import NamedTuple

MULTIPLIERS = {
    "thousand": 1e3,
    "k": 1e3,
    "ten thousand": 1e4,
    "million": 1e6,
    "millions": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
IN_WORDS = {
    word: number
    for number, word in enumerate(
        "zero _ two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
    if word != "_"
} | {"nil": 0, "nought": 0, "nothing": 0, "dozen": 12}
TIMES_WORDS = {
    "doubled": 2,
    "doubles": 2,
    "doubling": 2,
    "twice": 2,
    "double": 2,
    "twofold": 2,
    "tripled": 3,
    "trebled": 3,
    "triple": 3,
    "threefold": 3,
    "quadrupled": 4,
    "fourfold": 4,
    "quintupled": 5,
    "fivefold": 5,
    "sixfold": 6,
    "tenfold": 10,
    "halved": 0.5,
    "halves": 0.5,
}
PART_WORDS = {
    "half": 1 / 2,
    "two thirds": 2 / 3,
    "two-thirds": 2 / 3,
    "three quarters": 3 / 4,
    "three-quarters": 3 / 4,
    "a third": 1 / 3,
    "one third": 1 / 3,
    "one-third": 1 / 3,
    "a quarter": 1 / 4,
    "one quarter": 1 / 4,
    "a fifth": 1 / 5,
    "one fifth": 1 / 5,
    "a tenth": 1 / 10,
}
A_LITTLE = r"(?:much |far |well |just |slightly |a little )?"
PASSING = r"exceed(?:s|ed|ing)?|past|passed|topped|crossed|beyond"
MORE_THAN = rf"over|more than|above|{PASSING}|greater than|higher than"
LESS_THAN = r"under|below|less than|fewer than|lower than"
HEDGES = (
    ("least", r"at least|no fewer than|no less than"),
    ("most", r"at most|up to|no more than|not more than"),
    ("over", rf"{A_LITTLE}(?:{MORE_THAN})"),
    ("under", rf"{A_LITTLE}(?:{LESS_THAN})"),
    ("nearly", r"nearly|almost|close to|not quite|all but"),
    ("near", r"about|around|roughly|some|approximately|approx\.?|circa|ca\.|~"),
)
ROUNDING = 0.08  # how far a rounded word such as "doubled" or "about" may be from the number
NO_NAME_BEFORE, NO_NAME_AFTER = r"(?<![\w.,/-])", r"(?!\w*\d|(?:st|nd|rd|th|g)\b)"
FIGURE = rf"{NO_NAME_BEFORE}[+-]?(?:\d{{1,3}}(?:[, ]\d{{3}})+|\d+)(?:\.\d+)?{NO_NAME_AFTER}"
MORE_OR_LESS_AFTER = (
    r"\s+(?:(?!to |than |or )\w+ )?"
    r"(?:more|fewer|less|higher|lower|longer|shorter)\b(?! than half)"
)
ADDED_AFTER = r"\s+(?:\w+ )?(?:were |was |have been )?(?:added|gained|lost)\b"
MULTIPLIED_BY = r"(?:\s*-?(ten thousand|thousands?|millions?|mn|mio|billion|bn|trillion|tn|k))?\b"
NUMBER_WORD = rf"\b(?:{'|'.join(IN_WORDS)})\b"
NUMBER_SAID = re.compile(rf"(?P<figure>{FIGURE})|(?P<word>{NUMBER_WORD})")
NOT_HOW_OFTEN = r"(?<!twice)|(?<=twice)(?= (?:as|the|that|those|what)\b)"
RATIO_WORD = re.compile(rf"\b(?:{'|'.join(TIMES_WORDS)})\b(?:{NOT_HOW_OFTEN})")
OF_A_YEAR = r"\s*-?\s*(?:of (?:the )?(?:year|20)|year)"
PART_WORD = re.compile(
    rf"\b(?:{'|'.join(sorted(PART_WORDS, key=len, reverse=True))})\b(?!{OF_A_YEAR})"
)

ONE_IN = re.compile(
    rf"\b(?:one|1) (?:\w+ )?(?:in|out of) (?:every )?(?P<whole>{'|'.join(IN_WORDS)}|\d+)\b"
    r"(?! (?:days?|weeks?|months?|quarters?|years?|to|or)\b|[.,]\d|\s?%)"
)


class Numeral(NamedTuple):
    """A number of a title."""

    words: str  # as the title writes it, with its hedge
    value: float
    step: float  # half a unit of its last digit
    hedge: str  # over, least, most, under, nearly, near or nothing
    role: str  # value, end, change, points, percent, ratio, part
    start: int  # of the number; its hedge stands before it

    @property
    def start_of_words(self) -> int:
        """Where its hedge begins, if it has one."""
        return self.start - max(self.words.find(self.words.strip().split()[-1]), 0)


def fits(numeral: Numeral, number: float, unit: float = 1) -> bool:
    """Whether a number is what a title says of it: rounded, or on the right side of it.

    >>> twice = numerals_in("more than doubled")[0]
    >>> fits(twice, 2.4), fits(twice, 1.9)
    (True, False)
    """
    said, step = numeral.value / unit, numeral.step / unit
    slack = ROUNDING * abs(said)
    bounds = {
        "over": (said, float("inf") if numeral.role in ("ratio", "part") else 2 * said + step),
        "least": (said, float("inf")),
        "most": (float("-inf"), said),
        "under": (said / 2 if numeral.role != "ratio" else 0, said),
        "nearly": (said - 1.5 * slack, said + step),
        "near": (said - slack - step, said + slack + step),
        "": (said - step, said + step),
    }
    low, high = bounds[numeral.hedge]
    strict = numeral.hedge in ("over", "under")
    edge = 1e-9 * max(1, abs(said))
    return low + edge < number < high - edge if strict else low - edge <= number <= high + edge


def numerals_in(clause: str) -> list[Numeral]:
    """The numbers of a clause in plain signs, where names and years have been taken out.

    >>> [(n.words, n.value, n.role) for n in numerals_in("rose by 3 points to over 12%")]
    [('3', 3.0, 'points'), ('over 12', 12.0, 'percent')]
    >>> [n.words for n in numerals_in("three quarters of the two firms")]
    ['three quarters', 'two']
    >>> [(n.words, n.value) for n in numerals_in("one car in four")]
    [('one car in four', 0.25)]
    """
    ones = [match for match in ONE_IN.finditer(clause) if _whole_of(match) > 1]
    parts = [range(*match.span()) for match in (*PART_WORD.finditer(clause), *ones)]
    found = [
        _numeral_of_figure(clause, match)
        for match in NUMBER_SAID.finditer(clause)
        if not any(match.start() in part for part in parts)
    ]
    found += [
        _of_table(clause, match, TIMES_WORDS, "ratio") for match in RATIO_WORD.finditer(clause)
    ]
    found += [_part_of_clause(clause, match) for match in PART_WORD.finditer(clause)]
    found += [_one_in(clause, match) for match in ones]
    return sorted(found, key=lambda numeral: numeral.start)


def _numeral_of_figure(clause: str, match: re.Match[str]) -> Numeral:
    before, after = clause[: match.start()], clause[match.end() :]
    scale, after = _scale_of(after)
    figure = match["figure"]
    if figure:
        digits = figure.replace(",", "").replace(" ", "").lstrip("+")
        value = float(digits)
        decimals = len(digits.partition(".")[2])
    else:
        value, decimals = float(IN_WORDS[match["word"]]), 0
    hedge, hedged, before = _hedge_of(before)
    hedge = hedge or _hedge_after(after)
    role = _role_of(before, after)
    step = 0.5 * 10.0**-decimals if decimals else _step_of_whole(value)
    step = ROUNDING * value if role == "ratio" else step * scale
    return Numeral(hedged + match.group(), value * scale, step, hedge, role, match.start())


def _step_of_whole(value: float) -> float:
    """Half a unit; for a round number such as 400 up to a hundredth of it."""
    zeros = len(f"{value:.0f}") - len(f"{value:.0f}".rstrip("0"))
    return max(0.5, min(0.5 * 10**zeros, value / 100))


def _scale_of(after: str) -> tuple[float, str]:
    """What multiplies a number, and what stands after that."""
    match = re.match(MULTIPLIED_BY, after)
    if not match or not match[1]:
        return 1, after
    word = match[1]
    return MULTIPLIERS.get(word, MULTIPLIERS.get(word.rstrip("s"), 1)), after[match.end() :]


def _hedge_of(before: str) -> tuple[str, str, str]:
    """The hedge before a number: its kind, its words, and what stands before them."""
    for kind, pattern in HEDGES:
        match = re.search(rf"(?<!\w)(?:{pattern})\s+(?:a |the )?$", before)
        if match:
            return kind, match.group(), before[: match.start()]
    return "", "", before


def _hedge_after(after: str) -> str:
    """The hedge behind a number: "ten or more"."""
    match = re.match(r"\s*(?:[\w%]+ )?(?:or|and) (more|above|over|fewer|less|below|under)\b", after)
    if not match:
        return ""
    return "least" if match[1] in ("more", "above", "over") else "most"


def _role_of(before: str, after: str) -> str:
    """What a number says: a value, a change, a part, how many times."""
    if re.match(r"\s*-?(?:times|fold|x)\b", after):
        return "ratio"
    if re.match(r"\s*-?(?:percentage |percent |%)?-?\s?(?:points?|pp)\b", after):
        return "points"
    if re.match(r"\s*(?:%|percent\b|pct\b)", after):
        return "percent"
    if re.search(r"\b(?:by|up|down|another|difference of|gap of)\s+$", before):
        return "change"
    if re.match(MORE_OR_LESS_AFTER, after) or re.match(ADDED_AFTER, after):
        return "change"
    return "end" if re.search(r"\bto\s+$", before) else "value"


def _of_table(clause: str, match: re.Match[str], table: dict[str, float], role: str) -> Numeral:
    hedge, hedged, _ = _hedge_of(clause[: match.start()])
    hedge = hedge or _hedge_after(clause[match.end() :])
    value = table[match.group()]
    return Numeral(hedged + match.group(), value, ROUNDING * value, hedge, role, match.start())


def _whole_of(match: re.Match[str]) -> float:
    return float(IN_WORDS.get(match["whole"], match["whole"]))


def _one_in(clause: str, match: re.Match[str]) -> Numeral:
    """A part such as "one in five"."""
    return _of_table(clause, match, {match.group(): 1 / _whole_of(match)}, "part")


def _part_of_clause(clause: str, match: re.Match[str]) -> Numeral:
    """A part such as "half": of the whole, or of another value, or of what was before."""
    numeral = _of_table(clause, match, PART_WORDS, "part")
    before, after = clause[: match.start()], clause[match.end() :]
    if re.match(r"\s+as \w+ again\b", after):
        return numeral._replace(value=1 + numeral.value, role="ratio")
    if re.match(r"\s+(?:as|the (?:number|length|amount|words)|(?:of )?(?:that of|what))\b", after):
        return numeral._replace(role="ratio")
    if re.match(r" (?:more|less|fewer)\b", after):
        return numeral._replace(role="by part")
    if re.search(r"\bby (?:\w+ )?(?:than )?(?:a )?$", before):
        return numeral._replace(role="by part")
    return numeral
