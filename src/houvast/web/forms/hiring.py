"""The contract of a hired coach: from, until, and until when the agreement on data runs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.web.fields import DayInput, DomainForm


class ContractForm(DomainForm):
    """Three days. Past the first of the two ends nothing opens for this coach."""

    starts_on = forms.DateField(label=_("Eerste dag van het contract"), widget=DayInput())
    ends_on = forms.DateField(label=_("Laatste dag van het contract"), widget=DayInput())
    processing_until = forms.DateField(
        label=_("Verwerkersovereenkomst geldt tot en met"),
        widget=DayInput(),
        help_text=_("De afspraak met de organisatie over gegevens. De eerste einddag telt."),
    )
