"""How much memory several processes take together."""

import psutil


def takes_too_much(family: list[psutil.Process], limit: int) -> bool:
    """Whether processes hold too much memory in all; what they share counts once, where the system
    says so.
    """
    if sum(memory_of(one) for one in family) <= limit:
        return False
    return sum(memory_of(one, shared_once=True) for one in family) > limit


def memory_of(process: psutil.Process, shared_once: bool = False) -> int:
    try:
        return process.memory_full_info().pss if shared_once else process.memory_info().rss
    except (psutil.AccessDenied, AttributeError):
        return process.memory_info().rss
    except psutil.Error:
        return 0
