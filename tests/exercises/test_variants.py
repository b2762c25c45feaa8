"""Another form of every set: its solution is right, the answers of the first form are not, and what
its texts say is held by the data.
"""

import ast
import csv
import json
import re
import subprocess
import sys
import warnings
from contextlib import redirect_stdout
from io import StringIO

import held
import pytest
from test_answers import FALLBACK, SETS, drawn_on_no_screen

import briefingroom as br
from briefingroom.corpus.tables import HOME
from briefingroom.practice import NotYet, seal

assert drawn_on_no_screen  # a fixture for this module too
ID_WORDS = re.compile(r"> (.+)\n>\n> [^,\n]+, `([\w.-]+)`")


@pytest.fixture(scope="module")
def first_forms(kit):
    return {name: sources_by_id(kit.variants.source_notebook(name)) for name in SETS}


@pytest.fixture(scope="module")
def variants(kit):
    """A function that gives a set in another form: the sources of its cells by id."""
    made = {}

    def one(name, number):
        if (name, number) not in made:
            with warnings.catch_warnings(action="ignore"):
                made[name, number] = kit.variants.variant(name, number)
        return made[name, number]

    return one


def sources_by_id(notebook):
    return {cell.id: cell.source for cell in notebook.cells}


def prepared(sources):
    names = {}
    with redirect_stdout(StringIO()):
        for id, source in sources.items():
            if id == "setup" or id.endswith("-quiz"):
                exec(source, names)
    return names


def said_to(sources, task, answer, names):
    """What the checks of a task say to an answer, and whether they let it pass."""
    names, said = dict(names), StringIO()
    with redirect_stdout(said):
        exec(answer, names)
        try:
            for id, source in sources.items():
                if re.fullmatch(rf"{task}-(check\w*|hidden)", id):
                    exec(source, names)
        except NotYet as line:
            return str(line), False
    return said.getvalue(), True


def numbers_of(kit, name):
    """As many variants as make every alternative of every task appear."""
    alternatives = (
        kit.variants.alternatives(name, task) for task in kit.variants.varied_tasks(name)
    )
    return range(1, max(map(len, alternatives)) + 1)


@pytest.mark.parametrize("name", SETS)
def test_at_least_two_tasks_of_each_set_have_other_forms(kit, name):
    others = kit.variants.varied_tasks(name)
    assert len(others) >= 2
    assert set(others) <= set(kit.build.numbered_tasks(name))
    assert all(kit.variants.alternatives(name, task) for task in others)


def test_each_task_has_two_other_forms_at_least_where_the_data_allow(kit):
    """The exchanges of a briefing have two columns of words: one is drawn in the first form of task
    4 of set 15, the other in the second.
    """
    numbers = {
        (name, task): len(kit.variants.alternatives(name, task))
        for name in SETS
        for task in kit.variants.varied_tasks(name)
    }
    assert [task for task, number in numbers.items() if number < 2] == [
        ("15_bring_your_own_briefing", "q4")
    ]
    assert max(numbers.values()) <= 4
    words = [column for column in br.exchanges().columns if column.startswith("words_")]
    assert words == ["words_question", "words_answer"]


@pytest.mark.sample(4)
@pytest.mark.parametrize("name", SETS)
def test_in_every_form_the_solution_passes_and_the_first_answers_do_not(
    kit, variants, first_forms, name
):
    for number in numbers_of(kit, name):
        sources = sources_by_id(variants(name, number))
        names = prepared(sources)
        for task in kit.variants.varied_tasks(name):
            said, passed = said_to(sources, task, sources[task], names)
            assert passed, (number, task, said)
            assert said.startswith("Right"), (number, task, said)
            line, passed = said_to(sources, task, first_forms[name][task], names)
            assert not passed, (number, task)
            assert FALLBACK not in line, (number, task, line)


@pytest.mark.parametrize("name", SETS)
def test_in_every_form_nothing_and_odd_values_get_a_line(kit, variants, name):
    sources = sources_by_id(variants(name, 1))
    names = prepared(sources)
    stub = re.compile(r"[ \t]*### BEGIN SOLUTION\n.*?### END SOLUTION", re.DOTALL)
    for task in kit.variants.varied_tasks(name):
        given_out = stub.sub("    pass", sources[task])
        given_out = given_out if "def " in given_out else stub.sub("", sources[task])
        given_out = re.sub(r"^added\(.*\)$|^br\.where.*$", "", given_out, flags=re.M)
        for value in ("", "None", "'nothing'", "-1", "[]", "object()"):
            answers = re.findall(r"^(?:def )?(\w+)(?= = |\()", given_out, re.M)
            odd = "".join(f"\n{one} = {value}" for one in answers if value and one != "plt")
            line, passed = said_to(sources, task, given_out + odd, names)
            assert not passed, (task, value)
            assert FALLBACK not in line or value == "object()", (task, value, line)


@pytest.mark.parametrize("name", SETS)
def test_only_the_named_tasks_are_others_and_the_frame_stays(kit, variants, name):
    notebook, first = variants(name, 1), kit.variants.source_notebook(name)
    assert [cell.id for cell in notebook.cells] == [cell.id for cell in first.cells]
    assert [cell.metadata for cell in notebook.cells] == [cell.metadata for cell in first.cells]
    for task in kit.build.numbered_tasks(name):
        changed = any(
            cell.source != old.source
            for cell, old in zip(notebook.cells, first.cells, strict=True)
            if cell.id in (task, f"{task}-text", f"{task}-check")
        )
        assert changed or task not in kit.variants.varied_tasks(name), task
    for cell, old in zip(notebook.cells, first.cells, strict=True):
        if re.fullmatch(r"q\d+-text", cell.id):
            points = [
                re.search(r"^## Task \d+: .+ (\(\d+ points?\))$", c.source, re.M)[1]
                for c in (cell, old)
            ]
            assert len(set(points)) == 1, cell.id
            assert (
                "**A right answer looks like this" in cell.source or "choose" in cell.metadata.tags
            )
            assert "<details><summary>Hint" in cell.source
        assert not re.search(r"<<|>>|\{[a-z_]+\(", cell.source) or cell.cell_type == "code", cell.id


@pytest.mark.parametrize("name", SETS)
def test_a_quotation_with_its_id_stands_there_and_every_id_exists(kit, variants, name):
    texts = br.sentences().set_index("sentence").text
    for number in numbers_of(kit, name):
        for id, source in sources_by_id(variants(name, number)).items():
            for words, sentence in ID_WORDS.findall(source):
                assert words.strip("“”") == texts[sentence], (number, id)
            for sentence in re.findall(r"20\d\d-\d\d-\d\d\.t\d+\.p\d+\.s\d+", source):
                assert sentence in texts.index or sentence.startswith("2024-"), (id, sentence)


def literal_texts(said):
    """The texts of a task that `variants.toml` writes out, without what is computed."""
    whole = [*said.get("cells", {}).values(), said.get("why", "")]
    whole += [new for _, new in said.get("instead", [])]
    for text in whole:
        yield re.sub(r"<<.*?>>|\{[^{}]*\}", " ", text, flags=re.DOTALL)


@pytest.mark.parametrize("name", SETS)
def test_a_number_that_is_written_out_is_held_by_a_fact(kit, name):
    """Numbers of the other forms are computed; those that are not stand in `facts`, in the
    parameters, or in what the set says in its first form too.
    """
    described = kit.variants.described(name)
    first = held.held(f"exercises/{name}").text
    for task in kit.variants.varied_tasks(name):
        said = described[task]
        known = held.numbers_in(described.get("facts", "") + json.dumps(said["others"]) + first)
        for text in literal_texts(said):
            prose = "\n".join(
                line
                for line in text.splitlines()
                if not re.match(r"\s*(###|#|practice|with|from)", line)
            )
            for pattern in (held.NOT_TEXT, re.compile(held.ID), held.PLACES):
                prose = pattern.sub(" ", prose)
            code = re.search(r"### BEGIN SOLUTION", text)
            loose = [
                n for n in held.numbers_in(prose) if not held.YEAR.fullmatch(n) and n not in known
            ]
            assert code or not loose, (task, loose)


def test_conditions_refuse_parameters_that_do_not_hold(kit, monkeypatch):
    described = kit.variants.described("14_means_and_answers")
    broken = json.loads(json.dumps(described))
    broken["q1"]["others"] = [{"kind": "title", "group": "small firms"}]
    monkeypatch.setattr(kit.variants, "described", lambda name: broken)
    with pytest.raises(kit.variants.CannotVary, match="do not keep"):
        kit.variants.variant("14_means_and_answers", 1)


def test_words_that_stand_nowhere_in_the_source_stop_the_build(kit, monkeypatch):
    broken = json.loads(json.dumps(kit.variants.described("14_means_and_answers")))
    broken["q2"]["says"] = ["'words that nobody wrote'"]
    monkeypatch.setattr(kit.variants, "described", lambda name: broken)
    with pytest.raises(kit.variants.CannotVary, match="do not stand in the source"):
        kit.variants.variant("14_means_and_answers", 1)


def test_a_seal_that_no_expression_gives_stops_the_build_or_takes_its_line_away(kit):
    lines = (
        f'    practice.need(not practice.opens(x, "{seal(1)}"), "a mistake")\n'
        f'    practice.need(practice.opens(x, "{seal(2)}"), "right")'
    )
    left = kit.variants.resealed(lines, {seal(2): seal(3)})
    assert left == f'    practice.need(practice.opens(x, "{seal(3)}"), "right")'
    with pytest.raises(kit.variants.CannotVary, match="No expression gives"):
        kit.variants.resealed(lines, {seal(1): seal(3)})


def test_words_are_replaced_whole_and_all_at_once(kit):
    words = {"sales": "output", "output": "sales", "2023-03-01": "2022-06-14"}
    text = "sales, output, salesman, br.sales.sum(), 2023-03-01.t02, 2023-03-01."
    assert kit.variants.replaced(text, words) == (
        "output, sales, salesman, br.output.sum(), 2023-03-01.t02, 2022-06-14."
    )


def test_the_checks_of_other_forms_are_programs_that_seal_what_is_right(kit):
    check = kit.variant_checks.check_of_number(3, "practice.number(x)", 12.34, "Right.", {}, "No.")
    ast.parse(check)
    assert "12.34" not in check
    assert seal([12.3]) in check


def test_the_guide_lists_the_tasks_that_stay_the_same(kit):
    guide = (HOME.parent / "exercises" / "teaching" / "README.md").read_text(encoding="utf-8")
    for name in SETS:
        others = kit.variants.varied_tasks(name)
        same = [task[1:] for task in kit.build.numbered_tasks(name) if task not in others]
        varied = ", ".join(task[1:] for task in others)
        assert f"| `{name}` | {varied} | {', '.join(same)} |" in guide, name


@pytest.mark.release
def test_a_variant_is_built_and_graded(kit, wall_here, grade_command, tmp_path):
    """Two sets in another form: a hand-in with their solution gets all points, one with the answers
    of the first form does not.
    """
    folder, hand_ins = tmp_path / "other", tmp_path / "class"
    chosen = ["03_reading_a_number", "15_bring_your_own_briefing"]
    build = subprocess.run(
        [sys.executable, kit.build.__file__, "03", "15", "--variant", "1", "--into", str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert build.returncode == 0, build.stderr
    assert "the same stay" in build.stdout
    for student, kind in (("anna", "own"), ("berta", "first")):
        (hand_ins / student).mkdir(parents=True)
        for name in chosen:
            notebook = json.loads((folder / f"{name}.ipynb").read_text(encoding="utf-8"))
            place = folder / "source" if kind == "own" else kit.variants.FIRST_FORMS
            source = json.loads((place / name / f"{name}.ipynb").read_text(encoding="utf-8"))
            answers = {cell["id"]: cell["source"] for cell in source["cells"]}
            for cell in notebook["cells"]:
                if cell["metadata"].get("nbgrader", {}).get("solution"):
                    cell["source"] = answers[cell["id"]]
            (hand_ins / student / f"{name}.ipynb").write_text(
                json.dumps(notebook), encoding="utf-8"
            )
    done = grade_command(hand_ins, "--exercises", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    with open(hand_ins.with_name("class-graded") / "points.csv", encoding="utf-8-sig") as file:
        checks = {(row["student"], row["exercise"]): row["checks"] for row in csv.DictReader(file)}
    assert [checks["anna", name] for name in chosen] == ["11.0", "12.0"]
    assert all(float(checks["berta", name]) < float(checks["anna", name]) for name in chosen)
