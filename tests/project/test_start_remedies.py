"""Where start.py cannot go on, it says in one sentence what helps; and it gets over what it can."""

import errno
import importlib.util
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="mounts are made as on Linux")


@pytest.fixture
def start(tmp_path, monkeypatch):
    """start.py, loaded as if it stood in an empty project."""
    spec = importlib.util.spec_from_file_location("start_in_trouble", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def last_line(words):
    return words.strip().splitlines()[-1]


def everything_before(words):
    return words.strip().splitlines()[:-1]


# --- the sentences


@pytest.mark.parametrize(
    "words, remedy",
    [
        ("OSError: [Errno 28] Kein Speicherplatz mehr", "disk is full"),
        ("OSError: [Errno 122] Disk quota exceeded", "disk is full"),
        ("OSError: [WinError 112] 磁盘空间不足", "disk is full"),
        ("Error: [Errno 30] Read-only file system: '/x/.venv'", "cannot be written to: copy it"),
        ("ERROR: [Errno 13] Permission denied: '/x/.venv'", "cannot be written to: copy it"),
        ("PermissionError: [WinError 5] Access is denied", "close JupyterLab"),
        ("PermissionError: [WinError 32] The process cannot access", "close JupyterLab"),
        ("OSError: [Errno 36] File name too long", "nearer to the top of the disk"),
        ("HINT: Windows Long Path support enabled", "nearer to the top of the disk"),
        ("ProxyError('Unable to connect to proxy', NewConnectionError())", "HTTPS_PROXY"),
        ("SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED'))", "certificate"),
        ("NewConnectionError() ... No matching distribution found", "internet connection"),
        ("ERROR: No matching distribution found for numpy==9", "not offered for this Python"),
        ("error: subprocess-exited-with-error", "not offered for this Python"),
        ("No usable temporary directory found in ['/tmp']", "TMPDIR"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "not the file that was tested"),
        ("because it contains the PATH separator :.", "give it another name"),
        ("something else", "otherwise"),
    ],
)
def test_a_remedy_fits_what_was_said(start, monkeypatch, words, remedy):
    monkeypatch.setattr(start, "disk_is_full", lambda: False)
    sentence = start.remedy_for(words, "otherwise")
    assert remedy in sentence
    assert "\n" not in sentence


def test_every_remedy_is_a_sentence_of_its_own(start):
    sentences = [sentence for _, sentence in start.REMEDIES]
    assert len(set(sentences)) == len(sentences) - 1  # "read only" and "not allowed" are one
    assert all(sentence.endswith(".") for sentence in sentences)


def test_a_full_disk_is_seen_where_no_program_says_so(start, monkeypatch):
    full = shutil.disk_usage(ROOT)._replace(free=0)
    monkeypatch.setattr(start.shutil, "disk_usage", lambda folder: full)
    assert "disk is full" in start.remedy_for("returned non-zero exit status 1", "otherwise")


@pytest.mark.parametrize(
    "number, remedy",
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EROFS, "cannot be written to"),
        (errno.EACCES, "cannot be written to"),
        (errno.ENOEXEC, "delete the folder and run start"),
    ],
)
def test_an_error_in_start_itself_ends_in_one_sentence(start, monkeypatch, number, remedy):
    def fail(arguments):
        raise OSError(number, os.strerror(number), "file")

    monkeypatch.setattr(start, "main", fail)
    monkeypatch.setattr(start, "disk_is_full", lambda: False)
    with pytest.raises(SystemExit, match=remedy):
        start.start([])


def test_letters_that_the_window_does_not_know_are_no_trouble(start, monkeypatch, capfdbinary):
    with open(1, "w", encoding="ascii", closefd=False) as window:
        monkeypatch.setattr(sys, "stdout", window)
        start.say("研究 is ready")
    assert capfdbinary.readouterr().out.split() == [b"??", b"is", b"ready"]


# --- real trouble


@pytest.fixture
def with_mounts():
    """Runs shell commands that may mount; the mounts are gone afterwards."""
    unshare = ["unshare", "--mount"] + ["--map-root-user"] * (os.getuid() != 0)
    trial = [*unshare, "sh", "-c", "mount -t tmpfs tmpfs /mnt"]
    if not shutil.which("unshare") or subprocess.run(trial, capture_output=True).returncode:
        pytest.skip("FULL DISK AND READ-ONLY FOLDER NOT TRIED: nothing can be mounted here")

    def run(project, *commands, **variables):
        lines = ["set -e", *commands, "cd .", f"{shlex.quote(sys.executable)} start.py"]
        return project.run(*unshare, "sh", "-c", "\n".join(lines), **variables)

    return run


def small_disk(folder, megabytes):
    """Commands that put a disk of its own under a folder, with what is in the folder."""
    place = shlex.quote(str(folder))
    return (
        f"mkdir {place}-copy",
        f"cp -R {place}/. {place}-copy",
        f"mount -t tmpfs -o size={megabytes}m tmpfs {place}",
        f"cp -R {place}-copy/. {place}",
        f"cd {place}",
    )


@ON_LINUX
def test_a_full_disk_is_named(make_small_project, tmp_path, with_mounts):
    project = make_small_project(tmp_path / "project")
    words = with_mounts(project, *small_disk(project.folder, 6))
    assert last_line(words).startswith("The disk is full:")
    assert "Traceback" not in words


@ON_LINUX
@pytest.mark.release
def test_a_disk_that_is_full_of_packages_is_named(make_small_project, tmp_path, with_mounts):
    project = make_small_project(tmp_path / "project")
    big = tmp_path / "wheels" / "small_lab-1-py3-none-any.whl"
    shutil.copytree(project.wheels, big.parent)
    with zipfile.ZipFile(big, "a", zipfile.ZIP_DEFLATED) as wheel:
        wheel.writestr("big.txt", bytes(200 * 2**20))
    project.take_packages_from(big.parent)
    words = with_mounts(project, *small_disk(project.folder, 150))
    assert "Installing the packages" in words
    assert last_line(words).startswith("The disk is full:")


@pytest.mark.release
@ON_LINUX
def test_a_folder_that_cannot_be_written_to_is_named(make_small_project, tmp_path, with_mounts):
    project = make_small_project(tmp_path / "project")
    words = with_mounts(
        project, *small_disk(project.folder, 99), f"mount -o remount,ro {project.folder}"
    )
    assert last_line(words).startswith("This folder cannot be written to:")
    assert everything_before(words) == []


@pytest.fixture(scope="module")
def troubled(make_small_project, tmp_path_factory):
    """A set-up that is killed, then interrupted, then begun twice at once by one without a home."""
    if os.name == "nt":
        pytest.skip("INTERRUPTED SET-UP NOT TRIED: Ctrl-C is sent as on Linux and macOS")
    folder = tmp_path_factory.mktemp("troubled")
    project = make_small_project(folder / "project")
    killed = project.begin()
    wait_for(killed, "Making the folder")
    os.killpg(killed.pid, signal.SIGKILL)  # as when the computer is turned off
    killed.communicate()
    stopped = project.begin()
    wait_for(stopped, "Making the folder")
    time.sleep(0.3)
    os.killpg(stopped.pid, signal.SIGINT)
    project.at_the_interruption = stopped.communicate(timeout=10)[0].decode()
    (folder / "home").write_text("Nobody, not even root, can write into this: it is a file.")
    project.homeless = {"HOME": str(folder / "home"), "USERPROFILE": str(folder / "home")}
    both = [project.begin(**project.homeless), project.begin(**project.homeless)]
    project.at_the_end = [each.communicate(timeout=300)[0].decode() for each in both]
    return project


def wait_for(process, words):
    """Read what a process says until it has said these words."""
    said = b""
    while words.encode() not in said:
        line = process.stdout.readline()
        assert line, said
        said += line


def test_an_interruption_is_named_in_one_sentence(troubled):
    sentence = "Stopped before the set-up was whole. Run start.py again to finish it."
    assert troubled.at_the_interruption.strip() == sentence


def test_the_next_start_makes_whole_what_was_killed_or_interrupted(troubled, report):
    assert all(report(words)["library"] for words in troubled.at_the_end)


def test_of_two_starts_at_once_the_second_waits_for_the_first(troubled):
    first = [words for words in troubled.at_the_end if "Installing the packages" in words]
    second = [words for words in troubled.at_the_end if words not in first]
    assert (len(first), len(second)) == (1, 1)
    assert "Another start.py is setting up this folder: waiting" in second[0]


def test_nobody_needs_a_home_that_can_be_written_to(troubled, report):
    for words in troubled.at_the_end:
        assert report(words)["environment"]["HOME"] == troubled.homeless["HOME"]


@ON_LINUX
def test_a_set_up_that_can_only_be_read_is_used_as_it_is(troubled, with_mounts, report):
    place = troubled.folder
    words = with_mounts(
        troubled,
        f"mount --bind {place} {place}",
        f"mount -o remount,bind,ro {place}",
        f"cd {place}",
    )
    said = report(words)
    assert said["library"]
    assert not Path(said["environment"]["JUPYTER_CONFIG_DIR"]).is_relative_to(place)
