"""The ``briefingroom`` command."""

import argparse
import sys
from pathlib import Path

from ..corpus.tables import HOME
from ..errors import BriefingRoomError


def main(arguments: list[str] | None = None) -> int:
    """Run the command and give its exit status: 0 when all is well, 1 when something is broken."""
    parser = argparse.ArgumentParser(
        prog="briefingroom", description="Build and check the corpus of Briefing Room."
    )
    parser.add_argument(
        "--briefings", type=Path, default=HOME, help="folder of the corpus (default: %(default)s)"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="make transcripts and tables from sources and annotations")
    commands.add_parser(
        "check", help="say whether everything holds that must hold, with counts and places"
    )
    options = parser.parse_args(arguments)
    if not (options.briefings / "datapackage.json").exists():
        parser.error(
            f"{options.briefings} holds no datapackage.json; give the folder of a corpus with --briefings."
        )
    try:
        return {"build": _build, "check": _check}[options.command](options.briefings)
    except BriefingRoomError as error:
        print(f"briefingroom: {error}", file=sys.stderr)
        return 1


def _build(home: Path) -> int:
    from .build import build, write

    files = build(home)
    changed = write(home, files)
    print(f"{len(files)} files built, {len(changed)} of them changed{':' if changed else '.'}")
    for path in changed:
        print(f"  {path}")
    return 0


def _check(home: Path) -> int:
    from .check import examine

    findings = examine(home)
    for finding in findings:
        print(finding)
    return int(any(finding.problems for finding in findings))


if __name__ == "__main__":
    sys.exit(main())
