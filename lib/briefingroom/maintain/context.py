"""What stands outside the sources: dated statements and works to read, each with its record."""

from collections import Counter
from collections.abc import Iterator

from ..cleaning.records import Annotation
from ..corpus.context import BRIEFING_ITSELF, GENERAL
from ..errors import CorpusError
from ..ids import ids_listed
from .annotations import numbered
from .evidence import Tables

MOST_READINGS = 3  # of a subject


def check_context(statements: list[dict], tables: Tables) -> None:
    """Each statement has a subject, ends after it begins, and names every briefing once.

    Parameters
    ----------
    statements : the rows of that table.
    tables : the rows of the other tables, by name.

    Raises
    ------
    CorpusError : with the row and the column.
    """
    subjects = [GENERAL, *_themes(tables)]
    for statement in numbered("context", statements):
        statement.must_be_one_of("subject", subjects)
        row = statement.row
        if row["end_date"] and row["end_date"] <= row["date"]:
            raise statement.error("end_date", f"{row['end_date']} is not after {row['date']}.")
    named = sorted(row["date"] for row in statements if row["kind"] == BRIEFING_ITSELF)
    held = sorted(row["date"] for row in tables["briefings"])
    if named != held:
        raise CorpusError(
            f"annotations/context.csv: the briefings are of {', '.join(held)}, and the rows of "
            f"kind {BRIEFING_ITSELF} of {', '.join(named)}; give each briefing its row."
        )


def check_further_reading(works: list[dict], tables: Tables) -> None:
    """Each work has subjects that there are, and no subject more works than a reader takes up.

    Parameters
    ----------
    works : the rows of that table.
    tables : the rows of the other tables, by name.

    Raises
    ------
    CorpusError : with the row and the column.
    """
    themes = _themes(tables)
    count: Counter[str] = Counter()
    for work, subject in _with_subjects(works):
        if subject not in themes:
            raise work.error("subjects", f"{subject!r} is no subject; themes.csv has them.")
        count[subject] += 1
        if count[subject] > MOST_READINGS:
            raise work.error("subjects", f"{subject} has more than {MOST_READINGS} works.")


def _themes(tables: Tables) -> list[str]:
    return [row["theme"] for row in tables["themes"]]


def _with_subjects(works: list[dict]) -> Iterator[tuple[Annotation, str]]:
    for work in numbered("further_reading", works):
        for subject in ids_listed(work.row["subjects"]):
            yield work, subject
