"""Employers and their workplaces, as a professional or broker fills them in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.employers.rules.employers import ContactFacts, EmployerFacts
from houvast.employers.rules.states import WorkKind
from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.errors import Refused
from houvast.web.fields import DayInput, DomainForm
from houvast.web.forms import choices, key_field

CENTS = 100


class EmployerForm(DomainForm):
    """An employer with the one to ring first."""

    key = key_field()
    name = forms.CharField(label=_("Naam van de werkgever"), max_length=100)
    place_name = forms.CharField(label=_("Plaats"), max_length=80)
    pc4 = forms.CharField(
        label=_("Postcode"),
        required=False,
        max_length=4,
        help_text=_("Alleen de vier cijfers."),
    )
    kvk = forms.CharField(label=_("KvK-nummer"), required=False, max_length=11)

    def facts(self) -> EmployerFacts:
        """What was filled in."""
        data = self.cleaned_data
        return EmployerFacts(
            name=data["name"], kvk=data["kvk"], place_name=data["place_name"], pc4=data["pc4"]
        )


class ContactPersonForm(DomainForm):
    """Someone who works at the employer."""

    key = key_field()
    name = forms.CharField(label=_("Naam"), max_length=100)
    function = forms.CharField(label=_("Functie"), required=False, max_length=100)
    phone = forms.CharField(label=_("Telefoonnummer"), required=False, max_length=20)
    evening_phone = forms.CharField(label=_("Nummer voor de avond"), required=False, max_length=20)
    email = forms.EmailField(label=_("E-mail"), required=False)
    is_fixed = forms.BooleanField(label=_("Deze persoon bel je eerst"), required=False)

    def facts(self) -> ContactFacts:
        """What was filled in."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return ContactFacts(**data)


class WorkplaceForm(DomainForm):
    """A place to work or to learn."""

    key = key_field()
    title = forms.CharField(label=_("Wat voor werk is het?"), max_length=100)
    kind = forms.TypedChoiceField(label=_("Soort werk"), coerce=WorkKind, choices=choices(WorkKind))
    hours_min = forms.IntegerField(label=_("Uren per week, minstens"), min_value=1, max_value=60)
    hours_max = forms.IntegerField(label=_("Uren per week, hoogstens"), min_value=1, max_value=60)
    places = forms.IntegerField(
        label=_("Hoeveel mensen kunnen beginnen?"), min_value=1, max_value=50, initial=1
    )
    pc4 = forms.CharField(
        label=_("Postcode van de werkplek"),
        required=False,
        max_length=4,
        help_text=_("Alleen de vier cijfers."),
    )
    wage = forms.DecimalField(
        label=_("Loon per uur, bruto, in euro"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
    )
    start_on = forms.DateField(label=_("Kan beginnen vanaf"), required=False, widget=DayInput())
    asks_vog = forms.BooleanField(label=_("De werkgever vraagt een VOG"), required=False)

    def refuse(self, refused: Refused) -> None:
        """What is wrong with the cents stands beside the wage, where it was filled in."""
        if refused.field == "wage_cents":
            refused.field = "wage"
        super().refuse(refused)

    def facts(self) -> WorkplaceFacts:
        """What was filled in; the wage in cents."""
        data: dict[str, Any] = dict(self.cleaned_data)
        data.pop("key")
        wage = data.pop("wage")
        return WorkplaceFacts(**data, wage_cents=None if wage is None else round(wage * CENTS))
