"""What bubblewrap must be told for any wall: what is read inside, and which options it knows."""

import os
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

SYSTEM_PLACES = ("/usr", "/etc/ld.so.cache", "/etc/fonts")
SYSTEM_LINKS = ("/bin", "/sbin", "/lib", "/lib32", "/lib64")


class Place(NamedTuple):
    """A file or folder that can be read inside, and where it lies outside."""

    inside: str
    outside: str


@cache
def known_options() -> str:
    """What this bubblewrap says of its options: older ones have fewer."""
    asked = subprocess.run(["bwrap", "--help"], capture_output=True, text=True, check=False)
    return asked.stdout + asked.stderr


def option_if_known(*words: str) -> list[str]:
    return list(words) if words[0] in known_options() else []


def view_of(places: Iterable[Place]) -> list[str]:
    """The options that make an empty root in which these places can be read."""
    words = parents_of(places)
    for link in SYSTEM_LINKS:
        if os.path.islink(link):
            words += ["--symlink", os.readlink(link), link]
        elif os.path.exists(link):
            words += ["--ro-bind", link, link]
    for place in places:
        words += ["--ro-bind", place.outside, place.inside]
    return words


def parents_of(places: Iterable[Place]) -> list[str]:
    """The options that make the folders around these places, so that everybody can pass."""
    there = {Path(place.inside) for place in places}
    parents = {parent for path in there for parent in path.parents}
    parents -= {Path("/"), Path("/tmp")}
    missing = [path for path in parents if not there & {path, *path.parents}]
    missing.sort(key=lambda path: len(path.parts))
    return [word for path in missing for word in ("--dir", str(path))]
