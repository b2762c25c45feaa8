"""The briefings that somebody added: their folders, checked, and their tables.

A collection is a folder with one folder for each briefing, named by its id::

    collection.json
    2024-01-19/
        briefing.json    the checksum of each file
        source.txt
        tables/turns.csv and so on
        pending/         what was decided last, until it is moved to its place

Each file is compared with its checksum when it is first read. A briefing that is not whole is
refused, and with it the collection, because a count without it would be a wrong one.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from ..errors import CorpusError, UnknownName
from ..ids import parse_id
from .active import SourceFile
from .tables import CANDIDATES, header_of, table_of_csv

LAYOUT = 1
ABOUT_COLLECTION = "collection.json"
ABOUT_BRIEFING = "briefing.json"
SOURCE = "source.txt"
PENDING = "pending"
KEPT_FOR_A_BRIEFING = (
    "briefings",
    "speakers",
    "outlets",
    "turns",
    "exchanges",
    "paragraphs",
    "sentences",
    "source_map",
    "repairs",
    CANDIDATES,
    "claims",
    "other_numerals",
)
FOLDER_VARIABLE = "BRIEFINGROOM_COLLECTION"


def default_folder() -> Path:
    """Where added briefings are kept if no folder is named."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("briefingroom") / "collection"


class AddedFolders:
    """The folders of a collection.

    Attributes
    ----------
    folder : the collection.
    ids : of its briefings, in order of their dates.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._must_be_a_collection()
        self.ids = tuple(sorted(_ids_in(folder)))
        self._checksums = {id: self._checksums_of(id) for id in self.ids}
        self._sources_are_checked = False

    def table(self, name: str) -> pd.DataFrame:
        """The rows of all briefings, joined as bytes and read at once."""
        self._check_sources()
        header = header_of(name)
        rows = [self._rows_as_bytes(id, name, header) for id in self.ids]
        return table_of_csv(b"".join([header, *rows]), name)

    def source(self, briefing: str) -> SourceFile:
        """The transcript of a briefing."""
        return SourceFile(self.folder / briefing / SOURCE, briefing)

    def _must_be_a_collection(self) -> None:
        path = self.folder / ABOUT_COLLECTION
        try:
            about = json.loads(path.read_text(encoding="utf-8"))
        except OSError:
            raise CorpusError(
                f"There is no collection in {self.folder}: `briefingroom add FILE` begins one."
            ) from None
        except ValueError:
            about = None
        if not isinstance(about, dict) or about.get("layout") != LAYOUT:
            raise CorpusError(
                f"{path} does not say layout {LAYOUT}, which this version of the library reads; "
                "use the version that wrote it."
            )

    def _checksums_of(self, id: str) -> dict[str, str]:
        """The checksum of each file of a briefing, by its path."""
        text = self._bytes_of(id, ABOUT_BRIEFING)
        try:
            return dict(json.loads(text)["files"])
        except (ValueError, TypeError, KeyError):
            raise self._damaged(id, f"{ABOUT_BRIEFING} cannot be read") from None

    def _check_sources(self) -> None:
        if not self._sources_are_checked:
            for id in self.ids:
                self._checked_bytes(id, SOURCE)
            self._sources_are_checked = True

    def _rows_as_bytes(self, id: str, name: str, header: bytes) -> bytes:
        path = f"tables/{name}.csv"
        first, _, rows = self._checked_bytes(id, path).partition(b"\n")
        if first.rstrip(b"\r") != header.rstrip():
            raise self._damaged(id, f"{path} has other columns than the published table")
        return rows if rows.endswith(b"\n") or not rows else rows + b"\n"

    def _checked_bytes(self, id: str, path: str) -> bytes:
        """A file of a briefing, if it is the one that was written."""
        data = self._bytes_of(id, path)
        if _sha256_of(data) != self._checksums[id].get(path):
            # A decision changes a table and its checksum: both are read again, once.
            self._checksums[id] = self._checksums_of(id)
            data = self._bytes_of(id, path)
        if _sha256_of(data) != self._checksums[id].get(path):
            raise self._damaged(id, f"{path} is not the file that was written there")
        return data

    def _bytes_of(self, id: str, path: str) -> bytes:
        """A file of a briefing: what was decided last, where that is still to be put in place."""
        pending = self.folder / id / PENDING / Path(path).name
        for place in (pending, self.folder / id / path):
            try:
                return place.read_bytes()
            except FileNotFoundError:
                continue
            except OSError as error:
                raise self._damaged(id, f"{path} cannot be read ({error.strerror})") from None
        raise self._damaged(id, f"{path} is missing")

    def _damaged(self, id: str, what: str) -> CorpusError:
        into = "" if self.folder == default_folder() else f' --into "{self.folder}"'
        return CorpusError(
            f"{self.folder / id} is damaged: {what}; remove it with "
            f"`briefingroom remove {id}{into}`, then add its source again."
        )


def _sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _ids_in(folder: Path) -> Iterator[str]:
    """The names of the folders that are those of briefings."""
    for entry in os.scandir(folder):
        if entry.is_dir() and _is_id_of_briefing(entry.name):
            yield entry.name


def _is_id_of_briefing(name: str) -> bool:
    try:
        return parse_id(name).kind == "briefing"
    except UnknownName:
        return False


def one_row_an_outlet(table: pd.DataFrame) -> pd.DataFrame:
    """The outlets of several briefings, each once, with all its labels and what is known of it.

    >>> rows = [("CGTN", "CGTN", "unknown", ""), ("CGTN", "CGTN; CGTV", "central", "China")]
    >>> table = pd.DataFrame(rows, columns=["outlet", "labels", "kind", "country"])
    >>> one_row_an_outlet(table).values.tolist()
    [['CGTN', 'CGTN; CGTV', 'central', 'China']]
    """
    rows = [_merged_outlet(alike) for _, alike in table.groupby("outlet", sort=False)]
    merged = pd.DataFrame(rows, columns=list(table.columns)).astype(table.dtypes)
    return merged.sort_values("outlet", key=lambda names: names.str.casefold(), ignore_index=True)


def _merged_outlet(rows: pd.DataFrame) -> dict[str, Any]:
    labels = "; ".join(rows.labels).split("; ")
    kinds = [kind for kind in rows.kind if kind not in ("", "unknown")]
    countries = [country for country in rows.country if country]
    return {
        "outlet": rows.outlet.iloc[0],
        "labels": "; ".join(dict.fromkeys(label for label in labels if label)),
        "kind": next(iter(kinds), rows.kind.iloc[0]),
        "country": next(iter(countries), ""),
    }
