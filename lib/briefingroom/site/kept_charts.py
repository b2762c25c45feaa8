"""Charts of an earlier build, which are used again while nothing that they are made from changes.

They take two thirds of the time. Beside the pictures lies a list of them with a key: a digest of
the tables, of all code and fonts of the package, and of the versions of what draws.
"""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..corpus.tables import HOME, PACKAGE
from .series_charts import CHART_FOLDER, MarkLink, SeriesChart

LIST_OF_CHARTS = f"{CHART_FOLDER}/made.json"
DRAWN_WITH = ("matplotlib", "pillow", "pandas", "numpy")


@cache
def key_of_charts() -> str:
    """What changes when a chart may.

    >>> len(key_of_charts())
    64
    """
    digest = hashlib.sha256((HOME / "datapackage.json").read_bytes())
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.ttf")]):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + path.read_bytes())
    for package in DRAWN_WITH:
        digest.update(f"{package} {version(package)}".encode())
    return digest.hexdigest()


def kept_charts(folder: Path) -> dict[str, SeriesChart | None]:
    """The charts in the folder of a site by indicator; none where their key is another.

    None stands for an indicator that was found to have no chart.
    """
    try:
        found = json.loads((folder / LIST_OF_CHARTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if found["key"] != key_of_charts():
        return {}
    charts = {name: _chart_of_list(fields) for name, fields in found["charts"].items()}
    return {
        name: chart
        for name, chart in charts.items()
        if chart is None or (folder / chart.file).exists()
    }


def keep_charts(folder: Path, charts: dict[str, SeriesChart | None]) -> None:
    """Write the list of the charts that lie in the folder of a site."""
    text = json.dumps({"key": key_of_charts(), "charts": charts}, ensure_ascii=False, indent=0)
    (folder / LIST_OF_CHARTS).write_bytes(text.encode("utf-8"))


def _chart_of_list(fields: list[Any] | None) -> SeriesChart | None:
    if fields is None:
        return None
    chart = SeriesChart(*fields)
    links = [MarkLink(*link) for link in chart.links]
    return chart._replace(links=tuple(link._replace(ids=tuple(link.ids)) for link in links))
