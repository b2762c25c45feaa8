"""Sentences and figures side by side."""

from ..corpus.places import where
from ..corpus.tables import read_table
from ..display import MUTED, amount, escape, marked, paragraph

CELL = "text-align:left;vertical-align:top;padding:0.2em 1em 0.2em 0"


def fact_beside(id: str) -> tuple[str, str]:
    """A claim or an independent figure, as text and as HTML."""
    references = read_table("references").set_index("reference")
    if id in references.index:
        row = references.loc[id]
        head, body = (
            f"{id}: {row.publisher}",
            f"{amount(row.value, row.unit)} for {row.period}. {row.document}",
        )
        return f"{head}\n{body}", paragraph(f"<b>{escape(head)}</b>") + paragraph(
            escape(body)
        ) + paragraph(escape(row.url), MUTED)
    claim = read_table("claims").set_index("claim").loc[id]
    text = read_table("sentences").set_index("sentence").text[claim.sentence]
    who = where(claim.sentence).who.split(" — ")[0]
    head = f"{who}, {claim.briefing}"
    html = paragraph(f"<b>{escape(head)}</b>") + paragraph(
        marked(text, [(int(claim.start), int(claim.end))])
    )
    return f"{id}: {head}\n{text}", html + paragraph(
        f"<code>{escape(id)}</code> · {escape(claim.measure)}", MUTED
    )


def sentence_beside(sentence: str, quote: str) -> tuple[str, str]:
    """A sentence with some of its words marked, as text and as HTML."""
    place = where(sentence)
    start = place.text.find(quote)
    spans = [(start, start + len(quote))] if start >= 0 else []
    head = f"{place.who.split(' — ')[0]}, {place.briefing}"
    html = (
        paragraph(f"<b>{escape(head)}</b>")
        + paragraph(marked(place.text, spans))
        + paragraph(f"<code>{escape(sentence)}</code>", MUTED)
    )
    return f"{sentence}: {head}\n{place.text}", html
