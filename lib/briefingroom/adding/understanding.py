"""From the text of a transcript to the rows of its tables, with what is said of it beforehand."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..cleaning.candidates import candidate_rows
from ..cleaning.cleaning import decide
from ..cleaning.records import Cleaned, Notes
from ..cleaning.understanding import understand
from ..corpus.collection_folder import TABLES_OF_BRIEFING
from ..corpus.tables import fields_of
from ..errors import CorpusError, QuestionError
from ..files.briefing_rows import described_briefing, rows_with_places
from ..files.writing import table_as_csv
from .given_files import GivenFile
from .vocabulary import outlet_rows, outlets_by_label, theme_of

PLACEHOLDER_DATE = "0001-01-01"  # in the ids of a briefing that is only looked at and says no date
NAME_OF_BRIEFING = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
LONGEST_NAME_OF_BRIEFING = 40
LONGEST_WORDS = 300
ADDRESS_OF_PAGE = re.compile(r"https?://[!-~]+", re.ASCII)
CUT_OFF, NO_SPEECH = "cut off", "no speech"  # kinds of findings

TableRows = dict[str, list[dict]]


@dataclass(frozen=True)
class SaidBefore:
    """What somebody says of a briefing beforehand; None for what the page is to say.

    Attributes
    ----------
    date : the day, as ``YYYY-MM-DD``.
    name : what tells it from another briefing of that day.
    host, title, url : as the columns of `briefings`.
    """

    date: str | None = None
    name: str | None = None
    host: str | None = None
    title: str | None = None
    url: str | None = None

    def check(self) -> None:
        """Refuse what cannot be.

        Raises
        ------
        QuestionError : with what it would have to look like.
        """
        if self.date is not None:
            _must_be_day(self.date)
        if self.name is not None and not (
            NAME_OF_BRIEFING.fullmatch(self.name) and len(self.name) <= LONGEST_NAME_OF_BRIEFING
        ):
            raise QuestionError(
                f"{self.name!r} is no name of a briefing: write small letters, digits and hyphens, "
                f"at most {LONGEST_NAME_OF_BRIEFING} characters, such as evening."
            )
        if self.url and not ADDRESS_OF_PAGE.fullmatch(self.url):
            raise QuestionError(f"{self.url!r} is no address; write it with https://.")
        for what, words in (("host", self.host), ("title", self.title)):
            if words and (not words.isprintable() or len(words) > LONGEST_WORDS):
                raise QuestionError(
                    f"the {what} {words[:60]!r} must be one line of at most {LONGEST_WORDS} "
                    "characters that can be printed."
                )


def _must_be_day(text: str) -> None:
    try:
        is_day = date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_day = False
    if not is_day:
        raise QuestionError(f"{text!r} is no day; write it as 2024-01-19.")


@dataclass
class Understood:
    """A briefing as it was understood.

    Attributes
    ----------
    id : of the briefing.
    given : the file.
    cleaned : what its text says.
    tables : the rows of each table, by name.
    """

    id: str
    given: GivenFile
    cleaned: Cleaned
    tables: TableRows

    def as_csv(self) -> dict[str, str]:
        """The tables as CSV, by name."""
        columns = columns_of_tables()
        return {name: table_as_csv(columns[name], self.tables[name]) for name in TABLES_OF_BRIEFING}


def columns_of_tables() -> dict[str, list[str]]:
    """The columns of each table of a briefing."""
    return {name: [field["name"] for field in fields_of(name)] for name in TABLES_OF_BRIEFING}


def understood(given: GivenFile, said: SaidBefore, *, needs_date: bool = True) -> Understood:
    """A transcript understood.

    Parameters
    ----------
    given : the file.
    said : what somebody says of it beforehand.
    needs_date : whether it is refused where nothing says the day.

    Raises
    ------
    CorpusError : when nobody speaks in it, or nothing says its day.
    QuestionError : when what is said beforehand cannot be.
    """
    said.check()
    draft = understand(given.text)
    day = said.date or draft.heading.date
    if not day and needs_date:
        raise CorpusError(f"{given.name} does not say its day; say it with --date 2024-01-19.")
    id = "-".join(filter(None, [day or PLACEHOLDER_DATE, said.name]))
    notes = Notes(id, outlets=outlets_by_label(), published=False)
    cleaned = decide(replace(draft, briefing=id), notes)
    _refuse_without_speech(given, cleaned)
    return Understood(id, given, cleaned, _tables_of(id, given, cleaned, said))


def _refuse_without_speech(given: GivenFile, cleaned: Cleaned) -> None:
    silent = [finding for finding in cleaned.findings if finding.kind == NO_SPEECH]
    if silent or not cleaned.sentences:
        what = f"{silent[0].what} {silent[0].remedy}" if silent else "nobody speaks in it."
        raise CorpusError(f"{given.name}: no speaker was found (0 turns): {what}")


def refuse_cut_off(understood: Understood) -> None:
    """Refuse a transcript that breaks off.

    Raises
    ------
    CorpusError : with the line, and the way to add it all the same.
    """
    for finding in understood.cleaned.findings:
        if finding.kind == CUT_OFF:
            raise CorpusError(
                f"{understood.given.name}, line {finding.line}: the file seems to be cut off: "
                f"{finding.what} Save it again, or add it as it is with --allow-cut-off."
            )


def _tables_of(id: str, given: GivenFile, cleaned: Cleaned, said: SaidBefore) -> TableRows:
    _give_themes(cleaned)
    return {
        "briefings": [_briefing_row(id, given, cleaned, said)],
        "speakers": [{**speaker, "briefing": id} for speaker in cleaned.speakers],
        "outlets": outlet_rows(cleaned.turns),
        "turns": cleaned.turns,
        "exchanges": cleaned.exchanges,
        "paragraphs": cleaned.paragraphs,
        "sentences": cleaned.sentences,
        "source_map": rows_with_places(id, cleaned.source_map),
        "repairs": rows_with_places(id, cleaned.repairs),
        "candidates": candidate_rows(id, id[: len(PLACEHOLDER_DATE)], cleaned.sentences),
        "claims": [],
        "other_numerals": [],
    }


def _briefing_row(id: str, given: GivenFile, cleaned: Cleaned, said: SaidBefore) -> dict:
    heading = cleaned.heading
    known = {
        "briefing": id,
        "date": id[: len(PLACEHOLDER_DATE)],
        "title": said.title or heading.title,
        "title_zh": "",
        "series": "",
        "host": said.host or heading.host,
        "place": heading.place,
        "start_time": heading.time,
        "url": said.url or "",
        "source_file": "source.txt",
    }
    return described_briefing(known, given.source, cleaned)


def _give_themes(cleaned: Cleaned) -> None:
    """Give each question its subject, where its terms say it."""
    paragraphs: Mapping[str, list[str]] = defaultdict(list)
    for row in cleaned.paragraphs:
        paragraphs[row["turn"]].append(row["text"])
    for exchange in cleaned.exchanges:
        exchange["theme"] = theme_of(paragraphs[exchange["question"]])
