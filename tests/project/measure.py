"""How easy the code is to read, in numbers: python tests/project/measure.py [--report]

Counts over the library and over the exercises' own code. A *node* is an expression or a statement
of the syntax tree (contexts, operators and docstrings left out); a *code line* is one that is not
blank, comment or docstring; the characters of a body line are counted without its indentation;
*complexity* is counted as ruff's C901 counts it, and each comprehension adds one. Twelve models of
the field lie between 3.0 and 5.5 nodes a line and between 27 and 37 characters.
"""

import ast
import statistics
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "lib" / "briefingroom"
EXERCISES = ROOT / "exercises" / "teaching"

NODES_A_LINE = 5.5
CHARACTERS_A_BODY_LINE = 40
LINE_LENGTH = 100
BODY_LINES = 40
COMPLEXITY = 10

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case)
NESTED = (*FUNCTIONS, ast.Lambda, ast.comprehension)


@dataclass
class Function:
    """One function: its place, the characters of each of its body lines, and its complexity."""

    place: str
    characters: list[int]
    complexity: int


@dataclass
class Measures:
    """What was counted over some files."""

    code_lines: int = 0
    nodes: int = 0
    long_lines: list[str] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    homes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def nodes_a_line(self) -> float:
        return self.nodes / self.code_lines

    @property
    def characters_a_line(self) -> float:
        return statistics.mean(n for each in self.functions for n in each.characters)

    @property
    def longest(self) -> list[Function]:
        """The functions that are too long."""
        return [each for each in self.functions if len(each.characters) > BODY_LINES]

    @property
    def most_branched(self) -> list[Function]:
        """The functions that are too complex."""
        return [each for each in self.functions if each.complexity > COMPLEXITY]

    @property
    def named_twice(self) -> dict[str, list[str]]:
        """The top-level names that two modules define."""
        return {name: homes for name, homes in self.homes.items() if len(homes) > 1}

    def __str__(self) -> str:
        lengths = sorted(len(each.characters) for each in self.functions)
        return (
            f"{self.code_lines:,} code lines, {len(lengths)} functions; "
            f"nodes a line {self.nodes_a_line:.2f}; "
            f"characters a body line {self.characters_a_line:.1f}; "
            f"body lines {statistics.median(lengths):.0f} in the middle, {lengths[-1]} at most; "
            f"complexity {max(each.complexity for each in self.functions)} at most; "
            f"{len(self.long_lines)} lines over {LINE_LENGTH}; {len(self.named_twice)} names twice"
        )


def measure(files: list[Path]) -> Measures:
    """Count over Python files."""
    found = Measures()
    for path in files:
        text = path.read_text(encoding="utf-8")
        tree, lines = ast.parse(text), text.split("\n")
        place = path.relative_to(ROOT).as_posix()
        words = docstring_lines(tree)
        code = [n for n, line in enumerate(lines, 1) if is_code(line) and n not in words]
        found.code_lines += len(code)
        found.nodes += count_nodes(tree)
        found.long_lines += [
            f"{place}:{n}" for n, line in enumerate(lines, 1) if len(line) > LINE_LENGTH
        ]
        for node in ast.walk(tree):
            if isinstance(node, FUNCTIONS):
                found.functions.append(measure_function(node, lines, place))
        for name in top_level_names(tree):
            found.homes[name].append(place)
    return found


def measure_function(node, lines: list[str], place: str) -> Function:
    own = docstring_lines(node)
    body = range(node.body[0].lineno, node.end_lineno + 1)
    characters = [len(lines[n - 1].strip()) for n in body if n not in own and is_code(lines[n - 1])]
    return Function(f"{place}:{node.name}", characters, complexity(node))


def is_code(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def docstring_lines(tree) -> set[int]:
    """The lines of all docstrings in a tree."""
    lines = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, *FUNCTIONS)) and ast.get_docstring(node):
            lines.update(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    return lines


def count_nodes(tree) -> int:
    nodes = sum(isinstance(node, (ast.expr, ast.stmt)) for node in ast.walk(tree))
    bare = sum(
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for node in ast.walk(tree)
    )
    return nodes - bare


def complexity(function) -> int:
    inside = [node for node in ast.walk(function) if node is not function]
    return 1 + sum(isinstance(node, (*BRANCHES, *NESTED)) for node in inside)


def top_level_names(tree) -> list[str]:
    """The functions, classes and constants that a module defines; not its dunder names."""
    names = []
    for node in tree.body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            names.append(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names += [part.id for target in targets for part in named_parts(target)]
    return [name for name in names if not name.startswith("__")]


def named_parts(target) -> list[ast.Name]:
    """The names that an assignment binds: several in a tuple, none in an attribute."""
    if isinstance(target, ast.Tuple):
        return [part for each in target.elts for part in named_parts(each)]
    return [target] if isinstance(target, ast.Name) else []


def library_files() -> list[Path]:
    return sorted(LIBRARY.rglob("*.py"))


def exercise_files() -> list[Path]:
    """The code of the teacher's kit."""
    return sorted(EXERCISES.rglob("*.py"))


def main() -> None:
    for name, files in (("library", library_files()), ("exercises", exercise_files())):
        found = measure(files)
        print(f"{name}: {found}")
        if "--report" in sys.argv:
            for each in found.longest:
                print(f"    {len(each.characters)} body lines: {each.place}")
            for each in found.most_branched:
                print(f"    complexity {each.complexity}: {each.place}")
            for line in found.long_lines:
                print(f"    too long: {line}")
            for twice, homes in found.named_twice.items():
                print(f"    {twice}: {', '.join(homes)}")


if __name__ == "__main__":
    main()
