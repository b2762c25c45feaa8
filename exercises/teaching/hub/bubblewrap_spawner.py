"""A spawner that starts each learner's server behind a wall made by bubblewrap (Linux).

Behind it a learner sees Python, the course and the handout, to read; the own home, to write;
`/tmp`, small and in memory; and no other home, no process of others, no secret of the hub. The
network is that of the computer, because hub and proxy must reach the server. The hub needs no
rights of root and the learners no accounts: all servers run under the account of the hub, each
behind its own wall.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import psutil
from bubblewrap import SYSTEM_PLACES, Place, option_if_known, view_of
from homes import home_of
from jupyterhub.spawner import LocalProcessSpawner
from jupyterhub.traitlets import Command
from memory import memory_of, takes_too_much
from system_calls import filter_descriptor
from tornado.ioloop import PeriodicCallback
from traitlets import Integer, Unicode, default

HUB = Path(__file__).resolve().parent
HOME_INSIDE = "/home/learner"
HANDOUT_INSIDE = "/handout"
ACCOUNT = 1000  # the number of the account inside; `passwd` names it
SPACE_IN_MEMORY = 200 * 10**6  # bytes in /tmp
SHARED_MEMORY = 64 * 10**6  # bytes in /dev/shm
LOOK_AT_MEMORY = 5_000  # milliseconds between two looks
NETWORK_PLACES = ("/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/ssl")
OTHER_PLACES = ("/etc/localtime", "/etc/alternatives")
NO_HUB_WALL = (
    "The servers of the learners cannot be kept apart on this computer: the program bubblewrap is "
    "missing (`sudo apt install bubblewrap`), or the account of the hub may not make user "
    "namespaces (README.md, section *When it does not start*)."
)


def places_to_read() -> list[Place]:
    """Python, the course, what runs first, and what programs of the system need."""
    begins = str(HUB / "open_copies.py")
    wanted = {sys.prefix, sys.base_prefix, begins, *course_places()}
    wanted |= {*SYSTEM_PLACES, *NETWORK_PLACES, *OTHER_PLACES}
    places = [Place(path, path) for path in sorted(wanted) if os.path.exists(path)]
    return [*places, Place("/etc/passwd", str(HUB / "passwd"))]


def course_places() -> Iterable[str]:
    """The library and its data, where they lie outside of the environment; nothing is imported."""
    library = Path(importlib.util.find_spec("briefingroom").origin).parent
    return str(library), str(library.parents[1] / "briefings")


def wall_options(filter_from: int | None) -> list[str]:
    """The wall of every learner, without home and handout."""
    rules = [] if filter_from is None else ["--seccomp", str(filter_from)]
    return [
        *("--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts"),
        *("--die-with-parent", "--new-session", "--cap-drop", "ALL"),
        *option_if_known("--disable-userns"),
        *("--uid", str(ACCOUNT), "--gid", str(ACCOUNT), "--hostname", "briefing-room"),
        *option_if_known("--size", str(SPACE_IN_MEMORY)),
        *("--tmpfs", "/tmp"),
        *view_of(places_to_read()),
        *("--proc", "/proc", "--dev", "/dev"),
        *option_if_known("--size", str(SHARED_MEMORY)),
        *("--tmpfs", "/dev/shm", "--remount-ro", "/dev"),
        *rules,
    ]


def hub_wall_stands() -> bool:
    """Whether this account can make the wall on this computer."""
    if not shutil.which("bwrap"):
        return False
    words = ["bwrap", *wall_options(None), "--remount-ro", "/", "true"]
    quiet = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.run(words, **quiet, check=False).returncode == 0


class BubblewrapSpawner(LocalProcessSpawner):
    """Starts the server of a learner behind a wall; `mem_limit` and `process_limit` hold."""

    homes = Unicode(help="The folder with the homes of all learners.").tag(config=True)
    handout = Unicode(help="The folder whose files every learner gets.").tag(config=True)
    process_limit = Integer(150, help="Processes and threads of one learner.").tag(config=True)
    inside = Command(["jupyterhub-singleuser"], help="The program inside.").tag(config=True)

    @default("cmd")
    def _bubblewrap(self):
        return ["bwrap"]

    @default("notebook_dir")
    def _home_inside(self):
        return HOME_INSIDE

    @default("mem_limit")
    def _memory(self):
        return 2**30

    def make_preexec_fn(self, name):
        """Nothing: all servers run under the account of the hub."""

    def user_env(self, env):
        inside = {
            "HOME": HOME_INSIDE,
            "JUPYTER_RUNTIME_DIR": "/tmp/run",  # short: a socket's name has 107 characters at most
            "MALLOC_ARENA_MAX": "2",
            "OPENBLAS_NUM_THREADS": "1",
            "SHELL": "/bin/bash",
            "USER": self.user.name,
        }
        return env | inside

    def get_args(self):
        """What bubblewrap is told: the wall, then the program and its words."""
        home = home_of(Path(self.homes), self.user.name)
        own = ["--bind", str(home), HOME_INSIDE, "--ro-bind", self.handout, HANDOUT_INSIDE]
        first = [sys.executable, str(HUB / "open_copies.py"), HANDOUT_INSIDE, HOME_INSIDE]
        limits = [str(self.mem_limit), str(self.process_limit)]
        return [
            *wall_options(self.filter_from),
            *own,
            *("--remount-ro", "/", "--chdir", HOME_INSIDE),
            *(*first, *limits, *self.inside),
            *super().get_args(),
            # Over TCP, kernels that start at once take each other's ports.
            "--KernelManager.transport=ipc",
        ]

    async def start(self):
        self.filter_from = filter_descriptor()
        if self.filter_from is not None:
            self.popen_kwargs = {"pass_fds": (self.filter_from,)}
        try:
            return await super().start()
        finally:
            if self.filter_from is not None:
                os.close(self.filter_from)

    # --- memory of all processes of a learner

    def start_polling(self):
        super().start_polling()
        self.watch = PeriodicCallback(self.end_largest_if_too_much, LOOK_AT_MEMORY)
        self.watch.start()

    def stop_polling(self):
        super().stop_polling()
        if getattr(self, "watch", None):
            self.watch.stop()

    def end_largest_if_too_much(self):
        """End the largest process of a learner who takes more than `mem_limit` in all: mostly a
        kernel, which Jupyter then starts again.
        """
        try:
            family = psutil.Process(self.pid).children(recursive=True)
            if self.mem_limit and takes_too_much(family, self.mem_limit):
                largest = max(family, key=memory_of)
                self.log.warning("%s takes too much memory: a process ends", self.user.name)
                largest.kill()
        except psutil.Error:
            pass  # it has ended by itself
