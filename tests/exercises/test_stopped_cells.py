"""In a notebook no check judges an old answer: not of a cell that stopped with an error, and it
says so when nothing was run since it was asked before. Tried on every task, in a kernel.
"""

import pytest
from answering import SOLUTION
from test_answers import SETS, cells, tasks

from briefingroom.practice.runs import NOTHING_RUN, names_read, names_set


@pytest.fixture(scope="module")
def kernel():
    """A function that runs a cell as JupyterLab does, and gives what it prints and its error."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3")

    def run(source):
        said, errors = [], []

        def hear(message):
            content = message["content"]
            if message["msg_type"] == "stream" and content["name"] == "stdout":
                said.append(content["text"])
            if message["msg_type"] == "error":
                errors.append(f"{content['ename']}: {content['evalue']}")

        client.execute_interactive(source, timeout=60, output_hook=hear)
        return "".join(said), "".join(errors)

    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def set_up(kernel, name):
    kernel("%reset -f")
    for id, cell in cells(name, "source").items():
        if id == "setup" or id.endswith("-quiz"):
            assert kernel(cell["source"])[1] == ""


def answers_of(name):
    """The solution of each task, its check, and the cell as it was given out."""
    found = cells(name, "source")
    for task in tasks(name):
        yield found[task]["source"], found[f"{task}-check"]["source"]


@pytest.mark.parametrize("name", SETS)
def test_a_check_reads_what_the_cell_of_the_answer_sets(name):
    for answer, check in answers_of(name):
        read = set(names_read(check))
        assert names_set(answer) & read, check
        assert names_set(answer + "\nlast = 'open") & read, check


@pytest.mark.sample(2)
@pytest.mark.parametrize("name", SETS)
def test_an_answer_whose_cell_stopped_is_not_judged(kernel, name):
    set_up(kernel, name)
    for answer, check in answers_of(name):
        for broken, kind in (
            (f"{answer}\nlast = 'open", "SyntaxError"),
            (f"{answer}\n)", "SyntaxError"),
            (f"not_defined_anywhere\n{answer}", "NameError"),
        ):
            kernel(answer)
            said, error = kernel(check)
            assert error == "", (error, answer)
            assert said.startswith("Right"), (said, answer)
            assert NOTHING_RUN not in said
            _, error = kernel(broken)
            assert error.startswith(kind)
            said, error = kernel(check)
            assert said == ""
            assert f"stopped with an error ({kind})" in error, (error, broken)


@pytest.mark.sample(2)
@pytest.mark.parametrize("name", SETS)
def test_a_check_that_is_asked_again_says_that_nothing_was_run(kernel, name):
    set_up(kernel, name)
    for answer, check in answers_of(name):
        kernel(answer)
        assert NOTHING_RUN not in kernel(check)[0]
        said, error = kernel(check)
        assert error == ""
        assert said.startswith("Right")
        assert said.rstrip().endswith(NOTHING_RUN)
        kernel(SOLUTION.sub("", answer) if "def " not in answer else "1")
        said, error = kernel(check)
        assert NOTHING_RUN not in said + error


def test_an_answer_that_was_set_before_its_cell_stopped_is_judged(kernel):
    """It is the answer that stands there, though a later line of its cell is not right yet."""
    set_up(kernel, SETS[1])
    for answer, check in answers_of(SETS[1]):
        kernel(answer)
        _, error = kernel(f"{answer}\nnot_defined_anywhere")
        assert error.startswith("NameError")
        said, error = kernel(check)
        assert error == ""
        assert said.startswith("Right")


def test_a_wrong_answer_keeps_its_line_when_nothing_was_run(kernel):
    set_up(kernel, SETS[1])
    found = cells(SETS[1], "source")
    kernel("figure_sentence = 'nothing'")
    _, first = kernel(found["q1-check"]["source"])
    _, second = kernel(found["q1-check"]["source"])
    assert second == f"{first} {NOTHING_RUN}"


def test_another_cell_that_stops_does_not_count(kernel):
    set_up(kernel, SETS[1])
    found = cells(SETS[1], "source")
    kernel(found["q1"]["source"])
    kernel("br.where(figure_sentence, 1, 2, 3, 4)")
    kernel("something_else = figure_sentence +")
    kernel("")
    assert kernel(found["q1-check"]["source"])[1] == ""


def test_a_cell_that_did_nothing_leaves_what_has_stopped(kernel):
    set_up(kernel, SETS[1])
    found = cells(SETS[1], "source")
    kernel(found["q1"]["source"])
    kernel("%%time\nfigure_sentence = not_defined_anywhere")
    kernel("   ")
    kernel("1 + 1")
    assert "(NameError)" in kernel(found["q1-check"]["source"])[1]
    kernel("%%time\nfigure_sentence = 'nothing'")
    assert "stopped" not in kernel(found["q1-check"]["source"])[1]
