"""The calendar of what stands outside the sources."""

import pandas as pd
import pytest
from matplotlib.dates import date2num

import briefingroom as br
from briefingroom.charts.context import KIND_MARKERS, context_finding

pytestmark = pytest.mark.usefixtures("styled")


def test_every_statement_has_a_mark_on_its_day():
    ax = br.plot_context()
    marks = br.marks(ax)
    rows = br.context()
    assert sorted(marks.id) == sorted(rows.context)
    days = dict(zip(rows.context, rows.date, strict=True))
    in_order = marks.sort_values("x", kind="stable").id.map(days)
    assert in_order.is_monotonic_increasing


def test_years_are_as_far_apart_as_they_were():
    ax = br.plot_context("general")
    ticks = ax.get_xticks()
    assert list(ticks) == [date2num(pd.Timestamp(year, 1, 1)) for year in range(2014, 2025)]


def test_each_briefing_is_a_line_in_its_colour():
    ax = br.plot_context("shipbuilding")
    lines = {
        line.get_xdata()[0]: line.get_color() for line in ax.lines if len(line.get_xdata()) == 2
    }
    for briefing, colour in br.PALETTE.items():
        assert lines[date2num(pd.Timestamp(briefing))] == colour


def test_the_legend_says_of_no_statement_that_it_was_said_in_a_briefing():
    heading, *days = (text.get_text() for text in br.plot_context("steel").get_legend().get_texts())
    assert heading == "Briefing of"
    assert days == list(br.PALETTE)


def test_every_kind_but_the_briefing_has_a_form_of_its_own():
    kinds = set(br.context().kind) - {"briefing"}
    assert kinds == set(KIND_MARKERS)
    assert len(set(KIND_MARKERS.values())) == len(kinds)


def test_the_title_counts_what_stands_beside_the_briefings():
    assert len(br.context("steel")) == 11
    assert context_finding(br.context("steel")) == "Eleven events around five briefings"
    overview = br.context("overview")
    assert (overview.kind == "briefing").sum() == 5
    assert len(overview) == 15
    assert context_finding(overview) == "Ten events around five briefings"
