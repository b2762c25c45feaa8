"""Start a kernel that can read Python and the course, write its own folder, and reach nothing else (Linux, bubblewrap).

`grade.py` makes this the kernel of the hand-ins: no network, no home, no other hand-in, no solutions, a folder of its own
in place of `/tmp`, at most 4 GiB of memory, and files of at most 100 MB. It ends with whoever started it.
"""

import os
import resource
import sys

from briefingroom.corpus.tables import HOME, PACKAGE

LIMITS = {
    resource.RLIMIT_AS: 4 * 2**30,
    resource.RLIMIT_FSIZE: 100 * 10**6,
    resource.RLIMIT_CORE: 0,
}


def command(connection_file: str, folder: str) -> list[str]:
    """What to run for a kernel that talks over the sockets beside its connection file and may write into a folder."""
    read = {sys.prefix, sys.base_prefix, str(PACKAGE), str(HOME)}
    read |= {path for path in ("/usr", "/etc/ld.so.cache", "/etc/fonts") if os.path.exists(path)}
    arguments = [
        "--unshare-all",
        "--die-with-parent",
        "--proc",
        "/proc",
        "--dev",
        "/dev",
        "--tmpfs",
        "/tmp",
    ]
    for name in ("bin", "sbin", "lib", "lib32", "lib64"):
        if os.path.islink(f"/{name}"):
            arguments += ["--symlink", f"usr/{name}", f"/{name}"]
        elif os.path.exists(f"/{name}"):
            arguments += ["--ro-bind", f"/{name}", f"/{name}"]
    for path in sorted(read):
        arguments += ["--ro-bind", path, path]
    for path in (folder, os.path.dirname(connection_file)):
        arguments += ["--bind", path, path]
    names = {"HOME": "/tmp", "PATH": f"{sys.prefix}/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}
    for name, value in names.items():
        arguments += ["--setenv", name, value]
    kernel = [
        sys.executable,
        "-m",
        "ipykernel_launcher",
        "-f",
        connection_file,
        "--HistoryManager.hist_file=:memory:",
    ]
    return ["bwrap", "--clearenv", *arguments, "--chdir", folder, *kernel]


if __name__ == "__main__":
    for limit, most in LIMITS.items():
        resource.setrlimit(limit, (most, most))
    words = command(sys.argv[1], os.getcwd())
    os.execvp(words[0], words)
