"""Print decks by Chromium, a page for each slide."""

import shutil
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
NO_PLAYWRIGHT = (
    "PDF needs the package playwright, which is not installed: run `python -m pip install "
    "playwright` with the Python of .venv. Or open a deck in a browser, write ?print-pdf behind "
    "its name in the address, and print it into a file."
)
NO_BROWSER = (
    "PDF needs Chromium or Chrome, and none could be started. Or open a deck in any browser, write "
    "?print-pdf behind its name in the address, and print it into a file."
)
READY = "document.querySelectorAll('.pdf-page').length > 0 && document.fonts.status === 'loaded'"


def print_decks(paths: list[Path]) -> list[Path]:
    """Print each deck beside its page."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sys.exit(NO_PLAYWRIGHT)
    with sync_playwright() as play:
        browser = launched(play)
        printed = [print_deck(browser, path) for path in paths]
        browser.close()
    print(f"Each deck is there as PDF, too: {len(printed)} files.")
    return printed


def launched(play):
    """The browser of this computer, without a window."""
    from playwright.sync_api import Error

    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    # On Windows and macOS Chrome is on no path; Playwright knows where it is put.
    where = {"executable_path": program} if program else {"channel": "chrome"}
    try:
        return play.chromium.launch(**where)
    except Error:
        sys.exit(NO_BROWSER)


def print_deck(browser, path: Path) -> Path:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(path.as_uri() + "?print-pdf")
    page.wait_for_function(READY)
    into = path.with_suffix(".pdf")
    page.pdf(path=into, prefer_css_page_size=True, print_background=True)
    page.close()
    return into
