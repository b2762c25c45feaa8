"""What is known of a policy measure and of a thing asked besides their words."""

from collections.abc import Iterator

from ..display import Fact
from .tables import table_by_id


def facts_of_measure(id: str) -> Iterator[Fact]:
    """How a policy measure was coded.

    >>> [name for name, value in facts_of_measure("2023-03-01.m001")][:4]
    ['Sentence', 'Instrument', 'Step', 'Signal']
    """
    measure = table_by_id("policy_measures").loc[id]
    yield Fact("Sentence", measure.sentence)
    yield Fact("Instrument", measure.instrument)
    yield Fact("Step", measure.step)
    yield Fact("Signal", measure.signal)
    yield Fact("Motive", measure.motive)
    yield Fact("For whom", measure.target_group)
    yield Fact("Theme", measure.theme)
    yield Fact("Note", measure.note)


def facts_of_asked(id: str) -> Iterator[Fact]:
    """How a thing asked was coded, and the sentence that decides how it was answered.

    >>> [name for name, value in facts_of_asked("2023-03-01.q04.a1")][:4]
    ['Exchange', 'Sentence', 'Asks for', 'Reply']
    """
    thing = table_by_id("asked").loc[id]
    yield Fact("Exchange", thing.exchange)
    yield Fact("Sentence", thing.asks)
    yield Fact("Asks for", thing.kind)
    yield Fact("Reply", f"{thing.reply} (clarity: {thing.clarity})")
    yield Fact("Answered by", thing.answered_by)
    if thing.decided_by:
        words = table_by_id("sentences").text[thing.decided_by]
        yield Fact("Decided by", f"{thing.decided_by}: {words}")
    yield Fact("Note", thing.note)
