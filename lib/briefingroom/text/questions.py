"""Who is asked what, and how it is answered.

An exchange is a question with its answers. Everything here is counted per exchange and keeps its
id, so that a reader can go from a mean to the question behind it.
"""

from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..corpus.active import added_briefings
from ..corpus.names import must_be
from ..corpus.places import briefing as title_page
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..errors import QuestionError
from ..ids import ids_listed
from ..numbers.resampling import middle_95
from .enumerations import enumerations_of

MEASURES = (
    "words_question",
    "words_answer",
    "turns",
    "questions_asked",
    "enumerated",
    "figure_asked",
)

OUTLET_KINDS = {
    "central": "Central media",
    "local": "Local media",
    "trade": "Trade papers",
    "hong kong": "Hong Kong",
    "overseas": "Overseas",
    "unknown": "Owner not confirmed",
    "": "Outlet not known",
}

# As a choice is written: an id that is not empty, for the outlets that are not known too.
NOT_KNOWN = "not known"
KINDS_BY_NAME = {kind or NOT_KNOWN: name for kind, name in OUTLET_KINDS.items()}
COLUMNS_OF_ENUMERATIONS = ["exchange", "turn", "number", "points", "sentences"]
NO_SUBJECT = "Subject not known"
NOBODY_ANSWERS = "Nobody"

COLUMNS_OF_STATISTICS = [
    "exchange",
    "briefing",
    "outlet",
    "outlet_kind",
    "overseas",
    "theme",
    "answered_by",
    "words_question",
    "words_answer",
    "turns",
    "questions_asked",
    "figure_asked",
    "figure_given",
    "figure_sentence",
    "enumerated",
]


class GroupOfExchanges(NamedTuple):
    """Exchanges that are compared with others, and the samples drawn of them (one a row)."""

    name: str
    rows: pd.DataFrame
    samples: np.ndarray

    def values(self, measure: str) -> np.ndarray:
        """The measure of each exchange."""
        return self.rows[measure].to_numpy(float)

    def means_of_samples(self, measure: str) -> np.ndarray:
        """The mean of the measure in each sample."""
        drawn = self.values(measure)[self.samples]
        return drawn.mean(axis=1)


def question_statistics() -> pd.DataFrame:
    """How long each question and its answer are, who asks, who answers, and what is given.

    Columns, one row for each exchange: exchange, briefing, outlet (empty where it is not known),
    outlet_kind ("unknown" where it is not known), overseas (missing where the outlet is not known;
    Hong Kong is not overseas), theme, answered_by (list of speakers), words_question, words_answer,
    turns (question, handing over, answers and comments), questions_asked (sentences of the question
    that end in a question mark; one sentence may ask two things), figure_asked, figure_given
    (missing where none is asked for), figure_sentence (where it is given; else empty), enumerated
    (points of the longest enumeration in an answer, see `enumerations`; 0 where there is none).

    Whether a figure is asked for and given was decided by reading; see ``figure_requests()``. Of a
    briefing that somebody added it is missing.

    >>> one = question_statistics().set_index("exchange").loc["2021-03-01.q08"]
    >>> f"{one.outlet}: figure asked {one.figure_asked}, given {one.figure_given}"
    'New York Times: figure asked True, given False'
    >>> f"{one.enumerated} points"
    '4 points'
    """
    exchanges = read_table("exchanges")
    kinds = _kinds_of_outlets(exchanges)
    is_overseas = (kinds == "overseas").astype("boolean")
    table = exchanges.assign(
        outlet_kind=kinds.fillna("unknown"),
        overseas=is_overseas.mask(exchanges.outlet == ""),
        answered_by=exchanges.answered_by.map(ids_listed),
        turns=exchanges.exchange.map(_turns_in_exchanges()),
        questions_asked=_count_or_nought(exchanges.question, _question_marks_in_turns()),
        **_figure_columns(exchanges),
        enumerated=_count_or_nought(exchanges.exchange, _longest_enumerations()),
    )
    return table[COLUMNS_OF_STATISTICS]


def asker_labels() -> pd.DataFrame:
    """The questions, and what their page prints of the name of the asker.

    Columns, one row for each question: briefing, turn, outlet (empty where it is not known), label
    (printed, recovered from another page, unidentified), page (whole where each question of the
    briefing has its label, else faulty), name (one word, more words; none where it is not known).

    >>> labels = asker_labels()
    >>> labels[labels.label == "recovered"].outlet.tolist()
    ['Zhonghongwang.com', 'ThePaper.cn', 'CNBC']
    >>> sorted(set(labels.briefing[labels.page == "whole"]))
    ['2021-03-01', '2023-04-20']
    """
    turns = read_table("turns")
    asked = turns[turns.act == "question"]
    is_lost = asked.outlet_status != "printed"
    on_faulty_page = is_lost.groupby(asked.briefing).transform("any")
    words = asked.outlet.str.split().str.len()
    table = asked[["briefing", "turn", "outlet"]].assign(
        label=asked.outlet_status,
        page=on_faulty_page.map({False: "whole", True: "faulty"}),
        name=words.clip(upper=2).map({0: "none", 1: "one word", 2: "more words"}),
    )
    return table.reset_index(drop=True)


def _kinds_of_outlets(exchanges: pd.DataFrame) -> pd.Series:
    """The kind of the outlet that asks; missing where it is not known."""
    kinds = read_table("outlets").set_index("outlet").kind
    return exchanges.outlet.map(kinds)


def _turns_in_exchanges() -> pd.Series:
    return read_table("turns").exchange.value_counts()


def _question_marks_in_turns() -> pd.Series:
    """How many sentences of each turn end in a question mark."""
    sentences = read_table("sentences")
    asks = sentences.text.str.endswith("?")
    return sentences.turn[asks].value_counts()


def _longest_enumerations() -> pd.Series:
    """The points of the longest enumeration of each exchange that has one."""
    return enumerations().groupby("exchange").points.max()


def _count_or_nought(ids: pd.Series, counts: pd.Series) -> pd.Series:
    found = ids.map(counts).fillna(0)
    return found.astype(int)


def _figure_columns(exchanges: pd.DataFrame) -> dict[str, pd.Series]:
    """Whether a figure is asked for, whether it is given, and where."""
    requests = read_table("figure_requests").set_index("exchange")
    is_asked = exchanges.exchange.isin(requests.index)
    is_uncoded = exchanges.briefing.isin(added_briefings())
    if is_uncoded.any():
        is_asked = is_asked.astype("boolean").mask(is_uncoded)
    gives = [requests.gives.get(exchange, "") for exchange in exchanges.exchange]
    given_in = pd.Series(gives, exchanges.index, dtype="str")
    is_given = (given_in != "").astype("boolean")
    return {
        "figure_asked": is_asked,
        "figure_given": is_given.mask(~is_asked | is_uncoded),
        "figure_sentence": given_in,
    }


def enumerations() -> pd.DataFrame:
    """The answers that count their points: "First, ... Second, ... Finally, ...".

    An ordinal counts where a comma follows it and it begins a sentence or stands after a comma, a
    colon or a semicolon. Each point carries on the latest enumeration that has come to the number
    before; one within a sentence (after a colon or semicolon) never carries on one between
    sentences. Where the first point has no ordinal, the enumeration begins with "Second". "Finally"
    is a last point, but inside a paragraph only if the point before it is inside one too. A point
    without any ordinal is not seen: an answer that promises five aspects may count four.

    Columns: exchange, turn, number (of the enumeration in the turn), points, sentences (list of
    those with an ordinal).

    >>> enumerations().set_index("exchange").sentences["2021-03-01.q02"]
    ['2021-03-01.t07.p3.s2', '2021-03-01.t07.p4.s1', '2021-03-01.t07.p5.s1', '2021-03-01.t07.p6.s1']
    """
    turns = read_table("turns")
    answers = turns[turns.act == "answer"].set_index("turn")
    sentences = read_table("sentences")
    in_answers = sentences[sentences.turn.isin(answers.index)]
    rows = []
    for turn, spoken in groupby(in_answers.itertuples(), key=attrgetter("turn")):
        for number, enumeration in enumerate(enumerations_of(spoken), start=1):
            row = {
                "exchange": answers.exchange[turn],
                "turn": turn,
                "number": number,
                "points": enumeration.points,
                "sentences": enumeration.sentences,
            }
            rows.append(row)
    return pd.DataFrame(rows, columns=COLUMNS_OF_ENUMERATIONS)


def compare_outlets(*, resamples: int = 2000, seed: int = 0) -> pd.DataFrame:
    """Questions by overseas outlets set against questions by domestic ones.

    For each measure the mean in the two groups and their difference, each with the interval that
    holds the middle 95% of the means when the exchanges of the group are drawn again with
    replacement (Efron 1979). Exchanges of outlets that are not known are left out. There are few
    overseas exchanges, and resampling few cases gives intervals that are too short: with five, an
    interval called 95% holds the true mean about 8 times in 10. Read the counts first.

    Parameters
    ----------
    resamples : how often to draw.
    seed : start of the random numbers; the same seed gives the same table.

    Columns: measure (words_question, words_answer, turns, questions_asked, enumerated,
    figure_asked; the mean of the last is a share), group (overseas, domestic, difference),
    exchanges, outlets, mean, low, high, ids (list of the exchanges counted). The measure
    figure_asked, which was found by reading, is left out where a briefing was added.

    Raises
    ------
    QuestionError : where only overseas or only domestic outlets ask, or nobody does.

    >>> table = compare_outlets().query("measure == 'figure_asked'")
    >>> table.set_index("group")["mean"].round(2).to_dict()
    {'overseas': 0.6, 'domestic': 0.03, 'difference': 0.57}
    """
    known = question_statistics().query("outlet != ''")
    is_overseas = known.overseas.astype(bool)
    if is_overseas.all() or not is_overseas.any():
        raise QuestionError(
            "Overseas and domestic outlets cannot be compared where only one of the two asks."
        )
    random = np.random.default_rng(seed)
    overseas = _drawn_again("overseas", known[is_overseas], resamples, random)
    domestic = _drawn_again("domestic", known[~is_overseas], resamples, random)
    rows = []
    for measure in _measures_known(known):
        rows += [
            _mean_row(measure, overseas),
            _mean_row(measure, domestic),
            _difference_row(measure, overseas, domestic, known),
        ]
    return pd.DataFrame(rows)


def _measures_known(table: pd.DataFrame) -> list[str]:
    """The measures that every exchange has: what is found by reading is missing of added ones."""
    return [measure for measure in MEASURES if not table[measure].hasnans]


def _drawn_again(
    name: str, rows: pd.DataFrame, resamples: int, random: np.random.Generator
) -> GroupOfExchanges:
    samples = random.integers(0, len(rows), (resamples, len(rows)))
    return GroupOfExchanges(name, rows, samples)


def _mean_row(measure: str, group: GroupOfExchanges) -> dict[str, Any]:
    mean = group.values(measure).mean()
    means = group.means_of_samples(measure)
    return {
        "measure": measure,
        "group": group.name,
        **_counts_of(group.rows),
        **_interval_columns(mean, means),
        "ids": list(group.rows.exchange),
    }


def _difference_row(
    measure: str,
    group: GroupOfExchanges,
    other: GroupOfExchanges,
    both: pd.DataFrame,
) -> dict[str, Any]:
    """The mean of one group less that of the other; both has the exchanges of either."""
    difference = group.values(measure).mean() - other.values(measure).mean()
    differences = group.means_of_samples(measure) - other.means_of_samples(measure)
    return {
        "measure": measure,
        "group": "difference",
        **_counts_of(both),
        **_interval_columns(difference, differences),
        "ids": list(both.exchange),
    }


def _counts_of(exchanges: pd.DataFrame) -> dict[str, int]:
    return {
        "exchanges": len(exchanges),
        "outlets": exchanges.outlet.nunique(),
    }


def _interval_columns(mean: float, means: np.ndarray) -> dict[str, float]:
    """A mean, with the interval that holds the middle of those of the samples."""
    low, high = middle_95(means)
    return {"mean": mean, "low": low, "high": high}


def names_of_speakers() -> list[str]:
    """All who speak and are named, in the order in which they first do.

    >>> names_of_speakers()[0]
    'Shou Xiaoli'
    """
    speakers = read_table("turns").speaker.unique()
    return [name for name in speakers if name]


def questions_on(briefing: str = ALL, theme: str = ALL, outlets: str = ALL) -> pd.DataFrame:
    """The exchanges chosen, each with the kind of its outlet and the name of its theme in words.

    Columns: those of `exchanges` (with the lists as text), kind, subject.

    Raises
    ------
    QuestionError : when there is no such question.
    UnknownName : when there is no such briefing, theme or kind of outlet; the message names the
        nearest.

    >>> questions_on("2021-03-01", "rare_earths").subject.tolist()
    ['Rare earths']
    >>> len(questions_on(outlets="overseas"))
    5
    """
    themes = read_table("themes").set_index("theme").name
    table = read_table("exchanges")
    if briefing != ALL:
        chosen = title_page(briefing)
        table = table[table.briefing == chosen.briefing]
    if theme != ALL:
        must_be(theme, themes.index, f"There is no theme {theme!r}")
        table = table[table.theme == theme]
    table = table.assign(
        kind=_kinds_of_outlets(table).fillna("").map(OUTLET_KINDS),
        subject=table.theme.map(themes).fillna(NO_SUBJECT),
    )
    if outlets != ALL:
        must_be(outlets, KINDS_BY_NAME, f"There is no kind of outlet {outlets!r}")
        table = table[table.kind == KINDS_BY_NAME[outlets]]
    if table.empty:
        raise QuestionError(_no_question(briefing, theme, outlets))
    return table


def _no_question(briefing: str, theme: str, outlets: str) -> str:
    """That nobody asks what was chosen, and what to choose instead.

    >>> _no_question("2021-03-01", ALL, "trade")
    'No question of 2021-03-01 from “Trade papers” is there; choose other outlets or all briefings.'
    """
    of_briefing = "" if briefing == ALL else f" of {briefing}"
    asker = "" if outlets == ALL else f" from “{KINDS_BY_NAME[outlets]}”"
    if theme == outlets == ALL:
        return f"No question{of_briefing} is asked."
    if theme == ALL:
        return f"No question{of_briefing}{asker} is there; choose other outlets or all briefings."
    subject = read_table("themes").set_index("theme").name[theme]
    other = "another subject" if outlets == ALL else "another subject, other outlets"
    return f"No question{of_briefing}{asker} is on “{subject}”; choose {other} or all briefings."
