"""HTML as Markdown: the twin of a page that is not written in Markdown itself.

What only steers a page, such as buttons, is left out; a picture becomes its words and its address;
a link to a page of the site leads to the twin of that page.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from .markdown import MARKDOWN_SIGNS
from .marked_pictures import OVER_PICTURE

NOT_SAID = set(
    "style script template button form input label output datalist nav svg noscript".split()
)
BLOCK_TAGS = set(
    "address article aside blockquote body caption dd details div dl dt figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table ul".split()
)
BLANKS = re.compile(r"\s+")
WITH_SCHEME = re.compile(r"[a-z][a-z+.-]*:|/|#")
PAGE_OF_SITE = re.compile(r"\.html(?=#|$)")
WITHOUT_TWIN = ("search.html", "course-search.html", "404.html")  # which are of use to no program
LANGUAGE_OF_CODE = re.compile(r"highlight-(?P<language>\w+)")
LANGUAGES = ("python", "ipython3", "json", "bash", "toml")
IPYTHON = "ipython3"
FENCE = "```"


def markdown_of_html(html: str) -> str:
    """A piece of HTML as Markdown.

    >>> print(markdown_of_html('<h2>A</h2><p>See <a href="d02.html">d02</a>.</p><ul><li>b</ul>'))
    ## A
    <BLANKLINE>
    See [d02](d02.md).
    <BLANKLINE>
    - b
    """
    from bs4 import BeautifulSoup

    return "\n\n".join(_blocks_of(BeautifulSoup(html, "html.parser")))


def address_of_twin(address: str) -> str:
    """The address of the Markdown beside a page of the site; any other address as it is.

    >>> address_of_twin("../claim/2023-04-20.c018.html#read"), address_of_twin("search.html")
    ('../claim/2023-04-20.c018.md#read', 'search.html')
    >>> address_of_twin("https://a.example/b.html")
    'https://a.example/b.html'
    """
    page = address.partition("?")[0].partition("#")[0]
    if WITH_SCHEME.match(address) or page.rpartition("/")[2] in WITHOUT_TWIN or "?" in address:
        return address
    return PAGE_OF_SITE.sub(".md", address)


def fenced(text: str, language: str = "") -> str:
    """A text as a block of code.

    >>> print(fenced("1 + 1", "python"))
    ```python
    1 + 1
    ```
    """
    fence = FENCE
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


# --- blocks


def _blocks_of(tag: Any) -> Iterator[str]:
    """The blocks below a tag; words that stand between them are paragraphs."""
    for is_block, children in groupby(filter(_is_for_readers, tag.children), _is_block):
        if is_block:
            for child in children:
                yield from filter(None, _TAGS_AS_BLOCKS.get(child.name, _blocks_of)(child))
        else:
            yield from filter(None, [_words_of_all(children)])


def _is_for_readers(node: Any) -> bool:
    if node.name is None:
        return type(node).__name__ == "NavigableString"
    return node.name not in NOT_SAID and OVER_PICTURE not in (node.get("class") or [])


def _is_block(node: Any) -> bool:
    return node.name in BLOCK_TAGS or (node.name == "span" and node.find(BLOCK_TAGS) is not None)


def _heading(tag: Any) -> Iterator[str]:
    yield f"{'#' * int(tag.name[1])} {_words(tag)}"


def _quoted_blocks(tag: Any) -> Iterator[str]:
    yield _with_before("> ", "> ", _blocks_of(tag))


def _code(tag: Any) -> Iterator[str]:
    around = " ".join(" ".join(each.get("class") or []) for each in [tag, *tag.parents])
    named = LANGUAGE_OF_CODE.search(around)
    language = named["language"] if named else ""
    language = "python" if language == IPYTHON else language
    yield fenced(tag.get_text(), language if language in LANGUAGES else "")


def _paragraph_of_words(tag: Any) -> Iterator[str]:
    """A paragraph; one that serves as a heading is set off."""
    is_heading = "rubric" in (tag.get("class") or [])
    yield from _naming_line(tag) if is_heading else _blocks_of(tag)


def _rule(tag: Any) -> Iterator[str]:
    yield "---"


def _naming_line(tag: Any) -> Iterator[str]:
    """What names that which follows: a summary, a caption; a signature of code as code."""
    if "sig" in (tag.get("class") or []):
        yield fenced(BLANKS.sub(" ", tag.get_text()).strip(), "python")
        return
    words = _words(tag)
    yield words if "*" in words or not words else f"**{words}**"


def _listing(tag: Any) -> Iterator[str]:
    items = tag.find_all("li", recursive=False)
    if tag.name == "ol":
        signs = [f"{place}. " for place in range(1, 1 + len(items))]
    else:
        signs = ["- "] * len(items)
    lines = [
        _with_before(sign, " " * len(sign), _blocks_of(item))
        for sign, item in zip(signs, items, strict=True)
    ]
    yield "\n".join(filter(str.strip, lines))


def _with_before(first: str, later: str, blocks: Iterable[str]) -> str:
    """Blocks with a sign before their first line, and another one before the others."""
    lines = "\n\n".join(blocks).split("\n")
    signs = [first, *[later] * (len(lines) - 1)]
    return "\n".join(f"{sign}{line}".rstrip() for sign, line in zip(signs, lines, strict=True))


def _table(tag: Any) -> Iterator[str]:
    """A table; above one without a head, whose rows are names and values, stands an empty one."""
    if tag.caption:
        yield from _naming_line(tag.caption)
    rows = [row.find_all(["th", "td"]) for row in tag("tr")]
    has_head = bool(rows) and all(cell.name == "th" for cell in rows[0])
    width = max(map(len, rows), default=0)
    lines = [_line_of_cells(map(_in_one_line, row), width) for row in rows]
    head = [] if has_head or not lines else [_line_of_cells([], width)]
    yield "\n".join([*head, *lines[:has_head], f"|{'---|' * width}", *lines[has_head:]])


def _line_of_cells(cells: Iterable[str], width: int) -> str:
    line = list(cells)
    return f"| {' | '.join(line + [''] * (width - len(line)))} |"


def _in_one_line(cell: Any) -> str:
    return BLANKS.sub(" ", " ".join(_blocks_of(cell)))


_TAGS_AS_BLOCKS: dict[str, Callable[[Any], Iterable[str]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("summary", "caption", "dt"), _naming_line),
    **dict.fromkeys(("ul", "ol"), _listing),
    "blockquote": _quoted_blocks,
    "p": _paragraph_of_words,
    "pre": _code,
    "hr": _rule,
    "table": _table,
}


# --- words


def _words(tag: Any) -> str:
    return _words_of_all(filter(_is_for_readers, tag.children))


def _words_of_all(nodes: Iterable[Any]) -> str:
    return BLANKS.sub(" ", "".join(map(_words_with_blanks, nodes))).strip()


def _words_with_blanks(node: Any) -> str:
    """The words of a tag or a string, with the blanks at its ends."""
    if node.name is None:
        return MARKDOWN_SIGNS.sub(r"\\\1", str(node))
    if node.name in _TAGS_IN_WORDS:
        return _TAGS_IN_WORDS[node.name](node)
    return "".join(map(_words_with_blanks, filter(_is_for_readers, node.children)))


def _link_in_words(tag: Any) -> str:
    words = _words(tag)
    return f"[{words}]({address_of_twin(tag['href'])})" if tag.get("href") and words else words


def _picture(tag: Any) -> str:
    alt = BLANKS.sub(" ", MARKDOWN_SIGNS.sub(r"\\\1", tag.get("alt") or ""))
    return f"![{alt}]({tag['src']})" if alt else ""


def _code_in_words(tag: Any) -> str:
    link = tag.find("a")
    text = f"`{BLANKS.sub(' ', tag.get_text()).strip()}`"
    return f"[{text}]({address_of_twin(link['href'])})" if link else text


def _strong(tag: Any) -> str:
    words = _words(tag)
    return f"**{words}**" if words and "*" not in words else words


def _set_off(tag: Any) -> str:
    words = _words(tag)
    return f"*{words}*" if words and "*" not in words else words


def _blank(tag: Any) -> str:
    return " "


_TAGS_IN_WORDS: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(("b", "strong", "mark"), _strong),
    **dict.fromkeys(("em", "i"), _set_off),
    "a": _link_in_words,
    "img": _picture,
    "code": _code_in_words,
    "br": _blank,
}
