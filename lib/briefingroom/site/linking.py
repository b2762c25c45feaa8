"""Words of a page: every id becomes a link to its page, and Chinese says that it is Chinese."""

import re
from collections.abc import Callable
from html import escape

from ..ids import named_id
from ..pages.known import ids_of_kind
from .addresses import address_if_known, address_of

# What may stand in a text: an address of the web, an id with a form, a name with an underscore,
# Chinese. A day in a span of days (2022-01-01/2022-12-31) is no briefing.
IN_TEXT = re.compile(
    r"(?P<web>https?://[^\s<>\"”]*[^\s<>\"”.,;)])"
    r"|(?<![\w.:/#&-])(?P<id>\d{4}-\d{2}-\d{2}(?:-[a-z]+)?(?:\.[a-z]\d+)*"
    r"|[dgw]\d{2,}|[rx]\d{3,}|[a-z0-9]+(?:_[a-z0-9]+)+)(?![\w/-])"
    r"|(?P<zh>[\u3400-\u9fff\uf900-\ufaff][\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]*)"
)
VOICE_KINDS = ("speaker", "outlet")


def with_links(text: str, up: str = "../", own: str = "") -> str:
    """A text as HTML in which each id that there is leads to its page.

    Parameters
    ----------
    text : unescaped.
    up : the way from the page to the folder of the site.
    own : the id of the page itself, which is no link.

    >>> with_links("see r354 & d02", own="d02")
    'see <a href="../reference/r354.html">r354</a> &amp; d02'
    >>> with_links("rare earth (稀土)")
    'rare earth (<span lang="zh">稀土</span>)'
    """
    pieces, done = [], 0
    for match in IN_TEXT.finditer(text):
        pieces.append(escape(text[done : match.start()]))
        pieces.append(_FOUND[match.lastgroup or ""](match[0], up, own))
        done = match.end()
    pieces.append(escape(text[done:]))
    return "".join(pieces)


def link_to(id: str, words: str, up: str = "../") -> str:
    """A link with these words, escaped here, to the page of an id.

    >>> link_to("d02", "a & b")
    '<a href="../discrepancy/d02.html">a &amp; b</a>'
    """
    return f'<a href="{up}{address_of(id)}">{escape(words)}</a>'


def voice_with_links(text: str, up: str = "../") -> str:
    """Who speaks, as HTML: a speaker or an outlet at its beginning leads to its page.

    >>> voice_with_links("Han Xia — answer")
    '<a href="../speaker/han-xia.html">Han Xia</a> — answer'
    """
    for kind in VOICE_KINDS:
        for name in ids_of_kind(kind):
            if text.startswith(name) and not text[len(name) :][:1].isalnum():
                link = link_to(named_id(kind, name), name, up)
                return link + with_links(text[len(name) :], up)
    return with_links(text, up)


def _web_link(text: str, up: str, own: str) -> str:
    address = escape(text)
    return f'<a rel="external noopener" href="{address}">{address}</a>'


def _id_link(text: str, up: str, own: str) -> str:
    address = address_if_known(text)
    if text == own or not address:
        return escape(text)
    return f'<a href="{up}{address}">{escape(text)}</a>'


def _chinese(text: str, up: str, own: str) -> str:
    return f'<span lang="zh">{escape(text)}</span>'


_FOUND: dict[str, Callable[[str, str, str], str]] = {
    "web": _web_link,
    "id": _id_link,
    "zh": _chinese,
}
