"""A page of the teacher's kit that is printed, as the tests read it."""

from html.parser import HTMLParser


class PrintedPage(HTMLParser):
    """The rows of a page, each a list of cells; its pieces of text; the tags left open."""

    def __init__(self, source):
        super().__init__()
        self.rows, self.open, self.pieces = [], [], []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        if tag not in ("meta", "link", "br", "col", "path", "rect"):
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        if tag not in ("path", "rect"):
            assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if "style" in self.open:
            return
        self.pieces.append(data)
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data
