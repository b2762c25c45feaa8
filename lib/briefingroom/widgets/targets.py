"""Widgets: a question, closed choices, and what an ordinary function answers to them.

Every explorer is thin. Its controls take their choices from the data, and what it shows is what the function of the same
subject (``show_...``) returns for the choices made, so that the notebook can show the same without a kernel, and tests
can walk every choice.
"""

from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..display import MUTED, escape, paragraph
from .controls import choice, explorer, follows, shortened, wide_choice
from .exhibit import Exhibit, Reading
from .html import CELL, fact_beside, sentence_beside


def show_targets(briefing: str = ALL, status: str = ALL, target: str = "") -> Exhibit:
    """The promises as a timeline, and one of them beside what was reported afterwards.

    Parameters
    ----------
    briefing : id of a briefing, or ``"all"``. status : met, missed, on course, open, not reported, or ``"all"``.
    target : id of a promise; the first of those shown if none is given.

    Raises
    ------
    UnknownName : when there is no such briefing or status; the message names the nearest.

    >>> print(show_targets(status="missed").about)
    No promise of this choice.
    """
    from ..charts.targets import plot_targets
    from ..numbers.targets import promises

    table = promises(briefing, status)
    if table.empty:
        return Exhibit(
            about=Reading("No promise of this choice.", paragraph("No promise of this choice."))
        )
    one = (table[table.target == target] if target in set(table.target) else table.head(1)).iloc[0]
    due = f"due {one.due}" if one.due else "no due date"
    rows = [("Promise", f"{one.measure}; made {one.briefing}, {due}"), ("Status", one.status)]
    rows += [("Evidence", one.evidence), ("Note", one.note)]
    rows = [(name, text) for name, text in rows if text]
    promise, outcome = (
        sentence_beside(one.sentence, one.statement),
        fact_beside(one.outcome_claim) if one.outcome_claim else None,
    )
    told = "What was reported afterwards" if outcome else "What was reported afterwards: no figure"
    html = "".join(
        f'<tr><th style="{CELL}">{name}</th><td style="{CELL};max-width:40em">{escape(text)}</td></tr>'
        for name, text in rows
    )
    cells = [
        paragraph("What was promised", MUTED) + promise[1],
        paragraph(told, MUTED) + (outcome[1] if outcome else ""),
    ]
    beside = "".join(f'<td style="{CELL};max-width:28em">{cell}</td>' for cell in cells)
    text = [
        promise[0],
        *([outcome[0]] if outcome else []),
        *[f"{name}: {text}" for name, text in rows],
    ]
    exhibit = Exhibit(
        plot_targets(briefing=briefing, status=status, chosen=one.target),
        Reading("\n\n".join(text), f"<table><tr>{beside}</tr></table><table>{html}</table>"),
        words_first=True,
    )
    exhibit.caption = f"Chart: {exhibit.description}. The promise read here is set off in grey."
    return exhibit


def promises_timeline(briefing: str = ALL):
    """A widget: choose a briefing and a status, see the timeline, and read a promise beside its outcome."""
    made = [
        id
        for id in read_table("briefings").briefing
        if id in set(read_table("targets").made.astype(str).str[:10])
    ]
    which = choice("Briefing", [ALL, *made], briefing)
    status = choice("Status", [ALL, *read_table("targets").status.value_counts().index])
    target = wide_choice("Promise", _promise_choices(briefing, ALL))
    follows(target, [which, status], _promise_choices)
    return explorer(
        show_targets, {"briefing": which, "status": status, "target": target}, height="48em"
    )


def _promise_choices(briefing: str, status: str) -> list[tuple[str, str]]:
    from ..numbers.targets import promises

    rows = promises(briefing, status).itertuples()
    dues = [(row, f"due {row.due}" if row.due else "no due date") for row in rows]
    listed = [
        (f"{row.briefing}, {due}: {shortened(row.measure, 80)} ({row.status})", row.target)
        for row, due in dues
    ]
    return listed or [("none", "")]
