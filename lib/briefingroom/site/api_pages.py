"""The pages of the API: every public name with its docstring, by the room that defines it."""

import inspect
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import briefingroom as br

TITLES_OF_ROOMS = {
    "corpus": "The data",
    "pages": "Any id",
    "numbers": "Numbers",
    "text": "Words",
    "coding": "What was coded by reading",
    "charts": "Charts",
    "widgets": "Widgets and their answers",
    "lessons": "For lessons",
    "citing": "Citing",
    "adding": "A briefing of your own",
    "exporting": "Other forms of the data",
    "errors": "What goes wrong",
}
INTRODUCTION = """
Every name that `import briefingroom as br` hands out: {number} of them. Each example is run by the
tests as it stands here.
"""
PALETTE_IS = "The colour of each briefing in every chart, by its id."


class PublicName(NamedTuple):
    """A public name: its first sentence, and the directive by which Sphinx reads it."""

    name: str
    room: str
    meaning: str
    directive: str

    @property
    def anchor(self) -> str:
        return f"{self.room}.html#briefingroom.{self.name}"


def public_names() -> list[PublicName]:
    """Every public name, in order of the alphabet.

    >>> [each.room for each in public_names() if each.name == "claims"]
    ['corpus']
    """
    return [_public_name(name) for name in br.__all__]


def _public_name(name: str) -> PublicName:
    room = br.home_of(name).partition(".")[0]
    value = getattr(br, name)
    if not callable(value):
        return PublicName(name, room, PALETTE_IS, "py:data")
    meaning = (inspect.getdoc(value) or "").partition("\n\n")[0]
    return PublicName(name, room, " ".join(meaning.split()), _directive_of(value))


def _directive_of(value: Any) -> str:
    if inspect.isclass(value):
        return "autoexception" if issubclass(value, Exception) else "autoclass"
    return "autofunction"


def api_texts() -> Iterator[tuple[str, str]]:
    """The name of each file below ``api/``, and its text for Sphinx."""
    by_room: dict[str, list[PublicName]] = defaultdict(list)
    for each in public_names():
        by_room[each.room].append(each)
    yield "index.md", _index_of_api(by_room)
    for room, names in by_room.items():
        yield f"{room}.rst", _page_of_room(room, names)


def _index_of_api(by_room: dict[str, list[PublicName]]) -> str:
    number = sum(map(len, by_room.values()))
    rooms = [room for room in TITLES_OF_ROOMS if room in by_room]
    listed = "\n".join(rooms)
    parts = [
        "# The functions of the library",
        INTRODUCTION.format(number=number).strip(),
        *(f"## {TITLES_OF_ROOMS[room]}\n\n{_list_of(by_room[room])}" for room in rooms),
        f"```{{toctree}}\n:hidden:\n\n{listed}\n```",
    ]
    return "\n\n".join(parts) + "\n"


def _list_of(names: list[PublicName]) -> str:
    rows = (f"| [`{each.name}`]({each.anchor}) | {_in_cell(each.meaning)} |" for each in names)
    return "| Name | What it answers |\n|---|---|\n" + "\n".join(rows)


def _in_cell(text: str) -> str:
    return text.replace("|", "\\|")


def _page_of_room(room: str, names: list[PublicName]) -> str:
    title = TITLES_OF_ROOMS[room]
    entries = (_entry_of_name(each) for each in names)
    return "\n".join([title, "=" * len(title), "", ".. currentmodule:: briefingroom", "", *entries])


def _entry_of_name(each: PublicName) -> str:
    lines = [each.name, "-" * len(each.name), "", f".. {each.directive}:: {each.name}", ""]
    if each.directive == "py:data":
        lines[-1:] = ["", f"   {each.meaning}", ""]
    if each.directive == "autoclass":
        lines[-1:] = ["   :members:", ""]
    return "\n".join(lines)
