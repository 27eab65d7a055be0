"""The check of another municipality, as a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.plans.rules.exchanging import LARGEST, LONGEST_GIVER
from houvast.web.fields import DomainForm

TOO_BIG = _("Kies een bestand van hoogstens 1 MB.")


class OtherPlanForm(DomainForm):
    """An exchange file."""

    about_people = False

    readers = {"given_by": _("Beleidsmedewerkers en programmamanagers van deze gemeente.")}

    file = forms.FileField(
        label=_("Uitwisselbestand"),
        help_text=_("Een JSON-bestand dat de andere gemeente bewaarde bij Verslag."),
        error_messages={
            "required": TOO_BIG,
            "empty": _("Dit bestand is leeg. Kies het bestand van de andere gemeente."),
            "invalid": TOO_BIG,
        },
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    given_by = forms.CharField(
        label=_("Van wie kreeg je het?"),
        max_length=LONGEST_GIVER,
        required=False,
        help_text=_("Een gemeente en een afdeling, zonder namen van mensen."),
    )

    def content(self) -> bytes:
        """The bytes of the file, and one more than is taken of a file that is too large."""
        return bytes(self.cleaned_data["file"].read(LARGEST + 1))
