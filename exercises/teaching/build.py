"""Make the student notebooks and the solutions from their sources: python
exercises/teaching/build.py [01 02 ...] [--variant N --into FOLDER]

`source/NN_name/NN_name.ipynb` is the one place to change an exercise. From it come
`exercises/NN_name.ipynb`, without answers, reasoning and hidden checks, and
`exercises/solutions/NN_name.ipynb`, run from a fresh kernel, which stops at the first answer that
its own check refuses. With `--variant` the tasks are others, as `variants.py` says, and everything
goes into a folder of its own. Needs nbgrader, which `python3 start.py grade` and `python3
start.py test` install.
"""

import argparse
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

import nbformat
from alembic.script import ScriptDirectory
from nbclient import NotebookClient
from nbgrader import api, dbutil
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from pictures import picture_at_page_size
from variants import source_notebook, variant, varied_tasks

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "source"
STUDENTS = HERE.parent
SOLUTIONS = STUDENTS / "solutions"
MARKS = re.compile(r"^[ \t]*### (BEGIN|END) SOLUTION\n?", re.M)
USUAL_PLACES = ("/tmp", "/var/tmp", "/dev/shm")
PLAIN = re.compile(r"[^\[\]*?%#]*")
CLICKABLE = "nbval-ignore-output"  # the tag of a question to click


def database_version() -> str | None:
    """The version of nbgrader's database, in the code that makes it."""
    return ScriptDirectory(dbutil.ALEMBIC_DIR).get_current_head()


# nbgrader asks the program alembic by a file that holds the path of its own folder, and that this
# program reads in the encoding of the computer: other letters, and %, stop it.
api.get_alembic_version = database_version


def use_exercises(folder: Path) -> None:
    """Work from now on with the exercises in a folder that `--variant` made."""
    global SOURCES, STUDENTS, SOLUTIONS
    SOURCES, STUDENTS, SOLUTIONS = folder / "source", folder, folder / "solutions"


def exercises() -> list[str]:
    """The names of all exercises, in the order of the lessons."""
    return sorted(path.name for path in SOURCES.iterdir() if (path / f"{path.name}.ipynb").exists())


def settings():
    """The settings of nbgrader that stand beside this file."""
    from traitlets.config import PyFileConfigLoader

    return PyFileConfigLoader("nbgrader_config.py", path=str(HERE)).load_config()


@contextmanager
def plain_folder() -> Iterator[Path]:
    """An empty folder for the moment, under a name that nbgrader takes for nothing else."""
    places = [tempfile.gettempdir(), *USUAL_PLACES]
    usable = (place for place in places if PLAIN.fullmatch(place) and os.access(place, os.W_OK))
    with tempfile.TemporaryDirectory(prefix="br", dir=next(usable, None)) as own:
        yield Path(own)


@contextmanager
def plain_path(folder: Path) -> Iterator[Path]:
    """The folder under a name that nbgrader can use: in patterns, in settings and in the address of
    a database, [, *, %, # and ? mean something else.
    """
    with plain_folder() as own:
        link = own / "course"
        try:
            link.symlink_to(folder, target_is_directory=True)
        except OSError:  # as on Windows, without the right to make links
            yield folder
        else:
            yield link


def release(names: list[str], course: Path, sources: Path | None = None) -> None:
    """Make the student version of exercises in `course/release`, and enter their points in
    `course/gradebook.db`.
    """
    sources = sources or SOURCES
    for name in names:
        with plain_folder() as copies, plain_path(course) as place:
            shutil.copytree(sources / name, copies / name)
            config = settings()
            config.CourseDirectory.root = str(place)
            config.CourseDirectory.source_directory = str(copies)
            config.CourseDirectory.assignment_id = name
            with chdir(place):  # nbgrader goes there and does not come back
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
    """A notebook with the pictures that its text shows: `attachment:q4_example.png` is what the
    cell q4-example of the solution draws.
    """
    outputs = (
        (cell.id.replace("-", "_"), output.get("data", {}))
        for cell in solved.cells
        for output in cell.get("outputs", ())
    )
    found = ((id, picture_at_page_size(data)) for id, data in outputs)
    pictures = {id: picture for id, picture in found if picture}
    for cell in notebook.cells:
        for name in re.findall(
            r"\(attachment:(\w+)\.png\)", cell.source if cell.cell_type == "markdown" else ""
        ):
            cell.setdefault("attachments", {})[f"{name}.png"] = {"image/png": pictures[name]}
    return notebook


def chosen_exercises(chosen: list[str]) -> list[str]:
    return [name for name in exercises() if not chosen or name[:2] in chosen or name in chosen]


def build_chosen(names: list[str]) -> None:
    SOLUTIONS.mkdir(exist_ok=True)
    for name in names:
        nbformat.write(solution(name), SOLUTIONS / f"{name}.ipynb")
    with tempfile.TemporaryDirectory() as course:
        release(names, Path(course))
        for name in names:
            nbformat.write(student_version(name, Path(course)), STUDENTS / f"{name}.ipynb")
            print(f"{name}: student notebook and solution")


def build_variant(names: list[str], number: int, folder: Path) -> None:
    """Make exercises in another form, with their sources, in a folder of their own."""
    for name in names:
        place = folder / "source" / name
        place.mkdir(parents=True, exist_ok=True)
        nbformat.write(variant(name, number), place / f"{name}.ipynb")
    use_exercises(folder)
    build_chosen(names)
    for name in names:
        print(f"{name}: {what_varies(name)}")


def numbered_tasks(name: str) -> list[str]:
    """The tasks of an exercise: q1, q2 ..."""
    found = (re.fullmatch(r"(q\d+)-text", cell.id) for cell in source_notebook(name).cells)
    return [match[1] for match in found if match]


def what_varies(name: str) -> str:
    """Which tasks have other forms, and which stay as they are, in words."""
    others = varied_tasks(name)
    same = [task for task in numbered_tasks(name) if task not in others]
    numbers = (", ".join(task[1:] for task in some) for some in (others, same))
    return "others are the tasks {}; the same stay {}".format(*numbers)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("exercises", nargs="*", help="such as 03; all, if none is named")
    parser.add_argument("--variant", type=int, default=0, help="1 for the second form, and so on")
    parser.add_argument("--into", type=Path, help="an empty or a new folder for the variant")
    options = parser.parse_args(arguments)
    names = chosen_exercises(options.exercises)
    if not options.variant:
        build_chosen(names)
        return
    folder = options.into
    if options.variant < 0 or folder is None or (folder.exists() and any(folder.iterdir())):
        parser.error("Name a variant from 1, and with --into an empty or a new folder for it.")
    build_variant(names, options.variant, folder.resolve())


if __name__ == "__main__":
    main()
