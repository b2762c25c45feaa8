"""How hard a task was and how well it tells strong from weak, worked out by hand; which hand-ins
and letters count.
"""

import tomllib
from pathlib import Path

import pytest

SET = "01_anatomy_of_a_briefing"
ANSWERS = Path(__file__).parent / "answers"


def figures(kit, points, others, most):
    names = [str(number) for number in range(len(points))]
    return kit.item_figures.item_figures(
        dict(zip(names, points, strict=True)), dict(zip(names, others, strict=True)), most
    )


def test_figures_worked_out_by_hand(kit):
    """Points 0, 1, 1, 2 of 2 and others 1, 2, 4, 5: means 1 and 3, products of the differences
    2 + 0 + 0 + 2, squares 2 and 10, so r = 4 / sqrt(20) = 2 / sqrt(5). 27 percent of four is one:
    the best has 2 of 2, the weakest 0.
    """
    found = figures(kit, [0, 1, 1, 2], [1, 2, 4, 5], 2)
    assert (found.hand_ins, found.all_points, found.no_points, found.share) == (4, 1, 1, 0.5)
    assert found.r == pytest.approx(2 / 5**0.5)
    assert found.upper_less_lower == 1
    assert found.verdict == "fewer than 10 hand-ins: nothing is said"


def test_the_interval_of_a_correlation_is_that_of_the_tables(kit):
    """z(0.5) = 0.5493 in tables of Fisher's z; with 28 the standard error is 1 / sqrt(25) = 0.2, so
    z goes from 0.1573 to 0.9413, and back in the tables that is 0.156 to 0.736.
    """
    low, high = kit.item_figures.interval(0.5, 28)
    assert (round(low, 3), round(high, 3)) == (0.156, 0.736)
    for r, size in ((None, 30), (1.0, 30), (-1.0, 30), (0.5, 3)):
        assert kit.item_figures.interval(r, size) == (None, None)


def test_equals_at_the_edge_share_the_room(kit):
    """27 percent of eleven are three. One is above the edge and four are equal at it: the two
    places that are left are half of each.
    """
    totals = [9, 8, 8, 8, 8, 1, 1, 1, 1, 1, 0]
    weights = kit.item_figures.weights_of_the_best(totals)
    assert weights == [1, 0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0, 0, 0]
    assert sum(weights) == 3


@pytest.mark.parametrize(
    "points, others, verdict",
    [
        (
            [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0],
            [9, 8, 9, 7, 8, 9, 1, 2, 1, 3, 2, 1],
            "tells strong",
        ),
        (
            [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1],
            [9, 8, 9, 7, 8, 9, 1, 2, 1, 3, 2, 1],
            "the strong lose",
        ),
        (
            [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0],
            [9, 8, 9, 7, 8, 9, 1, 2, 1, 3, 2, 1],
            "cannot be said",
        ),
        ([1] * 12, [9, 8, 9, 7, 8, 9, 1, 2, 1, 3, 2, 1], "all have the same"),
        ([1, 0] * 6, [5] * 12, "all have the same"),
        ([1, 0] * 4, [9, 1] * 4, "fewer than 10"),
        ([1, 0] * 6, [9, 1] * 6, "cannot be said"),  # r is 1, which has no interval
    ],
)
def test_what_is_said_of_strong_and_weak(kit, points, others, verdict):
    found = figures(kit, points, others, 1)
    assert found.verdict.startswith(verdict)


def test_of_a_student_who_handed_in_twice_the_last_counts_and_what_was_not_graded_does_not(kit):
    def row(student, owner, state="graded"):
        return kit.class_tables.Row(student, SET, owner, f"{student}.ipynb", state, "")

    rows = [row("anna-again", "anna"), row("anna", "anna"), row("ben", "ben", "not graded")]
    assert [one.student for one in kit.class_answers.counted_rows(rows)] == ["anna-again"]


def test_a_task_waits_while_one_written_answer_has_no_mark(kit):
    rows = [
        kit.class_tables.Row(
            f"s{number}",
            SET,
            f"s{number}",
            "f",
            "graded",
            "",
            {"task 1": float(number % 2), "task 2": float(number % 3), "task 2 written": mark},
        )
        for number, mark in enumerate([1.0, None, 2.0])
    ]
    found = kit.class_reports.figures_of_tasks(
        rows, {"task 1": 1, "task 2": 2, "task 2 written": 4}
    )
    assert found["task 2 written"] is None
    assert found["task 1"].hand_ins == 3
    table = kit.monday.table_of(
        "tasks.csv",
        [kit.class_reports.ExerciseReport(SET, 3, {1: "1: a", 2: "2: b"}, figures=found)],
    )
    assert len({len(line) for line in table}) == 1
    assert table[-1][-1] == "waits for marks"


@pytest.mark.parametrize(
    "source, letter",
    [
        ('answer3 = "c"', "c"),
        ("answer3 = ' (C). '", "c"),
        ("answer3 = 'c: One or two.'", "c"),
        ("answer3 = 'one or two'", "c"),
        ("answer3 = 'perhaps'", "perhaps"),
        ('answer3 = "a"\nanswer3 = "b"', "b"),
        ('answer3 = ""', ""),
        ("answer3 = 3", ""),
        ("answer3 = 'c", ""),
        ("", ""),
        ("\0", ""),
        ("(" * 100000, ""),
    ],
)
def test_the_letter_is_read_and_not_run(kit, source, letter):
    (question,) = kit.choices.choice_questions(SET)
    assert kit.choices.letter_in(source, question.answers) == letter


def test_the_keys_of_the_questions_are_the_letters_that_pass_the_checks(kit):
    questions = [
        question
        for exercise in kit.build.exercises()
        for question in kit.choices.choice_questions(exercise)
    ]
    for question in questions:
        assert set(question.answers) == {"a", "b", "c", "d"}
        about = tomllib.loads((ANSWERS / f"{question.exercise}.toml").read_text(encoding="utf-8"))[
            question.task
        ]
        letters = {
            kind: {kit.choices.letter_in(one["answer"], question.answers) for one in about[kind]}
            for kind in ("right", "wrong")
        }
        assert letters["right"] == {question.right}, question.name
        assert letters["wrong"] >= {"a", "b", "c", "d"} - {question.right}, question.name
    assert {question.exercise for question in questions} == set(kit.build.exercises())
