"""The widget of candidates: each decision is saved at once, and nothing else becomes a claim."""

import re

import pytest

from briefingroom.adding.invented import invented_briefing
from briefingroom.adding.kept import KeptBriefing, decide_candidates
from briefingroom.adding.single import add
from briefingroom.errors import CorpusError, UnknownName
from briefingroom.widgets.candidates import FIELD_NAMES, candidate_editor


@pytest.fixture
def into(tmp_path):
    return tmp_path / "mine"


@pytest.fixture
def id(into):
    return add(invented_briefing(), into).id


class Editor:
    """The widget taken apart."""

    def __init__(self, widget):
        shown, frame, fields, buttons, self.message, _ = widget.children
        self.shown, self.state = shown.children
        (self.sentence,) = frame.children
        names = {label: column for column, label in FIELD_NAMES.items()}
        self.fields = {names[field.description]: field for field in fields.children}
        self.buttons = {button.description: button for button in buttons.children}

    def press(self, name):
        self.buttons[name].click()

    @property
    def candidate(self):
        return re.search(r"[\d-]+\.n\d+", self.sentence.value)[0]

    @property
    def left(self):
        return int(re.search(r"(\d+) of", self.state.value)[1])


@pytest.fixture
def editor(id, into):
    return Editor(candidate_editor(id, into))


def decisions(id, into):
    rows = [decision.row for decision in KeptBriefing(id, into).decisions()]
    return {row["candidate"]: row["decision"] for row in rows if row["decision"]}


def test_it_opens_with_the_first_candidate_in_its_sentence(editor, id, into):
    kept = KeptBriefing(id, into)
    first = next(iter(kept.numerals.candidates.values()))
    assert editor.candidate == first["candidate"]
    assert f"<mark>{first['quote']}</mark>" in editor.sentence.value
    assert editor.left == len(kept.numerals.candidates)
    for column in ("quote", "value", "unit", "bound", "kind", "period", "reason"):
        assert editor.fields[column].value == first[column]
    assert kept.rows("claims") == []


def test_a_decision_is_saved_at_once_and_the_next_is_opened(editor, id, into):
    first, left = editor.candidate, editor.left
    editor.press("Accept")
    assert decisions(id, into) == {first: "accept"}
    assert editor.left == left - 1
    assert editor.candidate == f"{id}.n002"


def test_a_correction_takes_the_fields_and_a_wrong_one_is_told(editor, id, into):
    while editor.fields["quote"].value != "6.4%":
        editor.press("Next")
    here = editor.candidate
    editor.fields["value"].value = "64"
    editor.press("Correct")
    row = int(here.rpartition("n")[2]) + 1
    assert f"{id}/decisions.csv, row {row}, value: " in editor.message.value
    assert editor.candidate == here
    assert decisions(id, into) == {}
    with pytest.raises(CorpusError) as by_hand:
        decide_candidates(id, [{"candidate": here, "decision": "correct", "value": "64"}], into)
    assert str(by_hand.value).split(":")[0] in editor.message.value
    editor.fields["value"].value = "6.4"
    editor.fields["measure"].value = " value-added of workshops "
    editor.press("Correct")
    assert editor.message.value == ""
    (claim,) = KeptBriefing(id, into).rows("claims")
    assert (claim["quote"], claim["measure"]) == ("6.4%", "value-added of workshops")


def test_a_rejection_needs_its_reason(editor, id, into):
    while editor.fields["quote"].value != "6.4%":
        editor.press("Next")
    here = editor.candidate
    editor.press("Reject")
    assert "reason: say why it is no quantity" in editor.message.value
    editor.fields["reason"].value = "idiom"
    editor.press("Reject")
    (row,) = KeptBriefing(id, into).rows("other_numerals")
    assert (row["quote"], row["reason"]) == ("6.4%", "idiom")
    assert decisions(id, into) == {here: "reject"}


def test_what_was_decided_is_passed_over_unless_all_are_shown(editor, id, into):
    editor.press("Accept")
    second = editor.candidate
    editor.press("Previous")
    assert editor.candidate == second
    editor.shown.value = "all"
    editor.press("Previous")
    assert editor.candidate == f"{id}.n001"
    assert "It is accepted." in editor.sentence.value
    editor.press("Undo")
    assert decisions(id, into) == {}
    assert editor.candidate == f"{id}.n001"


def test_the_end_is_said(editor, id, into):
    changes = [
        {"candidate": candidate, "decision": "reject", "reason": "other"}
        for candidate in KeptBriefing(id, into).numerals.candidates
    ]
    decide_candidates(id, changes[1:], into)
    widget = Editor(candidate_editor(id, into))
    assert widget.left == 1
    widget.fields["reason"].value = "other"
    widget.press("Reject")
    assert widget.left == 0
    assert "Every numeral is decided." in widget.sentence.value
    widget.press("Accept")
    widget.press("Next")
    assert len(decisions(id, into)) == len(changes)


def test_what_a_person_wrote_meanwhile_is_kept(editor, id, into):
    decide_candidates(
        id, [{"candidate": f"{id}.n005", "decision": "reject", "reason": "other"}], into
    )
    editor.press("Accept")
    assert decisions(id, into) == {f"{id}.n001": "accept", f"{id}.n005": "reject"}


def test_hostile_text_is_escaped(tmp_path, into):
    text = invented_briefing().read_text("utf-8")
    words = "rose by <script>alert(1)</script> \u202e\x1b[31m{{7*7}} 6.4%"
    path = tmp_path / "hostile.txt"
    path.write_text(text.replace("rose by 6.4%", words), "utf-8")
    id = add(path, into).id
    editor = Editor(candidate_editor(id, into))
    while editor.fields["quote"].value != "6.4%":
        editor.press("Next")
    assert "<script>" not in editor.sentence.value
    assert "&lt;script&gt;" in editor.sentence.value
    assert "\u202e" not in editor.sentence.value
    assert r"\u202e\x1b[31m{{7*7}} <mark>6.4%</mark>" in editor.sentence.value


def test_it_opens_with_the_numeral_that_is_named(id, into):
    editor = Editor(candidate_editor(id, into, candidate=f"{id}.n004"))
    assert editor.candidate == f"{id}.n004"
    assert editor.fields["quote"].value == "1.2 percentage points"
    editor.press("Next")
    assert editor.candidate == f"{id}.n005"
    with pytest.raises(UnknownName, match=f"There is no numeral '{id}.n999'; the nearest is"):
        candidate_editor(id, into, candidate=f"{id}.n999")


def test_a_briefing_that_is_not_there_is_refused(id, into):
    with pytest.raises(UnknownName, match=f"the nearest is '{id}'"):
        candidate_editor("2024-04-19", into)
