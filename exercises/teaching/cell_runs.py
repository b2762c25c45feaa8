"""A cell to run, what came out of it, and why a hand-in cannot be graded."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Trouble(Exception):
    """Why a hand-in cannot be graded, in one sentence."""


class PassingTrouble(Trouble):
    """A trouble of this computer; the next run tries again."""


class Cell(NamedTuple):
    """A code cell to run."""

    id: str
    source: str
    hidden: bool = False


@dataclass
class CellRun:
    """What came out of a cell."""

    outputs: list[dict] = field(default_factory=list)
    seconds: float = 0.0

    def error(self) -> dict | None:
        """Its last error, if it stopped with one."""
        errors = [output for output in self.outputs if output.get("output_type") == "error"]
        return errors[-1] if errors else None

    def printed(self) -> str:
        streams = [output for output in self.outputs if output.get("output_type") == "stream"]
        return "".join(str(output.get("text", "")) for output in streams)
