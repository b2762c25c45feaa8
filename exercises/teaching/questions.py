"""Write the choice questions of all exercises, and the short test before and after the course, as
files that course pages import: python3 start.py questions [FOLDER]

Makes in FOLDER (questions, if none is named):

    moodle_questions.xml     all questions, in a category for each exercise: Question bank > Import
    canvas_NN_name.zip       the questions of an exercise as a quiz in QTI 1.2: Settings > Import

Every answer has its feedback. The key is in these files, and in the project, which is public.

With --grade ANSWERS.csv it grades the short test instead: a table with the columns student, when
(before or after), form (A or B), and q1 to q12 with the letters.
"""

import argparse
import sys
from pathlib import Path

from build import exercises
from choices import ChoiceQuestion, choice_questions
from feedback import exercise_title
from question_files import moodle_xml, qti_package
from results import write_whole
from short_test import (
    FORMS,
    UnreadableAnswers,
    form_questions,
    form_title,
    grade_short_test,
)


def groups_of_questions() -> dict[str, tuple[str, list[ChoiceQuestion]]]:
    """By the name of a file, the title of a group and its questions."""
    groups = {name: (exercise_title(name), choice_questions(name)) for name in exercises()}
    groups |= {f"short_test_{form}": (form_title(form), form_questions(form)) for form in FORMS}
    return {name: (title, questions) for name, (title, questions) in groups.items() if questions}


def write_questions(folder: Path) -> list[Path]:
    """Write all files, and give their paths."""
    groups = groups_of_questions()
    in_moodle = {title: questions for title, questions in groups.values()}
    files = {"moodle_questions.xml": moodle_xml(in_moodle)}
    files |= {
        f"canvas_{name}.zip": qti_package(name, title, questions)
        for name, (title, questions) in groups.items()
    }
    for name, content in files.items():
        write_whole(folder / name, content)
    return [folder / name for name in files]


def questions_main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="start.py questions", description=__doc__.split("\n\n")[0].replace("\n", " ")
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path("questions"))
    parser.add_argument("--grade", type=Path, metavar="ANSWERS", help="grade the short test")
    options = parser.parse_args(arguments)
    if options.folder.exists() and not options.folder.is_dir():
        parser.error(f"{options.folder} is not a folder.")
    try:
        said = grade_short_test(options.grade) if options.grade else made_in(options.folder)
    except (OSError, UnreadableAnswers) as problem:
        print(f"Nothing was made: {problem}")
        return 1
    print("\n".join(said))
    return 0


def made_in(folder: Path) -> list[str]:
    made = write_questions(folder)
    return [
        f"{len(made)} files in {folder}: moodle_questions.xml for Moodle, the others for Canvas"
    ]


if __name__ == "__main__":
    sys.exit(questions_main())
