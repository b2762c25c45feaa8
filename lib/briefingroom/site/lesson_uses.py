"""Which lessons speak of an id, for the way from its page to them."""

import json
import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from ..charts.picture_marks import MARKS_ATTRIBUTE
from ..corpus.tables import rows_by
from ..pages.known import Known
from .addresses import address_if_known, address_of_known
from .course_pages import CoursePage, lesson_pages, title_of_lesson
from .linking import IN_TEXT

BASE64 = re.compile(r"base64,[A-Za-z0-9+/=\\]+")
MARKS_OF_PICTURE = re.compile(rf"{MARKS_ATTRIBUTE}='[^']*'")  # of which no lesson speaks
MOST_LESSONS = 4  # that are named: a briefing is in nearly all


class LessonLink(NamedTuple):
    """A lesson by its title."""

    address: str
    title: str


@cache
def lessons_by_address() -> dict[str, list[CoursePage]]:
    """The lessons in whose text, code or tables an id stands, by the address of its page.

    A theme has the lesson that treats it, as its table says.

    >>> [page.name for page in lessons_by_address()["theme/rare_earths.html"]]
    ['lessons/09_chips_chains_and_self_reliance']

    >>> [page.name for page in lessons_by_address()["sentence/2020-10-23.t02.p4.s2.html"]]
    ['lessons/03_reading_a_number']
    """
    found: dict[str, list[CoursePage]] = defaultdict(list)
    treated = {}
    for page in lesson_pages():
        for address in _addresses_in(page):
            found[address].append(page)
        for theme in rows_by("themes", "notebook").get(page.path.stem, []):
            treated[address_of_known(Known("theme", theme.theme))] = [page]
    return found | treated


def lessons_that_speak_of(address: str) -> list[LessonLink]:
    """The lessons that speak of what has its page there; none where nearly all do.

    Parameters
    ----------
    address : of the page, from the folder of the site.
    """
    pages = lessons_by_address().get(address, [])
    if len(pages) > MOST_LESSONS:
        return []
    return [LessonLink(page.address, title_of_lesson(page.path)) for page in pages]


def _addresses_in(page: CoursePage) -> list[str]:
    cells = json.loads(page.path.read_text(encoding="utf-8"))["cells"]
    text = MARKS_OF_PICTURE.sub("", BASE64.sub("", json.dumps(cells, ensure_ascii=False)))
    ids = {match[0] for match in IN_TEXT.finditer(text) if match.lastgroup == "id"}
    return sorted(filter(None, map(address_if_known, ids)))
