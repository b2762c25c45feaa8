"""The minutes of every set are computed by the one formula that the appendix prints."""

import json

import minutes_of_sets as of_sets
import pytest
import retime

from briefingroom.corpus.tables import HOME

EXERCISES = HOME.parent / "exercises"
APPENDIX = (EXERCISES / "teaching" / "appendix.md").read_text(encoding="utf-8")
each_set = pytest.mark.parametrize("name", of_sets.SETS)


@each_set
def test_a_set_says_the_minutes_that_are_computed_of_it(name):
    said = f"about {of_sets.rounded_minutes(name)} minutes"
    for folder in (EXERCISES, EXERCISES / "solutions", of_sets.SOURCES / name):
        cells = json.loads((folder / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
        assert said in "".join(cells[0]["source"]), folder


def test_the_appendix_shows_the_seconds_the_counts_and_what_was_tried():
    for table in (of_sets.seconds_table(), of_sets.sets_table(), of_sets.tried_table()):
        assert table in APPENDIX, "Run python tests/exercises/retime.py."


def test_what_the_appendix_says_of_the_tables_is_so():
    seconds = of_sets.seconds_by_act()
    assert (
        f"words × {seconds['word']} + cells × {seconds['cell']} + lines × {seconds['line']} + "
        f"sentences coded × {seconds['sentence']}"
    ) in APPENDIX
    computed = [round(of_sets.minutes(name)) for name in of_sets.TRIED]
    assert "gives {}, {} and {}.".format(*computed) in APPENDIX
    longer = round(100 * (of_sets.mistakes_cost() - 1))
    assert f"took {longer} percent longer than without" in APPENDIX
    coded = {name: of_sets.count(name).sentences for name in of_sets.SETS}
    assert {name: n for name, n in coded.items() if n} == {"capstone_class_coding": 20}


def test_the_minutes_of_the_sets_that_were_tried_are_those_that_the_appendix_told():
    """49, 45 and 48 without a mistake, 60, 56 and 59 with: from the notes of that day."""
    without, with_mistakes = zip(*of_sets.TRIED.values(), strict=True)
    assert "came to {}, {} and {} without a mistake".format(*without) in APPENDIX
    assert "and to {}, {} and {} with them".format(*with_mistakes) in APPENDIX
    assert set(of_sets.TRIED) == set(of_sets.WORKED_THROUGH)
    for name, tried in of_sets.WORKED_THROUGH.items():
        assert list(tried) == of_sets.tasks(name)


@pytest.mark.parametrize("name", of_sets.TRIED)
def test_computed_and_tried_differ_by_three_minutes_at_most(name):
    tried = of_sets.TRIED[name]
    assert abs(of_sets.minutes(name) - tried.without) <= 3
    assert abs(of_sets.minutes(name) * of_sets.mistakes_cost() - tried.with_mistakes) <= 3


def test_the_formula_is_worked_out_by_hand_for_one_set():
    """Set 08: 1,329 words, 12 cells, 18 lines, one task of each kind, four points to write."""
    by_hand = 1329 * 0.3 + 12 * 15 + 18 * 40 + (169 + 152 + 218 + 160 + 250) + 4 * 145
    assert of_sets.minutes("08_new_energy_vehicles") == pytest.approx(by_hand / 60)
    # to find something: (60 + 15 + 39), (60 + 30 + 165) and (90 + 30 + 18) seconds, by hand
    assert of_sets.seconds_by_act()["find"] == round((114 + 255 + 138) / 3)
    # to write: 29 minutes for the twelve points of three judgements
    assert of_sets.seconds_by_act()["point"] == round(29 * 60 / 12)


def test_words_are_counted_as_they_are_read():
    text = (
        "## Two words\n\n![not read](x.png) [a link](https://x.org)\n\n| 1 | <b>of</b> |\n|---|---|"
    )
    assert of_sets.words_in(text) == len("Two words a link 1 of".split())


def test_lines_and_cells_of_a_set_are_counted_as_they_stand():
    found = of_sets.cells("03_reading_a_number")
    answers = [found[f"q{task}"]["source"].split("### BEGIN SOLUTION\n")[1] for task in range(1, 7)]
    typed = [answer.split("### END")[0].strip().count("\n") + 1 for answer in answers]
    assert typed == [1, 1, 5, 1, 7, 2]
    assert of_sets.lines_typed("03_reading_a_number") == sum(typed)
    # the first cell, six answers, six checks, two questions to click
    assert of_sets.count("03_reading_a_number").cells == 1 + 6 + 6 + 2


@each_set
def test_writing_the_times_anew_changes_nothing(name):
    source = (of_sets.SOURCES / name / f"{name}.ipynb").read_text(encoding="utf-8")
    assert retime.set_retimed(source, name) == source


@pytest.mark.parametrize(
    "page, retimed",
    [
        ("appendix.md", retime.appendix_retimed),
        ("lesson_plans.md", retime.plans_retimed),
        ("courses.md", retime.courses_retimed),
    ],
)
def test_writing_the_pages_anew_changes_nothing(page, retimed):
    text = (EXERCISES / "teaching" / page).read_text(encoding="utf-8")
    assert retimed(text) == text
