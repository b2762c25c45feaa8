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
what the text says of the data in words.
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

NUMBER = re.compile(r"(?<![\w.,])−?\d+(?:,\d{3})*(?:\.\d+)?(?!\w)")
ID = r"\d{4}-\d\d-\d\d(?:\.\w+)*|\b[a-z]\d{2,3}\b"
NOT_TEXT = re.compile(r"```.*?```|`[^`]*`|<!--.*?-->|<[^>]+>|\]\([^)]*\)", re.DOTALL)
# Numbers that say where to look, how long it takes or what it counts for.
PLACES = re.compile(
    r"^\s*\d+\. |^\s*\*\*\d+\.\*\*|^\| \d+ \|"
    r"|\b([Nn]otebooks?|[Ll]essons?|[Ss]ets?|[Pp]arts?|[Tt]asks?|[Qq]uestions?|[Ww]eeks?)"
    r" \d\d?\b(?!,)(?:(?: to |–|, | and | or )\d\d?\b(?!,))*"
    r"|(?<![\d.,])\d+(?:(?: to |–)\d+)? (?:minutes|points?)\b"
    r"|\bversion \d\S*|\bCC BY 4\.0",
    re.MULTILINE,
)
BLOCK_QUOTE = re.compile(r"^> ?[“\"*]*(.*?)[”\"*]*$", re.MULTILINE)
YEAR = re.compile(r"(?:19|20)\d\d")


class Held(NamedTuple):
    """A text with what its file says of it."""

    text: str
    names: str
    facts: str
    said: list[dict]
    free: list[dict]


class _Words(HTMLParser):
    """The words of a page, without its style."""

    def __init__(self, page):
        super().__init__()
        self.words = []
        self.is_style = False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.is_style = tag == "style"

    def handle_data(self, data):
        if not self.is_style:
            self.words.append(data)


def texts() -> dict[str, Path]:
    """Each text whose numbers are held, by the name of its file here."""
    lessons = (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")
    sets = (ROOT / "exercises" / "teaching" / "source").glob("*/*.ipynb")
    kit = ROOT / "exercises" / "teaching"
    pages = ("courses.md", "lesson_plans.md", "about_sources.md", "ninety_minutes.html")
    found = {f"notebooks/{path.stem}": path for path in lessons}
    found |= {f"exercises/{path.stem}": path for path in sets}
    found |= {f"teaching/{name.split('.')[0]}": kit / name for name in pages}
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
    raw = BLOCK_QUOTE.sub(r"“\1”", raw.replace("\xa0", " "))
    for pattern in (NOT_TEXT, re.compile(ID), PLACES):
        raw = pattern.sub(" ", raw)
    return folded(raw)


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


def loose_numbers(name: str) -> list[str]:
    """The numbers that neither the file nor a quotation of the briefings holds, with words around.

    Years alone are left out: they say when, and the words around them are held.
    """
    text = held(name).text
    covered = [False] * len(text)
    for start, end in [*_held_places(held(name)), *_quotations(text)]:
        covered[start:end] = [True] * (end - start)
    return [
        text[max(0, match.start() - 40) : match.end() + 25]
        for match in NUMBER.finditer(text)
        if not covered[match.start()] and not YEAR.fullmatch(match[0])
    ]


def _held_places(file: Held):
    for entry in [*file.said, *file.free]:
        for match in re.finditer(re.escape(folded(entry["words"])), file.text):
            yield match.span()


def _quotations(text: str):
    """Where words stand between quotation marks that an official, journalist or chair said."""
    for match in re.finditer(r'“([^“”]+)”|"([^"]+)"', text):
        pieces = re.split(r"\[?…\]?", match[1] or match[2])
        if all(piece.strip(" .,?").lower() in spoken() for piece in pieces):
            yield match.span()


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
