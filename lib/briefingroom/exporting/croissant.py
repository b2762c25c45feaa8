"""The tables as Croissant describes data for machine learning (format 1.0 of MLCommons).

It is made from the description of the tables (`datapackage.json`): each CSV file with its sum, each
table as a set of records with its fields, their types, keys and references. Beside the file, the
folder ``tables`` must stand as it does in `briefings/`, where the addresses of the files lead.
"""

from pathlib import Path
from typing import Any

from ..citing.items import CONTRIBUTORS
from ..corpus.tables import package_description, resources
from ..files.plain import json_text
from ..files.writing import put_in_place
from .facts import about
from .sqlite_file import primary_key

FORMAT = "http://mlcommons.org/croissant/1.0"
CROISSANT_TYPES = {
    "string": "sc:Text",
    "date": "sc:Date",
    "integer": "sc:Integer",
    "number": "sc:Float",
}
CONTEXT_OF_CROISSANT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def write_croissant(path: Path) -> Path:
    """Write the description, as JSON-LD."""
    facts = about()
    described = {
        "@context": CONTEXT_OF_CROISSANT,
        "@type": "sc:Dataset",
        "conformsTo": FORMAT,
        "name": package_description()["name"],
        "description": f"{facts['description']} {facts['rights']}",
        "license": facts["licence"],
        "creator": {"@type": "sc:Organization", "name": CONTRIBUTORS},
        "version": facts["data version"],
        "inLanguage": "en",
        "citeAs": f"{CONTRIBUTORS}. {facts['title']} (Version {facts['data version']}) [Data set].",
        "distribution": [_file(name, each) for name, each in resources().items()],
        "recordSet": [_record_set(name, each) for name, each in resources().items()],
    }
    put_in_place(path, json_text(described).encode())
    return path


def _file(name: str, resource: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{name}.csv",
        "name": f"{name}.csv",
        "description": resource["title"],
        "contentUrl": resource["path"],
        "contentSize": f"{resource['bytes']} B",
        "encodingFormat": resource["mediatype"],
        "sha256": resource["hash"].removeprefix("sha256:"),
    }


def _record_set(name: str, resource: dict[str, Any]) -> dict[str, Any]:
    schema = resource["schema"]
    references = _references(name, schema)
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": resource["title"],
        "key": [{"@id": f"{name}/{key}"} for key in primary_key(schema)],
        "field": [_field_of_records(name, each, references) for each in schema["fields"]],
    }


def _references(name: str, schema: dict[str, Any]) -> dict[str, str]:
    """By a column that is a key of another table: the field that it names."""
    single = [key for key in schema.get("foreignKeys", []) if len(key["fields"]) == 1]
    return {
        key["fields"][0]: f"{key['reference']['resource'] or name}/{key['reference']['fields'][0]}"
        for key in single
    }


def _field_of_records(
    table: str, field: dict[str, Any], references: dict[str, str]
) -> dict[str, Any]:
    described = {
        "@type": "cr:Field",
        "@id": f"{table}/{field['name']}",
        "name": field["name"],
        "description": field["description"],
        "dataType": CROISSANT_TYPES[field["type"]],
        "source": {"fileObject": {"@id": f"{table}.csv"}, "extract": {"column": field["name"]}},
    }
    if field["name"] in references:
        described["references"] = {"field": {"@id": references[field["name"]]}}
    return described
