"""Which spans of two readers are one: those that share half of the shorter."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class CodedSpan(NamedTuple):
    """A stretch of a sentence that a reader marked.

    Attributes
    ----------
    sentence : its id.
    start, end : characters in the sentence.
    codes : what the reader says of it, by column.
    """

    sentence: str
    start: int
    end: int
    codes: dict[str, str]


class SpanPair(NamedTuple):
    """A span that both readers marked."""

    first: CodedSpan
    second: CodedSpan


def paired_spans(first: Iterable[CodedSpan], second: Iterable[CodedSpan]) -> list[SpanPair]:
    """The spans that both readers marked, each in one pair; those that share most come first.

    Parameters
    ----------
    first, second : the spans of each reader.

    >>> one, other = CodedSpan("s1", 0, 10, {}), CodedSpan("s1", 5, 30, {})
    >>> len(paired_spans([one], [other])), len(paired_spans([one], [other._replace(start=6)]))
    (1, 0)
    """
    by_sentence = defaultdict(list)
    for span in second:
        by_sentence[span.sentence].append(span)
    pairs: list[SpanPair] = []
    mine = defaultdict(list)
    for span in first:
        mine[span.sentence].append(span)
    for sentence, spans in mine.items():
        pairs += _best_pairs(spans, by_sentence[sentence])
    return pairs


def _best_pairs(first: list[CodedSpan], second: list[CodedSpan]) -> Iterator[SpanPair]:
    candidates = [SpanPair(one, other) for one in first for other in second]
    candidates.sort(key=_shared_share, reverse=True)
    taken: set[int] = set()
    for pair in candidates:
        spans = {id(pair.first), id(pair.second)}
        if 2 * _shared(pair) >= _shorter(pair) and not spans & taken:
            taken |= spans
            yield pair


def _shared(pair: SpanPair) -> int:
    """How many characters two spans of one sentence share."""
    one, other = pair
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _shorter(pair: SpanPair) -> int:
    return min(span.end - span.start for span in pair)


def _shared_share(pair: SpanPair) -> float:
    """What they share, of all that either covers: two equal spans come before one in the other."""
    one, other = pair
    covered = (one.end - one.start) + (other.end - other.start) - _shared(pair)
    return _shared(pair) / covered
