"""Values of a vacancy, each of the type that its field has; another type is refused by its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from houvast.errors import Refused, gettext_noop
from houvast.sheets.table import UNSEEN
from houvast.sheets.values import clean, field_name

NO_TEXT = gettext_noop("{cell}: hier hoort een tekst.")
NO_WHOLE = gettext_noop("{cell}: hier hoort een heel getal.")
NO_DAY = gettext_noop("{cell}: hier hoort een dag, geschreven als 2026-04-03.")
NO_PART = gettext_noop("{cell}: hier hoort een deel met velden.")
NO_LIST = gettext_noop("{cell}: hier hoort een lijst.")
LONG = gettext_noop("{cell}: deze tekst heeft meer dan {most} tekens. Maak hem korter.")
LONGEST = 2_000
MOST = 200
"""Items in a list of one vacancy."""

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a vacancy: its fields, and how people call it."""

    raw: Raw
    number: int
    path: str = ""

    def refuse(self, sentence: str, name: str, **values: Any) -> Refused:
        """What is wrong with a field, with its name."""
        return Refused(sentence, cell=field_name(f"{self.path}{name}", self.number), **values)

    def text(self, name: str) -> str:
        """A text on as many lines as it has; nothing is the empty text."""
        value = self.raw.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.refuse(NO_TEXT, name)
        if len(value) > LONGEST:
            raise self.refuse(LONG, name, most=LONGEST)
        return UNSEEN.sub("", clean(value) or "")

    def line(self, name: str) -> str:
        """A text on one line."""
        return " ".join(self.text(name).split())

    def code(self, name: str) -> str:
        """A code, which some write as a number."""
        value = self.raw.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)[:LONGEST]
        return self.line(name)

    def number_of(self, name: str) -> int | None:
        """A whole number."""
        value = self.raw.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.refuse(NO_WHOLE, name)
        return value

    def day(self, name: str) -> date | None:
        """A day."""
        text = self.text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise self.refuse(NO_DAY, name) from None

    def part(self, *names: str) -> "Part":
        """A part within this one; one that is not there has no fields."""
        one = self
        for name in names:
            value = one.raw.get(name)
            if value is not None and not isinstance(value, dict):
                raise one.refuse(NO_PART, name)
            one = Part(value or {}, self.number, f"{one.path}{name}.")
        return one

    def parts(self, name: str) -> list["Part"]:
        """The parts in a list; a list that is not there is empty."""
        values = self.raw.get(name)
        if values is None:
            return []
        if not isinstance(values, list) or len(values) > MOST:
            raise self.refuse(NO_LIST, name)
        if not all(isinstance(one, dict) for one in values):
            raise self.refuse(NO_PART, name)
        return [Part(one, self.number, f"{self.path}{name}.") for one in values]

    def first_text(self, name: str) -> str:
        """The first text in a list of texts; some write one text instead of a list."""
        values = self.raw.get(name)
        if isinstance(values, list):
            return Part({name: values[0]}, self.number, self.path).line(name) if values else ""
        return self.line(name)
