"""An answer kept from the eye, in a page that can still show it.

It is turned into letters that nobody reads at a glance (base64 of JSON in ASCII; in a browser,
``JSON.parse(atob(veiled))`` gives it back). That keeps a reader from seeing the answer before the
guess. It is no secret, and nothing that is marked may rest on it: checks have `practice.seal`,
which cannot be turned back, only guessed.
"""

import base64
import json
from typing import Any


def veiled(value: Any) -> str:
    """A number, a text or points by name, so that nobody reads it at a glance.

    >>> veiled({"value": 91.6})
    'eyJ2YWx1ZSI6OTEuNn0='
    """
    plain = json.dumps(value, separators=(",", ":"))
    return base64.b64encode(plain.encode("ascii")).decode()


def unveiled(letters: str) -> Any:
    """What was veiled.

    >>> unveiled(veiled("工信部"))
    '工信部'
    """
    return json.loads(base64.b64decode(letters))
