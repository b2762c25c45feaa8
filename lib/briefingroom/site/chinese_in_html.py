"""Chinese in a finished page says that it is Chinese, so that it is read out and drawn as such.

This is for pages that others have made, such as those of the lessons. Texts that become HTML here
are marked as they do, in ``linking``, by the same rule of what belongs to Chinese words.
"""

import re
from collections.abc import Iterator

HANZI = r"[\u3400-\u9fff\uf900-\ufaff]"
# Letters, figures and Chinese signs that belong to Chinese words as they stand: 5G基站, 工业APP.
INSIDE_WORDS = r"[\w\u00b7+%\u3001-\u3011\uff01-\uff1f]"
QUOTED_HANZI = rf"“{HANZI}[^“”\s]*”(?=\w)"
FIRST_OF_WORDS = rf"{QUOTED_HANZI}|(?<!\w)\d[0-9A-Za-z]*(?={HANZI})|{HANZI}"
CHINESE_WORDS = re.compile(rf"(?:{FIRST_OF_WORDS})(?:{INSIDE_WORDS}|{QUOTED_HANZI})*")
# A comment; an element that can hold no other; a tag, in whose attributes a > may stand.
TAGS_AND_RAW = re.compile(
    r"<!--.*?-->"
    r"|<(?P<raw>script|style|title|textarea|option|svg)\b.*?</(?P=raw)\s*>"
    r"|<(?>[^'\"<>]+|\"[^\"]*\"|'[^']*')*+>",
    re.DOTALL | re.IGNORECASE,
)
TAG_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
SAYS_CHINESE = re.compile(r"\slang\s*=\s*[\"']?zh\b", re.IGNORECASE)
WITHOUT_END = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


def mark_chinese(html: str) -> str:
    """A page in which all Chinese stands in an element with ``lang="zh"``.

    What is marked already stays as it is, and so do attributes, scripts and titles.

    Parameters
    ----------
    html : a page or a part of one, with its tags closed.

    >>> mark_chinese("<p>rare earth (稀土)</p>")
    '<p>rare earth (<span lang="zh">稀土</span>)</p>'
    >>> mark_chinese('<b lang="zh">稀土</b>')
    '<b lang="zh">稀土</b>'
    """
    if not re.search(HANZI, html):
        return html
    return "".join(_marked_pieces(html))


def _marked_pieces(html: str) -> Iterator[str]:
    done = 0
    within = _WithinChinese()
    for tag in TAGS_AND_RAW.finditer(html):
        text = html[done : tag.start()]
        yield text if within.chinese else CHINESE_WORDS.sub(_in_a_span, text)
        yield tag[0]
        within.pass_tag(tag[0])
        done = tag.end()
    yield CHINESE_WORDS.sub(_in_a_span, html[done:])


def _in_a_span(match: re.Match) -> str:
    return f'<span lang="zh">{match[0]}</span>'


class _WithinChinese:
    """Whether one stands within an element that says that it is Chinese, tag by tag."""

    def __init__(self) -> None:
        self.name = ""
        self.depth = 0

    @property
    def chinese(self) -> bool:
        return self.depth > 0

    def pass_tag(self, tag: str) -> None:
        name = _name_of_opened_or_closed(tag)
        if not self.chinese and SAYS_CHINESE.search(tag) and not tag.startswith("</"):
            self.name = name
        if name and name == self.name:
            self.depth += -1 if tag.startswith("</") else 1
        if not self.chinese:
            self.name = ""


def _name_of_opened_or_closed(tag: str) -> str:
    """The name of the element whose beginning or end a tag is; nothing where it is neither."""
    match = TAG_NAME.match(tag)
    name = match[1].lower() if match else ""
    return "" if name in WITHOUT_END or tag.endswith("/>") else name
