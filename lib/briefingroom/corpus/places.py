"""From an id to the words that it stands for, in their surroundings and with their place in the source."""

import math
from dataclasses import dataclass, replace
from functools import cache

from ..cleaning.lines import line_of, nth_place
from ..display import MUTED, amount, escape, paragraph, table
from .headings import heading, presented
from .names import must_be
from .tables import HOME, read_table

AROUND = 2  # sentences shown on each side of one


@dataclass(frozen=True)
class Briefing:
    """One press conference; in a notebook it shows as a title page."""

    briefing: str
    title: str
    title_zh: str
    series: str
    host: str
    place: str
    start_time: str
    url: str
    source_file: str
    speakers: tuple[str, ...]
    words: int
    turns: int
    questions: int

    @property
    def _rows(self) -> list[tuple[str, str]]:
        return [
            ("Date", f"{self.briefing}, {self.start_time}, {self.place}"),
            ("Host", self.host),
            ("Series", self.series),
            *[("Speaker" if i else "Speakers", speaker) for i, speaker in enumerate(self.speakers)],
            ("Length", f"{self.words:,} words in {self.turns} turns; {self.questions} questions"),
            ("Source", f"briefings/sources/{self.source_file}"),
            ("Page", self.url),
        ]

    def __repr__(self) -> str:
        lines = [
            self.title,
            self.title_zh,
            "",
            *[f"{name:<9} {value}" for name, value in self._rows if value],
        ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return (
            f"<h3>{escape(self.title)}</h3>" + paragraph(escape(self.title_zh)) + table(self._rows)
        )


@dataclass(frozen=True)
class Place:
    """Where an id stands. In a notebook it shows the words in their surroundings.

    Attributes
    ----------
    id, kind : the id and what it is (claim, sentence, paragraph, turn, exchange).
    text : the words themselves; for a claim the quote.
    before, after : for a sentence, the two sentences on each side in the same paragraph; for a claim also the rest of
        its own sentence.
    facts : for a claim, what else is known of it: how it was read, its series, reference and discrepancy.
    who : speaker or outlet, and what the turn does.
    briefing, date and title : of the press conference.
    source_file, line, source_start, source_end : the place in the source; line from 1, characters from 0.
    """

    id: str
    kind: str
    briefing: str
    title: str
    who: str
    text: str
    before: str
    after: str
    source_file: str
    line: int
    source_start: int
    source_end: int
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def _place(self) -> str:
        return (
            f"briefings/sources/{self.source_file}, line {self.line}, "
            f"characters {self.source_start:,} to {self.source_end:,}"
        )

    def __repr__(self) -> str:
        around = (
            f"{self.before}[{self.text}]{self.after}".strip()
            if self.before or self.after
            else self.text
        )
        facts = "".join(f"\n{name:<12} {value}" for name, value in self.facts)
        return f"{self.id}: {self.who}\n{self.briefing}, {self.title}\n\n{around}\n{facts}\n{self._place}"

    def _repr_html_(self) -> str:
        if self.kind in ("claim", "sentence"):
            body = f"{escape(self.before)}<mark>{escape(self.text)}</mark>{escape(self.after)}"
        else:
            body = "</p><p>".join(escape(p) for p in self.text.split("\n\n"))
        return (
            paragraph(f"<b>{escape(self.who)}</b>")
            + paragraph(f"{escape(self.briefing)}, {escape(self.title)}", MUTED)
            + f'<blockquote style="max-width:46em"><p>{body}</p></blockquote>'
            + (table(self.facts) if self.facts else "")
            + paragraph(f"<code>{escape(self.id)}</code> · {escape(self._place)}", MUTED)
        )


def briefing(briefing: str) -> Briefing:
    """One press conference, with who spoke and how long; in a notebook, a title page.

    Parameters
    ----------
    briefing : the id of a briefing, which is its date.

    Raises
    ------
    UnknownName : when there is no such briefing; the message names the nearest.

    >>> briefing("2023-03-01").questions
    8
    """
    table = read_table("briefings").set_index("briefing")
    must_be(briefing, table.index, f"There is no briefing {briefing!r}")
    row = table.loc[briefing]
    people = read_table("speakers")[lambda table: table.briefing == briefing]
    return Briefing(
        briefing=briefing,
        speakers=tuple(presented(person) for person in people.to_dict("records")),
        **{
            name: row[name]
            for name in (
                "title",
                "title_zh",
                "series",
                "host",
                "place",
                "start_time",
                "url",
                "source_file",
            )
        },
        **{name: int(row[name]) for name in ("words", "turns", "questions")},
    )


def where(id: str) -> Place | Briefing:
    """What an id stands for: its words in their surroundings, who said them, and where in the source.

    Parameters
    ----------
    id : a claim, sentence, paragraph, turn, exchange or briefing, such as ``2023-03-01.c012``, ``2023-03-01.t07.p2.s3``
        or ``2023-03-01.q04``. A claim also shows how it was read, its series, its reference and its discrepancy.

    Raises
    ------
    UnknownName : when there is no such id; the message names the nearest.

    >>> place = where("2022-06-14.t18.p1.s1")
    >>> place.text
    'I would like to answer the question about chips.'
    >>> place.line
    211
    """
    if id in set(read_table("briefings").briefing):
        return briefing(id)
    must_be(id, _kinds_by_id(), f"There is nothing with the id {id!r}")
    kind = _kinds_by_id()[id]
    if kind == "claim":
        return _claim(id)
    turns = read_table("turns").set_index("turn")
    before = after = ""
    if kind == "exchange":
        row = read_table("exchanges").set_index("exchange").loc[id]
        parts = [turns.loc[turn] for turn in [row.question, *row.answers.split("; ")]]
        who = "; ".join(heading(part) for part in parts)
        text = "\n\n".join(part.text for part in parts)
        spoken = read_table("sentences")[
            lambda table: table.turn.isin([part.name for part in parts])
        ]
    else:
        sentences = read_table("sentences")
        spoken = sentences[sentences[kind] == id]
        who = heading(turns.loc[spoken.turn.iloc[0]])
        text = "\n\n".join(
            " ".join(group.text) for _, group in spoken.groupby("paragraph", sort=False)
        )
        if kind == "sentence":
            around = sentences[sentences.paragraph == spoken.paragraph.iloc[0]]
            number = spoken.number.iloc[0]
            before = "".join(
                text + " "
                for text in around.text[around.number.between(number - AROUND, number - 1)]
            )
            after = "".join(
                " " + text
                for text in around.text[around.number.between(number + 1, number + AROUND)]
            )
    page = briefing(spoken.briefing.iloc[0])
    start, end = int(spoken.source_start.iloc[0]), int(spoken.source_end.iloc[-1])
    return Place(
        id,
        kind,
        page.briefing,
        page.title,
        who,
        text,
        before,
        after,
        page.source_file,
        line_of(_source(page.source_file), start),
        start,
        end,
    )


def _claim(id: str) -> Place:
    claim = read_table("claims").set_index("claim").loc[id]
    sentence = where(claim.sentence)
    before, after = sentence.text[: claim.start], sentence.text[claim.end :]
    text = _source(sentence.source_file)
    # A repair before it may have moved the quote, so it is found again by counting.
    nth = sum(sentence.text.startswith(claim.quote, at) for at in range(claim.start + 1))
    said = text[sentence.source_start : sentence.source_end]
    start = sentence.source_start + nth_place(said, claim.quote, nth)
    return replace(
        sentence,
        id=id,
        kind="claim",
        text=claim.quote,
        before=sentence.before + before,
        after=after + sentence.after,
        source_start=start,
        source_end=start + len(claim.quote),
        line=line_of(text, start),
        facts=tuple(_facts_of_claim(id, claim)),
    )


def _facts_of_claim(id: str, claim) -> list[tuple[str, str]]:
    """What else is known of a claim, in words."""
    counted = f" ({claim.counted})" if claim.counted else ""
    period = " for " + claim.period if claim.period else ""
    against = (
        f", against {'the year before' if claim.baseline == 'yoy' else claim.baseline}"
        if claim.baseline
        else ""
    )
    facts = [
        ("Sentence", claim.sentence),
        ("Measure", claim.measure),
        (
            "Reading",
            f"{claim.bound} {amount(claim.value, claim.unit)}{counted}{period}{against}; {claim.kind}; {claim.region}",
        ),
    ]
    if claim.indicator:
        indicator = read_table("indicators").set_index("indicator").loc[claim.indicator]
        count = (read_table("claims").indicator == claim.indicator).sum()
        facts.append(
            (
                "Series",
                f"{claim.indicator}: {indicator['name']}, {count} statement{'s' if count > 1 else ''}",
            )
        )
        facts.append(("Caution", indicator.caution))
    for row in read_table("references")[lambda table: table.claim == id].itertuples():
        difference = (
            ""
            if math.isnan(row.difference_percent)
            else f"; the claim is {row.difference_percent:+.1f} %"
        )
        facts.append(("Reference", f"{amount(row.value, row.unit)}, {row.publisher}{difference}"))
    for row in read_table("discrepancies").itertuples():
        if id in row.claims.split("; "):
            facts.append(
                ("Discrepancy", f"{row.what} Likely: {row.likely} ({row.confidence} confidence)")
            )
    return facts


@cache
def _kinds_by_id() -> dict[str, str]:
    """What each id is."""
    tables = {
        "claim": "claims",
        "sentence": "sentences",
        "paragraph": "paragraphs",
        "turn": "turns",
        "exchange": "exchanges",
    }
    return {id: kind for kind, name in tables.items() for id in read_table(name)[kind]}


@cache
def _source(source_file: str) -> str:
    """A source as text, its line ends untouched, so that the places in it hold."""
    with open(HOME / "sources" / source_file, encoding="utf-8", newline="") as source:
        return source.read()
