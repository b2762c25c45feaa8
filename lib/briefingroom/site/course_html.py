"""The pages that Sphinx has made, as pages of this site: ids are links, wide tables scroll."""

import re
from collections.abc import Iterator
from html import unescape

from .chinese_in_html import TAGS_AND_RAW, mark_chinese
from .linking import with_links

# In these no link may stand: another link, what a reader is to write or copy as it is.
CLOSED = re.compile(r"<(?P<name>a|button|summary|h1|label)\b", re.I)
KIND_OF_CODE = re.compile(r'class="[^"]*\bhighlight-(?P<kind>[\w-]+)')
ANSWERS_OF_CODE = ("myst-ansi", "none", "text")
TABLE = re.compile(r"<table\b[^>]*>.*?</table>", re.DOTALL)
HEAD_CELL = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
TABLE_HEAD = re.compile(r"<thead\b[^>]*>.*?</thead>\s*", re.DOTALL)
LONG_SIGNATURE = re.compile(
    r'<dl>\s*(?P<lines>(?:<dd><em class="sig-param">.*?</dd>\s*)+)</dl>', re.S
)
MOST_IN_LABEL = 80  # characters


def page_of_course(html: str, up: str) -> str:
    """The content of a page with its ids as links, its Chinese marked, its tables to scroll.

    Parameters
    ----------
    html : what Sphinx made of the page.
    up : the way from the page to the folder of the site.

    >>> page_of_course("<p>see r354 (稀土)</p>", "../")
    '<p>see <a class="id" href="../reference/r354.html">r354</a> (<span lang="zh">稀土</span>)</p>'
    """
    linked = "".join(_linked_pieces(html, up))
    return mark_chinese(with_tables_that_scroll(with_plain_signatures(linked)))


def _linked_pieces(html: str, up: str) -> Iterator[str]:
    """The pieces of a page, tags as they are and words with links."""
    done = 0
    closed = _Closed()
    for tag in TAGS_AND_RAW.finditer(html):
        yield _linked(html[done : tag.start()], up, closed)
        yield tag[0]
        closed.pass_tag(tag[0])
        done = tag.end()
    yield _linked(html[done:], up, closed)


def _linked(text: str, up: str, closed: "_Closed") -> str:
    if not text.strip() or closed.now:
        return text
    return with_links(unescape(text), up)


class _Closed:
    """Whether one stands where no link may stand, tag by tag."""

    def __init__(self) -> None:
        self.within = ""
        self.in_code = False

    @property
    def now(self) -> bool:
        return bool(self.within)

    def pass_tag(self, tag: str) -> None:
        kind = KIND_OF_CODE.search(tag)
        if kind:
            self.in_code = kind["kind"] not in ANSWERS_OF_CODE
        if self.within:
            if tag.lower().startswith(f"</{self.within}"):
                self.within = ""
            return
        match = CLOSED.match(tag)
        if match:
            self.within = match["name"].lower()
        elif self.in_code and tag.startswith("<pre"):
            self.within = "pre"


# --- signatures and tables


def with_plain_signatures(html: str) -> str:
    """A page whose long signatures are no lists, as Sphinx would have them, but lines.

    >>> with_plain_signatures('<dl><dd><em class="sig-param">a</em>, </dd></dl>')
    '<span class="sig-line"><em class="sig-param">a</em>, </span>'
    """
    return LONG_SIGNATURE.sub(_lines_of_signature, html)


def _lines_of_signature(match: re.Match) -> str:
    lines = match["lines"].replace("<dd>", '<span class="sig-line">')
    return lines.replace("</dd>", "</span>")


def with_tables_that_scroll(html: str) -> str:
    """Each table in a region that scrolls by itself and can be reached by the keyboard.

    >>> with_tables_that_scroll("<table><tr><th>a</th></tr></table>")[:65]
    '<div class="table" role="region" tabindex="0" aria-label="Table 1'
    """
    numbers = iter(range(1, 1 + len(html)))
    return TABLE.sub(lambda match: _scrolling(match[0], next(numbers)), html)


def _scrolling(table: str, number: int) -> str:
    heads = [TAG.sub("", cell).strip() for cell in HEAD_CELL.findall(table)]
    named = ", ".join(filter(None, heads))[:MOST_IN_LABEL].replace('"', "&quot;")
    label = f"Table {number}: {named}" if named else f"Table {number}"
    if not named:  # Markdown has no table without a head
        table = TABLE_HEAD.sub("", table)
    return f'<div class="table" role="region" tabindex="0" aria-label="{label}">{table}</div>'
