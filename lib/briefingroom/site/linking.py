"""Words of a page: every id becomes a link to its page, and Chinese says that it is Chinese."""

import re
from collections.abc import Callable
from functools import cache
from html import escape

from ..ids import ids_listed, named_id
from ..pages.known import ids_of_kind
from .addresses import address_if_known, address_of
from .chinese_in_html import CHINESE_WORDS

# What may stand in a text: an address of the web, an id with a form, a name with an underscore, an
# id without its briefing (t09.p3.s3), Chinese. A day in a span of days is no briefing.
IN_TEXT = re.compile(
    r"(?P<web>https?://[^\s<>\"”]*[^\s<>\"”.,;)])"
    r"|(?<![\w.:/#&-])(?P<id>\d{4}-\d{2}-\d{2}(?:-[a-z]+)?(?:\.[a-z]\d+)*"
    r"|[dgw]\d{2,}|[rx]\d{3,}|[a-z0-9]+(?:_[a-z0-9]+)+)(?![\w/-])"
    r"|(?<![\w.:/#&-])(?P<local>[cmqt]\d{2,}(?:\.[aps]\d+)*)(?![\w/-])"
    rf"|(?P<zh>{CHINESE_WORDS.pattern})"
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
    'see <a class="id" href="../reference/r354.html">r354</a> &amp; d02'
    >>> with_links("end of March in t09.p3.s3", own="2023-04-20.c018")
    'end of March in <a href="../sentence/2023-04-20.t09.p3.s3.html">t09.p3.s3</a>'
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


def with_chinese(text: str) -> str:
    """A text as HTML without links, in which Chinese says that it is Chinese.

    >>> with_chinese("d02 稀土")
    'd02 <span lang="zh">稀土</span>'
    """
    return CHINESE_WORDS.sub(r'<span lang="zh">\g<0></span>', escape(text))


def voices_with_links(text: str, up: str = "../") -> str:
    """Those who speak, divided by semicolons, as HTML.

    >>> voices_with_links("Han Xia; Xu Xiaolan").count("href")
    2
    """
    return "; ".join(voice_with_links(each, up) for each in ids_listed(text))


def voice_with_links(text: str, up: str = "../") -> str:
    """Who speaks, as HTML: a speaker or an outlet at the beginning leads to its page.

    >>> voice_with_links("Han Xia — answer")
    '<a href="../speaker/han-xia.html">Han Xia</a> — answer'
    """
    match = _voices().match(text)
    if not match:
        return with_links(text, up)
    before, name = match["before"] or "", match["name"]
    rest = with_links(text[match.end() :], up)
    return escape(before) + link_to(_voice_ids()[name], name, up) + rest


@cache
def _voice_ids() -> dict[str, str]:
    return {name: named_id(kind, name) for kind in VOICE_KINDS for name in ids_of_kind(kind)}


@cache
def _voices() -> re.Pattern[str]:
    """A speaker, maybe after a form of address, or an outlet; the longest name that fits."""
    longest_first = sorted(_voice_ids(), key=len, reverse=True)
    names = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?P<before>Mr\. |Ms\. )?(?P<name>{names})(?!\w)")


def _web_link(text: str, up: str, own: str) -> str:
    address = escape(text)
    return f'<a rel="external noopener" href="{address}">{address}</a>'


def _id_link(text: str, up: str, own: str) -> str:
    address = address_if_known(text)
    if text == own or not address:
        return escape(text)
    return f'<a class="id" href="{up}{address}">{escape(text)}</a>'


def _local_link(text: str, up: str, own: str) -> str:
    """An id without its briefing, which is that of the page."""
    whole = f"{own.partition('.')[0]}.{text}"
    address = address_if_known(whole) if "." in own else ""
    return f'<a href="{up}{address}">{escape(text)}</a>' if address else escape(text)


def _chinese(text: str, up: str, own: str) -> str:
    return f'<span lang="zh">{escape(text)}</span>'


_FOUND: dict[str, Callable[[str, str, str], str]] = {
    "web": _web_link,
    "id": _id_link,
    "local": _local_link,
    "zh": _chinese,
}
