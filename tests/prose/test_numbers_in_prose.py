"""Every number in the prose of lessons, exercises and the teacher's kit is held by the data."""

import ast
from functools import cache

import held
import pytest

import briefingroom as br

TEXTS = list(held.texts())
each_text = pytest.mark.parametrize("name", TEXTS)


@cache
def known(name):
    """The names that the expressions of a file may use."""
    names = {"br": br}
    exec(held.held(name).names, names)
    return names


def test_every_file_belongs_to_a_text():
    files = {path.relative_to(held.HERE).with_suffix("") for path in held.HERE.glob("*/*.toml")}
    assert {file.as_posix() for file in files} <= set(TEXTS)


@each_text
def test_every_number_is_held(name):
    assert held.loose_numbers(name) == []


@each_text
def test_the_words_of_each_entry_stand_in_the_text(name):
    file = held.held(name)
    entries = [held.folded(entry["words"]) for entry in [*file.said, *file.free]]
    assert [words for words in entries if words not in file.text] == []
    assert [words for words in entries if not held.numbers_in(words)] == []


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
