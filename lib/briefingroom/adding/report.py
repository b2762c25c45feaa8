"""What was understood of a briefing, what was left out, and what awaits a decision, to read."""

import itertools
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from ..corpus.headings import presented, voice_of
from ..display import (
    Answer,
    Block,
    Fact,
    Facts,
    Heading,
    Listing,
    Note,
    Paragraph,
    Readable,
    Table,
    Together,
    amount,
    as_html,
    counted,
)
from ..display.characters import printable
from ..ids import parse_id
from .understanding import Understood
from .vocabulary import Met, Pages, indicators_met, terms_met

if TYPE_CHECKING:
    import pandas as pd

WIDTH_OF_FACTS = 20
LONGEST_CELL = 160  # characters of a line, a sentence or a word
ROWS_IN_TERMINAL = 12  # of a part that may be long; the page and the tables have all

PAGE_OF_REPORT = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 68rem; margin: 0 auto;
  padding: 1rem; overflow-wrap: anywhere; }}
h1 {{ font-size: 1.5rem; line-height: 1.25; }}
h2 {{ font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid #8888; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ padding: 0.3rem 0.9rem 0.3rem 0 !important; text-align: left; vertical-align: top;
  border-bottom: 1px solid #8883; }}
th {{ white-space: nowrap; }}
td {{ max-width: 34em; overflow-wrap: break-word; }}
main {{ overflow-x: auto; }}
@media (max-width: 700px) {{
  body {{ padding: 0.6rem; }}
  table, tbody, tr {{ display: block; }}
  tr {{ border-bottom: 1px solid #8886; padding: 0.4rem 0; }}
  th, td {{ display: inline; border: 0; padding: 0 !important; overflow-wrap: anywhere; }}
  th:not(:last-child)::after, td:not(:last-child)::after {{ content: " · "; }}
}}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


class Looked(NamedTuple):
    """Something that looks wrong, as the report lists it."""

    line: str
    kind: str
    what: str
    remedy: str


class TurnShown(NamedTuple):
    """A turn as the report lists it."""

    turn: str
    line: str
    who: str
    act: str
    words: str
    begins: str


class Dropped(NamedTuple):
    """A line that was left out, as the report lists it."""

    line: str
    text: str
    reason: str


class Mended(NamedTuple):
    """A slip that was mended, as the report lists it."""

    line: str
    found: str
    kept: str
    reason: str


class PartOfPage(NamedTuple):
    """A part that a page has, as the report counts it."""

    part: str
    characters: int


class Awaiting(NamedTuple):
    """A numeral that awaits a decision, as the report lists it."""

    candidate: str
    quote: str
    suggested: str
    sentence: str


class MetShown(NamedTuple):
    """A term or an indicator that is met, as the report lists it."""

    name: str
    places: str
    first: str


@dataclass(frozen=True, repr=False)
class Report(Readable):
    """What was understood of a briefing.

    Attributes
    ----------
    title : of the report.
    facts : the heading as it was understood, and what was counted.
    speakers : who was listed or speaks.
    looked : what looks wrong.
    turns, dropped, mended, awaiting : as the lists of these names.
    parts : what each character of the page was taken for.
    characters : of the page.
    terms, indicators : of the published vocabulary, those that are met.
    is_whole : whether long lists are shown whole.
    """

    title: str
    facts: tuple[Fact, ...]
    speakers: tuple[str, ...]
    looked: tuple[Looked, ...]
    turns: tuple[TurnShown, ...]
    dropped: tuple[Dropped, ...]
    mended: tuple[Mended, ...]
    awaiting: tuple[Awaiting, ...]
    terms: tuple[MetShown, ...]
    indicators: tuple[MetShown, ...]
    parts: tuple[PartOfPage, ...] = ()
    characters: int = 0
    is_whole: bool = False

    def blocks(self) -> tuple[Block, ...]:
        return (Heading(self.title, 3), *self._parts())

    def page(self) -> str:
        """The report as a page that opens alone."""
        whole = Report(**{**self.__dict__, "is_whole": True})
        body = as_html(whole._parts()).replace("<h4>", "<h2>").replace("</h4>", "</h2>")
        return PAGE_OF_REPORT.format(title=escape(self.title), body=body)

    def show_overview(self) -> Answer:
        """What stands first: the heading and the counts, what looks wrong, who speaks."""
        return Answer(self._overview())

    def show_faults(self) -> Answer:
        """What looks wrong, alone."""
        return Answer(self._faults())

    def show_parts(self) -> Answer:
        """What each character of the page was taken for, and whether any was lost."""
        counts = {"part of the page": [part.part for part in self.parts]}
        counts["characters"] = [f"{part.characters:,}" for part in self.parts]
        mapped = sum(part.characters for part in self.parts)
        said = f"{self.characters:,} characters in the page, {mapped:,} in its parts"
        return Answer((Table(_frame(counts)), Note(said)))

    def show_numerals(self) -> Answer:
        """The first numerals that await a decision, alone."""
        return Answer(self._numerals())

    def _parts(self) -> tuple[Block, ...]:
        return (
            *self._overview(),
            *self._part(
                "Turns", self.turns, "{turn}  line {line}  {who} — {act}, {words} words: {begins}"
            ),
            *self._part("Dropped lines", self.dropped, "line {line}: {text} ({reason})"),
            *self._part(
                "Repairs", self.mended, "line {line}: {found!r} is read {kept!r}: {reason}"
            ),
            *self._numerals(),
            *self._part("Terms met", self.terms, "{name}: {places}, first in {first}", short=True),
            *self._part(
                "Indicators met by name",
                self.indicators,
                "{name}: {places}, first in {first}",
                short=True,
            ),
        )

    def _overview(self) -> tuple[Block, ...]:
        return (
            Facts(self.facts, WIDTH_OF_FACTS),
            *self._faults(),
            *self._words("Who speaks", self.speakers),
        )

    def _faults(self) -> tuple[Block, ...]:
        return self._part("What looks wrong", self.looked, "line {line}, {kind}: {what} {remedy}")

    def _numerals(self) -> tuple[Block, ...]:
        return self._part(
            "Numerals that await a decision",
            self.awaiting,
            "{candidate}  {quote!r}: {suggested}",
            short=True,
        )

    def _part(
        self, title: str, rows: Sequence[NamedTuple], sentence: str, *, short: bool = False
    ) -> tuple[Block, ...]:
        """The rows of a list with its title; in a terminal a long one is cut, which it says."""
        shown = rows[:ROWS_IN_TERMINAL] if short and not self.is_whole else rows
        heading = Heading(f"{title}: {len(rows)}", 4)
        if not rows:
            return (heading,)
        parts: list[Block] = [heading, Listing(tuple(shown), sentence, close=True)]
        if len(shown) < len(rows):
            parts.append(Note(f"… and {len(rows) - len(shown)} more, in the page and the tables."))
        return (Together(tuple(parts)),)

    def _words(self, title: str, lines: Sequence[str]) -> tuple[Block, ...]:
        heading = Heading(f"{title}: {len(lines)}", 4)
        return (Together((heading, *map(Paragraph, lines))),)


def _frame(columns: Mapping[str, Sequence[str]]) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame(columns)


class _Lines:
    """The line of every place of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [at for at, character in enumerate(text) if character == "\n"]

    def at(self, offset: int) -> str:
        return str(bisect_right(self._ends, offset - 1) + 1)

    def words(self, start: int, end: int) -> str:
        return cut(self._text[start:end])


def cut(text: str) -> str:
    """A text in one line, as far as a list shows it, with its control characters visible.

    >>> cut("a\\n b")
    'a b'
    """
    line = printable(" ".join(text.split()))
    return line if len(line) <= LONGEST_CELL else line[: LONGEST_CELL - 2] + " …"


def report_of(briefing: Understood) -> Report:
    """The report on a briefing."""
    pages = Pages(briefing.tables["sentences"])
    lines = _Lines(briefing.given.text)
    (row,) = briefing.tables["briefings"]
    title = cut(row["title"]) or "a briefing without a title"
    return Report(
        title=f"{briefing.id}: {title}",
        facts=_facts(briefing, row),
        speakers=tuple(cut(presented(speaker)) for speaker in briefing.tables["speakers"]),
        looked=tuple(_looked(briefing)),
        turns=tuple(_turns(briefing, lines)),
        dropped=tuple(_dropped(briefing, lines)),
        mended=tuple(_mended(briefing, lines)),
        awaiting=tuple(_awaiting(briefing)),
        parts=tuple(_parts_of_page(briefing)),
        characters=len(briefing.given.text),
        terms=tuple(_met_shown(terms_met(pages))),
        indicators=tuple(_met_shown(indicators_met(pages))),
    )


def _facts(briefing: Understood, row: dict) -> tuple[Fact, ...]:
    lost = sum(turn["outlet_status"] == "unidentified" for turn in briefing.tables["turns"])
    numerals = Counter(bool(each["reason"]) for each in briefing.tables["candidates"])
    facts = {
        "File": briefing.given.bare_name,
        "Title": row["title"] or "not found",
        "Date": row["date"],
        "Time": row["start_time"],
        "Host": row["host"] or "not found",
        "Place": row["place"],
        "Address": row["url"],
        "Words": f"{row['words']:,}",
        "Turns": str(row["turns"]),
        "Questions": str(row["questions"]),
        "Lost labels": counted(lost, "question") + " without an outlet",
        "Sentences": f"{len(briefing.tables['sentences']):,}",
        "Repairs": str(len(briefing.tables["repairs"])),
        "Numerals": f"{numerals[False]} suggested as quantities, {numerals[True]} as no quantity; "
        "none is a claim yet",
    }
    return tuple(Fact(name, cut(value)) for name, value in facts.items())


def _looked(briefing: Understood) -> Iterable[Looked]:
    for finding in sorted(
        briefing.cleaned.findings, key=lambda each: (not each.serious, each.line)
    ):
        yield Looked(str(finding.line or "-"), finding.kind, cut(finding.what), cut(finding.remedy))


def _turns(briefing: Understood, lines: _Lines) -> Iterable[TurnShown]:
    begins: dict[str, int] = {}
    for sentence in briefing.tables["sentences"]:
        begins.setdefault(sentence["turn"], sentence["source_start"])
    for turn in briefing.tables["turns"]:
        yield TurnShown(
            parse_id(turn["turn"]).local,
            lines.at(begins.get(turn["turn"], 0)),
            cut(voice_of(turn)),
            turn["act"],
            str(turn["words"]),
            cut(turn["text"][:80]),
        )


def _dropped(briefing: Understood, lines: _Lines) -> Iterable[Dropped]:
    for stretch in briefing.cleaned.source_map:
        if stretch.part == "dropped":
            yield Dropped(
                lines.at(stretch.start), lines.words(stretch.start, stretch.end), stretch.reason
            )


def _mended(briefing: Understood, lines: _Lines) -> Iterable[Mended]:
    for repair in briefing.cleaned.repairs:
        yield Mended(lines.at(repair.start), cut(repair.found), cut(repair.kept), repair.reason)


def _parts_of_page(briefing: Understood) -> Iterable[PartOfPage]:
    sizes: Counter[str] = Counter()
    for stretch in briefing.cleaned.source_map:
        sizes[stretch.part] += stretch.end - stretch.start
    return itertools.starmap(PartOfPage, sorted(sizes.items()))


def _awaiting(briefing: Understood) -> Iterable[Awaiting]:
    texts = {row["sentence"]: row["text"] for row in briefing.tables["sentences"]}
    for row in briefing.tables["candidates"]:
        yield Awaiting(
            parse_id(row["candidate"]).local,
            cut(row["quote"]),
            suggestion(row),
            cut(texts[row["sentence"]]),
        )


def suggestion(candidate: dict) -> str:
    """What is suggested for a candidate, in words.

    >>> suggestion({"reason": "year"})
    'no quantity (year)'
    >>> row = {"value": "5", "unit": "percent", "bound": "over", "kind": "growth", "period": ""}
    >>> suggestion({**row, "reason": ""})
    '5 percent, over, growth'
    >>> suggestion({**row, "value": "812e9", "unit": "CNY", "bound": "at_least", "reason": ""})
    '812 billion CNY, at least, growth'
    """
    if candidate["reason"]:
        return f"no quantity ({candidate['reason']})"
    if candidate["value"] == "":
        return "to be read by a person"
    said = amount(float(candidate["value"]), candidate["unit"])
    bound = candidate["bound"].replace("_", " ")
    return ", ".join(filter(None, [said, bound, candidate["kind"], candidate["period"]]))


def _met_shown(met: Iterable[Met]) -> Iterable[MetShown]:
    for each in met:
        yield MetShown(each.name, counted(each.times, "place"), parse_id(each.first).local)
