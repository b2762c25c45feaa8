"""Pages as browsers save them, in the style of several sites, made of the lines of a transcript.

None is copied from a site: what is learnt from them is how they are built.
"""

from html import escape

MENU = "Home|China|World|Business|Policy watch|Statistics|Press room|Archive|About us|Contact"
RELATED = (
    "Premier visits a port in the south|Exports of toys grow|Rain expected in the north|"
    "Museum opens a new hall|Rail line opens for trial runs"
)


def _links(words: str, tag: str = "li") -> str:
    return "".join(f'<{tag}><a href="#">{escape(word)}</a></{tag}>' for word in words.split("|"))


def _page(title: str, head: str, body: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}'
        f"</title>{head}</head>\n<body>{body}</body></html>\n"
    )


def press_room(lines: list[str]) -> str:
    """Paragraphs in a division, labels in bold, hard spaces, a menu and a list of news beside."""
    told = "\n".join(
        f"<p>&nbsp;</p><p><strong>{escape(line)}</strong></p>"
        if line.endswith(":")
        else f'<p style="text-indent:2em">&nbsp;{escape(line)}</p>'
        for line in lines[1:]
    )
    body = (
        f'<div class="top"><ul>{_links(MENU)}</ul></div>'
        f'<div class="crumbs"><a href="#">Home</a> &gt; <a href="#">Press room</a></div>'
        f'<div class="main"><h1>{escape(lines[0])}</h1>'
        f'<div class="share">Share: <a href="#">Mail</a></div>'
        f'<div id="content" class="content">{told}</div></div>'
        f'<div class="side"><h3>Most read</h3><ul>{_links(RELATED)}</ul></div>'
        f'<div class="footer">Copyright. All rights reserved. <a href="#">Contact</a></div>'
    )
    return _page(lines[0], "<script>var a = '<p>no speech</p>';</script>", body)


def government(lines: list[str]) -> str:
    """HTML5 with an article, spans inside paragraphs, a cookie notice and a form."""
    told = "\n".join(f"<p><span>{escape(line)}</span></p>" for line in lines[1:])
    body = (
        f"<header><nav>{_links(MENU, 'span')}</nav></header>"
        '<div class="cookies"><p>We use cookies to improve your visit.</p></div>'
        f"<main><article><h1>{escape(lines[0])}</h1>{told}</article>"
        f"<aside><h2>Related</h2><ul>{_links(RELATED)}</ul></aside></main>"
        '<form><label>Search</label><input name="q"></form>'
        "<footer><p>Sponsored by the general office. No reprint without permission.</p></footer>"
    )
    return _page(lines[0], "<style>p { margin: 0 }</style>", body)


def broken_lines(lines: list[str]) -> str:
    """An old page of nested tables; the text is one cell with line breaks."""
    told = "<br/>\n<br/>\n".join(
        f"<b>{escape(line)}</b>" if line.endswith(":") else escape(line) for line in lines
    )
    body = (
        f'<table width="960"><tr><td>{_links(MENU, "font")}</td></tr>'
        f'<tr><td><table><tr><td width="200">{_links(RELATED, "p")}</td>'
        f'<td class="text"><font size="3">{told}</font></td></tr></table></td></tr></table>'
    )
    return _page(lines[0], "", body)


def news(lines: list[str]) -> str:
    """Every paragraph in a division of its own, pictures with captions, notes of readers below."""
    told = []
    for number, line in enumerate(lines[1:]):
        told.append(f'<div class="par">{escape(line)}</div>')
        if number == 4:
            told.append('<figure><img src="a.jpg" alt=""></figure>')
    body = (
        f"<nav><ul>{_links(MENU)}</ul></nav>"
        f"<section class='story'><h1>{escape(lines[0])}</h1>{''.join(told)}</section>"
        f"<section class='more'><h2>More</h2><ul>{_links(RELATED)}</ul></section>"
        "<section class='notes'><div class='note'>A reader: very long.</div>"
        "<div class='note'>A reader: I was there.</div></section>"
    )
    return _page(lines[0], "<script type='application/json'>{\"p\": 1}</script>", body)


def label_in_paragraph(lines: list[str]) -> str:
    """The label in bold at the head of the first paragraph of its speech; speakers in a list."""
    told = []
    label = ""
    for line in lines[1:]:
        if line.endswith(":"):
            label = line
            continue
        bold = f"<strong>{escape(label)}</strong> " if label else ""
        told.append(f"<p>{bold}{escape(line)}</p>")
        label = ""
    body = (
        f'<div class="nav">{_links(MENU, "span")}</div>'
        f'<div class="article"><h2>{escape(lines[0])}</h2>{"".join(told)}</div>'
        f'<div class="box">{_links(RELATED, "div")}</div>'
    )
    return _page(lines[0], "", body)


SITES = {
    "press room": press_room,
    "government": government,
    "broken lines": broken_lines,
    "news": news,
    "label in paragraph": label_in_paragraph,
}
EMPTY_PAGE = _page("A page", "", '<div id="app"></div><script src="app.js"></script>')
LIST_OF_LINKS = _page("News", "", f"<ul>{_links(RELATED)}</ul><ul>{_links(MENU)}</ul>")
