"""The map from what each lesson promises to the tasks that test it."""

import json
import re
import tomllib

import pytest

from briefingroom.corpus.tables import HOME

NOTEBOOKS = HOME.parent / "notebooks"
TEACHING = HOME.parent / "exercises" / "teaching"
LESSONS = sorted(path.stem for path in NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
GOALS = tomllib.loads((TEACHING / "goals.toml").read_text(encoding="utf-8"))["goal"]


def promised(lesson):
    """The lines under *You will be able to* of a lesson."""
    notebook = json.loads((NOTEBOOKS / f"{lesson}.ipynb").read_text(encoding="utf-8"))
    texts = ("".join(cell["source"]) for cell in notebook["cells"])
    (text,) = (text for text in texts if "*You will be able to*" in text)
    listed = text.split("*You will be able to*")[1].strip().split("\n\n")[0]
    return [line.removeprefix("- ").rstrip(",.") for line in listed.splitlines()]


def all_tasks():
    for path in sorted((TEACHING / "source").glob("*/*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if re.fullmatch(r"q\d+-text", cell["id"]):
                yield f"{path.stem} {cell['id'].removesuffix('-text')}"


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_goals_are_those_of_the_lesson_word_for_word(lesson):
    goals = [goal["goal"] for goal in GOALS if goal["lesson"] == lesson]
    assert goals == promised(lesson)
    assert len(goals) >= 3


def test_each_goal_has_a_task_or_says_why_none_tests_it():
    tasks = set(all_tasks())
    for goal in GOALS:
        assert set(goal["tasks"]) <= tasks, goal
        assert len(set(goal["tasks"])) == len(goal["tasks"])
        assert bool(goal["tasks"]) != ("none" in goal), goal
        assert goal.get("none", "A reason.").endswith("."), goal


def test_each_task_tests_a_goal():
    assert set(all_tasks()) == {task for goal in GOALS for task in goal["tasks"]}


def test_most_goals_are_tested_and_each_lesson_has_some_that_are():
    tested = [goal for goal in GOALS if goal["tasks"]]
    assert len(tested) >= 0.9 * len(GOALS)
    assert {goal["lesson"] for goal in tested} == set(LESSONS)


def test_the_questions_of_the_short_test_ask_for_goals_of_lessons(kit):
    goals = {(goal["lesson"], goal["goal"]) for goal in GOALS}
    asked = [(pair["lesson"], pair["goal"]) for pair in kit.short_test.pairs()]
    assert set(asked) <= goals
    assert len(set(asked)) == len(asked) == 12
