"""The wall around a hand-in: what a program inside can see, and what bubblewrap must be told for
that (Linux).

Inside there is Python and the course, to read; `/tmp`, empty, small and in memory, to write; and
nothing else: no network, no other process, no `/proc`, no home, no solutions, no other hand-in, no
word of the teacher's environment. SECURITY.md says what this promises and what not.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from bubblewrap import SYSTEM_PLACES, Place, known_options, option_if_known, view_of
from system_calls import filter_descriptor

from briefingroom.corpus.tables import HOME as BRIEFINGS
from briefingroom.corpus.tables import PACKAGE

RUNNER = Path(__file__).resolve().with_name("inside.py")
NOBODY = 65534
SPACE = 200 * 10**6  # bytes in /tmp, for all files together
FONTS_INSIDE = "/tmp/matplotlib"
NO_BUBBLEWRAP = (
    "The code of hand-ins can be kept apart from your files only on Linux with the program "
    "bubblewrap (`sudo apt install bubblewrap`; it needs user namespaces). Grade on such a "
    "computer; or read the hand-ins first, and add --no-sandbox to run them with all the "
    "rights that you have."
)


class Wall(NamedTuple):
    """What is the same for every hand-in of a run."""

    places: tuple[Place, ...]
    from_root: bool


def runs_as_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def readable_places(fonts: Path | None) -> list[Place]:
    """Python, the course, the runner and what programs of the system need."""
    course = (str(PACKAGE), str(BRIEFINGS), str(RUNNER))
    wanted = {sys.prefix, sys.base_prefix, *course, *SYSTEM_PLACES}
    places = [Place(path, path) for path in sorted(wanted) if os.path.exists(path)]
    for file in sorted(fonts.glob("fontlist*.json")) if fonts else ():
        places.append(Place(f"{FONTS_INSIDE}/{file.name}", str(file)))
    return places


def build_wall(folder: Path) -> Wall:
    """The wall for this user; root gets a copy of the course that nobody can read, in a folder for
    the run.
    """
    places = readable_places(list_fonts(folder / "fonts"))
    if not runs_as_root():
        return Wall(tuple(places), from_root=False)
    course = {str(PACKAGE), str(BRIEFINGS), str(RUNNER)}
    copied = [
        Place(place.inside, readable_copy(place, folder)) if place.inside in course else place
        for place in places
    ]
    return Wall(tuple(copied), from_root=True)


def readable_copy(place: Place, folder: Path) -> str:
    """A copy that everybody can read, whatever the rights of what is copied."""
    source = Path(place.outside)
    target = folder / "readable" / source.name
    target.parent.mkdir(exist_ok=True)
    if source.is_file():
        shutil.copyfile(source, target)
    else:
        unwanted = shutil.ignore_patterns("__pycache__", ".*")
        shutil.copytree(source, target, ignore=unwanted, copy_function=shutil.copyfile)
    for path in (target, *target.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return str(target)


def list_fonts(folder: Path) -> Path:
    """The list of fonts that matplotlib makes, so that not every hand-in has to make it."""
    folder.mkdir(parents=True, exist_ok=True)
    own = {"HOME": str(folder), "MPLCONFIGDIR": str(folder), "MPLBACKEND": "agg"}
    subprocess.run(
        [sys.executable, "-c", "import matplotlib.font_manager"],
        env=os.environ | own,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return folder


def environment_inside() -> list[str]:
    names = {
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "MPLCONFIGDIR": FONTS_INSIDE,
        "OPENBLAS_NUM_THREADS": "1",
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "PYTHONPATH": str(PACKAGE.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    words = ["--clearenv"] if "--clearenv" in known_options() else []
    for name, value in names.items():
        words += ["--setenv", name, value]
    return words


def inner_command(wall: Wall, filter_from: int | None) -> list[str]:
    """Shut in what runs a hand-in."""
    places = wall.places
    if wall.from_root:  # the outer wall has put everything into its place
        places = [Place(place.inside, place.inside) for place in places]
    rules = [] if filter_from is None else ["--seccomp", str(filter_from)]
    return [
        shutil.which("bwrap") or "bwrap",
        *("--unshare-all", "--unshare-user", "--die-with-parent", "--new-session"),
        *option_if_known("--disable-userns"),
        *("--cap-drop", "ALL", "--hostname", "briefing-room"),
        *option_if_known("--size", str(SPACE)),
        *("--tmpfs", "/tmp"),
        *view_of(places),
        *("--dev", "/dev", "--remount-ro", "/dev", "--remount-ro", "/"),
        *environment_inside(),
        *rules,
        *("--chdir", "/tmp", sys.executable, str(RUNNER)),
    ]


def outer_command(wall: Wall) -> list[str]:
    """As root: put everything into its place, which nobody could not, then become nobody for
    good.
    """
    return [
        shutil.which("bwrap") or "bwrap",
        *("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"),
        *("--die-with-parent", "--cap-drop", "ALL"),
        *("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"),
        *("--dir", "/tmp"),
        *view_of(wall.places),
        *("--proc", "/proc", "--dev", "/dev"),
        *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--"),
    ]


def shut_in(wall: Wall, **streams) -> subprocess.Popen:
    """Start the runner behind the wall. Bubblewrap itself starts with an empty environment."""
    filter_from = filter_descriptor()
    outer = outer_command(wall) if wall.from_root else []
    try:
        return subprocess.Popen(
            [*outer, *inner_command(wall, filter_from)],
            env={"PATH": "/usr/bin:/bin"} if outer else {},
            cwd="/",
            start_new_session=True,
            pass_fds=() if filter_from is None else (filter_from,),
            **streams,
        )
    finally:
        if filter_from is not None:
            os.close(filter_from)


def wall_stands() -> bool:
    """Whether a program can be shut in on this computer."""
    if not shutil.which("bwrap"):
        return False
    words = ["bwrap", "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", "true"]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return done.returncode == 0
