"""What the exercises stand on: a friendly check, a question to click, a look into a chart.

A check is a closed cell under an answer. It answers in one line, which says what is wrong with the
answer, never where our own code stopped::

    with practice.check("Right: the moderator speaks in every briefing."):
        practice.need(moderators is not None, "Replace None by your answer.")
        practice.need(practice.opens(moderators, "0a1b2c3d4e"), "Count each name once.")
"""

from .charts import (
    bars,
    bars_lie,
    label_of_lengths,
    named_bars,
    ordered,
    points,
    says,
    title,
)
from .checks import LONGEST_REASON, NotYet, check, need
from .choices import QUIZ_SCRIPT, QUIZ_STYLE, Choice
from .marks import marks_drawn
from .names import day_names, key_named
from .seals import SEAL_LENGTH, opens, seal
from .shown import Shown
from .titles import title_holds

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
    "day_names",
    "key_named",
    "label_of_lengths",
    "marks_drawn",
    "named_bars",
    "need",
    "opens",
    "ordered",
    "points",
    "says",
    "seal",
    "title",
    "title_holds",
]
