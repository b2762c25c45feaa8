"""The vocabulary of answers: what stands one below the other, whether it is printed or on a page.

A block says what something is, not how it looks. `as_text` and `as_html` decide that, and only they
know of brackets, tags and styles; so every text is given as it is, unescaped.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple


class Block:
    """Anything that `as_text` and `as_html` can render."""


class Span(NamedTuple):
    """A stretch of a text that is highlighted, in characters from 0."""

    start: int
    end: int


class Fact(NamedTuple):
    """A name and a value; it prints as the pair that it is."""

    name: str
    value: str

    def __repr__(self) -> str:
        return repr(tuple(self))


# --- lines of words


@dataclass(frozen=True)
class Heading(Block):
    """The title of an answer; `level` is that of HTML."""

    text: str
    level: int


@dataclass(frozen=True)
class Paragraph(Block):
    """Words to read. Only a page can show the marks."""

    text: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Verbatim(Block):
    """Words whose lines and blanks stay as they are, such as an entry for a file."""

    text: str


@dataclass(frozen=True)
class Note(Block):
    """A line in a quieter voice, such as a caption."""

    text: str


@dataclass(frozen=True)
class Remark(Block):
    """What somebody noted about the rest; a page calls it a note."""

    text: str


# --- words that somebody said


@dataclass(frozen=True)
class Attribution(Block):
    """Who says what follows. In text the id stands before it; a page has it in the `Origin`."""

    who: str
    id: str = ""


@dataclass(frozen=True)
class TurnHeading(Block):
    """Who begins to speak here, in a page of several turns."""

    id: str
    who: str


@dataclass(frozen=True)
class Excerpt(Block):
    """A few words in their surroundings, quoted."""

    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Speech(Block):
    """Whole paragraphs, quoted.

    Where `begins_with` is not 0, a page shows so many characters of them, and the rest when asked.
    """

    paragraphs: tuple[str, ...]
    begins_with: int = 0


@dataclass(frozen=True)
class Origin(Block):
    """Where words come from. In text, what is said of it stands alone: the id is above."""

    id: str
    said: str = ""


@dataclass(frozen=True)
class Sourced(Block):
    """A statement with what it begins with, such as a day, and the record that it rests on."""

    lead: str
    text: str
    source: str
    url: str
    id: str


# --- rows and columns


@dataclass(frozen=True)
class Facts(Block):
    """Names and short values in two columns, those without a value left out.

    `name_width` is the width of the first column in text, in characters.
    """

    rows: tuple[Fact, ...]
    name_width: int


@dataclass(frozen=True)
class Details(Block):
    """Names and values that may be whole sentences, those without a value left out."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True)
class Listing(Block):
    """Rows to choose from: a page has a column for each field, a text one sentence for each row.

    `rows` are NamedTuples of one kind; `sentence` is a template of their fields; the row `chosen`,
    and any that is equal to it, is set off on a page. Where it is `close`, a text has no empty line
    between the rows.
    """

    rows: tuple[Any, ...]
    sentence: str
    chosen: Any = None
    close: bool = False


@dataclass(frozen=True)
class Table(Block):
    """A pandas DataFrame, all of it."""

    frame: Any


@dataclass(frozen=True)
class Embedded(Block):
    """Something else that shows itself, such as a concordance or the place of a sentence."""

    thing: Any


# --- arrangements of blocks


@dataclass(frozen=True)
class Together(Block):
    """Blocks that belong together: in text there is no empty line between them."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Spaced(Block):
    """Blocks with more air between their lines, on a page."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Folded(Block):
    """Blocks under a line that opens them on a page; a text has the line alone."""

    line: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Boxed(Block):
    """Blocks that are no part of the sources, in a box of its own colour that says so."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class SideBySide(Block):
    """Columns of blocks, each at most `width` em; in text they stand one below the other."""

    columns: tuple[tuple[Block, ...], ...]
    width: int


@dataclass(frozen=True)
class OnPage(Block):
    """A block that only a page needs, such as the name of a column; a text says it by its order."""

    block: Block
