"""How many rows the files have in which a lost row would change nothing else.

Of most files another one depends on each row, so that a lost row is seen. Of these the number of
rows is written down, in ``annotations/row_counts.csv``.
"""

from collections.abc import Mapping

from ..errors import CorpusError
from .annotations import numbered

COUNTED_FILES = (
    "acts",
    "readings/agreement",
    "readings/first",
    "readings/second",
    "readings/settled",
    "reasons",
    "relations",
    "repairs",
    "sentence_sample",
)


def check_row_counts(annotations: Mapping[str, list[dict]]) -> None:
    """Each of these files has as many rows as are written down.

    Parameters
    ----------
    annotations : the rows of each file.

    Raises
    ------
    CorpusError : with the row of ``row_counts`` and what to do.
    """
    missing = set(COUNTED_FILES)
    for counted in numbered("row_counts", annotations["row_counts"]):
        counted.must_be_one_of("file", COUNTED_FILES)
        file, written = counted.row["file"], int(counted.row["rows"])
        found = len(annotations[file])
        if found != written:
            raise counted.error(
                "rows",
                f"annotations/{file}.csv has {found} rows, not {written}; put back what is lost, "
                "or write the new number here.",
            )
        missing.discard(file)
    if missing:
        place = "annotations/row_counts.csv, row 2, file"
        raise CorpusError(f"{place}: there is no row for {min(missing)}; write its number of rows.")
