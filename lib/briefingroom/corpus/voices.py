"""Who says a sentence."""

from ..ids import parse_id
from .active import cached_by_collection
from .headings import voice_of
from .tables import read_table


def who_says(sentence: str) -> str:
    """The speaker of a sentence, or the outlet of a journalist.

    >>> who_says("2023-03-01.t07.p1.s1")
    'Jin Zhuanglong'
    """
    return voices_by_turn()[parse_id(sentence).turn]


@cached_by_collection
def voices_by_turn() -> dict[str, str]:
    """Of every turn the speaker, or the outlet of a journalist.

    >>> voices_by_turn()["2021-03-01.t15"]
    'Asahi Shimbun'
    """
    turns = read_table("turns")
    return {turn["turn"]: voice_of(turn) for turn in turns.to_dict("records")}
