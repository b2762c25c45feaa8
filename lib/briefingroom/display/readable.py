"""What shows itself: as text where it is printed, as HTML in a notebook."""

from dataclasses import dataclass

from .blocks import Block, Spaced
from .render_html import as_html
from .render_text import as_text


class Readable:
    """Something to read, which says in `blocks` what it shows and leaves to them how.

    A dataclass below it is declared with ``repr=False``, else it would get the usual repr.
    """

    def blocks(self) -> tuple[Block, ...]:
        """What it shows, one below the other."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return as_text(self.blocks())

    def _repr_html_(self) -> str:
        return as_html(self.blocks())


@dataclass(frozen=True, repr=False)
class Answer(Readable):
    """Blocks as they are.

    Attributes
    ----------
    parts : the blocks.
    spaced : whether a page has more air between their lines.
    """

    parts: tuple[Block, ...]
    spaced: bool = False

    def blocks(self) -> tuple[Block, ...]:
        return (Spaced(self.parts),) if self.spaced else self.parts
