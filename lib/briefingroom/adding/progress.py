"""A bar that says how far something is: in a terminal, in a notebook, in a log."""

import sys
from types import TracebackType

WIDTH = 30
LINES_IN_LOG = 10


class Progress:
    """How far something is, of a known number of steps; used in a ``with`` statement.

    Attributes
    ----------
    total : the number of steps.
    done : how many are done.
    """

    def __init__(self, total: int, shown: bool = True) -> None:
        self.total = total
        self.done = 0
        self._stream = sys.stderr if shown else None
        self._is_live = shown and (sys.stderr.isatty() or "ipykernel" in sys.modules)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._stream and self._is_live:
            self._stream.write("\n")

    def step(self, words: str) -> None:
        """One more step is done; the words say how it stands."""
        self.done += 1
        if self._stream is None:
            return
        full = WIDTH * self.done // max(self.total, 1)
        bar = "#" * full + "." * (WIDTH - full)
        line = f"[{bar}] {self.done} of {self.total}, {words}"
        if self._is_live:
            self._stream.write(f"\r{line}")
        elif self._is_line_of_log():
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def _is_line_of_log(self) -> bool:
        tenth = max(self.total // LINES_IN_LOG, 1)
        return self.done % tenth == 0 or self.done == self.total
