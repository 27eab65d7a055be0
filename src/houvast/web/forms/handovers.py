"""Hand over: to whom and why, and when you met."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.tracks.rules.states import HandoverReason
from houvast.web.fields import DayInput, DomainForm, HiddenInput
from houvast.web.forms import choices, coach_choices


class HandoverForm(DomainForm):
    """Another coach, and why. `lead` is who was the coach when the page was opened."""

    lead = forms.UUIDField(widget=HiddenInput())
    to = forms.TypedChoiceField(label=_("Wie wordt de nieuwe coach?"), coerce=UUID)
    reason = forms.TypedChoiceField(
        label=_("Waarom?"),
        coerce=HandoverReason,
        choices=choices(HandoverReason),
        help_text=_("De nieuwe coach leest roepnaam, reden en datum. De rest pas na zijn ja."),
    )

    def __init__(self, *args: Any, coaches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["to"].choices = coach_choices(coaches)


class MetForm(DomainForm):
    """The meeting of old coach, new coach and young person."""

    introduced_on = forms.DateField(
        label=_("Wanneer zagen jullie elkaar met z'n drieën?"), widget=DayInput()
    )
