"""The parts of the command that serve other programs: ``mcp``, ``sqlite`` and ``export``."""

import argparse
from importlib.util import find_spec
from pathlib import Path

from ..errors import CorpusError

ALL_WELL = 0
NOT_INSTALLED = (
    "mcp needs packages that are not installed: run `python3 start.py mcp` once, in the folder of "
    "the project."
)


def add_program_commands(commands: argparse._SubParsersAction) -> None:
    """Add these commands to the command line."""
    purpose = "let an assistant ask the data, over stdin and stdout (Model Context Protocol)"
    command = commands.add_parser("mcp", help=purpose, description=purpose)
    command.set_defaults(run=run_mcp)
    purpose = "write all tables into one file of SQLite, for Datasette"
    command = commands.add_parser("sqlite", help=purpose, description=purpose)
    command.add_argument("file", metavar="FILE", type=Path, help="such as briefingroom.sqlite")
    command.set_defaults(run=run_sqlite)
    _add_export(commands)


def _add_export(commands: argparse._SubParsersAction) -> None:
    from ..exporting.kinds import FORMS

    purpose = "write the collection in the form of another program"
    forms = "\n".join(f"  {name:12} {kind.purpose}" for name, kind in FORMS.items())
    command = commands.add_parser(
        "export",
        help=purpose,
        description=f"{purpose}:\n{forms}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("kind", metavar="KIND", help="one of the forms above")
    command.add_argument("into", metavar="INTO", type=Path, help="the file or folder to write")
    command.set_defaults(run=run_export)


def run_export(options: argparse.Namespace) -> int:
    """Write the form and say where it is."""
    from ..exporting.kinds import export

    print(export(options.kind, options.into))
    return ALL_WELL


def run_mcp(options: argparse.Namespace) -> int:
    """Answer an assistant until it has ended.

    Raises
    ------
    CorpusError : when the package `mcp` is not installed.
    """
    if find_spec("mcp") is None:
        raise CorpusError(NOT_INSTALLED)
    from ..serving.server import serve

    serve()
    return ALL_WELL


def run_sqlite(options: argparse.Namespace) -> int:
    """Write the file and say how large it is."""
    from ..exporting.sqlite_file import write_sqlite

    file = write_sqlite(options.file)
    print(f"{file}: {file.stat().st_size:,} bytes")
    return ALL_WELL
