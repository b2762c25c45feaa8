"""Make the student notebooks and the solutions from their sources: python
exercises/teaching/build.py [01 02 ...]

`source/NN_name/NN_name.ipynb` is the one place to change an exercise. From it come
`exercises/NN_name.ipynb`, without answers, reasoning and hidden checks, and
`exercises/solutions/NN_name.ipynb`, run from a fresh kernel, which stops at the first answer that
its own check refuses. Needs nbgrader, which `python3 start.py grade` and `python3 start.py test`
install.
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
CLICKABLE = "nbval-ignore-output"  # the tag of a question to click

# nbgrader calls the program alembic, which stands beside Python.
os.environ["PATH"] = (
    str(Path(sys.executable).parent) + os.pathsep + os.environ.get("PATH", os.defpath)
)


def exercises() -> list[str]:
    """The names of all exercises, in the order of the lessons."""
    return sorted(path.name for path in SOURCES.iterdir() if (path / f"{path.name}.ipynb").exists())


def settings():
    """The settings of nbgrader that stand beside this file."""
    from traitlets.config import PyFileConfigLoader

    return PyFileConfigLoader("nbgrader_config.py", path=str(HERE)).load_config()


def release(names: list[str], course: Path, sources: Path = SOURCES) -> None:
    """Make the student version of exercises in `course/release`, and enter their points in
    `course/gradebook.db`.
    """
    config = settings()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.source_directory = str(sources)
    for name in names:
        config.CourseDirectory.assignment_id = name
        with chdir(course):  # nbgrader goes there and does not come back
            GenerateAssignment(coursedir=CourseDirectory(config=config), config=config).start()


def student_version(name: str, course: Path):
    """The student's notebook of an exercise that was released, with the pictures of right answers
    from its solution.
    """
    notebook = nbformat.read(course / "release" / name / f"{name}.ipynb", as_version=4)
    return _with_pictures(notebook, nbformat.read(SOLUTIONS / f"{name}.ipynb", as_version=4))


def solved(name: str):
    """The solved notebook of an exercise, not run: without hidden checks, marks and what only
    nbgrader needs.
    """
    notebook = nbformat.read(SOURCES / name / f"{name}.ipynb", as_version=4)
    notebook.cells = [cell for cell in notebook.cells if not cell.id.endswith("-hidden")]
    for cell in notebook.cells:
        tags = [tag for tag in cell.metadata.get("tags", ()) if tag == CLICKABLE]
        closed = {"jupyter": {"source_hidden": True}} if cell.id.endswith("-check") else {}
        cell.metadata = ({"tags": tags} if tags else {}) | closed
        cell.source = MARKS.sub("", cell.source).rstrip()
    return notebook


def solution(name: str):
    """The solved notebook, run; raises `CellExecutionError` where an answer does not pass its
    check.
    """
    notebook = solved(name)
    NotebookClient(
        notebook,
        timeout=60,
        record_timing=False,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR"],
    ).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if CLICKABLE in cell.metadata.get("tags", ()):
            cell.outputs = []  # other in each run
    return _with_pictures(notebook, notebook)


def _with_pictures(notebook, solved):
    """A notebook with the pictures that its text shows: `attachment:q4.png` is what the cell q4 of
    the solution draws.
    """
    outputs = (
        (cell.id, output.get("data", {}))
        for cell in solved.cells
        for output in cell.get("outputs", ())
    )
    pictures = {id: data["image/png"].strip() for id, data in outputs if "image/png" in data}
    for cell in notebook.cells:
        for name in re.findall(
            r"\(attachment:(\w+)\.png\)", cell.source if cell.cell_type == "markdown" else ""
        ):
            cell.setdefault("attachments", {})[f"{name}.png"] = {"image/png": pictures[name]}
    return notebook


def build_chosen(chosen: list[str]) -> None:
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
    build_chosen(sys.argv[1:])
