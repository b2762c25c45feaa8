"""What a lesson has to show: its title, first screen, sections, guesses, pictures, paragraphs.

A lesson is read as it was committed, with what its cells put out; nothing is run.
"""

import html
import json
import re
import struct
from base64 import b64decode
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from briefingroom.lessons.veil import unveiled

PROJECT = Path(__file__).resolve().parents[2]
LESSONS = {path.name[:2]: path for path in sorted(PROJECT.glob("notebooks/[0-9][0-9]_*.ipynb"))}

PICTURE = re.compile(r'<img alt="([^"]*)"[^>]* src="data:image/png;base64,([\w+/=]+)"')
GUESS = re.compile(
    r'<div class="br-predict" data-kind="(?P<kind>\w+)" data-question="(?P<question>[^"]*)" '
    r'data-known="(?P<known>[^"]*)" data-answer="(?P<answer>[^"]*)">'
)
SECTION = re.compile(r"^## (.+)$", re.M)
MINUTE = re.compile(r"^\*About (\d+) minutes so far\*$", re.M)
NO_PROSE = ("#", "|", ">", "<", "- ", "1. ", "```", "**Change it", "**Open a card", "*You will")
END_OF_SENTENCE = re.compile(r"(?<=[.?!:]) +(?=[A-Z“\"*(])")
TALL = 0.68  # of its width
SIZE_IN_PNG = slice(16, 24)  # width and height stand at the same place in every file


@dataclass(frozen=True)
class Quote:
    """A sentence that was spoken, and who spoke it where."""

    words: str
    said_by: str = ""


@dataclass(frozen=True)
class Picture:
    """A chart of a lesson, with its description."""

    png: str  # in base64
    alt: str

    @property
    def size(self) -> tuple[int, int]:
        head = b64decode(self.png[:32])
        return struct.unpack(">II", head[SIZE_IN_PNG])

    @property
    def is_tall(self) -> bool:
        """Whether words had better stand beside it than above it."""
        width, height = self.size
        return height > TALL * width


@dataclass(frozen=True)
class Guess:
    """A question that a lesson asks before it shows the answer."""

    question: str
    kind: str  # number, choice, points
    answer: float | str | dict[str, float]
    unit: str = ""
    choices: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    given: dict[str, float] = field(default_factory=dict)


class MissingPart(Exception):
    """A lesson, plan or sheet does not have what the slides take from it."""


class Lesson:
    """A lesson as it was committed."""

    def __init__(self, number: str):
        self.number = number
        self.name = LESSONS[number].stem
        notebook = json.loads(LESSONS[number].read_text(encoding="utf-8"))
        self.cells = notebook["cells"]

    # --- the first screen

    @property
    def title(self) -> str:
        return self._opening()[0].removeprefix("# ")

    @property
    def description(self) -> str:
        return without_pointers(self._opening()[1])

    @property
    def first_screen(self) -> list[str | Quote]:
        """What stands there besides title and description."""
        _, description, *parts = self._opening()
        pointer = description.removeprefix(self.description).strip()
        return [as_quote(part) for part in (pointer, *parts) if part]

    def top_row(self, name: str) -> str:
        """What the table at the top says of time, level or data."""
        found = re.search(rf"^\| {name} \| (.+) \|$", self._text_above(len(self.cells)), re.M)
        if not found:
            raise MissingPart(f"Lesson {self.number} does not say its {name.lower()} at the top.")
        return found[1]

    def _opening(self) -> list[str]:
        return parts_of(source_of(self.cells[0]))

    # --- its cells

    def place(self, id: str) -> int:
        """Where in the lesson the cell with this id stands."""
        for place, cell in enumerate(self.cells):
            if cell["id"] == id:
                return place
        raise MissingPart(f"Lesson {self.number} has no cell {id}: change slides.toml.")

    def place_of_code(self, code: str) -> int:
        """Where the first cell with a piece of code stands; a plan may cut it by (...)."""
        code = code.removesuffix("(...)")
        for place, cell in enumerate(self.cells):
            if cell["cell_type"] == "code" and code in source_of(cell):
                return place
        raise MissingPart(f"Lesson {self.number} has no cell with {code}: change its plan.")

    def picture(self, id: str) -> Picture:
        found = PICTURE.search(shown_html(self.cells[self.place(id)]))
        if not found:
            raise MissingPart(f"Cell {id} of lesson {self.number} shows no picture.")
        return Picture(png=found[2], alt=html.unescape(found[1]))

    def guess(self, id: str) -> Guess:
        found = GUESS.search(shown_html(self.cells[self.place(id)]))
        if not found:
            raise MissingPart(f"Cell {id} of lesson {self.number} asks for no guess.")
        known = json.loads(html.unescape(found["known"]))
        return Guess(
            question=html.unescape(found["question"]),
            kind=found["kind"],
            answer=unveiled(found["answer"]),
            **known,
        )

    # --- its text

    def section(self, place: int) -> str:
        """The heading above a cell; nothing before the first."""
        headings = SECTION.findall(self._text_above(place))
        return headings[-1] if headings else ""

    def minute(self, place: int) -> int:
        """How many minutes have gone at the last mark above a cell."""
        marks = MINUTE.findall(self._text_above(place))
        return int(marks[-1]) if marks else 0

    def _text_above(self, place: int) -> str:
        return "\n\n".join(map(text_of, self.cells[:place]))

    def paragraph_after(self, place: int) -> str:
        """The first paragraph of prose below a cell."""
        for cell in self.cells[place + 1 :]:
            for paragraph in prose_in(text_of(cell)):
                return paragraph
        raise MissingPart(f"Lesson {self.number} says nothing after cell {place}.")

    def paragraph_from(self, words: str) -> str:
        """The paragraph in which a sentence begins with some words, from there on."""
        for cell in self.cells:
            for paragraph in prose_in(text_of(cell)):
                if words in paragraph:
                    return paragraph[paragraph.index(words) :]
        raise MissingPart(f"Lesson {self.number} says nowhere “{words}”: change slides.toml.")

    def list_under(self, heading: str) -> list[str]:
        """The lines of the list in a section."""
        text = self._text_above(len(self.cells))
        section = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", text, re.M | re.S)
        if not section:
            raise MissingPart(f"Lesson {self.number} has no section “{heading}”.")
        return re.findall(r"^- (.+)$", section[1], re.M)


@cache
def lesson(number: str) -> Lesson:
    return Lesson(number)


def source_of(cell: dict) -> str:
    return "".join(cell["source"])


def text_of(cell: dict) -> str:
    return source_of(cell) if cell["cell_type"] == "markdown" else ""


def shown_html(cell: dict) -> str:
    """All that a cell shows as HTML."""
    data = (output.get("data", {}) for output in cell.get("outputs", []))
    return "".join("".join(each.get("text/html", ())) for each in data)


def parts_of(text: str) -> list[str]:
    """The paragraphs and quotations of a text: what blank lines divide."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def prose_in(text: str) -> list[str]:
    """Its paragraphs, without headings, tables, quotations, lists and marks of minutes."""
    return [
        part
        for part in parts_of(text)
        if not part.startswith(NO_PROSE) and not MINUTE.fullmatch(part)
    ]


def as_quote(part: str) -> str | Quote:
    """A quotation with its speaker; other parts of a text as they are."""
    if not part.startswith(">"):
        return part
    inside = re.sub(r"^> ?", "", part, flags=re.M)
    words, _, said_by = inside.partition("\n\n")
    return Quote(words.strip(), said_by.strip())


def without_pointers(paragraph: str) -> str:
    """A paragraph without last sentences that point to what follows: ended by a colon."""
    sentences = END_OF_SENTENCE.split(paragraph)
    while len(sentences) > 1 and sentences[-1].endswith(":"):
        sentences.pop()
    return " ".join(sentences)
