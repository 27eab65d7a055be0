"""From a workplace to a start: what is filled in at each step."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.employers.rules.states import PayKind
from houvast.errors import Refused
from houvast.matching.rules.week import days_in
from houvast.placements.reads import PlacementPage
from houvast.placements.rules.states import ContractKind, TrialNext, TrialView
from houvast.placements.rules.terms import LONGEST_CONTACT, MOST_HOURS, WorkTerms
from houvast.placements.rules.trial import TrialNote
from houvast.web.fields import ChipsSelect, ChipsSelectMultiple, DayInput, DomainForm
from houvast.web.forms import choices, key_field
from houvast.web.week import DAYS

CENTS = 100


class ProposeForm(DomainForm):
    """Choose a workplace together."""

    key = key_field()
    workplace = forms.TypedChoiceField(label=_("Welke werkplek?"), coerce=UUID)

    def __init__(self, *args: Any, workplaces: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        offered = [(str(value), words) for value, words in workplaces]
        fields["workplace"].choices = [("", _("Kies een werkplek")), *offered]

    def refuse(self, refused: Refused) -> None:
        """Why this workplace cannot be stands beside it."""
        refused.field = refused.field or "workplace"
        super().refuse(refused)


class StepForm(DomainForm):
    """A step of a placement: what the page knows already stands in it, `given` goes to the act."""

    @classmethod
    def known(cls, page: PlacementPage) -> dict[str, Any]:
        """What is filled in beforehand, and may be changed."""
        return {}

    def given(self) -> dict[str, Any]:
        """What was filled in, as the action asks for it."""
        return dict(self.cleaned_data)


class TrialForm(StepForm):
    """The day to come and see."""

    day = forms.DateField(label=_("Welke dag?"), widget=DayInput())


class TrialNoteForm(StepForm):
    """How the trial day went. Who was not there is not asked what he wants."""

    held = forms.ChoiceField(
        label=_("Ging de meeloopdag door?"),
        choices=[("yes", _("Ja")), ("no", _("Nee"))],
        widget=ChipsSelect(),
    )
    young_person = forms.TypedChoiceField(
        label=_("Wat wil de jongere nu?"),
        coerce=TrialView,
        empty_value=None,
        choices=choices(TrialView),
        widget=ChipsSelect(),
        required=False,
    )
    employer = forms.TypedChoiceField(
        label=_("Wat wil de werkgever nu?"),
        coerce=TrialView,
        empty_value=None,
        choices=choices(TrialView),
        widget=ChipsSelect(),
        required=False,
    )
    next_step = forms.TypedChoiceField(
        label=_("Wat is de volgende stap?"),
        coerce=TrialNext,
        choices=choices(TrialNext),
        widget=ChipsSelect(),
    )
    again_on = forms.DateField(
        label=_("Welke dag wordt de nieuwe meeloopdag?"),
        required=False,
        widget=DayInput(),
        help_text=_("Alleen als er nog een meeloopdag komt."),
    )
    asked = ("young_person", "employer")

    def given(self) -> dict[str, Any]:
        """The note."""
        data: dict[str, Any] = dict(self.cleaned_data)
        return {"note": TrialNote(held=data.pop("held") == "yes", **data)}


class TermsForm(StepForm):
    """What was agreed with the employer."""

    plain = frozenset({"contact_person"})

    hours = forms.IntegerField(label=_("Uren in de week"), min_value=1, max_value=MOST_HOURS)
    days = forms.TypedMultipleChoiceField(
        label=_("Op welke dagen?"),
        coerce=int,
        choices=[(str(at), day) for at, day in enumerate(DAYS)],
        widget=ChipsSelectMultiple(),
    )
    contract = forms.TypedChoiceField(
        label=_("Wat voor contract?"),
        coerce=ContractKind,
        choices=[("", _("Kies een contract")), *choices(ContractKind)],
    )
    pay_kind = forms.TypedChoiceField(
        label=_("Wat krijgt de jongere?"),
        coerce=PayKind,
        choices=choices(one for one in PayKind if one is not PayKind.UNKNOWN),
        widget=ChipsSelect(),
    )
    wage = forms.DecimalField(
        label=_("Loon per uur, bruto, in euro"),
        required=False,
        min_value=0,
        max_value=200,
        decimal_places=2,
        help_text=_("Alleen als er loon is."),
    )
    contact_person = forms.CharField(
        label=_("Bij wie kan de jongere terecht op het werk?"),
        max_length=LONGEST_CONTACT,
        help_text=_("Naam, en hoe je die bereikt."),
    )

    @classmethod
    def known(cls, page: PlacementPage) -> dict[str, Any]:
        """What was agreed before, or else what the workplace offers."""
        if page.agreed is None:
            offered = page.offered
            pay = "" if offered.pay_kind is PayKind.UNKNOWN else offered.pay_kind.value
            return {"hours": offered.hours, "pay_kind": pay, "wage": _euros(offered.wage_cents)}
        terms = page.agreed.terms
        return {
            "hours": terms.hours,
            "days": [str(one) for one in days_in(terms.days)],
            "contract": terms.contract.value,
            "pay_kind": terms.pay_kind.value,
            "wage": _euros(terms.wage_cents),
            "contact_person": terms.contact_person,
        }

    def terms(self) -> WorkTerms:
        """The terms; the wage in cents."""
        data = self.cleaned_data
        wage = data["wage"]
        return WorkTerms(
            hours=data["hours"],
            days=sum(1 << day for day in set(data["days"])),
            contract=data["contract"],
            pay_kind=data["pay_kind"],
            wage_cents=None if wage is None else round(wage * CENTS),
            contact_person=data["contact_person"],
        )

    def given(self) -> dict[str, Any]:
        """The terms alone."""
        return {"terms": self.terms()}


class AgreeForm(TermsForm):
    """A start date with what was agreed, and who comes along on the first day."""

    start_on = forms.DateField(label=_("Startdatum"), widget=DayInput())
    day_one_companion = forms.CharField(
        label=_("Wie gaat mee op de eerste dag?"), required=False, max_length=100
    )
    field_order = ("start_on", *TermsForm.base_fields, "day_one_companion")

    def given(self) -> dict[str, Any]:
        """The start and the terms."""
        data = self.cleaned_data
        more = {name: data[name] for name in ("start_on", "day_one_companion")}
        return {"terms": self.terms(), **more}


class StartForm(StepForm):
    """The day on which work began."""

    started_on = forms.DateField(label=_("Wanneer begon het werk?"), widget=DayInput())

    @classmethod
    def known(cls, page: PlacementPage) -> dict[str, Any]:
        """Today."""
        return {"started_on": page.file.today}


def _euros(cents: int | None) -> str | None:
    return None if cents is None else f"{cents / CENTS:.2f}"
