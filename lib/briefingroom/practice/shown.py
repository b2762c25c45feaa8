"""What a chart shows, as its title may speak of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise, permutations

from .names import Mention, Names

TwoValues = tuple[float, float]  # an earlier and a later value, or two that are compared


@dataclass(frozen=True)
class Shown:
    """What a chart shows, for its title to be held against.

    Arguments
    ---------
    values
        what is drawn, by a key for each thing; in the order of time, if there is one
    names
        the words by which a title may name each thing; its key counts as well
    in_time
        the values follow each other in time, so that they can rise and fall
    rates
        the values are changes, so that their sign is their direction
    percent
        the values are percentages
    unit
        what the numbers of the axis count: `1e6` for millions
    adds_up
        the sum of the values means something
    whole
        what shares are shares of, if it is not the sum of the values
    also
        other numbers and years that a title may say
    floors
        values that are floors: a title may say "over" before them
    things
        a pattern of the words for what has a value: `briefings?|days?`
    about
        a pattern: titles that have it are read in this way before others
    """

    values: Mapping[str, float]
    names: Names = field(default_factory=dict)
    in_time: bool = False
    rates: bool = False
    percent: bool = False
    unit: float = 1
    adds_up: bool = True
    whole: float = 0
    also: Iterable[float] = ()
    floors: Iterable[float] = ()
    things: str = "bars?"
    about: str = ""

    @property
    def numbers(self) -> list[float]:
        """The values in their order."""
        return list(self.values.values())

    @property
    def total(self) -> float:
        """The sum of the values."""
        return sum(self.numbers)

    @property
    def of_all(self) -> float:
        """What shares are shares of; nothing where the values do not add up."""
        adds_up = self.adds_up and not (self.rates or self.percent)
        return self.whole or (self.total if adds_up else 0)

    def values_of_all(self, mentions: list[Mention]) -> list[float]:
        """The values of what is named once, with their sum if it is a group; or of all."""
        if len(mentions) != 1:
            return self.numbers
        named = self.values_of(mentions[0])
        return [*named, sum(named)] if len(named) > 1 else named

    def all_names(self) -> dict[str, list[str]]:
        """The words for each thing that has a value."""
        return {key: list(self.names.get(key, ())) for key in self.values}

    def values_of(self, mention: Mention) -> list[float]:
        """The values of what a mention names, in their order."""
        return [value for key, value in self.values.items() if key in mention.keys]

    def changes(self, mentions: list[Mention]) -> Iterator[TwoValues]:
        """The pairs of values that a clause with these mentions may compare."""
        if len(mentions) > 1:
            yield from self._among(mentions)
        elif mentions:
            yield from self._with(mentions[0])
        elif self.in_time:
            yield self.numbers[0], self.numbers[-1]
            yield from pairwise(self.numbers)
        else:
            yield from permutations(self.numbers, 2)

    def _among(self, mentions: list[Mention]) -> Iterator[TwoValues]:
        for first, second in combinations(mentions, 2):
            for one in first.keys:
                for other in second.keys - {one}:
                    yield from self._both_ways(one, other)

    def _both_ways(self, one: str, other: str) -> Iterator[TwoValues]:
        """Two values as they follow in time; or in both ways, where no time orders them."""
        order = list(self.values)
        early, late = sorted((one, other), key=order.index)
        yield self.values[early], self.values[late]
        if not self.in_time:
            yield self.values[late], self.values[early]

    def _with(self, mention: Mention) -> Iterator[TwoValues]:
        """One named thing beside the others: in time, those beside it, the first and the last."""
        order = list(self.values)
        for key in mention.keys:
            place = order.index(key)
            near = {0, place - 1, len(order) - 1} if self.in_time else set(range(len(order)))
            for other in sorted(near - {place, -1}):
                yield from self._both_ways(key, order[other])
