"""The look of the charts: one colour for each briefing, fonts that have Chinese, and the line that names the source.

Nothing happens until it is called: importing this module changes no setting and loads no drawing library.
"""

# One colour a briefing, in every chart. Chosen by search: any two differ by at least 26 in CIEDE2000 under normal vision
# and simulated protanopia, deuteranopia and tritanopia, where the best five colours of Okabe and Ito (2008) come to 20
# and all eight to 11; each has a contrast with white of more than 3 to 1, so that it serves for lines and labels too.
# The measurement is in tests/test_style.py.
PALETTE = {
    "2020-10-23": "#174299",  # blue
    "2021-03-01": "#369999",  # teal
    "2022-06-14": "#b28c3e",  # ochre
    "2023-03-01": "#803713",  # brown
    "2023-04-20": "#000000",  # black
}


QUIET = "#6b6b6b"  # for notes and guide lines, which are not data


CHINESE = ("WenQuanYi Micro Hei", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC")


def use_style() -> None:
    """Set the look of all charts drawn afterwards: call it once, at the top of a notebook.

    Sets the theme of seaborn, a size that suits a notebook, and for Chinese characters the first of four common fonts
    that this machine has (``apt.txt`` brings one); without any, they show as boxes.

    >>> use_style()
    >>> import matplotlib
    >>> matplotlib.rcParams["font.family"][0]
    'DejaVu Sans'
    """
    import seaborn
    from matplotlib import font_manager

    there = {font.name for font in font_manager.fontManager.ttflist}
    seaborn.set_theme(
        style="ticks",
        palette=list(PALETTE.values()),
        rc={
            "font.family": ["DejaVu Sans", *[name for name in CHINESE if name in there][:1]],
            "font.size": 9,
            "axes.labelsize": 9,
            "xtick.labelsize": 9,
            "ytick.labelsize": 9,
            "legend.fontsize": 8.5,
            "legend.frameon": False,
            "axes.titlesize": 12,
            "axes.titlelocation": "left",
            "axes.titlepad": 12,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.edgecolor": QUIET,
            "figure.figsize": (7.2, 4.2),
            "figure.dpi": 110,
            "figure.constrained_layout.use": True,
            "savefig.dpi": 110,
        },
    )


def source_line(ax, text: str):
    """Write a small note with the source below a chart, under its axis label, and return it.

    Parameters
    ----------
    ax : matplotlib Axes.
    text : for example "Source: Briefing Room, briefing of 2023-03-01".

    >>> import matplotlib.pyplot as plt
    >>> source_line(plt.figure().subplots(), "Source: Briefing Room").get_text()
    'Source: Briefing Room'
    >>> plt.close()
    """
    return ax.annotate(
        text,
        xy=(0, 0),
        xycoords=(
            "axes fraction",
            ax.xaxis.label,
        ),  # the label moves with the tick labels, and the note with it
        xytext=(0, -6),
        textcoords="offset points",
        ha="left",
        va="top",
        fontsize=7.5,
        color=QUIET,
        annotation_clip=False,
    )
