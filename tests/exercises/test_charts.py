"""Chart tasks cannot be passed by looking: each is tried with its own example, with bars and points
that stand at the wrong names, with lengths that an eye could have read, without labels, and with
six true and six wrong titles.

What is changed is the chart of the solution and of every other right answer in `answers/`, after
it was drawn.
"""

import re
import tomllib
from functools import cache

import pytest
from test_answers import ANSWERS, FALLBACK, SETS, cells, prepared, run, tasks, tried

from briefingroom import practice

TITLES = tomllib.loads((ANSWERS.parent / "titles.toml").read_text(encoding="utf-8"))
CHARTS = [
    (name, task)
    for name in SETS
    for task in tasks(name)
    if "plot" in cells(name, "source")[f"{task}-text"]["metadata"]["tags"]
]
WITH_TITLES = [(name, task) for name, task in CHARTS if name in TITLES]

# Code that changes a chart after it was drawn: what is measured is taken, changed and put back.
TAKE = """
from matplotlib.collections import PathCollection
from matplotlib.container import BarContainer
def taken(chart):
    found = []
    for group in chart.containers:
        if isinstance(group, BarContainer):
            lying = group.orientation == "horizontal"
            for bar in group:
                length = bar.get_width() if lying else bar.get_height()
                found.append((length, bar.set_width if lying else bar.set_height))
    if found:
        return found
    for line in chart.lines:
        if line.get_transform() == chart.transData:
            for place, y in enumerate(line.get_ydata()):
                def put(y, line=line, place=place):
                    ys = list(line.get_ydata())
                    ys[place] = y
                    line.set_ydata(ys)
                found.append((y, put))
    for cloud in chart.collections:
        if isinstance(cloud, PathCollection):
            for place, (x, y) in enumerate(cloud.get_offsets()):
                def put(y, cloud=cloud, place=place):
                    places = cloud.get_offsets().copy()
                    places[place, 1] = y
                    cloud.set_offsets(places)
                found.append((y, put))
    return found
measured = [(float(value), put) for value, put in taken(chart) if value == value]
"""
CHANGES = {
    "reversed": """
for (_, put), (value, _) in zip(measured, measured[::-1]):
    put(value)
""",
    "two exchanged": """
one, put_one = measured[0]
names = list(practice.bars(chart).index) if chart.containers else list(range(len(measured)))
other, put_other = [
    pair for pair, name in zip(measured, names) if pair[0] != one and name != names[0]
][-1]
put_one(other), put_other(one)
""",
    "one read by eye": """
largest = max(value for value, _ in measured)
value, put = next(m for m in measured if m[0] == largest)
put(value - 0.02 * largest)
""",
}
JUMBLED = """
heading, label = practice.title(chart), practice.label_of_lengths(chart)
drawn = practice.bars(chart)
drawn = drawn.iloc[[1, 0, 2, 4, 3] if len(drawn) == 5 else [1, 0, *range(2, len(drawn))]]
chart.clear()
chart.bar(drawn.index, drawn)
chart.set(xlabel="Briefings or periods", ylabel=label, title=heading)
"""
IN_PROSE = ("08_new_energy_vehicles", "capstone")
IN_AN_ORDER = [
    "00_start_here",
    "02_the_words_of_policy",
    "03_reading_a_number",
    "06_networks_and_the_digital_economy",
    "13_promises_and_outcomes",
]


def right_answers(name, task):
    """The solution, and every other right answer."""
    others = [other["answer"] for other in tried(name)[task]["right"]]
    return [cells(name, "source")[task]["source"], *others]


@cache
def drawn_by(name, code):
    """The axes that a cell draws."""
    names = dict(prepared(name))
    exec(code, names)
    return names["chart"]


def what_is_shown(ax):
    """What a reader can take off a chart: bars with their labels, or points."""
    if any(type(one).__name__ == "BarContainer" for one in ax.containers):
        return {(label, round(length, 3)) for label, length in practice.bars(ax).items()}
    return {(round(x, 3), round(y, 3)) for x, y in practice.points(ax).itertuples(index=False)}


def test_every_set_has_a_chart_task_and_titles_for_it():
    assert {name for name, _ in CHARTS} == set(SETS)
    assert set(TITLES) <= set(SETS)
    for titles in TITLES.values():
        assert len(titles["good"]) >= 6
        assert len(titles["wrong"]) >= 6


def test_titles_are_tried_on_every_set_of_the_first_edition():
    first = {name for name in SETS if name[:2] < "14" or name == "capstone"}
    assert first <= set(TITLES)


# --- the example


@pytest.mark.parametrize("name, task", CHARTS)
def test_the_example_shows_another_subject_and_no_bar_or_point_of_the_answer(plain, name, task):
    example = cells(name, "source")[f"{task}-example"]["source"]
    solution = cells(name, "source")[task]["source"]
    shown = what_is_shown(drawn_by(name, example))
    assert shown
    assert shown & what_is_shown(drawn_by(name, solution)) == set()


@pytest.mark.parametrize("name, task", CHARTS)
def test_the_title_of_an_example_is_true_of_it(plain, name, task):
    """Of bars; the points of 04, 05, 08 and the capstone are held in `tests/prose`."""
    ax = drawn_by(name, cells(name, "source")[f"{task}-example"]["source"])
    if not ax.containers:
        assert name in ("04_when_numbers_disagree", "05_manufacturing_power", *IN_PROSE)
        return
    shown = practice.bars(ax).to_dict()
    days = all(re.fullmatch(r"\d{4}-\d\d-\d\d", label) for label in shown)
    names = practice.day_names(shown) if days else {}
    both = {
        "percent": practice.says(ax.get_xlabel(), "percent", "%"),
        "rates": "Growth" in ax.get_xlabel() + ax.get_ylabel(),
        "things": "answers?|outlets?|figures?",
    }
    assert practice.title_holds(ax, practice.Shown(shown, names, in_time=days, **both))


@pytest.mark.parametrize("name, task", CHARTS)
def test_a_student_sees_the_picture_of_the_example_and_not_its_code(name, task):
    found = cells(name, "student")
    text = found[f"{task}-text"]["source"]
    assert re.findall(r"\(attachment:(.+?)\)", text) == [f"{task}_example.png"]
    assert f"{task}-example" not in found
    assert list(found[f"{task}-text"]["attachments"]) == [f"{task}_example.png"]


@pytest.mark.parametrize("name, task", CHARTS)
def test_the_pasted_example_gets_a_line(plain, name, task):
    line, passed = run(name, task, cells(name, "source")[f"{task}-example"]["source"])
    assert not passed
    assert FALLBACK not in line
    assert len(line) > 20


@pytest.mark.parametrize("name, task", CHARTS)
def test_an_empty_frame_gets_a_line(plain, name, task):
    named = "chart.set(xlabel='percent', ylabel='million questions', title='It rose')"
    line, passed = run(name, task, f"figure, chart = plt.subplots()\n{named}")
    assert not passed
    assert FALLBACK not in line


# --- values and names


@pytest.mark.sample(10)
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name, task", CHARTS)
def test_what_stands_at_the_wrong_name_or_was_read_by_eye_fails(plain, name, task, change):
    for answer in right_answers(name, task):
        line, passed = run(name, task, answer + TAKE + CHANGES[change])
        assert not passed, answer
        assert FALLBACK not in line, (line, answer)


@pytest.mark.parametrize("name, task", [pair for pair in CHARTS if pair[0] in IN_AN_ORDER])
def test_bars_in_no_order_are_sent_back(plain, name, task):
    line, passed = run(name, task, cells(name, "source")[task]["source"] + JUMBLED)
    assert not passed
    assert line.startswith("Put the bars in"), line


# --- labels, legend, title


@pytest.mark.parametrize(
    "change",
    ["chart.set(xlabel='', ylabel='')", "chart.set(xlabel='Minutes', ylabel='Minutes')"],
    ids=["no label", "another unit"],
)
@pytest.mark.parametrize("name, task", CHARTS)
def test_an_axis_without_its_name_or_unit_is_sent_back(plain, name, task, change):
    for answer in right_answers(name, task):
        line, passed = run(name, task, f"{answer}\n{change}")
        assert not passed, answer
        assert re.search(r"[Ll]abel|[Nn]ame|unit", line), line


@pytest.mark.parametrize("name, task", CHARTS)
def test_a_chart_without_title_is_sent_back(plain, name, task):
    bare = "\nfor place in ('left', 'center', 'right'): chart.set_title('', loc=place)"
    for answer in right_answers(name, task):
        line, passed = run(name, task, answer + bare)
        assert not passed
        assert line.startswith("Give the chart a title"), line


@pytest.mark.parametrize("name", ["05_manufacturing_power", "capstone"])
def test_two_series_without_a_legend_are_sent_back(plain, name):
    task = dict(CHARTS)[name]
    bare = """
if chart.get_legend(): chart.get_legend().remove()
for text in list(chart.texts): text.remove()
"""
    for answer in right_answers(name, task):
        line, passed = run(name, task, answer + bare)
        assert not passed
        assert "legend" in line, line


@pytest.mark.parametrize("name", ["05_manufacturing_power", "capstone"])
def test_a_legend_that_is_exchanged_is_sent_back(plain, name):
    task = dict(CHARTS)[name]
    exchanged = """
if chart.get_legend():
    one, other = chart.get_legend().get_texts()
    first, second = one.get_text(), other.get_text()
    one.set_text(second), other.set_text(first)
    for artist in [*chart.lines, *chart.collections]:
        artist.set_label({first: second, second: first}.get(artist.get_label(), artist.get_label()))
"""
    tried_here = [answer for answer in right_answers(name, task) if ".legend(" in answer]
    assert tried_here
    for answer in tried_here:
        line, passed = run(name, task, answer + exchanged)
        assert not passed
        assert "legend" in line.lower(), line


# --- titles


@pytest.mark.parametrize("name, task", WITH_TITLES)
def test_a_true_title_in_other_words_passes(plain, name, task):
    for title in TITLES[name]["good"] + TITLES[name].get("also_good", []):
        said, passed = run(name, task, _titled(name, task, title))
        assert passed, (title, said)
        assert "for your teacher to judge" in said


@pytest.mark.parametrize("name, task", WITH_TITLES)
def test_a_title_that_the_chart_does_not_bear_out_gets_its_own_word_back(plain, name, task):
    for wrong in TITLES[name]["wrong"]:
        line, passed = run(name, task, _titled(name, task, wrong["title"]))
        assert not passed, wrong
        assert "the chart does not bear it out" in line, (wrong, line)
        assert wrong["says"] in line.partition("”")[0], (wrong, line)


@pytest.mark.parametrize("name, task", WITH_TITLES)
def test_more_titles_that_the_chart_does_not_bear_out_are_sent_back(plain, name, task):
    for title in TITLES[name].get("also_wrong", []):
        line, passed = run(name, task, _titled(name, task, title))
        assert not passed, title
        assert "the chart does not bear it out" in line, (title, line)


def _titled(name, task, title):
    return cells(name, "source")[task]["source"] + f"\nchart.set_title({title!r})"
