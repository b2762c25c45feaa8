"""How often the words alone propose what people decided for the published claims."""

from collections import Counter
from decimal import Decimal

import pytest

import briefingroom as br
from briefingroom.cleaning.quantities import quantities_in

# What is asked at least, of 613 claims and 768 other numerals. They rise with the grammar; what is
# left is mostly said elsewhere than in the sentence.
FLOORS = {
    "quote": 0.98,
    "value": 0.98,
    "unit": 0.98,
    "bound": 0.98,
    "kind": 0.88,
    "period": 0.63,
    "value and unit": 0.98,
    "no quantity": 0.97,
    "reason": 0.94,
}


class Tally:
    """How many of each were the same."""

    def __init__(self):
        self.same = Counter()
        self.of = Counter()

    def add(self, what, same):
        self.of[what] += 1
        self.same[what] += bool(same)

    def share(self, what):
        return self.same[what] / self.of[what]


def overlapping(row, stated):
    return [each for each in stated if each.start < row.end and row.start < each.end]


def add_claim(tally, claim, stated):
    here = [each for each in overlapping(claim, stated) if not each.reason]
    same = [each for each in here if each.quote == claim.quote and each.start == claim.start]
    tally.add("quote", same)
    # A claim that is not found counts against every field.
    best = (same or here or [None])[0]
    value = best is not None and best.value is not None and best.value == written(claim)
    tally.add("value", value)
    for field in ("unit", "bound", "kind", "period"):
        tally.add(field, best is not None and getattr(best, field) == getattr(claim, field))
    tally.add("value and unit", value and best.unit == claim.unit)


def written(claim):
    return Decimal(repr(claim.value)) if isinstance(claim.value, float) else Decimal(claim.value)


def add_other(tally, row, stated):
    here = overlapping(row, stated)
    tally.add("no quantity", here and all(each.reason for each in here))
    tally.add("reason", here and here[0].reason == row.reason.partition(":")[0])


@pytest.fixture(scope="module")
def tally():
    tally = Tally()
    claims = dict(list(br.claims().fillna({"period": ""}).groupby("sentence")))
    others = dict(list(br.other_numerals().groupby("sentence")))
    for sentence in br.sentences().itertuples():
        stated = quantities_in(sentence.text, sentence.briefing[:10])
        if sentence.sentence in claims:
            for claim in claims[sentence.sentence].itertuples():
                add_claim(tally, claim, stated)
        if sentence.sentence in others:
            for row in others[sentence.sentence].itertuples():
                add_other(tally, row, stated)
    return tally


def test_all_published_numerals_are_measured(tally, capsys):
    with capsys.disabled():
        for what in FLOORS:
            print(
                f"\n{what}: {tally.same[what]} of {tally.of[what]} ({tally.share(what):.1%})",
                end="",
            )
    assert tally.of["value"] == len(br.claims()) == 613
    assert tally.of["reason"] == len(br.other_numerals()) == 768


@pytest.mark.parametrize("what", FLOORS)
def test_the_words_alone_propose_what_people_decided(tally, what):
    assert tally.share(what) >= FLOORS[what]


def test_proposing_nothing_meets_no_floor():
    empty = Tally()
    add_claim(empty, next(br.claims().itertuples()), [])
    add_other(empty, next(br.other_numerals().itertuples()), [])
    assert all(empty.share(what) < floor for what, floor in FLOORS.items())
