"""The code book in a few words: what a coder is asked of a sentence, and the answers.

The whole of it stands in ``briefings/annotations/README.md``; here is what fits beside a button.
"""

from typing import NamedTuple

import pandas as pd

from ..corpus.names import must_be
from ..corpus.tables import read_table

NONE_NAMED = "no means is named"
MOTIVES = {
    "competitiveness": "stronger firms, products or industries",
    "self-reliance": "less dependence on others",
    "growth and jobs": "output, demand, employment",
    "green": "energy, carbon, environment",
    "digital": "digital networks, data, smart industry",
    "regional balance": "places left behind",
    "openness": "trade and cooperation with others",
    "users and safety": "people who use it, safety, rights",
    "relief": "the pandemic, costs that press",
    "not stated": "no purpose in words",
}


class CodedQuestion(NamedTuple):
    """What is asked of each sentence.

    Attributes
    ----------
    asks : the question.
    meanings : what each category means, in the order of the buttons.
    """

    asks: str
    meanings: dict[str, str]


CODE_BOOK = {
    "aim": CodedQuestion(
        "Does the sentence state an aim of government, and does it name a means?",
        {
            "only": "an aim, and no means",
            "beside": "an aim, and a means with it",
            "none": "no aim",
        },
    ),
    "instrument": CodedQuestion(
        "Which means does the sentence name first?",
        {
            "subsidy": "grants, awards, purchase support, funds that give",
            "tax": "cuts, refunds, exemptions, fees",
            "finance": "loans, bonds, listing, guarantees, insurance",
            "procurement": "what the state buys; first use",
            "trade": "tariff, licence, export or import control",
            "regulation": "laws, rules, checks, campaigns, penalties, limits",
            "deregulation": "approvals cut, powers delegated",
            "standard": "standards, tests, certificates",
            "title": "ranks of honour, pilots, zones and clusters chosen",
            "infrastructure": "networks, centres, charging, parks built",
            "research": "programmes, laboratories, key projects",
            "skills": "training, talent",
            "service": "platforms, matchmaking, information, exhibitions",
            "coordination": "groups, mechanisms, monitoring, dispatch",
            "opening": "access for foreign firms, cooperation, treaties",
            "plan": "plans, strategies, guidelines, road maps",
            "unspecified": "a noun of means, nothing named",
            "none": NONE_NAMED,
        },
    ),
    "step": CodedQuestion(
        "How far along is the means that the sentence names first?",
        {
            "announced": "will, also before continue; a plan, an intention",
            "done": "issued, launched, built, set up, abolished",
            "under way": "the present; an effort in any tense",
            "none": NONE_NAMED,
        },
    ),
    "signal": CodedQuestion(
        "How binding is the means that the sentence names first?",
        {
            "must": "duty, ban, penalty, check, deadline, a stricter rule",
            "may": "pays, allows, supports, fosters",
            "open": "promotes, encourages, explores, pilots; plans",
            "own act": "the state builds, trains, meets, informs",
            "none": NONE_NAMED,
        },
    ),
    "motive": CodedQuestion(
        "Why is the means used that the sentence names first?",
        {**MOTIVES, "none": NONE_NAMED},
    ),
    "target_group": CodedQuestion(
        "Who is acted upon or helped by the means that the sentence names first?",
        {
            "all firms": "firms of any kind",
            "small firms": "small, medium, micro, specialized",
            "large firms": "leading firms, champions, state firms",
            "an industry": "a sector named",
            "regions": "provinces, cities, places",
            "research": "laboratories, universities, scientists",
            "people": "users, workers, the old",
            "foreign firms": "firms from abroad",
            "not stated": "nobody is named",
            "none": NONE_NAMED,
        },
    ),
    "aim_motive": CodedQuestion(
        "Why is the aim pursued that the sentence states?", {**MOTIVES, "none": "no aim is stated"}
    ),
}


def coded_question(column: str) -> CodedQuestion:
    """What is asked of each sentence for a column.

    Parameters
    ----------
    column : aim, instrument, step, signal, motive, target_group or aim_motive.

    Raises
    ------
    UnknownName : for another; the message names the nearest.

    >>> list(coded_question("aim").meanings)
    ['only', 'beside', 'none']
    """
    must_be(column, CODE_BOOK, f"Sentences are not coded by {column!r}")
    return CODE_BOOK[column]


def published_codes(column: str = "aim") -> pd.DataFrame:
    """The published coding of a column, one row a sentence, to compare one's own with.

    Of a sentence that names several means it has the code of the first, in order of place.

    Parameters
    ----------
    column : as in `coded_question`.

    Returns
    -------
    DataFrame : sentence, and the column; every sentence of officials' statements, answers and
        comments, with ``none`` where there is nothing to code.

    Raises
    ------
    UnknownName : for another column; the message names the nearest.

    >>> len(published_codes("instrument"))
    1736
    """
    coded_question(column)
    sentences = read_table("aims")
    if column in sentences:
        codes = sentences[column].replace("", "none")
    else:
        first = read_table("policy_measures").drop_duplicates("sentence")
        codes = sentences.sentence.map(first.set_index("sentence")[column]).fillna("none")
    return sentences[["sentence"]].assign(**{column: codes})
