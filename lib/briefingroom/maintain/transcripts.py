"""A briefing as a page to read: who speaks, in what role, for which outlet, paragraph by paragraph.

The page is Markdown with one sentence on a line, so that a person can read it in JupyterLab or on GitHub and a
change of one sentence is a change of one line.
"""

import re

from ..cleaning.records import Cleaned, Notes
from ..corpus.headings import heading, presented

MARKS = re.compile(r"([\\`*_\[\]<>#|&])")


def as_markdown(text: str) -> str:
    r"""Text that Markdown shows as it is written.

    >>> print(as_markdown("<script> *all* _n_"))
    \<script\> \*all\* \_n\_
    """
    return MARKS.sub(r"\\\1", text)


def transcript(briefing: dict, cleaned: Cleaned, notes: Notes) -> str:
    """The page of one briefing, as Markdown."""
    by_paragraph = {}
    for sentence in cleaned.sentences:
        by_paragraph.setdefault(sentence["paragraph"], []).append(sentence["text"])
    by_turn = {}
    for paragraph in cleaned.paragraphs:
        by_turn.setdefault(paragraph["turn"], []).append(by_paragraph[paragraph["paragraph"]])

    host = f"{briefing['briefing']}, {briefing['start_time']}, {briefing['place']}. {briefing['host']}."
    page = [
        f"# {as_markdown(briefing['title'])}",
        as_markdown(host),
        f"Source: `sources/{briefing['source_file']}`, {briefing['url']}",
    ]
    page.append("\n".join(f"- {as_markdown(presented(row))}" for row in notes.speakers.values()))
    exchange = ""
    for turn in cleaned.turns:
        if turn["exchange"] != exchange:
            exchange = turn["exchange"]
            if exchange:
                page.append(f"## Question {int(exchange[-2:])}")
        page.append(f"### {turn['turn'][11:]} · {as_markdown(heading(turn))}")
        page += [
            "\n".join(as_markdown(sentence) for sentence in paragraph)
            for paragraph in by_turn[turn["turn"]]
        ]
    return "\n\n".join(page) + "\n"
