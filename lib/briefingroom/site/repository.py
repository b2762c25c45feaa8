"""Where the repository lies in the web, and a notebook of it on Binder and on Colab.

Its address stands in pyproject.toml, `[tool.briefingroom]`; as long as it is empty there, or of
another place than GitHub, nothing is linked.
"""

import tomllib
from functools import cache

from ..corpus.tables import HOME

PYPROJECT = HOME.parent / "pyproject.toml"
ON_GITHUB = "https://github.com/"
NO_REPOSITORY = (
    "This copy of the site has no address of its repository, so that it cannot lead there."
)


@cache
def repository() -> str:
    """Owner and name of the repository on GitHub; empty where nobody has written them.

    >>> repository().count("/") in (0, 1)
    True
    """
    return repository_named_in(PYPROJECT.read_text(encoding="utf-8")) if PYPROJECT.exists() else ""


def repository_named_in(pyproject: str) -> str:
    """Owner and name in the text of pyproject.toml.

    >>> repository_named_in('[tool.briefingroom]\\nrepository = "https://github.com/a/b"')
    'a/b'
    >>> repository_named_in('[tool.briefingroom]\\nrepository = ""')
    ''
    """
    tools = tomllib.loads(pyproject).get("tool", {})
    address: str = tools.get("briefingroom", {}).get("repository", "")
    return address.removeprefix(ON_GITHUB) if address.startswith(ON_GITHUB) else ""


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


def colab_first_cell(of: str) -> str:
    """What brings the package to Colab, which has none of it: a cell to run before all others.

    >>> colab_first_cell("a/b")
    '%pip install "git+https://github.com/a/b"'
    """
    return f'%pip install "git+{ON_GITHUB}{of}"'
