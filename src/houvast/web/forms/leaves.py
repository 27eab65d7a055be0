"""Being away: from when to when, and who stands in. There is no field for a reason."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.tracks.reads.leaves import LeaveChoices
from houvast.tracks.rules.leaves import StandIn
from houvast.web.fields import DayInput, DomainForm
from houvast.web.forms import coach_choices, key_field

NOBODY = ("", _("Nog niemand"))


class StandInForm(DomainForm):
    """Another stand-in, from a day on."""

    stand_in = forms.TypedChoiceField(label=_("Wie vervangt?"), coerce=UUID)
    first = forms.DateField(label=_("Vanaf welke dag?"), widget=DayInput())

    def __init__(self, *args: Any, choices: LeaveChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["stand_in"].choices = [
            ("", _("Kies een collega")),
            *coach_choices(choices.stand_ins),
        ]


class LeaveForm(DomainForm):
    """A leave with one stand-in, or with a second one from a day on."""

    asked = ("stand_in",)

    key = key_field()
    who = forms.TypedChoiceField(label=_("Wie is er weg?"), coerce=UUID)
    first = forms.DateField(label=_("Eerste dag weg"), widget=DayInput())
    last = forms.DateField(label=_("Laatste dag weg"), widget=DayInput())
    stand_in = forms.TypedChoiceField(
        label=_("Wie vervangt?"),
        coerce=UUID,
        empty_value=None,
        required=False,
        help_text=_("De vervanger ziet de jongeren alleen in deze dagen. De vaste coach blijft."),
    )
    second = forms.TypedChoiceField(
        label=_("Neemt iemand het later over?"), coerce=UUID, empty_value=None, required=False
    )
    second_from = forms.DateField(label=_("Vanaf welke dag?"), widget=DayInput(), required=False)

    def __init__(self, *args: Any, choices: LeaveChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        myself = [(str(choices.myself), _("Ikzelf"))] if choices.myself else []
        fields["who"].choices = [
            ("", _("Kies een collega")),
            *myself,
            *((str(one.id), f"{one.name}, {one.team}") for one in choices.colleagues),
        ]
        if choices.myself:
            fields["who"].help_text = _("Ben je het zelf? Je vaste vervanger neemt waar.")
        if not (choices.colleagues or choices.myself):
            del fields["who"]
        for name in ("stand_in", "second"):
            fields[name].choices = [NOBODY, *coach_choices(choices.stand_ins)]

    def clean(self) -> dict[str, Any]:
        """A later stand-in comes with a day, and a day with a later stand-in."""
        data = super().clean() or {}
        if data.get("second") and not data.get("second_from") and "second_from" not in self.errors:
            self.add_error("second_from", _("Kies de dag waarop deze collega begint."))
        if data.get("second_from") and not data.get("second") and "second" not in self.errors:
            self.add_error("second", _("Kies wie het vanaf die dag overneemt."))
        first, last, second_from = data.get("first"), data.get("last"), data.get("second_from")
        if first and last and second_from and not first < second_from <= last:
            self.add_error("second_from", _("Kies een dag binnen de afwezigheid."))
        return data

    def stand_ins(self) -> list[StandIn]:
        """Who stands in, in the order of the days."""
        data = self.cleaned_data
        first, last, second_from = data["first"], data["last"], data.get("second_from")
        found = []
        if data.get("stand_in"):
            until = _day_before(second_from) if second_from else last
            found.append(StandIn(data["stand_in"], first, until))
        if data.get("second"):
            found.append(StandIn(data["second"], data["second_from"], last))
        return found


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
