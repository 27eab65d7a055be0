"""A young person who is away for a while. There is no field for where or why."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from houvast.tracks.rules.states import ContactChannel
from houvast.web.fields import ChipsSelect, DayInput, DomainForm
from houvast.web.words import WAYS


class AbsenceForm(DomainForm):
    """The day of the return, and how to reach him or her until then."""

    until_on = forms.DateField(
        label=_("Wanneer is de jongere terug?"),
        widget=DayInput(),
        help_text=_("Weet je het niet zeker, kies dan de dag die je nu verwacht."),
    )
    reachable_via = forms.TypedChoiceField(
        label=_("Hoe bereik je de jongere zolang?"),
        coerce=ContactChannel,
        choices=[(one.value, capfirst(words)) for one, words in WAYS.items()],
        widget=ChipsSelect(),
    )
