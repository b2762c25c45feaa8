"""A briefing as a page to read: who speaks, in what role, for which outlet, paragraph by paragraph.

The page is Markdown with one sentence on a line, so that a person can read it in JupyterLab or on
GitHub and a change of one sentence is a change of one line.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from ..cleaning.records import Cleaned
from ..corpus.headings import heading, presented
from ..ids import parse_id

MARKS = re.compile(r"([\\`*_\[\]<>#|&])")


def as_markdown(text: str) -> str:
    r"""Text that Markdown shows as it is written.

    >>> print(as_markdown("<script> *all* _n_"))
    \<script\> \*all\* \_n\_
    """
    return MARKS.sub(r"\\\1", text)


def transcript(briefing: dict, cleaned: Cleaned, speakers: Iterable[dict], folder: str) -> str:
    """The page of one briefing, as Markdown.

    Parameters
    ----------
    briefing : its row of `briefings`.
    cleaned : what its source says.
    speakers : its rows of `speakers`.
    folder : where its source lies, ``sources/``; empty where it lies beside the page.
    """
    blocks = [*_front_matter(briefing, folder), _list_of_speakers(speakers)]
    paragraphs = _paragraphs_by_turn(cleaned)
    exchange = ""
    for turn in cleaned.turns:
        if turn["exchange"] not in ("", exchange):
            question = parse_id(turn["exchange"])
            blocks.append(f"## Question {question.number}")
        exchange = turn["exchange"]
        id = parse_id(turn["turn"])
        blocks.append(f"### {id.local} · {as_markdown(heading(turn))}")
        blocks += paragraphs[id.text]
    return "\n\n".join(blocks) + "\n"


def _front_matter(briefing: dict, folder: str) -> list[str]:
    known = (briefing[column] for column in ("briefing", "start_time", "place"))
    occasion = ", ".join(filter(None, known))
    held = f"{occasion}. {briefing['host']}." if briefing["host"] else f"{occasion}."
    address = f", {briefing['url']}" if briefing["url"] else ""
    return [
        f"# {as_markdown(briefing['title'])}",
        as_markdown(held),
        f"Source: `{folder}{briefing['source_file']}`{address}",
    ]


def _list_of_speakers(speakers: Iterable[dict]) -> str:
    return "\n".join(f"- {as_markdown(presented(speaker))}" for speaker in speakers)


def _paragraphs_by_turn(cleaned: Cleaned) -> dict[str, list[str]]:
    """The paragraphs of each turn, one sentence on a line."""
    lines = defaultdict(list)
    for sentence in cleaned.sentences:
        lines[sentence["paragraph"]].append(as_markdown(sentence["text"]))
    paragraphs = defaultdict(list)
    for paragraph in cleaned.paragraphs:
        text = "\n".join(lines[paragraph["paragraph"]])
        paragraphs[paragraph["turn"]].append(text)
    return dict(paragraphs)  # no turn is empty: one that is not there is a mistake of the page
