"""Krippendorff's alpha, held against published worked examples and against its definition."""

from itertools import permutations

import numpy as np
import pytest

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
