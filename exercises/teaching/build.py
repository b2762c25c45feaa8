"""Make the student notebooks and the solutions from their sources: python exercises/teaching/build.py [01 02 ...]

`source/NN_name/NN_name.ipynb` is the one place to change an exercise. From it come `exercises/NN_name.ipynb`, without
answers, reasoning and hidden checks, and `exercises/solutions/NN_name.ipynb`, run from a fresh kernel, which stops at the
first answer that its own check refuses. Needs nbgrader: `python3 start.py teach` installs it.
"""

import os
import re
import sys
import tempfile
from contextlib import chdir
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "source"
STUDENTS = HERE.parent
SOLUTIONS = STUDENTS / "solutions"
MARKS = re.compile(r"^[ \t]*### (BEGIN|END) SOLUTION\n?", re.M)
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS.*?### END HIDDEN TESTS\n?", re.S)
os.environ["PATH"] = str(Path(sys.executable).parent) + os.pathsep + os.environ.get("PATH", os.defpath)  # nbgrader calls alembic
VIEWS = ("application/vnd.jupyter.widget-view+json", "application/javascript")


def exercises() -> list[str]:
    """The names of all exercises, in the order of the lessons."""
    return sorted(path.name for path in SOURCES.iterdir() if (path / f"{path.name}.ipynb").exists())


def settings():
    """The settings of nbgrader that stand beside this file."""
    from traitlets.config import PyFileConfigLoader

    return PyFileConfigLoader("nbgrader_config.py", path=str(HERE)).load_config()


def release(names, course: Path) -> None:
    """Make the student version of exercises in `course/release`, and enter their points in `course/gradebook.db`."""
    config = settings()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.source_directory = str(SOURCES)
    for name in names:
        config.CourseDirectory.assignment_id = name
        with chdir(course):  # nbgrader goes there and does not come back
            GenerateAssignment(coursedir=CourseDirectory(config=config), config=config).start()


def student_version(name: str, course: Path):
    """The student's notebook of an exercise that was released, with the pictures of right answers from its solution."""
    notebook = nbformat.read(course / "release" / name / f"{name}.ipynb", as_version=4)
    pictures = {cell.id: _picture(cell) for cell in nbformat.read(SOLUTIONS / f"{name}.ipynb", as_version=4).cells}
    for cell in notebook.cells:
        _attach(cell, pictures)
    return notebook


def solution(name: str):
    """The solved notebook of an exercise, run; raises `CellExecutionError` where an answer does not pass its check."""
    notebook = nbformat.read(SOURCES / name / f"{name}.ipynb", as_version=4)
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", ())) & {"nbval-ignore-output"}
        cell.metadata = {"tags": sorted(tags)} if tags else {}
    NotebookClient(notebook, timeout=60, record_timing=False, resources={"metadata": {"path": str(HERE)}}).execute()
    notebook.cells = [cell for cell in notebook.cells if not cell.source.startswith("# Your teacher's check")]
    for number, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), start=1):
        cell.source, cell.execution_count = MARKS.sub("", cell.source).rstrip(), number
        cell.metadata.pop("execution", None)
        cell.outputs = [output for output in cell.outputs if not set(VIEWS) & set(output.get("data", ()))]
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number
    pictures = {cell.id: _picture(cell) for cell in notebook.cells}
    for cell in notebook.cells:
        _attach(cell, pictures)
    return notebook


def _picture(cell):
    found = (output.data["image/png"] for output in cell.get("outputs", ()) if "image/png" in output.get("data", ()))
    return next(found, None)


def _attach(cell, pictures) -> None:
    """Put the pictures into a cell that shows them: `attachment:q4.png` is what the cell q4 draws."""
    for name in re.findall(r"\(attachment:(\w+)\.png\)", cell.source if cell.cell_type == "markdown" else ""):
        cell.setdefault("attachments", {})[f"{name}.png"] = {"image/png": pictures[name].strip()}


def main(chosen) -> None:
    names = [name for name in exercises() if not chosen or name[:2] in chosen or name in chosen]
    SOLUTIONS.mkdir(exist_ok=True)
    for name in names:
        nbformat.write(solution(name), SOLUTIONS / f"{name}.ipynb")
    with tempfile.TemporaryDirectory() as course:
        release(names, Path(course))
        for name in names:
            nbformat.write(student_version(name, Path(course)), STUDENTS / f"{name}.ipynb")
            print(f"{name}: student notebook and solution")


if __name__ == "__main__":
    main(sys.argv[1:])
