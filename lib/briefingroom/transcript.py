"""A briefing as a page to read: who speaks, in what role, for which outlet, paragraph by paragraph.

The page is Markdown with one sentence on a line, so that a person can read it in JupyterLab or on GitHub and a
change of one sentence is a change of one line.
"""

import re

from .cleaning import Cleaned, Notes

MARKS = re.compile(r"([\\`*_\[\]<>#|&])")


def plain(text: str) -> str:
    r"""Text that Markdown shows as it is written.

    >>> print(plain("<script> *all* _n_"))
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
    page = [f"# {plain(briefing['title'])}", plain(host), f"Source: `sources/{briefing['source_file']}`, {briefing['url']}"]
    page.append("\n".join(f"- {plain(presented(row))}" for row in notes.speakers.values()))
    exchange = ""
    for turn in cleaned.turns:
        if turn["exchange"] != exchange:
            exchange = turn["exchange"]
            if exchange:
                page.append(f"## Question {int(exchange[-2:])}")
        page.append(f"### {turn['turn'][11:]} · {plain(heading(turn))}")
        page += ["\n".join(plain(sentence) for sentence in paragraph) for paragraph in by_turn[turn["turn"]]]
    return "\n\n".join(page) + "\n"


def presented(row: dict) -> str:
    """A speaker with role and position, as a list of speakers has it."""
    chair = " (chair)" if row["role"] == "chair" else ""
    return f"{row['honorific']} {row['speaker']}{chair}, {row['position']}, {row['organisation']}"


def heading(turn: dict) -> str:
    """Who speaks, and what the turn does.

    >>> heading({"role": "journalist", "outlet": "", "outlet_status": "unidentified", "speaker": "", "act": "question"})
    'a journalist whose outlet is not known — question'
    """
    if turn["role"] == "journalist":
        who = turn["outlet"] or "a journalist whose outlet is not known"
        who += " (label lost in the source, recovered)" if turn["outlet_status"] == "recovered" else ""
    else:
        who = turn["speaker"]
    return f"{who} — {turn['act']}"
