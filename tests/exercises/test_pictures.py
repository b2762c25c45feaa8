"""The picture that a cell put out, as the kit finds it."""

import base64
import io

import pytest
from PIL import Image

from briefingroom.charts.pictures import picture_tag


@pytest.fixture(scope="module")
def png():
    with io.BytesIO() as file:
        Image.new("RGB", (40, 20), "white").save(file, "PNG")
        return file.getvalue()


def size_of(picture):
    return Image.open(io.BytesIO(base64.b64decode(picture))).size


def test_the_picture_of_a_figure_is_found_in_its_html(kit, png):
    data = {"text/html": picture_tag(png, "A chart & its words", 20)}
    assert base64.b64decode(kit.pictures.picture_of(data)) == png
    assert size_of(kit.pictures.picture_at_page_size(data)) == (20, 10)


def test_a_png_of_its_own_is_taken_as_it_is(kit, png):
    data = {"image/png": base64.b64encode(png).decode() + "\n"}
    assert base64.b64decode(kit.pictures.picture_of(data)) == png
    assert size_of(kit.pictures.picture_at_page_size(data)) == (40, 20)


@pytest.mark.parametrize(
    "html",
    [
        "<b>words</b>",
        '<img alt="a" width="4" onerror="alert(1)" src="http://elsewhere/a.png">',
        '<img alt="a" width="4" src="data:image/svg+xml;base64,AAAA">',
        None,
    ],
)
def test_other_html_has_no_picture(kit, html):
    assert kit.pictures.picture_of({"text/html": html}) == ""
    assert kit.pictures.picture_at_page_size({"text/html": html}) == ""
