"""Hand over: to whom and why, and when you met."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.tracks.reads.handing_over import HandingOver
from houvast.tracks.rules.states import HandoverReason
from houvast.web.fields import DayInput, DomainForm, HiddenInput
from houvast.web.forms import choices, coach_choices, coach_to_choose

TO = "to_"
"""How the field of a track begins; the rest is its id."""


class HandoverForm(DomainForm):
    """Another coach, and why. `lead` is who was the coach when the page was opened."""

    lead = forms.UUIDField(widget=HiddenInput())
    to = forms.TypedChoiceField(label=_("Wie wordt de nieuwe coach?"), coerce=UUID)
    reason = forms.TypedChoiceField(
        label=_("Waarom?"),
        coerce=HandoverReason,
        choices=[("", _("Kies een reden")), *choices(HandoverReason)],
        help_text=_("De nieuwe coach leest roepnaam, reden en datum. De rest pas na zijn ja."),
    )

    def __init__(self, *args: Any, coaches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["to"].choices = coach_to_choose(coaches)


class HandAllForm(DomainForm):
    """A new coach for each track of somebody who leaves, or one for all that stay empty."""

    reason = forms.TypedChoiceField(
        label=_("Waarom?"),
        coerce=HandoverReason,
        choices=choices(HandoverReason),
        initial=HandoverReason.COACH_LEAVES.value,
    )
    everyone = forms.TypedChoiceField(
        label=_("Eén collega voor wie je leeg laat"),
        coerce=UUID,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, page: HandingOver, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        self.nobody_left = not page.to_ask
        if page.hired_until:
            fields["reason"].initial = HandoverReason.CONTRACT_ENDS.value
        offered = [("", _("Nog niet vragen")), *coach_choices(page.coaches)]
        fields["everyone"].choices = offered
        for one in page.to_ask:
            field = forms.TypedChoiceField(
                label=_("Nieuwe coach"), coerce=UUID, empty_value=None, required=False
            )
            field.choices = offered
            fields[f"{TO}{one.line.track_id}"] = field

    def clean(self) -> dict[str, Any]:
        """An old page may ask for who was asked already, in another screen or by a colleague."""
        if self.nobody_left:
            raise forms.ValidationError(
                _("Voor iedereen is al een coach gevraagd. Kijk hieronder hoe het staat.")
            )
        return super().clean() or {}

    def chosen(self) -> dict[UUID, UUID]:
        """The coach to ask for each track."""
        data = self.cleaned_data
        picked = {name: data[name] or data["everyone"] for name in data if name.startswith(TO)}
        return {UUID(name.removeprefix(TO)): coach for name, coach in picked.items() if coach}


class MetForm(DomainForm):
    """The meeting of old coach, new coach and young person."""

    introduced_on = forms.DateField(
        label=_("Wanneer zagen jullie elkaar met z'n drieën?"), widget=DayInput()
    )
