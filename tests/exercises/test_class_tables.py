"""What a run says at its end."""

from pathlib import Path

import pytest

WAITS = "Written answers wait for you: python3 start.py mark 'my class'"


@pytest.mark.parametrize(
    "states, waits",
    [
        (["to be marked"], True),
        (["graded", "to be marked", "not graded"], True),
        (["graded", "not graded"], False),
        (["graded"], False),
        (["not graded"], False),
    ],
)
def test_the_end_of_a_run_names_the_command_for_marks_only_if_an_answer_waits(kit, states, waits):
    rows = [kit.class_tables.Row("anna", "01", "anna", "a.ipynb", state, "") for state in states]
    said = kit.class_tables.summary(rows, Path("my class"), [])
    assert (said[-1] == WAITS) == waits
    assert any("start.py mark" in line for line in said) == waits
    graded = len(states) - states.count("not graded")
    assert said[1].startswith(f"{len(states)} hand-ins, {graded} graded: ")
