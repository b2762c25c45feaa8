"""What the website calls each kind of thing."""

from typing import NamedTuple


class KindWords(NamedTuple):
    """The words for a kind: of one, of several, and what such a thing is."""

    one: str
    many: str
    meaning: str


KIND_WORDS = {
    "briefing": KindWords(
        "Briefing", "Briefings", "the press conferences, each with all its words"
    ),
    "claim": KindWords("Claim", "Claims", "every quantity that somebody states"),
    "indicator": KindWords(
        "Indicator", "Indicators", "what is measured, with all that was said of it"
    ),
    "discrepancy": KindWords("Discrepancy", "Discrepancies", "what does not reconcile, and why"),
    "target": KindWords(
        "Promise", "Promises", "promises, forecasts, thresholds, and their outcome"
    ),
    "reference": KindWords("Published figure", "Published figures", "independent figures"),
    "theme": KindWords("Theme", "Themes", "the subjects of the briefings"),
    "term": KindWords("Term", "Terms", "policy terms, with their Chinese"),
    "speaker": KindWords("Speaker", "Speakers", "the chair and the officials"),
    "outlet": KindWords("Outlet", "Outlets", "the news outlets that ask"),
    "exchange": KindWords("Exchange", "Exchanges", "a question with its answers"),
    "thing asked": KindWords("Thing asked", "Things asked", "what journalists ask, and the reply"),
    "policy measure": KindWords("Means", "Means", "what officials say that the state does"),
    "turn": KindWords("Turn", "Turns", "what one person says without a break"),
    "paragraph": KindWords("Paragraph", "Paragraphs", "the paragraphs of the turns"),
    "sentence": KindWords("Sentence", "Sentences", "every sentence, with its place in the source"),
    "context": KindWords("Context", "Context", "dated statements from outside the sources"),
    "reading": KindWords("Work to read", "Works to read", "what others have written"),
}
