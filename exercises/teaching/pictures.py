"""The picture that a cell put out: a PNG of its own, or the one in the HTML of a figure."""

import io
import re
from base64 import b64decode, b64encode

from PIL import Image

# As `briefingroom` writes it; what a student writes by hand is shown as nothing more than this.
IN_HTML = re.compile(
    r'<img alt="[^"<>]*" width="(?P<width>\d+)" [^<>]*'
    r'src="data:image/png;base64,(?P<png>[\w+/=]+)">'
)
COLOURS = 96


def picture_of(data: dict) -> str:
    """The PNG of an output in base64; nothing where there is none."""
    png = data.get("image/png")
    if isinstance(png, str):
        return png.strip()
    found = _in_html(data)
    return found["png"] if found else ""


def picture_at_page_size(data: dict) -> str:
    """The same with a pixel for each of the page: a text that shows it cannot say its width."""
    found = _in_html(data)
    if not found:
        return picture_of(data)
    with io.BytesIO(b64decode(found["png"])) as file:
        picture = Image.open(file).convert("RGB")
    width = int(found["width"])
    height = round(picture.height * width / picture.width)
    small = picture.resize((width, height), Image.Resampling.LANCZOS)
    few = small.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    with io.BytesIO() as file:
        few.save(file, "PNG", optimize=True)
        return b64encode(file.getvalue()).decode()


def _in_html(data: dict) -> re.Match | None:
    html = data.get("text/html")
    return IN_HTML.search(html) if isinstance(html, str) else None
