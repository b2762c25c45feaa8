"""The chart of the audit."""

import pandas as pd
import pytest
from drawn import title, written

import briefingroom as br
from briefingroom.charts import audit as audit_chart
from briefingroom.charts import one_check
from briefingroom.numbers.auditing import figures_by_id
from briefingroom.numbers.intervals import Interval

pytestmark = pytest.mark.usefixtures("styled")


def test_a_check_that_stands_alone_is_drawn_in_the_unit_of_its_figures():
    table = br.audit()
    row = table[table.claims.map(lambda ids: ids == ["2020-10-23.c100", "2020-10-23.c107"])]
    ax = br.plot_audit(row)  # 35 trillion yuan, and 35.8 trillion for the same year
    bar = ax.containers[0][0]
    assert (bar.get_x(), bar.get_x() + bar.get_width()) == pytest.approx((34.5, 35.5))
    (implied,) = [line for line in ax.lines if line.get_linewidth() == 2.6]
    assert tuple(implied.get_xdata()) == pytest.approx((35.75, 35.85))
    (mark,) = [line for line in ax.lines if line.get_marker() == "X"]
    assert mark.get_xdata()[0] == pytest.approx(35.75)  # where the implied range comes nearest
    assert title(ax) == "35 trillion yuan does not reconcile with what other figures imply"
    assert {"35 trillion yuan", "35.75 to 35.85 trillion yuan"} <= set(written(ax))


def test_the_ranges_of_several_checks_are_drawn_in_percent_of_what_was_stated():
    table = br.audit()
    pair = ["2020-10-23.c100", "2020-10-23.c107"]
    row = table[table.claims.map(lambda ids: ids == pair)]
    ax = br.plot_audit(pd.concat([row, table[table.verdict == "reconciles"].head(1)]))
    bar = ax.patches[0]
    assert (bar.get_x(), bar.get_x() + bar.get_width()) == pytest.approx(
        (-100 * 0.5 / 35, 100 * 0.5 / 35)
    )
    implied = next(line for line in ax.lines if line.get_linewidth() == 1.6)
    assert tuple(implied.get_xdata()) == pytest.approx((100 * 0.75 / 35, 100 * 0.85 / 35))
    (mark,) = [line for line in ax.lines if line.get_marker() == "X"]
    assert mark.get_xdata()[0] == pytest.approx(
        100 * 0.75 / 35
    )  # where the implied range comes nearest


def test_drawn_ranges_meet_exactly_where_the_figures_reconcile():
    facts = figures_by_id()
    for row in br.audit().itertuples():
        stated, implied = audit_chart.stated_and_implied(row, facts)
        meets = any(stated.meets(each) for each in implied)
        printed = [facts[id].origin in ("", "published") for id in row.claims]
        assert (row.verdict == "no independent check") == (not all(printed)), row
        if all(printed):
            assert (row.verdict == "does not reconcile") == (not meets), row


def test_what_does_not_reconcile_stands_first():
    table = br.audit()
    ax = br.plot_audit(most=len(table))
    verdicts = [text.split("; stated")[0] for text in written(ax) if "; stated" in text]
    assert verdicts == sorted(
        table.verdict,
        key=[
            "does not reconcile",
            "cannot be decided",
            "no independent check",
            "reconciles",
        ].index,
    )
    assert title(ax).startswith(
        f"{(table.verdict == 'does not reconcile').sum()} of {len(table)} checks do"
    )
    assert "(first 5 shown)" in title(br.plot_audit(most=5))
    assert title(br.plot_audit(table.head(0))) == "No check of this choice"
    assert (
        title(br.plot_audit(table[table.verdict == "reconciles"]))
        .split(" (")[0]
        .endswith("checks reconcile")
    )


def test_checks_that_rest_on_computed_figures_are_counted_apart():
    table = br.audit()
    unchecked = table[table.verdict == "no independent check"]
    assert title(br.plot_audit()).startswith(
        f"{(table.verdict == 'does not reconcile').sum()} of {len(table)} checks do not reconcile, "
        f"{len(unchecked)} rest on unprinted figures"
    )
    ax = br.plot_audit(unchecked)
    assert title(ax) == f"{len(unchecked)} checks rest on unprinted figures"
    assert not [words for words in written(ax) if words.startswith("reconciles")]
    assert {line.get_marker() for line in ax.lines} >= {"P"}
    assert not {line.get_marker() for line in ax.lines} & set("Xod")


def test_an_open_range_reaches_the_edge():
    assert audit_chart.in_percent_of(200, Interval(100, float("inf"))) == (-50, 1100)


@pytest.mark.parametrize(
    "figures, tips",
    [
        ("2023-03-01.c036; r292; r318", {"right"}),  # over 9 million, and one more year
        ("2023-04-20.c007; r130; 2023-04-20.c008", set()),  # 5.1 percent and 1.9 points
    ],
)
def test_what_a_published_floor_implies_ends_in_an_arrowhead(figures, tips):
    table = br.audit()
    ax = br.plot_audit(table[table.claims.str.join("; ") == figures])
    sides = {one_check.TIP_TO_THE_LEFT: "left", one_check.TIP_TO_THE_RIGHT: "right"}
    assert {sides[line.get_marker()] for line in ax.lines if line.get_marker() in sides} == tips
    assert ("arrowhead: goes on, as beyond a floor" in ax.get_xlabel()) == bool(tips)
