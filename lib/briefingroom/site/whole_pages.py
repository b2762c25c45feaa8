"""Pagefind over the built pages: it finds every word of them, where a server gives out the site.

The package is an extra of the site. Without it the search page has what ``search`` has made.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

from ..errors import CorpusError

PAGEFIND_FOLDER = "pagefind"
# Pages of words that other pages of the index repeat are left out: they are found by their ids.
READ_BY_PAGEFIND = "{index,lessons/*,exercises/*,teaching/*,api/*,zh/index}.html"


def index_whole_pages(folder: Path) -> bool:
    """Run Pagefind over a built site; whether it was there.

    Parameters
    ----------
    folder : of the site.

    Raises
    ------
    CorpusError : when Pagefind is there and fails; the message is its own.
    """
    if importlib.util.find_spec("pagefind") is None:
        return False
    words = ["--site", str(folder), "--output-subdir", PAGEFIND_FOLDER, "--glob", READ_BY_PAGEFIND]
    done = subprocess.run(
        [sys.executable, "-m", "pagefind", *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CorpusError(f"Pagefind could not read the pages: {done.stderr.strip()}")
    return True
