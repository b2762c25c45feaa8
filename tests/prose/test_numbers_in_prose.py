"""Every number in the prose of lessons, exercises and the teacher's kit is held by the data."""

import ast
import random
from functools import cache

import held
import pytest

import briefingroom as br

TEXTS = list(held.texts())
each_text = pytest.mark.parametrize("name", TEXTS)
DRAWN = 200


@cache
def known(name):
    """The names that the expressions of a file may use."""
    names = {"br": br, "said_in": held.said_in}
    exec(held.held(name).names, names)
    return names


def test_every_file_belongs_to_a_text():
    files = {path.relative_to(held.HERE).with_suffix("") for path in held.HERE.glob("*/*.toml")}
    assert {file.as_posix() for file in files} <= set(TEXTS)


@each_text
def test_every_number_is_held(name):
    assert held.loose_numbers(held.held(name)) == []


@each_text
def test_the_words_of_each_entry_stand_in_the_text(name):
    assert held.lost_words(held.held(name)) == []


@each_text
def test_each_number_is_what_the_data_say(name):
    wrong = []
    for entry in held.held(name).said:
        numbers = held.numbers_in(entry["words"])
        assert len(numbers) == len(entry["is"]), entry["words"]
        for number, expression in zip(numbers, entry["is"], strict=True):
            value = eval(expression, known(name))
            if not held.is_written_so(number, value):
                wrong.append((entry["words"], number, expression, value))
    assert wrong == []


@each_text
def test_no_number_is_held_by_itself(name):
    """An expression asks the data: it has a name in it, and `free` has a reason."""
    for entry in held.held(name).said:
        for number, expression in zip(held.numbers_in(entry["words"]), entry["is"], strict=True):
            asks = any(isinstance(node, ast.Name) for node in ast.walk(ast.parse(expression)))
            assert asks or held.YEAR.fullmatch(number), expression
    assert all(entry["why"].strip() for entry in held.held(name).free)


@each_text
def test_what_a_text_says_in_words_holds(name):
    names = dict(known(name))
    exec(held.held(name).facts, names)


def with_another_last_digit(text, end):
    """A text in which the digit before a place is one more, and 0 for 9."""
    return f"{text[: end - 1]}{(int(text[end - 1]) + 1) % 10}{text[end:]}"


def with_one_digit_more(text, end):
    return f"{text[:end]}7{text[end:]}"


@pytest.mark.parametrize("change", [with_another_last_digit, with_one_digit_more])
def test_a_number_that_is_changed_in_a_text_is_noticed(change):
    """As loose, or because the words of its entry stand there no more. Years alone are left out."""
    numbers = [
        (name, match.end())
        for name in TEXTS
        for match in held.NUMBER.finditer(held.held(name).text)
        if not held.YEAR.fullmatch(match[0])
    ]
    unnoticed = []
    for name, end in random.Random(2023).sample(numbers, DRAWN):
        file = held.held(name)
        changed = file._replace(text=change(file.text, end))
        if not held.loose_numbers(changed) and not held.lost_words(changed):
            unnoticed.append((name, file.text[end - 40 : end + 25]))
    assert unnoticed == []


@each_text
def test_a_number_that_is_changed_in_text_and_file_alike_is_wrong(name):
    """All numbers of a file, years too: what its expression gives is not the changed number."""
    unnoticed = []
    for entry in held.held(name).said:
        for number, expression in zip(held.numbers_in(entry["words"]), entry["is"], strict=True):
            changed = with_another_last_digit(number, len(number))
            if held.is_written_so(changed, eval(expression, known(name))):
                unnoticed.append((entry["words"], number, changed, expression))
    assert unnoticed == []


def test_words_that_end_inside_a_number_do_not_hold_it():
    entry = {"words": "a mean of 9.9", "why": "made up"}
    file = held.Held(text="It has a mean of 9.97.", names="", facts="", said=[], free=[entry])
    assert held.loose_numbers(file) == [file.text]
    assert held.loose_numbers(file._replace(text="It has a mean of 9.9.")) == []


def test_words_that_stand_nowhere_are_lost():
    entry = {"words": "a mean of 9.9", "why": "made up"}
    file = held.Held(text="It has none.", names="", facts="", said=[], free=[entry])
    assert held.lost_words(file) == ["a mean of 9.9"]


def test_numbers_in_ordinals_and_before_units_are_seen_and_names_are_not():
    seen = "It was 14th, with 43MB, 120K and −2.5% in 1,000 places of 2023-Q1, and 5GB."
    assert held.numbers_in(seen) == ["14", "43", "120", "−2.5", "1,000", "2023", "5"]
    names = "5G, 4G同步, H1, Q1, A4, GB/T 4754, 1e6, 5g_users and the 14th Five-Year Plan"
    assert held.numbers_in(names) == []
