"""The language of the names in a chart: English, or Chinese where the tables have a Chinese name.

Nothing is translated here: what has no Chinese name in the tables keeps its English one, and so do
units, periods and whole sentences. The language is the setting ``text.language`` of matplotlib, so
it is kept and given back with all other settings of a chart.
"""

from typing import Final

import pandas as pd

from ..corpus.tables import read_table
from ..errors import QuestionError

IN_ENGLISH, IN_CHINESE = "en", "zh"
SETTING: Final = "text.language"


def set_language(language: str) -> None:
    """Choose the language of the names in all charts drawn afterwards.

    Raises
    ------
    QuestionError : when it is neither ``"en"`` nor ``"zh"``.
    """
    import matplotlib

    if language not in (IN_ENGLISH, IN_CHINESE):
        raise QuestionError(f"Charts do not have the language {language!r}; choose 'en' or 'zh'.")
    if is_chinese() != (language == IN_CHINESE):
        matplotlib.rcParams[SETTING] = IN_CHINESE if language == IN_CHINESE else None


def is_chinese() -> bool:
    """Whether the names in charts are Chinese where there are such.

    >>> is_chinese()
    False
    """
    import matplotlib

    return str(matplotlib.rcParams.get(SETTING)).startswith(IN_CHINESE)


def names_shown(table: str) -> pd.Series:
    """What a chart calls the indicators or the themes, by their ids.

    Parameters
    ----------
    table : ``"indicators"`` or ``"themes"``.

    >>> names_shown("themes")["rare_earths"]
    'Rare earths'
    """
    rows = read_table(table)
    rows = rows.set_index(rows.columns[0])
    if not is_chinese():
        return rows.name
    return rows.name_zh.where(rows.name_zh != "", rows.name)


def term_shown(term: str) -> str:
    """What a chart calls a term that was counted in the English texts.

    In Chinese, a term of the glossary has its Chinese name and then the English words, because
    these are what was counted.

    >>> term_shown("new industrialization")
    'new industrialization'
    """
    if not is_chinese():
        return term
    glossary = read_table("glossary").set_index("term").hanzi
    hanzi = glossary.get(term, "")
    return f"{hanzi} ({term})" if hanzi else term
