"""A day in a few keys: 'vr', '+7', 'morgen', '27-11'. For who types while people talk."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEAR = {"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2}
AHEAD = re.compile(r"\+ ?([0-9]{1,3})")
WRITTEN = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{4}))?")
UNKNOWN = _("Dit is geen dag. Schrijf vr, +7, morgen of 27-11.")


def short_day(text: str, today: date) -> date | None:
    """The day that a few keys mean, seen from today; None for what is no day.

    The name of a weekday, or its first two letters or more, is the next one after today.
    """
    typed = text.strip().casefold()
    if typed in NEAR:
        return today + timedelta(days=NEAR[typed])
    if found := AHEAD.fullmatch(typed):
        return today + timedelta(days=int(found[1]))
    if (at := _weekday(typed)) is not None:
        return today + timedelta(days=(at - today.weekday() - 1) % 7 + 1)
    return _written(typed, today)


def _weekday(typed: str) -> int | None:
    for names in (WEEKDAYS, ENGLISH):
        found = [at for at, name in enumerate(names) if len(typed) > 1 and name.startswith(typed)]
        if found:
            return found[0]
    return None


def _written(typed: str, today: date) -> date | None:
    """'27-11' is the first such day from today on; with a year it is that day."""
    try:
        if found := WRITTEN.fullmatch(typed):
            day, month, year = int(found[1]), int(found[2]), found[3]
            if year:
                return date(int(year), month, day)
            this_year = date(today.year, month, day)
            return this_year if this_year >= today else date(today.year + 1, month, day)
        return date.fromisoformat(typed) if len(typed) == 10 else None
    except ValueError:
        return None


class ShortDayField(forms.CharField):
    """A field for such a day; the form says which day it is today."""

    today: date

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> Any:
        """The day, or a sentence with what would work."""
        text = super().clean(value)
        if not text:
            return None
        found = short_day(text, self.today)
        if found is None:
            raise ValidationError(UNKNOWN, code="invalid")
        return found
