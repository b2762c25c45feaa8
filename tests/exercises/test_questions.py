"""Choice questions written for course pages, and read again by other code than wrote them."""

import html
import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
PACKAGE = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
HARD = (
    "a < b & c > d \" 'q' ]]> <script>alert(1)</script> "
    "5G%20 {x} $y$ &amp; 中文 \u00e9\u0301 \U0001f600"
)
BY_TEXT2QTI = Path(__file__).parent / "questions_by_text2qti.xml"


@pytest.fixture(scope="module")
def hard(kit):
    """A question with every sign that XML and HTML use for themselves."""
    answers = {
        letter: kit.choices.ChoiceAnswer(f"{letter} {HARD}", f"Because {letter}: {HARD}")
        for letter in "abcd"
    }
    return kit.choices.ChoiceQuestion(
        "00_start_here", "q2", f"title {HARD}", f"Setting {HARD}", f"Ask {HARD}", answers, "c"
    )


@pytest.fixture(scope="module")
def groups(kit):
    return kit.questions.groups_of_questions()


class Words(HTMLParser):
    """The words that a browser shows of a piece of HTML, and its elements."""

    def __init__(self, text):
        super().__init__()
        self.words, self.elements, self.open = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        self.open.append(tag)
        assert attributes == [] or tag in ("td", "th"), (tag, attributes)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def shown(self):
        return "".join(self.words)


def read_moodle(content):
    """By category, the questions of a Moodle file: name, text, and each answer with its part of the
    points and its feedback.
    """
    root = ElementTree.fromstring(content)
    assert root.tag == "quiz"
    found, category = {}, None
    for question in root:
        assert question.tag == "question"
        if question.get("type") == "category":
            category = question.findtext("category/text")
            continue
        assert question.get("type") == "multichoice"
        assert question.findtext("single") == "true"
        assert question.find("questiontext").get("format") == "html"
        answers = [
            (one.findtext("text"), float(one.get("fraction")), one.findtext("feedback/text"))
            for one in question.findall("answer")
        ]
        found.setdefault(category, []).append(
            (question.findtext("name/text"), question.findtext("questiontext/text"), answers)
        )
    return found


def read_qti(content):
    """The title of a quiz and its questions as `read_moodle` gives them, from a package in QTI 1.2:
    what is scored and said is found by the rules of the format, from its conditions.
    """
    package = zipfile.ZipFile(io.BytesIO(content))
    assert package.testzip() is None
    manifest = ElementTree.fromstring(package.read("imsmanifest.xml"))
    resources = {one.get("identifier"): one for one in manifest.iter(f"{PACKAGE}resource")}
    files = {one.get("href") for one in manifest.iter(f"{PACKAGE}file")}
    assert files == set(package.namelist()) - {"imsmanifest.xml"}
    for needed in manifest.iter(f"{PACKAGE}dependency"):
        assert needed.get("identifierref") in resources
    (quiz,) = (one for one in resources.values() if one.get("type") == "imsqti_xmlv1p2")
    root = ElementTree.fromstring(package.read(quiz.find(f"{PACKAGE}file").get("href")))
    whole = root.find(f"{QTI}assessment")
    return whole.get("title"), [read_item(item) for item in whole.iter(f"{QTI}item")]


def text_of(element):
    texts = element.findall(f"{QTI}material/{QTI}mattext")
    assert [one.get("texttype") for one in texts] == ["text/html"]
    return texts[0].text


def read_item(item):
    said = {
        one.get("ident"): text_of(one.find(f"{QTI}flow_mat"))
        for one in item.findall(f"{QTI}itemfeedback")
    }
    choices = {one.get("ident"): text_of(one) for one in item.iter(f"{QTI}response_label")}
    shown = item.find(f"{QTI}presentation")
    response = shown.find(f"{QTI}response_lid")
    assert response.get("rcardinality") == "Single"
    answers = []
    for choice, text in choices.items():
        score, feedback = outcome(item, response.get("ident"), choice)
        answers.append((text, score, said[feedback]))
    return item.get("title"), text_of(shown), answers


def outcome(item, asked, choice):
    """The points and the feedback of who chooses an answer: conditions are tried in their order,
    until one that holds says to stop.
    """
    score, feedback = 0.0, []
    for condition in item.iter(f"{QTI}respcondition"):
        tests = condition.find(f"{QTI}conditionvar").findall(f"{QTI}varequal")
        assert {test.get("respident") for test in tests} == {asked}
        if [test.text for test in tests] != [choice]:
            continue
        for change in condition.findall(f"{QTI}setvar"):
            assert (change.get("action"), change.get("varname")) == ("Set", "SCORE")
            score = float(change.text)
        feedback += [one.get("linkrefid") for one in condition.findall(f"{QTI}displayfeedback")]
        if condition.get("continue") == "No":
            break
    (only,) = feedback
    return score, only


def as_asked(question):
    """The answers of a question as the readers above give them."""
    return [
        (answer.text, 100.0 if letter == question.right else 0.0, answer.feedback)
        for letter, answer in question.answers.items()
    ]


def shown(answers):
    return [(Words(text).shown, points, Words(said).shown) for text, points, said in answers]


def test_a_parser_of_others_reads_the_moodle_file_as_it_is_read_here(kit, groups):
    """moodle-xml-parser, from the Python Package Index, knows nothing of this project."""
    from moodle_xml_parser.parser import parse_bytes

    content = kit.question_files.moodle_xml({t: q for t, q in groups.values()})
    ours = [question for group in read_moodle(content).values() for question in group]
    found = parse_bytes(content)
    assert found["cloze"] == []
    assert len(found["multichoice"]) == len(ours) >= 40
    for theirs, (name, text, answers) in zip(found["multichoice"], ours, strict=True):
        assert theirs.single
        assert (theirs.name, theirs.text_pre_parse) == (name, html.unescape(text.strip()))
        assert [(one.answer, one.score_fraction, one.feedback) for one in theirs.options] == [
            (html.unescape(said), part, html.unescape(feedback)) for said, part, feedback in answers
        ]
        assert sorted(one.score_fraction for one in theirs.options)[-2:] == [0.0, 100.0]


def test_moodle_gets_every_question_with_its_key_and_feedback(kit, groups):
    found = read_moodle(kit.question_files.moodle_xml({t: q for t, q in groups.values()}))
    assert list(found) == [f"$course$/top/Briefing Room/{title}" for title, _ in groups.values()]
    for (title, questions), category in zip(groups.values(), found.values(), strict=True):
        assert len(category) == len(questions), title
        for question, (name, text, answers) in zip(questions, category, strict=True):
            assert name.startswith(question.name)
            assert Words(text).shown.endswith(question.question)
            assert shown(answers) == as_asked(question)


def test_canvas_gets_every_question_with_its_key_and_feedback(kit, groups):
    for name, (title, questions) in groups.items():
        found, items = read_qti(kit.question_files.qti_package(name, title, questions))
        assert found == title
        assert len(items) == len(questions) > 0
        for question, (named, text, answers) in zip(questions, items, strict=True):
            assert named == question.title
            assert Words(text).shown.endswith(question.question)
            assert shown(answers) == as_asked(question)


def test_all_sets_with_choice_questions_and_both_forms_are_there(kit, groups):
    assert list(groups) == [*kit.build.exercises(), "short_test_A", "short_test_B"]


def test_what_only_a_notebook_has_is_not_asked(groups):
    for title, questions in groups.values():
        for question in questions:
            assert "closed cell" not in question.setting, title
            assert "hand in" not in question.setting, title
            assert "<details>" not in question.setting
            assert "attachment:" not in question.setting
            assert not question.setting.startswith("#")


def test_signs_that_xml_uses_for_itself_come_through_and_run_nothing(kit, hard):
    (category,) = read_moodle(kit.question_files.moodle_xml({f"a/b {HARD}": [hard]})).values()
    ((_, text, answers),) = category
    _, ((title, qti_text, qti_answers),) = read_qti(
        kit.question_files.qti_package("hard", f"Quiz {HARD}", [hard])
    )
    assert shown(answers) == shown(qti_answers) == as_asked(hard)
    assert title == hard.title
    assert text == qti_text
    words = Words(text)
    assert hard.question in words.shown
    assert "<script>alert(1)</script>" in words.shown
    assert set(words.elements) == {"p", "b"}
    for piece, _, said in answers:
        assert Words(piece).elements == Words(said).elements == []


def test_signs_that_xml_cannot_hold_are_left_out(kit, hard):
    odd = hard._replace(question="a\0b\x0bc\ud800d\ufffee", setting="x\0y")
    content = kit.question_files.moodle_xml({"odd": [odd]})
    ((_, text, _),) = next(iter(read_moodle(content).values()))
    assert Words(text).shown.split() == ["xy", "abcde"]


def test_a_category_whose_name_has_a_stroke_is_one_category(kit, hard):
    content = kit.question_files.moodle_xml({"5G/6G": [hard]})
    assert list(read_moodle(content)) == ["$course$/top/Briefing Room/5G//6G"]


def shape(element, names):
    """The elements and attributes of a tree; ids by the order in which they are met."""

    def known(value):
        for part in sorted(names, key=len, reverse=True):
            value = value.replace(part, names[part])
        return value

    attributes = {key: known(value) for key, value in element.attrib.items() if key != "title"}
    text = known((element.text or "").strip())
    text = text if "<" not in text and " " not in text else "words"
    return (element.tag, attributes, text, [shape(child, names) for child in element])


def ids_in(root):
    idents = [one.get("ident") for one in root.iter() if one.get("ident")]
    questions = [one for one in root.iter(f"{QTI}item")]
    order = [root.find(f"{QTI}assessment").get("ident")]
    for item in questions:
        order.append(item.get("ident"))
        order += [one.get("ident") for one in item.iter(f"{QTI}response_label")]
        order += [
            entry.text
            for field in item.iter(f"{QTI}qtimetadatafield")
            for label, entry in [list(field)]
            if label.text == "assessment_question_identifierref"
        ]
    assert idents
    return {ident: f"id{number}" for number, ident in enumerate(order)}


def test_the_package_has_the_form_that_text2qti_makes_for_canvas(kit):
    """The file beside was made by text2qti 0.8.0 from one question; ours of the same question has
    the same elements, attributes, conditions and order.
    """
    theirs = ElementTree.parse(BY_TEXT2QTI).getroot()
    answers = {
        "a": kit.choices.ChoiceAnswer("6 apples", "Look again."),
        "b": kit.choices.ChoiceAnswer("5 apples", "Yes, five."),
        "c": kit.choices.ChoiceAnswer("4 apples", "Too few."),
    }
    question = kit.choices.ChoiceQuestion("x", "q1", "t", "", "What is 2+3?", answers, "b")
    package = zipfile.ZipFile(io.BytesIO(kit.question_files.qti_package("x", "Short", [question])))
    (name,) = (name for name in package.namelist() if name.endswith("br_x.xml"))
    ours = ElementTree.fromstring(package.read(name))
    assert shape(ours, ids_in(ours)) == shape(theirs, ids_in(theirs))


def test_the_same_questions_make_the_same_files(kit, groups):
    title, questions = groups["01_anatomy_of_a_briefing"]
    make = kit.question_files.qti_package
    assert make("x", title, questions) == make("x", title, questions)


def test_the_command_writes_all_files_and_refuses_a_file_for_a_folder(kit, tmp_path, capsys):
    folder = tmp_path / "questions of mine"
    assert kit.questions.questions_main([str(folder)]) == 0
    names = {path.name for path in folder.iterdir()}
    assert "moodle_questions.xml" in names
    assert len([name for name in names if name.startswith("canvas_")]) == len(names) - 1
    assert f"{len(names)} files in" in capsys.readouterr().out
    taken = tmp_path / "taken"
    taken.write_text("")
    with pytest.raises(SystemExit):
        kit.questions.questions_main([str(taken)])
    assert "is not a folder" in capsys.readouterr().err


def test_what_is_said_names_no_letter_so_that_a_course_page_may_shuffle_the_answers(groups):
    for _, questions in groups.values():
        for question in questions:
            for answer in question.answers.values():
                assert not re.search(r"\b[Aa]nswer [a-d]\b|\([a-d]\)", answer.feedback)
