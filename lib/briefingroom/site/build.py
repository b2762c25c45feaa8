"""Build the website into a folder: `python3 start.py site` calls it.

    python -m briefingroom.site.build --into site --address https://example.org/briefing-room

The order: the charts, in other processes, unless an earlier build has them; meanwhile the pages of
the ids that show none; then the rest of the pages, the lists, and the other parts of the site. Two
builds are equal byte for byte.
"""

import argparse
import importlib
import importlib.util
import os
import shutil
import sys
import time
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from ..errors import QuestionError
from ..files.plain import json_text
from ..pages.known import Known, ids_of_kind
from .addresses import FOLDER_OF_KIND, frozen_folder, known_ids
from .citations import citations_of
from .kept_charts import keep_charts, kept_charts
from .kinds import KIND_WORDS
from .listings import (
    ASSETS,
    ListedPage,
    PartOfSite,
    home_page,
    ids_script,
    listing_page,
    not_found_page,
    removed_pages,
)
from .pages import SitePage, indicator_of, page_of
from .records import csv_text
from .rendering import (
    CITED_IN_FILES,
    NO_SITE_ADDRESS,
    Navigation,
    has_lessons,
    html_of_page,
    in_two_forms,
    markdown_of_page,
)
from .search import SEARCH_INDEX, SEARCH_PAGE, search_index, search_page
from .series_charts import CHART_FOLDER, SeriesChart, draw_chart_of
from .twins import twin_of_page

SIGN_OF_SITE = "assets/site.css"  # what shows that a folder holds a site and may be written over
SAME_DAY = (2020, 1, 1, 0, 0, 0)  # of all files in the ZIP, so that it is the same at any time
PACKED_ALREADY = {".png", ".xlsx", ".zip"}
QUICKLY = 2  # level of packing: two thirds of the time of the usual one, for a twentieth more bytes
MENU_KINDS = ("briefing", "claim", "indicator", "target", "discrepancy", "term")
FROZEN_PARTS = ("tables",)  # of the other parts
WITH_CHARTS = ("claim", "indicator", "reference")


class OtherPart(NamedTuple):
    """A part of the site that a module of its own builds: `tables` with `build_tables`.

    Of what it has, `part` stands in the menu and on the first page, `more` only there.
    """

    module: str
    part: PartOfSite
    more: tuple[PartOfSite, ...] = ()


OTHER_PARTS = (
    OtherPart(
        "lessons",
        PartOfSite("Lessons", "the course, to read and to try", "lessons/index.html"),
        (
            PartOfSite("Exercises", "a set for each lesson", "exercises/index.html"),
            PartOfSite("Teacher's kit", "plans, courses, debates, grading", "teaching/index.html"),
            PartOfSite("Data card", "what the tables hold, and how", "about/data_card.html"),
            PartOfSite("Library", "every function, with an example", "api/index.html"),
        ),
    ),
    OtherPart(
        "tables", PartOfSite("Tables", "all tables, to sort and search", "tables/index.html")
    ),
    OtherPart("chinese", PartOfSite("中文", "what this is, in Chinese", "zh/index.html")),
    OtherPart(
        "programs",
        PartOfSite("For programs", "what a program can ask", "llms.txt"),
        (
            PartOfSite(
                "Data for other programs", "Excel, DuckDB, ConvoKit, Anki", "data/index.html"
            ),
        ),
    ),
)


class BuiltSite(NamedTuple):
    """What was built: how many pages of ids, in how many seconds, with how many files and bytes."""

    pages: int
    seconds: float
    files: int
    bytes: int


def build_site(
    into: Path,
    address: str = "",
    known: Sequence[Known] | None = None,
    without: Collection[str] = (),
) -> BuiltSite:
    """Build the site.

    Parameters
    ----------
    into : the folder; what an earlier build left there goes, the frozen pages of other versions of
        the data stay.
    address : where the site will stand in the web, without a slash at its end; empty where that is
        not known.
    known : whose pages are built; those of all ids if none are given. The lists name all.
    without : modules of other parts that are not built, such as ``lessons``, which take the longest
        after the ids.

    Raises
    ------
    QuestionError : when the folder holds something else than a site.
    """
    began = time.perf_counter()
    empty_folder(into)
    known = known_ids() if known is None else known
    others = [
        each for each in OTHER_PARTS if has_module(each.module) and each.module not in without
    ]
    menu = list(_menu(others))
    writer = SiteWriter(into)
    _write_assets(writer)  # first, so that a build that was stopped can be begun again
    pages = _write_pages(writer, known, menu, address)
    parts = [part for each in others for part in (each.part, *each.more)]
    _write_lists(writer, pages, menu, parts)
    for other in others:
        _builder_of(other.module)(into, address)
    sizes = [path.stat().st_size for path in into.rglob("*") if path.is_file()]
    return BuiltSite(len(pages), time.perf_counter() - began, len(sizes), sum(sizes))


def _builder_of(name: str) -> Callable[[Path, str], None]:
    """What builds another part of the site into the folder, for an address in the web."""
    module = importlib.import_module(f".{name}", __package__)
    builder: Callable[[Path, str], None] = getattr(module, f"build_{name}")
    return builder


def has_module(name: str) -> bool:
    """Whether the module of another part is there."""
    return importlib.util.find_spec(f"{__package__}.{name}") is not None


def empty_folder(folder: Path) -> None:
    """Take away what an earlier build has left but its charts, and pages of other versions."""
    if folder.exists() and any(folder.iterdir()) and not (folder / SIGN_OF_SITE).exists():
        raise QuestionError(f"{folder} holds something else than a site: name another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        is_of_other_version = path.name.startswith("v") and path.name != frozen_folder()
        if path.is_dir() and not is_of_other_version and path.name != CHART_FOLDER:
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()
    for folder_of_site in (folder, folder / frozen_folder()):
        for name in ("assets", CHART_FOLDER, *FOLDER_OF_KIND.values()):
            (folder_of_site / name).mkdir(parents=True, exist_ok=True)


class SiteWriter:
    """Writes the files of a site, and of what is frozen the twin."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._frozen = folder / frozen_folder()

    def write_page(self, address: str, text: str) -> None:
        """A page that was filled in, and its frozen twin."""
        forms = in_two_forms(text, address)
        self._write(self.folder / address, forms.current)
        self._write(self._frozen / address, forms.frozen)

    def write_with_twin(self, address: str, text: str) -> None:
        """A page that was filled in and its twin in Markdown, and what is frozen of both."""
        self.write_page(address, text)
        name = address.removesuffix(".html")
        self.write_page(f"{name}.md", twin_of_page(text, address))

    def write_twice(self, address: str, text: str) -> None:
        """A file that is the same in the frozen twin."""
        self._write(self.folder / address, text)
        self._write(self._frozen / address, text)

    def write_current(self, address: str, text: str) -> None:
        """A page that was filled in and has no twin, or a file."""
        self._write(self.folder / address, in_two_forms(text, address).current)

    def leave_only(self, charts: dict[str, SeriesChart | None]) -> None:
        """Keep these charts for the next build and freeze them; what others have left goes."""
        shown = {chart.file for chart in charts.values() if chart}
        for path in sorted((self.folder / CHART_FOLDER).iterdir()):
            if f"{CHART_FOLDER}/{path.name}" in shown:
                shutil.copyfile(path, self._frozen / CHART_FOLDER / path.name)
            else:
                path.unlink()
        keep_charts(self.folder, charts)

    def _write(self, path: Path, text: str) -> None:
        path.write_bytes(text.encode("utf-8"))


# --- the pages of the ids


def _write_pages(
    writer: SiteWriter, known: Sequence[Known], menu: Sequence[Navigation], address: str
) -> list[SitePage]:
    """Write the pages; those without a chart first, while the charts are drawn."""
    indicators = _indicators_shown(known)
    kept = kept_charts(writer.folder)
    with_charts = [each for each in known if each.kind in WITH_CHARTS]
    without = [each for each in known if each.kind not in WITH_CHARTS]
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        drawing = {
            name: pool.submit(draw_chart_of, name, writer.folder)
            for name in indicators
            if name not in kept
        }
        pages = [_write_one(writer, each, None, menu, address) for each in without]
        drawn = {name: task.result() for name, task in drawing.items()}
    charts = {name: (kept | drawn)[name] for name in indicators}
    writer.leave_only(charts)
    pages += [_write_one(writer, each, charts, menu, address) for each in with_charts]
    order = {each: place for place, each in enumerate(known)}
    return sorted(pages, key=lambda page: order[page.known])


def _indicators_shown(known: Iterable[Known]) -> list[str]:
    """The indicators of which a page shows the chart."""
    wanted = {indicator_of(each) for each in known if each.kind in WITH_CHARTS}
    return [name for name in ids_of_kind("indicator") if name in wanted]


def _write_one(
    writer: SiteWriter,
    known: Known,
    charts: Mapping[str, SeriesChart | None] | None,
    menu: Sequence[Navigation],
    address: str,
) -> SitePage:
    page = page_of(known)
    chart = charts.get(page.indicator) if charts else None
    beside = page.address.removesuffix(".html")
    writer.write_page(page.address, html_of_page(page, chart, menu, address))
    writer.write_twice(f"{beside}.md", markdown_of_page(page))
    writer.write_twice(f"{beside}.json", json_text(page.record))
    if page.rows:
        writer.write_twice(f"{beside}.csv", csv_text(page.rows))
    if known.kind in CITED_IN_FILES:
        for citation in citations_of(page.item):
            if citation.ending:
                writer.write_twice(f"{beside}.{citation.ending}", f"{citation.text}\n")
    return page


# --- what stands around them


def _write_assets(writer: SiteWriter) -> None:
    writer.write_twice("assets/ids.js", ids_script())
    for name in ("site.css", "site.js", "search.js"):
        writer.write_twice(f"assets/{name}", (ASSETS / name).read_text(encoding="utf-8"))


def _write_lists(
    writer: SiteWriter,
    pages: Sequence[SitePage],
    menu: Sequence[Navigation],
    parts: Sequence[PartOfSite],
) -> None:
    listed: dict[str, list[ListedPage]] = {kind: [] for kind in FOLDER_OF_KIND}
    for page in pages:
        file = page.address.rpartition("/")[2]
        listed[page.known.kind].append(ListedPage(page.known.id, file, page.title))
    for kind, rows in listed.items():
        address = f"{FOLDER_OF_KIND[kind]}/index.html"
        writer.write_with_twin(address, listing_page(kind, rows, menu))
    for address, text in removed_pages(menu):
        writer.write_with_twin(address, text)
    writer.write_with_twin("index.html", home_page(parts, menu))
    writer.write_page(SEARCH_PAGE, search_page(menu))
    writer.write_twice(SEARCH_INDEX, search_index(pages, with_lessons=has_lessons(menu)))
    writer.write_current("404.html", not_found_page(menu))


def menu_of_site() -> list[Navigation]:
    """The menu of every page, for the parts that other modules build."""
    return list(_menu(each for each in OTHER_PARTS if has_module(each.module)))


def _menu(others: Iterable[OtherPart]) -> Iterator[Navigation]:
    for kind in MENU_KINDS:
        yield Navigation(KIND_WORDS[kind].many, f"{FOLDER_OF_KIND[kind]}/index.html", True)
    for other in others:
        if other.part.address.endswith(".html"):
            is_frozen = other.module in FROZEN_PARTS
            yield Navigation(other.part.title, other.part.address, is_frozen)


# --- the command


def pack(folder: Path) -> Path:
    """The site as a ZIP beside its folder, to be unpacked and opened from there."""
    path = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            name = f"{folder.name}/{file.relative_to(folder).as_posix()}"
            is_packed = file.suffix in PACKED_ALREADY
            how = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            entry = zipfile.ZipInfo(name, SAME_DAY)
            archive.writestr(entry, file.read_bytes(), how, QUICKLY)
    return path


def build_as_asked(words: Sequence[str] | None = None) -> int:
    """Build the site as the words of the command say; the answer is the exit code."""
    parser = argparse.ArgumentParser(prog="start.py site", description="Build the website.")
    parser.add_argument("--into", type=Path, default=Path("site"), help="the folder; usually site")
    parser.add_argument("--address", default="", help="where it will stand in the web")
    parser.add_argument("--zip", action="store_true", help="pack it too, for a USB stick")
    options = parser.parse_args(words)
    try:
        built = build_site(options.into, options.address.rstrip("/"))
    except QuestionError as error:
        print(error, file=sys.stderr)
        return 2
    size = built.bytes / 1e6
    print(f"{built.pages:,} pages of ids, {built.files:,} files, {size:,.0f} MB", end="")
    print(f" in {built.seconds:.0f} seconds: {options.into / 'index.html'}")
    if not options.address:
        print(NO_SITE_ADDRESS)
    if options.zip:
        print(pack(options.into))
    return 0


if __name__ == "__main__":
    sys.exit(build_as_asked())
