"""The picture that a cell put out: a PNG of its own, or the one in the HTML of a figure."""

import re

# As `briefingroom` writes it; what a student writes by hand is shown as nothing more than this.
IN_HTML = re.compile(
    r'<img alt="[^"<>]*" width="\d+" [^<>]*src="data:image/png;base64,([\w+/=]+)">'
)


def picture_of(data: dict) -> str:
    """The PNG of an output in base64; nothing where there is none."""
    png = data.get("image/png")
    if isinstance(png, str):
        return png.strip()
    html = data.get("text/html")
    found = IN_HTML.search(html) if isinstance(html, str) else None
    return found[1] if found else ""
