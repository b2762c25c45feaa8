"""The arithmetic on stated figures, with the sentences side by side."""

from typing import TYPE_CHECKING, Any, NamedTuple

from ..corpus.active import cached_by_collection
from ..corpus.names import must_be
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..display import (
    Answer,
    Block,
    Listing,
    Note,
    OnPage,
    Paragraph,
    Remark,
    SideBySide,
    counted,
    in_tenths,
    shortened,
)
from ..numbers.auditing import UNCHECKED, VERDICTS
from .controls import (
    Option,
    dependent_dropdown,
    dependent_list,
    dropdown,
    options_with_counts,
    row_chosen,
)
from .exhibit import Exhibit
from .explorer import explorer
from .quotations import quoted_figure

if TYPE_CHECKING:
    import ipywidgets
    import pandas as pd

AND_AGAIN = ", and again "
NO_CHECK = Answer((Paragraph("No check of this choice."),))
NOBODY_PRINTED = (
    "A figure here was computed or read off a chart, and nobody printed it. "
    "Whether the two sides meet or not, nobody else has confirmed or denied the figure stated."
)


class CheckLine(NamedTuple):
    """A check as one line; the fields are the columns of the page, which are few: it is narrow."""

    verdict: str
    arithmetic: str
    figures: str


def show_audit(verdict: str = "does not reconcile", check: str = ALL, row: str = "") -> Exhibit:
    """The arithmetic on stated figures: one line for each check, and one of them in full.

    In full, the sentences stand side by side.

    Parameters
    ----------
    verdict : reconciles, does not reconcile, cannot be decided, no independent check, or ``"all"``.
    check : as in `audit`, or ``"all"``.
    row : ids of the claims of one check, as they stand in its line; the first of those shown if
        none is given.

    Returns an Exhibit: the chart is that of the chosen check.

    Raises
    ------
    UnknownName : when there is no such verdict or check; the message names the nearest.

    >>> "35 trillion yuan" in str(show_audit(check="same thing twice").about)
    True
    """
    from ..charts.audit import plot_audit

    checks = _chosen_checks(verdict, check)
    if checks.empty:
        return Exhibit(about=NO_CHECK)
    chosen = row_chosen(checks, "row", row)
    one = chosen.iloc[0]
    arithmetic = _arithmetic_to_read(one)
    caption = f"Chart: the range stated and the range implied. {arithmetic}: {one.verdict}."
    return Exhibit(
        plot=lambda _: plot_audit(chosen.drop(columns="row")),
        about=Answer((*_one_check(one), *_all_checks(checks, one))),
        describe=lambda _: caption,
    )


def audit_browser(
    verdict: str = "does not reconcile", check: str = ALL, row: str | None = None
) -> "ipywidgets.VBox":
    """A widget to look through the audit.

    Choose a verdict and a kind of check, then a line, and read the sentences side by side.

    Parameters
    ----------
    verdict, check, row : what it opens with, as in `show_audit`.

    Raises
    ------
    UnknownName : when there is no such verdict, check or line.
    """
    verdicts = _chosen_checks(ALL, ALL).verdict.value_counts()
    opened = ALL if verdict in VERDICTS and verdict not in verdicts else verdict
    judged = dropdown("Verdict", options_with_counts(verdicts), opened)
    kind = dependent_dropdown("Check", _check_options, [judged], check)
    line = dependent_list("Line", _line_options, [judged, kind], row)
    controls = {"verdict": judged, "check": kind, "row": line}
    return explorer(show_audit, controls)


def _one_check(check: Any) -> list[Block]:
    """The figures of a check side by side, and what is noted of it."""
    figures = tuple((quoted_figure(id),) for id in check.claims)
    blocks: list[Block] = [SideBySide(figures, width=26)]
    if check.verdict == UNCHECKED:
        blocks.append(Remark(NOBODY_PRINTED))
    if check.note:
        blocks.append(Remark(check.note))
    return blocks


def _all_checks(checks: "pd.DataFrame", chosen: Any) -> list[Block]:
    """One line for each check; those that say the same of figures said twice share one."""
    same_words = checks.arithmetic.str.replace(" percent", "%")
    alike = checks.groupby([checks.verdict, checks.check, same_words], sort=False)
    by_words = {words: _check_line(rows) for words, rows in alike}
    shown = (chosen.verdict, chosen.check, same_words[chosen.name])
    lines = Listing(
        rows=tuple(by_words.values()),
        sentence="{verdict}: {arithmetic} ({figures})",
        chosen=by_words[shown],
    )
    shared = "; one line for what was said twice" if len(by_words) < len(checks) else ""
    return [OnPage(Note(f"{counted(len(checks), 'check')} of this choice{shared}:")), lines]


def _check_line(alike: "pd.DataFrame") -> CheckLine:
    """The line of some checks that say the same."""
    one = alike.iloc[0]
    figures = AND_AGAIN.join(alike.row)
    return CheckLine(one.verdict, f"{one.check}, {_arithmetic_to_read(one)}", figures)


def _arithmetic_to_read(check: Any) -> str:
    """What is implied in the digits that one reads, each range once."""
    ranges = dict.fromkeys(map(in_tenths, check.implied.split(" or ")))
    return str(check.arithmetic.replace(check.implied, " or ".join(ranges)))


@cached_by_collection
def _audited_checks() -> "pd.DataFrame":
    """The audit; `row` names each check by its claims."""
    from ..numbers.auditing import audit

    table = audit()
    return table.assign(row=table.claims.str.join("; "))


def _chosen_checks(verdict: str, check: str) -> "pd.DataFrame":
    """The checks with a verdict and of a kind."""
    checks = _with_value(_audited_checks(), "verdict", verdict)
    return _with_value(checks, "check", check)


def _with_value(checks: "pd.DataFrame", column: str, value: str) -> "pd.DataFrame":
    if value == ALL:
        return checks
    known = [*_audited_checks()[column].unique(), *(VERDICTS if column == "verdict" else ())]
    must_be(value, known, f"There is no {column} {value!r}")
    return checks[checks[column] == value]


def _check_options(verdict: str) -> list[Option]:
    return options_with_counts(_chosen_checks(verdict, ALL).check.value_counts())


def _line_options(verdict: str, check: str) -> list[Option]:
    measures = read_table("claims").set_index("claim").measure
    options = []
    for row in _chosen_checks(verdict, check).itertuples():
        first = row.claims[0]
        measure = shortened(measures.get(first, ""), 60)
        options.append(Option(f"{first}: {row.stated}, {measure}: {row.check}", row.row))
    return options
