"""The week as a table to tap: seven days of four parts, Monday morning first, as a mask."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

DAYS = (
    _("maandag"),
    _("dinsdag"),
    _("woensdag"),
    _("donderdag"),
    _("vrijdag"),
    _("zaterdag"),
    _("zondag"),
)
PARTS = (_("ochtend"), _("middag"), _("avond"), _("nacht"))
CHOICES = [
    (str(row * len(PARTS) + at), format_lazy("{} {}", day, part))
    for row, day in enumerate(DAYS)
    for at, part in enumerate(PARTS)
]


class WeekSelect(forms.CheckboxSelectMultiple):
    """Twenty-eight boxes in a table; each says its day and part to who cannot see the table."""

    template_name = "forms/week.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The boxes by day."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        boxes = [option for _group, few, _index in context["widget"]["optgroups"] for option in few]
        width = len(PARTS)
        rows = [(day, boxes[at * width : (at + 1) * width]) for at, day in enumerate(DAYS)]
        return context | {"rows": rows, "parts": PARTS}


class WeekField(forms.TypedMultipleChoiceField):
    """Some day-parts of the week; the value is a mask of 28 bits."""

    widget = WeekSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=CHOICES, coerce=int, required=False, empty_value=[], **kwargs)

    def clean(self, value: Any) -> int:
        """The mask."""
        return sum(1 << bit for bit in set(super().clean(value)))

    def prepare_value(self, value: Any) -> Any:
        """A mask as the boxes that are on; what was typed stays as it is."""
        return on_bits(value, len(CHOICES)) if isinstance(value, int) else value


def on_bits(mask: int, width: int) -> list[str]:
    """Which bits of a mask are on, as values of boxes."""
    return [str(bit) for bit in range(width) if mask >> bit & 1]


def mask_of(bits: Iterable[int]) -> int:
    """The boxes that are on, as a mask."""
    return sum(1 << bit for bit in set(bits))
