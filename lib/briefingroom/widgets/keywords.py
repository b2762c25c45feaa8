"""The words that mark a briefing or a speaker against another."""

from functools import cache

import pandas as pd

from ..charts.keywords import plot_keywords
from ..corpus.names import must_be
from ..corpus.tables import read_table
from ..errors import BriefingRoomError, QuestionError
from ..text.keyness import REST
from ..text.questions import names_of_speakers
from .controls import NONE, answering, choice, explorer, follows
from .exhibit import Exhibit, WordsBelow


@answering
def show_keywords(target: str = "2023-03-01", reference: str = REST, word: str = NONE) -> Exhibit:
    """The words that mark one briefing or speaker against another; below, the counts and one word where it stands.

    Parameters
    ----------
    target : id of a briefing, or the name of a speaker.
    reference : another of the same kind, or ``"everything else"``.
    word : one of the words, shown where it stands in the target; any other than those listed shows none.

    Returns an Exhibit. A comparison that makes no sense is answered by a sentence that says why.

    >>> print(show_keywords("2023-03-01", "2023-03-01").about)
    '2023-03-01' is set against itself; choose two different things.
    """
    from ..text.concordancing import concordance

    by, table = _compared(target, reference)
    if table.empty:
        raise QuestionError(f"No word is frequent enough to compare {target} with {reference}.")
    there = table.attrs["target"]["turns"]
    counts = pd.DataFrame(
        {
            "word": table.word,
            "uses here": table.count_target,
            "there": table.count_reference,
            "log ratio": table.log_ratio.map("{:.1f}".format),
            "at least": table.log_ratio_low.map("{:.1f}".format),
            "found in": [f"{turns} of {there} turns" for turns in table.range_turns],
        }
    )
    said = f"{target} against {reference}: {table.words_target[0]:,} words here, {table.words_reference[0]:,} there."
    place = (
        [f"“{word}” in {target}:", concordance(word, width=44, **{by: target})]
        if word in set(table.word)
        else []
    )
    caption = (
        f"One row for each of {len(table)} words: the dot says how much more frequent it is in {target} than in {reference}, "
        f"the line reaches down to the cautious estimate; “{table.word[0]}” comes first."
    )
    return Exhibit(plot_keywords(table), WordsBelow((*place, said, counts)), caption)


def keyword_explorer(target: str = "2023-03-01"):
    """A widget: set a briefing against another, or a speaker, see the words that mark it, and read one where it stands."""
    briefings, people = list(read_table("briefings").briefing), names_of_speakers()
    what = choice("Words of", briefings + people, target)
    against = choice("Against", _reference_choices(target))
    word = choice("Word", _word_choices(target, REST))
    follows(
        against, [what], _reference_choices
    )  # the same choices again leave the one made as it is
    follows(word, [what, against], _word_choices)
    return explorer(
        show_keywords, {"target": what, "reference": against, "word": word}, height="54em"
    )


def _reference_choices(target: str) -> list[str]:
    """What a target can be set against: its own kind."""
    briefings = list(read_table("briefings").briefing)
    return [REST, *(briefings if target in briefings else names_of_speakers())]


@cache  # the widget asks for the words to choose from, and then to show them
def _compared(target: str, reference: str):
    from ..text.keyness import keywords

    by = "briefing" if target in set(read_table("briefings").briefing) else "speaker"
    if by == "speaker":
        must_be(target, names_of_speakers(), f"There is no briefing or speaker {target!r}")
    if target == reference:
        raise QuestionError(f"{target!r} is set against itself; choose two different things.")
    return by, keywords(
        target, None if reference == REST else reference, by=by, top=12, relabellings=0
    )  # their share is not shown


def _word_choices(target: str, reference: str) -> list[tuple[str, str]]:
    try:
        words = list(_compared(target, reference)[1].word)
    except BriefingRoomError:
        return [("none", NONE)]
    return [("choose one to see it where it stands", NONE), *((word, word) for word in words)]
