"""What an event was, and under which consent it is looked at."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.watching.actions import LONGEST_DOCUMENT
from houvast.watching.rules.outcomes import LONGEST, Outcome
from houvast.web.fields import ChipsSelect, DayInput, DomainForm, Textarea
from houvast.web.forms import choices


class ConcludeForm(DomainForm):
    """What it was, and how that was found."""

    outcome = forms.TypedChoiceField(
        label=_("Wat was het?"), coerce=Outcome, choices=choices(Outcome), widget=ChipsSelect()
    )
    note = forms.CharField(
        label=_("Wat vroeg je na, en bij wie?"),
        max_length=LONGEST,
        widget=Textarea({"rows": 4}),
        help_text=_("Vraag het eerst aan de collega zelf. Schrijf geen namen van jongeren op."),
    )


class AgreementForm(DomainForm):
    """Where the consent of the works council stands."""

    about_people = False

    document = forms.CharField(
        label=_("Waar staat het besluit?"),
        max_length=LONGEST_DOCUMENT,
        help_text=_("Naam en kenmerk van het document."),
    )
    agreed_on = forms.DateField(label=_("Wanneer stemde de OR in?"), widget=DayInput())
