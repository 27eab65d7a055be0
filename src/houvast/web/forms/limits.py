"""Another limit of watching for a role, or other hours, as the privacy officer proposes them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.accounts.rules import Role
from houvast.watching.rules.facts import Hours
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


class HoursForm(DomainForm):
    """For whom, from when until when; and why."""

    about_people = False

    readers = {"reason": _("De tweede persoon en de FG lezen dit.")}

    key = key_field()
    role = forms.TypedChoiceField(
        label=_("Voor welke rol?"),
        coerce=Role,
        choices=[("", _("Kies een rol")), *choices(SET_FOR)],
    )
    begins = forms.IntegerField(
        label=_("Vanaf welk uur?"), help_text=_("Van 5 tot en met 23. De nacht kan er niet bij.")
    )
    ends = forms.IntegerField(label=_("Tot welk uur?"), help_text=_("Tot 24: dat is middernacht."))
    weekend = forms.BooleanField(label=_("Ook op zaterdag en zondag"), required=False)
    reason = forms.CharField(
        label=_("Waarom verandert dit?"), max_length=300, widget=Textarea({"rows": 2})
    )

    def hours(self) -> Hours:
        """What was filled in."""
        return Hours(*(self.cleaned_data[name] for name in ("begins", "ends", "weekend")))
