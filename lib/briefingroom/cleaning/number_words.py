"""The words that say numbers, and what each says."""

from decimal import Decimal


def _numbered(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * index for index, word in enumerate(words.split())}


ONES = _numbered(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
    first=1,
)
TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", first=20, step=10)
CARDINALS = ONES | TENS
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT_SCALES = {  # after digits only
    "k": 1000,
    "mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "tln": 10**12,
}
MONEY_SCALES = {"m": 10**6, "b": 10**9, "t": 10**12}  # "$5m": a letter that else is a unit
COLLECTIVES = {"dozen": 12, "tens": 10, "dozens": 12, "score": 20}

FIRST_ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", first=1
)
LATER_ORDINALS = {
    f"{stem}th": number
    for stem, number in (ONES | {"hundred": 100, "thousand": 1000, "million": 10**6}).items()
    if number > 12
} | {word.removesuffix("y") + "ieth": number for word, number in TENS.items()}
ORDINALS = FIRST_ORDINALS | LATER_ORDINALS

DENOMINATORS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    form: number for word, number in ORDINALS.items() if number > 2 for form in (word, word + "s")
}


def _forms(stem: str, number: int) -> dict[str, int]:
    """A verb that multiplies, in its forms: double, doubles, doubled, doubling."""
    bare = stem.removesuffix("e")
    forms = (stem, stem + "s", bare + "ed", bare + "ing")
    return dict.fromkeys(forms, number)


MULTIPLES = (
    {"twice": 2, "thrice": 3}
    | _forms("double", 2)
    | _forms("triple", 3)
    | _forms("treble", 3)
    | _forms("quadruple", 4)
    | _forms("quintuple", 5)
)
HALVED = ("halved", "halve", "halving")
DIGIT_CLASSES = {"single": Decimal(10), "double": Decimal(10), "two": Decimal(10)} | {
    "triple": Decimal(100),
    "three": Decimal(100),
    "four": Decimal(1000),
}

NOT_NUMBERS = {"ones", "seconds", "firsts", "score", "scores"}
_PLAIN = {*CARDINALS, *FIRST_ORDINALS, *SCALES, *MULTIPLES, "half", "halves", "dozen", "zero"}
NUMBER_WORDS = {*_PLAIN, *LATER_ORDINALS, *HALVED}


def multiple_of(word: str) -> int | None:
    """What a word that ends in "fold" multiplies by; None for any other word.

    >>> multiple_of("sevenfold"), multiple_of("hundredfold"), multiple_of("manifold")
    (7, 100, None)
    """
    stem = word.removesuffix("fold")
    if stem == word:
        return None
    return (CARDINALS | SCALES).get(stem)


def is_number_word(word: str) -> bool:
    """Whether a word in small letters says a number.

    >>> [word for word in "ten tens tenth tenfold often halved".split() if is_number_word(word)]
    ['ten', 'tens', 'tenth', 'tenfold', 'halved']
    """
    if multiple_of(word):
        return True
    if word in NOT_NUMBERS:
        return False
    stems = {word, word.removesuffix("s"), word.removesuffix("ly")}
    return not stems.isdisjoint(NUMBER_WORDS)
