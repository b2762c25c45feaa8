"""How clearly questions are answered: counts of replies, with the things asked behind them."""

from typing import Any

import pandas as pd

from ..corpus.names import must_be
from ..corpus.reading import ALL
from ..corpus.tables import categories_of, read_table
from ..corpus.uncoded import table_of_rows
from ..numbers.resampling import counts_per_unit, interval_of_share
from ..text.questions import OUTLET_KINDS

CLARITIES = ("clear", "ambivalent", "none")
GROUPS_OF_REPLIES = ("kind", "briefing", "outlet_kind", "outlet", "theme", "speaker")
COLUMNS_OF_REPLIES = ("asked", *CLARITIES, "share", "low", "high", "questions", "ids")


def replies(
    by: str = "kind", kind: str = ALL, *, resamples: int = 1000, seed: int = 0
) -> pd.DataFrame:
    """How clearly the things that journalists ask are answered.

    Counted are the rows of `asked`. The intervals say how much the share would move with other
    questions of the same kind: the questions of the group are drawn again, with replacement, as
    many as there are, each with all that it asks; 95 % of the shares of these samples lie between
    low and high (percentile bootstrap; Efron 1979). Where all replies are clear, or none, the other
    end is what so many questions leave open at 95 % confidence. With one question there is no
    interval, and with few it is too narrow. A clear reply is one that can be checked, not one that
    is true; who may ask was decided before.

    Parameters
    ----------
    by : ``"kind"`` (of thing asked), ``"briefing"``, ``"outlet_kind"``, ``"outlet"``, ``"theme"``
        (the subject of the question) or ``"speaker"`` (who answers: where several do, it counts for
        each).
    kind : of what is asked for, such as ``"measures"``, or ``"all"``.
    resamples : how often the questions are drawn.
    seed : of the draws. The same seed gives the same interval everywhere.

    Returns
    -------
    DataFrame : the group, asked (things asked), clear, ambivalent, none (of these), share (percent
        clear), low, high, questions (in which they are asked), ids (list of things asked). Kinds
        are in the order of the code book, briefings in that of time; else the most asked is first.

    Raises
    ------
    UnknownName : when `by` is none of these, or nothing of that kind is asked.

    >>> table = replies("kind")
    >>> bool(table.asked.sum() == len(read_table("asked")))
    True
    >>> bool((table.clear + table.ambivalent + table.none == table.asked).all())
    True
    """
    must_be(by, GROUPS_OF_REPLIES, f"Replies are not grouped by {by!r}")
    asked = _with_group(asked_for(kind), by)
    rows = []
    for group in _groups_in_their_order(asked.group, by):
        mine = asked[asked.group == group]
        rows.append({by: group, **_row_of_replies(mine, resamples, seed)})
    return table_of_rows(rows, [by, *COLUMNS_OF_REPLIES])


def asked_for(kind: str = ALL) -> pd.DataFrame:
    """The things asked that are of a kind, in their order.

    Parameters
    ----------
    kind : as in `replies`.

    >>> len(asked_for("reason"))
    4
    """
    asked = read_table("asked")
    if kind == ALL:
        return asked
    must_be(kind, list(asked.kind.unique()), f"Nothing of the kind {kind!r} is asked")
    return asked[asked.kind == kind]


def _with_group(asked: pd.DataFrame, by: str) -> pd.DataFrame:
    """A row for each thing asked and group."""
    if by == "kind":
        return asked.assign(group=asked.kind)
    if by == "speaker":
        groups = [_speakers_of(turns.split("; ")) for turns in asked.answered_by]
        by_speaker = asked.assign(group=groups).explode("group", ignore_index=True)
        return by_speaker.dropna(subset="group")
    exchanges = read_table("exchanges").set_index("exchange")
    if by != "outlet_kind":
        return asked.assign(group=asked.exchange.map(exchanges[by]))
    kinds = read_table("outlets").set_index("outlet").kind
    of_exchange = exchanges.outlet.map(kinds).fillna("").map(OUTLET_KINDS)
    return asked.assign(group=asked.exchange.map(of_exchange))


def _speakers_of(turns: list[str]) -> list[str]:
    """Who speaks in turns, each once."""
    speakers = read_table("turns").set_index("turn").speaker
    return list(dict.fromkeys(speakers[turn] for turn in turns if turn))


def _groups_in_their_order(groups: pd.Series, by: str) -> list[str]:
    sizes = groups.value_counts()
    if by == "kind":
        return [name for name in categories_of("asked", "kind") if name in sizes]
    if by == "briefing":
        return sorted(sizes.index)
    if by == "outlet_kind":
        return [name for name in OUTLET_KINDS.values() if name in sizes]
    return sorted(sizes.index, key=lambda name: (-sizes[name], name))


def _row_of_replies(mine: pd.DataFrame, resamples: int, seed: int) -> dict[str, Any]:
    counts = {clarity: int((mine.clarity == clarity).sum()) for clarity in CLARITIES}
    per_question = counts_per_unit(mine.exchange, mine.clarity == "clear")
    low, high = interval_of_share(per_question, resamples, seed)
    return {
        "asked": len(mine),
        **counts,
        "share": 100 * counts["clear"] / len(mine),
        "low": low,
        "high": high,
        "questions": len(per_question),
        "ids": list(mine.asked),
    }
