"""All files of the collection as RO-Crate describes research objects (version 1.1).

The description is to stand in the folder `briefings/`, under the name that the form asks for,
`ro-crate-metadata.json`: it names the sources, transcripts and tables beside it.
"""

from pathlib import Path
from typing import Any

from ..citing.items import CONTRIBUTORS
from ..corpus.tables import HOME, briefings, corrections, resources
from ..files.plain import json_text
from ..files.writing import put_in_place
from .facts import about

CONTEXT_OF_CRATE = "https://w3id.org/ro/crate/1.1/context"
FORM = "https://w3id.org/ro/crate/1.1"
CRATE_FILE = "ro-crate-metadata.json"
MAKERS = "#contributors"
WORDS_OF_OTHERS = "#words-of-others"
NOT_OURS = "Words of the publishers; kept as data with their source, and under no licence of ours."


def write_ro_crate(path: Path) -> Path:
    """Write the description, as flat JSON-LD."""
    parts = [*_tables(), *_transcripts(), _card()]
    graph = [_descriptor(), _root(parts), *parts, _licence(), _others(), _contributors()]
    described = {"@context": CONTEXT_OF_CRATE, "@graph": graph}
    put_in_place(path, json_text(described).encode())
    return path


def _id(id: str) -> dict[str, str]:
    return {"@id": id}


def _descriptor() -> dict[str, Any]:
    return {
        "@id": CRATE_FILE,
        "@type": "CreativeWork",
        "conformsTo": _id(FORM),
        "about": _id("./"),
    }


def _root(parts: list[dict[str, Any]]) -> dict[str, Any]:
    facts = about()
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": facts["title"],
        "description": f"{facts['description']} {facts['rights']}",
        "datePublished": _newest_day(),
        "version": facts["data version"],
        "license": _id(facts["licence"]),
        "creator": _id(MAKERS),
        "hasPart": [_id(part["@id"]) for part in parts],
    }


def _newest_day() -> str:
    """The day of the newest correction: it changes when the data do, and with nothing else."""
    return str(max(corrections().date))[:10]


def _tables() -> list[dict[str, Any]]:
    return [
        {
            "@id": resource["path"],
            "@type": "File",
            "name": resource["title"],
            "encodingFormat": resource["mediatype"],
            "contentSize": str(resource["bytes"]),
            "sha256": resource["hash"].removeprefix("sha256:"),
            "license": _id(about()["licence"]),
        }
        for resource in resources().values()
    ]


def _transcripts() -> list[dict[str, Any]]:
    """The source and the cleaned transcript of each briefing."""
    return [
        {
            "@id": path,
            "@type": "File",
            "name": f"{row.title} ({what})",
            "encodingFormat": media,
            "contentSize": str((HOME / path).stat().st_size),
            "license": _id(WORDS_OF_OTHERS),
            "isBasedOn": row.url,
        }
        for row in briefings().itertuples()
        for what, path, media in (
            ("source", f"sources/{row.source_file}", "text/plain"),
            ("transcript", f"transcripts/{row.briefing}.md", "text/markdown"),
        )
    ]


def _card() -> dict[str, Any]:
    return {
        "@id": "README.md",
        "@type": "File",
        "name": "Data card",
        "encodingFormat": "text/markdown",
        "contentSize": str((HOME / "README.md").stat().st_size),
    }


def _licence() -> dict[str, Any]:
    return {
        "@id": about()["licence"],
        "@type": "CreativeWork",
        "name": "Creative Commons Attribution 4.0 International",
    }


def _others() -> dict[str, Any]:
    return {
        "@id": WORDS_OF_OTHERS,
        "@type": "CreativeWork",
        "name": "Words of others",
        "description": NOT_OURS,
    }


def _contributors() -> dict[str, Any]:
    return {"@id": MAKERS, "@type": "Organization", "name": CONTRIBUTORS}
