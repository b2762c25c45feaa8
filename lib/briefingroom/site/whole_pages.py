"""Pagefind over the built pages: it finds every word of them, where a server gives out the site.

The package is an extra of the site. Without it the search page has what ``search`` has made.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

PAGEFIND_FOLDER = "pagefind"
# Pages of words that other pages of the index repeat are left out: they are found by their ids.
READ_BY_PAGEFIND = "{index,lessons/*,exercises/*,teaching/*,api/*,zh/index}.html"


def index_whole_pages(folder: Path) -> bool:
    """Run Pagefind over a built site; whether it was there.

    Parameters
    ----------
    folder : of the site.
    """
    if importlib.util.find_spec("pagefind") is None:
        return False
    words = ["--site", str(folder), "--output-subdir", PAGEFIND_FOLDER, "--glob", READ_BY_PAGEFIND]
    subprocess.run(
        [sys.executable, "-m", "pagefind", *words], check=True, stdout=subprocess.DEVNULL
    )
    return True
