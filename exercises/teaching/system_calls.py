"""A filter of system calls for the wall: a small program for the kernel's seccomp, made without a
compiler.

It refuses what no exercise needs and an attack on the kernel does: mounts, new namespaces, looks
into other processes, keys, memory outside all limits. Sockets are those of files and of the
internet, which ends at the wall.
"""

import errno
import os
import platform
import struct
from typing import NamedTuple


class Refused(NamedTuple):
    """A system call that the wall refuses, and its number on two processors (-1: none)."""

    name: str
    x86_64: int
    aarch64: int


REFUSED_CALLS = (
    Refused("mount", 165, 40),
    Refused("umount2", 166, 39),
    Refused("pivot_root", 155, 41),
    Refused("chroot", 161, 51),
    Refused("open_tree", 428, 428),
    Refused("move_mount", 429, 429),
    Refused("fsopen", 430, 430),
    Refused("fsconfig", 431, 431),
    Refused("fsmount", 432, 432),
    Refused("fspick", 433, 433),
    Refused("mount_setattr", 442, 442),
    Refused("setns", 308, 268),
    Refused("unshare", 272, 97),
    Refused("ptrace", 101, 117),
    Refused("process_vm_readv", 310, 270),
    Refused("process_vm_writev", 311, 271),
    Refused("pidfd_getfd", 438, 438),
    Refused("process_madvise", 440, 440),
    Refused("kcmp", 312, 272),
    Refused("bpf", 321, 280),
    Refused("perf_event_open", 298, 241),
    Refused("userfaultfd", 323, 282),
    Refused("io_uring_setup", 425, 425),
    Refused("io_uring_enter", 426, 426),
    Refused("io_uring_register", 427, 427),
    Refused("add_key", 248, 217),
    Refused("request_key", 249, 218),
    Refused("keyctl", 250, 219),
    Refused("kexec_load", 246, 104),
    Refused("kexec_file_load", 320, 294),
    Refused("init_module", 175, 105),
    Refused("finit_module", 313, 273),
    Refused("delete_module", 176, 106),
    Refused("name_to_handle_at", 303, 264),
    Refused("open_by_handle_at", 304, 265),
    Refused("fanotify_init", 300, 262),
    Refused("memfd_create", 319, 279),
    Refused("memfd_secret", 447, 447),
    Refused("shmget", 29, 194),
    Refused("msgget", 68, 186),
    Refused("semget", 64, 190),
    Refused("mq_open", 240, 180),
    Refused("acct", 163, 89),
    Refused("swapon", 167, 224),
    Refused("swapoff", 168, 225),
    Refused("reboot", 169, 142),
    Refused("syslog", 103, 116),
    Refused("quotactl", 179, 60),
    Refused("personality", 135, 92),
    Refused("vhangup", 153, 58),
    Refused("sethostname", 170, 161),
    Refused("setdomainname", 171, 162),
    Refused("settimeofday", 164, 170),
    Refused("clock_settime", 227, 112),
    Refused("iopl", 172, -1),
    Refused("ioperm", 173, -1),
    Refused("modify_ldt", 154, -1),
)


class Processor(NamedTuple):
    """What the filter must know of a kind of processor."""

    audit_number: int
    clone: int
    clone3: int
    ioctl: int
    socket: int


PROCESSORS = {
    "x86_64": Processor(0xC000003E, clone=56, clone3=435, ioctl=16, socket=41),
    "aarch64": Processor(0xC00000B7, clone=220, clone3=435, ioctl=29, socket=198),
}
OTHER_ABI = 0x40000000  # the numbers of x32 begin here
NEW_NAMESPACES = 0x7E020080  # all CLONE_NEW... flags
TERMINAL_REQUESTS = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX: they type for somebody else
SOCKET_FAMILIES = (1, 2, 10, 16)  # unix, IPv4, IPv6; netlink, for ZeroMQ

# Words of the filter's language (linux/bpf_common.h) and its answers (linux/seccomp.h).
LOAD, EQUAL, AT_LEAST, ANY_BIT, ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, WITH_ERROR = 0x7FFF0000, 0x80000000, 0x00050000
CALL_NUMBER, PROCESSOR_NUMBER, FIRST_ARGUMENT, SECOND_ARGUMENT = 0, 4, 16, 24


def instruction(word: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", word, if_true, if_false, value)


def refuse(test: int, value: int, error: int) -> bytes:
    """Two instructions: end with this error if the test holds, else go on."""
    answer = instruction(ANSWER, WITH_ERROR | error)
    return instruction(test, value, if_false=1) + answer


def only_for(call: int, instructions: bytes) -> bytes:
    """Instructions for one call; after them the number of the call is loaded again."""
    body = instructions + instruction(LOAD, CALL_NUMBER)
    return instruction(EQUAL, call, if_false=len(body) // 8) + body


def socket_rule(processor: Processor) -> bytes:
    rule = instruction(LOAD, FIRST_ARGUMENT)
    for place, family in enumerate(SOCKET_FAMILIES):
        still_to_skip = len(SOCKET_FAMILIES) - place
        rule += instruction(EQUAL, family, if_true=still_to_skip)
    rule += instruction(ANSWER, WITH_ERROR | errno.EAFNOSUPPORT)
    return only_for(processor.socket, rule)


def terminal_rule(processor: Processor) -> bytes:
    rule = instruction(LOAD, SECOND_ARGUMENT)
    for request in TERMINAL_REQUESTS:
        rule += refuse(EQUAL, request, errno.EPERM)
    return only_for(processor.ioctl, rule)


def process_rule(processor: Processor) -> bytes:
    rule = instruction(LOAD, FIRST_ARGUMENT)
    rule += refuse(ANY_BIT, NEW_NAMESPACES, errno.EPERM)
    return only_for(processor.clone, rule)


def call_filter(machine: str = "") -> bytes:
    """The program for `bwrap --seccomp`, or nothing where the processor is not known."""
    machine = machine or platform.machine()
    processor = PROCESSORS.get(machine)
    if processor is None:
        return b""
    program = instruction(LOAD, PROCESSOR_NUMBER)
    program += instruction(EQUAL, processor.audit_number, if_true=1)
    program += instruction(ANSWER, KILL)
    program += instruction(LOAD, CALL_NUMBER)
    if machine == "x86_64":
        program += refuse(AT_LEAST, OTHER_ABI, errno.ENOSYS)
    # The C library then takes the older call, whose flags a filter can see.
    program += refuse(EQUAL, processor.clone3, errno.ENOSYS)
    for call in REFUSED_CALLS:
        number = getattr(call, machine)
        if number >= 0:
            program += refuse(EQUAL, number, errno.EPERM)
    program += process_rule(processor)
    program += terminal_rule(processor)
    program += socket_rule(processor)
    return program + instruction(ANSWER, ALLOW)


def filter_descriptor() -> int | None:
    """A descriptor from which bubblewrap reads the filter; whoever asks for it closes it."""
    program = call_filter()
    if not program:
        return None
    reading, writing = os.pipe()
    os.write(writing, program)
    os.close(writing)
    return reading
