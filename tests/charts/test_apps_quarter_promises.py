"""The figures of lessons 11 to 13: counts of apps, rates of a quarter, promises by year."""

import pytest

import briefingroom as br
from briefingroom.charts.marks import drawn_marks

pytestmark = pytest.mark.usefixtures("styled")

CLAIMS = br.claims().set_index("claim")
REFERENCES = br.references().set_index("reference")
PROMISES = br.promises().set_index("target")


def row_names(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def bar_lengths(ax):
    """The length of each bar by its row, with its sign."""
    return {round(bar.get_y() + bar.get_height() / 2, 2): bar.get_width() for bar in ax.patches}


# --- the rates of a quarter


def test_each_rate_of_the_quarter_is_a_bar_of_its_length():
    ax = br.plot_quarter()
    lengths = bar_lengths(ax)
    for mark in drawn_marks(ax):
        kept = CLAIMS if mark.id in CLAIMS.index else REFERENCES
        assert lengths[round(mark.at[1], 2)] == pytest.approx(kept.value[mark.id])
    stated = CLAIMS.query("briefing == '2023-04-20' and period == '2023-Q1' and baseline == 'yoy'")
    shown = [mark.id for mark in drawn_marks(ax) if mark.id in CLAIMS.index]
    # Growth of industry and of telecom revenue is said twice each.
    assert set(stated.index) - set(shown) == {"2023-04-20.c024", "2023-04-20.c041"}


def test_what_was_not_said_is_white_and_below_nothing_where_it_fell():
    ax = br.plot_quarter()
    white = [bar.get_width() for bar in ax.patches if bar.get_facecolor()[:3] == (1, 1, 1)]
    assert sorted(white) == [-6.7, -4.6, -4.3, 5.1]
    assert any(list(line.get_xdata()) == [0, 0] for line in ax.lines)
    title = " ".join(ax.get_title(loc="left").split())
    assert title == "None of 18 stated rates is a fall; three falls were published elsewhere"


def test_two_rates_of_one_name_say_who_counted():
    names = row_names(br.plot_quarter())
    assert "production of new energy vehicles (CAAM)" in names
    assert "production of new energy vehicles (statistics bureau)" in names


def test_a_fall_that_was_said_stands_below_nothing():
    ax = br.plot_quarter("2022-06-14", "2021")
    lengths = {mark.id: bar_lengths(ax)[round(mark.at[1], 2)] for mark in drawn_marks(ax)}
    assert (lengths["2022-06-14.c108"], lengths["2022-06-14.c112"]) == (-5.6, -7)
    assert ax.get_title(loc="left").startswith("Two of two stated rates are falls")


def test_a_name_of_two_lines_has_a_higher_row_and_no_capital_of_its_own():
    ax = br.plot_quarter("2022-06-14", "2021")
    places = dict(zip(row_names(ax), ax.get_yticks(), strict=True))
    *_, steel, energy, water = places.values()
    assert [name.count("\n") for name in places][-3:] == [0, 1, 1]
    assert water - energy > energy - steel > 1
    assert all(name[0].islower() for name in places)


def test_a_time_of_which_no_rate_was_said_is_refused():
    with pytest.raises(br.QuestionError, match="No rate on a year before was said on 2023-04-20"):
        br.plot_quarter("2023-04-20", "1999")


# --- when promises are due


def test_each_promise_is_one_mark_in_the_column_of_its_year():
    ax = br.plot_due_dates()
    marks = drawn_marks(ax)
    assert sorted(mark.id for mark in marks) == sorted(PROMISES.index)
    for mark in marks:
        end = PROMISES.end[mark.id]
        if end == end and end.year <= 2029:
            assert mark.at[0] == end.year
        else:
            assert mark.at[0] > 2030
    assert len({mark.at for mark in marks}) == len(marks)
    labels = [label.get_text() for label in ax.get_xticklabels()]
    names = dict(zip(ax.get_xticks(), labels, strict=True))
    late = {names[mark.at[0]] for mark in marks if mark.at[0] > 2030}
    assert late == {"2035", "2059", "no date"}


def test_the_line_of_the_last_briefing_parts_what_was_due_from_what_was_not():
    ax = br.plot_due_dates()
    (line,) = [each.get_xdata()[0] for each in ax.lines if each.get_linestyle() == "--"]
    due = {mark.id for mark in drawn_marks(ax) if mark.at[0] < line}
    assert due == {"g01", "g07", "g08", "g47", "g13", "g52", "g54", "g55", "g62"}
    title = " ".join(ax.get_title(loc="left").split())
    assert title == "40 promises: nine fell due by the last briefing (2 met, 7 not reported)"


def test_the_legend_counts_each_status():
    labels = [text.get_text() for text in br.plot_due_dates().get_legend().get_texts()]
    counts = PROMISES.status.value_counts()
    assert sorted(labels) == sorted(f"{status} ({counts[status]})" for status in counts.index)


def test_the_promises_of_one_briefing_can_be_drawn_alone():
    ax = br.plot_due_dates(br.promises("2022-06-14"))
    assert [mark.id for mark in drawn_marks(ax)] == ["g62"]


# --- counts of apps


def test_each_count_of_apps_is_a_bar_from_nothing_with_its_amount_beside():
    ax = br.plot_app_counts()
    lengths = bar_lengths(ax)
    marks = drawn_marks(ax)
    for mark in marks:
        assert lengths[mark.at[1]] == pytest.approx(CLAIMS.value[mark.id] / 1e6)
    about = CLAIMS[CLAIMS.indicator.isin(["mobile_apps", "apps_tested", "apps_named_or_removed"])]
    # 2.61 million is said three times.
    assert set(about.index) - {mark.id for mark in marks} == {"2023-04-20.c103", "2023-04-20.c130"}
    written = [text.get_text() for text in ax.texts]
    assert "nearly 3,000" in written
    assert "over 3.5 million" in written
    assert len(set(row_names(ax))) == len(marks)
