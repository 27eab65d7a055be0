"""One row under the rules of an importer: its cells by the key of their column, and by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from houvast.errors import Refused
from houvast.sheets.values import Row, Sheet, as_text, letters


@dataclass(slots=True)
class Look:
    """A row of a sheet, with the columns that were chosen."""

    sheet: Sheet
    row: Row
    chosen: Mapping[str, int]

    def name(self, key: str) -> str:
        """How the cell of a wanted column is called; of one that is not there the row's first."""
        at = self.chosen.get(key)
        if at is None and not self.sheet.names:
            return f"{letters(0)}{self.row.number}"
        return self.sheet.name(self.row.number, at or 0)

    def text(self, key: str) -> str:
        """What stands in the cell as somebody would type it; nothing is the empty text."""
        at = self.chosen.get(key)
        return as_text(self.row.values[at]) if at is not None else ""

    def needed(self, key: str, sentence: str) -> str:
        """What stands in the cell. Raises Refused with this sentence when nothing does."""
        if not (value := self.text(key)):
            raise Refused(sentence, cell=self.name(key))
        return value

    def at(self, key: str) -> "Named":
        """Around another rule: what it refuses is about this cell."""
        return Named(self, {}, key)

    def fields(self, keys: Mapping[str, str], otherwise: str) -> "Named":
        """As `at`, for a rule that names fields: `keys` has the column where it is called else."""
        return Named(self, keys, otherwise)


@dataclass(slots=True)
class Named:
    """Adds the name of a cell to what another rule says."""

    look: Look
    keys: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""

    def __enter__(self) -> None:
        """Nothing yet."""

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if isinstance(error, Refused):
            said = error.field or ""
            key = self.keys.get(said, said)
            known = key if key in self.look.chosen else self.otherwise
            error.values.setdefault("cell", self.look.name(known))


def cell_of(refused: Refused) -> str:
    """The cell that a refusal is about, when its sentence does not name it itself; else empty."""
    return "" if "{cell}" in refused.reason else str(refused.values.get("cell", ""))
