"""The catalogue of mistakes: every line is tied to its check, and an answer that makes the mistake
is tried on it.

That each answer gets a line by which its mistake is known is tried where the answers are tried
(`test_answers.py`).
"""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from briefingroom.corpus.tables import HOME

ANSWERS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "answers").glob("*.toml"))
}
TASKS = [(name, task) for name, tasks in ANSWERS.items() for task in tasks]
SOURCES = HOME.parent / "exercises" / "teaching" / "source"
LEAST_OF_A_TASK = 3  # lines with a name
USUAL_NAMES = re.compile(r"[a-z]+(-[a-z]+)*")


@pytest.fixture(scope="module")
def catalogue(kit):
    return kit.misconceptions.catalogue()


def test_each_mistake_has_a_name_an_explanation_a_question_and_a_line(kit, catalogue):
    for id, mistake in catalogue.items():
        assert USUAL_NAMES.fullmatch(id), id
        assert mistake.name[0].islower(), mistake.name
        assert mistake.name[-1].isalpha(), mistake.name
        assert mistake.means.endswith("."), mistake.means
        assert mistake.ask.endswith(("?", ".")), mistake.ask
        assert mistake.lines, id
        assert mistake.group in kit.misconceptions.GROUPS
    names = Counter(mistake.name for mistake in catalogue.values())
    assert max(names.values()) == 1


def test_the_places_of_the_lines_are_tasks(catalogue):
    for mistake in catalogue.values():
        for place in mistake.lines:
            name, task = place.split()
            source = SOURCES / name / f"{name}.ipynb"
            assert f'"id": "{task}-text"' in source.read_text(encoding="utf-8"), place


@pytest.mark.parametrize("name, task", TASKS)
def test_a_task_has_three_mistakes_or_more_each_with_its_own_words_and_a_tried_answer(
    kit, name, task
):
    known = kit.misconceptions.lines_of_task(name, task)
    assert len(known) >= LEAST_OF_A_TASK
    made = {(words, mistake) for words, mistake in known.items()}
    tried_on = {
        (words, answer.get("mistake", mistake))
        for answer in ANSWERS[name][task]["wrong"]
        for words, mistake in known.items()
        if words in answer["says"] or answer["says"] in words
    }
    assert made <= tried_on, made - tried_on


def test_a_wrong_answer_whose_line_has_a_name_in_the_catalogue_says_it(kit):
    for name, task in TASKS:
        for answer in ANSWERS[name][task]["wrong"]:
            known = kit.misconceptions.mistake_of(name, task, answer["says"])
            assert answer.get("mistake", "") == known or not known, (name, task, answer["says"])
    tried = [one for task in ANSWERS["capstone_class_coding"].values() for one in task["wrong"]]
    assert sum("mistake" in answer for answer in tried) == 24


def test_the_mistakes_of_the_answers_are_those_of_the_catalogue(catalogue):
    named = {
        answer["mistake"]
        for tasks in ANSWERS.values()
        for about in tasks.values()
        for answer in about["wrong"]
        if "mistake" in answer
    }
    assert named == set(catalogue)


def test_of_two_words_in_a_line_the_longer_decide_and_another_line_has_no_name(kit):
    known = kit.misconceptions.mistake_of
    assert known("10_green_transition_and_overcapacity", "q2", "Round to one decimal place: 3.4")
    assert known("01_anatomy_of_a_briefing", "q3", "Something can: one is known") == (
        "nothing-can-be-known"
    )
    assert known("01_anatomy_of_a_briefing", "q3", "Something else.") == ""
    assert known("01_anatomy_of_a_briefing", "q9", "Something can") == ""
    assert known("no_such_set", "q3", "Something can") == ""
