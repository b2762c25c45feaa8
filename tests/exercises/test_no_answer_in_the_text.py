"""No answer stands in the text that students get, and no function of fixed results gets far.

The right answers are those of the sources and of `answers/`. What is looked for is an id or a word
of the answer, anywhere in the notebook, and in the code of the check a number from which it follows
in one step: the answer itself, in other units, rounded, or the whole with it.
"""

import ast
import math
import re
from functools import cache

import pandas as pd
import pytest
from answering import given, names_of_answers, said_by, watched
from test_answers import SETS, TASKS, cells, prepared, tried

NUMBERS = re.compile(r"(?<![\w.,])-?\d[\d_]*(?:,\d{3})*(?:\.\d+)?(?:e\d+)?(?![\w])")
EXAMPLE = re.compile(r"\*\*A right answer looks like this.*?(?=\n\n|\Z)", re.DOTALL)
POWERS = [10.0**power for power in (-9, -6, -3, -2, 0, 2, 3, 6, 9)]
ONLY_SHOWN = {"plot"}  # what a chart shows is held by the tests of charts

# A task, what stands in its text, and why it may.
ALLOWED = {
    ("12_a_quarter_close_up", "q1"): {"journalist": "one of the three words to choose from"},
    ("capstone_class_coding", "q1"): dict.fromkeys(
        ("none", "only", "beside"), "the three codes; any of them may be right"
    ),
    ("capstone", "q8"): {
        "2023-03-01.c015": "a claim that tasks 3 and 6 are about",
        "2023-04-20.c043": "the other one",
    },
}
# A task whose function has two arguments that make sense: the visible check asks only whether
# both give the same, and the hidden one knows the second.
ONLY_COMPARED = {("08_new_energy_vehicles", "q2"): "('nev_production',)"}


def kind_of(name, task):
    return cells(name, "source")[f"{task}-text"]["metadata"]["tags"][0]


def checks_of(name, task, *ids):
    found = cells(name, "source")
    wanted = [id for id in found if re.fullmatch(rf"{task}-({'|'.join(ids)})", id)]
    return [found[id]["source"] for id in wanted]


def right_answers(name, task):
    source = cells(name, "source")[task]["source"]
    return [source, *(other["answer"] for other in tried(name)[task]["right"])]


def is_function(name, task):
    stub = cells(name, "student")[task]["source"]
    return re.search(r"^def ", stub, re.M) is not None


FUNCTIONS = [place for place in TASKS if kind_of(*place) == "compute" and is_function(*place)]
READ = [place for place in TASKS if kind_of(*place) not in ONLY_SHOWN]


@cache
def calls_of(name, task, *ids):
    """The calls that checks make of the right function."""
    stub = cells(name, "student")[task]["source"]
    (function,) = names_of_answers(stub)
    names, calls = given(cells(name, "source")[task]["source"], prepared(name)), []
    names[function] = watched(names[function], calls)
    for check in checks_of(name, task, *ids):
        line, passed = said_by(check, names)
        assert passed, line
    return calls


def parts(value):
    """The single values of an answer."""
    if isinstance(value, (pd.Series, pd.Index)) or hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple, set, frozenset)):
        return [part for one in value for part in parts(one)]
    return [] if value is None or isinstance(value, bool) else [value]


def values_of(name, task):
    """Every single value of every right answer of a task."""
    if is_function(name, task):
        ids = ("check", "hidden")
        return [part for call in calls_of(name, task, *ids) for part in parts(call.result)]
    found = []
    for answer in right_answers(name, task):
        names = given(answer, prepared(name))
        for one in names_of_answers(cells(name, "student")[task]["source"]):
            found += parts(names.get(one))
    return found


@cache
def text_of(name):
    """The words and the code of a set as a student gets them."""
    return "\n".join(cell["source"] for cell in cells(name, "student").values()).casefold()


def code_of(name, task):
    """The check as a student can open it, and its numbers."""
    source = cells(name, "student")[f"{task}-check"]["source"]
    said = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    numbers = [one for one in said if isinstance(one, (int, float)) and not isinstance(one, bool)]
    words = " ".join(one for one in said if isinstance(one, str))
    return numbers + [float(re.sub("[_,]", "", one)) for one in NUMBERS.findall(words)]


def leads_to(number, answer):
    """Whether a number is the answer, in any unit, rounded, or with the whole of which it is part.

    A single digit and a unit lead nowhere: every check has some.
    """
    if f"{number:e}".startswith(("1.000000e", "-1.000000e")) or number in range(-9, 10):
        return False
    close = (abs(number - power * answer) <= 0.003 * abs(power * answer) for power in POWERS)
    whole = {round(answer), round(answer + 100, 1), round(1 + answer / 100, 2)}
    return answer != 0 and (any(close) or number in whole)


def examples_of(name, task):
    text = cells(name, "student")[f"{task}-text"]["source"]
    found = EXAMPLE.search(text)
    return found[0] if found else ""


@pytest.mark.parametrize("name, task", READ)
def test_no_id_or_word_of_an_answer_stands_in_the_notebook(name, task):
    text = text_of(name)
    allowed = ALLOWED.get((name, task), {})
    for value in values_of(name, task):
        words = re.escape(value.casefold().strip(" .:()—`")) if isinstance(value, str) else ""
        if len(words) > 1 and words.replace("\\", "") not in allowed:
            assert not re.search(rf"(?<![\w.]){words}(?![\w]|\.\w)", text), value


@pytest.mark.parametrize("name, task", READ)
def test_no_number_of_a_check_leads_to_the_answer(name, task):
    allowed = ALLOWED.get((name, task), {})
    shown = {float(re.sub("[_,]", "", one)) for one in NUMBERS.findall(examples_of(name, task))}
    numbers = (one for one in values_of(name, task) if isinstance(one, (int, float)))
    answers = {one for one in numbers if math.isfinite(one)} - shown
    for number in code_of(name, task):
        if str(number) not in allowed and number not in shown:
            led = [one for one in answers if leads_to(number, float(one))]
            assert not led, (number, led)


@pytest.mark.parametrize("name", SETS)
def test_the_letter_of_a_choice_is_sealed(name):
    for id, cell in cells(name, "student").items():
        if id.endswith("-quiz"):
            right = re.search(r'right="(\w+)"', cell["source"])[1]
            assert re.fullmatch("[0-9a-f]{10}", right), id
        if id.endswith("-check"):
            assert not re.search(r"""==\s*["'][a-d]["']""", cell["source"]), id


def test_the_same_letter_looks_different_in_every_question():
    sealed = [
        right
        for name in SETS
        for id, cell in cells(name, "student").items()
        if id.endswith("-quiz")
        for right in re.findall(r'right="(\w+)"', cell["source"])
    ]
    assert len(sealed) > 10
    assert len(set(sealed)) == len(sealed)


def test_an_answer_in_the_text_would_be_seen():
    assert leads_to(624.4, 624.4)
    assert leads_to(0.55, 55.0)
    assert leads_to(155, 55.0)
    assert leads_to(1.55, 55.0)
    assert leads_to(16, 16.1)
    assert leads_to(325_000, 325_000)
    assert not leads_to(2013, 51.7)
    assert not leads_to(1, 10.0)


# --- functions of fixed results


def fixed(results, otherwise):
    """A function that knows what the notebook shows, and nothing else."""
    return lambda *arguments: results.get(repr(arguments), otherwise)


def shown_calls(name, task):
    """The calls of the visible check that say which result is right."""
    only_compared = ONLY_COMPARED.get((name, task))
    calls = calls_of(name, task, "check")
    return [call for call in calls if repr(call.arguments) != only_compared]


def tried_function(name, task, function):
    """Which checks a function passes."""
    names = dict(prepared(name))
    (called,) = names_of_answers(cells(name, "student")[task]["source"])
    names[called] = function
    return {id: said_by(checks_of(name, task, id)[0], dict(names))[1] for id in ("check", "hidden")}


@pytest.mark.parametrize("name, task", FUNCTIONS)
def test_a_constant_gets_no_points(name, task):
    for call in shown_calls(name, task):
        passed = tried_function(name, task, fixed({}, call.result))
        assert passed == {"check": False, "hidden": False}, call


@pytest.mark.parametrize("name, task", FUNCTIONS)
def test_a_function_that_knows_only_what_is_shown_is_refused_by_the_hidden_check(name, task):
    calls = shown_calls(name, task)
    known = {repr(call.arguments): call.result for call in calls}
    for call in calls:
        passed = tried_function(name, task, fixed(known, call.result))
        assert not passed["hidden"], call


@pytest.mark.parametrize("name, task", FUNCTIONS)
def test_the_hidden_check_tries_what_the_visible_one_does_not(name, task):
    shown = {repr(call.arguments) for call in shown_calls(name, task)}
    tried_hidden = {repr(call.arguments) for call in calls_of(name, task, "hidden")}
    assert tried_hidden - shown


def test_every_number_that_counts_is_a_function_or_has_a_hidden_check():
    for name, task in TASKS:
        if kind_of(name, task) == "compute":
            assert checks_of(name, task, "hidden"), (name, task)
