"""Student notebooks and solutions are what their sources make: nobody edits them by hand."""

import json
import re

import pytest

from briefingroom.corpus.tables import HOME

EXERCISES = HOME.parent / "exercises"
SETS = sorted(path.stem for path in (EXERCISES / "teaching" / "source").glob("*/*.ipynb"))


@pytest.fixture(scope="module")
def released(kit, tmp_path_factory):
    """A course folder into which all exercises were released just now."""
    course = tmp_path_factory.mktemp("course")
    kit.build.release(SETS, course)
    return course


def same(first, second):
    return json.loads(json.dumps(first)) == json.loads(json.dumps(second))


def test_every_lesson_has_a_set_and_there_is_a_capstone():
    lessons = {path.stem for path in (HOME.parent / "notebooks").glob("[0-9][0-9]_*.ipynb")}
    assert set(SETS) == lessons | {"capstone", "capstone_class_coding"}
    assert {path.stem for path in EXERCISES.glob("*.ipynb")} == set(SETS)
    assert {path.stem for path in (EXERCISES / "solutions").glob("*.ipynb")} == set(SETS)


@pytest.mark.parametrize("name", SETS)
def test_a_student_notebook_is_what_its_source_makes(kit, released, name):
    made = kit.build.student_version(name, released)
    kept = json.loads((EXERCISES / f"{name}.ipynb").read_text(encoding="utf-8"))
    for cell in kept["cells"]:
        cell["source"] = "".join(cell["source"])
    assert [cell["id"] for cell in made.cells] == [cell["id"] for cell in kept["cells"]]
    for cell, other in zip(made.cells, kept["cells"], strict=True):
        assert same(cell, other), cell.id
    assert same(made.metadata, kept["metadata"])


@pytest.mark.parametrize("name", SETS)
def test_a_solution_is_what_its_source_makes(kit, name):
    kept = json.loads((EXERCISES / "solutions" / f"{name}.ipynb").read_text(encoding="utf-8"))
    made = kit.build.solved(name)
    assert [(cell.id, cell.source) for cell in made.cells] == [
        (cell["id"], "".join(cell["source"])) for cell in kept["cells"]
    ]
    counts = [cell["execution_count"] for cell in kept["cells"] if cell["cell_type"] == "code"]
    assert counts == list(range(1, len(counts) + 1))


@pytest.mark.parametrize("name", SETS)
def test_a_student_notebook_holds_no_answer_reasoning_output_or_hidden_check(name):
    notebook = json.loads((EXERCISES / f"{name}.ipynb").read_text(encoding="utf-8"))
    text = "".join("".join(cell["source"]) for cell in notebook["cells"])
    assert not re.search(r"### (BEGIN|END) |\*\*Why\.\*\*|\*\*Model answer", text)
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook["cells"])
    assert not any("solution" in cell["metadata"].get("tags", ()) for cell in notebook["cells"])
    assert notebook["metadata"]["briefingroom"]["exercise"] == name


@pytest.mark.parametrize("name", SETS)
def test_a_picture_of_a_right_answer_is_there_with_words_for_it(name):
    notebook = json.loads((EXERCISES / f"{name}.ipynb").read_text(encoding="utf-8"))
    shown = [
        (words, cell["attachments"][file]["image/png"])
        for cell in notebook["cells"]
        for words, file in re.findall(
            r"!\[(.*?)\]\(attachment:(\w+\.png)\)", "".join(cell["source"])
        )
    ]
    assert shown
    assert all(len(words) > 20 and len(picture) > 1000 for words, picture in shown)


def test_a_wrong_solution_stops_the_build(kit, monkeypatch):
    from nbclient.exceptions import CellExecutionError

    solved = kit.build.solved

    def spoiled(name):
        notebook = solved(name)
        for cell in notebook.cells:
            cell.source = cell.source.replace('answer3 = "c"', 'answer3 = "a"')
        return notebook

    monkeypatch.setattr(kit.build, "solved", spoiled)
    with pytest.raises(CellExecutionError, match=r"Not yet\. The labels of one word"):
        kit.build.solution("01_anatomy_of_a_briefing")
