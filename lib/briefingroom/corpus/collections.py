"""A collection of briefings that somebody added, with the same questions as the package itself."""

from collections.abc import Callable, Sequence
from functools import wraps
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from ..display import counted
from ..errors import CorpusError, QuestionError, UnknownName
from ..ids import parse_id
from .active import SourceFile, asking
from .added_folders import AddedFolders, one_row_an_outlet
from .collection_folder import TABLES_OF_BRIEFING, default_folder
from .tables import CANDIDATES, header_of, published_table, read_table, table_of_csv
from .uncoded import UncodedTable

if TYPE_CHECKING:
    from concurrent.futures import Executor

PACKAGE_NAME = __name__.partition(".")[0]
VOCABULARY = ("themes", "indicators", "glossary")  # of the published briefings, for all others too
# The modules whose names change a collection and ask nothing of it.
NOT_ASKED = ("adding.", "exporting.", "widgets.candidates")  # these change folders or write files
WITHOUT_PUBLISHED = (
    "A large collection holds added briefings alone: ask it without with_published=True."
)
LOGS = ("corrections", "removed")  # of what changed in the published data


class Folders(Protocol):
    """The folders of a collection, as `AddedFolders` reads them."""

    folder: Path
    ids: tuple[str, ...]

    def table(self, name: str) -> pd.DataFrame:
        """The rows of all briefings."""

    def source(self, briefing: str) -> SourceFile:
        """The transcript of a briefing."""


class CollectionTables:
    """The tables of a collection, with or without the published briefings.

    Attributes
    ----------
    kept : what was worked out of them.
    added : the ids of the briefings that were added, in order of their dates.
    with_published : whether the published ones are among them.
    """

    def __init__(self, folders: Folders, with_published: bool) -> None:
        self.kept: dict[Any, Any] = {}
        self.added: Sequence[str] = folders.ids
        self.with_published = with_published
        self.folders = folders

    def table(self, name: str) -> pd.DataFrame:
        """A table: what was added, and what was published where that belongs to it."""
        if name in VOCABULARY:
            return self._vocabulary(name)
        if name not in TABLES_OF_BRIEFING:
            return self._coded(name)
        added = self._added(name)
        if not self.with_published:
            return added
        both = _one_below_the_other(published_table(name), added)
        return one_row_an_outlet(both) if name == "outlets" else _in_order_of_date(both)

    def source(self, briefing: str) -> SourceFile:
        """The transcript of a briefing that was added."""
        return self.folders.source(briefing)

    def _added(self, name: str) -> pd.DataFrame:
        table = _with_types_of(published_table(name), self.folders.table(name))
        if name == CANDIDATES:
            return _undecided(table, self._added("claims"), self._added("other_numerals"))
        return one_row_an_outlet(table) if name == "outlets" else table

    def _coded(self, name: str) -> pd.DataFrame:
        """A table that only people make: of the published briefings, or empty."""
        if self.with_published:
            return published_table(name)
        nothing = table_of_csv(header_of(name), name)
        return nothing if name in LOGS else UncodedTable(nothing)

    def _vocabulary(self, name: str) -> pd.DataFrame:
        """The terms that the published briefings gave; where they said one first is not here."""
        table = published_table(name)
        if name != "glossary" or self.with_published:
            return table
        return table.assign(first_sentence=pd.Series("", table.index, dtype="str"))


def _with_types_of(model: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """A table with the types that the published one has, where no value is missing for that."""
    types = {
        column: dtype
        for column, dtype in model.dtypes.items()
        if dtype != table[column].dtype and not (dtype.kind == "i" and table[column].hasnans)
    }
    return table.astype(types)


def _one_below_the_other(published: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    filled = [table for table in (published, added) if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else published


def _in_order_of_date(table: pd.DataFrame) -> pd.DataFrame:
    """The rows by their briefings; within one they stay as they are."""
    if len(table) == 0:
        return table
    if "briefing" in table:
        order = table.briefing.argsort(kind="stable")
    else:
        order = table.iloc[:, 0].str.partition(".")[0].argsort(kind="stable")
    return table.iloc[order].reset_index(drop=True)


def _undecided(
    candidates: pd.DataFrame, claims: pd.DataFrame, others: pd.DataFrame
) -> pd.DataFrame:
    """The candidates that are neither a claim nor another numeral by now.

    A claim has the number of its candidate; another numeral stands in the same place.
    """
    accepted = set(claims.claim.str.replace(".c", ".n", regex=False))
    rejected = set(zip(others.sentence, others.start, strict=True))
    places = zip(candidates.sentence, candidates.start, strict=True)
    is_open = [
        id not in accepted and place not in rejected
        for id, place in zip(candidates.candidate, places, strict=True)
    ]
    return candidates.loc[is_open].reset_index(drop=True)


# --- the object


class Collection:
    """Briefings that can be asked what the package can be asked.

    Every question of the package is a method: ``mine.turns()`` is to this collection what
    ``br.turns()`` is to the published briefings. A briefing or a claim that a question opens with
    if none is named is one of this collection.

    Attributes
    ----------
    folder : where it lies.
    """

    def __init__(self, tables: CollectionTables) -> None:
        self._tables = tables

    @property
    def folder(self) -> Path:
        """Where the collection lies."""
        return self._tables.folders.folder

    @property
    def PALETTE(self) -> dict[str, str]:
        """The colour of each of its briefings, as the charts have it."""
        with asking(self._tables):
            colours = _public("charts.style", "briefing_colours")
            return dict(colours())

    def __getattr__(self, name: str) -> Any:
        if name not in _questions():
            raise AttributeError(f"A collection has no question {name!r}.")
        method = _asked_of(self._tables, getattr(import_module(PACKAGE_NAME), name))
        self.__dict__[name] = method
        return method

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *_questions()})

    def __repr__(self) -> str:
        added = counted(len(self._tables.added), "added briefing")
        published = " and the published briefings" if self._tables.with_published else ""
        return f"A collection of {added}{published}, in {self.folder}"


def _questions() -> list[str]:
    """The names of the package that are functions and ask something of the briefings."""
    package = import_module(PACKAGE_NAME)
    return [
        name
        for name in package.__all__
        if name[0].islower()
        and not package.home_of(name).startswith(NOT_ASKED)
        and name != collection.__name__
    ]


def _public(module: str, name: str) -> Any:
    """A name of a module above this one, which is loaded when it is needed."""
    return getattr(import_module(f"{PACKAGE_NAME}.{module}"), name)


def _asked_of(tables: CollectionTables, function: Callable[..., Any]) -> Callable[..., Any]:
    """A public function as a question that one collection is asked."""

    @wraps(function)
    def ask(*args: Any, **kwargs: Any) -> Any:
        with asking(tables):
            return function(*args, **_own_defaults(function, args, kwargs), **kwargs)

    return ask


def _own_defaults(
    function: Callable[..., Any], args: tuple[Any, ...], given: dict[str, Any]
) -> dict[str, str]:
    """For each default that names something published what stands for it in this collection."""
    own = {}
    for parameter in list(signature(function).parameters.values())[len(args) :]:
        usual = parameter.default
        if isinstance(usual, str) and usual and parameter.name not in given:
            instead = _instead_of(parameter.name, usual)
            if instead:
                own[parameter.name] = instead
    return own


def _instead_of(parameter: str, usual: str) -> str:
    """What a question opens with in this collection; empty where the usual will do."""
    if parameter == "indicator":
        stated = [indicator for indicator in read_table("claims").indicator if indicator]
        return "" if usual in stated else next(iter(stated), "")
    try:
        id = parse_id(usual)
    except UnknownName:
        return ""
    briefings = list(read_table("briefings").briefing)
    if id.briefing in briefings:
        return ""
    if id.kind == "claim":
        return next(iter(read_table("claims").claim), "")
    return briefings[-1]


def collection(
    folder: str | Path | None = None,
    with_published: bool = False,
    *,
    large: bool = False,
    executor: "Executor | None" = None,
) -> Collection:
    """The briefings that you added, as an object that has the same questions as this package.

    ``mine.turns()``, ``mine.concordance("chips")``, ``mine.reader()``, charts and widgets: each
    function of the package that asks something is a method of it, and answers for its briefings
    alone, or for them and the published ones. ``br.`` itself is always the published briefings.

    What has been decided of the numerals of an added briefing counts: an accepted candidate is a
    claim of `claims`, joins its `series` and is checked by `audit` against what was said twice. The
    tables that people make by reading (`policy_measures`, `aims`, `asked`, `subjects`, `targets`,
    `discrepancies`, `references`, `relations`, `figure_requests`) have no row of it, and say so;
    so `promises` and `instruments` count the published briefings only. The rest that `keywords`
    compares with is the rest of the collection. Terms, themes and indicators are those of the
    published briefings, and `data_version` is theirs too.

    The folder is read when it is first asked; after adding, removing or deciding, call this again.

    Parameters
    ----------
    folder : the collection; the one in your own data folder if none is given.
    with_published : whether the published briefings belong to it too, all in order of date.
    large : whether it is kept on disk while it is asked, for thousands of briefings; this needs the
        package `duckdb`. At first, and after each change, an index is made in its folder. The
        answers are the same; what needs all words in memory says so, and `search` gives counts and
        first lines of a term at once.
    executor : of a large one, who reads the folders for the index, as in `add_many`; a pool of
        processes if none is given.

    Returns
    -------
    Collection : with these methods. ``dir()`` lists them, and ``PALETTE`` has the colours of its
        briefings.

    Raises
    ------
    CorpusError : when there is no collection, a briefing in it is damaged, one has the id of a
        published one, or it is to be large and `duckdb` is not installed.
    QuestionError : when it holds no briefing, or is to be large with the published ones.

    >>> collection("no such folder")
    Traceback (most recent call last):
        ...
    briefingroom.errors.CorpusError: There is no collection in no such folder: `briefingroom add \
FILE` begins one.
    """
    place = default_folder() if folder is None else Path(folder)
    if large:
        if with_published:
            raise QuestionError(WITHOUT_PUBLISHED)
        return _public("large.collection", "large_collection")(place, executor)
    folders = AddedFolders(place)
    if not folders.ids and not with_published:
        raise QuestionError(
            f"The collection in {folders.folder} holds no briefing: add one with "
            "`briefingroom add FILE`."
        )
    if with_published:
        _refuse_published_ids(folders)
    return Collection(CollectionTables(folders, with_published))


def _refuse_published_ids(folders: AddedFolders) -> None:
    published = set(published_table("briefings").briefing)
    for id in folders.ids:
        if id in published:
            raise CorpusError(
                f"{id} in {folders.folder} has the id of a published briefing: ask the collection "
                "without the published ones, or add it again under another name with `--name`."
            )
