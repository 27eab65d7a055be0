"""Why a track is shielded, out of a list, and until when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.cooperation.rules.shielding import ShieldReason
from houvast.web.fields import ChipsSelect, DayInput, DomainForm
from houvast.web.forms import choices, key_field


class ShieldForm(DomainForm):
    """Two answers; there is no field for words."""

    key = key_field()
    reason = forms.TypedChoiceField(
        label=_("Waarom mag niemand horen dat deze jongere hier is?"),
        coerce=ShieldReason,
        choices=choices(ShieldReason),
        widget=ChipsSelect(),
    )
    until = forms.DateField(
        label=_("Tot en met wanneer?"),
        help_text=_("Hooguit drie maanden. Daarna kun je het opnieuw doen."),
        widget=DayInput(),
    )
