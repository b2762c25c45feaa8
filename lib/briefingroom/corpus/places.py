"""From an id to its words, in their surroundings and with their place in the source."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, NamedTuple

from ..cleaning.lines import Line, TextSpan, line_of
from ..cleaning.records import Repair
from ..cleaning.repairs import LineAsRead
from ..display import (
    Answer,
    Attribution,
    Block,
    Excerpt,
    Fact,
    Facts,
    Note,
    Origin,
    Readable,
    Speech,
    Together,
)
from ..ids import ids_listed, parse_id
from .active import cached_by_collection
from .claim_facts import facts_of_claim
from .coding_facts import facts_of_asked, facts_of_measure
from .headings import heading
from .tables import SOURCES_SHOWN, rows_by, source_of_briefing, table_by_id
from .title_pages import Briefing, briefing

WORDS_IN_BRIEF = 40  # about so many of an answer stand in brief
SENTENCES_AROUND = 2  # sentences shown on each side of one
FACT_WIDTH = 12  # characters; the longest name is "Discrepancy"
PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, repr=False)
class Place(Readable):
    """Where an id stands. In a notebook it shows the words in their surroundings.

    Attributes
    ----------
    id, kind : the id and what it is (claim, policy measure, thing asked, sentence, paragraph, turn,
        exchange).
    text : the words themselves; for a claim, a policy measure or a thing asked the quote.
    before, after : for a sentence, the two sentences on each side in the same paragraph; for a
        quote also the rest of its own sentence.
    facts : for a claim, what else is known of it: how it was read, its series, reference and
        discrepancy; for a policy measure or a thing asked, how it was coded.
    who : speaker or outlet, and what the turn does.
    briefing, date and title : of the press conference.
    source_file, line, source_start, source_end : the place in the source; line from 1, characters
        from 0.
    source_folder : where the source lies.
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
    facts: tuple[Fact, ...] = ()
    source_folder: str = SOURCES_SHOWN

    def blocks(self) -> tuple[Block, ...]:
        occasion = Note(f"{self.briefing}, {self.title}")
        facts = Facts(self.facts, FACT_WIDTH)
        known = (facts, self._origin()) if self.facts else (self._origin(),)
        return (
            Together((Attribution(self.who, self.id), occasion)),
            self._words(),
            Together(known),
        )

    def in_brief(self) -> Answer:
        """The same; of a long answer a page shows the first sentences, and the rest when asked."""
        words = self._words()
        if self.kind == "exchange" and isinstance(words, Speech):
            begun = replace(words, begins_with=_end_of_first_sentences(self))
            return Answer(tuple(begun if block == words else block for block in self.blocks()))
        return Answer(self.blocks())

    def _words(self) -> Block:
        if self.kind == "sentence" or self.kind in QUOTED:
            return Excerpt(self.before, self.text, self.after)
        return Speech(tuple(self.text.split(PARAGRAPH_BREAK)))

    def _origin(self) -> Origin:
        line = f"{self.source_folder}/{self.source_file}, line {self.line}"
        characters = f"characters {self.source_start:,} to {self.source_end:,}"
        return Origin(self.id, f"{line}, {characters}")


def place_of(id: str) -> Place:
    """The words of an id in their surroundings, who said them, and where in the source.

    Parameters
    ----------
    id : a claim, policy measure, thing asked, sentence, paragraph, turn or exchange that there is.

    >>> place = place_of("2022-06-14.t18.p1.s1")
    >>> place.text
    'I would like to answer the question about chips.'
    """
    kind = parse_id(id).kind
    if kind in QUOTED:
        return _place_of_quote(id, kind)
    if kind == "exchange":
        return _place_of_exchange(id)
    if kind == "sentence":
        return _place_of_sentence(id)
    return _place_of_paragraphs(id, kind)


class _QuotedPlace(NamedTuple):
    """Words of a sentence, and where in it they begin."""

    sentence: str
    quote: str
    start: int


def _quote_of_claim(id: str) -> _QuotedPlace:
    claim = table_by_id("claims").loc[id]
    return _QuotedPlace(claim.sentence, claim.quote, claim.start)


def _quote_of_measure(id: str) -> _QuotedPlace:
    measure = table_by_id("policy_measures").loc[id]
    return _QuotedPlace(measure.sentence, measure.quote, measure.start)


def _quote_of_asked(id: str) -> _QuotedPlace:
    thing = table_by_id("asked").loc[id]
    text = table_by_id("sentences").text[thing.asks]
    return _QuotedPlace(thing.asks, thing.asks_quote, text.index(thing.asks_quote))


class _QuotedKind(NamedTuple):
    """How the words of a kind are found, and what else is known of them."""

    find: Callable[[str], _QuotedPlace]
    facts: Callable[[str], Iterator[Fact]]


QUOTED = {
    "claim": _QuotedKind(_quote_of_claim, facts_of_claim),
    "policy measure": _QuotedKind(_quote_of_measure, facts_of_measure),
    "thing asked": _QuotedKind(_quote_of_asked, facts_of_asked),
}


def _place_of_quote(id: str, kind: str) -> Place:
    found = QUOTED[kind].find(id)
    sentence = _place_of_sentence(found.sentence)
    source = _source_text(sentence.briefing)
    printed = _printed_span(found, sentence, source)
    return replace(
        sentence,
        id=id,
        kind=kind,
        text=found.quote,
        before=sentence.before + sentence.text[: found.start],
        after=sentence.text[found.start + len(found.quote) :] + sentence.after,
        source_start=printed.start,
        source_end=printed.end,
        line=line_of(source, printed.start),
        facts=tuple(QUOTED[kind].facts(id)),
    )


def _printed_span(found: _QuotedPlace, sentence: Place, source: str) -> TextSpan:
    """Where a quote stands in the source, in which a repair may have moved it or may lie in it."""
    line = Line(sentence.line, sentence.source_start, sentence.source_end, sentence.text)
    repairs = [
        Repair(row.source_start, row.source_end, row.found, row.kept, row.reason)
        for row in rows_by("repairs", "briefing").get(sentence.briefing, [])
        if line.start <= row.source_start < line.end
    ]
    read = LineAsRead.of(source, line, repairs)
    last = found.start + len(found.quote) - 1
    return TextSpan(read.starts[found.start], read.ends[last])


def _place_of_exchange(id: str) -> Place:
    exchange = table_by_id("exchanges").loc[id]
    ids = [exchange.question, *ids_listed(exchange.answers)]
    all_turns = table_by_id("turns")
    turns = [all_turns.loc[turn] for turn in ids]
    spoken = [row for turn in ids for row in rows_by("sentences", "turn")[turn]]
    return _place_of_sentences(
        id,
        "exchange",
        sorted(spoken, key=lambda row: row.Index),
        who="; ".join(heading(turn) for turn in turns),
        text=PARAGRAPH_BREAK.join(turn.text for turn in turns),
    )


def _end_of_first_sentences(place: Place) -> int:
    """How many characters of a question and its answer there are up to about forty words of it."""
    exchange = table_by_id("exchanges").loc[place.id]
    texts = table_by_id("turns").text
    end = len(texts[exchange.question])
    enough = len(place.text[:end].split()) + WORDS_IN_BRIEF
    spoken = rows_by("sentences", "turn")
    for turn in ids_listed(exchange.answers):
        for sentence in spoken.get(turn, []):
            if len(place.text[:end].split()) >= enough:
                break
            end = place.text.index(sentence.text, end) + len(sentence.text)
    return len(place.text[:end].replace(PARAGRAPH_BREAK, ""))


def _place_of_paragraphs(id: str, kind: str) -> Place:
    """The place of a paragraph or of a turn."""
    spoken = rows_by("sentences", kind)[id]
    paragraphs = groupby(spoken, key=lambda row: row.paragraph)
    text = PARAGRAPH_BREAK.join(" ".join(row.text for row in rows) for _, rows in paragraphs)
    return _place_of_sentences(id, kind, spoken, who=_heading_of_turn(spoken[0].turn), text=text)


def _place_of_sentence(id: str) -> Place:
    (sentence,) = rows_by("sentences", "sentence")[id]
    place = _place_of_sentences(
        id, "sentence", [sentence], who=_heading_of_turn(sentence.turn), text=sentence.text
    )
    paragraph = rows_by("sentences", "paragraph")[sentence.paragraph]
    far = {row.number - sentence.number: row.text for row in paragraph}
    around = range(1, 1 + SENTENCES_AROUND)
    return replace(
        place,
        before="".join(f"{far[-n]} " for n in reversed(around) if -n in far),
        after="".join(f" {far[n]}" for n in around if n in far),
    )


def _place_of_sentences(id: str, kind: str, spoken: Sequence[Any], who: str, text: str) -> Place:
    """The place of something that consists of these sentences, without its surroundings."""
    first, last = spoken[0], spoken[-1]
    page = _title_page(first.briefing)
    return Place(
        id=id,
        kind=kind,
        briefing=page.briefing,
        title=page.title,
        who=who,
        text=text,
        before="",
        after="",
        source_file=page.source_file,
        source_folder=page.source_folder,
        line=line_of(_source_text(page.briefing), first.source_start),
        source_start=first.source_start,
        source_end=last.source_end,
    )


@cached_by_collection
def _title_page(id: str) -> Briefing:
    return briefing(id)


@cached_by_collection
def _heading_of_turn(id: str) -> str:
    return heading(table_by_id("turns").loc[id])


@cached_by_collection
def _source_text(briefing: str) -> str:
    """A source as text, its line ends untouched, so that the places in it hold."""
    path = source_of_briefing(briefing).path
    with open(path, encoding="utf-8", newline="") as source:
        return source.read()
