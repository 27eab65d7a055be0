"""Up to a Zorg- en Veiligheidshuis and back: a number of theirs, whom to ring, and a day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.web.fields import DayInput, DomainForm
from houvast.web.forms import key_field


class ReferForm(DomainForm):
    """What stands beside the track; there is no field for words."""

    key = key_field()
    reference = forms.CharField(
        label=_("Hun kenmerk"),
        max_length=20,
        help_text=_("Zoals ZVH-2026/014. Geen naam en geen woorden."),
    )
    contact = forms.CharField(label=_("Welk nummer bel je daar?"), max_length=20)
    on = forms.DateField(label=_("Vanaf wanneer?"), widget=DayInput())


class OnDayForm(DomainForm):
    """On which day it was."""

    on = forms.DateField(label=_("Wanneer was dat?"), widget=DayInput())
