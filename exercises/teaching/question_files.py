"""Choice questions as the files that course pages import: Moodle XML, and for Canvas a package in
QTI 1.2.

QTI 1.2 and not 2.1, because this is what text2qti, a tool made for Canvas, writes for it, with
feedback for each answer; a test compares ours with its file.
"""

import html
import io
import re
import zipfile
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import mistune
from choices import ChoiceQuestion

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
CONTENT_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
CANVAS_QUIZ = "http://canvas.instructure.com/xsd/cccv1p0"
SCHEMA_OF_INSTANCES = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
QTI_SCHEMA = f"{QTI} http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd"
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # so that the same questions make the same package
READABLE = 0o644
markdown = mistune.create_markdown(escape=True, plugins=["table"])


def as_html(text: str) -> str:
    """Plain text as HTML; what XML cannot hold is left out."""
    return html.escape(NOT_IN_XML.sub("", text), quote=False)


def question_html(question: ChoiceQuestion) -> str:
    """What a question is about, and what is asked."""
    setting = str(markdown(NOT_IN_XML.sub("", question.setting)))
    return f"{setting}<p><b>{as_html(question.question)}</b></p>"


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A new element in another, with its text."""
    made = SubElement(parent, tag, attributes)
    made.text = text or None
    return made


def written(root: Element) -> bytes:
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


# --- Moodle XML


def moodle_xml(groups: dict[str, list[ChoiceQuestion]]) -> bytes:
    """All questions in one file, each group as a category."""
    quiz = Element("quiz")
    for name, questions in groups.items():
        in_path = name.replace("/", "//")
        category = add(quiz, "question", type="category")
        add_words(category, "category", f"$course$/top/Briefing Room/{in_path}")
        for question in questions:
            add_moodle_question(quiz, question)
    return written(quiz)


def add_moodle_question(quiz: Element, question: ChoiceQuestion) -> None:
    made = add(quiz, "question", type="multichoice")
    add_words(made, "name", f"{question.name}: {question.title}")
    add_words(made, "questiontext", question_html(question), format="html")
    add_words(made, "generalfeedback", "", format="html")
    settings = {
        "defaultgrade": "1",
        "penalty": "0",
        "hidden": "0",
        "idnumber": question.name.replace(" ", "-"),
        "single": "true",
        "shuffleanswers": "false",
        "answernumbering": "abc",
    }
    for tag, text in settings.items():
        add(made, tag, text)
    for letter, answer in question.answers.items():
        fraction = "100" if letter == question.right else "0"
        words = as_html(answer.text)
        choice = add_words(made, "answer", words, fraction=fraction, format="html")
        add_words(choice, "feedback", as_html(answer.feedback), format="html")


def add_words(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    """A new element with its text as Moodle has it, in an element of its own."""
    made = add(parent, tag, "", **attributes)
    add(made, "text", text)
    return made


# --- QTI 1.2


def identifier(*words: str) -> str:
    """A name that every reader of XML takes for an id."""
    return re.sub(r"\W+", "_", "_".join(("br", *words)))


def qti_package(name: str, title: str, questions: list[ChoiceQuestion]) -> bytes:
    """A package to import: the manifest, the questions, and what Canvas wants to know of a quiz."""
    ident = identifier(name)
    files = {
        "imsmanifest.xml": written(manifest(ident)),
        f"{ident}/{ident}.xml": written(assessment(ident, title, questions)),
        f"{ident}/assessment_meta.xml": written(about_the_quiz(ident, title, len(questions))),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for path, content in files.items():
            about = zipfile.ZipInfo(path, FIXED_DATE)
            about.external_attr = READABLE << 16
            package.writestr(about, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def manifest(ident: str) -> Element:
    root = Element("manifest", {"identifier": f"{ident}_manifest", "xmlns": CONTENT_PACKAGE})
    about = add(root, "metadata")
    add(about, "schema", "IMS Content")
    add(about, "schemaversion", "1.1.3")
    add(root, "organizations")
    resources = add(root, "resources")
    quiz = add(resources, "resource", identifier=ident, type="imsqti_xmlv1p2")
    add(quiz, "file", href=f"{ident}/{ident}.xml")
    add(quiz, "dependency", identifierref=f"{ident}_meta")
    path = f"{ident}/assessment_meta.xml"
    kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    meta = add(resources, "resource", identifier=f"{ident}_meta", type=kind, href=path)
    add(meta, "file", href=path)
    return root


def about_the_quiz(ident: str, title: str, points: int) -> Element:
    root = Element("quiz", {"identifier": ident, "xmlns": CANVAS_QUIZ})
    add(root, "title", title)
    add(root, "description", "From the exercises of Briefing Room; the key is public.")
    add(root, "shuffle_answers", "false")
    add(root, "scoring_policy", "keep_highest")
    add(root, "quiz_type", "practice_quiz")
    add(root, "points_possible", f"{points}.0")
    add(root, "show_correct_answers", "true")
    add(root, "allowed_attempts", "-1")
    return root


def assessment(ident: str, title: str, questions: list[ChoiceQuestion]) -> Element:
    root = Element("questestinterop", {"xmlns": QTI, SCHEMA_OF_INSTANCES: QTI_SCHEMA})
    whole = add(root, "assessment", ident=ident, title=title)
    add_fields(add(whole, "qtimetadata"), {"cc_maxattempts": "1"})
    section = add(whole, "section", ident="root_section")
    for question in questions:
        add_item(section, question)
    return root


def add_fields(metadata: Element, fields: dict[str, str]) -> None:
    for label, entry in fields.items():
        made = add(metadata, "qtimetadatafield")
        add(made, "fieldlabel", label)
        add(made, "fieldentry", entry)


def add_item(section: Element, question: ChoiceQuestion) -> None:
    ident = identifier(question.exercise, question.task)
    choices = {letter: f"{ident}_{letter}" for letter in question.answers}
    item = add(section, "item", ident=ident, title=question.title)
    add_fields(
        add(add(item, "itemmetadata"), "qtimetadata"),
        {
            "question_type": "multiple_choice_question",
            "points_possible": "1",
            "original_answer_ids": ",".join(choices.values()),
            "assessment_question_identifierref": f"{ident}_ref",
        },
    )
    add_presentation(item, question, choices)
    add_processing(item, choices, choices[question.right])
    for letter, answer in question.answers.items():
        feedback = add(item, "itemfeedback", ident=f"{choices[letter]}_fb")
        add_text(add(feedback, "flow_mat"), as_html(answer.feedback))


def add_presentation(item: Element, question: ChoiceQuestion, choices: dict[str, str]) -> None:
    shown = add(item, "presentation")
    add_text(shown, question_html(question))
    response = add(shown, "response_lid", ident="response1", rcardinality="Single")
    rendered = add(response, "render_choice")
    for letter, answer in question.answers.items():
        add_text(add(rendered, "response_label", ident=choices[letter]), as_html(answer.text))


def add_text(parent: Element, text: str) -> None:
    add(add(parent, "material"), "mattext", text, texttype="text/html")


def add_processing(item: Element, choices: dict[str, str], right: str) -> None:
    """What is said to each answer, then which one has the points."""
    processing = add(item, "resprocessing")
    limits = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    add(add(processing, "outcomes"), "decvar", **limits)
    for choice in choices.values():
        chosen = add_condition(processing, choice, goes_on="Yes")
        add(chosen, "displayfeedback", feedbacktype="Response", linkrefid=f"{choice}_fb")
    chosen = add_condition(processing, right, goes_on="No")
    add(chosen, "setvar", "100", action="Set", varname="SCORE")


def add_condition(processing: Element, choice: str, goes_on: str) -> Element:
    made = add(processing, "respcondition")
    made.set("continue", goes_on)
    add(add(made, "conditionvar"), "varequal", choice, respident="response1")
    return made
