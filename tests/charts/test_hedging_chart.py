"""The chart of firm and hedged figures."""

import pytest
from drawn import title, written

import briefingroom as br

pytestmark = pytest.mark.usefixtures("styled")


def test_the_bars_of_hedging_are_its_shares():
    table = br.hedging("speaker")
    ax = br.plot_hedging(table)
    shown = table[table.claims >= 5].sort_values("bounded_share", ascending=False, kind="stable")
    widths = [[bar.get_width() for bar in bars] for bars in ax.containers]
    assert widths[0] == pytest.approx((100 * (shown.over + shown.at_least) / shown.claims).tolist())
    assert widths[-1] == pytest.approx((100 * shown.exact / shown.claims).tolist())
    assert [sum(row) for row in zip(*widths, strict=True)] == pytest.approx([100] * len(shown))
    assert f"{len(table) - len(shown)} with fewer than 5 figures left out" in ax.get_xlabel()
    first = shown.iloc[0]
    assert f"{first.claims - first.exact} of {first.claims}" in written(ax)


@pytest.mark.parametrize("by", ["role", "briefing", "theme"])
def test_hedging_is_drawn_by_any_group(by):
    said = title(br.plot_hedging(br.hedging(by)))
    assert said.startswith(("A bound is most frequent with ", "With official, "))


def test_a_lesson_may_say_what_the_chart_of_bounds_shows():
    table = br.hedging("kind").query("kind in ['level', 'growth']")
    assert title(br.plot_hedging(table, title="Growth is firm")) == "Growth is firm"


def test_hedging_of_too_few_figures_says_so():
    assert title(br.plot_hedging(br.hedging("speaker").tail(2))) == "Too few figures"
