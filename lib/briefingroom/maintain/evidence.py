"""What rests on claims: `references`, `targets` and `discrepancies`, each row held against them."""

from collections.abc import Mapping

from ..cleaning.records import Annotation
from ..display import amount
from ..numbers.intervals import Interval, as_written
from .annotations import numbered

ONE_SIDED = {"over", "at_least", "under", "up_to"}
LEFT_OPEN = "left open"

Tables = Mapping[str, list[dict]]


def reference_rows(annotations: list[dict], tables: Tables) -> list[dict]:
    """The rows of `references`, each with the difference of the claim beside which it stands.

    Parameters
    ----------
    annotations : what people found.
    tables : the rows of the other tables, by name.

    Raises
    ------
    CorpusError : when a field cannot be right.
    """
    claims = {row["claim"]: row for row in tables["claims"]}
    indicators = [row["indicator"] for row in tables["indicators"]]
    rows = []
    for reference in numbered("references", annotations):
        row = reference.row
        reference.must_be_one_of("indicator", indicators)
        if row["claim"] and row["claim"] not in claims:
            raise reference.error("claim", f"there is no claim {row['claim']!r}.")
        if row["claim"] and not float(row["value"]):
            raise reference.error("value", "a claim is not so many percent of nothing.")
        difference = _difference(row, claims.get(row["claim"]))
        rows.append({**row, "difference_percent": difference})
    return rows


def _difference(reference: dict, claim: dict | None) -> str:
    """By how many percent the claim differs from the reference.

    Empty where there is no claim, and where one of the two is a floor or a ceiling that the other
    respects: "over 570" does not differ from 597.
    """
    if claim is None:
        return ""
    one_sided = {reference["bound"], claim["bound"]} & ONE_SIDED
    if one_sided and range_of_row(claim).meets(range_of_row(reference)):
        return ""
    ratio = float(claim["value"]) / float(reference["value"])
    return f"{100 * (ratio - 1):.2f}"


def range_of_row(row: dict) -> Interval:
    """The range that a claim or a reference, as text in a row, leaves open."""
    value, unit = float(row["value"]), row["unit"]
    quote = row.get("quote") or amount(value, unit)
    return as_written(value, quote, unit, row["bound"])


def check_targets(targets: list[dict], tables: Tables) -> None:
    """Every target stands in its sentence, and its number is that of its claim.

    Parameters
    ----------
    targets : the rows of that table.
    tables : the rows of the other tables, by name.

    Raises
    ------
    CorpusError : when a field cannot be right.
    """
    sentences = {row["sentence"]: row for row in tables["sentences"]}
    claim_of = {row["claim"]: row for row in tables["claims"]}
    roles = {row["turn"]: row["role"] for row in tables["turns"]}
    last = max(briefing["date"] for briefing in tables["briefings"])
    first: list[str] = []
    for target in numbered("targets", targets):
        sentence = _sentence_of(target, sentences)
        target.must_be_one_of("said_by", [roles[sentence["turn"]]])
        _check_quantity(target, claim_of)
        _check_since(target, last)
        if target.row["said_again"]:
            target.must_be_one_of("said_again", first)
        else:
            first.append(target.row["target"])


def _sentence_of(target: Annotation, sentences: Mapping[str, dict]) -> dict:
    """The sentence in which a target is said."""
    row = target.row
    sentence = sentences.get(row["sentence"])
    if sentence is None or row["statement"] not in sentence["text"]:
        raise target.error(
            "statement", f"{row['statement']!r} does not stand in {row['sentence']!r}."
        )
    return sentence


def _check_quantity(target: Annotation, claim_of: Mapping[str, dict]) -> None:
    row = target.row
    if row["claim"] and not _is_same_quantity(row, claim_of.get(row["claim"])):
        raise target.error(
            "value",
            f"{row['value']} {row['unit']} is not the value of claim {row['claim']!r}.",
        )


def _is_same_quantity(target: dict, claim: dict | None) -> bool:
    """Whether a target has the number of its claim, or none where the claim only names a thing."""
    if claim is None:
        return False
    if not target["value"]:
        return True
    same_value = float(target["value"]) == float(claim["value"])
    return same_value and target["unit"] == claim["unit"]


def _check_since(target: Annotation, last: str) -> None:
    """What was published later has its source, and was published after the last briefing."""
    row = target.row
    for column in ("since_source", "since_basis"):
        if bool(row[column]) != bool(row["since"]):
            raise target.error(column, "say it where since says something, and only there.")
    if row["since_date"] and row["since_date"] <= last:
        raise target.error("since_date", f"{row['since_date']} is not after {last}.")


def check_discrepancies(discrepancies: list[dict]) -> None:
    """Every discrepancy is about something, and is explained unless it is left open.

    Parameters
    ----------
    discrepancies : the rows of that table.

    Raises
    ------
    CorpusError : when a field cannot be right.
    """
    for discrepancy in numbered("discrepancies", discrepancies):
        row = discrepancy.row
        if not row["claims"] and not row["sentences"]:
            raise discrepancy.error("claims", "name a claim, or a sentence in sentences.")
        if not row["likely"] and row["kind"] != LEFT_OPEN:
            raise discrepancy.error("likely", f"say what is likely, or make it {LEFT_OPEN!r}.")
