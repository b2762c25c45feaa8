"""Ids in a text become links, and only those that there are."""

import pytest

from briefingroom.site.linking import voice_with_links, voices_with_links, with_chinese, with_links


@pytest.mark.parametrize(
    "text",
    [
        "2022-01-01/2023-04-20",  # a span of days
        "2023-04-20/2023-04-21",
        "d999 and r99",
        "T07 R354",
        "a_b",
        "x27",
        "sha-d02",
    ],
)
def test_what_is_no_id_is_no_link(text):
    assert "<a" not in with_links(text)


def test_an_id_at_the_end_of_a_sentence_is_a_link():
    assert with_links("See 2023-03-01.c012.").endswith('c012.html">2023-03-01.c012</a>.')


def test_hostile_words_are_escaped_around_links():
    html = with_links('<img src=x onerror="d02">')
    assert "<img" not in html
    assert "&lt;img" in html


def test_an_address_of_the_web_is_one_link_without_the_full_stop():
    html = with_links("At https://example.org/r354?a=1&b=2.")
    assert html == (
        'At <a rel="external noopener" href="https://example.org/r354?a=1&amp;b=2">'
        "https://example.org/r354?a=1&amp;b=2</a>."
    )


def test_an_id_without_its_briefing_is_of_the_briefing_of_the_page():
    assert "sentence/2023-04-20.t09.p3.s3.html" in with_links("t09.p3.s3", own="2023-04-20.c018")
    assert with_links("t09.p3.s3", own="d02") == "t09.p3.s3"


def test_chinese_says_that_it_is_chinese_and_quotation_marks_do_not():
    assert with_links("“十三五”") == '“<span lang="zh">十三五</span>”'
    assert with_chinese("<b> 5G基站") == '&lt;b&gt; <span lang="zh">5G基站</span>'
    assert with_links("see d02: 512工程") == (
        'see <a class="id" href="../discrepancy/d02.html">d02</a>: <span lang="zh">512工程</span>'
    )


def test_a_voice_is_the_longest_name_that_fits():
    assert ">CCTV.com</a> — question" in voice_with_links("CCTV.com — question")
    assert voice_with_links("Mr. Xin Guobin, vice minister").startswith("Mr. <a href=")
    assert voices_with_links("Han Xia; nobody").count("<a") == 1
