"""The short test before and after the course: its two forms, their pages, their grading."""

import csv
import re
from collections import Counter
from html.parser import HTMLParser

import pytest

LETTERS = "abcd"


class Text(HTMLParser):
    """The words of a page without its style."""

    def __init__(self, page):
        super().__init__()
        self.words, self.in_style = [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.in_style = tag == "style"

    def handle_endtag(self, tag):
        self.in_style = False

    def handle_data(self, data):
        if not self.in_style:
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def test_two_forms_of_twelve_questions_with_four_answers_each(kit):
    for form in kit.short_test.FORMS:
        questions = kit.short_test.form_questions(form)
        assert len(questions) == 12
        for question in questions:
            assert list(question.answers) == list(LETTERS)
            assert question.right in LETTERS
            texts = [answer.text for answer in question.answers.values()]
            assert len(set(texts)) == 4
            assert all(answer.feedback.endswith(".") for answer in question.answers.values())


def test_guessing_one_letter_gains_nothing(kit):
    for form in kit.short_test.FORMS:
        counts = Counter(one.right for one in kit.short_test.form_questions(form))
        assert set(counts.values()) == {3}, (form, counts)


def test_the_forms_are_alike_in_making_and_no_question_is_the_same(kit):
    a, b = map(kit.short_test.form_questions, kit.short_test.FORMS)
    for one, other in zip(a, b, strict=True):
        texts = [
            f"{form.setting} {form.question} {answers}"
            for form in (one, other)
            for answers in [" ".join(answer.text for answer in form.answers.values())]
        ]
        assert texts[0] != texts[1]
        lengths = [len(text.split()) for text in texts]
        assert max(lengths) <= 1.35 * min(lengths), texts
        numbers = [len(re.findall(r"\d[\d,.]*", text)) for text in texts]
        assert max(numbers) - min(numbers) <= 2, texts
        assert bool(one.setting) == bool(other.setting)


def test_the_right_answer_does_not_stand_out_by_its_length(kit):
    longest = sum(
        len(one.answers[one.right].text) == max(len(answer.text) for answer in one.answers.values())
        for form in kit.short_test.FORMS
        for one in kit.short_test.form_questions(form)
    )
    assert longest <= 16  # of 24


@pytest.mark.parametrize(
    "first, last, prices, grown, nominal, less, times",
    [(100, 120, 1.10, "about 9", 20, 10, 32), (200, 260, 1.20, "about 8", 30, 10, 56)],
)
def test_the_numbers_of_the_questions_on_prices_hold(
    first, last, prices, grown, nominal, less, times
):
    assert f"about {100 * (last / first / prices - 1):.0f}" == grown
    assert round(100 * (last / first - 1)) == nominal
    assert round(100 * (last / first - prices)) == less
    assert round(100 * (last / first * prices - 1)) == times


def test_the_numbers_of_the_other_questions_hold():
    assert 8 / 2_000 * 10_000 == 40 > 20 / 10_000 * 10_000 == 20
    assert 3 / 500 * 1_000 == 6 > 18 / 6_000 * 1_000 == 3
    assert round(20 * 5 / 17) == 6
    assert round(30 * 9 / 26) == 10
    assert 1_950 < 2_040 < 2_050
    assert 2_040 > 2_030
    assert 495 < 504 < 505
    assert 504 > 502


def test_the_pages_that_lie_beside_are_those_that_are_made(kit, tmp_path):
    kit.short_test.write_pages_of_the_test(tmp_path)
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    kept = {
        path.name: path.read_text(encoding="utf-8")
        for path in kit.short_test.PAGES_OF_THE_TEST.iterdir()
    }
    assert kept == made
    assert set(made) == {"form_A.html", "form_B.html", "key.html"}


def test_a_form_shows_all_questions_and_nothing_of_the_key(kit):
    for form in kit.short_test.FORMS:
        text = Text(kit.short_test.form_page(form)).text
        for question in kit.short_test.form_questions(form):
            assert question.question in text
            for answer in question.answers.values():
                assert answer.text in text
                assert answer.feedback not in text
        assert "right" not in text.lower()


def test_the_key_has_the_letters_and_says_what_was_not_tried(kit):
    text = Text(kit.short_test.key_page()).text
    assert "not tried on students" in text
    assert "anybody can read it" in text
    for number, pair in enumerate(kit.short_test.pairs(), start=1):
        assert f"{number} {pair['A']['right']} {pair['B']['right']} {pair['goal']}" in text


def key_of(kit, form):
    return {one.task: one.right for one in kit.short_test.form_questions(form)}


def filled(kit, student, when, form, right):
    """A filled form with the first so many questions right, and the others left out or wrong."""
    key = key_of(kit, form)
    wrong = {task: next(iter(set(LETTERS) - {letter})) for task, letter in key.items()}
    letters = {
        task: key[task] if place < right else ("" if place % 2 else wrong[task])
        for place, task in enumerate(key)
    }
    return {"student": student, "when": when, "form": form} | letters


@pytest.fixture
def answers(kit, tmp_path):
    """Four students: three filled both forms, one the first only."""
    lines = [
        filled(kit, "anna", "before", "A", 4),
        filled(kit, "anna", "after", "B", 10),
        filled(kit, "ben", "before", "B", 6),
        filled(kit, "ben", "After", "A", 6),
        filled(kit, "chloé", "before", "A", 0),
        filled(kit, "chloé", "after", "B", 12),
        filled(kit, "deniz", "before", "B", 12),
    ]
    lines[0]["q1"] = f" {lines[0]['q1'].upper()}) "  # as people type them
    lines[2]["form"] = " b"
    path = tmp_path / "answers.csv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return path


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_filled_forms_are_graded_into_points_and_goals(kit, answers, capsys):
    assert kit.questions.questions_main(["--grade", str(answers)]) == 0
    points = read(answers.with_name("answers_points.csv"))
    assert [(row["student"], row["when"], row["form"], row["points"]) for row in points] == [
        ("anna", "before", "A", "4"),
        ("anna", "after", "B", "10"),
        ("ben", "before", "B", "6"),
        ("ben", "after", "A", "6"),
        ("chloé", "before", "A", "0"),
        ("chloé", "after", "B", "12"),
        ("deniz", "before", "B", "12"),
    ]
    goals = read(answers.with_name("answers_goals.csv"))
    shares = [(float(row["before"]), float(row["after"])) for row in goals]
    # before: anna 4, ben 6, chloé 0 right from the first on; after: 10, 6 and 12
    third = pytest.approx(1 / 3)
    assert shares[0] == (pytest.approx(2 / 3), 1)
    assert shares[5] == (third, 1)
    assert shares[6] == (0, pytest.approx(2 / 3))
    assert shares[11] == (0, third)
    said = capsys.readouterr().out
    assert "7 forms, 3 students filled both" in said
    assert "before 3.3, after 9.3" in said  # 10 / 3 and 28 / 3
    assert "no proof" in said


@pytest.mark.parametrize(
    "content, line",
    [
        ("student,when,form,q1\nanna,before,C,a\n", "Line 2: form is A or B"),
        ("student,when,form,q1\nanna,later,A,a\n", "when is before or after"),
        ("student,when,form,q1\n", "has no answers"),
        ("student;when;form;q1\nanna;before;A;a\n", "Line 2"),
        ("", "has no answers"),
        (b"\xff\xfe\x00", "no table in UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read_gets_a_sentence(kit, tmp_path, capsys, content, line):
    path = tmp_path / "answers.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert kit.questions.questions_main(["--grade", str(path)]) == 1
    assert line in capsys.readouterr().out
    assert kit.questions.questions_main(["--grade", str(tmp_path / "none.csv")]) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_class_of_which_nobody_filled_both_has_no_shares(kit):
    graded = kit.short_test.graded_answers([filled(kit, "anna", "before", "A", 3)])
    assert kit.short_test.filled_both(graded) == {}
    assert {line["before"] for line in kit.short_test.summary_by_goal(graded)} == {None}
