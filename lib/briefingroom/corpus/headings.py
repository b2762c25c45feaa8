"""Who speaks, as a page, a list of speakers and the title of a turn have it.

The page of a briefing is Markdown with one sentence on a line, so that a person can read it in
JupyterLab or on GitHub and a change of one sentence is a change of one line.
"""

from collections.abc import Mapping
from typing import Any

UNKNOWN_OUTLET = "a journalist whose outlet is not known"


def presented(speaker: Mapping[str, Any]) -> str:
    """A speaker with role and position, as a list of speakers has it, as far as they are known.

    >>> known = {"speaker": "Ann Lee", "honorific": "Ms.", "role": "chair"}
    >>> presented({**known, "position": "spokesperson", "organisation": ""})
    'Ms. Ann Lee (chair), spokesperson'
    """
    chair = " (chair)" if speaker["role"] == "chair" else ""
    name = f"{speaker['honorific']} {speaker['speaker']}{chair}".lstrip()
    return ", ".join(filter(None, [name, speaker["position"], speaker["organisation"]]))


def voice_of(turn: Mapping[str, Any]) -> str:
    """Who speaks in a turn: a speaker, or the outlet of a journalist.

    >>> voice_of({"role": "journalist", "outlet": "Reuters", "outlet_status": "recovered"})
    'Reuters (label lost in the source, recovered)'
    """
    if turn["role"] != "journalist":
        return turn["speaker"]
    outlet = turn["outlet"] or UNKNOWN_OUTLET
    if turn["outlet_status"] == "recovered":
        return f"{outlet} (label lost in the source, recovered)"
    return outlet


def heading(turn: Mapping[str, Any]) -> str:
    """Who speaks, and what the turn does.

    >>> unknown = {"role": "journalist", "outlet": "", "outlet_status": "unidentified"}
    >>> heading({**unknown, "act": "question"})
    'a journalist whose outlet is not known — question'
    """
    return f"{voice_of(turn)} — {turn['act']}"
