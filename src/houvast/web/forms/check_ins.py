"""A check-in: whether it took place, and a few words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.placements.rules.aftercare import LONGEST_NOTE
from houvast.placements.rules.states import Side
from houvast.web.fields import ChipsSelect, DomainForm, HiddenInput, Textarea

READERS = {
    Side.YOUNG_PERSON: _("Jij, je vervanger en de jongere kunnen dit lezen."),
    Side.EMPLOYER: _("Jij, je vervanger, de werkcoach en de jongere kunnen dit lezen."),
}


class CheckInForm(DomainForm):
    """Whether aftercare took place, and how it goes."""

    reached = forms.ChoiceField(
        label=_("Gesproken?"),
        choices=[("yes", _("Gesproken")), ("no", _("Niet bereikt"))],
        widget=ChipsSelect(),
    )
    note = forms.CharField(
        label=_("Hoe gaat het op het werk?"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=Textarea(),
        help_text=_("Schrijf alleen op wat nodig is."),
    )

    def without_note(self) -> None:
        """Who may not read what a young person says, does not write it down either."""
        self.fields["note"].widget = HiddenInput()
        self.fields["note"].disabled = True
