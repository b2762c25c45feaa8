"""Docstrings of the library as text for Sphinx: headings, names and what is said of them, examples.

They have the headings of numpydoc, but each name stands on one line with what is said of it, and
the examples come last without a heading.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import briefingroom as br

UNDERLINE = re.compile(r"-{3,}")
ENTRY_OF_SECTION = re.compile(r"(?P<name>[\w*][\w*,. ()\[\]|]*?) : ?(?P<text>.*)")
PROMPT = ">>> "
IN_CODE = re.compile(r"(?<![`\w:])`(?P<name>\w+)`(?!`)")
IN_DOUBLE = re.compile(r"(``[^`]+``)")


def for_sphinx(lines: list[str]) -> list[str]:
    """The lines of a docstring as Sphinx is to read them.

    >>> for_sphinx(["What.", "", "Returns", "-------", "int : how many."])[2:6]
    ['.. rubric:: Returns', '', '``int``', '    how many.']
    """
    return list(_in_sections([line.rstrip() for line in lines]))


def _in_sections(lines: list[str]) -> Iterator[str]:
    """The lines, section by section; examples end one."""
    in_section = in_example = False
    before = ""
    below = pairwise([*lines, ""])
    for line, next_line in below:
        if UNDERLINE.fullmatch(next_line.strip()) and line:
            in_section, in_example = True, False
            yield from (f".. rubric:: {line}", "")
            next(below)
            line = ""  # nothing of the section stands before what comes next
        elif line.startswith(PROMPT) and not in_example:
            in_section, in_example = False, True
            yield from ("", ".. rubric:: Example", "", line)
        elif in_section:
            yield from _in_section(line, before)
        else:
            yield line if in_example else with_roles(line)
        before = line


def _in_section(line: str, before: str) -> Iterator[str]:
    """A line of a section: the beginning of an entry, or what goes on."""
    entry = ENTRY_OF_SECTION.match(line)
    in_words = before and not before.startswith(" ") and not ENTRY_OF_SECTION.match(before)
    if entry and in_words:
        yield ""  # it follows words that are no entry
    if not entry:
        yield with_roles(line)
        return
    yield f"``{entry['name']}``"
    if entry["text"]:
        yield f"    {with_roles(entry['text'])}"


def with_roles(line: str) -> str:
    """A line in which each public name in backticks is a link to what is said of it.

    >>> with_roles("see `claims` and `x`, ``claims``")
    'see :py:obj:`claims <briefingroom.claims>` and `x`, ``claims``'
    """
    pieces = IN_DOUBLE.split(line)
    pieces[::2] = [IN_CODE.sub(_as_role, piece) for piece in pieces[::2]]
    return "".join(pieces)


def _as_role(match: re.Match) -> str:
    name = match["name"]
    return f":py:obj:`{name} <briefingroom.{name}>`" if name in br.__all__ else match[0]
