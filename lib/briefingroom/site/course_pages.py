"""Which files of the project become pages of the course, and how links lead from one to another."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import NamedTuple

from ..corpus.tables import HOME
from .addresses import address_between
from .repository import repository

PROJECT = HOME.parent
KIT = "exercises/teaching"
ABOUT_PROJECT = {
    "briefings/README.md": "about/data_card",
    "briefings/CHANGES.md": "about/changes",
    "briefings/annotations/README.md": "about/code_book",
    "CONTRIBUTING.md": "about/contributing",
    "SECURITY.md": "about/security",
}
LINK = re.compile(r"\[(?P<words>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target>[^)\s]+)\)")
NOT_IN_PROJECT = re.compile(r"[a-z][a-z+.-]*:|#|/")
LEADS_OVER = re.compile(r"(?<=[.?!] )[^.?!]*:$")
NAME_OF_README = "README.md"


class CoursePage(NamedTuple):
    """A page of the course.

    Attributes
    ----------
    source : the file it is made from, from the root of the project.
    name : where it lies in the site, without its ending.
    """

    source: str
    name: str

    @property
    def address(self) -> str:
        return f"{self.name}.html"

    @property
    def path(self) -> Path:
        return PROJECT / self.source


def lesson_pages() -> list[CoursePage]:
    """The lessons, in order.

    >>> lesson_pages()[0]
    CoursePage(source='notebooks/00_start_here.ipynb', name='lessons/00_start_here')
    """
    return list(_pages_below("notebooks", "[0-9][0-9]_*.ipynb", "lessons"))


def exercise_pages() -> list[CoursePage]:
    """The exercises as students get them, in order; no solutions."""
    return list(_pages_below("exercises", "*.ipynb", "exercises"))


def kit_pages() -> list[CoursePage]:
    """The pages of the teacher's kit that are written in Markdown; its README comes first."""
    pages = _pages_below(KIT, "*.md", "teaching")
    return sorted(pages, key=lambda page: page.source != f"{KIT}/{NAME_OF_README}")


def kit_sheets() -> list[CoursePage]:
    """The sheets of the teacher's kit that are to be printed."""
    return list(_pages_below(KIT, "*.html", "teaching"))


def about_pages() -> list[CoursePage]:
    """The data card, and what else is said about the project."""
    return [CoursePage(source, name) for source, name in ABOUT_PROJECT.items()]


def written_pages() -> list[CoursePage]:
    """All that is made from a file of Markdown."""
    return [
        CoursePage(f"exercises/{NAME_OF_README}", "exercises/index"),
        *kit_pages(),
        *about_pages(),
    ]


def _pages_below(folder: str, pattern: str, place: str) -> Iterator[CoursePage]:
    for path in sorted((PROJECT / folder).glob(pattern)):
        if path.name == NAME_OF_README and folder != KIT:
            continue
        name = "index" if path.name == NAME_OF_README else path.stem
        yield CoursePage(f"{folder}/{path.name}", f"{place}/{name}")


@cache
def pages_by_source() -> dict[str, CoursePage]:
    """Every page of the course by the file that it is made from."""
    pages = [*lesson_pages(), *exercise_pages(), *written_pages(), *kit_sheets()]
    return {page.source: page for page in pages}


def with_course_links(text: str, page: CoursePage) -> str:
    """A text in Markdown, in which links to files of the project lead to pages of the site.

    A file that is no page has its link in the repository; where that has no address in the web,
    its name stands beside the words.

    >>> page = CoursePage("exercises/teaching/README.md", "teaching/index")
    >>> with_course_links("the [plans](lesson_plans.md#week-two)", page)
    'the [plans](lesson_plans.html#week-two)'
    >>> with_course_links("the [goals](goals.toml)", page)
    'the goals (`exercises/teaching/goals.toml`)'
    """
    return LINK.sub(lambda match: _link_in_site(match, page), text)


def _link_in_site(match: re.Match, page: CoursePage) -> str:
    target, _, place = match["target"].partition("#")
    is_picture = match.string[: match.start()].endswith("!")
    if not target or is_picture or NOT_IN_PROJECT.match(match["target"]):
        return match[0]
    source = normpath(str(PurePosixPath(page.source).parent / target))
    other = pages_by_source().get(source)
    if other:
        anchor = f"#{place}" if place else ""
        return f"[{match['words']}]({address_between(page.address, other.address)}{anchor})"
    return words_on_file(match["words"], source)


def words_on_file(words: str, source: str) -> str:
    """Words in Markdown on a file of the project that is no page of the site."""
    if repository():
        return f"[{words}]({file_address(source, repository())})"
    return f"{words} (`{source}`)" if words.strip("`") != source else f"`{source}`"


def opening_words(text: str) -> str:
    """The first paragraph of a text in Markdown that is no heading, as plain words.

    A sentence that leads over to what is left out goes too.

    >>> opening_words("# A\\n\\nWhat *is* it? It is this:\\n\\n> More")
    'What is it?'
    """
    paragraphs = [each.strip() for each in text.split("\n\n")]
    first = next((each for each in paragraphs if each and each[0] not in "#>|"), "")
    plain = re.sub(r"[*`]", "", " ".join(first.split()))
    return LEADS_OVER.sub("", plain).strip()


def file_address(path: str, of: str) -> str:
    """Where GitHub shows a file of a repository.

    >>> file_address("SECURITY.md", "someone/briefing-room")
    'https://github.com/someone/briefing-room/blob/HEAD/SECURITY.md'
    """
    return f"https://github.com/{of}/blob/HEAD/{path}"


def title_of_lesson(path: Path) -> str:
    """The first heading of a lesson.

    >>> title_of_lesson(lesson_pages()[0].path)
    'Start here'
    """
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    lines = "".join("".join(cell["source"]) + "\n" for cell in cells if is_text(cell)).splitlines()
    return next(line.lstrip("# ") for line in lines if line.startswith("# "))


def is_text(cell: dict) -> bool:
    """Whether a cell of a notebook is Markdown."""
    return cell["cell_type"] == "markdown"
