"""What the exercises stand on: a check says one friendly line, whatever the answer is."""

import numpy as np
import pandas as pd
import pytest

from briefingroom import practice


@pytest.fixture
def shell(capsys):
    """Runs a cell as a notebook does, and gives what it prints."""
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    shell.run_cell("from briefingroom import practice")

    def run(cell):
        shell.run_cell(cell)
        return capsys.readouterr().out.strip()

    yield run
    InteractiveShell.clear_instance()


@pytest.mark.parametrize(
    "cell, line",
    [
        ("practice.need(False, 'Count again.')", "Not yet. Count again."),
        (
            "practice.need(missing > 1, '')",
            "Not yet. There is no `missing`: run the cells above this one, "
            "and look at its spelling.",
        ),
        ("practice.need(1 > 'a', '')", "Not yet. The check cannot use this answer (TypeError: "),
        (
            "raise ValueError('first line\\nsecond line')",
            "Not yet. The check cannot use this answer (ValueError: first line second",
        ),
        (
            "{}['2022-02']",
            "Not yet. The check cannot use this answer (KeyError: '2022-02'). "
            "A table has no row or column of this name: look at what it has.",
        ),
        ("practice.need(practice.opens([object()], 'x'), 'Count again.')", "Not yet. Count again."),
        ("pass", "Right."),
    ],
)
def test_a_notebook_shows_one_line_and_no_traceback(shell, cell, line):
    shown = shell(f"with practice.check('Right.'):\n    {cell}")
    assert shown.startswith(line)
    assert "\n" not in shown
    assert "Traceback" not in shown


def test_an_answer_that_is_stopped_by_hand_is_not_called_wrong():
    with pytest.raises(KeyboardInterrupt), practice.check("Right."):
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    "first, second",
    [
        (7, 7.0),
        (7, np.int64(7)),
        (0.1 + 0.2, 0.3),
        (-0.0, 0),
        ("Xin Guobin", " xin guobin\n"),
        ([1, 2], (1, 2)),
        ([1, 2], np.array([1, 2])),
        ({1, 2}, {2, 1}),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ([("a", 1)], pd.Series({"a": 1.0})),
        (pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1.0]}, index=[5])),
    ],
)
def test_a_seal_opens_for_the_same_value_in_another_form(first, second):
    assert practice.opens(second, practice.seal(first))


@pytest.mark.parametrize(
    "first, second",
    [
        (7, 7.1),
        (7, "7a"),
        ([1, 2], [2, 1]),
        ([1, 2], {1, 2}),
        ({1}, {1, 2}),
        (pd.Series({"a": 1}), pd.Series({"b": 1})),
        (0, None),
    ],
)
def test_a_seal_stays_closed_for_another_value(first, second):
    assert not practice.opens(second, practice.seal(first))


@pytest.mark.parametrize("draw", ["bar", "barh"])
@pytest.mark.parametrize("values", [{"a": 3}, {"a": 3, "b": 3}, {"a": 3, "b": -4, "c": 0}])
def test_bars_are_read_from_the_chart_standing_or_lying(styled, draw, values):
    ax = styled.subplots()[1]
    getattr(ax, draw)(list(values), list(values.values()))
    assert practice.bars(ax).to_dict() == values
    ax = styled.subplots()[1]
    getattr(pd.Series(values).plot, draw)(ax=ax)
    assert practice.bars(ax).to_dict() == values


def test_points_are_those_of_lines_and_clouds_and_not_of_error_bars(styled):
    ax = styled.subplots()[1]
    ax.errorbar([1, 2], [3, 4], yerr=1, fmt="o")
    ax.scatter([5], [6])
    ax.axhline(80)
    found = set(practice.points(ax).itertuples(index=False, name=None))
    assert found == {(1, 3), (2, 4), (5, 6)}


def test_dates_are_counted_in_days(styled):
    ax = styled.subplots()[1]
    ax.plot(pd.to_datetime(["1970-01-02", "1970-01-11"]), [1, 2])
    assert practice.points(ax).x.tolist() == [1, 10]


@pytest.mark.parametrize("look", [practice.bars, practice.points])
def test_an_empty_chart_gets_a_line(styled, look):
    with pytest.raises(practice.NotYet, match="in this chart: draw them on its axes"):
        look(styled.subplots()[1])


def test_a_question_is_shown_with_a_line_for_each_answer_and_calls_for_no_network(monkeypatch):
    import jupyterquiz

    shown = []
    monkeypatch.setattr(
        jupyterquiz, "display_quiz", lambda questions, **options: shown.extend(questions)
    )
    practice.Choice("Which?", right="b", a=("one", "Look again."), b=("two", "Yes.")).show()
    assert [answer["feedback"] for answer in shown[0]["answers"]] == [
        "Not yet. Look again.",
        "Right. Yes.",
    ]
    assert [answer["correct"] for answer in shown[0]["answers"]] == [False, True]
    assert "MathJax.typeset" in practice.QUIZ_SCRIPT  # else jupyterquiz fetches it


@pytest.mark.parametrize("letter", ["", "z", None, 1, ["a"]])
def test_an_answer_that_is_no_letter_gets_the_letters(letter):
    with pytest.raises(practice.NotYet, match="one of the letters a, b between"):
        practice.Choice("Which?", right="b", a=("one", ""), b=("two", "")).check(letter)
