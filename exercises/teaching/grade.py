"""Grade a folder of hand-ins into one table, with a page of feedback for each: python3 start.py
grade HAND-INS

Takes every notebook in the folder and the folders in it. Beside it, in HAND-INS-graded, it writes:

    points.csv             a row for each hand-in: points by task, and what is unusual
    moodle.csv, canvas.csv the totals of each student, as these course pages import them
    feedback/NAME/...html  a page for each hand-in
    gradebook.db and more  what nbgrader keeps; `python3 start.py mark HAND-INS-graded` opens
                           it, to mark the written answers

Run it again after marking, or when hand-ins were added: what did not change is not graded again,
the tables are new.

The code of a hand-in runs behind a wall: no network, nothing to read but Python and the course,
nothing to write but an empty folder in memory, limits of time and of everything else. The wall
needs Linux and the program bubblewrap.
"""

import argparse
import os
import signal
import sys
from pathlib import Path

INTERRUPTED = "Stopped. What was graded so far is kept; the same command goes on from there."
WARNING = (
    "WARNING: no wall. The hand-ins run with all your rights: "
    "they can read, change and send your files."
)
ROOT = (
    "You are root. Hand-ins should not run where the teacher is root; use another account. "
    "Where there is no other, as in a container, add --as-nobody: the code of hand-ins then "
    "runs as the user nobody, with a copy of the course."
)
TWO_FOLDERS = (
    "The folder of hand-ins and the folder of results must be two, neither inside the other."
)


def parsed_options(
    arguments: list[str] | None,
) -> tuple[argparse.ArgumentParser, argparse.Namespace]:
    parser = argparse.ArgumentParser(
        prog="start.py grade",
        description=__doc__.split("\n")[0],
        epilog="See exercises/teaching/README.md.",
    )
    parser.add_argument("hand_ins", type=Path, help="folder with the notebooks of the class")
    parser.add_argument(
        "--into", type=Path, help="folder for the results (default: the same name and -graded)"
    )
    parser.add_argument(
        "--exercises", type=Path, help="a folder that `build.py --variant` made (default: our own)"
    )
    parser.add_argument(
        "--again", action="store_true", help="grade everything again, changed or not"
    )
    parser.add_argument(
        "--as-nobody", action="store_true", help="for root: run the hand-ins as the user nobody"
    )
    parser.add_argument(
        "--no-sandbox",
        action="store_true",
        help="run hand-ins with all your rights; read the warning first",
    )
    return parser, parser.parse_args(arguments)


def folder_problem(hand_ins: Path, course: Path) -> str:
    """Why these folders cannot be used, in a sentence."""
    if not hand_ins.is_dir():
        return f"{hand_ins} is not a folder; give the folder that holds the notebooks of the class."
    if (hand_ins / "gradebook.db").exists() or hand_ins in (course, *course.parents):
        return TWO_FOLDERS
    if course.is_dir() and any(course.iterdir()) and not is_results(course):
        return f"{course} holds something else; name an empty or a new folder with --into."
    return ""


def exercises_problem(folder: Path | None) -> str:
    """Why a folder of exercises cannot be graded with, in a sentence."""
    if folder is None or any(folder.glob("source/*/*.ipynb")):
        return ""
    return f"{folder} holds no exercises in another form; `build.py --variant` makes such a folder."


def is_results(course: Path) -> bool:
    return (course / "gradebook.db").exists() or (course / "nbgrader_config.py").exists()


def wall_problem(options: argparse.Namespace) -> str:
    """Why hand-ins may not run on this computer as it was asked, in a sentence."""
    from walls import NO_BUBBLEWRAP, runs_as_root, wall_stands

    if runs_as_root() and not options.as_nobody:
        return ROOT
    return "" if wall_stands() else NO_BUBBLEWRAP


def grade_and_report(options: argparse.Namespace, hand_ins: Path, course: Path) -> int:
    """Grade, and say what came of it; 0 if it went well."""
    from class_run import grade_folder, say
    from class_tables import summary
    from gradebook import BrokenGradebook, use_exercises_of
    from graded import OwnSolutionFails

    use_exercises_of(course, options.exercises)
    try:
        rows = grade_folder(hand_ins, course, not options.no_sandbox, options.again)
    except OwnSolutionFails as failed:
        say(
            "Nothing was graded, because our own solution does not get full points on this "
            f"computer: {failed} Please report it."
        )
        return 1
    except (BrokenGradebook, OSError) as problem:
        say(f"The run stopped: {problem}")
        return 1
    if not rows:
        say(f"There is no notebook (.ipynb) in {hand_ins}.")
        return 2
    aside = (course / "left_aside.txt").read_text(encoding="utf-8").splitlines()
    for line in summary(rows, course, aside):
        say(line)
    return 0


def main(arguments: list[str] | None = None) -> int:
    parser, options = parsed_options(arguments)
    hand_ins = options.hand_ins.resolve()
    course = (options.into or hand_ins.with_name(f"{hand_ins.name}-graded")).resolve()
    problem = folder_problem(hand_ins, course) or exercises_problem(options.exercises)
    if options.no_sandbox:
        print(WARNING, flush=True)
    elif not problem:
        problem = wall_problem(options)
    if problem:
        parser.error(problem)
    return grade_and_report(options, hand_ins, course)


def interrupted(*signal_and_frame) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), interrupted)
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        print(f"\n{INTERRUPTED}", flush=True)
        os._exit(130)  # all is tidied up; an orderly end of Python would take another second or two
