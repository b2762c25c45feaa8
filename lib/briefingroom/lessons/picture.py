"""A line of guesses and its answers as a picture with its description."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..charts.guesses import guesses_finding, plot_guesses
from ..charts.pictures import SHARPNESS, picture_tag, png_of


@dataclass(frozen=True)
class GuessPicture:
    """Guesses beside the answers, drawn when a page asks for it.

    Attributes
    ----------
    guesses, answers : values by the name of the point.
    given : names of the answers that were known.
    unit : of all values.
    said : the values in words, for those who cannot see the picture.
    """

    guesses: Mapping[str, float]
    answers: Mapping[str, float]
    given: tuple[str, ...]
    unit: str
    said: str

    def __str__(self) -> str:
        return f"Chart: {guesses_finding(self.guesses, self.answers)}. {self.said}"

    def _repr_html_(self) -> str:
        import matplotlib.pyplot as plt

        axes = plot_guesses(self.guesses, self.answers, self.unit, given=self.given)
        figure: Any = axes.figure
        tag = picture_tag(png_of(figure, SHARPNESS), str(self), round(figure.bbox.width))
        plt.close(figure)
        return tag
