"""The controls of the explorers: dropdowns, some of which depend on others, and a text field."""

import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..corpus.reading import ALL, SPEAKING_ROLES

if TYPE_CHECKING:
    import ipywidgets
    import pandas as pd

NONE = ""  # no word, sentence or question is chosen
ROLES = (ALL, *SPEAKING_ROLES)

FIELD_WIDTH = "30em"
SENTENCE_WIDTH = "min(61em, 100%)"  # of a control whose choices are sentences
LABEL_STYLE = {"description_width": "7em"}


class Option(NamedTuple):
    """A choice of a dropdown; it prints as the pair that it is.

    Attributes
    ----------
    label : the words shown.
    value : what they stand for.
    """

    label: str
    value: Any

    def __repr__(self) -> str:
        return repr(tuple(self))


NOTHING = Option("none", NONE)


def dropdown(
    label: str,
    options: Sequence[Option | str],
    value: Any = None,
    *,
    width: str = FIELD_WIDTH,
) -> "ipywidgets.Dropdown":
    """A dropdown with its label; options are values that show as themselves, or `Option`."""
    import ipywidgets

    box = ipywidgets.Dropdown(
        options=options,
        description=label,
        layout=ipywidgets.Layout(width=width),
        style=LABEL_STYLE,
    )
    if value is not None:
        box.value = value
    return box


def dependent_dropdown(
    label: str,
    options_for: Callable[..., Sequence[Option | str]],
    others: Sequence["ipywidgets.ValueWidget"],
    value: Any = None,
    *,
    width: str = FIELD_WIDTH,
) -> "ipywidgets.Dropdown":
    """A dropdown whose options depend on the values of other controls.

    They are made anew whenever one of these is set.

    Parameters
    ----------
    options_for : function of the values of the others, in their order, that gives the options.
    """

    def options() -> Sequence[Option | str]:
        return options_for(*(other.value for other in others))

    def renew(change: Any) -> None:
        box.options = options()

    box = dropdown(label, options(), value, width=width)
    for other in others:
        other.observe(renew, "value")
    return box


def text_field(label: str, value: str, hint: str) -> "ipywidgets.Text":
    """The one control that is not a closed choice; it answers to Enter, and when it is left."""
    import ipywidgets

    return ipywidgets.Text(
        value=value,
        description=label,
        placeholder=hint,
        continuous_update=False,
        layout=ipywidgets.Layout(width=FIELD_WIDTH),
        style=LABEL_STYLE,
    )


def options_with_counts(counts: "pd.Series") -> list[Option]:
    """All of them, then each name, with how often it occurs."""
    everything = Option(f"all ({counts.sum()})", ALL)
    return [everything, *(Option(f"{name} ({count})", name) for name, count in counts.items())]


def shortened(text: str, width: int) -> str:
    """A text cut at a word so that it takes at most so many characters.

    >>> shortened("the output of all industry", 18)
    'the output of …'
    """
    return textwrap.shorten(text, width, placeholder=" …")


def row_chosen(table: "pd.DataFrame", column: str, value: str) -> "pd.DataFrame":
    """The row with this value in a column, or the first where there is none; as a table."""
    if value in set(table[column]):
        return table[table[column] == value]
    return table.head(1)
