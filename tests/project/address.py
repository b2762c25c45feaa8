"""Write the address of the repository, `[tool.briefingroom]` of pyproject.toml, where readers look.

    python tests/project/address.py

Where the address is empty, README says so in words, and the files that programs read leave it out:
no link leads nowhere.
"""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
FILES = ("README.md", "CITATION.cff", ".zenodo.json", "pyproject.toml")
FORM = r"https://[\w.-]+(/[\w.-]+)+"
# Binder knows repositories by a word for the host.
BINDER_HOSTS = {"github.com": "gh", "gitlab.com": "gl"}
BINDER = "https://mybinder.org/v2/{}/{}/HEAD?urlpath=lab/tree/notebooks/00_start_here.ipynb"
NO_ADDRESS = "[the address of this repository]"
NO_BINDER = (
    "**Without installing anything** the lessons open on Binder, as soon as this repository has an "
    "address in the web (`CONTRIBUTING.md`, *The address of the repository*)."
)


class Line(NamedTuple):
    """A line that holds the address: in which file, how it is known, and how it reads."""

    file: str
    pattern: str
    text: str


def address_in(pyproject: str) -> str:
    """The address of the repository; empty, where nobody has written it yet.

    >>> address_in('[tool.briefingroom]\\nrepository = "https://github.com/a/b"\\n')
    'https://github.com/a/b'
    """
    address = tomllib.loads(pyproject)["tool"]["briefingroom"]["repository"]
    if address and not re.fullmatch(FORM, address):
        raise SystemExit(
            f"pyproject.toml, [tool.briefingroom], repository: {address!r} is not an address such "
            "as https://github.com/owner/briefing-room, without a stroke at its end."
        )
    return address


def binder_line(address: str) -> str:
    """The line of README that leads to Binder, or says why none does.

    >>> binder_line("https://github.com/a/b")[-48:]
    'urlpath=lab/tree/notebooks/00_start_here.ipynb).'
    """
    host, _, name = address.removeprefix("https://").partition("/")
    if host not in BINDER_HOSTS:
        return NO_BINDER
    link = BINDER.format(BINDER_HOSTS[host], name)
    return f"**Without installing anything:** [open the first notebook on Binder]({link})."


def lines_with(address: str) -> list[Line]:
    return [
        Line("README.md", r"^git clone .* briefing-room$", clone_line(address)),
        Line("README.md", r"^\*\*Without installing anything.*$", binder_line(address)),
        Line("CITATION.cff", r"^(# No address.*|repository-code:.*)$", citation_line(address)),
        Line("pyproject.toml", r"^(# No address yet.*|urls = .*)$", urls_line(address)),
    ]


def clone_line(address: str) -> str:
    return f"git clone {address or NO_ADDRESS} briefing-room"


def citation_line(address: str) -> str:
    return f'repository-code: "{address}"' if address else "# No address of the repository yet."


def urls_line(address: str) -> str:
    return f'urls = {{ Repository = "{address}" }}' if address else "# No address yet: no urls."


def with_address(texts: dict[str, str]) -> dict[str, str]:
    """The texts of FILES with the address that pyproject.toml names, or with none."""
    address = address_in(texts["pyproject.toml"])
    written = dict(texts)
    for line in lines_with(address):
        written[line.file] = replaced(written[line.file], line)
    written[".zenodo.json"] = deposit_with(texts[".zenodo.json"], address)
    return written


def replaced(text: str, line: Line) -> str:
    found = re.findall(line.pattern, text, re.MULTILINE)
    if len(found) != 1:
        raise SystemExit(
            f"{line.file}: one line like {line.pattern!r} is needed, not {len(found)}."
        )
    return re.sub(line.pattern, lambda _: line.text, text, flags=re.MULTILINE)


def deposit_with(text: str, address: str) -> str:
    """What Zenodo is told, with the repository as what the deposit is made from."""
    deposit = json.loads(text)
    deposit.pop("related_identifiers", None)
    if address:
        relation = {"identifier": address, "relation": "isSupplementTo", "scheme": "url"}
        deposit["related_identifiers"] = [relation]
    return json.dumps(deposit, indent=2, ensure_ascii=False) + "\n"


def read_files() -> dict[str, str]:
    return {name: (ROOT / name).read_text(encoding="utf-8") for name in FILES}


def main() -> int:
    """Write what differs; with ``--check`` only name it, with exit status 1."""
    before = read_files()
    texts = with_address(before)
    differing = [name for name in FILES if texts[name] != before[name]]
    only_looks = "--check" in sys.argv[1:]
    for name in differing:
        if not only_looks:
            (ROOT / name).write_text(texts[name], encoding="utf-8", newline="\n")
        print(f"{name}: {'not as' if only_looks else 'written with'} the address of pyproject.toml")
    return int(only_looks and bool(differing))


if __name__ == "__main__":
    sys.exit(main())
