"""The ``briefingroom`` command: build and check the corpus, ask it, and add briefings.

======================  ===========================================================
``build``               make transcripts and tables from sources and annotations
``check``               say whether everything holds that must hold
``diff OLD NEW``        what differs between two folders of tables
``where ID``            what an id stands for: its words in their surroundings, or its page
``cite ID``             how to cite it, with ``--style`` and ``--accessed``
``series NAME``         every value of an indicator over time
``search WORDS``        every place where words stand
``claims``              figures by ``--theme``, ``--briefing`` and ``--indicator``
``add FILE``            add a briefing to a collection of your own, or ``--check-only``
``list``                the briefings that you added
``decide ID``           make claims of what ``decisions.csv`` of an added briefing decides
``remove ID``           take an added briefing away
``mcp``                 let an assistant ask the data (Model Context Protocol)
``sqlite FILE``         write all tables into one file of SQLite
======================  ===========================================================

``where`` to ``claims`` answer as the library does, or with ``--json`` or ``--csv``. The exit status
is 0 when all is well and something was found, 1 when something is broken, 2 when the question
cannot be understood, 3 when nothing was found, 130 when it was stopped by Ctrl-C, and 141 when the
program that read its output did not want all of it.
"""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from ..display.characters import printable
from ..errors import BriefingRoomError, QuestionError, UnknownName
from ..files.plain import as_csv
from .adding_commands import add_commands
from .answers import (
    CommandAnswer,
    cite_answer,
    claims_answer,
    search_answer,
    series_answer,
    where_answer,
)
from .output import as_json, is_unicode, make_robust
from .program_commands import add_program_commands

FOUND, BROKEN, BAD_USAGE, NOTHING_FOUND = 0, 1, 2, 3
STOPPED, NOT_READ = 130, 141  # as shells count Ctrl-C and a closed pipe
EXIT_CODES = (
    "exit status: 0 all is well, or found; 1 something is broken; 2 the question cannot be "
    "understood; 3 nothing found; 130 stopped by Ctrl-C; 141 the program that read the output "
    "did not want all of it"
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command and give its exit status.

    Parameters
    ----------
    arguments : those of the command line when none are given.
    """
    try:
        for stream in (sys.stdout, sys.stderr):
            make_robust(stream)
        status = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _failed("stopped.", STOPPED)
    except BrokenPipeError:
        _let_go_of_output()
        return NOT_READ
    except OSError as error:
        _let_go_of_output()
        return _failed(f"{error.strerror or error}; see what stands in the way.", BROKEN)
    return status


def _run(arguments: list[str] | None) -> int:
    from ..corpus.tables import HOME  # loads pandas, which takes long enough to be interrupted

    parser = _command_line(HOME)
    options = parser.parse_args(arguments)
    home = options.briefings
    if not (home / "datapackage.json").exists():
        parser.error(
            f"{home} holds no datapackage.json; give the folder of a corpus with --briefings."
        )
    if options.answer and home != HOME:
        parser.error(
            f"{options.command} answers from the corpus of the library; "
            "--briefings is for build and check."
        )
    try:
        return options.run(options)
    except UnknownName as error:
        return _failed(str(error), NOTHING_FOUND)
    except QuestionError as error:
        return _failed(str(error), BAD_USAGE)
    except BriefingRoomError as error:
        return _failed(str(error), BROKEN)


def _failed(sentence: str, status: int) -> int:
    print(f"briefingroom: {printable(sentence)}", file=sys.stderr)
    return status


def _let_go_of_output() -> None:
    """Nothing more is written, also not when the interpreter ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    """A parser that shows control characters in what it refuses."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


def _command_line(home: Path) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="briefingroom",
        description="Build and check the corpus of Briefing Room, ask it, and add briefings.",
        epilog=EXIT_CODES,
    )
    parser.add_argument(
        "--briefings", type=Path, default=home, help="folder of the corpus (default: %(default)s)"
    )
    parser.set_defaults(answer=None)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser(
        "build", help="make transcripts and tables from sources and annotations"
    )
    command.set_defaults(run=run_build)
    command = commands.add_parser(
        "check", help="say whether everything holds that must hold, with counts and places"
    )
    command.set_defaults(run=run_check)
    command = commands.add_parser("diff", help="what differs between two folders of tables")
    command.add_argument("old", metavar="OLD", type=Path, help="folder of the tables as they were")
    command.add_argument("new", metavar="NEW", type=Path, help="folder of the tables as they are")
    command.add_argument(
        "--reasons",
        metavar="FILE",
        type=Path,
        help="the part of CHANGES.md for the present version, each change with its reason: FILE "
        "is annotations/reasons.csv",
    )
    command.set_defaults(run=run_diff)
    _add_where(commands)
    _add_cite(commands)
    _add_series(commands)
    _add_search(commands)
    _add_claims(commands)
    add_commands(commands)
    add_program_commands(commands)
    return parser


def _add_where(commands: argparse._SubParsersAction) -> None:
    command = _add_question(
        commands, "where", where_answer, "what an id stands for: its words, or its page"
    )
    command.add_argument("id", metavar="ID", help="such as 2023-03-01.c012, r354 or Reuters")


def _add_cite(commands: argparse._SubParsersAction) -> None:
    from ..citing.cite import STYLES

    command = _add_question(commands, "cite", cite_answer, "how to cite an id")
    command.add_argument("id", metavar="ID", help="such as 2023-03-01.c012, r354 or Reuters")
    command.add_argument("--style", choices=list(STYLES), default="apa")
    command.add_argument("--accessed", metavar="DAY", help="such as 2026-11-27; default: today")


def _add_series(commands: argparse._SubParsersAction) -> None:
    command = _add_question(
        commands, "series", series_answer, "every value of an indicator over time"
    )
    command.add_argument("name", metavar="NAME", help="an indicator, such as 5g_base_stations")


def _add_search(commands: argparse._SubParsersAction) -> None:
    command = _add_question(commands, "search", search_answer, "every place where words stand")
    command.add_argument("words", metavar="WORDS", nargs="+", help="a word or a phrase; * as usual")
    command.add_argument("--briefing", help="only in this briefing")
    command.add_argument("--speaker", help="only what this person says")
    command.add_argument("--outlet", help="only what this outlet asks")
    command.add_argument("--regex", action="store_true", help="WORDS is a regular expression")
    command.add_argument("--case", action="store_true", help="capital letters must agree")


def _add_claims(commands: argparse._SubParsersAction) -> None:
    command = _add_question(
        commands, "claims", claims_answer, "figures by theme, briefing and indicator"
    )
    command.add_argument("--theme", help="of the indicator, such as rare_earths")
    command.add_argument("--briefing", help="in which the figure stands")
    command.add_argument("--indicator", help="such as 5g_base_stations")


def _add_question(
    commands: argparse._SubParsersAction,
    name: str,
    answer: Callable[[argparse.Namespace], CommandAnswer],
    purpose: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=purpose, description=purpose, epilog=EXIT_CODES)
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object, or a list of them")
    form.add_argument("--csv", action="store_true", help="CSV with the columns of the table")
    command.set_defaults(run=run_question, answer=answer)
    return command


def run_question(options: argparse.Namespace) -> int:
    """Print the answer to a question, and give 3 when it is empty."""
    answer = options.answer(options)
    if options.json:
        records = answer.records[0] if answer.is_one else answer.records
        print(as_json(records, ascii_only=not is_unicode(sys.stdout)))
    elif options.csv:
        print(as_csv(answer.columns, answer.records), end="")
    elif answer.records:
        print(printable(answer.text))
    if not answer.records:
        return _failed("nothing found; choose other words or names.", NOTHING_FOUND)
    return FOUND


def run_build(options: argparse.Namespace) -> int:
    """Build the corpus, say which files changed, and give 1 when what was built does not hold."""
    from .build import build, write
    from .check import broken
    from .edits import edited_tables, shrunken_tables

    home = options.briefings
    files = build(home)
    edited = edited_tables(home, files)
    shrunken = shrunken_tables(home, files)
    changed = write(home, files)
    mark = ":" if changed else "."
    print(f"{len(files)} files built, {len(changed)} of them changed{mark}")
    for path in changed:
        print(f"  {path}")
    for place in edited:
        print(f"{place}: was changed by hand and is as built again; change the annotation instead.")
    for table in shrunken:
        print(f"{table}; if no row was taken out of the annotations on purpose, restore them.")
    findings = broken(home)
    for finding in findings:
        print(printable(str(finding)))
    return BROKEN if findings else FOUND


def run_check(options: argparse.Namespace) -> int:
    """Check the corpus, print every finding, and give 1 when one is broken."""
    from .check import examine

    findings = examine(options.briefings)
    for finding in findings:
        print(printable(str(finding)))
    is_broken = any(finding.problems for finding in findings)
    return BROKEN if is_broken else FOUND


def run_diff(options: argparse.Namespace) -> int:
    """Print what differs between two folders of tables, as a part of a page in Markdown.

    With a file of reasons, give 1 when a change has none.
    """
    from .annotation_files import read_package
    from .changes import newest_part, read_reasons
    from .differences import compare_tables, differences_page, keys_of_tables

    keys = keys_of_tables(read_package(options.briefings))
    differences = compare_tables(options.old, options.new, keys)
    if options.reasons is None:
        print(differences_page(differences))
        return FOUND
    reasons = read_reasons(options.briefings, options.reasons)
    part = newest_part(options.briefings, differences, reasons)
    print(part.text)
    for problem in part.problems:
        _failed(problem, BROKEN)
    return BROKEN if part.problems else FOUND


if __name__ == "__main__":
    sys.exit(main())
