"""What kind of figure a quantity is, by the words near it: the conventions of `claims`."""

from .number_tokens import Tokens
from .quantity_reader import Reading


def kind_of(tokens: Tokens, reading: Reading, unit: str) -> str:
    """The kind that the words propose.

    Parameters
    ----------
    tokens : of the text.
    reading : of the quantity.
    unit : its unit.
    """
    return "level"
