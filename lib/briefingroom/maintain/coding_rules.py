"""The rules that every coding by reading keeps, wherever its rows stand: on file or in a table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple, Protocol

from ..errors import CorpusError
from ..ids import ids_listed, parse_id

ACTS_READ = ("statement", "answer", "comment")  # of officials
CLARITY_OF_REPLY = {
    "explicit": "clear",
    "implicit": "ambivalent",
    "general": "ambivalent",
    "partial": "ambivalent",
    "deflection": "ambivalent",
    "dodging": "ambivalent",
    "declined": "none",
    "not known": "none",
    "handed over": "none",
    "not taken up": "none",
}
DECIDED_BY_NOTHING = ("handed over", "not taken up")
ONLY, BESIDE = "only", "beside"


class RowWithPlace(Protocol):
    """A row that can say where it stands."""

    @property
    def row(self) -> dict: ...

    def error(self, column: str, what: str) -> CorpusError: ...


Rows = Sequence[RowWithPlace]


class SpokenWords(NamedTuple):
    """What a coding is held against.

    Attributes
    ----------
    texts : of the sentences.
    to_read : the sentences of officials' statements, answers and comments, in order.
    question : of each exchange the turn that asks, in order.
    officials : of each exchange the turns of officials.
    """

    texts: dict[str, str]
    to_read: list[str]
    question: dict[str, str]
    officials: dict[str, set[str]]

    @classmethod
    def of_tables(cls, tables: Mapping[str, list[dict]]) -> "SpokenWords":
        """From the rows of `turns`, `sentences` and `exchanges`."""
        spoken = {row["turn"] for row in tables["turns"] if row["act"] in ACTS_READ}
        officials: dict[str, set[str]] = {row["exchange"]: set() for row in tables["exchanges"]}
        for row in tables["turns"]:
            if row["role"] == "official" and row["exchange"] in officials:
                officials[row["exchange"]].add(row["turn"])
        return cls(
            texts={row["sentence"]: row["text"] for row in tables["sentences"]},
            to_read=[row["sentence"] for row in tables["sentences"] if row["turn"] in spoken],
            question={row["exchange"]: row["question"] for row in tables["exchanges"]},
            officials=officials,
        )


# --- means and sentences


def faults_of_means(means: Rows, words: SpokenWords) -> Iterator[CorpusError]:
    """Means that are in no sentence of an official, or are not quoted word for word.

    Parameters
    ----------
    means : the rows.
    words : what was said.
    """
    to_read = set(words.to_read)
    for named in means:
        sentence = named.row["sentence"]
        if sentence not in to_read:
            yield named.error(
                "sentence",
                f"{sentence!r} is no sentence of an official's statement, answer or comment.",
            )
        else:
            yield from _faults_of_quote(named, "quote", words.texts[sentence])


def _faults_of_quote(row: RowWithPlace, column: str, text: str) -> Iterator[CorpusError]:
    """Words that do not stand in a text once, or begin or end inside a word."""
    quote = row.row[column]
    times = text.count(quote)
    if times != 1:
        yield row.error(
            column,
            f"{quote!r} stands {times} times in the sentence, not once; "
            "read it and take as many words as are needed.",
        )
    elif _is_cut_off(text, text.index(quote), len(quote)):
        yield row.error(column, f"{quote!r} begins or ends inside a word; mend the row.")


def _is_cut_off(text: str, start: int, length: int) -> bool:
    """Whether a stretch of a text begins or ends inside a word."""
    edges = (start, start + length)
    return any(
        text[edge - 1 : edge].isalnum() and text[edge : edge + 1].isalnum() for edge in edges
    )


def faults_of_sentences(sentences: Rows, means: Rows, words: SpokenWords) -> Iterator[CorpusError]:
    """Sentences that were not read, and such as are said to have other means than they have.

    Parameters
    ----------
    sentences : the rows, one for each sentence that was read.
    means : the rows of the means.
    words : what was said.
    """
    yield from _faults_of_order(sentences, words.to_read)
    counts = Counter(named.row["sentence"] for named in means)
    for read in sentences:
        sentence, said = read.row["sentence"], int(read.row["measures"])
        if said != counts[sentence]:
            yield read.error(
                "measures",
                f"{sentence} has {counts[sentence]} means, not {said}; mend one of them.",
            )
        yield from _faults_of_aim(read)


def _faults_of_order(sentences: Rows, to_read: Sequence[str]) -> Iterator[CorpusError]:
    """The first place at which a sentence was not read, or another stands.

    An empty table has no place; that it is not as built is said elsewhere.
    """
    if not sentences:
        return
    for read, expected in zip_longest(sentences, to_read):
        if read is None:
            fault = f"{expected} was not read; read it and add its row below this one."
            yield sentences[-1].error("sentence", fault)
            return
        sentence = read.row["sentence"]
        if expected is None:
            yield read.error("sentence", f"{sentence} is one row too many; take it out.")
            return
        if sentence != expected:
            yield read.error(
                "sentence",
                f"{sentence} stands where {expected} belongs, which was not read; "
                "every sentence of an official has one row, in the order of the text.",
            )
            return


def _faults_of_aim(read: RowWithPlace) -> Iterator[CorpusError]:
    row = read.row
    has_means = row["measures"] != "0"
    if row["aim"] and has_means != (row["aim"] == BESIDE):
        expected = BESIDE if has_means else ONLY
        yield read.error("aim", f"the sentence has {row['measures']} means; write {expected}.")
    if bool(row["aim"]) != bool(row["aim_motive"]):
        yield read.error("aim_motive", "say it where there is an aim, and only there.")


# --- things asked


def faults_of_asked(asked: Rows, words: SpokenWords) -> Iterator[CorpusError]:
    """Questions without a row, and rows that do not fit their question or its answers.

    Parameters
    ----------
    asked : the rows.
    words : what was said.
    """
    count: Counter[str] = Counter()
    for thing in asked:
        row = thing.row
        exchange = row["exchange"]
        if exchange not in words.question:
            yield thing.error("exchange", f"there is no question {exchange!r}.")
            continue
        count[exchange] += 1
        if row["number"] != str(count[exchange]):
            yield thing.error("number", f"{row['number']} stands where {count[exchange]} belongs.")
        yield from _faults_of_asking(thing, words)
        yield from _faults_of_reply(thing, words)
    yield from _faults_of_silence(asked, count, words)


def _faults_of_asking(thing: RowWithPlace, words: SpokenWords) -> Iterator[CorpusError]:
    row = thing.row
    asks, question = row["asks"], words.question[row["exchange"]]
    if asks not in words.texts or parse_id(asks).turn != question:
        yield thing.error("asks", f"{asks!r} is no sentence of its question, {question}.")
    else:
        yield from _faults_of_quote(thing, "asks_quote", words.texts[asks])


def _faults_of_reply(thing: RowWithPlace, words: SpokenWords) -> Iterator[CorpusError]:
    row = thing.row
    reply, decided_by = row["reply"], row["decided_by"]
    clarity = CLARITY_OF_REPLY[reply]
    if row["clarity"] != clarity:
        yield thing.error("clarity", f"a reply that is {reply!r} is {clarity!r} by the code book.")
    answering = ids_listed(row["answered_by"])
    for turn in answering:
        if turn not in words.officials[row["exchange"]]:
            yield thing.error("answered_by", f"{turn!r} is no turn of an official who answers it.")
    if bool(decided_by) == (reply in DECIDED_BY_NOTHING):
        remedy = "leave it empty" if decided_by else "name the sentence"
        yield thing.error("decided_by", f"the reply is {reply!r}; {remedy}.")
    elif decided_by and not _is_in_turns(decided_by, answering, words):
        yield thing.error("decided_by", f"{decided_by!r} is no sentence of its answers.")


def _is_in_turns(sentence: str, turns: Iterable[str], words: SpokenWords) -> bool:
    return sentence in words.texts and parse_id(sentence).turn in turns


def _faults_of_silence(
    asked: Rows, count: Mapping[str, int], words: SpokenWords
) -> Iterator[CorpusError]:
    """The questions of which nothing is said, each at the row before which it belongs."""
    order = {exchange: number for number, exchange in enumerate(words.question)}
    for exchange, number in order.items():
        if exchange in count or not asked:
            continue
        later = (thing for thing in asked if order.get(thing.row["exchange"], -1) > number)
        place = next(later, asked[-1])
        yield place.error("exchange", f"{exchange} has no row; say what it asks, beside this one.")
