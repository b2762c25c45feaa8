"""What holds of every chart of claims."""

import matplotlib.pyplot as plt
import pytest

import briefingroom as br
from briefingroom.charts.mark_words import words_of

pytestmark = pytest.mark.usefixtures("styled")


def test_every_chart_takes_axes_and_returns_them():
    series, audit = lambda ax: br.plot_series("little_giants", ax), lambda ax: br.plot_audit(ax=ax)
    for draw in (series, br.plot_targets, audit, lambda ax: br.plot_hedging(br.hedging(), ax)):
        ax = plt.figure().subplots()
        assert draw(ax) is ax


def test_everything_that_a_chart_can_mark_has_words():
    for table in ("claims", "references", "targets", "turns", "sentences", "exchanges"):
        ids = getattr(br, table)().iloc[:, 0]
        assert [id for id in ids if not words_of(id).strip(" ,")] == []
