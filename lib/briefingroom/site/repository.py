"""Where the project lies in the web, as far as its README says."""

import re
from functools import cache
from posixpath import join

from ..corpus.tables import HOME

PROJECT = HOME.parent
BINDER = re.compile(r"^\[binder\]: (?P<host>https://\S+?)/gh/(?P<name>[^/\s]+/[^/\s]+)/", re.M)
NOT_FILLED_IN = "OWNER"  # stands there until somebody publishes the project
WITHOUT_ADDRESS = (
    "The project has no address in the web yet, so that this page has no link that opens it in "
    "Binder."
)


@cache
def repository_name(readme: str = "") -> str:
    """The owner and the name of the repository; nothing where the README leaves the owner open.

    Parameters
    ----------
    readme : the text of the README; that of this project if none is given.

    >>> repository_name("[binder]: https://mybinder.org/v2/gh/anna/briefing-room/HEAD")
    'anna/briefing-room'
    >>> repository_name("[binder]: https://mybinder.org/v2/gh/OWNER/briefing-room/HEAD")
    ''
    """
    match = BINDER.search(readme or (PROJECT / "README.md").read_text(encoding="utf-8"))
    if not match or match["name"].startswith(f"{NOT_FILLED_IN}/"):
        return ""
    return match["name"]


def binder_address(path: str, name: str) -> str:
    """Where Binder opens a file of the project.

    Parameters
    ----------
    path : of the file, from the root of the project.
    name : of the repository.

    >>> binder_address("notebooks/00_start_here.ipynb", "anna/briefing-room")
    'https://mybinder.org/v2/gh/anna/briefing-room/HEAD?urlpath=lab/tree/notebooks/00_start_here.ipynb'
    """
    return f"https://mybinder.org/v2/gh/{name}/HEAD?urlpath={join('lab/tree', path)}"


def file_address(path: str, name: str) -> str:
    """Where GitHub shows a file of the project.

    >>> file_address("SECURITY.md", "anna/briefing-room")
    'https://github.com/anna/briefing-room/blob/HEAD/SECURITY.md'
    """
    return f"https://github.com/{name}/blob/HEAD/{path}"
