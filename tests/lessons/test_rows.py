"""A few columns of a table to read."""

import pandas as pd
import pytest

import briefingroom as br

TABLE = pd.DataFrame({"target": ["g1", "g2"], "measure": ["a < b", "c"], "note": ["", "x"]})


def test_the_columns_stand_in_order_under_their_headings():
    shown = br.show_rows(TABLE, {"measure": "what was promised", "target": "promise"})
    html = shown._repr_html_()
    assert html.index("what was promised") < html.index(">promise<")
    assert html.index("a &lt; b") < html.index("g1") < html.index("g2")
    assert "note" not in html


def test_a_column_that_is_not_there_is_refused():
    with pytest.raises(
        br.UnknownName, match="There is no column 'mesure'; the nearest is 'measure'"
    ):
        br.show_rows(TABLE, {"mesure": "what was promised"})
