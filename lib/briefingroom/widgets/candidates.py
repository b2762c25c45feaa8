"""The numerals of an added briefing, one after the other, to accept, correct or reject."""

import os
from typing import TYPE_CHECKING, Any

from ..adding.decisions import (
    ACCEPT,
    ALL_UNITS,
    CORRECT,
    NOT_DECIDED,
    REJECT,
    Decided,
    DecisionRow,
    decided,
)
from ..adding.kept import KeptBriefing
from ..adding.report import suggestion
from ..corpus.names import must_be
from ..corpus.tables import published_table
from ..display import MUTED, escape, marked, paragraph
from ..display.characters import printable
from ..errors import BriefingRoomError
from ..files.claim_fields import BOUNDS, KINDS, REASONS
from .controls import FIELD_WIDTH, LABEL_STYLE
from .explorer import framed, panel, row_of_controls

if TYPE_CHECKING:
    import ipywidgets

OPEN, ALL_OF_THEM = "undecided", "all"
HEIGHT_OF_SENTENCE = "9em"
FIELD_NAMES = {
    "quote": "Quote",
    "value": "Value",
    "unit": "Unit",
    "bound": "Bound",
    "kind": "Kind",
    "period": "Period",
    "measure": "Measure",
    "counted": "Counted",
    "indicator": "Indicator",
    "region": "Region",
    "baseline": "Baseline",
    "note": "Note",
    "reason": "Reason",
}
HINTS = {
    "value": "in base units: 24540000000000",
    "period": "2024, 2024-03, 2024-Q1, 2016/2019",
    "measure": "what is measured; the sentence, if empty",
    "counted": "the thing, where the unit is count",
    "note": "why the value differs from the words",
}
PAST = {ACCEPT: "accepted", CORRECT: "corrected", REJECT: "rejected", NOT_DECIDED: "undecided"}


def candidate_editor(
    briefing: str, into: str | os.PathLike[str] | None = None, *, candidate: str = ""
) -> "ipywidgets.VBox":
    """A widget to decide about the numerals of a briefing that you added, one after the other.

    Each stands in its sentence with what is suggested. Accept it as it is, mend the fields and
    choose Correct, or choose a reason and Reject, by mouse or with Tab and Enter. Every decision is
    saved at once in ``decisions.csv``; the same checks read it as read a file edited by hand.

    Parameters
    ----------
    briefing : id of a briefing that was added.
    into : folder of the collection; if none is given, that in your own data folder.
    candidate : id of the numeral that it opens with, such as "2024-04-18.n004"; if none is given,
        the first that is undecided.

    Raises
    ------
    UnknownName : when there is no such briefing or numeral; the message names the nearest.
    CorpusError : when its decisions are damaged, with the row and the column.
    """
    kept = KeptBriefing(briefing, into)
    if candidate:
        must_be(candidate, list(kept.numerals.candidates), f"There is no numeral {candidate!r}")
    return _Editor(kept, candidate).widget


class _Editor:
    """The parts of the widget, and what happens in them."""

    def __init__(self, kept: KeptBriefing, first: str = "") -> None:
        import ipywidgets

        self._kept = kept
        self._decisions: dict[str, DecisionRow] = {}
        self._at = ""
        self._read()
        self._state = ipywidgets.HTML()
        self._sentence = ipywidgets.HTML(layout=ipywidgets.Layout(width="100%"))
        self._message = ipywidgets.HTML()
        self._shown = _choice("Show", [OPEN, ALL_OF_THEM])
        self._fields = {column: _field_control(column) for column in FIELD_NAMES}
        self._buttons = self._make_buttons()
        self._shown.observe(lambda change: self._move(0), "value")
        self.widget = panel(
            row_of_controls([self._shown, self._state]),
            framed(self._sentence, HEIGHT_OF_SENTENCE),
            row_of_controls(list(self._fields.values())),
            row_of_controls(list(self._buttons.values())),
            self._message,
        )
        self._open(first or next(iter(self._offered()), ""))

    def _make_buttons(self) -> "dict[str, ipywidgets.Button]":
        actions: dict[str, Any] = {
            "Accept": lambda: self._decide(ACCEPT),
            "Correct": lambda: self._decide(CORRECT),
            "Reject": lambda: self._decide(REJECT),
            "Undo": lambda: self._decide(NOT_DECIDED),
            "Previous": lambda: self._move(-1),
            "Next": lambda: self._move(1),
        }
        return {name: _button(name, action) for name, action in actions.items()}

    def _read(self) -> Decided:
        """Read the file again: it may have been edited by hand meanwhile."""
        decisions = self._kept.decisions()
        self._decisions = {decision.row["candidate"]: decision for decision in decisions}
        return decided(decisions, self._kept.numerals)

    def _offered(self) -> list[str]:
        """The candidates that are gone through."""
        candidates = list(self._kept.numerals.candidates)
        if self._shown.value == ALL_OF_THEM:
            return candidates
        return [id for id in candidates if self._taken(id) == NOT_DECIDED]

    def _taken(self, candidate: str) -> str:
        decision = self._decisions.get(candidate)
        return decision.row["decision"] if decision else NOT_DECIDED

    def _move(self, step: int) -> None:
        """Open the candidate before or after, among those that are gone through."""
        offered = self._offered()
        if not offered:
            self._open("")
            return
        order = list(self._kept.numerals.candidates)
        here = order.index(self._at) if self._at else 0
        if step < 0:
            before = [id for id in offered if order.index(id) < here]
            self._open(before[-1] if before else offered[0])
        else:
            after = [id for id in offered if order.index(id) >= here + step]
            self._open(after[0] if after else offered[-1])

    def _decide(self, decision: str) -> None:
        """Save a decision and go on; what cannot be right is said, and nothing is saved."""
        if not self._at:
            return
        change = {"candidate": self._at, "decision": decision}
        if decision in (CORRECT, REJECT):
            change |= {column: field.value.strip() for column, field in self._fields.items()}
        else:
            change |= self._kept_beside_suggestion()
        try:
            self._kept.take([change])
            self._read()
        except BriefingRoomError as error:
            self._say(str(error))
            return
        if decision == NOT_DECIDED:
            self._open(self._at)
            return
        self._move(1)
        self._say("")

    def _kept_beside_suggestion(self) -> dict[str, str]:
        """What may be filled in where a suggestion is accepted: it says more, and nothing else."""
        more = ("measure", "counted", "indicator", "region", "baseline", "note")
        return {column: self._fields[column].value.strip() for column in more}

    def _open(self, candidate: str) -> None:
        """Show a candidate in its sentence, with what is suggested or was decided."""
        self._at = candidate
        self._say("")
        self._count()
        if not candidate:
            self._sentence.value = paragraph("Every numeral is decided.")
            return
        row = self._kept.numerals.candidates[candidate]
        text = self._kept.numerals.texts[row["sentence"]]
        about = f"{candidate}, in {row['sentence']}: {suggestion(row)}"
        taken = PAST[self._taken(candidate)]
        self._sentence.value = _in_sentence(text, int(row["start"]), int(row["end"])) + paragraph(
            f"Suggested for {escape(about)}. It is {taken}.", MUTED
        )
        values = self._decisions[candidate].row if candidate in self._decisions else row
        for column, field in self._fields.items():
            _set(field, str(values.get(column, "")))

    def _count(self) -> None:
        order = self._kept.numerals.candidates
        left = sum(self._taken(id) == NOT_DECIDED for id in order)
        self._state.value = (
            f'<span role="status">{left} of {len(order)} numerals await a decision</span>'
        )

    def _say(self, words: str) -> None:
        said = f'<span role="alert">{escape(printable(words))}</span>' if words else ""
        self._message.value = said


def _in_sentence(text: str, start: int, end: int) -> str:
    """A sentence with a numeral highlighted; its control characters are visible."""
    before, words, after = (printable(part) for part in (text[:start], text[start:end], text[end:]))
    place = (len(before), len(before) + len(words))
    return paragraph(marked(before + words + after, [place]), "overflow-wrap:anywhere")


def _choice(label: str, options: list[str]) -> Any:
    import ipywidgets

    return ipywidgets.Dropdown(
        options=options,
        description=label,
        layout=ipywidgets.Layout(width=FIELD_WIDTH),
        style=LABEL_STYLE,
    )


def _field_control(column: str) -> Any:
    """The control of one field of a decision."""
    import ipywidgets

    choices = {
        "unit": ALL_UNITS,
        "bound": BOUNDS,
        "kind": KINDS,
        "reason": REASONS,
        "indicator": sorted(published_table("indicators").indicator),
    }
    if column in choices:
        return _choice(FIELD_NAMES[column], ["", *choices[column]])
    return ipywidgets.Text(
        description=FIELD_NAMES[column],
        placeholder=HINTS.get(column, ""),
        layout=ipywidgets.Layout(width=FIELD_WIDTH),
        style=LABEL_STYLE,
    )


def _set(field: Any, value: str) -> None:
    """Show a value; one that is not offered, such as a reason with its explanation, is added."""
    options = getattr(field, "options", None)
    if options is not None and value not in options:
        field.options = [*options, value]
    field.value = value


def _button(name: str, action: Any) -> "ipywidgets.Button":
    import ipywidgets

    button = ipywidgets.Button(description=name)
    button.on_click(lambda _: action())
    return button
