"""Briefing Room: China's industrial policy, in its own words and numbers.

Five press conferences on industry and information technology (2020-2023) as tables, and the functions that read them.
Begin with ``notebooks/00_start_here.ipynb``.
"""

from .errors import BriefingRoomError, CorpusError, UnknownName
from .audit import audit
from .places import briefing, where
from .reading import read, reader
from .series import series
from .tables import (
    briefings,
    claims,
    discrepancies,
    exchanges,
    figure_requests,
    glossary,
    indicators,
    other_numerals,
    outlets,
    paragraphs,
    references,
    relations,
    repairs,
    sentences,
    source_map,
    speakers,
    subjects,
    targets,
    themes,
    turns,
)

__version__ = "0.1.0"

__all__ = [
    "BriefingRoomError",
    "CorpusError",
    "UnknownName",
    "audit",
    "briefing",
    "briefings",
    "claims",
    "discrepancies",
    "exchanges",
    "figure_requests",
    "glossary",
    "indicators",
    "other_numerals",
    "outlets",
    "paragraphs",
    "read",
    "reader",
    "references",
    "relations",
    "repairs",
    "sentences",
    "series",
    "source_map",
    "speakers",
    "subjects",
    "targets",
    "themes",
    "turns",
    "where",
]
