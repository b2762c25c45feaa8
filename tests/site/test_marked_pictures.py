"""The marks of a lesson's pictures as links: each leads somewhere, over the picture or below it."""

import json
import re
from html import unescape

import pytest
from bs4 import BeautifulSoup

from briefingroom.charts.picture_marks import marks_in_attribute
from briefingroom.corpus.tables import HOME
from briefingroom.site.addresses import address_of
from briefingroom.site.html_as_markdown import markdown_of_html
from briefingroom.site.marked_pictures import with_linked_marks

LESSONS = sorted((HOME.parent / "notebooks").glob("[0-9]*.ipynb"))
PICTURE = '<img alt="A chart." width="600" data-marks=\'{marks}\' src="pictures/a-1.png">'
HEIGHTS = {"pictures/a-1.png": 0.5}


def linked(marks):
    text = json.dumps(marks).replace("'", "&#x27;")
    return BeautifulSoup(with_linked_marks(PICTURE.format(marks=text), HEIGHTS), "html.parser")


def test_marks_lie_over_the_picture_and_stand_below_it():
    page = linked([[10, 20, "r354", "a & b"], [50, 60, "g01", "a promise"]])
    over = page.select(".marked a.over")
    assert [link["href"] for link in over] == ["../reference/r354.html", "../promise/g01.html"]
    assert over[0]["style"] == "left:10%;top:20%"
    assert [link.get_text() for link in over] == ["a & b", "a promise"]
    below = page.select("details.marks li a")
    assert [link["href"] for link in below] == [link["href"] for link in over]
    assert page.summary.get_text() == "In this picture: 2 marks, each with its page"
    assert "data-marks" not in str(page)


def test_a_mark_of_several_leads_to_its_line_in_the_list():
    page = linked([[10, 20, "g01 g02", "two promises"]])
    (over,) = page.select("a.over")
    line = page.find(id=over["href"].removeprefix("#"))
    assert line.get_text() == "two promises: g01, g02"
    assert [link["href"] for link in line("a")] == ["../promise/g01.html", "../promise/g02.html"]


def test_marks_that_no_finger_tells_apart_stand_in_the_list_alone():
    page = linked([[10 + n, 20, "r354", str(n)] for n in range(20)])
    assert page.select("a.over") == []
    assert len(page.select("details.marks li")) == 20


def test_a_picture_of_unknown_size_has_the_list_alone():
    html = with_linked_marks(PICTURE.format(marks='[[1,1,"r354","a"]]'), {})
    page = BeautifulSoup(html, "html.parser")
    assert page.select("a.over") == []
    assert len(page.select("details.marks li a")) == 1


def test_the_twin_names_each_mark_once():
    html = with_linked_marks(PICTURE.format(marks='[[10,20,"r354","a"]]'), HEIGHTS)
    assert markdown_of_html(html).count("reference/r354.md") == 1


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem[:2])
def test_every_mark_of_a_lesson_leads_to_its_page(path, small_site):
    """Each picture of a chart names its marks, and the page of the lesson links them all.

    But for a chart of an invented briefing, of whose sentences the website has no page.
    """
    page = small_site.page(f"lessons/{path.stem}.html")
    linked = [link["href"] for link in page.select("details.marks a")]
    pictures = marked = 0
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            html = "".join(output.get("data", {}).get("text/html", ""))
            pictures += html.count("<img ")
            for text in re.findall(r"data-marks='([^']*)'", html):
                marked += 1
                for mark in marks_in_attribute(unescape(text)):
                    assert {f"../{address_of(id)}" for id in mark.ids} <= set(linked)
    draws_what_is_invented = path == LESSONS[-1]
    assert len(page.select(".marked")) == marked == (0 if draws_what_is_invented else pictures)
    assert pictures > 0
