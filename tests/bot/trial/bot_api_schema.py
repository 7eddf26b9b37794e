"""Checks requests and answers against the machine-readable description of the Bot API."""

import json
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).parents[4] / "shared" / "bot-api-10.0.json"
MISSING = f"{PATH.name} is not beside the project"

SCALARS: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
    "True": (bool,),
}


def is_available() -> bool:
    """Return whether the description is there to check against."""
    return PATH.is_file()


@cache
def load() -> dict[str, Any]:
    """Return the description: ``methods`` and ``types`` by name."""
    return json.loads(PATH.read_text(encoding="utf-8"))


def find_result_faults(method: str, result: Any) -> list[str]:
    """Return what is wrong with an answer's ``result``; empty when it is as documented."""
    return _check_any(load()["methods"][method]["returns"], result, method)


def find_request_faults(method: str, params: dict[str, Any]) -> list[str]:
    """Return what is wrong with the parameters of a call, serialised or not."""
    known = load()["methods"].get(method)
    if known is None:
        return [f"{method} is not a method"]
    fields = {field["name"]: field for field in known.get("fields", [])}
    faults = [f"{method}.{name} is not a parameter" for name in params.keys() - fields.keys()]
    for name, field in fields.items():
        if name not in params:
            faults += [f"{method}.{name} is missing"] if field["required"] else []
        elif not _is_upload(params[name]):
            value = _deserialised(field["types"], params[name])
            faults += _check_any(field["types"], value, f"{method}.{name}")
    return faults


def _is_upload(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"file", "size"}


def _deserialised(types: list[str], value: Any) -> Any:
    if not isinstance(value, str) or types == ["String"]:
        return value
    try:
        read = json.loads(value)
    except ValueError:
        return value
    return value if "String" in types and not isinstance(read, dict | list) else read


def _check_any(types: list[str], value: Any, where: str) -> list[str]:
    tried = [_check(name, value, where) for name in types]
    return min(tried, key=len)


def _check(name: str, value: Any, where: str) -> list[str]:
    if name.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{where} is not an array"]
        inner = name.removeprefix("Array of ")
        return [
            fault for n, one in enumerate(value) for fault in _check(inner, one, f"{where}[{n}]")
        ]
    if name in SCALARS:
        is_right = isinstance(value, SCALARS[name]) and (
            name in ("Boolean", "True")
        ) == isinstance(value, bool)
        return [] if is_right else [f"{where} is {value!r}, not {name}"]
    kind = load()["types"].get(name)
    if kind is None:
        return []
    if "subtypes" in kind:
        return _check_any(kind["subtypes"], value, where)
    return _check_object(name, kind.get("fields", []), value, where)


def _check_object(name: str, fields: list[Any], value: Any, where: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where} is not a {name}"]
    known = {field["name"]: field for field in fields}
    faults = [f"{where}.{key} is not in {name}" for key in value.keys() - known.keys()]
    for key, field in known.items():
        if key in value:
            faults += _check_any(field["types"], value[key], f"{where}.{key}")
        elif field["required"]:
            faults.append(f"{where}.{key} is missing in {name}")
    return faults
