"""What the exercises stand on: a friendly check, a question to click, a look into a chart.

A check is a closed cell under an answer. It answers in one line, which says what is wrong with the
answer, never where our own code stopped::

    with practice.check("Right: the moderator speaks in every briefing."):
        count = practice.number(moderators)
        practice.need(count is not None, "Replace None by your answer.")
        practice.need(practice.opens(count, "0a1b2c3d4e"), "Count each name once.")

A right value, and a wrong one that would lead to it, is sealed, so that an opened check does not
show it at a glance. A seal is no lock: anybody can compute the seals of what they guess. What an
answer means, in whatever words, is asked of `number`, `day`, `name`, `identifier` and the others
of `in_words` first.
"""

from .charts import bars, bars_lie, label_of_lengths, named_bars, ordered, points, says, title
from .checks import LONGEST_REASON, NotYet, check, need, result
from .choices import QUIZ_SCRIPT, QUIZ_STYLE, Choice
from .in_words import (
    day,
    each_number,
    identifier,
    letter,
    listed,
    name,
    number,
    speaker,
    wording,
)
from .marks import marks_drawn
from .names import day_names, key_named
from .runs import follow_notebook
from .seals import SEAL_LENGTH, near, opens, seal, seal_letter
from .shown import Shown
from .titles import title_holds

follow_notebook()

__all__ = [
    "LONGEST_REASON",
    "QUIZ_SCRIPT",
    "QUIZ_STYLE",
    "SEAL_LENGTH",
    "Choice",
    "NotYet",
    "Shown",
    "bars",
    "bars_lie",
    "check",
    "day",
    "day_names",
    "each_number",
    "identifier",
    "key_named",
    "label_of_lengths",
    "letter",
    "listed",
    "marks_drawn",
    "name",
    "named_bars",
    "near",
    "need",
    "number",
    "opens",
    "ordered",
    "points",
    "result",
    "says",
    "seal",
    "seal_letter",
    "speaker",
    "title",
    "title_holds",
    "wording",
]
