"""Values as plain JSON, always written the same way: what seals are made of."""

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cached_property
from typing import Any


def canonical(value: Any) -> Any:
    """A value as plain JSON: sets sorted, days as text; the same facts give the same text."""
    if isinstance(value, Mapping):
        return {str(key): canonical(one) for key, one in sorted(value.items())}
    if isinstance(value, (set, frozenset)):
        return sorted(str(one) for one in value)
    if isinstance(value, (list, tuple)):
        return [canonical(one) for one in value]
    return value if value is None or isinstance(value, (int, str)) else str(value)


def in_json(value: Any) -> str:
    """A value of plain JSON as text: keys sorted, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


class Written:
    """A dataclass that is written down whole, once: it never changes."""

    @cached_property
    def in_json(self) -> str:
        """All its fields, with their names."""
        names = (one.name for one in fields(self))  # type: ignore[arg-type]
        return in_json(canonical({name: getattr(self, name) for name in names}))
