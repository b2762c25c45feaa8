"""By which means officials say that the state acts: counts, shares, and aims without means."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..corpus.names import must_be
from ..corpus.tables import categories_of, read_table
from ..corpus.uncoded import coded_briefings, table_of_rows
from ..ids import parse_id
from ..numbers.resampling import (
    NO_INTERVAL,
    counts_per_unit,
    interval_of_share,
    middle_95,
    most_where_none,
    resampled_sums,
)

OF_PLACE = ("briefing", "theme", "speaker")
OF_CODE = ("step", "signal", "motive", "target_group")
GROUPINGS = (*OF_PLACE, *OF_CODE)
HAVE_AIMS = (*OF_PLACE, "motive")  # what is known of an aim too
COLUMNS_OF_INSTRUMENTS = (
    "instrument count share low high at_most turns briefings ids "
    "measures named_in aims_only aims_share aims_low aims_high aims"
).split()


class Counted(NamedTuple):
    """What is counted: the means, and the sentences with a means or an aim alone.

    Attributes
    ----------
    means : the rows of `policy_measures`, with turn, briefing and group.
    sentences : sentence, turn, group and is_aim: a row for each sentence that states an aim and no
        means, and for each sentence and group of its means.
    groups : the names of the groups, in order.
    """

    means: pd.DataFrame
    sentences: pd.DataFrame
    groups: list[str]


def instruments(by: str = "briefing", *, resamples: int = 1000, seed: int = 0) -> pd.DataFrame:
    """By which means officials say that the state acts, and beside them aims without means.

    Counted are the rows of `policy_measures`. The intervals say how much a share would move if
    other turns of the same kind had been spoken: the turns that name a means of the group are drawn
    again, with replacement, as many as there are; 95 % of the shares of these samples lie between
    low and high (percentile bootstrap; Efron 1979). With one turn there is none, and "0 to 0" only
    says that no turn names the means; `at_most` says what so many turns leave open. What nobody
    names may still exist: silence is no evidence of absence. How far two readers agreed on each
    column says `agreement`; the signal partly repeats the instrument, so that the two are not two
    findings.

    Parameters
    ----------
    by : ``"briefing"``, ``"theme"`` (of the means; of an aim, that of its question or paragraph),
        ``"speaker"``, ``"step"``, ``"signal"``, ``"motive"`` or ``"target_group"``.
    resamples : how often the turns are drawn.
    seed : of the draws. The same seed gives the same interval everywhere.

    Returns
    -------
    DataFrame : a row for each group and each instrument of the code book, also where it is never
        named: the group, instrument, count, share (percent of the means of the group), low, high,
        turns (that name it), briefings ("3 of 5" in which it is named), ids (list of policy
        measures). Then, the same in each row of a group: measures (means of the group), aims_only
        (sentences with an aim and no means), aims_share (percent of the sentences with a means or
        an aim alone), aims_low, aims_high, aims (list of these sentences); missing by step, signal
        and target group, which an aim does not have.

    In a collection, the briefings that were added have no row: nobody has coded them.

    Raises
    ------
    UnknownName : when `by` is none of these.

    >>> table = instruments("briefing")
    >>> bool(table["count"].sum() == len(read_table("policy_measures")))
    True
    >>> len(table) == 5 * table.instrument.nunique()
    True
    """
    must_be(by, GROUPINGS, f"Means are not grouped by {by!r}")
    found = _counted(by)
    names = categories_of("policy_measures", "instrument")
    rows = []
    for group in found.groups:
        means = found.means[found.means.group == group]
        beside = _aims_beside(found.sentences, group, by, resamples, seed)
        for row in _instrument_rows(means, names, resamples, seed):
            rows.append({by: group, **row, "measures": len(means), **beside})
    return table_of_rows(rows, [by, *COLUMNS_OF_INSTRUMENTS])


# --- what is counted


def _counted(by: str) -> Counted:
    means = _with_turns(read_table("policy_measures"))
    means["group"] = _groups_by_place(means, by) if by in ("briefing", "speaker") else means[by]
    with_means = means[["sentence", "turn", "group"]].drop_duplicates()
    table = read_table("aims")
    aims = _with_turns(table[table.aim == "only"])
    if by in HAVE_AIMS:
        aims["group"] = aims.aim_motive if by == "motive" else _groups_by_place(aims, by)
    else:
        aims = aims.iloc[:0].assign(group="")
    sentences = pd.concat(
        [
            with_means.assign(is_aim=False),
            aims[["sentence", "turn", "group"]].assign(is_aim=True),
        ]
    )
    return Counted(means, sentences, _groups_in_order(sentences, by))


def _with_turns(table: pd.DataFrame) -> pd.DataFrame:
    places = [parse_id(sentence) for sentence in table.sentence]
    return table.assign(
        turn=[place.turn for place in places],
        briefing=[place.briefing for place in places],
    )


def _groups_by_place(rows: pd.DataFrame, by: str) -> pd.Series:
    """The briefing, speaker or theme of the place of each row."""
    if by == "briefing":
        return rows.briefing
    turns = read_table("turns").set_index("turn")
    if by == "speaker":
        return rows.turn.map(turns.speaker)
    subjects = read_table("subjects").set_index("id").theme
    paragraphs = rows.sentence.str.rpartition(".")[0]
    of_paragraph = paragraphs.map(subjects)
    of_exchange = rows.turn.map(turns.exchange).map(subjects)
    return of_paragraph.fillna(of_exchange)


def _groups_in_order(sentences: pd.DataFrame, by: str) -> list[str]:
    """In the order of time or of the code book; else those with most sentences first."""
    sizes = sentences.group.value_counts()
    if by == "briefing":
        return coded_briefings(read_table("briefings").briefing)
    if by in OF_CODE:
        return [name for name in categories_of("policy_measures", by) if name in sizes]
    return sorted(sizes.index, key=lambda name: (-sizes[name], name))


# --- the rows of a group


def _instrument_rows(
    means: pd.DataFrame, names: list[str], resamples: int, seed: int
) -> Iterator[dict[str, Any]]:
    table = pd.crosstab(means.turn, means.instrument).reindex(columns=names, fill_value=0)
    per_turn = table.to_numpy()
    shares = _resampled_shares(per_turn, resamples, seed)
    all_briefings = len(coded_briefings(read_table("briefings").briefing))
    for number, name in enumerate(names):
        mine = means[means.instrument == name]
        low, high = NO_INTERVAL if shares is None else middle_95(shares[:, number])
        share = 100 * len(mine) / len(means) if len(means) else float("nan")
        yield {
            "instrument": name,
            "count": len(mine),
            "share": share,
            "low": low,
            "high": high,
            "at_most": open_share(len(per_turn), len(means)) if mine.empty else float("nan"),
            "turns": mine.turn.nunique(),
            "briefings": f"{mine.briefing.nunique()} of {all_briefings}",
            "ids": list(mine.policy_measure),
        }


def open_share(turns: int, means: int) -> float:
    """The percent that a means may be which none of these turns names; of one turn nothing is said.

    It is what the share would be if as many turns as may have it named it once.

    Parameters
    ----------
    turns : those that name any means.
    means : how many they name.

    >>> round(open_share(53, 594), 2)
    0.49
    """
    if turns < 2:
        return float("nan")
    return min(100.0, 100 * most_where_none(turns) * turns / means)


def _aims_beside(
    sentences: pd.DataFrame, group: str, by: str, resamples: int, seed: int
) -> dict[str, Any]:
    mine = sentences[sentences.group == group]
    aims = mine[mine.is_aim]
    number, share, interval = float("nan"), float("nan"), NO_INTERVAL
    if by in HAVE_AIMS and len(mine):
        number, share = len(aims), 100 * len(aims) / len(mine)
        per_turn = counts_per_unit(mine.turn, mine.is_aim)
        interval = interval_of_share(per_turn, resamples, seed)
    return {
        "named_in": int((~mine.is_aim).sum()),
        "aims_only": number,
        "aims_share": share,
        "aims_low": interval[0],
        "aims_high": interval[1],
        "aims": list(aims.sentence),
    }


def _resampled_shares(per_turn: np.ndarray, resamples: int, seed: int) -> np.ndarray | None:
    """Of each column its percentage of all, in each sample of turns; none with a single turn."""
    if len(per_turn) < 2:
        return None
    sums = resampled_sums(per_turn, resamples, seed)
    return 100 * sums / sums.sum(axis=1, keepdims=True)
