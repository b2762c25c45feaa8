"""Text from tables in a page of Markdown, where it must show as it is."""

import re

SPECIAL = re.compile(r"[\\`*\[\]<>|~#$]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
LIKE_AN_ITEM = re.compile(r"(\d*)([-+.)])(?=\s)")  # what would begin a list where a line begins


def escaped(text: str) -> str:
    """A text as Markdown shows it as it is, in one line.

    >>> print(escaped("a *b* <c> value_low"), escaped("1. _x_"))
    a \\*b\\* \\<c\\> value_low 1\\. \\_x\\_
    """
    line = " ".join(text.split())
    line = SPECIAL.sub(r"\\\g<0>", line)
    item = LIKE_AN_ITEM.match(line)
    return line if item is None else f"{item[1]}\\{line[item.start(2) :]}"


def code(text: str) -> str:
    """A text between backticks, of which there are more than in the text.

    >>> print(code("d74"), code("a`b"))
    `d74` `` a`b ``
    """
    line = " ".join(text.split())
    if "`" not in line:
        return f"`{line}`"
    longest = max(len(run) for run in re.findall("`+", line))
    fence = "`" * (longest + 1)
    return f"{fence} {line} {fence}"
