"""Some of what is alike: places of a list, evenly from its first to its last."""


def evenly(number: int, most: int) -> list[int]:
    """At most so many places of a list, from its first to its last.

    >>> evenly(16, 3), evenly(2, 3)
    ([0, 8, 15], [0, 1])
    """
    if most >= number:
        return list(range(number))
    return sorted({round(step * (number - 1) / max(most - 1, 1)) for step in range(most)})
