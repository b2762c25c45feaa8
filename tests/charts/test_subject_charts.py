"""The figures of single subjects: two shares, lists of firms, wordings."""

import pytest
from matplotlib.container import BarContainer

import briefingroom as br
from briefingroom.charts.describing import chart_title
from briefingroom.charts.two_shares import yearly_shares

pytestmark = pytest.mark.usefixtures("styled")


def lengths(ax):
    bars = [bar for group in ax.containers if isinstance(group, BarContainer) for bar in group]
    return [bar.get_width() for bar in bars]


def words_in(ax):
    return [text.get_text() for text in ax.texts]


# --- two shares


def test_the_share_of_the_world_is_what_the_dollars_of_the_world_bank_make():
    references = br.references()
    bank = references[references.publisher == "World Bank"]
    dollars = {
        whose: bank[bank.indicator == f"{whose}_manufacturing_value_added_usd"]
        .set_index("period")
        .value
        for whose in ("china", "world")
    }
    for row in yearly_shares("manufacturing_share_of_world").itertuples():
        made = 100 * dollars["china"][row.period] / dollars["world"][row.period]
        assert row.value == pytest.approx(made, abs=0.006)


def test_each_line_has_every_year_once_and_each_stated_share_its_mark():
    ax = br.plot_two_shares()
    lines = [line for line in ax.lines if len(line.get_xdata()) > 1]
    years = [list(line.get_xdata()) for line in lines]
    assert years == [list(range(2012, 2022)), list(range(2012, 2024))]
    claims = br.claims()
    said = claims[claims.indicator.isin(["manufacturing_share_of_world"])].value
    marked = br.marks(ax).id
    assert set(marked) >= {"2022-06-14.c008", "2021-03-01.c004", "2023-03-01.c008"}
    points = [line.get_ydata()[0] for line in ax.lines if len(line.get_xdata()) == 1]
    assert set(said) | {27.7} == set(points)


def test_what_the_ministry_printed_of_the_second_share_stands_as_open_circles():
    ax = br.plot_two_shares()
    circles = ax.collections[0].get_offsets().tolist()
    assert circles == [[2021, 27.4], [2022, 28.0], [2023, 26.2]]
    assert {"r234", "r236", "r239"} <= set(br.marks(ax).id)


# --- the lists of little giants


def test_the_lists_lead_from_one_stated_number_to_the_next():
    """By another way: the stated numbers, and the names that fell away before the last."""
    from briefingroom.charts.titled_firms import lists_of_giants

    lists = lists_of_giants()
    stated = br.series("little_giants").query("kind == 'level' and bound == 'exact'").value.tolist()
    assert lists.named.cumsum().tolist()[:3] == stated[:3]
    assert lists.kept.sum() == stated[3]
    assert lists.named.sum() - stated[3] == 248 - 155


def test_the_chart_of_lists_says_what_was_named_and_what_is_left():
    ax = br.plot_lists_of_giants()
    assert lengths(ax) == [248, 1584, 2930, 4328, 155, 1584, 2930, 4328]
    assert "248 named, 155 left" in words_in(ax)
    # 93 of 248 are 37.5 percent.
    assert chart_title(ax) == "Only 1 of 4 lists had been checked again: 38% of its names fell away"
    assert len(br.marks(ax)) == 4


# --- the wordings of a term

SPECIALIZED = "specialized and sophisticated SMEs"


def test_each_dot_has_the_number_of_sentences_with_its_wording():
    """Counted in the turns, of a wording that is no part of another."""
    ax = br.plot_wordings(SPECIALIZED)
    wording = "specialization, refinement, uniqueness and innovation"
    texts = br.turns().groupby("briefing").text.sum()
    table = br.marks(ax)
    mine = table[table.group.str.startswith(wording)]
    assert mine.group.unique().tolist() == [f"{wording}, 2022-06-14: 5"]
    assert texts["2022-06-14"].count(wording) == 5 == len(mine)
    assert texts.drop("2022-06-14").str.count(wording).sum() == 0


def test_a_wording_inside_a_longer_one_is_not_counted_there():
    from briefingroom.charts.wordings import uses_of_wordings

    uses = uses_of_wordings("strength in manufacturing")
    texts = br.sentences().set_index("sentence").text
    for row in uses.itertuples():
        assert row.wording in texts[row.sentence]
    # "strong manufacturer" stands in no sentence that is counted for a longer wording alone.
    short = uses[uses.wording == "manufacturer of quality"].sentence
    assert len(short) == len(set(short)) == 5


def test_a_term_that_the_glossary_lacks_is_said():
    with pytest.raises(br.UnknownName, match="The glossary has no term"):
        br.plot_wordings("specialised firms")
