"""The marks written into the tag of a picture: where they lie in it, and what they lead to."""

import io
import re
from html import unescape

import pytest

import briefingroom as br
from briefingroom.charts.marks import DrawnMark, add_marks
from briefingroom.charts.picture_marks import MOST_IDS, marks_attribute, marks_in_attribute
from briefingroom.charts.pictures import picture_html, whole_picture

CLAIM = "2023-04-20.c018"
ATTRIBUTE = re.compile(r"data-marks='([^']*)'")


def marks_of(html):
    return marks_in_attribute(unescape(ATTRIBUTE.search(html)[1]))


def dark_at(png, mark):
    """Whether the picture is not white at a mark."""
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("L")
    place = (round(mark.x / 100 * picture.width), round(mark.y / 100 * picture.height))
    return picture.getpixel(place) < 200


def test_every_mark_of_a_series_is_named_with_its_id_and_words(styled):
    ax = br.plot_series("5g_base_stations")
    expected = br.marks(ax)
    found = marks_of(picture_html(ax.figure))
    assert [mark.ids for mark in found] == [(id,) for id in expected.id]
    assert [mark.words for mark in found] == list(expected.words)


def test_a_mark_lies_where_the_picture_has_it(styled):
    """A label beyond the edge makes the picture larger than the figure."""
    figure, ax = styled.subplots(figsize=(6, 4))
    places = [(0, 0), (1, 3), (4, 1)]
    for x, y in places:
        ax.plot([x], [y], "o", markersize=16, color="black")
    ax.text(-3, 2, "far to the left of the axes")
    add_marks(ax, [DrawnMark(CLAIM, place, "a dot") for place in places])
    html = picture_html(figure)
    png = whole_picture(figure, 2).png
    found = marks_of(html)
    assert len(found) == len(places)
    assert all(dark_at(png, mark) for mark in found)


def test_a_thing_that_stands_for_many_names_them_once(styled):
    figure, ax = styled.subplots()
    ids = list(br.claims().claim[:3])
    add_marks(ax, [DrawnMark(id, (1, 1), f"word {id}", "a bar: 3") for id in [*ids, ids[0]]])
    figure.draw_without_rendering()
    (mark,) = marks_of(f"<img{marks_attribute(figure)}>")
    assert (mark.ids, mark.words) == (tuple(ids), "a bar: 3")


def test_of_a_thing_that_stands_for_very_many_the_first_are_named(styled):
    figure, ax = styled.subplots()
    add_marks(ax, [DrawnMark(id, (1, 1), "", "a bar") for id in br.claims().claim])
    figure.draw_without_rendering()
    (mark,) = marks_of(f"<img{marks_attribute(figure)}>")
    assert mark.ids == tuple(br.claims().claim[:MOST_IDS])


def test_words_with_quotation_marks_come_back(styled):
    figure, ax = styled.subplots()
    words = 'it\'s <"5"> & more'
    add_marks(ax, [DrawnMark(CLAIM, (1, 1), words)])
    figure.draw_without_rendering()
    attribute = marks_attribute(figure)
    assert attribute.count("'") == 2
    assert "<" not in attribute
    assert marks_of(f"<img{attribute}>")[0].words == words


@pytest.mark.parametrize("id", ["", "2023-04-20.c999", "mine"])
def test_what_leads_nowhere_is_not_written(id, styled):
    figure, ax = styled.subplots()
    add_marks(ax, [DrawnMark(id, (1, 1), "nothing")])
    figure.draw_without_rendering()
    assert marks_attribute(figure) == ""


def test_the_static_view_of_a_panel_names_its_marks(styled):
    html = br.show_series("5g_base_stations")._repr_mimebundle_()["text/html"]
    assert (CLAIM,) in [mark.ids for mark in marks_of(html)]


def test_the_figure_is_as_it_was_after_its_picture(styled):
    ax = br.plot_series("little_giants")
    figure = ax.figure
    first = picture_html(figure)
    assert "get_tightbbox" not in vars(figure)
    assert picture_html(figure) == first
