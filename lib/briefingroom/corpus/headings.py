"""A briefing as a page to read: who speaks, in what role, for which outlet, paragraph by paragraph.

The page is Markdown with one sentence on a line, so that a person can read it in JupyterLab or on GitHub and a
change of one sentence is a change of one line.
"""


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
        who += (
            " (label lost in the source, recovered)" if turn["outlet_status"] == "recovered" else ""
        )
    else:
        who = turn["speaker"]
    return f"{who} — {turn['act']}"
