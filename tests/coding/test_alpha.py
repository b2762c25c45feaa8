"""Krippendorff's alpha, held against worked examples, its definition and another implementation.

The paper was not at hand to be read again. The numbers of its section C and the example of the
encyclopedia stand in the tests of the package krippendorff as well, which was read, and which is
the other implementation here.
"""

from itertools import permutations

import numpy as np
import pytest

from briefingroom.coding.agreement import reading
from briefingroom.coding.alpha import coincidences, nominal_alpha, numbered_categories

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: sections A, B and C.
MEG_AND_OWEN = ["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]
BEN_AND_GERRY = ["a a b b d c c c e d d a", "b a b b b c c c e d d d"]
FOUR_OBSERVERS = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
]
# The worked example of https://en.wikipedia.org/wiki/Krippendorff%27s_alpha, three coders.
THREE_CODERS = [
    ". . . . . 3 4 1 2 1 1 3 3 . 3",
    "1 . 2 1 3 3 4 3 . . . . . . .",
    ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
]
WORDS_AS_CODES = ["pos neg neu .", "pos neg neu pos", "pos neg pos pos"]


def codes_of(observers):
    """A line for each observer as a row for each unit."""
    lines = [["" if code == "." else code for code in line.split()] for line in observers]
    return list(zip(*lines, strict=True))


def alpha_of(units):
    return float(nominal_alpha(coincidences(numbered_categories(units)).sum(axis=0)))


def alpha_by_definition(units):
    """One less the disagreement within units by that among all codes that can be paired."""
    units = [[code for code in unit if code] for unit in units]
    units = [unit for unit in units if len(unit) > 1]
    codes = [code for unit in units for code in unit]
    observed = sum(
        sum(one != other for one, other in permutations(unit, 2)) / (len(unit) - 1)
        for unit in units
    ) / len(codes)
    pairs = list(permutations(codes, 2))
    expected = sum(one != other for one, other in pairs) / len(pairs)
    return 1 - observed / expected


@pytest.mark.parametrize(
    "observers, published",
    [(MEG_AND_OWEN, 0.095), (BEN_AND_GERRY, 0.692), (FOUR_OBSERVERS, 0.743)],
)
def test_alpha_is_that_of_the_published_examples(observers, published):
    assert round(alpha_of(codes_of(observers)), 3) == published


@pytest.mark.parametrize(
    "observers, published", [(THREE_CODERS, 0.691358), (WORDS_AS_CODES, 0.722222)]
)
def test_alpha_is_what_the_tests_of_another_package_have(observers, published):
    assert round(alpha_of(codes_of(observers)), 6) == published


def alpha_by_another(units):
    krippendorff = pytest.importorskip("krippendorff")
    names = sorted({code for unit in units for code in unit if code})
    numbers = [[names.index(code) if code else np.nan for code in unit] for unit in units]
    return krippendorff.alpha(np.array(numbers).T, level_of_measurement="nominal")


EXAMPLES = [MEG_AND_OWEN, BEN_AND_GERRY, FOUR_OBSERVERS, THREE_CODERS, WORDS_AS_CODES]


@pytest.mark.parametrize("observers", EXAMPLES)
def test_another_implementation_gives_the_same_for_the_worked_examples(observers):
    units = codes_of(observers)
    assert alpha_of(units) == pytest.approx(alpha_by_another(units))


@pytest.mark.parametrize("seed", range(8))
def test_another_implementation_gives_the_same_for_codes_with_gaps(seed):
    draws = np.random.default_rng(seed)
    categories = np.array(["", "plan", "tax", "title", "service", "opening"])
    coders = int(draws.integers(2, 6))
    units = categories[draws.choice(6, (60, coders), p=[0.2, 0.5, 0.1, 0.1, 0.05, 0.05])].tolist()
    assert alpha_of(units) == pytest.approx(alpha_by_another(units))


@pytest.mark.parametrize("column", ["instrument", "step", "signal", "motive", "target_group"])
def test_another_implementation_gives_the_same_for_the_two_readings(column):
    first, second = (
        reading(f"{name}_measures").drop_duplicates("sentence").set_index("sentence")[column]
        for name in ("first", "second")
    )
    both = first.index.intersection(second.index)
    units = list(zip(first[both], second[both], strict=True))
    assert len(units) > 300
    assert alpha_of(units) == pytest.approx(alpha_by_another(units))


def test_the_coincidence_matrix_is_that_of_the_published_example():
    matrix = coincidences(numbered_categories(codes_of(FOUR_OBSERVERS))).sum(axis=0)
    assert np.allclose(
        matrix,
        [
            [7, 4 / 3, 1 / 3, 1 / 3, 0],
            [4 / 3, 10, 4 / 3, 1 / 3, 0],
            [1 / 3, 4 / 3, 8, 1 / 3, 0],
            [1 / 3, 1 / 3, 1 / 3, 4, 0],
            [0, 0, 0, 0, 3],
        ],
    )
    assert matrix.sum() == pytest.approx(40)  # the codes that can be paired; one of 41 cannot


@pytest.mark.parametrize("seed", range(5))
def test_alpha_is_what_its_definition_gives(seed):
    draws = np.random.default_rng(seed)
    categories = np.array(["", "plan", "tax", "title", "service"])
    units = categories[draws.integers(0, 5, (40, 3))].tolist()
    assert alpha_of(units) == pytest.approx(alpha_by_definition(units))


def test_full_agreement_is_one_and_a_single_category_is_undefined():
    assert alpha_of([("plan", "plan"), ("tax", "tax")]) == 1
    assert np.isnan(alpha_of([("plan", "plan"), ("plan", "plan")]))


def test_a_code_that_stands_alone_counts_for_nothing():
    units = codes_of(BEN_AND_GERRY)
    assert alpha_of([*units, ("e", ""), ("", "")]) == pytest.approx(alpha_of(units))
