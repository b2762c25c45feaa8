"""What must always hold of the corpus, each with its count and, where it does not, the place."""

from pathlib import Path

from ..errors import CorpusError
from .build import build
from .check_coding import means, readings, things_asked
from .check_context import records_outside
from .check_evidence import editions, explanations, promises_counted, published_ids, sides
from .check_keys import keys
from .check_numbers import numbers, quotes
from .check_text import nothing_lost, sources, structure
from .edits import first_changed_field
from .findings import BUILT, Corpus, Finding

INVARIANTS = (
    sources,
    nothing_lost,
    structure,
    numbers,
    quotes,
    keys,
    published_ids,
    sides,
    explanations,
    editions,
    promises_counted,
    records_outside,
    means,
    things_asked,
    readings,
)


def examine(home: Path) -> list[Finding]:
    """Every invariant of the corpus below `home`, in order.

    Parameters
    ----------
    home : the ``briefings`` folder.

    Raises
    ------
    CorpusError : when a table or a file of annotations is missing or cannot be read.
    """
    corpus = Corpus(home)
    return [*_findings(corpus), reproducible(corpus)]


def broken(home: Path) -> list[Finding]:
    """The invariants that a corpus, just built, does not hold.

    Parameters
    ----------
    home : the ``briefings`` folder.
    """
    return [finding for finding in _findings(Corpus(home)) if finding.problems]


def _findings(corpus: Corpus) -> list[Finding]:
    return [invariant(corpus) for invariant in INVARIANTS]


def reproducible(corpus: Corpus) -> Finding:
    """Building again gives the same bytes.

    Parameters
    ----------
    corpus : its files on disk.
    """
    try:
        files = build(corpus.home)
    except CorpusError as error:
        return Finding("Reproducible", "the corpus cannot be built", [str(error)])
    problems = []
    for path, content in files.items():
        target = corpus.home / path
        there = target.read_bytes() if target.exists() else b""
        if there != content.encode("utf-8"):
            problems.append(_changed(path, there, content))
    counted = f"{len(files)} files built again, byte for byte"
    return Finding("Reproducible", counted, problems)


def _changed(path: str, there: bytes, content: str) -> str:
    line = _first_changed_line(there, content.encode("utf-8"))
    field = first_changed_field(there, content) if path.endswith(".csv") else ""
    where = f" ({field})" if field else ""
    return f"{path}, line {line}: not what the sources and annotations give{where}. {BUILT}"


def _first_changed_line(there: bytes, built: bytes) -> int:
    """The first line in which two files differ; the last one where all lines there are alike."""
    pairs = zip(there.split(b"\n"), built.split(b"\n"), strict=False)
    for line, (old, new) in enumerate(pairs, 1):
        if old != new:
            return line
    return 1 + there.count(b"\n")
