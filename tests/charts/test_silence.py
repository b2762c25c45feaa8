"""Words that are said or not said, under what happened outside."""

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


def test_marks_open_the_event_and_the_sentences():
    marks = br.marks(br.plot_silence(["resilien*"], OUTSIDE))
    assert marks.id[0] == "x074"
    assert set(br.concordance("resilien*").sentence) <= set(marks.id)


def test_a_statement_that_is_not_there_is_refused():
    with pytest.raises(br.UnknownName, match="x999"):
        br.plot_silence(["resilien*"], {"x999": "nothing"})
