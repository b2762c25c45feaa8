"""A page as a browser saves it: its transcript, without menus, lists of news and notices.

Beautiful Soup reads the page. Its transcript is the smallest part that holds nearly all of its
running text. On invented pages of five kinds this kept every line, where trafilatura lost the whole
text of a page of nested tables and one line in two of labels that stand in bold, jusText lost short
lines such as labels, and readability (which needs one more package) kept every line but added
entries of menus.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..errors import CorpusError

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, PageElement, Tag

BEGINS_LIKE_PAGE = re.compile(
    r"[\ufeff\s]*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
HEAD_OF_FILE = 4000  # in which a page says that it is one
ENCODING = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
LEFT_OUT = (
    "script style noscript template head nav aside footer form iframe object svg math button "
    "select textarea figure audio video canvas"
).split()
BLOCKS = (
    "address article blockquote body caption center dd div dl dt fieldset h1 h2 h3 h4 h5 h6 header "
    "hr html li main ol p pre section table tbody td tfoot th thead tr ul br"
).split()
LINE_END = re.compile(r"[\r\n]+")
RUNNING_TEXT = 60  # characters of a line from which on it is no entry of a menu
NEARLY_ALL = 0.85  # of the running text is in the part that is the transcript
LEAST_TEXT = 400  # characters of running text of the shortest transcript
HOW_TO_SAVE = (
    "open the page in a browser, select the transcript, copy it into an editor, "
    "and save that as plain text in UTF-8 (.txt)"
)


def looks_like_page(text: str) -> bool:
    """Whether a file is a page in HTML.

    >>> looks_like_page("<!DOCTYPE html><p>Words"), looks_like_page("Ann Lee: <html> is a tag.")
    (True, False)
    """
    return bool(BEGINS_LIKE_PAGE.match(text[:HEAD_OF_FILE]))


def declared_encoding(data: bytes) -> str:
    """The encoding that a page says it is in; empty where none is said.

    >>> declared_encoding(b'<html><meta charset="windows-1252">')
    'windows-1252'
    """
    said = ENCODING.search(data[:HEAD_OF_FILE])
    is_page = looks_like_page(data[:HEAD_OF_FILE].decode("latin-1"))
    return said[1].decode("ascii") if said and is_page else ""


def text_of_page(html: str, name: str) -> str:
    """The transcript in a page, one paragraph a line.

    Parameters
    ----------
    html : the page.
    name : of its file, for the message.

    Raises
    ------
    CorpusError : when no running text is found in it, with the way to save it as text.
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html.removeprefix("\ufeff"), "html.parser")
    title = _title_of_page(soup)
    for tag in soup.find_all(LEFT_OUT):
        tag.extract()
    part, running = _part_with_text(soup)
    if running < LEAST_TEXT:
        raise CorpusError(f"no transcript was found in the page {name}; {HOW_TO_SAVE}.")
    lines = _lines_in(part)
    if title and title not in lines:
        lines.insert(0, title)
    return "\n\n".join(lines) + "\n"


def _title_of_page(soup: "BeautifulSoup") -> str:
    """The first heading of the page, else what its window is called."""
    heading = soup.find("h1") or soup.find("title")
    return " ".join(heading.get_text().split()) if heading else ""


def _part_with_text(soup: "BeautifulSoup") -> "tuple[Tag, int]":
    """The smallest part that holds nearly all of the running text, and how much that is."""
    running = _running_text(soup)
    everything = running[id(soup)]
    part: Tag = soup
    while True:
        inside = part.find_all(True, recursive=False)
        fullest = max(inside, key=lambda child: running[id(child)], default=part)
        if fullest is part or running[id(fullest)] < max(NEARLY_ALL * everything, 1):
            return part, everything
        part = fullest


def _running_text(soup: "BeautifulSoup") -> Counter[int]:
    """How many characters of running text stand in each part, by the identity of its tag."""
    counts: Counter[int] = Counter()
    inside = [0]
    for step in _walk(soup):
        if step.is_end:
            counts[id(step.node)] = inside.pop()
            inside[-1] += counts[id(step.node)]
        elif step.words:
            inside[-1] += len(step.words) if len(step.words) >= RUNNING_TEXT else 0
        else:
            inside.append(0)
    return counts


class _Step(NamedTuple):
    """A step through a page: a part begins, a part ends, or a text stands there."""

    node: "PageElement"
    words: str = ""
    is_end: bool = False


def _walk(top: "Tag") -> Iterator[_Step]:
    """Every part and text from top to bottom, without recursion: a page may be nested deeply."""
    from bs4.element import NavigableString, PreformattedString, Tag

    waiting = [_Step(top)]
    while waiting:
        step = waiting.pop()
        node = step.node
        if isinstance(node, Tag):
            yield step
            if not step.is_end:
                waiting.append(_Step(node, is_end=True))
                waiting += [_Step(child) for child in reversed(node.contents)]
        elif (
            isinstance(node, NavigableString) and not isinstance(node, PreformattedString) and node
        ):
            yield _Step(node, words=str(node))


def _lines_in(part: "Tag") -> list[str]:
    """The lines of a part, white space folded: where a block begins or ends, a line does."""
    pieces: list[str] = []
    for step in _walk(part):
        if step.words:
            pieces.append(LINE_END.sub(" ", step.words))
        elif getattr(step.node, "name", "") in BLOCKS:
            pieces.append("\n")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]
