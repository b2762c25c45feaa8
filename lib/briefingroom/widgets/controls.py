"""The controls of the explorers: dropdowns, some of which depend on others, and a text field."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..corpus.active import of_same_collection
from ..corpus.names import must_be
from ..corpus.reading import ALL, SPEAKING_ROLES

if TYPE_CHECKING:
    import ipywidgets
    import pandas as pd

    from .in_page import SearchList

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
    _choose(box, value)
    return box


def values_of(control: Any) -> list[Any]:
    """What a control offers."""
    return [option if isinstance(option, str) else option[1] for option in control.options]


def _choose(box: Any, value: Any) -> None:
    """Set a control; None leaves it as it is, and what it does not offer is refused."""
    if value is None:
        return
    offered = values_of(box)
    if value not in offered:
        must_be(str(value), offered, f"{box.description} cannot be {value!r}")
    box.value = value


def search_list(
    label: str,
    options: Sequence[Option | str],
    value: Any = None,
    *,
    also: Callable[[Any], str] = str,
    width: str = SENTENCE_WIDTH,
) -> "SearchList":
    """A choice from a long list, which is narrowed down by typing.

    Parameters
    ----------
    also : what else finds an option than its label, by its value: its id, if nothing is given.
    """
    import ipywidgets

    from .in_page import SearchList

    box = SearchList(
        options, also, description=label, layout=ipywidgets.Layout(width=width, overflow="visible")
    )
    _choose(box, value)
    return box


def dependent_list(
    label: str,
    options_for: Callable[..., Sequence[Option | str]],
    others: Sequence["ipywidgets.ValueWidget"],
    value: Any = None,
    **settings: Any,
) -> "SearchList":
    """A list to search whose options depend on the values of other controls.

    Parameters
    ----------
    options_for : function of the values of the others, in their order, that gives the options.
    settings : as of `search_list`.
    """
    return _dependent(search_list, label, options_for, others, value, **settings)


def dependent_dropdown(
    label: str,
    options_for: Callable[..., Sequence[Option | str]],
    others: Sequence["ipywidgets.ValueWidget"],
    value: Any = None,
) -> "ipywidgets.Dropdown":
    """A dropdown whose options depend on the values of other controls.

    Parameters
    ----------
    options_for : function of the values of the others, in their order, that gives the options.
    """
    return _dependent(dropdown, label, options_for, others, value)


def _dependent(
    make: Callable[..., Any],
    label: str,
    options_for: Callable[..., Sequence[Option | str]],
    others: Sequence["ipywidgets.ValueWidget"],
    value: Any,
    **settings: Any,
) -> Any:
    """A control whose options are made anew whenever another one is set."""

    def options() -> Sequence[Option | str]:
        return options_for(*(other.value for other in others))

    def renew(change: Any) -> None:
        box.options = options()

    box = make(label, options(), value, **settings)
    for other in others:
        other.observe(of_same_collection(renew), "value")
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


def row_chosen(table: "pd.DataFrame", column: str, value: str) -> "pd.DataFrame":
    """The row with this value in a column, or the first where there is none; as a table."""
    if value in set(table[column]):
        return table[table[column] == value]
    return table.head(1)
