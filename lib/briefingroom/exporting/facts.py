"""What every exported form says of itself: title, version, licence, and whose the words are."""

from ..citing.items import CONTRIBUTORS
from ..corpus.tables import package_description

RIGHTS = (
    "The tables are under CC BY 4.0. The words of the transcripts belong to their publishers and "
    "are covered by no licence of this collection."
)


def about() -> dict[str, str]:
    """The facts, by name.

    >>> about()["licence"]
    'https://creativecommons.org/licenses/by/4.0/'
    """
    package = package_description()
    return {
        "title": package["title"],
        "description": package["description"],
        "data version": package["version"],
        "licence": package["licenses"][0]["path"],
        "rights": RIGHTS,
        "creators": CONTRIBUTORS,
    }
