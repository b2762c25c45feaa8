"""Where the repository lies in the web, and a notebook of it on Binder and on Colab.

The README has the address of the first notebook on Binder, the one place where the owner is filled
in; as long as OWNER stands there, nothing is known.
"""

import re
from functools import cache

from ..corpus.tables import HOME

PROJECT_README = HOME.parent / "README.md"
BINDER_IN_README = re.compile(
    r"^\[binder\]: https://mybinder\.org/v2/gh/([^/\s]+)/([^/\s]+)/", re.M
)
NOT_FILLED_IN = "OWNER"
NO_REPOSITORY = (
    "This copy of the site has no address of its repository, so that it cannot lead there."
)


@cache
def repository() -> str:
    """Owner and name of the repository on GitHub; empty where nobody has filled in the owner.

    >>> repository().count("/") in (0, 1)
    True
    """
    text = PROJECT_README.read_text(encoding="utf-8") if PROJECT_README.is_file() else ""
    return repository_named_in(text)


def repository_named_in(readme: str) -> str:
    """Owner and name in the text of a README.

    >>> repository_named_in("[binder]: https://mybinder.org/v2/gh/someone/briefing-room/HEAD")
    'someone/briefing-room'
    >>> repository_named_in("[binder]: https://mybinder.org/v2/gh/OWNER/briefing-room/HEAD")
    ''
    """
    match = BINDER_IN_README.search(readme)
    if not match or match[1] == NOT_FILLED_IN:
        return ""
    return f"{match[1]}/{match[2]}"


def binder_address(notebook: str, of: str) -> str:
    """A notebook on Binder.

    Parameters
    ----------
    notebook : where it lies in the repository.
    of : owner and name of the repository.

    >>> binder_address("notebooks/00_start_here.ipynb", "a/b")
    'https://mybinder.org/v2/gh/a/b/HEAD?urlpath=lab/tree/notebooks/00_start_here.ipynb'
    """
    return f"https://mybinder.org/v2/gh/{of}/HEAD?urlpath=lab/tree/{notebook}"


def colab_address(notebook: str, of: str) -> str:
    """A notebook on Colab, where the package is installed first.

    >>> colab_address("exercises/capstone.ipynb", "a/b")
    'https://colab.research.google.com/github/a/b/blob/HEAD/exercises/capstone.ipynb'
    """
    return f"https://colab.research.google.com/github/{of}/blob/HEAD/{notebook}"
