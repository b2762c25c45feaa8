"""Print decks by Chromium, a page for each slide."""

import shutil
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
NO_PLAYWRIGHT = (
    "PDF needs the package playwright, which is not installed: run `python -m pip install "
    "playwright` with the Python of .venv. Or open a deck in a browser, write ?print-pdf behind "
    "its name in the address, and print it into a file."
)
NO_BROWSER = (
    "PDF needs Chromium or Chrome, and none was found. Or open a deck in any browser, write "
    "?print-pdf behind its name in the address, and print it into a file."
)
READY = "document.querySelectorAll('.pdf-page').length > 0 && document.fonts.status === 'loaded'"


def print_decks(paths: list[Path]) -> list[Path]:
    """Print each deck beside its page."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sys.exit(NO_PLAYWRIGHT)
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not program:
        sys.exit(NO_BROWSER)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program)
        printed = [print_deck(browser, path) for path in paths]
        browser.close()
    print(f"Each deck is there as PDF, too: {len(printed)} files.")
    return printed


def print_deck(browser, path: Path) -> Path:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(path.as_uri() + "?print-pdf")
    page.wait_for_function(READY)
    into = path.with_suffix(".pdf")
    page.pdf(path=into, prefer_css_page_size=True, print_background=True)
    page.close()
    return into
