"""A list that can be searched: what it offers, what it is searched by, what stays chosen."""

import pytest
import traitlets

import briefingroom as br
from briefingroom.widgets.controls import Option, dependent_list, dropdown, search_list

FRUIT = [Option("Apple (3)", "apple"), Option("Pear (1)", "pear"), Option("Fig (2)", "fig")]
HANZI = {"apple": "苹果", "pear": "梨", "fig": "无花果"}


@pytest.fixture
def fruit():
    return search_list("Fruit", FRUIT, also=HANZI.get)


def test_the_page_is_told_the_labels_and_what_finds_them(fruit):
    state = fruit.get_state()
    assert state["description"] == "Fruit"
    assert state["labels"] == ["Apple (3)", "Pear (1)", "Fig (2)"]
    assert state["searched"] == ["apple (3) 苹果", "pear (1) 梨", "fig (2) 无花果"]
    assert state["index"] == 0


def test_an_option_is_found_by_its_id_unless_something_else_is_said():
    assert search_list("Fruit", FRUIT).searched[1] == "pear (1) pear"
    assert search_list("Fruit", ["plum"]).searched == ["plum plum"]


def test_the_first_is_chosen_unless_another_is_asked_for(fruit):
    assert fruit.value == "apple"
    assert search_list("Fruit", FRUIT, "fig").index == 2


def test_a_choice_on_the_page_is_a_value_and_is_told_once(fruit):
    heard = []
    fruit.observe(lambda change: heard.append(change.new), "value")
    fruit.set_state({"index": 2})
    assert (fruit.value, fruit.index, heard) == ("fig", 2, ["fig"])
    fruit.set_state({"index": 2})
    assert heard == ["fig"]


@pytest.mark.parametrize("index", [-1, 3, 999])
def test_a_place_that_is_not_in_the_list_changes_nothing(fruit, index):
    fruit.set_state({"index": index})
    assert fruit.value == "apple"


def test_a_value_moves_the_place(fruit):
    fruit.value = "pear"
    assert fruit.index == 1


def test_what_is_not_offered_is_refused_and_nothing_changes(fruit):
    with pytest.raises(traitlets.TraitError, match="Invalid selection"):
        fruit.value = "plum"
    assert (fruit.value, fruit.index) == ("apple", 0)
    with pytest.raises(br.UnknownName, match=r"Fruit cannot be 'figs'; the nearest is 'fig'\."):
        search_list("Fruit", FRUIT, "figs")


def test_new_options_keep_what_is_chosen_where_they_have_it(fruit):
    fruit.value = "pear"
    heard = []
    fruit.observe(lambda change: heard.append(change.new), "value")
    fruit.options = [FRUIT[2], FRUIT[1]]
    assert (fruit.value, fruit.index, heard) == ("pear", 1, [])
    assert fruit.labels == ["Fig (2)", "Pear (1)"]
    fruit.options = [FRUIT[2], FRUIT[0]]
    assert (fruit.value, fruit.index, heard) == ("fig", 0, ["fig"])
    assert fruit.searched == ["fig (2) 无花果", "apple (3) 苹果"]


def test_a_list_that_depends_on_a_control_is_made_anew_with_it():
    size = dropdown("Size", ["small", "large"])

    def options_for(value):
        return FRUIT[:1] if value == "large" else FRUIT

    fruit = dependent_list("Fruit", options_for, [size], "pear")
    assert fruit.value == "pear"
    size.value = "large"
    assert (fruit.labels, fruit.value) == (["Apple (3)"], "apple")


def test_no_name_of_a_part_hides_one_of_the_widgets_own():
    """`keys` of a widget, for one, names what is sent to the page."""
    from ipywidgets import DOMWidget

    from briefingroom.widgets.in_page import ChartView, KeyGuard, SearchList

    for part in (ChartView, KeyGuard, SearchList):
        ours = set(part.class_own_traits()) | {
            name for name in vars(part) if not name.startswith("_")
        }
        assert ours & set(dir(DOMWidget)) == set()
        assert {"_esm", "_css", "kind"} <= set(
            part().get_state() if part is not SearchList else part(FRUIT).get_state()
        )
