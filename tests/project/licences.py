"""Write `LICENSE-DEPENDENCIES.csv`: every package that a set-up may bring, and its licence.

    python tests/project/licences.py

The licence is what the package says of itself in its metadata. A package of another system is
fetched as a file, and its metadata are read there; it is not installed.
"""

import csv
import email
import importlib.metadata
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from email.message import Message
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.txt"
LIST = ROOT / "LICENSE-DEPENDENCIES.csv"
SYSTEMS = ("win_amd64", "macosx_11_0_arm64", "manylinux2014_x86_64")
# What a licence is called that a package names only by its class.
CLASS = "License :: OSI Approved :: "
UNKNOWN = "unknown"
LONGEST = 60  # characters; what is longer is the text of a licence and not its name


class Pinned(NamedTuple):
    """A package of requirements.txt, and the section in which it stands."""

    name: str
    version: str
    section: str


def pinned_packages(lock: str) -> list[Pinned]:
    """Each package of a list with sections, in its order.

    >>> pinned_packages("# --- student\\na==1 ; os_name == 'nt' \\\\\\n    --hash=sha256:0\\n")
    [Pinned(name='a', version='1', section='student')]
    """
    found, section = [], ""
    for line in lock.splitlines():
        if heading := re.fullmatch(r"# --- (\w+)", line):
            section = heading[1]
        elif package := re.match(r"([\w.-]+)==(\S+)", line):
            found.append(Pinned(package[1], package[2], section))
    return found


def licence_in(metadata: Message) -> str:
    """The licence that a package names: as an expression, a class, or a few words.

    >>> said = email.message_from_string("License-Expression: MIT\\nLicense: something else\\n")
    >>> licence_in(said)
    'MIT'
    >>> licence_in(email.message_from_string("Name: a\\n"))
    'unknown'
    """
    if expression := metadata.get("License-Expression"):
        return expression
    classes = metadata.get_all("Classifier", [])
    named = [each.removeprefix(CLASS) for each in classes if each.startswith(CLASS)]
    if named:
        return "; ".join(sorted(set(named)))
    words = metadata.get("License", "").strip()
    return words if 0 < len(words) <= LONGEST and "\n" not in words else UNKNOWN


def metadata_of(package: Pinned) -> Message:
    """What a package says of itself: installed here, or in its file."""
    try:
        installed = importlib.metadata.metadata(package.name)
    except importlib.metadata.PackageNotFoundError:
        return metadata_in_file(package)
    same = installed["Version"] == package.version
    return installed if same else metadata_in_file(package)


def metadata_in_file(package: Pinned) -> Message:
    """What the file of a package says, the first that is offered for one of the systems."""
    with tempfile.TemporaryDirectory() as folder:
        for system in SYSTEMS:
            if wheel := fetched(package, system, Path(folder)):
                with zipfile.ZipFile(wheel) as opened:
                    name = next(n for n in opened.namelist() if n.endswith(".dist-info/METADATA"))
                    return email.message_from_bytes(opened.read(name))
    raise SystemExit(f"{package.name}=={package.version}: no file of it could be fetched.")


def fetched(package: Pinned, system: str, folder: Path) -> Path | None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--only-binary=:all:", f"--platform={system}", "--python-version=3.12"]
    command += ["--dest", str(folder), f"{package.name}=={package.version}"]
    subprocess.run(command, capture_output=True)
    return next(folder.glob("*.whl"), None)


def as_csv(packages: list[Pinned]) -> str:
    """The list: package, version, section of requirements.txt, licence."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["package", "version", "section", "licence"])
    for package in packages:
        writer.writerow([*package, licence_in(metadata_of(package))])
    return text.getvalue()


def main() -> None:
    packages = pinned_packages(LOCK.read_text(encoding="utf-8"))
    LIST.write_text(as_csv(packages), encoding="utf-8", newline="\n")
    print(f"{LIST.name}: {len(packages)} packages")


if __name__ == "__main__":
    main()
