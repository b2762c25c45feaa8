"""Who is asked what, and how it is answered.

An exchange is a question with its answers. Everything here is counted per exchange and keeps its id, so that a reader
can go from a mean to the question behind it.
"""

import re

import numpy as np
import pandas as pd

from ..corpus.names import must_be
from ..corpus.places import briefing as title_page
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..errors import QuestionError

ENUMERATORS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


MARK = re.compile(
    rf"(^|[,;:] )({'|'.join(ENUMERATORS)}|finally)(?:ly)?(?: of all)?,", re.IGNORECASE
)


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


def question_statistics() -> pd.DataFrame:
    """How long each question and its answer are, who asks, who answers, and whether a figure is asked for and given.

    Columns, one row for each exchange: exchange, briefing, outlet (empty where it is not known), outlet_kind ("unknown"
    where it is not known), overseas (missing where the outlet is not known; Hong Kong is not overseas), theme,
    answered_by (list of speakers), words_question, words_answer, turns (question, handing over, answers and comments),
    questions_asked (sentences of the question that end in a question mark; one sentence may ask two things),
    figure_asked, figure_given (missing where none is asked for), figure_sentence (where it is given; else empty),
    enumerated (points of the longest enumeration in an answer, see `enumerations`; 0 where there is none).

    Whether a figure is asked for and given was decided by reading; see ``figure_requests()``.

    >>> one = question_statistics().set_index("exchange").loc["2021-03-01.q08"]
    >>> f"{one.outlet}: figure asked {one.figure_asked}, given {one.figure_given}; {one.enumerated} points"
    'New York Times: figure asked True, given False; 4 points'
    """
    table = read_table("exchanges").copy()
    outlet = read_table("outlets").set_index("outlet")
    kind = table.outlet.map(outlet.kind)
    table["overseas"] = (kind == "overseas").astype("boolean").mask(table.outlet == "")
    table["outlet_kind"] = kind.fillna("unknown")
    table["answered_by"] = [people.split("; ") for people in table.answered_by]
    table["turns"] = table.exchange.map(read_table("turns").exchange.value_counts())
    asking = read_table("sentences")[
        lambda sentences: sentences.text.str.endswith("?")
    ].turn.value_counts()
    table["questions_asked"] = table.question.map(asking).fillna(0).astype(int)
    given = read_table("figure_requests").set_index("exchange").gives
    table["figure_asked"] = table.exchange.isin(given.index)
    table["figure_sentence"] = table.exchange.map(given).fillna("")
    table["figure_given"] = (
        (table.figure_sentence != "").astype("boolean").mask(~table.figure_asked)
    )
    points = enumerations().groupby("exchange").points.max()
    table["enumerated"] = table.exchange.map(points).fillna(0).astype(int)
    return table[
        [
            "exchange",
            "briefing",
            "outlet",
            "outlet_kind",
            "overseas",
            "theme",
            "answered_by",
            "words_question",
        ]
        + [
            "words_answer",
            "turns",
            "questions_asked",
            "figure_asked",
            "figure_given",
            "figure_sentence",
            "enumerated",
        ]
    ]


def enumerations() -> pd.DataFrame:
    """The answers that count their points: "First, ... Second, ... Finally, ...".

    An ordinal counts where a comma follows it and it begins a sentence or stands after a comma, a colon or a semicolon.
    Each point carries on the latest enumeration that has come to the number before; one within a sentence (after a
    colon or semicolon) never carries on one between sentences. Where the first point has no ordinal, the enumeration
    begins with "Second". "Finally" is a last point, but inside a paragraph only if the point before it is inside one
    too. A point without any ordinal is not seen: an answer that promises five aspects may count four.

    Columns: exchange, turn, number (of the enumeration in the turn), points, sentences (list of those with an ordinal).

    >>> enumerations().set_index("exchange").sentences["2021-03-01.q02"]
    ['2021-03-01.t07.p3.s2', '2021-03-01.t07.p4.s1', '2021-03-01.t07.p5.s1', '2021-03-01.t07.p6.s1']
    """
    answers = read_table("turns")[lambda turns: turns.act == "answer"].set_index("turn").exchange
    sentences = read_table("sentences")
    rows = []
    for turn, spoken in sentences[sentences.turn.isin(answers.index)].groupby("turn", sort=False):
        found = [run for run in _runs(spoken) if run["points"] > 1]
        rows += [
            {
                "exchange": answers[turn],
                "turn": turn,
                "number": n,
                "points": run["points"],
                "sentences": run["sentences"],
            }
            for n, run in enumerate(found, 1)
        ]
    return pd.DataFrame(rows)


def _runs(spoken: pd.DataFrame) -> list[dict]:
    """Enumerations of one turn, in the order in which they begin."""
    runs = []
    for row in spoken.itertuples():
        for mark in MARK.finditer(row.text):
            inside, opens = mark[1][:1] in (";", ":"), mark.start() == 0 and row.number == 1
            alike = [run for run in runs if run["inside"] == inside and not run["closed"]]
            word = mark[2].lower()
            if word == "finally":
                run = alike[-1] if alike and (opens or not alike[-1]["opens"]) else None
                if run is None or mark[1].startswith(","):
                    continue
                run["closed"], point = True, run["points"] + 1
            else:
                point = ENUMERATORS.index(word) + 1
                run = (
                    next((run for run in reversed(alike) if run["points"] == point - 1), None)
                    if point > 1
                    else None
                )
                if run is None:
                    if point > 2:
                        continue
                    run = {"inside": inside, "closed": False, "sentences": []}
                    runs.append(run)
            run["points"], run["opens"] = point, opens
            if row.sentence not in run["sentences"]:
                run["sentences"].append(row.sentence)
    return runs


def compare_outlets(*, resamples: int = 2000, seed: int = 0) -> pd.DataFrame:
    """Questions by overseas outlets set against questions by domestic ones.

    For each measure the mean in the two groups and their difference, each with the interval that holds the middle 95%
    of the means when the exchanges of the group are drawn again with replacement (Efron 1979). Exchanges of outlets
    that are not known are left out. There are few overseas exchanges, and resampling few cases gives intervals that
    are too short: with five, an interval called 95% holds the true mean about 8 times in 10. Read the counts first.

    Parameters
    ----------
    resamples : how often to draw.
    seed : start of the random numbers; the same seed gives the same table.

    Columns: measure (words_question, words_answer, turns, questions_asked, enumerated, figure_asked; the mean of the
    last is a share), group (overseas, domestic, difference), exchanges, outlets, mean, low, high, ids (list of the
    exchanges counted).

    >>> table = compare_outlets().query("measure == 'figure_asked'")
    >>> table.set_index("group")["mean"].round(2).to_dict()
    {'overseas': 0.6, 'domestic': 0.03, 'difference': 0.57}
    """
    known = question_statistics().query("outlet != ''")
    groups = {
        "overseas": known[known.overseas.astype(bool)],
        "domestic": known[~known.overseas.astype(bool)],
    }
    random = np.random.default_rng(seed)
    drawn = {
        name: random.integers(0, len(rows), (resamples, len(rows))) for name, rows in groups.items()
    }
    table = []
    for measure in MEASURES:
        values = {name: rows[measure].to_numpy(float) for name, rows in groups.items()}
        means = {name: values[name][drawn[name]].mean(axis=1) for name in groups}
        for name, rows in groups.items():
            table.append(_summary(measure, name, rows, values[name].mean(), means[name]))
        difference = values["overseas"].mean() - values["domestic"].mean()
        table.append(
            _summary(
                measure, "difference", known, difference, means["overseas"] - means["domestic"]
            )
        )
    return pd.DataFrame(table)


def _summary(measure: str, group: str, rows: pd.DataFrame, mean: float, means: np.ndarray) -> dict:
    low, high = np.percentile(means, [2.5, 97.5])
    counts = {"exchanges": len(rows), "outlets": rows.outlet.nunique()}
    return {
        "measure": measure,
        "group": group,
        **counts,
        "mean": mean,
        "low": low,
        "high": high,
        "ids": list(rows.exchange),
    }


def names_of_speakers() -> list[str]:
    return [name for name in read_table("turns").speaker.unique() if name]


def questions_on(briefing: str = ALL, theme: str = ALL) -> pd.DataFrame:
    """The exchanges chosen, each with the kind of its outlet and the name of its theme in words."""
    themes = read_table("themes").set_index("theme").name
    table = read_table("exchanges")
    if briefing != ALL:
        table = table[table.briefing == title_page(briefing).briefing]
    if theme != ALL:
        must_be(theme, themes.index, f"There is no theme {theme!r}")
        table = table[table.theme == theme]
    if table.empty:
        there = "" if briefing == ALL else f" of {briefing}"
        raise QuestionError(
            f"No question{there} is on “{themes[theme]}”; choose another subject or all briefings."
        )
    kinds = read_table("outlets").set_index("outlet").kind
    return table.assign(
        kind=table.outlet.map(kinds).fillna("").map(OUTLET_KINDS), subject=table.theme.map(themes)
    )
