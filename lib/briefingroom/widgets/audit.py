"""The arithmetic on stated figures, with the sentences side by side."""

from functools import cache

from ..corpus.names import must_be
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..display import MUTED, counted, escape, paragraph
from .controls import choice, explorer, follows, shortened, wide_choice
from .exhibit import Exhibit, Reading
from .html import CELL, fact_beside


def show_audit(verdict: str = "does not reconcile", check: str = ALL, row: str = "") -> Exhibit:
    """The arithmetic on stated figures: one line for each check, and one of them with its sentences side by side.

    Parameters
    ----------
    verdict : reconciles, does not reconcile, cannot be decided, or ``"all"``.
    check : as in `audit`, or ``"all"``.
    row : ids of the claims of one check, as they stand in its line; the first of those shown if none is given.

    Returns an Exhibit: the chart is that of the chosen check.

    Raises
    ------
    UnknownName : when there is no such verdict or check; the message names the nearest.

    >>> "35 trillion yuan" in str(show_audit(check="same thing twice").about)
    True
    """
    from ..charts.audit import plot_audit

    table = _checks(verdict, check)
    if table.empty:
        return Exhibit(
            about=Reading("No check of this choice.", paragraph("No check of this choice."))
        )
    chosen = table[table.row == row] if row in set(table.row) else table.head(1)
    one = chosen.iloc[0]
    caption = f"Chart: the range stated and the range implied. {one.arithmetic}: {one.verdict}."
    texts, cells = zip(*[fact_beside(id) for id in one.claims])
    beside = "".join(f'<td style="{CELL};max-width:26em">{cell}</td>' for cell in cells)
    heads = "".join(
        f'<th style="{CELL}">{name}</th>' for name in ("Verdict", "Check", "Arithmetic", "Figures")
    )
    lines = "".join(
        f"<tr{' style=font-weight:bold' if row.row == one.row else ''}>"
        + "".join(
            f'<td style="{CELL}">{escape(text)}</td>'
            for text in (row.verdict, row.check, row.arithmetic, row.row)
        )
        + "</tr>"
        for row in table.itertuples()
    )
    note = paragraph(escape(f"Note: {one.note}")) if one.note else ""
    html = f"<table><tr>{beside}</tr></table>{note}" + paragraph(
        f"{counted(len(table), 'check')} of this choice:", MUTED
    )
    html += f"<table><tr>{heads}</tr>{lines}</table>"
    text = [
        *texts,
        *([one.note] if one.note else []),
        *[f"{row.verdict}: {row.arithmetic} ({row.row})" for row in table.itertuples()],
    ]
    return Exhibit(
        plot_audit(chosen.drop(columns="row")), Reading("\n\n".join(text), html), caption
    )


def audit_browser(verdict: str = "does not reconcile"):
    """A widget: choose a verdict and a kind of check, then a line, and read the sentences side by side."""
    counts = _checks(ALL, ALL).verdict.value_counts()
    judged = choice(
        "Verdict",
        [
            (f"all ({counts.sum()})", ALL),
            *((f"{name} ({counts[name]})", name) for name in counts.index),
        ],
        verdict,
    )
    check = choice("Check", _check_choices(verdict))
    row = wide_choice("Line", _line_choices(verdict, ALL))
    follows(check, [judged], _check_choices)
    follows(row, [judged, check], _line_choices)
    return explorer(show_audit, {"verdict": judged, "check": check, "row": row}, height="46em")


@cache
def _audited():
    from ..numbers.auditing import audit

    table = audit()
    return table.assign(row=table.claims.str.join("; "))


def _checks(verdict: str, check: str):
    """The rows of the audit with a verdict and of a kind; `row` names each by its claims."""
    table = _audited()
    for column, value in (("verdict", verdict), ("check", check)):
        if value != ALL:
            must_be(value, list(_audited()[column].unique()), f"There is no {column} {value!r}")
            table = table[table[column] == value]
    return table


def _check_choices(verdict: str) -> list[tuple[str, str]]:
    counts = _checks(verdict, ALL).check.value_counts()
    return [
        (f"all ({counts.sum()})", ALL),
        *((f"{name} ({count})", name) for name, count in counts.items()),
    ]


def _line_choices(verdict: str, check: str) -> list[tuple[str, str]]:
    measures = read_table("claims").set_index("claim").measure
    table = _checks(verdict, check)
    firsts = [(row.claims[0], row) for row in table.itertuples()]
    return [
        (f"{id}: {row.stated}, {shortened(measures.get(id, ''), 60)}: {row.check}", row.row)
        for id, row in firsts
    ]
