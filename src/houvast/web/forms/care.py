"""With whom youth help lies: an organisation out of a list, a number and a day; no words."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.cooperation.reads.care import CarePage
from houvast.web.fields import DayInput, DomainForm
from houvast.web.forms import key_field


class CareForm(DomainForm):
    """What stands beside the track; there is no field for words."""

    key = key_field()
    to = forms.TypedChoiceField(label=gettext_lazy("Welke instelling geeft de hulp?"), coerce=UUID)
    contact = forms.CharField(
        label=gettext_lazy("Welk nummer bel je daar?"),
        max_length=20,
        help_text=gettext_lazy("Van de instelling of de werker daar, niet van de jongere."),
    )
    on = forms.DateField(label=gettext_lazy("Vanaf wanneer?"), widget=DayInput())

    def __init__(self, *args: Any, page: CarePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        known = [(str(pk), name) for pk, name in page.partners]
        fields["to"].choices = [("", _("Kies een instelling")), *known]
