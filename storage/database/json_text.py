"""JSON as columns keep it: by orjson, and what it refuses by the standard library.

1. It refuses keys that are no text, and halves of a character, which people do send.
2. A float that is no number becomes ``null``: JSON has none. What people type is kept as text.
3. The history is hashed from its own canonical form (``sop_flows/jejak.py``), whatever its columns say.
"""

import json
from typing import Any

import orjson


def write_json(value: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    """Return a value as JSON."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return json.dumps(value)


def read_json(text: str) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """Return what JSON says."""
    try:
        return orjson.loads(text)
    except ValueError:
        return json.loads(text)
