"""The tables, read once and handed out fresh.

The CSV files below ``briefings/tables`` and their description in ``briefings/datapackage.json`` are
the truth; the library adds nothing to them. Each is compared with its checksum when it is first
read, so that a table edited by hand or a source that is not the one it was made from is refused
instead of being counted.

Text that is not there is the empty string, not a missing value: ``turns[turns.outlet == ""]`` are
the turns without a known outlet. A number that is not there is a missing value.
"""

import csv
import hashlib
import io
import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from ..errors import CorpusError
from ..ids import ids_listed
from .active import SourceFile, asked_holding, asking, cached_by_collection

PACKAGE = Path(__file__).parents[1]
_INSIDE = PACKAGE / "briefings"  # an ordinary installation carries the data here
HOME = _INSIDE if _INSIDE.exists() else PACKAGE.parents[1] / "briefings"

REMEDY = "run `briefingroom check` to see where"

SOURCES_SHOWN = "briefings/sources"

CANDIDATES = "candidates"  # the one table that no published briefing needs: all is decided there
CANDIDATE_FIELDS = {
    "candidate": "string",
    "sentence": "string",
    "quote": "string",
    "start": "integer",
    "end": "integer",
    "value": "number",
    "unit": "string",
    "bound": "string",
    "kind": "string",
    "period": "string",
    "reason": "string",
}


@cache
def resources() -> dict[str, dict[str, Any]]:
    """The description of every table, once the sources are known to be whole."""
    described = {resource["name"]: resource for resource in package_description()["resources"]}
    briefings = _bytes_of(described["briefings"]).decode("utf-8")
    for row in csv.DictReader(io.StringIO(briefings)):
        _refuse_other_source(HOME / "sources" / row["source_file"], row["sha256"])
    return described


def categories_of(table: str, column: str) -> list[str]:
    """What a column of a table may hold, as the description of the table lists it.

    >>> categories_of("policy_measures", "step")
    ['announced', 'done', 'under way']
    """
    fields = resources()[table]["schema"]["fields"]
    (found,) = (field["constraints"]["enum"] for field in fields if field["name"] == column)
    return list(found)


def _refuse_other_source(path: Path, sha256: str) -> None:
    if not path.exists() or _sha256(path.read_bytes()) != sha256:
        raise CorpusError(
            f"sources/{path.name} is missing or is not the file that the tables were made from; "
            f"{REMEDY}."
        )


def _bytes_of(resource: dict[str, Any]) -> bytes:
    """The file of a table, if it is the one that was built."""
    path = resource["path"]
    try:
        data = (HOME / path).read_bytes()
    except FileNotFoundError:
        raise CorpusError(
            f"{path} is missing; run `briefingroom build` to make it again."
        ) from None
    if f"sha256:{_sha256(data)}" != resource["hash"]:
        raise CorpusError(f"{path} was changed after it was built; {REMEDY}.")
    return data


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@cached_by_collection
def read_table(name: str) -> pd.DataFrame:
    """A table of the briefings asked, for use inside the package: never change it."""
    holding = asked_holding()
    if holding is not None:
        return holding.table(name)
    if name == CANDIDATES:
        return table_of_csv(header_of(name), name)
    return table_of_csv(_bytes_of(resources()[name]), name)


@cached_by_collection
def table_by_id(name: str) -> pd.DataFrame:
    """A table whose first column, the id, is the index: never change it.

    >>> table_by_id("indicators").unit["5g_base_stations"]
    'count'
    """
    return read_table(name).set_index(header_of(name).decode().split(",")[0].strip())


@cached_by_collection
def rows_by(name: str, column: str) -> dict[str, list[Any]]:
    """The rows of a table by the value of a column, as `itertuples` gives them: never change it.

    >>> [row.reference for row in rows_by("references", "claim")["2023-04-20.c111"]]
    ['r354']
    """
    found: dict[str, list[Any]] = defaultdict(list)
    for row in read_table(name).itertuples():
        found[getattr(row, column)].append(row)
    return dict(found)


def published_table(name: str) -> pd.DataFrame:
    """A table of the published briefings, whichever are asked: never change it.

    >>> published_table("briefings").briefing.iloc[0]
    '2020-10-23'
    """
    with asking(None):
        return read_table(name)


def fields_of(name: str) -> list[dict[str, str]]:
    """The columns of a table, each with its name and its type."""
    if name == CANDIDATES:
        return [{"name": column, "type": kind} for column, kind in CANDIDATE_FIELDS.items()]
    return resources()[name]["schema"]["fields"]


def header_of(name: str) -> bytes:
    """The first line of the file of a table.

    >>> header_of("repairs")
    b'briefing,source_start,source_end,found,kept,reason\\n'
    """
    columns = [field["name"] for field in fields_of(name)]
    return f"{','.join(columns)}\n".encode()


def table_of_csv(data: bytes, name: str) -> pd.DataFrame:
    """The rows of a CSV file, with the types that the columns of a table have."""
    fields = fields_of(name)
    texts = _columns_of_type(fields, "string", "date")
    numbers = _columns_of_type(fields, "integer", "number")
    table = pd.read_csv(
        io.BytesIO(data),
        dtype=dict.fromkeys(texts, "str"),
        keep_default_na=False,
        na_values={column: [""] for column in numbers},
    )
    for column in _columns_of_type(fields, "date"):
        table[column] = pd.to_datetime(table[column])
    return table if len(table) else table.astype(_types_of_numbers(fields))


def _types_of_numbers(fields: list[dict[str, str]]) -> dict[str, str]:
    """The types of the columns of numbers, which no row tells where there is none."""
    types = {"integer": "int64", "number": "float64"}
    return {field["name"]: types[field["type"]] for field in fields if field["type"] in types}


def source_of_briefing(briefing: str) -> SourceFile:
    """The transcript of a briefing.

    >>> source_of_briefing("2023-03-01").folder
    'briefings/sources'
    """
    holding = asked_holding()
    if holding is not None and briefing in holding.added:
        return holding.source(briefing)
    file = read_table("briefings").set_index("briefing").source_file[briefing]
    return SourceFile(HOME / "sources" / file, SOURCES_SHOWN)


def _columns_of_type(fields: list[dict[str, str]], *types: str) -> list[str]:
    """The names of the columns of some types."""
    return [field["name"] for field in fields if field["type"] in types]


def _with_lists(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """A copy of a table in which some columns hold lists instead of items joined by semicolons."""
    return table.assign(**{column: table[column].map(ids_listed) for column in columns})


def briefings() -> pd.DataFrame:
    """The five press conferences, oldest first.

    Columns: briefing (id, the date), date, title, title_zh, series, host, place, start_time, url,
    source_file, sha256, words, turns, questions.

    >>> briefings()[["briefing", "questions"]].to_dict("list")["briefing"]
    ['2020-10-23', '2021-03-01', '2022-06-14', '2023-03-01', '2023-04-20']
    """
    return read_table("briefings").copy()


def speakers() -> pd.DataFrame:
    """The chair and the officials of each briefing.

    Columns: briefing, speaker (family name first), honorific, role (chair, official), position,
    organisation.

    >>> sorted(set(speakers().query("role == 'chair'").speaker))
    ['Shou Xiaoli']
    """
    return read_table("speakers").copy()


def outlets() -> pd.DataFrame:
    """The news outlets that asked.

    Columns: outlet, labels (list, as printed), kind (central, local, trade, hong kong, overseas,
    unknown), country.

    >>> outlets().set_index("outlet").labels["Cover News"]
    ['The Cover.cn', 'Thecover.cn', 'Cover News']
    """
    return _with_lists(read_table("outlets"), "labels")


def turns() -> pd.DataFrame:
    """Uninterrupted speech, in order.

    Columns: turn, briefing, number, role (chair, official, journalist), speaker, outlet,
    outlet_status (printed, recovered, unidentified), act (opening, statement, floor, question,
    handover, answer, comment, closing), exchange, words, text (paragraphs separated by an empty
    line).

    >>> turns().outlet_status.value_counts()["unidentified"]
    np.int64(6)
    """
    return read_table("turns").copy()


def exchanges() -> pd.DataFrame:
    """Questions with their answers.

    Columns: exchange, briefing, number, outlet, question (turn), answers (list of turns),
    answered_by (list of speakers), words_question, words_answer, theme. A minister who only hands
    over, or adds a comment afterwards, has not answered; see ``turns().act``.

    >>> exchanges().set_index("exchange").answers["2022-06-14.q07"]
    ['2022-06-14.t17', '2022-06-14.t18']
    """
    return _with_lists(read_table("exchanges"), "answers", "answered_by")


def paragraphs() -> pd.DataFrame:
    """Paragraphs, in order.

    Columns: paragraph, turn, briefing, number (in the turn), text.

    >>> paragraphs().text.iloc[2]
    'First of all, I would like to invite Mr. Wang to make his opening statement.'
    """
    return read_table("paragraphs").copy()


def sentences() -> pd.DataFrame:
    """Sentences, in order, each with its place in the source.

    Columns: sentence, paragraph, turn, briefing, number (in the paragraph), text, source_start,
    source_end (characters of the source file, counted from 0).

    >>> sentences().text.iloc[0]
    'Ladies and gentlemen, good afternoon.'
    """
    return read_table("sentences").copy()


def source_map() -> pd.DataFrame:
    """What every stretch of the five sources is, without gap or overlap.

    Columns: briefing, source_start, source_end, part (heading, label, sentence, dropped, space), id
    (sentence, or the turn of a label), reason (why it was dropped).

    >>> sorted(set(source_map().part))
    ['dropped', 'heading', 'label', 'sentence', 'space']
    """
    return read_table("source_map").copy()


def repairs() -> pd.DataFrame:
    """Slips of the sources that are mended in the text.

    Columns: briefing, source_start, source_end, found, kept, reason.

    >>> repairs().query("found == 'andwith'").kept.item()
    'and with'
    """
    return read_table("repairs").copy()


def themes() -> pd.DataFrame:
    """The subjects of the briefings, each with the notebook that treats it.

    Columns: theme, name, name_zh, notebook, terms (list of English words by which it is
    recognised).

    >>> themes().set_index("theme").notebook["rare_earths"]
    '09_chips_chains_and_self_reliance'
    """
    return _with_lists(read_table("themes"), "terms")


def subjects() -> pd.DataFrame:
    """The subject of each question and of each paragraph of the opening statements.

    Columns: id (exchange or paragraph), theme, reason.

    >>> subjects().set_index("id").theme["2021-03-01.q06"]
    'rare_earths'
    """
    return read_table("subjects").copy()


def claims() -> pd.DataFrame:
    """Every quantity that somebody states, in order, as stated.

    Columns: claim, briefing, sentence, quote, start, end (characters in the sentence), indicator,
    measure, value (in base units), unit, counted, bound (exact, over, under, about, up_to,
    at_least), kind (level, share, growth, change, cumulative, rank, price, target, other), period
    (what it is for), baseline, region, note, value_low, value_high (what bound and rounding allow;
    not a number where there is no end), period_start, period_end. A figure that is known to be a
    slip stands here as it was said; see `discrepancies`.

    >>> claims().query("quote == '24.54 trillion yuan'").value.iloc[0]
    np.float64(24540000000000.0)
    """
    return read_table("claims").copy()


def candidates() -> pd.DataFrame:
    """Numerals of added briefings that wait for a decision; of the published ones there are none.

    They are no claims: what is shown is what a program proposes. See `collection`.

    Columns: candidate, sentence, quote, start, end (characters in the sentence), value, unit,
    bound, kind, period (as in `claims`), reason (where it is proposed as no quantity).

    >>> len(candidates())
    0
    """
    return read_table(CANDIDATES).copy()


def other_numerals() -> pd.DataFrame:
    """Numerals that are no quantity: years, names, enumerators, set phrases.

    Columns: briefing, sentence, quote, start, end (characters in the sentence), reason.

    >>> "13th Five-Year Plan" in set(other_numerals().quote)
    True
    """
    return read_table("other_numerals").copy()


def indicators() -> pd.DataFrame:
    """Things measured more than once, or that an independent figure can be held against.

    Columns: indicator (id), name, name_zh, unit, theme, definition, caution.

    >>> indicators().set_index("indicator").unit["5g_base_stations"]
    'count'
    """
    return read_table("indicators").copy()


def glossary() -> pd.DataFrame:
    """The policy terms, with every English wording that the transcripts use for each.

    Columns: term, variants (list, the commonest first; capitals do not matter), hanzi, pinyin,
    meaning (in our own words), first_sentence, basis (whether the Chinese wording was seen on a
    Chinese page).

    >>> glossary().set_index("term").variants["double gigabit"]
    ['double gigabit', 'dual gigabit', 'dual-gigabit']
    """
    return _with_lists(read_table("glossary"), "variants")


def figure_requests() -> pd.DataFrame:
    """The questions that ask for a figure, as they were read.

    A question counts when its words name a quantity that could be stated (how often, a target, a
    benchmark, specific goals), not when it asks how well something goes or what the prospects are.

    Columns: exchange, asks (sentence), gives (sentence of the answer with that very figure; empty
    where none is given), reason.

    >>> figure_requests().set_index("exchange").gives["2022-06-14.q07"]
    '2022-06-14.t17.p5.s2'
    """
    return read_table("figure_requests").copy()


def targets() -> pd.DataFrame:
    """Promises, forecasts and thresholds with a number or a date, and what became of them.

    Columns: target, kind (promise, forecast, threshold), said_by (official, journalist), sentence,
    claim, statement (words of the transcript), made, due, measure, value, unit, outcome_claim,
    status (met, missed, on course, open, not reported: by the briefings alone), evidence,
    said_again (the target that says the same first), since, since_date, since_source, since_basis
    (what was published after the last briefing), note.

    >>> set(targets().status) <= {"met", "missed", "on course", "open", "not reported"}
    True
    """
    return read_table("targets").copy()


def discrepancies() -> pd.DataFrame:
    """Figures and statements that do not hold, with the likely explanation and how sure it is.

    Columns: discrepancy, claims (list; empty where only words are meant), sentences (list), against
    (list of claims, references or sentences on the other side), kind (unit slip, factor,
    arithmetic, contradiction, revision, definition, translation, left open), what, likely,
    evidence, confidence (high, medium, low). The arithmetic is in `audit`.

    >>> all((discrepancies().claims + discrepancies().sentences).map(len) > 0)
    True
    """
    return _with_lists(read_table("discrepancies"), "claims", "sentences", "against")


def corrections() -> pd.DataFrame:
    """The public log: what was corrected in the data, in which version, and why.

    Columns: correction (number), version, date, tables (list), what, why. The same log is a feed,
    ``briefings/corrections.xml``; ``briefings/CHANGES.md`` has every row that changed.

    >>> corrections().correction.iloc[0]
    '1'
    """
    return _with_lists(read_table("corrections"), "tables")


def removed() -> pd.DataFrame:
    """The rows that were taken out of the data, and why: their ids are not used again.

    Columns: id (of a discrepancy, target or reference), version (of the data from which it is
    gone), reason.

    >>> removed().set_index("id").version["r011"]
    '0.2.0'
    """
    return read_table("removed").copy()


def policy_measures() -> pd.DataFrame:
    """Every means that an official names: what government does, did or says it will do.

    A verb of promoting with only a field or a state as its object is an aim and no means; see
    `aims`. ``briefings/README.md`` has the code book and how far two readers agreed, by column
    (`agreement`); `instruments` counts. "Will", "should" and "must" are partly the translator's.

    Columns: policy_measure (id, in order of place), sentence, quote, start, end (characters in the
    sentence), instrument (subsidy, tax, finance, procurement, trade, regulation, deregulation,
    standard, title, infrastructure, research, skills, service, coordination, opening, plan,
    unspecified), step (announced, done, under way), signal (must, may, open, own act; partly
    repeats the instrument), motive (as said in words, or not stated), target_group (as said, or not
    stated), theme, note.

    >>> "procurement" in set(policy_measures().instrument)
    False
    """
    return read_table("policy_measures").copy()


def aims() -> pd.DataFrame:
    """Every sentence of officials' statements, answers and comments: its means and its aim.

    Columns: sentence, measures (how many rows of `policy_measures` it has), aim (only: it states an
    aim of government and names no means; beside: it states one beside a means; empty: it states
    none), aim_motive (as said in words, or not stated; empty where there is no aim).

    >>> len(aims())
    1736
    """
    return read_table("aims").copy()


def asked() -> pd.DataFrame:
    """Every thing that journalists ask, and how it was answered.

    One question may ask several things. ``briefings/README.md`` has the code book and how far two
    readers agreed (`agreement`).

    Columns: asked (id), exchange, number (in the exchange), asks (sentence), asks_quote (the span
    that asks), kind (facts, figure, measures, view, commitment, reason), reply (explicit, implicit,
    general, partial, deflection, dodging, declined, not known, handed over, not taken up), clarity
    (clear, ambivalent, none; it follows from the reply), answered_by (list of turns), decided_by
    (the first sentence that suffices for the code of the reply; empty where nothing is said), note
    (the reason).

    >>> asked().exchange.nunique()
    48
    """
    return _with_lists(read_table("asked"), "answered_by")


def data_version() -> str:
    """The version of the data, which is not that of the library: name it when you cite a row.

    It changes whenever a row does; ``briefings/CHANGES.md`` says what changed from one to the next.

    >>> data_version().count(".")
    2
    """
    return _described_version()


@cache
def _described_version() -> str:
    return package_description()["version"]


def package_description() -> dict[str, Any]:
    """What ``briefings/datapackage.json`` says: title, version and licence, and every table.

    >>> package_description()["name"]
    'briefing-room'
    """
    return json.loads((HOME / "datapackage.json").read_text(encoding="utf-8"))


def relations() -> pd.DataFrame:
    """Which claims can be worked out from which others; what `audit` computes from.

    Columns: relation, claim, parts (list of claims or references), note.

    >>> "sum" in set(relations().relation)
    True
    """
    return _with_lists(read_table("relations"), "parts")


def references() -> pd.DataFrame:
    """Independent published figures, and the claims beside which they stand.

    Columns: reference, indicator, period, value, unit, publisher, document, url, claim, bound (as
    in `claims`), edition (first, revised, final, not known), origin (published, computed, read off
    a chart), difference_percent (of the claim, in percent of the reference; empty where one of the
    two is a floor or a ceiling that the other respects), note, basis (how good the source is).

    >>> references().publisher.ne("").all()
    np.True_
    """
    return read_table("references").copy()
