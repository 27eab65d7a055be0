"""From a workplace to a start: what is filled in at each step."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.web.fields import DayInput, DomainForm
from houvast.web.forms import key_field


class ProposeForm(DomainForm):
    """Choose a workplace together."""

    key = key_field()
    workplace = forms.TypedChoiceField(label=_("Welke werkplek?"), coerce=UUID)

    def __init__(self, *args: Any, workplaces: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        offered = [(str(value), words) for value, words in workplaces]
        fields["workplace"].choices = [("", _("Kies een werkplek")), *offered]


class AgreeForm(DomainForm):
    """A start date, a day to come and see, and who comes along."""

    start_on = forms.DateField(label=_("Startdatum"), widget=DayInput())
    trial_day = forms.DateField(label=_("Meeloopdag"), required=False, widget=DayInput())
    day_one_companion = forms.CharField(
        label=_("Wie gaat mee op de eerste dag?"), required=False, max_length=100
    )


class StartForm(DomainForm):
    """The day on which work began."""

    started_on = forms.DateField(label=_("Wanneer begon het werk?"), widget=DayInput())
