"""The pages of words of a briefing: sentence, paragraph, turn, exchange, means, thing asked."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import escape
from typing import Any

from ..corpus.places import Place
from ..corpus.title_pages import Briefing
from ..corpus.voices import voices_by_turn
from ..display import Block, Excerpt, Fact, Paragraph, Speech
from ..ids import ids_listed, parse_id
from .linking import link_to, voice_with_links, with_links
from .markdown import blocks_as_markdown, plain_markdown
from .markup import OwnPage
from .related import discrepancies_of, row_with, rows_where
from .sections import PageSection, section_of_facts, section_of_rows
from .transcript import paragraph_as_html, paragraphs_as_html, sentence_as_html

SENTENCES_BESIDE = 2


# --- what they share


def section_of_surroundings(place: Place) -> PageSection:
    """Words in their surroundings: who says them, and the sentences on either side."""
    return PageSection(
        "", partial(_surroundings_html, place), partial(_surroundings_markdown, place)
    )


def section_of_origin(place: Place) -> PageSection:
    """Where words stand in the source."""
    briefing = row_with("briefings", "briefing", place.briefing)
    facts = [
        Fact("File", f"{place.source_folder}/{place.source_file}"),
        Fact("Line", f"{place.line:,}"),
        Fact("Characters", f"{place.source_start:,} to {place.source_end:,}"),
        Fact("Published at", briefing.url),
        *(Fact(name.capitalize(), id) for name, id in _path_to(place.id)),
    ]
    return section_of_facts("Place in the source", facts, OwnPage(place.id))


def sentence_of(id: str) -> str:
    """The sentence in which a claim, a means or a thing asked stands, or that it is."""
    kind = parse_id(id).kind
    if kind == "claim":
        return row_with("claims", "claim", id).sentence
    if kind == "policy measure":
        return row_with("policy_measures", "policy_measure", id).sentence
    return row_with("asked", "asked", id).asks if kind == "thing asked" else id


def _path_to(id: str) -> Iterator[tuple[str, str]]:
    """What contains some words, from the sentence to the briefing."""
    sentence = sentence_of(id)
    row = next(iter(rows_where("sentences", "sentence", sentence)), None)
    if row and sentence != id:
        yield "sentence", sentence
    if row:
        yield "paragraph", row.paragraph
    turn = parse_id(sentence).turn
    if turn and turn != id:
        yield "turn", turn
    exchange = row_with("turns", "turn", turn).exchange if turn else ""
    if exchange:
        yield "exchange", exchange
    yield "briefing", parse_id(id).briefing


def _surroundings_html(place: Place) -> str:
    words = f"<mark>{escape(place.text)}</mark>"
    quoted = f"{escape(place.before)}{words}{escape(place.after)}"
    return (
        f'<figure class="said"><blockquote><p>{quoted}</p></blockquote>'
        f"<figcaption>{_who_and_when(place)}</figcaption></figure>"
    )


def _who_and_when(place: Place) -> str:
    title = link_to(place.briefing, place.title)
    day = f'<time datetime="{parse_id(place.briefing).date}">{parse_id(place.briefing).date}</time>'
    return f"{voice_with_links(place.who)}<br>{day}, {title}"


def _surroundings_markdown(place: Place) -> str:
    words: Block = Excerpt(place.before, place.text, place.after)
    who = plain_markdown(f"{place.who}, {place.briefing}, {place.title}")
    return f"{blocks_as_markdown([words])}\n>\n> — {who}"


def _coded(place: Place) -> PageSection:
    return section_of_facts("How it was coded", place.facts, OwnPage(place.id))


def _read_in(sentences: Sequence[str], page: OwnPage) -> Iterator[PageSection]:
    """What was read in some sentences: figures, promises, means, discrepancies."""
    rows = [row for sentence in sentences for row in _rows_read_in(sentence)]
    rows += [("discrepancy", row.what, row.discrepancy) for row in discrepancies_of(sentences)]
    if rows:
        yield section_of_rows("What was read here", ("kind", "words", "id"), rows, page)


def _rows_read_in(sentence: str) -> Iterator[tuple[str, str, str]]:
    for claim in rows_where("claims", "sentence", sentence):
        yield "claim", f"{claim.quote}: {claim.measure}", claim.claim
    for target in rows_where("targets", "sentence", sentence):
        yield target.kind, target.statement, target.target
    for means in rows_where("policy_measures", "sentence", sentence):
        yield "means", means.quote, means.policy_measure
    for thing in rows_where("asked", "asks", sentence):
        yield "thing asked", thing.asks_quote, thing.asked


# --- one section after the other, by kind


def _sections_of_quote(place: Place) -> Iterator[PageSection]:
    yield section_of_surroundings(place)
    yield _coded(place)
    yield section_of_origin(place)


def _sections_of_sentence(place: Place) -> Iterator[PageSection]:
    html = partial(_sentence_html, place)
    yield PageSection("", html, partial(_surroundings_markdown, place))
    yield from _read_in([place.id], OwnPage(place.id))
    yield section_of_origin(place)


def _sentence_html(place: Place) -> str:
    figures = sentence_as_html(place.id, own=place.id)
    words = f'{escape(place.before)}<b class="own">{figures}</b>{escape(place.after)}'
    return (
        f'<figure class="said"><blockquote><p>{words}</p></blockquote>'
        f"<figcaption>{_who_and_when(place)}</figcaption></figure>"
    )


def _sections_of_paragraph(place: Place) -> Iterator[PageSection]:
    sentences = [row.sentence for row in rows_where("sentences", "paragraph", place.id)]
    html = partial(_spoken_html, place, paragraph_as_html(place.id))
    yield PageSection("", html, partial(_spoken_markdown, place))
    yield from _read_in(sentences, OwnPage(place.id))
    yield section_of_origin(place)


def _sections_of_turn(place: Place) -> Iterator[PageSection]:
    sentences = [row.sentence for row in rows_where("sentences", "turn", place.id)]
    html = partial(_spoken_html, place, paragraphs_as_html(place.id))
    yield PageSection("", html, partial(_spoken_markdown, place))
    yield from _read_in(sentences, OwnPage(place.id))
    yield section_of_origin(place)


def _spoken_html(place: Place, words: str) -> str:
    return (
        f'<figure class="said"><figcaption>{_who_and_when(place)}</figcaption>'
        f"<blockquote>{words}</blockquote></figure>"
    )


def _spoken_markdown(place: Place) -> str:
    who = plain_markdown(f"{place.who}, {place.briefing}, {place.title}")
    words = blocks_as_markdown([Speech(tuple(place.text.split("\n\n")))])
    return f"**{who}**\n\n{words}"


def _sections_of_exchange(place: Place) -> Iterator[PageSection]:
    row = row_with("exchanges", "exchange", place.id)
    facts = [
        Fact("Asked by", row.outlet or "a journalist whose outlet is not known"),
        Fact("Answered by", row.answered_by),
        Fact("Theme", row.theme),
        Fact("Words", f"{row.words_question:,} asked, {row.words_answer:,} answered"),
        Fact("Briefing", row.briefing),
    ]
    yield section_of_facts("", facts, OwnPage(place.id))
    yield from _sections_of_turns([row.question, *ids_listed(row.answers)])
    yield from _things_asked(place.id)


def _things_asked(exchange: str) -> Iterator[PageSection]:
    rows = [
        (row.kind, row.asks_quote, row.reply, row.clarity, row.asked)
        for row in rows_where("asked", "exchange", exchange)
    ]
    if rows:
        names = ("asks for", "words", "reply", "clarity", "id")
        yield section_of_rows("What is asked, and the reply", names, rows, OwnPage(exchange))


def _sections_of_turns(turns: Sequence[str]) -> Iterator[PageSection]:
    for turn in turns:
        row = row_with("turns", "turn", turn)
        title = f"{voices_by_turn()[turn]}: {row.act}"
        yield PageSection(title, partial(_turn_html, turn), partial(_turn_markdown, row))


def _turn_html(turn: str) -> str:
    who = f"{voice_with_links(voices_by_turn()[turn])} · {with_links(turn)}"
    return (
        f'<p class="note" id="{parse_id(turn).local}">{who}</p>'
        f'<blockquote class="speech">{paragraphs_as_html(turn)}</blockquote>'
    )


def _turn_markdown(row: Any) -> str:
    words = Speech(tuple(row.text.split("\n\n")))
    return blocks_as_markdown([Paragraph(row.turn), words])


def sections_of_briefing(page: Briefing) -> Iterator[PageSection]:
    """A title page, and below it all that was said."""
    _, facts = page.blocks()
    own = OwnPage(page.briefing)
    rows = (Fact("Chinese", page.title_zh), *facts.rows)  # type: ignore[attr-defined]
    yield section_of_facts("", rows, own)
    asked = [
        (str(row.number), row.outlet, row.theme, row.answered_by, row.exchange)
        for row in rows_where("exchanges", "briefing", page.briefing)
    ]
    names = ("no.", "outlet", "theme", "answered by", "id")
    yield section_of_rows("Questions", names, asked, own)
    yield from _sections_of_turns(
        [row.turn for row in rows_where("turns", "briefing", page.briefing)]
    )


def _title_of_exchange(place: Place) -> str:
    row = row_with("exchanges", "exchange", place.id)
    themes = rows_where("themes", "theme", row.theme)
    subject = f" on {themes[0].name[:1].lower()}{themes[0].name[1:]}" if themes else ""
    return f"Question {row.number}: {row.outlet or 'outlet not known'}{subject}"


def _title_in_quotes(place: Place) -> str:
    return f"“{place.text}”"


def _title_with_voice(place: Place) -> str:
    first = place.text.partition("\n")[0]
    return f"{place.who}: “{first}”"


SECTIONS_OF_WORDS: dict[str, Callable[[Any], Iterator[PageSection]]] = {
    "briefing": sections_of_briefing,
    "sentence": _sections_of_sentence,
    "paragraph": _sections_of_paragraph,
    "turn": _sections_of_turn,
    "exchange": _sections_of_exchange,
    "policy measure": _sections_of_quote,
    "thing asked": _sections_of_quote,
}
TITLE_OF_WORDS: dict[str, Callable[[Any], str]] = {
    "briefing": lambda page: page.title,
    "sentence": _title_in_quotes,
    "paragraph": _title_with_voice,
    "turn": lambda place: f"{place.who}, {place.briefing}",
    "exchange": _title_of_exchange,
    "policy measure": _title_in_quotes,
    "thing asked": _title_in_quotes,
    "claim": _title_in_quotes,
}
