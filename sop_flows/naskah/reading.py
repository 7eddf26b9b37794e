"""Reading a naskah that is kept: from its canonical form back to the content that was frozen.

What is read and written again has the same bytes. A fact that came into the content later has a
default there; anything else that is missing is no naskah of this form.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from sop_flows.naskah.isi import Isi
from sop_flows.waktu.periode import KINDS, Periode, read_by_name


class NaskahUnreadable(ValueError):
    """The text is none of a naskah in the form that this version writes."""


def read_isi(canonical: str) -> Isi:
    """Return the content that a canonical text says.

    Raises:
        NaskahUnreadable: It says none.
    """
    try:
        found: Isi = _record(Isi, json.loads(canonical))
    except (ValueError, TypeError, KeyError, InvalidOperation) as error:
        raise NaskahUnreadable(str(error)) from error
    return found


def _record(kind: Any, facts: Mapping[str, object]) -> Any:  # noqa: ANN401 -- a frozen type
    hints = get_type_hints(kind)
    return kind(**{one.name: _fact(one, hints[one.name], facts) for one in fields(kind)})


def _fact(field: Field[Any], hint: object, facts: Mapping[str, object]) -> object:
    if hint is Periode:
        named = {name: facts[name] for name in KINDS if name in facts}
        return read_by_name({name: int(str(ke)) for name, ke in named.items()})
    if field.name in facts:
        return _value(hint, facts[field.name])
    if field.default is MISSING:
        raise NaskahUnreadable(f"no {field.name}")
    return field.default


def _value(hint: object, value: object) -> object:
    kinds = [each for each in get_args(hint) if each is not NoneType]
    match get_origin(hint), value:
        case _, None:
            return None
        case origin, Iterable() if origin is tuple:
            return tuple(_value(kinds[0], one) for one in value)
        case origin, Mapping() if origin is Mapping:
            return dict(value)
        case None, Mapping() if isinstance(hint, type) and is_dataclass(hint):
            return _record(hint, value)
        case None, str() if hint is Decimal:
            return Decimal(value)
        case origin, _ if (
            origin is not None and kinds
        ):  # one of several, such as ``Decimal | None``
            return _value(kinds[0], value)
    return value
