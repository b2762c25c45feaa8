"""The buttons over a picture: where they are, what they open, and what they are called."""

import io

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

import briefingroom as br
from briefingroom.charts.marks import DrawnMark, add_marks
from briefingroom.charts.pictures import SHARPNESS, png_of
from briefingroom.widgets.mark_buttons import MOST_ITEMS, mark_buttons

pytestmark = pytest.mark.usefixtures("styled")

CLAIM, OTHER, THIRD = "2023-03-01.c012", "2023-03-01.c013", "2023-03-01.c014"


def buttons_of(*drawn):
    """The buttons of bare axes from 0 to 10 that fill their picture."""
    ax = plt.figure(figsize=(4, 2), layout="none").add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, 10), ylim=(0, 10))
    add_marks(ax, drawn)
    png_of(ax.figure)
    return mark_buttons(ax)


def test_a_button_lies_where_its_mark_is_drawn():
    (button,) = buttons_of(DrawnMark(CLAIM, (2, 7), "a mark"))
    assert button.at == pytest.approx((20, 30))  # from the left and from the top
    assert button.label == "a mark"


@pytest.mark.parametrize("sharpness", [1, SHARPNESS])
def test_a_button_lies_on_the_pixels_of_its_mark(sharpness):
    """Whatever the layout does to the chart, and however sharp the picture is."""
    fig, ax = plt.subplots(figsize=(5, 3), layout="constrained")
    ax.set(xlabel="a label", ylabel="another", title="A title")
    ax.plot([0, 10], [0, 7], "-", color="black")
    ax.plot(3, 6, "s", color="red", ms=6, mew=0)
    add_marks(ax, [DrawnMark(CLAIM, (3, 6), "a mark")])
    png = png_of(fig, sharpness)
    (button,) = mark_buttons(ax)
    with Image.open(io.BytesIO(png)) as picture:
        pixels = np.asarray(picture.convert("RGB")).astype(int)
    is_red = (pixels[..., 0] > 200) & (pixels[..., 1] < 60)
    down, right = np.nonzero(is_red)
    height, width = is_red.shape
    middle = 100 * (right.mean() + 0.5) / width, 100 * (down.mean() + 0.5) / height
    assert button.at == pytest.approx(middle, abs=0.35)


def test_marks_at_one_place_are_one_button_that_names_them_all():
    one, two = DrawnMark(CLAIM, (2, 7), "first"), DrawnMark(OTHER, (2.01, 7), "second")
    apart = DrawnMark(THIRD, (4, 7), "third")
    both, single = buttons_of(one, two, apart)
    assert [mark.id for mark in both.marks] == [CLAIM, OTHER]
    assert both.label == "2 marks: first; second"
    assert single.label == "third"
    assert [item["id"] for item in both.as_data()["items"]] == [CLAIM, OTHER]


def test_buttons_keep_the_order_of_their_first_marks():
    marks = [DrawnMark(id, (x, 5), id) for id, x in ((CLAIM, 8), (OTHER, 1), (THIRD, 8))]
    assert [[mark.id for mark in each.marks] for each in buttons_of(*marks)] == [
        [CLAIM, THIRD],
        [OTHER],
    ]


def test_what_belongs_to_a_group_bears_its_name():
    bar = [DrawnMark(id, (2, 7), id, group="a bar of two") for id in (CLAIM, OTHER)]
    beside = DrawnMark(THIRD, (4, 7), "third", group="another bar")
    buttons = buttons_of(*bar, beside)
    assert [button.label for button in buttons] == ["a bar of two", "another bar"]
    assert [len(button.marks) for button in buttons] == [2, 1]


def test_groups_that_lie_on_one_another_are_one_button_as_a_pointer_reaches_only_one():
    bar = [DrawnMark(id, (2, 7), id, group="a bar of two") for id in (CLAIM, OTHER)]
    beneath = DrawnMark(THIRD, (2, 7), "third", group="another bar")
    (button,) = buttons_of(*bar, beneath)
    assert button.label == "3 marks: a bar of two; another bar"
    assert [item["id"] for item in button.as_data()["items"]] == [CLAIM, OTHER, THIRD]


def test_a_path_is_told_in_percent():
    path = ((0, 0), (5, 10), (10, 0))
    (button,) = buttons_of(DrawnMark(CLAIM, (5, 10), "a line", path=path))
    assert button.as_data()["path"] == [
        pytest.approx(point) for point in ((0, 100), (50, 0), (100, 100))
    ]
    assert buttons_of(DrawnMark(CLAIM, (5, 10), "a dot"))[0].as_data()["path"] == []


def test_a_button_for_many_says_how_many_it_leaves_out():
    drawn = [DrawnMark(CLAIM, (5, 5), "one", group="all") for _ in range(MOST_ITEMS + 3)]
    (button,) = buttons_of(*drawn)
    data = button.as_data()
    assert (len(data["items"]), data["more"]) == (MOST_ITEMS, 3)


def test_what_is_told_of_a_mark_is_its_sentence():
    (button,) = buttons_of(DrawnMark(CLAIM, (5, 5), "15.5%"))
    (item,) = button.as_data()["items"]
    sentence = br.claims().set_index("claim").sentence[CLAIM]
    text = br.sentences().set_index("sentence").text[sentence]
    assert item["words"] == "15.5%"
    assert item["said"]
    assert item["said"].rstrip(" …") in text


def test_a_chart_without_marks_has_no_buttons():
    ax = plt.figure().subplots()
    assert mark_buttons(ax) == []


def test_every_mark_of_a_series_is_on_a_button_inside_the_picture():
    ax = br.plot_series("5g_base_stations")
    png_of(ax.figure)
    buttons = mark_buttons(ax)
    on_buttons = sorted(mark.id for button in buttons for mark in button.marks)
    stated = br.series("5g_base_stations").claim
    published = br.references().query("indicator == '5g_base_stations'").reference
    assert set(stated) <= set(on_buttons)
    assert set(on_buttons) <= set(stated) | set(published)
    assert len(on_buttons) == len(set(on_buttons))
    assert all(0 < place < 100 for button in buttons for place in button.at)
