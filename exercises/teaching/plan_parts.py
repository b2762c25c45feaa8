"""What the teacher's pages say for slides: lesson plans, run sheet, the students' sheet."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from lesson_parts import MissingPart, Quote

GUIDE = Path(__file__).resolve().parent
PLAN = re.compile(r"^## (?=\d\d )", re.M)
ASK = re.compile(r"^\d\. Before `(.+?)`: (.+?) \[(.+)\]$", re.M)
STUMBLE = re.compile(
    r"^- (?:Cell `(?P<code>.+?)`|Section \*(?P<section>.+?)\*): (?P<what>.+)$", re.M
)
EXPECTED = re.compile(r"^- Part (\d): (.+)$", re.M)


@dataclass(frozen=True)
class Ask:
    """A question to put before a cell is run."""

    code: str  # a piece of the cell
    question: str
    expect: str


@dataclass(frozen=True)
class Stumble:
    """Where students stumble, and what to say: in the cell with a code, or in a section."""

    code: str
    section: str
    what: str


@dataclass(frozen=True)
class RunSheetRow:
    """A row of the run sheet."""

    minutes: str
    teacher: str
    students: str
    screen: str
    trouble: str


@dataclass(frozen=True)
class SheetPart:
    """A part of the sheet that students have: its sentences, questions and first column."""

    title: str
    quotes: list[Quote]
    questions: list[str]
    rows: list[str]


class Plan:
    """The plan of a lesson."""

    def __init__(self, text: str):
        self.text = text

    def part(self, name: str) -> str:
        found = re.search(rf"^\*\*{name}\.\*\*(.*?)(?=^\*\*|\Z)", self.text, re.M | re.S)
        if not found:
            raise MissingPart(f"A lesson plan has no part “{name}”.")
        return found[1].strip()

    @property
    def asks(self) -> list[Ask]:
        return [Ask(*found) for found in ASK.findall(self.part("Ask"))]

    @property
    def stumbles(self) -> list[Stumble]:
        found = STUMBLE.finditer(self.part("Stumbles"))
        return [Stumble(each["code"] or "", each["section"] or "", each["what"]) for each in found]

    @property
    def discussed(self) -> str:
        """The question of the discussion."""
        return self.part("Discussion").split("\n")[0]

    @property
    def positions(self) -> list[str]:
        return re.findall(r"^- (.+)$", self.part("Discussion"), re.M)


def page_of_guide(name: str) -> str:
    return (GUIDE / name).read_text(encoding="utf-8")


@cache
def plan(number: str) -> Plan:
    for text in PLAN.split(page_of_guide("lesson_plans.md"))[1:]:
        if text.startswith(f"{number} "):
            return Plan(text)
    raise MissingPart(f"lesson_plans.md has no plan for lesson {number}.")


# --- the ninety minutes


@cache
def run_sheet() -> dict[str, RunSheetRow]:
    """The rows of the run sheet by their minutes."""
    page = BeautifulSoup(page_of_guide("run_sheet.html"), "html.parser")
    rows = [RunSheetRow(*map(plain_words, row("td"))) for row in _with_minutes(page)]
    return {row.minutes: row for row in rows}


def _with_minutes(page: BeautifulSoup) -> list[Tag]:
    """The rows of the table, with their heading made a cell like the others."""
    rows = page.select("tbody tr")
    for row in rows:
        row.th.name = "td"
    return rows


def before_the_class() -> list[str]:
    """What the run sheet says above its table."""
    page = BeautifulSoup(page_of_guide("run_sheet.html"), "html.parser")
    return [plain_words(each) for each in page.select_one(".two")("p")]


@cache
def sheet_parts() -> list[SheetPart]:
    """The parts of the students' sheet, the first at place 0."""
    page = BeautifulSoup(page_of_guide("ninety_minutes.html"), "html.parser")
    return [_sheet_part(section) for section in page("section")]


def _sheet_part(section: Tag) -> SheetPart:
    return SheetPart(
        title=plain_words(section.h2),
        quotes=[_sheet_quote(each) for each in section("blockquote")],
        questions=[plain_words(each) for each in section.select("p.question")],
        rows=[plain_words(each) for each in section.select("tbody th")],
    )


def _sheet_quote(quote: Tag) -> Quote:
    for marked in quote("mark"):
        marked.replace_with(f"**{marked.get_text()}**")
    return Quote(plain_words(quote.p), plain_words(quote.cite))


def plain_words(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


@cache
def expected_on_sheet() -> dict[int, str]:
    """What to expect on each part of the students' sheet."""
    return {int(part): words for part, words in EXPECTED.findall(page_of_guide("courses.md"))}


def five_dates() -> list[str]:
    """The dated lines of the first part of the lecture."""
    part = re.search(r"^## 1\. .+?$(.*?)(?=^## )", page_of_guide("lecture.md"), re.M | re.S)
    return re.findall(r"^- (.+)$", part[1], re.M)


def run_sheet_title() -> str:
    page = BeautifulSoup(page_of_guide("run_sheet.html"), "html.parser")
    return plain_words(page.h1).removeprefix("Run sheet: ").capitalize()
