"""Words that are said or not said, under what happened outside."""

from datetime import date

import matplotlib.pyplot as plt
import pytest
from matplotlib.dates import date2num

import briefingroom as br

pytestmark = pytest.mark.usefixtures("styled")

OUTSIDE = {"x074": "US: export controls"}


def test_each_circle_has_the_uses_that_the_concordance_finds():
    ax = br.plot_silence(["resilien*"], OUTSIDE)
    numbers = [int(text.get_text()) for text in ax.texts if text.get_text().isdigit()]
    hits = br.concordance("resilien*").briefing.value_counts()
    assert numbers == [hits.get(day, 0) for day in br.PALETTE]


def test_a_word_that_is_not_said_has_open_circles():
    ax = br.plot_silence(["sanction*"], OUTSIDE)
    circles = [line for line in ax.lines if line.get_marker() == "o" and len(line.get_xdata()) == 1]
    assert len(circles) == 5
    assert {line.get_markerfacecolor() for line in circles} == {"white"}


def test_a_briefing_and_an_event_stand_on_their_days():
    ax = br.plot_silence(["sanction*"], OUTSIDE)
    triangle = next(line for line in ax.lines if line.get_marker() == "^")
    assert triangle.get_xdata()[0] == date2num(br.context().set_index("context").date["x074"])
    assert "US: export controls (2022-10-07)" in [text.get_text() for text in ax.texts]


def test_the_title_names_what_is_never_said():
    ax = br.plot_silence(["sanction*", "export control*", "resilien*"], OUTSIDE)
    title = " ".join(ax.get_title(loc="left").split())
    assert title == "In none of five briefings: “sanction*”, “export control*”"
    plt.close(ax.figure)


def test_where_every_word_is_said_the_title_says_so():
    one = br.plot_silence("United States", OUTSIDE)
    days = br.concordance("United States").briefing.nunique()
    assert one.get_title(loc="left") == f"“United States”: in {days} of five briefings"
    two = br.plot_silence(["resilien*", "weak links"], OUTSIDE)
    assert two.get_title(loc="left") == "Each of these words stands in a briefing"


def test_a_year_is_named_in_the_middle_of_what_is_shown_of_it():
    ax = br.plot_silence(["resilien*"], OUTSIDE)
    first, last = ax.get_xlim()
    named = dict(zip(ax.get_xticklabels(minor=True), ax.get_xticks(minor=True), strict=True))
    middles = {label.get_text(): middle for label, middle in named.items()}
    assert middles["2020"] == (first + date2num(date(2021, 1, 1))) / 2
    assert middles["2023"] == (date2num(date(2023, 1, 1)) + last) / 2


def test_a_single_event_stands_just_above_its_triangle():
    few, many = (
        br.plot_silence(["resilien*"], events)
        for events in (OUTSIDE, {"x069": "Chips", "x074": "Controls", "x085": "Japan"})
    )
    assert few.get_ylim()[1] > many.get_ylim()[1]


def test_marks_open_the_event_and_the_sentences():
    marks = br.marks(br.plot_silence(["resilien*"], OUTSIDE))
    assert marks.id[0] == "x074"
    assert set(br.concordance("resilien*").sentence) <= set(marks.id)


def test_a_statement_that_is_not_there_is_refused():
    with pytest.raises(br.UnknownName, match="x999"):
        br.plot_silence(["resilien*"], {"x999": "nothing"})
