"""Labels beside their points, where they cover least."""

GAPS = [
    (0, 7),
    (0, -7),
    (7, 0),
    (-7, 0),
    (6, 6),
    (-6, 6),
    (6, -6),
    (-6, -6),
    (0, 17),
    (0, -17),
    (16, 12),
    (-16, 12),
]


def write_labels(ax, labels: list[tuple], taken: list[tuple]) -> None:
    """Write each label near its point, where it covers least of the points and of the labels before it."""
    from matplotlib.dates import date2num

    # in points; the layout, which is not known before the chart is drawn, makes the axes this much wider and lower
    size = [side * 72 / ax.figure.dpi * factor for side, factor in zip(ax.bbox.size, (1.1, 0.78))]
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()

    def points(x, y):
        return (date2num(x) - left) / (right - left) * size[0], (y - bottom) / (
            top - bottom
        ) * size[1]

    def side(offset):
        return (offset > 0) - (offset < 0)

    boxes = []
    for x, y, w, h in taken:  # a side is a length in points, or a range of the axis
        across, up = isinstance(w, tuple), isinstance(h, tuple)
        (first, low), (last, high) = (
            points(w[end] if across else x, h[end] if up else y) for end in (0, 1)
        )
        w, h = 0 if across else w / 2, 0 if up else h / 2
        boxes.append((first - w, low - h, last + w, high + h))
    for when, value, text, colour in labels:
        x, y = points(when, value)
        width, height = 4.9 * len(text), 9

        def box(gap):
            at = x + gap[0] + side(gap[0]) * width / 2, y + gap[1] + side(gap[1]) * (height / 2 + 1)
            return at[0] - width / 2, at[1] - height / 2, at[0] + width / 2, at[1] + height / 2

        def cost(gap):
            mine = box(gap)
            outside = (
                max(0, -mine[0])
                + max(0, mine[2] - size[0])
                + max(0, -mine[1])
                + max(0, mine[3] - size[1])
            )
            return (
                sum(overlap(mine, other) for other in boxes) + 20 * outside + 0.5 * GAPS.index(gap)
            )

        best = min(GAPS, key=cost)
        boxes.append(box(best))
        ha, va = {1: "left", -1: "right", 0: "center"}, {1: "bottom", -1: "top", 0: "center"}
        ax.annotate(
            text,
            (when, value),
            xytext=best,
            textcoords="offset points",
            ha=ha[side(best[0])],
            va=va[side(best[1])],
            size=8,
            color=colour,
        )


def overlap(a, b) -> float:
    """The area that two boxes (left, bottom, right, top) have in common.

    >>> overlap((0, 0, 2, 2), (1, 1, 5, 5))
    1
    """
    return max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1]))
