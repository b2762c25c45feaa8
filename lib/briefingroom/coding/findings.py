"""What the coded tables show, ready for a lesson: each with its sentences, interval and caution.

Every number is computed from the tables when it is asked for. No finding rests on a column on which
two readers agreed with an alpha under 0.6. None is a test: five press conferences are no sample.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from ..cleaning.words import words
from ..corpus.names import must_be
from ..corpus.tables import read_table
from ..corpus.uncoded import must_be_coded, table_of_rows
from ..display import (
    Block,
    Details,
    Fact,
    Heading,
    Listing,
    Note,
    Paragraph,
    Readable,
    Table,
    counted,
)
from ..ids import parse_id
from ..numbers.resampling import (
    counts_per_unit,
    interval_of_share,
    middle_95,
    most_where_none,
    resampled_sums,
)
from ..text.trends import PER
from .agreement import OF_ONE_KIND, RESAMPLES, alpha_in_words
from .instruments import open_share
from .replies import replies

SEED = 0
SHOWN_SENTENCES = 12
SILENCE = (
    "What is not named may exist all the same: five press conferences of one ministry are no list "
    "of measures, and what a coder cannot tell from the words is coded as unspecified."
)
DIFFERENT_DAYS = (
    "The five briefings had different subjects and questions: one looked back on five years, one "
    "on a decade, one on a quarter. What is named less may only not have been asked about."
)
SEVERAL_COMPARED = (
    "Of fifteen means that are compared, one or so will seem to change by chance alone; those that "
    "changed most were looked for."
)
TRANSLATED = (
    "The texts are translations. In such press conferences the English has significantly more "
    "modal verbs than the Chinese, and only about 40 % of them match it (Zhang and Cheung 2022, "
    "Frontiers in Psychology, https://doi.org/10.3389/fpsyg.2022.1065077): they are partly the "
    "translator's."
)
OUTSIDE_ESTIMATE = (
    "Garcia-Macia, Kothari and Tao, Industrial Policy in China: Quantification and Impact on "
    "Misallocation, IMF Working Paper 2025/155: cash subsidies, tax benefits, subsidized credit "
    "and land for favoured sectors cost about 4 % of GDP a year "
    "(https://doi.org/10.5089/9798229017855.001). The summary on the publisher's page was seen, "
    "the paper itself was not; two reports of it give 4.4 % for 2023, 2.0 of them cash subsidies."
)
EARLY, LATE = ("2020-10-23", "2021-03-01"), ("2023-03-01", "2023-04-20")
MONEY = ("subsidy", "tax", "finance")
MODALS = ("will", "would", "can", "could", "may", "might", "shall", "should", "must")


class ShownSentence(NamedTuple):
    """A sentence behind a finding; the fields are columns of the page."""

    sentence: str
    text: str


@dataclass(frozen=True, repr=False)
class CodedFinding(Readable):
    """Something that the coded tables show.

    Attributes
    ----------
    name : by which it is asked for.
    said : the finding in a sentence or two, with its intervals.
    figures : the numbers behind it.
    sentences : ids of the sentences behind it.
    cautions : what it does not show.
    agreed : how far two readers agreed on the columns it rests on.
    outside : what others found, with what of it was seen; empty where nothing is set beside.
    """

    name: str
    said: str
    figures: pd.DataFrame
    sentences: tuple[str, ...]
    cautions: tuple[str, ...]
    agreed: tuple[str, ...]
    outside: str = ""

    def blocks(self) -> tuple[Block, ...]:
        texts = read_table("sentences").set_index("sentence").text
        shown = tuple(ShownSentence(id, texts[id]) for id in self.sentences[:SHOWN_SENTENCES])
        cautions = tuple(Fact("Caution", caution) for caution in self.cautions)
        number = counted(len(self.sentences), "sentence")
        return (
            Paragraph(self.said),
            Table(self.figures),
            Details((*cautions, Fact("Beside it", self.outside))),
            *map(Note, (*self.agreed, OF_ONE_KIND)),
            Heading(f"Behind it: {number}; the first {len(shown)}", level=4),
            Listing(shown, "{sentence}  “{text}”", close=True),
        )


def findings() -> pd.DataFrame:
    """What the coded tables show: the name and the words of each finding, for `finding`.

    >>> findings().finding.tolist()
    ['subsidies', 'fell silent', 'aims', 'answers', 'modals']
    """
    made = {} if read_table("policy_measures").empty else _FINDINGS
    rows = [{"finding": name, "said": make().said} for name, make in made.items()]
    return table_of_rows(rows, ["finding", "said"])


def finding(name: str) -> CodedFinding:
    """One thing that the coded tables show, with its sentences, intervals and cautions.

    Parameters
    ----------
    name : ``"subsidies"`` (how seldom they are named, and what silence shows), ``"fell silent"``
        (which means are named less in 2023 than in 2020 and 2021), ``"aims"`` (how much is aim
        without means), ``"answers"`` (who is answered how clearly) or ``"modals"`` (will, should,
        must in the English).

    Returns
    -------
    CodedFinding : `said`, `figures`, `sentences`, `cautions`, `agreed`, `outside`. It prints all.

    Raises
    ------
    UnknownName : for another name; the message names the nearest.
    QuestionError : in a collection that nobody has coded.

    >>> len(finding("subsidies").sentences)
    4
    """
    must_be(name, _FINDINGS, f"There is no finding {name!r}")
    must_be_coded(read_table("policy_measures"))
    return _FINDINGS[name]()


# --- subsidies


def _subsidies() -> CodedFinding:
    means = _means_with_turns()
    turns = means.turn.nunique()
    figures = pd.DataFrame([_share_row(means, name) for name in (*MONEY, "procurement", "trade")])
    money = means.instrument.isin(MONEY)
    subsidies = means[means.instrument == "subsidy"]
    low, high = _interval(means, money)
    open_share = 100 * most_where_none(turns)
    said = (
        f"Subsidies are {len(subsidies)} of {len(means)} means that officials name, in "
        f"{subsidies.turn.nunique()} of {turns} turns that name any; subsidies, tax and finance "
        f"together are {money.sum()}, {100 * money.mean():.0f} % ({low:.0f} to {high:.0f}). "
        f"Procurement and trade are never named: if up to {open_share:.1f} % of such turns named "
        "one, none in these would be no surprise (95 %)."
    )
    return CodedFinding(
        name="subsidies",
        said=said,
        figures=figures,
        sentences=tuple(subsidies.sentence),
        cautions=(SILENCE, "How often a means is named says nothing about how much it costs."),
        agreed=(alpha_in_words("policy_measures", "instrument"),),
        outside=OUTSIDE_ESTIMATE,
    )


def _share_row(means: pd.DataFrame, instrument: str) -> dict[str, Any]:
    is_it = means.instrument == instrument
    low, high = _interval(means, is_it)
    if not is_it.any():
        high = open_share(means.turn.nunique(), len(means))
    return {
        "instrument": instrument,
        "means": int(is_it.sum()),
        "percent": round(100 * is_it.mean(), 1),
        "low": round(low, 1),
        "high": round(high, 1),
        "turns": means.turn[is_it].nunique(),
        "briefings": f"{means.briefing[is_it].nunique()} of {means.briefing.nunique()}",
    }


# --- what fell silent


def _fell_silent() -> CodedFinding:
    means = _means_with_turns()
    early, late = (means[means.briefing.isin(ids)] for ids in (EARLY, LATE))
    rows = [_change_row(early, late, name) for name in sorted(means.instrument.unique())]
    table = pd.DataFrame(rows).sort_values("change", ignore_index=True)
    fallen = table[table.high < 0]
    named = "; ".join(
        f"{row.instrument} from {row.early} of {len(early)} to {row.late} of {len(late)} "
        f"({row.change:+.0f} points, {row.low:+.0f} to {row.high:+.0f})"
        for row in fallen.itertuples()
    )
    behind = means[means.instrument.isin(fallen.instrument) & means.briefing.isin(EARLY + LATE)]
    said = (
        "Less often named in the two briefings of 2023 than in those of October 2020 and March "
        f"2021, beyond what other turns of the same kind would change: {named or 'nothing'}."
    )
    return CodedFinding(
        name="fell silent",
        said=said,
        figures=table.round(1),
        sentences=_sentences_once(behind.sentence),
        cautions=(DIFFERENT_DAYS, SILENCE, SEVERAL_COMPARED),
        agreed=(alpha_in_words("policy_measures", "instrument"),),
    )


def _change_row(early: pd.DataFrame, late: pd.DataFrame, instrument: str) -> dict[str, Any]:
    """How much the share of a means changed, in points, with the interval over turns of both."""
    sides = [counts_per_unit(rows.turn, rows.instrument == instrument) for rows in (early, late)]
    before, after = (100 * side[:, 0].sum() / side.sum() for side in sides)
    drawn = [resampled_sums(side, RESAMPLES, SEED + number) for number, side in enumerate(sides)]
    shares = [100 * sums[:, 0] / sums.sum(axis=1) for sums in drawn]
    low, high = middle_95(shares[1] - shares[0])
    return {
        "instrument": instrument,
        "early": int(sides[0][:, 0].sum()),
        "late": int(sides[1][:, 0].sum()),
        "early_percent": before,
        "late_percent": after,
        "change": after - before,
        "low": low,
        "high": high,
    }


# --- aims without means


def _aims() -> CodedFinding:
    sentences = _with_turn_and_briefing(read_table("aims"))
    told = sentences[(sentences.aim == "only") | (sentences.measures.astype(int) > 0)]
    rows = [_aims_row(told, "all five")]
    for briefing, mine in told.groupby("briefing"):
        rows.append(_aims_row(mine, str(briefing)))
    figures = pd.DataFrame(rows)
    whole, ends = rows[0], sorted(rows[1:], key=lambda row: row["percent"])
    least, most = ends[0], ends[-1]
    said = (
        f"Of {whole['sentences']} sentences that state an aim or name a means "
        f"{whole['aims alone']} state an aim alone: {_percent_words(whole)}, "
        f"from {_percent_words(least)} on {least['briefing']} "
        f"to {_percent_words(most)} on {most['briefing']}."
    )
    return CodedFinding(
        name="aims",
        said=said,
        figures=figures.round(1),
        sentences=tuple(told[told.aim == "only"].sentence),
        cautions=(
            "An aim without means in its sentence may have its means elsewhere, in the next "
            "sentence or in a plan that is not named.",
            DIFFERENT_DAYS,
        ),
        agreed=(alpha_in_words("aims", "aim"), alpha_in_words("aims", "measures")),
    )


def _aims_row(told: pd.DataFrame, name: str) -> dict[str, Any]:
    alone = told.aim == "only"
    low, high = _interval(told, alone)
    return {
        "briefing": name,
        "aims alone": int(alone.sum()),
        "sentences": len(told),
        "percent": 100 * alone.mean(),
        "low": low,
        "high": high,
    }


def _percent_words(row: dict[str, Any]) -> str:
    return f"{row['percent']:.0f} % ({row['low']:.0f} to {row['high']:.0f})"


# --- who is answered how clearly


def _answers() -> CodedFinding:
    by_kind, by_outlet = replies("kind"), replies("outlet_kind")
    asked = read_table("asked")
    clear = asked.clarity == "clear"
    figures = pd.concat(
        [rows.rename(columns={rows.columns[0]: "group"}) for rows in (by_outlet, by_kind)],
        ignore_index=True,
    ).drop(columns="ids")
    said = (
        f"{clear.sum()} of {len(asked)} things asked are answered clearly. By who asks: "
        f"{_clear_words(by_outlet, 'Central media')}, {_clear_words(by_outlet, 'Overseas')}. "
        f"By what is asked for: {_clear_words(by_kind, 'facts')}, "
        f"{_clear_words(by_kind, 'measures')}."
    )
    return CodedFinding(
        name="answers",
        said=said,
        figures=figures.round(1),
        sentences=_sentences_once(asked[~clear].asks),
        cautions=(
            "Few overseas outlets may ask, and they ask about other things: steel, rare earths, "
            "supply chains. Who asks and what is asked cannot be told apart here.",
            "A clear reply can be checked; that does not make it right.",
        ),
        agreed=(alpha_in_words("asked", "clarity"), alpha_in_words("asked", "kind")),
    )


def _clear_words(rows: pd.DataFrame, group: str) -> str:
    row = rows.set_index(rows.columns[0]).loc[group]
    ends = f"{row.low:.0f} to {row.high:.0f}"
    return (
        f"{group} {row.clear} of {row.asked} ({row.share:.0f} %, {ends}, in "
        f"{counted(row.questions, 'question')})"
    )


# --- modal verbs


def _modals() -> CodedFinding:
    sentences = read_table("aims")[["sentence"]]
    texts = read_table("sentences").set_index("sentence").text
    heard = [_lower_words(texts[id]) for id in sentences.sentence]
    spoken = _with_turn_and_briefing(sentences.assign(words=heard))
    figures = pd.DataFrame([_modal_row(spoken, modal) for modal in MODALS])
    has_will = spoken.sentence[["will" in each for each in spoken.words]]
    means = _means_with_turns()
    announced = means[means.step == "announced"]
    with_will = announced.sentence.isin(has_will)
    rates = figures.set_index("modal")
    said = (
        f"Officials say will {rates.uses['will']} times in English, "
        f"{rates.rate['will']:.0f} in 10,000 words ({rates.low['will']:.0f} to "
        f"{rates.high['will']:.0f}), should {rates.uses['should']} times and must "
        f"{rates.uses['must']}. Of {len(announced)} means coded as announced "
        f"{with_will.sum()} stand in a sentence with will."
    )
    return CodedFinding(
        name="modals",
        said=said,
        figures=figures.round(1),
        sentences=_sentences_once(_sentences_with(spoken, ("should", "must", "shall"))),
        cautions=(TRANSLATED, "A word is counted wherever it stands, also as a noun."),
        agreed=(
            alpha_in_words("policy_measures", "step"),
            alpha_in_words("policy_measures", "signal"),
        ),
    )


def _lower_words(text: str) -> list[str]:
    return [word.lower() for word in words(text)]


def _modal_row(spoken: pd.DataFrame, modal: str) -> dict[str, Any]:
    uses = [each.count(modal) for each in spoken.words]
    lengths = [len(each) for each in spoken.words]
    counts = pd.DataFrame({"turn": spoken.turn, "uses": uses, "words": lengths})
    per_turn = counts.groupby("turn")[["uses", "words"]].sum().to_numpy()
    sums = resampled_sums(per_turn, RESAMPLES, SEED)
    all_uses, all_words = per_turn.sum(axis=0)
    low, high = middle_95(PER * sums[:, 0] / sums[:, 1])
    if not all_uses:
        high = PER * most_where_none(len(per_turn)) * len(per_turn) / all_words
    return {
        "modal": modal,
        "uses": int(all_uses),
        "rate": PER * all_uses / all_words,
        "low": low,
        "high": high,
        "turns": int((per_turn[:, 0] > 0).sum()),
    }


def _sentences_with(spoken: pd.DataFrame, modals: tuple[str, ...]) -> pd.Series:
    return spoken.sentence[[bool(set(modals) & set(each)) for each in spoken.words]]


# --- what they share


def _with_turn_and_briefing(rows: pd.DataFrame) -> pd.DataFrame:
    places = [parse_id(sentence) for sentence in rows.sentence]
    return rows.assign(
        turn=[place.turn for place in places],
        briefing=[place.briefing for place in places],
    )


def _means_with_turns() -> pd.DataFrame:
    return _with_turn_and_briefing(read_table("policy_measures"))


def _interval(rows: pd.DataFrame, has: pd.Series) -> tuple[float, float]:
    return interval_of_share(counts_per_unit(rows.turn, has), RESAMPLES, SEED)


def _sentences_once(sentences: pd.Series) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences))


_FINDINGS: dict[str, Callable[[], CodedFinding]] = {
    "subsidies": _subsidies,
    "fell silent": _fell_silent,
    "aims": _aims,
    "answers": _answers,
    "modals": _modals,
}
