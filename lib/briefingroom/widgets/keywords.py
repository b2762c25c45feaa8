"""The words that mark a briefing or a speaker against another."""

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from ..charts.keywords import plot_keywords
from ..corpus.active import cached_by_collection
from ..corpus.names import must_be
from ..corpus.tables import read_table
from ..display import Answer, Block, Embedded, Note, Table
from ..errors import BriefingRoomError, QuestionError
from ..text.keyness import REST
from ..text.questions import names_of_speakers
from .controls import NONE, NOTHING, Option, dependent_dropdown, dropdown
from .exhibit import Exhibit, answering
from .explorer import explorer

if TYPE_CHECKING:
    import ipywidgets

MOST_KEYWORDS = 12
WORD_CONTEXT = 44  # characters on each side of the word that is shown where it stands


class Comparison(NamedTuple):
    """The key words of a target, which is a briefing or a speaker."""

    by: str
    table: pd.DataFrame


@answering
def show_keywords(target: str = "2023-03-01", reference: str = REST, word: str = NONE) -> Exhibit:
    """The words that mark one briefing or speaker against another.

    Below are the counts, and one word where it stands.

    Parameters
    ----------
    target : id of a briefing, or the name of a speaker.
    reference : another of the same kind, or ``"everything else"``.
    word : one of the words, shown where it stands in the target; any other than those listed shows
        none.

    Returns an Exhibit. A comparison that makes no sense is answered by a sentence that says why.

    >>> print(show_keywords("2023-03-01", "2023-03-01").about)
    '2023-03-01' is set against itself; choose two different things.
    """
    by, table = _compared_words(target, reference)
    if table.empty:
        raise QuestionError(f"No word is frequent enough to compare {target} with {reference}.")
    here, there = table.words_target[0], table.words_reference[0]
    lengths = f"{target} against {reference}: {here:,} words here, {there:,} there."
    parts = [Note(lengths), Table(_keyword_counts(table))]
    if word in set(table.word):
        parts = [*_where_it_stands(word, by, target), *parts]
    about = Answer(tuple(parts), spaced=True)
    caption = _keywords_caption(table, target, reference)
    return Exhibit(plot=lambda _: plot_keywords(table), about=about, describe=lambda _: caption)


def keyword_explorer(
    target: str = "2023-03-01", reference: str = REST, word: str = NONE
) -> "ipywidgets.VBox":
    """A widget to compare words.

    Set a briefing against another, or a speaker, see the words that mark it, and read one where it
    stands.

    Parameters
    ----------
    target, reference, word : what it opens with, as in `show_keywords`.

    Raises
    ------
    UnknownName : when there is no such briefing, speaker or word.
    """
    targets = [*read_table("briefings").briefing, *names_of_speakers()]
    what = dropdown("Words of", targets, target)
    against = dependent_dropdown("Against", _reference_options, [what], reference)
    which = dependent_dropdown("Word", _word_options, [what, against], word)
    controls = {"target": what, "reference": against, "word": which}
    return explorer(show_keywords, controls, words_set="word")


def _keyword_counts(table: pd.DataFrame) -> pd.DataFrame:
    """The key words as the table below the chart has them."""
    turns = table.attrs["target"]["turns"]
    return pd.DataFrame(
        {
            "word": table.word,
            "uses here": table.count_target,
            "there": table.count_reference,
            "log ratio": table.log_ratio.map("{:.1f}".format),
            "at least": table.log_ratio_low.map("{:.1f}".format),
            "found in": [f"{found} of {turns} turns" for found in table.range_turns],
        }
    )


def _where_it_stands(word: str, by: str, target: str) -> list[Block]:
    from ..text.concordancing import concordance

    side: dict[str, Any] = {by: target}
    hits = concordance(word, width=WORD_CONTEXT, **side)
    return [Note(f"“{word}” in {target}:"), Embedded(hits)]


def _keywords_caption(table: pd.DataFrame, target: str, reference: str) -> str:
    return (
        f"One row for each of {len(table)} words: the dot says how much more frequent it is in "
        f"{target} than in {reference}, the line reaches down to the cautious estimate; "
        f"“{table.word[0]}” comes first."
    )


def _reference_options(target: str) -> list[str]:
    """What a target can be set against: its own kind."""
    briefings = list(read_table("briefings").briefing)
    return [REST, *(briefings if target in briefings else names_of_speakers())]


@cached_by_collection  # the widget asks for the words to choose from, and then to show them
def _compared_words(target: str, reference: str) -> Comparison:
    from ..text.keyness import keywords

    by = "briefing" if target in set(read_table("briefings").briefing) else "speaker"
    if by == "speaker":
        must_be(target, names_of_speakers(), f"There is no briefing or speaker {target!r}")
    if target == reference:
        raise QuestionError(f"{target!r} is set against itself; choose two different things.")
    table = keywords(
        target,
        None if reference == REST else reference,
        by=by,
        top=MOST_KEYWORDS,
        relabellings=0,  # their share is not shown
    )
    return Comparison(by, table)


def _word_options(target: str, reference: str) -> list[Option]:
    try:
        words = _compared_words(target, reference).table.word
    except BriefingRoomError:
        return [NOTHING]
    nothing_yet = Option("choose one to see it where it stands", NONE)
    return [nothing_yet, *(Option(word, word) for word in words)]
