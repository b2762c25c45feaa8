"""Briefing Room: China's industrial policy, in its own words and numbers.

Five press conferences on industry and information technology (2020-2023) as tables, and the functions that read them.
Begin with ``notebooks/00_start_here.ipynb``.

Importing this package only defines names: each module is loaded when one of its names is first used.
"""

from importlib import import_module

__version__ = "0.1.0"

_NAMES = {  # by module
    "errors": "BriefingRoomError CorpusError QuestionError UnknownName",
    "tables": (
        "briefings claims discrepancies exchanges figure_requests glossary indicators other_numerals outlets paragraphs "
        "references relations repairs sentences source_map speakers subjects targets themes turns"
    ),
    "places": "briefing where",
    "reading": "read reader",
    "over_time": "series",
    "intervals": "as_written",
    "periods": "period_bounds",
    "auditing": "audit",
    "firmness": "hedging significant_digits",
    "concordancing": "concordance",
    "trends": "trend",
    "keyness": "keywords",
    "distribution": "collocates dispersion",
    "phrases": "formula_share shared_phrases",
    "questions": "compare_outlets enumerations question_statistics",
    "style": "PALETTE source_line use_style",
    "plots": (
        "plot_dispersion plot_exchanges plot_formula plot_keywords plot_outlets plot_speakers plot_themes plot_trend"
    ),
    "claim_plots": "plot_audit plot_hedging plot_series plot_targets",
    "explorers": (
        "audit_browser claim_inspector promises_timeline series_explorer show_audit show_claim show_series show_targets"
    ),
    "text_explorers": (
        "concordance_explorer keyword_explorer plot_questions questions_map show_concordance show_keywords show_questions "
        "show_trend trend_explorer"
    ),
}
_MODULE = {name: module for module, names in _NAMES.items() for name in names.split()}
__all__ = sorted(_MODULE)


def __getattr__(name: str):
    if name not in _MODULE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_MODULE[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
