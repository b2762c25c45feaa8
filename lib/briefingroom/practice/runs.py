"""Which cells were run, so that no check judges an answer whose cell has stopped with an error.

A name keeps its old value when the cell that should set it anew stops before it does. A check
would then praise, or refuse, an answer that stands nowhere any more. So the runs of a notebook are
followed from the moment `practice` is imported; outside of IPython there is nothing to follow.

A cell that was changed and not run is known to the page only, not to Python. What can be noticed
is that nothing at all was run since the same check was asked before.
"""

import ast
import re
import sys
from collections.abc import Iterator
from typing import Any

NOTHING_RUN = (
    "No other cell was run since this check was asked before: if you have changed your answer, "
    "run its cell first (Shift+Enter)."
)
SET_SOMEWHERE = re.compile(r"^(?:def|class)\s+(\w+)|^([\w ,()*]*\w[) ]*)=(?!=)", re.M)
OWN_NAMES = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)
UNSET = object()


class Runs:
    """The cells that were run in a notebook: what each set, and which stopped with an error."""

    def __init__(self) -> None:
        self._shell: Any = None
        self._source = ""  # of the cell that runs now
        self._values: dict[str, Any] = {}  # of the names that it sets, before it does
        self._is_check = False
        self._stopped: dict[str, str] = {}  # the names with an old value, and the kind of error
        self._others = 0  # how many cells were run that are no checks
        self._asked: dict[str, int] = {}  # by check, how many that were when it was last asked

    def follow(self, shell: Any) -> None:
        """Follow the cells of a notebook from now on."""
        if shell is None or shell is self._shell:
            return
        self._shell = shell
        shell.events.register("pre_run_cell", self._begin)
        shell.events.register("post_run_cell", self._end)

    def _begin(self, info: Any) -> None:
        """Note what the names that a cell sets are worth before it runs."""
        self._source = self._plain(info.raw_cell)
        names = names_set(self._source)
        self._values = {name: self._shell.user_ns.get(name, UNSET) for name in names}
        self._is_check = False

    def _plain(self, cell: str) -> str:
        """A cell without what only IPython understands; as it is, where it cannot be read."""
        body = re.sub(r"\A\s*%%.*\n", "", cell)
        try:
            return self._shell.transform_cell(body)
        except SyntaxError:
            return body

    def _end(self, result: Any) -> None:
        """Note which names kept their old value because the cell stopped."""
        error = result.error_before_exec or result.error_in_exec
        if not self._is_check:
            self._others += 1
            done = self._set_before(error)
            for name, value in self._values.items():
                kept = name not in done and self._shell.user_ns.get(name, UNSET) is value
                if error and kept and value is not UNSET:
                    self._stopped[name] = type(error).__name__
                else:
                    self._stopped.pop(name, None)
        self._values = {}

    def _set_before(self, error: BaseException | None) -> set[str]:
        """The names that a cell had set anew before it stopped with an error."""
        program = _parsed(self._source)
        if error is None or program is None:
            return set()
        line = _line_of(error, self._shell.user_ns)
        done = [part for part in program.body if (part.end_lineno or part.lineno) < line]
        return _names_set_in(ast.Module(done, []))

    def old_answer(self) -> str:
        """What to say where this check would judge an old answer; nothing where it would not."""
        self._is_check = True
        old = [name for name in names_read(self._source) if self._has_old_value(name)]
        if not old:
            return ""
        return (
            f"The cell that sets `{old[0]}` stopped with an error ({self._stopped[old[0]]}), so "
            "there is no new answer to look at: mend that cell, and run it again before this one."
        )

    def _has_old_value(self, name: str) -> bool:
        return name in self._stopped and name in self._shell.user_ns

    def nothing_new(self) -> str:
        """What to say where the same check is asked again and nothing was run between."""
        before = self._asked.get(self._source)
        if self._shell is None:
            return ""
        self._asked[self._source] = self._others
        return NOTHING_RUN if before == self._others else ""


def _parsed(source: str) -> ast.Module | None:
    """The program of a cell; nothing where it is none."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def names_set(source: str) -> set[str]:
    """The names that the code of a cell sets, also where it cannot be run.

    >>> sorted(names_set("first, last = 1, 2\\ndef grown(): total = 3"))
    ['first', 'grown', 'last']
    >>> names_set("answer = 'c")
    {'answer'}
    """
    program = _parsed(source)
    if program is not None:
        return _names_set_in(program)
    found = SET_SOMEWHERE.findall(source)
    return {name for groups in found for name in re.findall(r"\w+", " ".join(groups))}


def _names_set_in(program: ast.Module) -> set[str]:
    names = set()
    for node in _outer_parts(program):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
    return names


def _outer_parts(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a program, without those that have names of their own."""
    for part in ast.iter_child_nodes(node):
        yield part
        if not isinstance(part, OWN_NAMES):
            yield from _outer_parts(part)


def names_read(source: str) -> list[str]:
    """The names that the code of a cell reads and does not set, in their order.

    >>> names_read("given = answer.strip()\\nprint(given)")
    ['answer', 'print']
    """
    nodes = list(ast.walk(_parsed(source) or ast.Module([], [])))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    own = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    own |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    read = [node.id for node in sorted(names, key=lambda node: (node.lineno, node.col_offset))]
    return [name for name in dict.fromkeys(read) if name not in own]


def _line_of(error: BaseException, names: dict[str, Any]) -> int:
    """The line of a cell at which it stopped; 0 where it did not begin."""
    step = error.__traceback__
    while step is not None:
        frame = step.tb_frame
        if frame.f_globals is names and frame.f_code.co_name == "<module>":
            return step.tb_lineno
        step = step.tb_next
    return 0


runs_here = Runs()


def follow_notebook() -> None:
    """Follow the cells of the notebook in which this is called, if it is one."""
    interactive = sys.modules.get("IPython")
    runs_here.follow(interactive.get_ipython() if interactive else None)
