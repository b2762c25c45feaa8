"""Briefing Room: China's industrial policy, in its own words and numbers.

Five press conferences on industry and information technology (2020-2023) as tables, and the functions that read them.
Begin with ``notebooks/00_start_here.ipynb``.
"""

from .errors import BriefingRoomError, CorpusError, UnknownName
from .audit import audit
from .claim_plots import plot_audit, plot_hedging, plot_series, plot_targets
from .concordance import concordance
from .dispersion import collocates, dispersion
from .explorers import (
    audit_browser,
    claim_inspector,
    promises_timeline,
    series_explorer,
    show_audit,
    show_claim,
    show_series,
    show_targets,
)
from .hedging import hedging
from .keyness import keywords
from .phrases import formula_share, shared_phrases
from .places import briefing, where
from .plots import (
    plot_dispersion,
    plot_exchanges,
    plot_formula,
    plot_keywords,
    plot_outlets,
    plot_speakers,
    plot_themes,
    plot_trend,
)
from .questions import compare_outlets, enumerations, question_statistics
from .reading import read, reader
from .series import series
from .style import PALETTE, source_line, use_style
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
from .text_explorers import (
    concordance_explorer,
    keyword_explorer,
    plot_questions,
    questions_map,
    show_concordance,
    show_keywords,
    show_questions,
    show_trend,
    trend_explorer,
)
from .trends import trend

__version__ = "0.1.0"

__all__ = [
    "BriefingRoomError",
    "CorpusError",
    "PALETTE",
    "UnknownName",
    "audit",
    "audit_browser",
    "briefing",
    "briefings",
    "claim_inspector",
    "claims",
    "collocates",
    "compare_outlets",
    "concordance",
    "concordance_explorer",
    "discrepancies",
    "dispersion",
    "enumerations",
    "exchanges",
    "figure_requests",
    "formula_share",
    "glossary",
    "hedging",
    "indicators",
    "keyword_explorer",
    "keywords",
    "other_numerals",
    "outlets",
    "paragraphs",
    "plot_audit",
    "plot_dispersion",
    "plot_exchanges",
    "plot_formula",
    "plot_hedging",
    "plot_keywords",
    "plot_outlets",
    "plot_questions",
    "plot_series",
    "plot_speakers",
    "plot_targets",
    "plot_themes",
    "plot_trend",
    "promises_timeline",
    "question_statistics",
    "questions_map",
    "read",
    "reader",
    "references",
    "relations",
    "repairs",
    "sentences",
    "series",
    "series_explorer",
    "shared_phrases",
    "show_audit",
    "show_claim",
    "show_concordance",
    "show_keywords",
    "show_questions",
    "show_series",
    "show_targets",
    "show_trend",
    "source_line",
    "source_map",
    "speakers",
    "subjects",
    "targets",
    "themes",
    "trend",
    "trend_explorer",
    "turns",
    "use_style",
    "where",
]
