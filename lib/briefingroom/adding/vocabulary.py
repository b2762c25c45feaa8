"""What of the published vocabulary an added briefing uses: terms, indicators, subjects, outlets."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache
from typing import NamedTuple

from ..corpus.tables import published_table
from ..ids import ids_listed
from ..text.terms import Search, search_for, searchable


class Met(NamedTuple):
    """A term or an indicator that an added briefing uses.

    Attributes
    ----------
    name : as the published table has it.
    times : in how many places; of an indicator, in how many sentences.
    first : the id of the first sentence.
    """

    name: str
    times: int
    first: str


class Pages:
    """Sentences as one page that is searched, and the sentence of each place on it."""

    def __init__(self, sentences: Iterable[dict]) -> None:
        self._ids: list[str] = []
        self._begins: list[int] = []
        lines = []
        at = 0
        for row in sentences:
            line = as_searched(row["text"])
            self._ids.append(row["sentence"])
            self._begins.append(at)
            lines.append(line)
            at += len(line) + 1
        self._page = "\n".join(lines)

    def places(self, wordings: Iterable[str]) -> list[str]:
        """The sentence of every place where one of several wordings stands, in order."""
        searches = [_search_of(words) for words in wordings if self._may_have(words)]
        spans = {span for search in searches for span in search.spans(self._page)}
        return [self._ids[bisect_right(self._begins, start) - 1] for start, _ in sorted(spans)]

    def _may_have(self, wording: str) -> bool:
        """Whether every word of a wording is on the page: most are not, and need no pattern."""
        return all(part in self._page for part in wording.replace("*", " ").split())


def as_searched(text: str) -> str:
    """A text as it is searched: letters brought to one form, in lower case, in one line."""
    return searchable(text).lower().replace("\n", " ")


def terms_met(pages: Pages) -> list[Met]:
    """The terms of the glossary that are used, the most frequent first."""
    return _names_met(pages, _wordings_in("glossary"))


def indicators_met(pages: Pages) -> list[Met]:
    """The indicators whose name is said, the most frequent first.

    An indicator may be met in other words: this finds its name only, and decides nothing.
    """
    return _names_met(pages, _wordings_in("indicators"))


def _names_met(pages: Pages, names: dict[str, list[str]]) -> list[Met]:
    found = []
    for name, wordings in names.items():
        places = pages.places(wordings)
        if places:
            found.append(Met(name, len(places), places[0]))
    return sorted(found, key=lambda met: (-met.times, met.name.casefold()))


@cache
def _wordings_in(table: str) -> dict[str, list[str]]:
    """The wordings by which each name of a table is met, as they are searched."""
    name, wordings = {
        "glossary": ("term", "variants"),
        "indicators": ("name", "name"),
        "themes": ("theme", "terms"),
    }[table]
    return {
        row[name]: [as_searched(words) for words in _with_a_word(row[wordings])]
        for row in published_table(table).to_dict("records")
    }


@cache
def _search_of(wording: str) -> Search:
    return search_for(wording)


def _with_a_word(field: str) -> list[str]:
    return [words for words in ids_listed(field) if any(map(str.isalnum, words))]


def theme_of(texts: Iterable[str]) -> str:
    """The subject whose terms a question uses most; empty where none or several do.

    Parameters
    ----------
    texts : the paragraphs of the question.

    >>> theme_of(["How are rare earth mines run?"]), theme_of(["Good morning."])
    ('rare_earths', '')
    """
    pages = Pages({"sentence": "", "text": text} for text in texts)
    counts: Counter[str] = Counter()
    for theme, wordings in _wordings_in("themes").items():
        counts[theme] = len(pages.places(wordings))
    (first, most), (_, next_most) = counts.most_common(2)
    return first if most > next_most else ""


def outlets_by_label() -> dict[str, str]:
    """The published outlets by their printed labels."""
    table = published_table("outlets")
    return {
        label: row.outlet for row in table.itertuples() for label in ids_listed(row.labels) if label
    }


def outlet_rows(turns: Collection[dict]) -> list[dict]:
    """The rows of `outlets` for a briefing: what is known of each that asks, or its name alone."""
    known = {row["outlet"]: row for row in published_table("outlets").to_dict("records")}
    asking = dict.fromkeys(turn["outlet"] for turn in turns if turn["outlet"])
    return [known.get(outlet, _unknown_outlet(outlet)) for outlet in asking]


def _unknown_outlet(outlet: str) -> dict:
    return {"outlet": outlet, "labels": outlet, "kind": "unknown", "country": ""}
