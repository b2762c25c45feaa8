"""The twin of a page in Markdown: there is one for every page, it says the same, its links hold."""

import json
import re
from html import unescape
from posixpath import normpath

import pytest

import briefingroom as br
from briefingroom.corpus.tables import HOME
from briefingroom.site.addresses import address_of_known, frozen_folder, known_ids
from briefingroom.site.html_as_markdown import WITHOUT_TWIN, markdown_of_html
from briefingroom.site.twins import twin_of_content

PROJECT = HOME.parent
LESSONS = sorted((PROJECT / "notebooks").glob("[0-9]*.ipynb"))
SETS = sorted((PROJECT / "exercises").glob("*.ipynb"))
NOTEBOOKS = [(path, f"lessons/{path.stem}") for path in LESSONS] + [
    (path, f"exercises/{path.stem}") for path in SETS
]
KNOWN = {address_of_known(known) for known in known_ids()}
ALTERNATE = re.compile(
    r'<link rel="alternate" type="text/markdown" href="(?P<file>[^"]+)" title="Markdown">'
)
LINK = re.compile(r"(?<!\\)\]\((?P<address>[^)\s]+)\)")
CODE = re.compile(r"^```.*?^```", re.S | re.M)
AROUND_WORDS = re.compile(r"\]\([^)\s]*\)|</?[a-z][^>\n]*>")
SIGNS = re.compile(r"[\\`*_|>#\[\]-]")


def pages_of(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def plain(text):
    """The letters of a text, without blanks and without what Markdown adds to them."""
    return "".join(SIGNS.sub(" ", AROUND_WORDS.sub(" ", text)).split())


def test_every_page_but_a_search_has_a_twin_and_says_so(small_site):
    for address in pages_of(small_site.folder):
        if address.rpartition("/")[2] in WITHOUT_TWIN or address.startswith("_static/"):
            continue
        named = ALTERNATE.findall(small_site.text(address))
        file = address.rpartition("/")[2].removesuffix(".html")
        assert named == [f"{file}.md"], address
        assert (small_site.folder / address).with_suffix(".md").is_file(), address


def test_every_twin_has_its_page(small_site):
    twins = sorted(small_site.folder.rglob("*.md"))
    assert len(twins) > 100
    assert [path for path in twins if not path.with_suffix(".html").exists()] == []


def test_every_link_of_a_twin_leads_to_a_file(small_site):
    broken, held = [], 0
    for folder in ("lessons", "exercises", "teaching", "about", "api", "zh", "claim"):
        for path in sorted((small_site.folder / folder).glob("*.md")):
            text = CODE.sub("", path.read_text(encoding="utf-8"))
            for address in LINK.findall(text):
                target = normpath(f"{folder}/{address.partition('#')[0]}")
                if re.match(r"[a-z]+:|#", address):
                    continue
                held += 1
                page = target.removesuffix(".md") + ".html"
                if not (small_site.folder / target).exists() and page not in KNOWN:
                    broken.append((path.name, address))
    assert broken == []
    assert held > 500


@pytest.mark.parametrize("path, name", NOTEBOOKS, ids=lambda value: getattr(value, "stem", ""))
def test_words_and_code_of_a_notebook_stand_in_its_twin(path, name, small_site):
    twin = small_site.text(f"{name}.md")
    letters = plain(twin)
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            assert source.rstrip() in twin, (name, source)
        else:
            for line in source.splitlines():
                assert plain(line) in letters, (name, line)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem[:2])
def test_what_a_lesson_has_answered_stands_in_its_twin(path, small_site):
    """Each field of each table, each printed line, and the words of each picture."""
    twin = plain(small_site.text(f"lessons/{path.stem}.md"))
    looked_for = 0
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            html = "".join(output.get("data", {}).get("text/html", ""))
            said = re.findall(r"<t[dh]\b[^>]*>([^<]+)</t[dh]>", html)
            said += re.findall(r'<img alt="([^"]*)"', html)
            said += re.findall(r"<pre\b[^>]*>([^<]+)</pre>", html)
            said += "".join(output.get("text", "")).splitlines()
            for each in said:
                assert plain(unescape(each)) in twin, each
            looked_for += len(said)
    assert looked_for >= 5


def test_the_pictures_of_a_twin_are_those_of_its_page(small_site):
    for path in LESSONS:
        page = small_site.page(f"lessons/{path.stem}.html")
        shown = {
            picture["src"]
            for picture in page.article.find_all("img")
            if picture["src"].startswith("pictures/")
        }
        twin = small_site.text(f"lessons/{path.stem}.md")
        assert set(re.findall(r"\]\((pictures/[^)]+)\)", twin)) == shown, path.name
        assert shown


@pytest.mark.parametrize("name", [name for name in br.__all__ if callable(getattr(br, name))])
def test_every_public_name_stands_in_a_twin_with_its_example(name, small_site):
    room = br.home_of(name).partition(".")[0]
    twin = small_site.text(f"api/{room}.md")
    part = twin.partition(f"## {name}\n")[2].partition("\n## ")[0]
    value = getattr(br, name)
    assert f"{name}(" in part or issubclass(value, Exception)
    assert plain(value.__doc__.strip().partition("\n\n")[0]) in plain(part)
    for line in value.__doc__.splitlines():
        if line.strip().startswith(">>> "):
            assert line.strip() in part


def test_the_sheets_have_their_words(small_site):
    for path in (PROJECT / "exercises" / "teaching").glob("*.html"):
        twin = plain(small_site.text(f"teaching/{path.stem}.md"))
        page = small_site.page(f"teaching/{path.stem}.html").main
        for each in page.find_all(["h1", "h2", "td", "th"]):
            assert plain(each.get_text()) in twin, (path.name, each)


def test_a_frozen_twin_leads_to_the_frozen_pages(small_site):
    frozen = small_site.text(f"{frozen_folder()}/index.md")
    assert "](claim/index.md)" in frozen
    assert "](../lessons/index.md)" in frozen
    assert "](lessons/index.md)" in small_site.text("index.md")


def test_programs_find_every_twin_of_the_course(small_site):
    listed = small_site.text("llms.txt")
    for folder in ("lessons", "exercises", "teaching", "about", "api"):
        for path in (small_site.folder / folder).glob("*.md"):
            if f"{folder}/{path.name}" != "lessons/index.md":
                assert f"]({folder}/{path.name})" in listed


# --- HTML as Markdown


@pytest.mark.parametrize(
    "html, expected",
    [
        ("<p>a <b>b</b>\n c</p>", "a **b** c"),
        ("<p>1 * 2 &lt; [3]</p>", r"1 \* 2 \< \[3\]"),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n\n   - b\n2. c"),
        ("<table><tr><th>a</th><td>1|2</td></tr></table>", "|  |  |\n|---|---|\n| a | 1\\|2 |"),
        ("<table><tr><th>a</th></tr><tr><td>b</td></tr></table>", "| a |\n|---|\n| b |"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<details><summary>More</summary><p>a</p></details>", "**More**\n\na"),
        ('<div class="highlight-python"><pre>x = 1\n</pre></div>', "```python\nx = 1\n```"),
        ("<pre>a ``` b</pre>", "````\na ``` b\n````"),
        ('<img src="a.png" alt="Two [marks]">', r"![Two \[marks\]](a.png)"),
        ('<a href="../term/a.html#b"><code>a</code></a>', "[`a`](../term/a.md#b)"),
        ("<button>no</button><script>no()</script><!-- no --><p>yes</p>", "yes"),
        ("words<p>a</p>more <i>words</i>", "words\n\na\n\nmore *words*"),
    ],
)
def test_html_is_written_as_markdown(html, expected):
    assert markdown_of_html(html) == expected


def test_a_twin_says_where_its_page_is():
    assert twin_of_content("<p>a</p>", "about/b").endswith("[HTML](b.html).\n")
