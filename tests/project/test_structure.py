"""The house: which room uses which, no room hides a public name, the code reads easily."""

import ast
import importlib.util
import inspect
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import briefingroom as br

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LIBRARY = ROOT / "lib" / "briefingroom"
PACKAGES = sorted(path.name for path in LIBRARY.iterdir() if (path / "__init__.py").exists())
CLEANING_MAY_USE = {"cleaning", "errors", "ids"}


@cache
def measuring():
    """The script that measures, as a module."""
    spec = importlib.util.spec_from_file_location("measure", HERE / "measure.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["measure"] = module
    spec.loader.exec_module(module)
    return module


def absolute(module: str, node: ast.ImportFrom) -> str:
    """The full name of what a module imports from."""
    if not node.level:
        return node.module
    home = ["briefingroom", *module.split("/")][: -node.level]
    return ".".join([*home, *filter(None, [node.module])])


@cache
def imports():
    """Every import of one module of the library by another: importer, imported module, names."""
    found = []
    for path in measuring().library_files():
        module = path.relative_to(LIBRARY).with_suffix("").as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                source = absolute(module, node)
                if source.split(".")[0] == "briefingroom":
                    names = [alias.name for alias in node.names]
                    found.append((module, source.removeprefix("briefingroom").lstrip("."), names))
    return found


def rooms():
    """Which package or top-level module uses which others."""
    uses = {}
    for importer, imported, names in imports():
        targets = [imported] if imported else names
        for target in targets:
            room = target.split(".")[0]
            if importer.split("/")[0] != room:
                uses.setdefault(importer.split("/")[0], set()).add(room)
    return uses


def reachable(start, uses, seen=()):
    for room in uses.get(start, ()):
        if room not in seen:
            seen = (*seen, room, *reachable(room, uses, (*seen, room)))
    return set(seen)


# --- which room may use which


def test_the_imports_are_seen():
    uses = rooms()
    assert {"corpus", "numbers", "text"} <= uses["charts"]
    assert "charts" in uses["widgets"]
    assert len(imports()) > 100


def test_imports_among_packages_make_no_circle():
    uses = rooms()
    assert [room for room in uses if room in reachable(room, uses)] == []


def test_nothing_imports_the_maintainers_code():
    assert [room for room, used in rooms().items() if "maintain" in used] == []


def test_nothing_imports_the_website():
    assert [room for room, used in rooms().items() if "site" in used] == []


def test_charts_know_nothing_of_widgets():
    assert "widgets" not in reachable("charts", rooms())


def test_cleaning_knows_nothing_above_it():
    assert reachable("cleaning", rooms()) <= CLEANING_MAY_USE


def test_nobody_borrows_a_private_name():
    borrowed = [
        f"{importer} takes {name} from {imported}"
        for importer, imported, names in imports()
        for name in names
        if name.startswith("_") and not name.startswith("__")
    ]
    assert borrowed == []


def test_every_package_says_what_belongs_there():
    assert {"corpus", "cleaning", "numbers", "text", "charts", "widgets", "maintain"} <= set(
        PACKAGES
    )
    for package in PACKAGES:
        text = (LIBRARY / package / "__init__.py").read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(text)), package


def test_the_tests_mirror_the_packages():
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    assert set(PACKAGES) <= folders


# --- no room hides a public name

CALL_EVERYTHING = """
import importlib, pkgutil, sys
import briefingroom as br

names = [module.name for module in pkgutil.walk_packages(br.__path__, "briefingroom.")]
for name in sorted(names, reverse=len(sys.argv) > 1):
    importlib.import_module(name)
modules = type(sys)
hidden = [name for name in br.__all__ if isinstance(getattr(br, name), modules)]
assert not hidden, hidden
assert callable(br.claims) and len(br.claims()) > 600
print(len(names), len(br.__all__))
"""


@pytest.mark.parametrize("order", [[], ["reverse"]], ids=["first to last", "last to first"])
def test_every_public_name_is_there_after_every_module_was_imported(order):
    command = [sys.executable, "-c", CALL_EVERYTHING, *order]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.stderr == ""
    modules, names = map(int, result.stdout.split())
    assert modules >= len(measuring().library_files()) - 1
    assert names == len(br.__all__)


def test_no_package_or_module_at_the_top_bears_a_public_name():
    top = {path.stem for path in LIBRARY.iterdir()}
    assert top & set(br.__all__) == set()


def test_each_public_name_comes_from_the_module_that_defines_it():
    for name in br.__all__:
        home = getattr(getattr(br, name), "__module__", None)
        if home and home.startswith("briefingroom"):
            assert home.endswith(br.home_of(name)), name


def test_the_types_that_editors_read_name_what_the_package_hands_out():
    tree = ast.parse((LIBRARY / "__init__.pyi").read_text(encoding="utf-8"))
    declared = {
        alias.asname: f"{node.module}"
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert declared == {name: br.home_of(name) for name in br.__all__}


def test_every_public_function_says_what_it_takes_and_gives():
    silent = []
    for name in br.__all__:
        public = getattr(br, name)
        if not inspect.isfunction(public):
            continue
        signature = inspect.signature(inspect.unwrap(public))
        silent += [f"{name}: {each}" for each in signature.parameters.values() if not said(each)]
        if signature.return_annotation is signature.empty:
            silent.append(f"{name}: what it gives")
        assert inspect.getdoc(public), name
    assert silent == []


def said(parameter):
    return parameter.annotation is not parameter.empty


# --- the code reads easily

TREES = {"library": "library_files", "exercises": "exercise_files"}
# The entry point of each script may bear the same name.
SHARED_NAMES = {"main"}


@pytest.fixture(scope="module", params=TREES)
def measured(request):
    module = measuring()
    return module.measure(getattr(module, TREES[request.param])())


def test_lines_are_not_dense(measured, capsys):
    with capsys.disabled():
        print(f"\n{measured}")
    assert measured.nodes_a_line <= measuring().NODES_A_LINE
    assert measured.characters_a_line <= measuring().CHARACTERS_A_BODY_LINE
    assert measured.long_lines == []


def test_functions_are_short_and_simple(measured):
    assert [each.place for each in measured.longest] == []
    assert [each.place for each in measured.most_branched] == []


def test_no_name_is_defined_in_two_modules(measured):
    twice = measured.named_twice
    assert {name: homes for name, homes in twice.items() if name not in SHARED_NAMES} == {}


def test_the_measure_notices_what_it_is_for(tmp_path, monkeypatch):
    module = measuring()
    monkeypatch.setattr(module, "ROOT", tmp_path)
    body = "\n".join(f"    if x == {n}:\n        x += {n}" for n in range(25))
    text = f"NAME = 1\n\ndef long(x):\n    'Words.'\n{body}\n    return '{'x' * 100}'\n"
    for name in ("one.py", "two.py"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = module.measure([tmp_path / "one.py", tmp_path / "two.py"])
    assert [each.place for each in found.longest] == ["one.py:long", "two.py:long"]
    assert [each.complexity for each in found.most_branched] == [26, 26]
    assert found.long_lines == ["one.py:55", "two.py:55"]
    assert set(found.named_twice) == {"NAME", "long"}


# --- formatter, linter, types


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "--no-cache", "--quiet"],
        ["ruff", "format", "--no-cache", "--check", "--quiet"],
        ["mypy", "--cache-dir", "{cache}"],
    ],
    ids=["linter", "formatter", "types"],
)
def test_the_code_is_as_the_tools_want_it(command, tmp_path):
    words = [word.format(cache=tmp_path) for word in command]
    result = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout + result.stderr
