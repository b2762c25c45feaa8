"""What each lesson of the second edition keeps: guesses, changes, length, one place for each case.

`CONTRIBUTING.md` names them under *A lesson*.
"""

import ast
import re
from functools import cache
from itertools import takewhile

import numpy as np
import pytest
from lessons import CHANGE, NOTEBOOKS, before_the_first_section, cells, pictures, prose, written

each_lesson = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)

LEAST_WORDS, MOST_WORDS = 900, 1600
LONGEST_SENTENCE = 22  # words, at the 90th percentile
WHO_READ = (
    "The tables were read and coded with the help of language models, and checked by code and by "
    "second readings; briefings/README.md says how."
)
NOT_SO = re.compile(r"\b[Aa] person (has )?(read|looked|counted|decided|coded)\b")
RAW = {
    "a value of numpy": r"\bnp\.\w+\(",
    "a power of ten": r"\d\.?\d*e[+-]\d\d",
    "a tuple": r"^\(.*,.*\)$",
    "a dictionary": r"^\{.*:.*\}$",
    "a list": r"^\[.*\]$",
    "a series of pandas": r"^(Name: .*, )?dtype: \w+$",
}
# Each case with the lesson that teaches it, and the words by which it is known.
HOMES = {
    "280,000 companies": ("12", r"280,000"),
    "51.3 and 55.3": ("04", r"\b51\.3\b.*\b55\.3\b|\b55\.3\b.*\b51\.3\b"),
    "31.71 and 31.3": ("04", r"\b31\.71\b.*\b31\.3\b|\b31\.3\b.*\b31\.71\b"),
    "163 million": ("04", r"\b163 million"),
    "little giants in bars": ("07", r"\b4,762\b|\b8,997\b"),
    "steel": ("10", r"\b1[457]0 million (tons|tonnes)"),
    "four questions": ("03", r"\b[Ff]our questions (for|about) (a|each|every|any) (figure|number)"),
    "80 million and 0.87": ("06", r"\b0\.87\b"),
    "none missed": ("13", r"[Nn]one (is |was )?missed"),
    "nine lost names": ("01", r"[Nn]ine (lost )?(names|labels)|single word"),
}  # fmt: skip
NAMED_ELSEWHERE = 1  # paragraphs
MOST_BEFORE = 150  # words above the goals of a lesson


# --- the first screen


@each_lesson
def test_the_insight_stands_before_what_the_lesson_is_for(notebook):
    """As a picture, or as a quotation or figure that contradicts another."""
    text = before_the_first_section(notebook)
    first = re.sub(r"<details>.*?</details>", "", text, flags=re.S)
    first = first.partition("*You will be able to*")[0]
    has_picture = bool(pictures(notebook)) and picture_is_early(notebook)
    assert has_picture or re.search(r"^> ", first, re.M) or len(re.findall(r"\d", first)) > 3
    assert len(first.split()) <= MOST_BEFORE


def picture_is_early(notebook):
    """Whether a picture stands above the first heading of the second level."""
    for cell in cells(notebook):
        if cell["cell_type"] == "markdown" and re.search(r"^## ", cell["source"], re.M):
            return False
        if any("<img " in text for text in written(cell)):
            return True
    return False


@each_lesson
def test_nothing_above_the_insight_takes_its_room(notebook):
    """At most four lines of text and seven of code come before it."""
    lines = 0
    for cell in cells(notebook):
        if cell["cell_type"] == "code":
            lines += cell["source"].count("\n") + 1
            if any("<img " in text or "br-predict" in text for text in written(cell)):
                break
        elif re.search(r"^> ", cell["source"], re.M):
            break
    assert lines <= 14


# --- predict, act, see


@each_lesson
def test_three_guesses_are_asked_for_and_none_is_made(notebook):
    calls = [
        node
        for cell in cells(notebook, "code")
        for node in ast.walk(ast.parse(cell["source"]))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "br.predict"
    ]
    assert len(calls) >= 3
    for call in calls:
        guess = next((each.value for each in call.keywords if each.arg == "guess"), None)
        assert guess is None or not written_in(guess), ast.unparse(call)


@each_lesson
def test_what_shows_an_answer_directly_below_its_question_waits_for_a_guess(notebook):
    found = cells(notebook)
    for place, cell in enumerate(found):
        if "br.predict(" not in cell["source"]:
            continue
        below = cells_directly_below(found[place + 1 :])
        number = re.search(r"covers=(\d+)", cell["source"])
        assert int(number[1] if number else 0) >= len(below), cell["source"]
        for each in below:
            is_panel = "nbval-ignore-output" in each["metadata"].get("tags", ())
            assert is_panel or all("br-covered" in text for text in pages(each)), each["source"]


def cells_directly_below(following):
    """The cells of code between a question and the next text or question."""
    return list(
        takewhile(
            lambda each: each["cell_type"] == "code" and "br.predict(" not in each["source"],
            following,
        )
    )


def pages(cell):
    """The forms for a page of what a cell shows; what is only printed has an empty one."""
    return ["".join(each.get("data", {}).get("text/html", ())) for each in cell["outputs"]]


def written_in(guess):
    """What somebody has guessed in a cell: the letters and figures of its values."""
    values = guess.values if isinstance(guess, ast.Dict) else getattr(guess, "elts", [guess])
    return [ast.unparse(value) for value in values if ast.literal_eval(value) not in ("", None)]


def test_a_guess_that_was_left_in_a_lesson_is_seen():
    assert written_in(ast.parse('"12"', mode="eval").body) == ["'12'"]
    assert written_in(ast.parse('{"2020": "", "2021": 3}', mode="eval").body) == ["3"]
    assert written_in(ast.parse('{"2020": ""}', mode="eval").body) == []


@each_lesson
def test_three_cells_ask_to_be_changed_and_say_what_to_expect(notebook):
    text = "\n".join(cell["source"] for cell in cells(notebook, "markdown"))
    assert len(CHANGE.findall(text)) >= 3


# --- the scaffolding


@each_lesson
def test_no_lesson_asserts(notebook):
    for cell in cells(notebook, "code"):
        assert not any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(cell["source"])))


@each_lesson
def test_a_cell_that_draws_has_seven_lines_at_most(notebook):
    for cell in cells(notebook, "code"):
        lines = [line for line in cell["source"].split("\n") if line and "import " not in line]
        assert len(lines) <= 7 or not re.search(r"\b(ax|plt)\.", cell["source"]), cell["source"]


@each_lesson
def test_no_raw_value_is_shown(notebook):
    for cell in cells(notebook, "code"):
        for output in cell["outputs"]:
            plain = output.get("data", {}).get("text/plain") or output.get("text", ())
            assert raw_values("".join(plain)) == [], cell["source"]


def raw_values(text):
    """What of a shown result is as a program writes it."""
    return [name for name, form in RAW.items() if re.search(form, text.strip(), re.M)]


def test_raw_values_are_seen():
    assert raw_values("(48, 1, 1)") == ["a tuple"]
    assert raw_values("np.float64(3.2)") == ["a value of numpy"]
    assert raw_values("0  3.620000e+08") == ["a power of ten"]
    assert raw_values("{'a': 1}") == ["a dictionary"]
    assert raw_values("3    1\nName: count, dtype: int64") == ["a series of pandas"]
    assert raw_values("2020-10-23  8,009 (of the chair, too)") == []


@each_lesson
def test_no_column_has_the_name_of_a_variable(notebook):
    for cell in cells(notebook, "code"):
        for text in written(cell):
            assert re.findall(r"<th>[a-z]+(?:_[a-z]+)+</th>", text) == [], cell["source"]


@each_lesson
def test_no_paragraph_repeats_what_a_picture_says_of_itself(notebook):
    for cell in cells(notebook, "markdown"):
        assert not re.search(r"^\*The chart ", cell["source"], re.M)


# --- length and language


@each_lesson
def test_the_body_has_between_nine_hundred_and_sixteen_hundred_words(notebook):
    assert LEAST_WORDS <= len(prose(notebook).split()) <= MOST_WORDS


@each_lesson
def test_sentences_are_short(notebook):
    lengths = [len(sentence.split()) for sentence in own_sentences(notebook)]
    assert np.percentile(lengths, 90) <= LONGEST_SENTENCE


def own_sentences(notebook):
    """The sentences of the lesson itself, without headings and quotations."""
    lines = [line for line in prose(notebook).split("\n") if not re.match(r"[>#]", line)]
    for paragraph in re.split(r"\n\s*\n|\n(?=- )", "\n".join(lines)):
        for sentence in re.split(r"(?<=[.?!:])[\"”*]*\s+", paragraph.strip(" -\n*")):
            if sentence.strip():
                yield sentence


# --- each thing in its one place


@cache
def paragraphs(notebook):
    text = "\n\n".join(cell["source"] for cell in cells(notebook, "markdown"))
    return tuple(re.split(r"\n\s*\n", text))


@each_lesson
@pytest.mark.parametrize("case", HOMES)
def test_a_case_that_returns_is_taught_in_one_place(notebook, case):
    home, words = HOMES[case]
    told = [part for part in paragraphs(notebook) if re.search(words, part, re.S)]
    assert notebook.name.startswith(home) or len(told) <= NAMED_ELSEWHERE, told


@each_lesson
def test_how_a_notebook_works_is_taught_in_the_first_alone(notebook):
    text = "\n".join(paragraphs(notebook))
    taught = ["Run All Cells", "Restart Kernel", "Shift + Enter"]
    if notebook.name.startswith("00"):
        assert [words for words in taught if words not in text] == []
    else:
        assert [words for words in taught[:2] if words in text] == []


@each_lesson
def test_who_read_the_data_is_said_in_the_same_words(notebook):
    text = re.sub(r"\s+", " ", "\n".join(paragraphs(notebook))).replace("`", "")
    assert text.count(WHO_READ) == text.count("help of language models")
    assert not NOT_SO.search(text)
    assert WHO_READ in text or not notebook.name.startswith("00")


@each_lesson
def test_what_does_not_reconcile_is_said_at_its_first_use(notebook):
    told = [part for part in paragraphs(notebook) if re.search(r"do(es)? not reconcile", part)]
    if told:
        assert re.search(r"\b(means?|we say|that is|when|if)\b", told[0], re.I), told[0]
