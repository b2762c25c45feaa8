"""The search of the site: what is found by it, in one file that a page looks through by itself.

It needs no server. Where there is one and Pagefind has been run over the pages, the search page
asks that too for words on all other pages: see ``whole_pages``.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from .addresses import FOLDER_OF_KIND
from .course_pages import lesson_pages
from .kinds import KIND_WORDS
from .listings import ABOUT_SITE, shared_values
from .pages import SitePage
from .related import row_with
from .rendering import Navigation, filled_in

SEARCH_PAGE = "search.html"
SEARCH_INDEX = "assets/search_index.js"
LESSON_FOLDER = "lessons"
HEADING_OF_PART = re.compile(r"^#{1,3} +(?P<title>.+)$")
# What Markdown and HTML add to the words of a lesson.
MARKUP = re.compile(r"^[-:| ]+$|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|<[^>]+>|[*`|\[\]]|^[>#]+ ?", re.M)


class FoundThing(NamedTuple):
    """What can be found.

    Attributes
    ----------
    id : of its page; of a part of a lesson its file and the mark of its heading.
    title : of its page.
    shown : what stands below the title, or the id of the sentence that stands there.
    unseen : more words by which it is found.
    """

    id: str
    title: str
    shown: str = ""
    unseen: str = ""


class MoreWords(NamedTuple):
    """What is found beside the title of a page: words that are shown, and others."""

    shown: str = ""
    unseen: str = ""


def search_page(menu: Sequence[Navigation]) -> str:
    """The page of the search, filled in."""
    values = {
        "title": "Search",
        "description": ABOUT_SITE,
        "kinds": [(FOLDER_OF_KIND[kind], words.many) for kind, words in KIND_WORDS.items()],
        **shared_values("", menu),
    }
    return filled_in("search.html", values)


def search_index(pages: Iterable[SitePage], *, with_lessons: bool) -> str:
    """All that can be found, by the folder of its page, as a script.

    Parameters
    ----------
    pages : of ids.
    with_lessons : whether the site has the lessons.
    """
    found: dict[str, list[FoundThing]] = defaultdict(list)
    for page in pages:
        found[FOLDER_OF_KIND[page.known.kind]].append(thing_of_page(page))
    if with_lessons:
        found[LESSON_FOLDER] = list(_parts_of_lessons())
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return f"window.briefingRoomFinds = {text};\n"


def thing_of_page(page: SitePage) -> FoundThing:
    """What is found of a page."""
    more = WORDS_OF_KIND.get(page.known.kind)
    words = more(page.known.id) if more else MoreWords()
    title = row_with("sentences", "sentence", page.known.id).text if _is_sentence(page) else ""
    return FoundThing(page.known.id, title or page.title, *words)


def _is_sentence(page: SitePage) -> bool:
    return page.known.kind == "sentence"


# --- more words of each kind


def _of_sentence(id: str) -> MoreWords:
    turn = row_with("turns", "turn", row_with("sentences", "sentence", id).turn)
    return MoreWords(unseen=f"{turn.speaker} {turn.outlet}".strip())


def _of_claim(id: str) -> MoreWords:
    claim = row_with("claims", "claim", id)
    return MoreWords(claim.sentence, f"{claim.indicator} {_chinese_of(claim.indicator)}".strip())


@cache
def _chinese_of(indicator: str) -> str:
    return row_with("indicators", "indicator", indicator).name_zh if indicator else ""


def _of_indicator(id: str) -> MoreWords:
    row = row_with("indicators", "indicator", id)
    return MoreWords(" · ".join(filter(None, (row.name_zh, row.definition))))


def _of_term(id: str) -> MoreWords:
    row = row_with("glossary", "term", id)
    return MoreWords(" · ".join(filter(None, (row.hanzi, row.pinyin, row.meaning))), row.variants)


def _of_theme(id: str) -> MoreWords:
    row = row_with("themes", "theme", id)
    return MoreWords(row.name_zh, row.terms)


def _of_means(id: str) -> MoreWords:
    return MoreWords(row_with("policy_measures", "policy_measure", id).sentence)


def _of_asked(id: str) -> MoreWords:
    return MoreWords(row_with("asked", "asked", id).asks)


def _of_target(id: str) -> MoreWords:
    return MoreWords(row_with("targets", "target", id).sentence)


WORDS_OF_KIND: dict[str, Callable[[str], MoreWords]] = {
    "sentence": _of_sentence,
    "claim": _of_claim,
    "indicator": _of_indicator,
    "term": _of_term,
    "theme": _of_theme,
    "policy measure": _of_means,
    "thing asked": _of_asked,
    "target": _of_target,
}


# --- the lessons


def _parts_of_lessons() -> Iterator[FoundThing]:
    for page in lesson_pages():
        yield from parts_of_lesson(page.path)


def parts_of_lesson(path: Path) -> Iterator[FoundThing]:
    """The parts of a lesson, each from a heading to the next.

    >>> next(parts_of_lesson(lesson_pages()[3].path)).title
    'Reading a number'
    """
    lesson = ""
    for title, words in _split_by_headings(_text_of_lesson(path)):
        lesson = lesson or title
        mark = mark_of_heading(title) if title != lesson else ""
        name = title if title == lesson else f"{lesson}: {title}"
        yield FoundThing(f"{path.stem}#{mark}", name, plain_words(words))


def _text_of_lesson(path: Path) -> str:
    cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    texts = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return "\n\n".join(texts)


def _split_by_headings(text: str) -> Iterator[tuple[str, str]]:
    title, lines = "", list[str]()
    for line in text.splitlines():
        heading = HEADING_OF_PART.match(line)
        if heading:
            if title:
                yield title, "\n".join(lines)
            title, lines = plain_words(heading["title"]), []
        else:
            lines.append(line)
    yield title, "\n".join(lines)


def plain_words(markdown: str) -> str:
    """The words of Markdown in one line.

    >>> plain_words("A **claim** is [a figure](../x.html), see `d01`.")
    'A claim is a figure, see d01.'
    """
    return " ".join(MARKUP.sub("", markdown).split())


def mark_of_heading(title: str) -> str:
    """What marks a heading in a page that Sphinx has made.

    >>> mark_of_heading("5G: two kinds of number")
    'g-two-kinds-of-number'
    """
    return re.sub(r"^[-0-9]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", title.lower()))
