"""The ``briefingroom`` command."""

import argparse
import sys
from pathlib import Path

from ..corpus.tables import HOME
from ..errors import BriefingRoomError


def main(arguments: list[str] | None = None) -> int:
    """Run the command and give its exit status: 0 when all is well, 1 when something is broken.

    Parameters
    ----------
    arguments : those of the command line when none are given.
    """
    parser = _command_line()
    options = parser.parse_args(arguments)
    home = options.briefings
    if not (home / "datapackage.json").exists():
        parser.error(
            f"{home} holds no datapackage.json; give the folder of a corpus with --briefings."
        )
    try:
        return options.run(home)
    except BriefingRoomError as error:
        print(f"briefingroom: {error}", file=sys.stderr)
        return 1


def _command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="briefingroom", description="Build and check the corpus of Briefing Room."
    )
    parser.add_argument(
        "--briefings", type=Path, default=HOME, help="folder of the corpus (default: %(default)s)"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser(
        "build", help="make transcripts and tables from sources and annotations"
    )
    command.set_defaults(run=run_build)
    command = commands.add_parser(
        "check", help="say whether everything holds that must hold, with counts and places"
    )
    command.set_defaults(run=run_check)
    return parser


def run_build(home: Path) -> int:
    """Build the corpus below `home`, and say which files changed."""
    from .build import build, write

    files = build(home)
    changed = write(home, files)
    mark = ":" if changed else "."
    print(f"{len(files)} files built, {len(changed)} of them changed{mark}")
    for path in changed:
        print(f"  {path}")
    return 0


def run_check(home: Path) -> int:
    """Check the corpus below `home`, print every finding, and give 1 when one is broken."""
    from .check import examine

    findings = examine(home)
    for finding in findings:
        print(finding)
    broken = any(finding.problems for finding in findings)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
