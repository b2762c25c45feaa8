"""The tables of the briefings that somebody added, from their folders (see `collection_folder`).

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
from .collection_folder import (
    BRIEFING_FILE,
    COLLECTION_FILE,
    LAYOUT,
    default_folder,
    present_file,
)
from .tables import header_of, table_of_csv

SOURCE = "source.txt"


class AddedFolders:
    """The folders of a collection.

    Attributes
    ----------
    folder : the collection.
    ids : of its briefings, in order of their dates.

    Parameters
    ----------
    folder : as above.
    only : the briefings that are asked, in that order; all if not given.
    """

    def __init__(self, folder: Path, only: tuple[str, ...] | None = None) -> None:
        self.folder = folder
        self._must_be_a_collection()
        self.ids = self.ids_there() if only is None else only
        self._checksums = {id: self._checksums_of(id) for id in self.ids}
        self._sources_are_checked = False

    def ids_there(self) -> tuple[str, ...]:
        """The ids of all briefings that lie there, in order of their dates."""
        return tuple(sorted(_ids_in(self.folder)))

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
        path = self.folder / COLLECTION_FILE
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
        text = self._bytes_of(id, BRIEFING_FILE)
        try:
            return dict(json.loads(text)["files"])
        except (ValueError, TypeError, KeyError):
            raise self._damaged(id, f"{BRIEFING_FILE} cannot be read") from None

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
        """A file of a briefing, in the form that it has or that is about to take its place."""
        for _ in range(2):  # between finding it and reading it, it may take its place
            try:
                return present_file(self.folder / id, path).read_bytes()
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
    return pd.DataFrame(rows, columns=list(table.columns)).astype(table.dtypes)


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
