"""The chart of the promises."""

import pandas as pd
import pytest
from drawn import title, written
from matplotlib.dates import num2date

import briefingroom as br
from briefingroom.charts.targets import STATUS_MARKERS
from briefingroom.numbers.targets import promises

pytestmark = pytest.mark.usefixtures("styled")


def test_each_promise_has_a_row_from_its_day_to_its_due_date():
    ax = br.plot_targets()
    table = promises()
    assert len(ax.get_yticklabels()) == len(table)
    ends = {}
    for line in ax.lines:
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True):
            ends.setdefault(int(y), []).append((num2date(x).date().isoformat(), line.get_marker()))
    for y, row in enumerate(table.itertuples()):
        assert (row.briefing, "|") in ends[y]
        (stop,) = [stop for stop in ends[y] if stop[1] != "|"]
        assert stop[1] == STATUS_MARKERS[row.status]
        if row.due and row.end < pd.Timestamp("2027-01-01"):
            assert stop[0] == max(row.end.date().isoformat(), row.briefing)
    labels = [text for text in written(ax) if text.split(",")[0] in STATUS_MARKERS]
    assert [label.split(",")[0] for label in labels] == table.status.tolist()
    assert [label.endswith(", no due date") for label in labels] == (table.due == "").tolist()
    assert "open, due 2059" in labels


def test_the_title_of_the_promises_counts_them():
    counts = br.promises().status.value_counts()
    text = title(br.plot_targets())
    assert text.startswith(f"{len(br.promises())} promises: {counts['met']} met")
    assert title(br.plot_targets(kind="all")).startswith(f"{len(br.targets())} targets: ")
    assert f"{counts['open']} open" in text
    assert title(br.plot_targets(status="missed")) == "No promise of this choice"
    assert title(br.plot_targets(briefing="2020-10-23")).startswith("6 promises: 1 met")


@pytest.mark.parametrize(
    "chosen, message",
    [({"status": "kept"}, "no status 'kept'"), ({"briefing": "2020"}, "no briefing '2020'")],
)
def test_promises_of_an_unknown_choice_are_refused(chosen, message):
    with pytest.raises(br.UnknownName, match=message):
        br.plot_targets(**chosen)
