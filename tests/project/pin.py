"""Write `requirements.txt`: every package in one exact version, with the hashes of its files.

    python tests/project/pin.py             keep the versions, take in new names of pyproject.toml
    python tests/project/pin.py --upgrade   the newest versions

Needs the program uv (`pip install uv`), which finds versions that suit Linux, macOS and Windows and
every Python from 3.11 on. The file has a section for each group of people; a set-up takes the
sections down to its own.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.txt"
OLDEST_PYTHON = "3.11"
# By heading the extras of pyproject.toml; each section holds what the ones before it lack.
SECTIONS = {
    "student": [],
    "teach": ["teach"],
    "mcp": ["teach", "mcp"],
    "site": ["teach", "mcp", "site"],
    "export": ["teach", "mcp", "site", "export"],
    "test": ["teach", "mcp", "site", "export", "test"],
    "release": ["teach", "mcp", "site", "export", "test", "release"],
    "peers": ["teach", "mcp", "site", "export", "test", "release", "peers"],
}
HEADING = "# --- {}"
PREFACE = """\
# Every package in one exact version, with the hashes of its files: pip refuses any other.
# Written by tests/project/pin.py; nothing else in the project names a version. A set-up
# takes the sections down to its own: start.py, postBuild (Binder) and the tests use no other.
"""
BUILD = ["hatchling", "editables"]  # what pip needs to install the project itself from its folder


def entries(text: str) -> dict[str, str]:
    """Each package of a list of requirements with its lines, hashes and all.

    >>> list(entries("a==1 \\\\\\n    --hash=sha256:0\\nb==2\\n"))
    ['a==1', 'b==2']
    """
    found, lines = {}, []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        lines.append(line)
        if not line.endswith("\\"):
            found[lines[0].removesuffix("\\").strip()] = "\n".join(lines)
            lines = []
    return found


def compile_with(extras: list[str], known: Path, upgrade: bool) -> dict[str, str]:
    """What a set-up with some extras needs, as uv finds it, near the versions that are known."""
    command = ["uv", "pip", "compile", "--universal", "--generate-hashes", "--quiet"]
    command += ["--no-annotate", "--no-header"]
    command += ["--python-version", OLDEST_PYTHON]
    for extra in extras:
        command += ["--extra", extra]
    if not upgrade:
        command += ["--constraint", str(known)]
    with tempfile.NamedTemporaryFile("w", suffix=".in", encoding="utf-8", delete=False) as build:
        build.write("\n".join(BUILD) + "\n")
    try:
        command += [str(ROOT / "pyproject.toml"), build.name]
        result = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    finally:
        Path(build.name).unlink()
    return entries(result.stdout)


def main() -> None:
    upgrade = "--upgrade" in sys.argv
    text, written = PREFACE, set()
    for section, extras in SECTIONS.items():
        needed = compile_with(extras, LOCK, upgrade)
        new = [lines for package, lines in needed.items() if package not in written]
        written |= needed.keys()
        text += "\n".join(["", HEADING.format(section), *new, ""])
    LOCK.write_text(text, encoding="utf-8", newline="\n")
    print(f"{LOCK.name}: {len(written)} packages")


if __name__ == "__main__":
    main()
