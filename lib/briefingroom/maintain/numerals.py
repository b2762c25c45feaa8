"""Every numeral accounted for: from what people read to `claims`, `other_numerals` and the tables that rest on them.

A person read each briefing and gave every numeral one row: a claim (a quantity that somebody states, with value,
unit, bound, kind and period) or another numeral with the reason. Here each row is found again in its sentence, and
what cannot be right is refused with the row, the field and the allowed values.
"""

from ..cleaning.lines import nth_place
from ..errors import CorpusError
from ..numbers.periods import period_bounds

UNITS = (
    "CNY USD percent percentage_point count t kg Mbps MB GB M DWT CGT TEU m km km/h kW MW year month day hour multiple rank"
).split()


BOUNDS = "exact over under about up_to at_least".split()


KINDS = "level share growth change cumulative rank price target other".split()


REASONS = (
    "date",
    "year",
    "name",
    "enumerator",
    "announced points",
    "slogan",
    "idiom",
    "reference",
    "telephone number",
    "other",
)


def claim_rows(
    annotations: list[dict], sentences: list[dict], indicators: list[dict]
) -> list[dict]:
    """The rows of `claims`, in the order of the text, each with its id and its place in the sentence."""
    known = {row["indicator"]: row for row in indicators}
    rows, number, last = [], 0, ""
    for line, row in _in_order(annotations, sentences, "claims"):
        place = f"annotations/claims.csv, row {line}"
        _allowed(place, "unit", row["unit"], UNITS)
        _allowed(place, "bound", row["bound"], BOUNDS)
        _allowed(place, "kind", row["kind"], KINDS)
        if row["indicator"]:
            _allowed(place, "indicator", row["indicator"], known)
        for field in ("period", "baseline"):
            if row[field] and row[field] != "yoy":
                _period(place, field, row[field])
        try:
            float(row["value"])
        except ValueError:
            raise CorpusError(
                f"{place}, value: {row['value']!r} is no number; write it out in base units."
            ) from None
        if bool(row["counted"]) != (row["unit"] == "count"):
            raise CorpusError(
                f"{place}, counted: name the thing when the unit is count, and only then."
            )
        number = number + 1 if row["briefing"] == last else 1
        last = row["briefing"]
        rows.append({**row, "claim": f"{row['briefing']}.c{number:03d}"})
    return rows


def other_rows(annotations: list[dict], sentences: list[dict]) -> list[dict]:
    """The rows of `other_numerals`, in the order of the text."""
    rows = []
    for line, row in _in_order(annotations, sentences, "other_numerals"):
        _allowed(
            f"annotations/other_numerals.csv, row {line}",
            "reason",
            row["reason"].split(":")[0],
            REASONS,
        )
        rows.append(row)
    return rows


def reference_rows(
    annotations: list[dict], claims: list[dict], indicators: list[dict]
) -> list[dict]:
    """The rows of `references`, each with the difference of the claim beside which it stands."""
    values = {row["claim"]: float(row["value"]) for row in claims}
    known = [row["indicator"] for row in indicators]
    rows = []
    for line, row in enumerate(annotations, 2):
        place = f"annotations/references.csv, row {line}"
        _allowed(place, "indicator", row["indicator"], known)
        _period(place, "period", row["period"])
        if row["claim"] and row["claim"] not in values:
            raise CorpusError(f"{place}, claim: there is no claim {row['claim']!r}.")
        difference = (
            100 * (values[row["claim"]] / float(row["value"]) - 1) if row["claim"] else None
        )
        rows.append(
            {**row, "difference_percent": "" if difference is None else f"{difference:.2f}"}
        )
    return rows


def check_targets(targets: list[dict], claims: list[dict], sentences: list[dict]) -> None:
    """Every promise stands in its sentence, and its number is that of its claim."""
    texts = {row["sentence"]: row["text"] for row in sentences}
    values = {row["claim"]: (float(row["value"]), row["unit"]) for row in claims}
    for line, row in enumerate(targets, 2):
        place = f"annotations/targets.csv, row {line}"
        if row["statement"] not in texts.get(row["sentence"], ""):
            raise CorpusError(
                f"{place}, statement: {row['statement']!r} does not stand in {row['sentence']!r}."
            )
        if row["due"]:
            _period(place, "due", row["due"])
        if row["claim"] and (float(row["value"]), row["unit"]) != values.get(row["claim"]):
            raise CorpusError(
                f"{place}, value: {row['value']} {row['unit']} is not the value of claim {row['claim']!r}."
            )


def _period(place: str, field: str, period: str) -> None:
    try:
        period_bounds(period)
    except ValueError as error:
        raise CorpusError(f"{place}, {field}: {error}") from None


def _in_order(annotations: list[dict], sentences: list[dict], file: str) -> list[tuple[int, dict]]:
    """Each annotation with its row number in the file, found in its sentence, in the order of the text."""
    order = {row["sentence"]: (i, row) for i, row in enumerate(sentences)}
    found = []
    for line, row in enumerate(annotations, 2):
        if row["sentence"] not in order:
            raise CorpusError(
                f"annotations/{file}.csv, row {line}, sentence: there is no sentence {row['sentence']!r}."
            )
        position, sentence = order[row["sentence"]]
        start = (
            nth_place(sentence["text"], row["quote"], int(row["nth"]))
            if row["nth"].isdigit()
            else -1
        )
        if not row["quote"] or start < 0:
            raise CorpusError(
                f"annotations/{file}.csv, row {line}, quote: {row['quote']!r} does not stand {row['nth']} time(s) in "
                f"{row['sentence']}, which reads: {sentence['text']}"
            )
        end = start + len(row["quote"])
        found.append(
            (
                position,
                start,
                line,
                {**row, "briefing": sentence["briefing"], "start": start, "end": end},
            )
        )
    return [(line, row) for _, _, line, row in sorted(found, key=lambda each: each[:3])]


def _allowed(place: str, field: str, value: str, allowed) -> None:
    if value not in allowed:
        raise CorpusError(f"{place}, {field}: {value!r} is not one of {', '.join(allowed)}.")
