"""Briefing Room: China's industrial policy, in its own words and numbers.

Five press conferences on industry and information technology (2020-2023) as tables, and the
functions that read them. Begin with ``notebooks/00_start_here.ipynb``.

Importing this package only defines names: each module is loaded when one of its names is first
used. ``__init__.pyi`` beside this file tells editors and type checkers the same.
"""

from importlib import import_module
from typing import Any

__version__ = "0.2.0"

_NAMES = {  # by module
    "adding.invented": "invented_briefing",
    "adding.kept": "decide_candidates",
    "adding.several": "add_many",
    "adding.single": "add added remove",
    "citing.cite": "cite",
    "coding.agreement": "agreement",
    "coding.class_agreement": "code_agreement",
    "coding.code_book": "published_codes",
    "coding.findings": "finding findings",
    "coding.instruments": "instruments",
    "coding.replies": "replies",
    "coding.to_code": "sentences_to_code",
    "exporting.kinds": "export",
    "exporting.sqlite_file": "write_sqlite",
    "errors": "BriefingRoomError CorpusError QuestionError UnknownName",
    "corpus.claim_parts": "parts_of_claim",
    "corpus.collections": "collection",
    "corpus.context": "context further_reading",
    "corpus.reading": "read",
    "corpus.tables": (
        "aims asked briefings candidates claims corrections data_version discrepancies exchanges "
        "figure_requests glossary indicators other_numerals outlets paragraphs policy_measures "
        "references relations removed repairs sentences source_map speakers subjects targets "
        "themes turns"
    ),
    "corpus.title_pages": "briefing",
    "numbers.auditing": "audit",
    "numbers.beside": "failed_pairs floors published_pairs",
    "numbers.firmness": "hedging significant_digits",
    "numbers.growth": "growth_of_industry",
    "numbers.intervals": "as_written",
    "numbers.periods": "period_bounds",
    "numbers.series": "series",
    "numbers.targets": "promises",
    "pages.where": "where",
    "text.concordancing": "concordance",
    "text.distribution": "collocates dispersion",
    "text.index": "Texts",
    "text.keyness": "keywords",
    "text.phrases": "formula_share shared_phrases",
    "text.questions": "asker_labels compare_outlets enumerations question_statistics",
    "text.trends": "trend",
    "charts.answers": "plot_answers",
    "charts.app_counts": "plot_app_counts",
    "charts.audit": "plot_audit",
    "charts.context": "plot_context",
    "charts.dispersion": "plot_dispersion",
    "charts.due_dates": "plot_due_dates",
    "charts.each_means": "plot_each_means",
    "charts.exchanges": "plot_exchanges",
    "charts.figures": "plot_figures",
    "charts.floors": "plot_floors",
    "charts.formula": "plot_formula",
    "charts.growth": "plot_growth",
    "charts.hedging": "plot_hedging",
    "charts.instruments": "plot_instruments",
    "charts.keywords": "plot_keywords",
    "charts.marks": "marks",
    "charts.means_and_aims": "plot_means_and_aims",
    "charts.outlets": "plot_outlets",
    "charts.overseas": "plot_overseas",
    "charts.quarter": "plot_quarter",
    "charts.pairs": "plot_pairs",
    "charts.questions": "plot_questions",
    "charts.series": "plot_series",
    "charts.silence": "plot_silence",
    "charts.speakers": "plot_speakers",
    "charts.spoken_figures": "plot_spoken_figures",
    "charts.steps": "plot_steps",
    "charts.style": "PALETTE source_line use_style",
    "charts.targets": "plot_targets",
    "charts.themes": "plot_themes",
    "charts.titled_firms": "plot_lists_of_giants",
    "charts.trend": "plot_trend",
    "charts.two_shares": "plot_two_shares",
    "charts.uses": "plot_uses",
    "charts.wordings": "plot_wordings",
    "lessons.outside": "show_context",
    "lessons.predicting": "predict",
    "lessons.rows": "show_rows",
    "widgets.answers": "answers_explorer show_answers",
    "widgets.audit": "audit_browser show_audit",
    "widgets.candidates": "candidate_editor",
    "widgets.claims": "claim_inspector show_claim",
    "widgets.coding": "code_sentences show_codes show_sentences_to_code",
    "widgets.concordance": "concordance_explorer show_concordance",
    "widgets.keywords": "keyword_explorer show_keywords",
    "widgets.means": "means_explorer show_means",
    "widgets.questions": "questions_map show_questions",
    "widgets.reader": "reader",
    "widgets.series": "series_explorer show_series",
    "widgets.targets": "promises_timeline show_targets",
    "widgets.trend": "show_trend trend_explorer",
}
_MODULE = {name: module for module, names in _NAMES.items() for name in names.split()}
__all__ = sorted(_MODULE)


def home_of(name: str) -> str:
    """The module, below this package, that defines a public name.

    >>> home_of("claims")
    'corpus.tables'
    """
    return _MODULE[name]


def __getattr__(name: str) -> Any:
    if name not in _MODULE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_MODULE[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
