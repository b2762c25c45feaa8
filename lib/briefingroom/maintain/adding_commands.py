"""The commands that add briefings to a collection of one's own, list them, decide and remove."""

import argparse
from pathlib import Path

from ..display.characters import printable
from ..errors import QuestionError

DONE, SOME_REFUSED = 0, 1
ONE_FILE_ONLY = "date name host title url out".split()


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Add them to the command line.

    Parameters
    ----------
    commands : the subparsers of the command.
    """
    _add_add(commands)
    command = commands.add_parser("list", help="the briefings that you added")
    _add_into(command)
    command.set_defaults(run=run_list)
    command = commands.add_parser(
        "decide", help="make claims of what decisions.csv of an added briefing decides"
    )
    _add_id(command)
    _add_into(command)
    command.set_defaults(run=run_decide)
    command = commands.add_parser("remove", help="take an added briefing away")
    _add_id(command)
    _add_into(command)
    command.set_defaults(run=run_remove)


def _add_add(commands: argparse._SubParsersAction) -> None:
    purpose = "add the transcript of a press conference to a collection of your own"
    command = commands.add_parser("add", help=purpose, description=purpose)
    command.add_argument(
        "files",
        metavar="FILE",
        type=Path,
        nargs="+",
        help="the transcript as plain text in UTF-8, or its page saved whole",
    )
    command.add_argument("--date", metavar="DAY", help="such as 2024-01-19; default: of the page")
    command.add_argument("--name", help="tells it from another briefing of that day: evening")
    command.add_argument("--host", help="who held it; default: of the page")
    command.add_argument("--title", help="what it is called; default: of the page")
    command.add_argument("--url", help="where it was published")
    _add_into(command)
    command.add_argument(
        "--check-only", action="store_true", help="look at it and report, and add nothing"
    )
    command.add_argument(
        "--out",
        metavar="FOLDER",
        type=Path,
        help="with --check-only: write its main tables there, for inspection",
    )
    command.add_argument(
        "--allow-cut-off", action="store_true", help="take a file that seems to break off as it is"
    )
    command.set_defaults(run=run_add)


def _add_id(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", help="of an added briefing, such as 2024-01-19")


def _add_into(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--into",
        metavar="FOLDER",
        type=Path,
        help="the collection; default: that in your own data folder",
    )


def run_add(options: argparse.Namespace) -> int:
    """Add one briefing and print the report on it, or add many and say what became of each."""
    from ..adding.single import add

    if options.out is not None and not options.check_only:
        raise QuestionError("--out is for looking only; give --check-only too.")
    if len(options.files) > 1:
        return _add_several(options)
    (file,) = options.files
    added = add(
        file,
        options.into,
        date=options.date,
        name=options.name,
        host=options.host,
        title=options.title,
        url=options.url,
        allow_cut_off=options.allow_cut_off,
        check_only=options.check_only,
        out=options.out,
    )
    print(printable(str(added)))
    return DONE


def _add_several(options: argparse.Namespace) -> int:
    from ..adding.several import REFUSED, add_many

    given = [name for name in ONE_FILE_ONLY if getattr(options, name) is not None]
    if given or options.check_only:
        raise QuestionError(
            f"--{(given or ['check-only'])[0]} is for one file; give the files one by one."
        )
    outcomes = add_many(options.files, options.into, allow_cut_off=options.allow_cut_off)
    for outcome in outcomes.itertuples():
        what = outcome.why or f"{outcome.briefing}, {outcome.findings} findings"
        print(printable(f"{outcome.file}: {outcome.state}: {what}"))
    return SOME_REFUSED if REFUSED in set(outcomes.state) else DONE


def run_list(options: argparse.Namespace) -> int:
    """Print the briefings that were added."""
    from ..adding.single import added

    table = added(options.into)
    if table.empty:
        print("No briefing was added yet: `briefingroom add FILE` does it.")
        return DONE
    for row in table.itertuples():
        if row.state == "whole":
            what = (
                f"{row.title} ({row.turns} turns, {row.questions} questions, {row.claims} claims, "
                f"{row.undecided} numerals undecided)"
            )
        else:
            what = "damaged; remove it and add it again"
        print(printable(f"{row.briefing}  {what}"))
    return DONE


def run_decide(options: argparse.Namespace) -> int:
    """Make the claims of an added briefing, and say how many there are."""
    from ..adding.kept import decide_candidates

    print(printable(str(decide_candidates(options.id, into=options.into))))
    return DONE


def run_remove(options: argparse.Namespace) -> int:
    """Take an added briefing away."""
    from ..adding.single import remove

    remove(options.id, options.into)
    print(printable(f"{options.id} was removed."))
    return DONE
