"""One door to all forms in which the collection is given to other programs."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from ..corpus.active import asking
from ..errors import CorpusError, QuestionError


class Kind(NamedTuple):
    """A form: what it is for, the function that writes it, what it needs beside the package."""

    purpose: str
    module: str
    function: str
    needs: str = ""


FORMS = {
    "anki": Kind("cards of the glossary for Anki", "anki", "write_anki", "genanki"),
    "annotations": Kind(
        "every claim as a W3C Web Annotation of its turn", "annotations", "write_annotations"
    ),
    "convokit": Kind("a folder that ConvoKit loads as a corpus", "convokit", "write_convokit"),
    "croissant": Kind("the description of the tables as Croissant", "croissant", "write_croissant"),
    "duckdb": Kind("all tables in one file of DuckDB", "duckdb_file", "write_duckdb", "duckdb"),
    "parquet": Kind(
        "a folder with each table as Parquet", "duckdb_file", "write_parquet", "duckdb"
    ),
    "ro-crate": Kind("the description of all files as RO-Crate", "ro_crate", "write_ro_crate"),
    "sqlite": Kind("all tables in one file of SQLite", "sqlite_file", "write_sqlite"),
    "text": Kind("a folder with one text file a turn, and a list", "plain_text", "write_text"),
    "xlsx": Kind("all tables as one workbook", "workbook", "write_workbook", "openpyxl"),
}


def export(kind: str, into: str | Path) -> Path:
    """Write the published collection in the form of another program.

    Parameters
    ----------
    kind : "anki", "annotations", "convokit", "croissant", "duckdb", "parquet", "ro-crate",
        "sqlite", "text" or "xlsx".
    into : the file, or for "convokit", "parquet" and "text" the folder, to write. A file that is
        there is replaced when the new one is complete; a folder must be new or empty.

    Returns
    -------
    The path of what was written.

    Raises
    ------
    QuestionError : for a kind that is not known.
    CorpusError : when it cannot be written, or a package for it is not installed.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = export("text", Path(folder) / "turns")
    ...     len(list(written.glob("*.txt")))
    129
    """
    if kind not in FORMS:
        raise QuestionError(f"There is no form {kind!r}; there are {', '.join(FORMS)}.")
    chosen = FORMS[kind]
    if chosen.needs and find_spec(chosen.needs) is None:
        raise CorpusError(
            f"The form {kind} needs the package {chosen.needs}: in the folder of the project "
            f"`python3 start.py export {kind} {Path(into).name}` brings it; elsewhere "
            "`pip install briefingroom[export]` does."
        )
    writer = getattr(import_module(f".{chosen.module}", __package__), chosen.function)
    return made_by(writer, Path(into))


def made_by(writer: Callable[[Path], Path], into: Path) -> Path:
    """What a writer makes; what the system refuses becomes one sentence."""
    try:
        with asking(None):
            return writer(into)
    except OSError as error:
        raise CorpusError(
            f"{into.name} cannot be written ({error.strerror}); see what stands in the way and "
            "try again."
        ) from None
