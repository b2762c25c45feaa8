"""The numbers of a text and the file beside it that holds each of them.

`tests/prose/notebooks/05_manufacturing_power.toml` holds the numbers of the lesson of that name,
`exercises/` those of the sets and `teaching/` those of the teacher's kit:

    names = '''
    claims = br.claims().set_index("claim")
    '''
    facts = '''
    assert claims.bound["2023-03-01.c006"] == "over"
    '''

    [[said]]
    words = "grew from 16.98 to 31.4 trillion yuan"
    is = ['claims.value["2022-06-14.c001"] / 1e12', 'claims.value["2022-06-14.c002"] / 1e12']

    [[free]]
    words = "a rise from 50 to 100 is a doubling"
    why = "an example with round numbers"

`words` stand in the text as they are here, wherever that is, and `is` has one expression for each
number in them, in order. What it gives is compared as the number is written, to its last digit.
`free` is for numbers that no table can know, with the reason. `names` is run first; `facts` holds
what the text says of the data in words. Each file has the names `br` and `said_in`, which finds a
number in the words of a row. Four words or more that were said, between quotation marks, hold
their numbers themselves.
"""

import json
import re
import tomllib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import briefingroom as br

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

# A part of a name is no number: 5G, the 14th Five-Year Plan, GB/T 1234, the 1e6 of a program.
NUMBER = re.compile(
    r"(?<![\w.,])(?<!GB/T )(?![2-6][Gg](?![A-Za-z]))(?!\d+e\d)"
    r"(?!\d+(?:st|nd|rd|th) (?:Five-Year|CPC|National|Party|Central))"
    r"−?\d+(?:,\d+)*(?:\.\d+)?"
)
ID = r"\d{4}-\d\d-\d\d(?:\.\w+)*|\b[a-z]\d{2,3}\b"
NOT_TEXT = re.compile(r"```.*?```|`[^`]*`|<!--.*?-->|<[^>]+>|\]\([^)]*\)", re.DOTALL)
# Numbers that say where to look, how long it takes or what it counts for. With a zero before it,
# a number is the name of a notebook: "04 and 13".
PLACES = re.compile(
    r"^\s*\d+\. |^\s*\*\*\d+\.\*\*|^## (?:1[0-5]|\d\.) (?=[A-Z])"
    r"|^\*\*(?:Minutes|Which to plan with)\.\*\*.*$"
    r"|(?<![\w.,:])0\d\b(?![.,:]\d)(?:(?:, 0\d|,? (?:and|or|to) (?:0\d|1[0-5]))\b(?![.,:]\d))*"
    r"|\b([Nn]otebooks?|[Ll]essons?|[Ss]ets?|[Pp]arts?|[Tt]asks?|[Qq]uestions?|[Ww]eeks?"
    r"|Hint|Practice)"
    r" \d\d?\b(?!,|\.\d|%| percent)(?:(?: to |–|, | and | or )\d\d?\b(?!,))*"
    r"|(?<![\d.,])\d+(?:(?: to |–)\d+)? minutes\b(?:, \d+ points\b)?|(?<=\()\d+ points?(?=\))"
    r"|\bversion \d\S*|\bCC BY 4\.0",
    re.MULTILINE,
)
TABLE = re.compile(r"^\|.+\|\n\|[-|: ]+\|\n(?:\|.*\|(?:\n|\Z))+", re.MULTILINE)
# Columns that tests/exercises holds: minutes follow the notebooks, points add up.
OF_MINUTES = re.compile(r".*minutes\)|Minutes|Points")
BESIDE_MINUTES = ("From", "Week", "Sheet", "Part of the lecture", "Beside lesson")
COUNTED = (
    "| Notebook | Words | Code cells |",
    "| Lesson | From | Section |",
    "| Act | Seconds |",
    "| Set | Words | Cells |",
    "| Set worked through |",
)
# A line that repeats a row of the context or of the readings: tests/exercises/test_kit.py.
OF_A_ROW = re.compile(r"^- .+ \(`[wx]\d+`\)$", re.MULTILINE)
BLOCK_QUOTE = re.compile(r"^> ?[“\"*]*(.*?)[”\"*]*$", re.MULTILINE)
YEAR = re.compile(r"(?:19|20)\d\d")
WORDS_OF_A_QUOTATION = 4
UNHELD = ("README.md",)  # how the programs are used: nothing of the data


class Held(NamedTuple):
    """A text with what its file says of it."""

    text: str
    names: str
    facts: str
    said: list[dict]
    free: list[dict]


class _Words(HTMLParser):
    """The words of a page, without its style and without what only says where: the class `place`
    is for minutes and names of lessons, which tests/exercises/test_kit.py holds.
    """

    def __init__(self, page):
        super().__init__()
        self.words = []
        self.left_out = ""  # the tag that is being left out
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "style" or ("class", "place") in attributes:
            self.left_out = tag

    def handle_endtag(self, tag):
        if tag == self.left_out:
            self.left_out = ""

    def handle_data(self, data):
        if not self.left_out:
            self.words.append(data)


def texts() -> dict[str, Path]:
    """Each text whose numbers are held, by the name of its file here."""
    lessons = (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")
    sets = (ROOT / "exercises" / "teaching" / "source").glob("*/*.ipynb")
    kit = ROOT / "exercises" / "teaching"
    pages = sorted(path.name for path in [*kit.glob("*.md"), *kit.glob("*.html")])
    found = {f"notebooks/{path.stem}": path for path in lessons}
    found |= {f"exercises/{path.stem}": path for path in sets}
    found |= {f"teaching/{name.split('.')[0]}": kit / name for name in pages if name not in UNHELD}
    return dict(sorted(found.items()))


@cache
def held(name: str) -> Held:
    """A text, its white space folded, with what its file says."""
    file = HERE / f"{name}.toml"
    content = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return Held(
        text=prose(texts()[name]),
        names=content.get("names", ""),
        facts=content.get("facts", ""),
        said=content.get("said", []),
        free=content.get("free", []),
    )


def prose(path: Path) -> str:
    """What a reader reads as text: no code, no ids, no addresses; white space folded."""
    raw = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        raw = "\n\n".join(_said(cell) for cell in json.loads(raw)["cells"])
    if path.suffix == ".html":
        raw = " ".join(_Words(raw).words)
    raw = TABLE.sub(_without_minutes, BLOCK_QUOTE.sub(r"“\1”", raw.replace("\xa0", " ")))
    for pattern in (OF_A_ROW, NOT_TEXT, re.compile(ID), PLACES):
        raw = pattern.sub(" ", raw)
    return folded(raw)


def _without_minutes(table: re.Match) -> str:
    """A table without its columns of minutes and points, and of what stands beside them."""
    if table[0].startswith(COUNTED):
        return ""
    rows = [line.strip("|").split("|") for line in table[0].strip().split("\n")]
    heads = [head.strip() for head in rows[0]]
    if not any(map(OF_MINUTES.fullmatch, heads)):
        return table[0]
    kept = [not OF_MINUTES.fullmatch(head) and head not in BESIDE_MINUTES for head in heads]
    left = ([cell for cell, keep in zip(row, kept, strict=True) if keep] for row in rows)
    return "".join(f"|{'|'.join(row)}|\n" for row in left)


def _said(cell: dict) -> str:
    """The prose of a cell: all of Markdown; of a check or a question, the sentences in its code."""
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return source
    if not re.search(r"-(check|quiz)", cell.get("id", "")):
        return ""
    quoted = re.findall(r'"([^"\n]*)"', source)
    return "\n".join(text for text in quoted if " " in text and "{" not in text)


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@cache
def spoken() -> str:
    """Everything that is said in the briefings, in small letters."""
    return folded(" ".join(br.sentences().text)).lower()


def loose_numbers(file: Held) -> list[str]:
    """The numbers that neither the file nor a quotation of the briefings holds, with words around.

    Every character of a number is held, or the number is loose. Years alone are left out: they say
    when, and the words around them are held.
    """
    covered = [False] * len(file.text)
    for start, end in [*_held_places(file), *_quotations(file.text)]:
        covered[start:end] = [True] * (end - start)
    return [
        file.text[max(0, match.start() - 40) : match.end() + 25]
        for match in NUMBER.finditer(file.text)
        if not all(covered[slice(*match.span())]) and not YEAR.fullmatch(match[0])
    ]


def lost_words(file: Held) -> list[str]:
    """The words of entries that do not stand in the text, or have no number."""
    entries = [folded(entry["words"]) for entry in [*file.said, *file.free]]
    return [words for words in entries if words not in file.text or not numbers_in(words)]


def _held_places(file: Held):
    for entry in [*file.said, *file.free]:
        for match in re.finditer(re.escape(folded(entry["words"])), file.text):
            yield match.span()


def _quotations(text: str):
    """Where words stand between quotation marks that an official, journalist or chair said."""
    for match in re.finditer(r'“([^“”]+)”|"([^"]+)"', text):
        if is_quotation(match[1] or match[2]):
            yield match.span()


@cache
def is_quotation(words: str) -> bool:
    """Whether some words were said in the briefings, and are enough to be found there.

    A number with hardly a word beside it says nothing: it was said somewhere, of something. So a
    piece with a number has at least four words; an ellipsis parts the pieces.

    >>> is_quotation("over 70,000"), is_quotation("China has fostered over 70,000")
    (False, True)
    >>> is_quotation("China has fostered over 70"), is_quotation("China has fostered over 80,000")
    (False, False)
    """
    pieces = [piece.strip(" .,?") for piece in re.split(r"\[?…\]?", words)]
    return all(
        _stands_in(spoken(), piece.lower())
        and (not numbers_in(piece) or len(piece.split()) >= WORDS_OF_A_QUOTATION)
        for piece in pieces
    )


def said_in(text: str, phrase: str) -> float:
    """The first number of a phrase that stands in a text as such, and not inside a longer number.

    For the expressions of all files: the words of a row have a number in no column of its own.

    >>> said_in("likely 28,000 is meant; 24 percent", "28,000 is meant")
    28000.0
    >>> said_in("likely 28,000 is meant", "8,000 is meant")
    Traceback (most recent call last):
    AssertionError: "8,000 is meant" is not in: likely 28,000 is meant
    """
    assert _stands_in(text, phrase), f'"{phrase}" is not in: {text}'
    return float(numbers_in(phrase)[0].replace(",", ""))


def _stands_in(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text and begins and ends where a word or a number does."""
    whole = rf"(?<!\w)(?<!\d[.,]){re.escape(phrase)}(?!\w|[.,]\d)"
    return phrase in text and re.search(whole, text) is not None


def numbers_in(words: str) -> list[str]:
    """The numbers in some words; years are among them."""
    return NUMBER.findall(folded(words))


def is_written_so(number: str, value: float) -> bool:
    """Whether a value, rounded as the number is written, is that number.

    >>> is_written_so("2.64", 2.6449), is_written_so("−1.9", 1.9), is_written_so("1,000", 999.6)
    (True, False, True)
    """
    written = number.replace(",", "").replace("−", "-")
    decimals = len(written.partition(".")[2])
    return abs(float(written) - float(value)) <= 0.5 * 10**-decimals + 1e-9
