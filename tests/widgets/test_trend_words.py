"""What the widget of terms over time says under its chart and in its table."""

import pytest

import briefingroom as br

pytestmark = pytest.mark.usefixtures("styled")


def test_the_caption_of_a_trend_speaks_of_each_term():
    caption = br.show_trend(own="reform; zebra").caption
    assert "“reform” highest for " in caption
    assert "“zebra” never used" in caption
    assert "0.0 to 0.0" not in str(br.show_trend(own="zebra"))


def test_the_counts_of_a_term_say_how_frequent_it_may_be_where_it_is_not_used():
    table = br.show_trend(own="zebra").about.parts[1].frame
    assert all(said.startswith("up to ") for said in table.interval)
