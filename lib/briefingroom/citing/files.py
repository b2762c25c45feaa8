"""Citations for reference managers and LaTeX: BibTeX, RIS and CSL-JSON."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .items import Item, author_of, date_of
from .printed import MONTHS

KEY_PREFIX = "briefingroom:"
NO_KEY_CHARACTER = re.compile(r"[^A-Za-z0-9.:_-]+")
BIBTEX_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "$": r"\$",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
ADDRESS_ESCAPES = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"})
RIS_TYPES = {"webpage": "ELEC", "document": "GEN", "dataset": "DATA"}


class Field(NamedTuple):
    """A field of an entry, as it is written."""

    name: str
    value: str


def as_bibtex(item: Item) -> str:
    """An item as an entry of BibTeX, which biblatex reads as well.

    Names and titles stand in two pairs of braces: an institution is one name, and a title keeps its
    capitals.

    >>> print(as_bibtex({"id": "r9", "author": [{"literal": "R&D"}], "title": "100 %",
    ...                  "archive_location": "reference r9"}))
    @misc{briefingroom:r9,
      author = {{R\\&D}},
      title = {{100 \\%}},
      note = {Reference r9}
    }
    """
    key = KEY_PREFIX + NO_KEY_CHARACTER.sub("_", item["id"])
    fields = [field for field in _bibtex_fields(item) if field.value]
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields)
    return f"@misc{{{key},\n{lines}\n}}"


def as_ris(item: Item) -> str:
    """An item as a record of RIS.

    RIS takes what follows a comma in a name for a first name; so a part of an institution stands in
    brackets there.

    >>> item = {"type": "document", "id": "r9", "author": [{"literal": "Union, Office"}],
    ...         "title": "A report", "archive_location": "reference r9"}
    >>> as_ris(item).splitlines()[:4]
    ['TY  - GEN', 'ID  - r9', 'AU  - Union (Office)', 'TI  - A report']
    """
    fields = [field for field in _ris_fields(item) if field.value]
    lines = [f"{name}  - {_one_line(value)}" for name, value in fields]
    return "\n".join([*lines, "ER  - "])


def as_csl_json(item: Item) -> str:
    """An item as a list of CSL-JSON.

    >>> as_csl_json({"id": "r9"})
    '[\\n  {\\n    "id": "r9"\\n  }\\n]'
    """
    return json.dumps([item], ensure_ascii=False, indent=2)


def _bibtex_fields(item: Item) -> Iterator[Field]:
    yield Field("author", f"{{{_braced(author_of(item))}}}")
    yield Field("title", f"{{{_braced(item['title'])}}}")
    yield Field("origtitle", _braced(item.get("original-title", "")))
    yield from _bibtex_dates(item)
    kind = filter(None, (item.get("genre"), item.get("event-place")))
    yield Field("howpublished", _braced(", ".join(kind)))
    yield Field("version", _braced(item.get("version", "")))
    address = item.get("URL", "").translate(ADDRESS_ESCAPES)
    yield Field("url", f"{{{address}}}" if address else "")
    accessed = date_of(item, "accessed")
    yield Field("urldate", _braced(accessed.isoformat()) if accessed else "")
    yield Field("note", _braced(_bibtex_note(item)))


def _bibtex_dates(item: Item) -> Iterator[Field]:
    """The year and the month for BibTeX, the day for biblatex."""
    issued = date_of(item, "issued")
    if issued:
        yield Field("year", _braced(str(issued.year)))
        yield Field("month", MONTHS[issued.month - 1][:3].lower())
        yield Field("date", _braced(issued.isoformat()))


def _bibtex_note(item: Item) -> str:
    """What the styles of BibTeX print in any case."""
    place = item["archive_location"]
    parts = [place[:1].upper() + place[1:]]
    if "archive" in item:
        parts[0] += f" in {item['archive']}"
    if "note" in item:
        parts.append(item["note"])
    accessed = date_of(item, "accessed")
    if accessed:
        parts.append(f"accessed {accessed.isoformat()}")
    return "; ".join(parts)


def _braced(text: str) -> str:
    """A text for LaTeX in braces; nothing where there is none."""
    return f"{{{_one_line(text).translate(BIBTEX_ESCAPES)}}}" if text else ""


def _ris_fields(item: Item) -> Iterator[Field]:
    issued = date_of(item, "issued")
    yield Field("TY", RIS_TYPES[item["type"]])
    yield Field("ID", item["id"])
    yield Field("AU", _without_commas(author_of(item)))
    yield Field("TI", item["title"])
    yield Field("OP", item.get("original-title", ""))
    yield Field("PY", str(issued.year) if issued else "")
    yield Field("DA", _ris_date(issued))
    yield Field("M3", item.get("genre", ""))
    yield Field("CY", item.get("event-place", ""))
    yield Field("ET", item.get("version", ""))
    yield Field("UR", item.get("URL", ""))
    yield Field("Y2", _ris_date(date_of(item, "accessed")))
    yield Field("DB", item.get("archive", ""))
    yield Field("AN", item["archive_location"])
    yield Field("N1", item.get("note", ""))
    yield Field("LA", item.get("language", ""))


def _ris_date(day: date | None) -> str:
    return f"{day.year}/{day.month:02d}/{day.day:02d}" if day else ""


def _without_commas(institution: str) -> str:
    whole, comma, part = institution.partition(", ")
    return f"{whole} ({part.replace(',', ';')})" if comma else institution


def _one_line(text: str) -> str:
    return " ".join(text.split())
