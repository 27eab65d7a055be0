"""Another limit of watching for a role, as the privacy officer proposes it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.accounts.rules import Role
from houvast.watching.rules.limits import SET_FOR, SETTABLE, EventKind
from houvast.web.fields import DomainForm, Textarea
from houvast.web.forms import choices, key_field


class LimitForm(DomainForm):
    """For whom, of what, from when; and why."""

    about_people = False

    readers = {"reason": _("De tweede persoon en de FG lezen dit.")}

    key = key_field()
    role = forms.TypedChoiceField(
        label=_("Voor welke rol?"),
        coerce=Role,
        choices=[("", _("Kies een rol")), *choices(SET_FOR)],
    )
    kind = forms.TypedChoiceField(
        label=_("Waarvan?"),
        coerce=EventKind,
        choices=[("", _("Kies een soort")), *choices(SETTABLE)],
    )
    most = forms.IntegerField(
        label=_("Hoe vaak is nog niets om na te vragen?"),
        help_text=_("Eén keer meer dan dit, en iemand vraagt het na."),
    )
    reason = forms.CharField(
        label=_("Waarom verandert dit?"), max_length=300, widget=Textarea({"rows": 2})
    )
