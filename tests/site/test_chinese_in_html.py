"""Chinese in pages that others made is marked as Chinese, once, and nothing else is touched."""

import re
from html.parser import HTMLParser

import pytest

import briefingroom as br
from briefingroom.site.chinese_in_html import mark_chinese


def span(words):
    return f'<span lang="zh">{words}</span>'


@pytest.mark.parametrize(
    "words",
    [
        "稀土",
        "5G基站",
        "512工程",
        "工业APP",
        "县县通5G",
        "制造业增加值占GDP比重",
        "专精特新“小巨人”企业",
        "“扬帆”行动计划",
        "巩固、增强、提升、畅通",
    ],
)
def test_a_name_is_one_piece_also_with_letters_in_it(words):
    assert mark_chinese(f"<p>It is {words} in all.</p>") == f"<p>It is {span(words)} in all.</p>"


def test_quotation_marks_of_the_english_stay_outside():
    assert (
        mark_chinese("<p>“稀土” and “钢铁”.</p>")
        == f"<p>“{span('稀土')}” and “{span('钢铁')}”.</p>"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>No such letters</p>",
        '<img alt="稀土 > 钢铁" src="x">',
        "<title>稀土</title>",
        "<script>let word = '稀土 <b>';</script>",
        "<!-- 稀土 <b> -->",
        '<td lang="zh">稀土 <td>x</td> 钢铁</td>',
        '<span lang="zh-Hans">稀土 <i>钢铁</i></span>',
        "<select><option>稀土</option></select>",
    ],
)
def test_what_cannot_be_marked_or_is_marked_stays(html):
    assert mark_chinese(html) == html


def test_after_a_marked_element_the_next_is_marked_too():
    assert mark_chinese('<p lang="zh">稀土<br></p><p>钢铁</p>') == (
        f'<p lang="zh">稀土<br></p><p>{span("钢铁")}</p>'
    )


def test_marking_twice_is_marking_once():
    once = mark_chinese("<ul><li>稀土</li><li>5G基站 and more</li></ul>")
    assert once.count('lang="zh"') == 2
    assert mark_chinese(once) == once


class OutsideChinese(HTMLParser):
    """Gathers the Chinese that stands outside of marked elements."""

    def __init__(self):
        super().__init__()
        self.stack, self.found = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in ("br", "img", "hr", "input"):
            self.stack.append((tag, dict(attrs).get("lang", "")))

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(lang.startswith("zh") for _, lang in self.stack):
            self.found += re.findall(r"[\u3400-\u9fff]+", data)


@pytest.mark.parametrize("id", ["little giants", "little_giants", "rare_earths", "x042"])
def test_a_page_of_the_library_is_marked_whole(id):
    html = br.where(id)._repr_html_()
    before, after = OutsideChinese(), OutsideChinese()
    before.feed(html)
    after.feed(mark_chinese(html))
    assert after.found == []
    assert before.found


def test_no_word_is_changed():
    html = br.glossary().to_html()
    assert re.sub(r"<[^>]*>", "", mark_chinese(html)) == re.sub(r"<[^>]*>", "", html)
    assert mark_chinese(html).count('lang="zh"') > 100
