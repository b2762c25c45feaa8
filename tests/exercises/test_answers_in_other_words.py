"""Right answers are right in any form: variants of each are made and tried on every task.

An answer is run, one of its values at a time is written in another way, and every check of the
task is asked. A function gives back its results in another way.
"""

import datetime
import re
from decimal import Decimal
from fractions import Fraction
from functools import cache

import numpy as np
import pandas as pd
import pytest
from answering import given, names_of_answers, said_by
from test_answers import TASKS, cells, prepared, tried

import briefingroom as br

ID = re.compile(r"20\d\d-\d\d-\d\d\.[a-z0-9.]+|[a-z]\d{2,3}")
DAY = re.compile(r"20\d\d-\d\d-\d\d")
MONTH = re.compile(r"20\d\d-\d\d")
UNIT = re.compile(r'unit="([^"]+)"|, "(percent|stations)"\)')
LISTS = [tuple, np.array, pd.Series, pd.Index]


def kind_of(name, task):
    return cells(name, "source")[f"{task}-text"]["metadata"]["tags"][0]


READ = [place for place in TASKS if kind_of(*place) != "plot"]


# --- each kind of value, written in other ways


WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in map(chr, range(0x21, 0x7F))}


def wide(text):
    """A text as it comes from a keyboard for Chinese."""
    return text.translate(WIDE)


def other_ids(id):
    return [
        wide(id),
        f"{id}\n",
        f"\t{id}\u00a0",
        f" {id} ",
        f"`{id}`",
        f"“{id}”",
        f"{id}.",
        id.upper(),
        np.str_(id),
    ]


def other_lists(ids):
    cleaned = [[f" {one.upper()}" for one in ids], [f"'{one}'" for one in ids]]
    cleaned += [list(map(wide, ids)), [f"{one}\n" for one in ids], list(map(np.str_, ids))]
    return [*cleaned, *(form(ids) for form in LISTS)]


def other_letters(typed, question):
    letter = typed.casefold().strip(" .:()")
    said = question.answers[letter][0]
    typed = [letter.upper(), f"({letter})", f"{letter})", f" {letter}. ", f"answer {letter}"]
    typed += [wide(letter), wide(f"{letter.upper()}."), f"{letter}\n", np.str_(letter)]
    return [*typed, f"{letter}: {said}", said, f"{said.upper()} "]


def other_names(name):
    row = br.speakers().query("speaker == @name").iloc[0]
    family, own = name.split()
    office = row.position.split(";")[0]
    return [
        f"{row.honorific} {name}",
        f"{office.title()} {name}",
        f"{name}, {office}",
        f"{own} {family.upper()}",
        f"{family}, {own}",
        f"{name} (MIIT)",
        name.upper(),
        f"{name} \n",
        wide(name),
        *family_names(row, family, office),
    ]


def family_names(row, family, office):
    """The family name, alone and with a title, where one speaker has it."""
    namesakes = {one for one in br.speakers().speaker if one.split()[0] == family}
    if len(namesakes) > 1:
        return []
    return [
        family,
        f"{family.upper()} ",
        f"Mr. {family}",
        f"{row.honorific} {family}",
        f"{office} {family}",
    ]


def other_days(day):
    moment = datetime.date.fromisoformat(day)
    month = moment.strftime("%B")
    typed = [f"{moment.day} {month} {moment.year}", f"{month} {moment.day}, {moment.year}"]
    typed += [f"{moment.day}.{moment.month}.{moment.year}", day.replace("-", "/"), day[:7]]
    typed += [f"{month} {moment.year}", f"{moment:%d %b %Y}", f"{day} \n", wide(day)]
    typed += [f"{moment.year}年{moment.month}月{moment.day}日", day.replace("-", ""), np.str_(day)]
    return [*typed, moment, pd.Timestamp(day), np.datetime64(day), pd.Period(day, "D")]


def other_months(month):
    moment = datetime.date.fromisoformat(f"{month}-01")
    typed = [moment.strftime("%B %Y"), moment.strftime("%Y/%m"), moment.strftime("%b. %Y")]
    typed += [f"{month} ", wide(month), f"{moment.year}年{moment.month}月", np.str_(month)]
    return [*typed, pd.Period(month, "M"), np.datetime64(month)]


def other_wordings(words):
    return [
        f" {words} ",
        words.upper(),
        f"the {words.removeprefix('the ')}",
        f"{words}.",
        f"{words}\n",
        wide(words).replace(wide(" "), " "),
        np.str_(words),
    ]


def other_numbers(number, unit):
    if number in (float("inf"), -float("inf")):
        return [np.float64(number), str(number), Decimal(str(number))]
    plain = float(number)
    digits = f"{plain:.15g}"
    grouped = f"{plain:,.15g}"
    typed = [digits, f"“{digits}”", digits.replace(".", ","), wide(digits), f"{digits} \n"]
    typed += [f"{digits} {unit}"] if unit else []
    typed += [f"{digits.replace('.', ',')}%"] if unit == "percent" else []
    typed += [grouped, f"{plain:,.1f}".translate(str.maketrans(",.", ".,"))] if plain > 999 else []
    typed += [wide(grouped), f"{plain:,.15g}".replace(",", " ")] if plain > 999 else []
    kept = [Decimal(digits), Fraction(digits), np.float64(plain), np.array(plain), plain]
    kept += [np.str_(digits), np.float32(plain)] if float(str(np.float32(plain))) == plain else []
    whole = (
        [int(plain), np.int64(plain)]
        if plain == int(plain) and not isinstance(number, float)
        else []
    )
    return [*typed, *kept, *whole]


def other_pairs(pair, unit):
    low, high = pair
    forms = [*LISTS, list]
    written = zip(other_numbers(low, unit), other_numbers(high, unit), strict=False)
    return [*(form([low, high]) for form in forms), *(tuple(two) for two in written)]


def other_codings(codes):
    """A dictionary of ids with their codes, as it may be typed or read from a file."""
    pairs = list(codes.items())
    return [
        pd.Series(codes),
        dict(pairs[::-1]),
        {id.upper(): code for id, code in pairs},
        {f" {id} ": f"{code}." for id, code in pairs},
        {np.str_(id): code.title() for id, code in pairs},
    ]


def variants(value, name, task):
    """The same value in other words."""
    unit = unit_of(name, task)
    if isinstance(value, (bool, np.bool_)):
        return [bool(value), np.bool_(value)]
    if isinstance(value, str):
        return other_texts(value, name, task)
    if isinstance(value, dict):
        return other_codings(value)
    if isinstance(value, (list, tuple)) and value and isinstance(value[0], str):
        return other_lists(list(value))
    if isinstance(value, (tuple, list)) and len(value) == 2:
        return other_pairs(value, unit)
    if isinstance(value, (int, float, np.number)):
        return other_numbers(value, unit)
    return []


def other_texts(typed, name, task):
    text = typed.strip(" `")
    question = prepared(name).get(task)
    if question is not None:
        return other_letters(text, question)
    if text in set(br.speakers().speaker):
        return other_names(text)
    for form, others in ((ID, other_ids), (DAY, other_days), (MONTH, other_months)):
        if form.fullmatch(text.lower()):
            return others(text)
    return other_wordings(text) if task_asks_for_words(name, task) else [f" {text} "]


def task_asks_for_words(name, task):
    return "practice.wording" in cells(name, "source")[f"{task}-check"]["source"]


def unit_of(name, task):
    found = UNIT.search(cells(name, "source")[f"{task}-check"]["source"])
    return (found[1] or found[2]) if found else ""


# --- tried


@cache
def right_answers(name, task):
    source = cells(name, "source")[task]["source"]
    return [source, *(other["answer"] for other in tried(name)[task]["right"])]


def all_say(name, task, names):
    """The first line that is not praise, if any."""
    for id, cell in cells(name, "source").items():
        if re.fullmatch(rf"{task}-(check|hidden)", id):
            line, passed = said_by(cell["source"], dict(names))
            if not passed:
                return line
    return ""


def in_another_form(function, number, name, task):
    """A function whose results are in the form of this number, where they have so many."""

    def called(*arguments):
        result = function(*arguments)
        others = variants(result, name, task)
        return others[min(number, len(others) - 1)] if others else result

    return called


def forms_of(value, name, task):
    if callable(value):
        return [in_another_form(value, number, name, task) for number in range(20)]
    return variants(value, name, task)


@pytest.mark.sample(12)
@pytest.mark.parametrize("name, task", READ)
def test_a_right_answer_is_right_in_other_words(name, task):
    asked = names_of_answers(cells(name, "student")[task]["source"])
    count = 0
    for answer in right_answers(name, task):
        names = given(answer, prepared(name))
        for one in asked:
            for form in forms_of(names[one], name, task):
                line = all_say(name, task, names | {one: form})
                assert line == "", (one, form, line)
                count += 1
    assert count >= 5


@pytest.fixture(autouse=True)
def drawn_on_no_screen(plain):
    """A chart of an answer is neither shown nor kept."""


@pytest.mark.parametrize("name, task", TASKS)
def test_nothing_and_odd_values_get_a_line_and_no_error(name, task):
    asked = names_of_answers(cells(name, "student")[task]["source"])
    asked = ["chart"] if kind_of(name, task) == "plot" else asked
    stub = given(cells(name, "student")[task]["source"], prepared(name))
    for value in ODD:
        names = stub | dict.fromkeys(asked, value)
        line = all_say(name, task, names)
        assert line, value
        assert "cannot use this answer" not in line, (value, line)


def giving(value):
    return lambda *arguments: value


ODD_RESULTS = [None, "text", [1], {}, (None, None), ("a", "b"), float("nan"), object(), 1 + 2j]
ODD = [
    None,
    "",
    "nothing",
    -1,
    1.5,
    [],
    [None],
    [None, None],
    [1, "b"],
    ("a",),
    {"a": [1, "b"]},
    {1, 2},
    object(),
    float("nan"),
    pd.NaT,
    ...,
    b"x",
    br.turns(),
    br.turns().turn,
    br.turns().turn.head(2),
    lambda: 1,
    *map(giving, ODD_RESULTS),
]
