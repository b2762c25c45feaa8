"""What counts as a word.

One definition serves every word count and every rate in the package, so that figures from different
functions can be set beside each other.
"""

import re

WORD = re.compile(r"\w+(?:['’.,-]\w+)*")


def words(text: str) -> list[str]:
    """The words of a text, in order, as written.

    A word is a run of letters and digits; an apostrophe, hyphen, full stop or comma between two of
    them belongs to it. A dash or a percent sign is no word.

    >>> words("China's 5G networks — over 24.54 trillion yuan, up 5.9%.")
    ["China's", '5G', 'networks', 'over', '24.54', 'trillion', 'yuan', 'up', '5.9']
    >>> words("small- and medium-sized enterprises")
    ['small', 'and', 'medium-sized', 'enterprises']
    """
    return WORD.findall(text)
