"""Of what rests on claims: that verdicts, explanations and counts claim no more than is shown."""

from collections.abc import Iterator

from ..ids import ids_listed
from ..numbers.targets import is_counted
from .annotations import numbered, read_annotations
from .evidence import ONE_SIDED, range_of_row
from .findings import Corpus, Finding, in_table

STRICT_KINDS = ("factor", "arithmetic", "contradiction", "revision")
PUBLISHED_IDS = "published_ids.txt"
NOTHING_SEEN = "no independent figure seen"
KNOWN_EDITIONS = {"first", "revised"}


def sides(corpus: Corpus) -> Finding:
    """No row of a strict kind has two sides that meet as ranges.

    Compared are figures of one unit. Where there is none, words are meant, or arithmetic between
    units, and the row stands on its evidence.

    Parameters
    ----------
    corpus : its files on disk.
    """
    figures = _figures(corpus)
    strict = [
        (line, row) for line, row in corpus.numbered("discrepancies") if row["kind"] in STRICT_KINDS
    ]
    problems = []
    compared = 0
    for line, row in strict:
        meetings = list(_meetings(row, figures))
        compared += bool(meetings)
        if meetings and all(meetings):
            problems.append(
                f"{in_table('discrepancies', line, 'kind')}: "
                f"{row['discrepancy']}: as ranges the two sides meet; leave it open."
            )
    counted = (
        f"{len(strict)} discrepancies that say that two figures cannot both be so, "
        f"{compared} of them with figures of one unit, which do not meet"
    )
    return Finding("Sides", counted, problems)


def _figures(corpus: Corpus) -> dict[str, dict]:
    """Claims and references, by id."""
    figures = {row["claim"]: row for row in corpus.tables["claims"]}
    for row in corpus.tables["references"]:
        figures[row["reference"]] = row
    return figures


def _meetings(discrepancy: dict, figures: dict[str, dict]) -> Iterator[bool]:
    """Of each pair of figures of one unit across the sides, whether they meet."""
    others = _those_there(discrepancy["against"], figures)
    for claim in _those_there(discrepancy["claims"], figures):
        for other in others:
            if other["unit"] == claim["unit"]:
                yield range_of_row(claim).meets(range_of_row(other))


def _those_there(ids: str, figures: dict[str, dict]) -> list[dict]:
    """The figures of a list of ids; what is not there, the finding on keys names."""
    return [figures[id] for id in ids_listed(ids) if id in figures]


def explanations(corpus: Corpus) -> Finding:
    """A likely explanation is surer than low only where there is more than the reading itself.

    Where none is given, nothing is sure.

    Parameters
    ----------
    corpus : its files on disk.
    """
    rows = list(corpus.numbered("discrepancies"))
    explained = [(line, row) for line, row in rows if row["likely"]]
    problems = [
        f"{in_table('discrepancies', line, 'confidence')}: "
        f"{row['discrepancy']}: {row['confidence']} confidence, and {NOTHING_SEEN}; make it low."
        for line, row in explained
        if row["confidence"] != "low" and NOTHING_SEEN in row["evidence"]
    ]
    problems += [
        f"{in_table('discrepancies', line, 'confidence')}: "
        f"{row['discrepancy']}: {row['confidence']} confidence, and no explanation; make it low."
        for line, row in rows
        if row["confidence"] != "low" and not row["likely"]
    ]
    counted = f"{len(explained)} likely explanations, none surer than its evidence"
    return Finding("Explanations", counted, problems)


def editions(corpus: Corpus) -> Finding:
    """Bounds are respected, and what is compared across editions says so.

    Parameters
    ----------
    corpus : its files on disk.
    """
    figures = _figures(corpus)
    problems = [*_ignored_bounds(corpus, figures), *_mixed_editions(corpus, figures)]
    floors = sum(row["bound"] in ONE_SIDED for row in corpus.tables["references"])
    counted = (
        f"{floors} published floors and ceilings, "
        f"{corpus.count('relations')} relations between figures"
    )
    return Finding("Bounds and editions", counted, problems)


def _ignored_bounds(corpus: Corpus, figures: dict[str, dict]) -> Iterator[str]:
    """Where a difference is given between a figure and a bound that it respects."""
    for line, row in corpus.numbered("references"):
        claims = _those_there(row["claim"], figures)
        if row["difference_percent"] and claims:
            (claim,) = claims
            one_sided = {row["bound"], claim["bound"]} & ONE_SIDED
            if one_sided and range_of_row(claim).meets(range_of_row(row)):
                place = in_table("references", line, "difference_percent")
                said = "a difference is given from a bound that is respected."
                yield f"{place}: {row['reference']}: {said}"


def _mixed_editions(corpus: Corpus, figures: dict[str, dict]) -> Iterator[str]:
    for line, row in corpus.numbered("relations"):
        parts = _those_there(row["parts"], figures)
        found = {part["edition"] for part in parts if "edition" in part}
        if found >= KNOWN_EDITIONS and "edition" not in row["note"]:
            yield (
                f"{in_table('relations', line, 'note')}: {row['claim']} from {row['parts']}: "
                "a first and a revised figure are held together; say so in the note."
            )


def promises_counted(corpus: Corpus) -> Finding:
    """The number of promises: by officials, each once.

    Parameters
    ----------
    corpus : its files on disk.
    """
    rows = corpus.tables["targets"]
    counted_rows = [
        row for row in rows if is_counted(row["kind"], row["said_by"], row["said_again"])
    ]
    later = [row for row in rows if row["since"]]
    counted = (
        f"{len(counted_rows)} by officials, each once, among {len(rows)} targets; "
        f"of {len(later)} a later record was seen"
    )
    kinds = {row["target"]: row["kind"] for row in rows}
    problems = [
        f"{in_table('targets', line, 'said_again')}: "
        f"{row['target']}: a {row['kind']} says again what {row['said_again']} says, "
        f"which is a {kinds[row['said_again']]}."
        for line, row in corpus.numbered("targets")
        if kinds.get(row["said_again"], row["kind"]) != row["kind"]
    ]
    return Finding("Promises", counted, problems)


def published_ids(corpus: Corpus) -> Finding:
    """An id that was published is still there, or listed as taken out; none is given again.

    Parameters
    ----------
    corpus : its files on disk.
    """
    listed = numbered("removed", read_annotations(corpus.home, "removed"))
    removed = {annotation.row["id"] for annotation in listed}
    path = corpus.home / PUBLISHED_IDS
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    there = _ids_by_table(corpus)
    problems = []
    for line in lines:
        table, _, id = line.partition(" ")
        if id not in there[table] and id not in removed:
            problems.append(
                f"tables/{table}.csv: {id} was published and is gone; "
                "restore it, or give the reason in annotations/removed.csv."
            )
    for annotation in listed:
        id = annotation.row["id"]
        for table, ids in there.items():
            if id in ids:
                error = annotation.error("id", f"{id} was taken out, and {table} uses it again.")
                problems.append(str(error))
    counted = f"{len(lines):,} ids of the first release, {len(removed)} of them taken out"
    return Finding("Published ids", counted, problems)


def _ids_by_table(corpus: Corpus) -> dict[str, set[str]]:
    """The ids of each table whose rows have one, but for the table of those taken out."""
    ids = {}
    for resource in corpus.package["resources"]:
        key = resource["schema"]["primaryKey"]
        if isinstance(key, str) and resource["name"] != "removed":
            ids[resource["name"]] = corpus.ids(resource["name"], key)
    return ids
