"""What an event was, under which consent it is looked at, and what is done about a breach."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houvast.accounts.reads import Colleague
from houvast.watching.actions import LONGEST_DOCUMENT, BreachFacts
from houvast.watching.rules.breaches import LONGEST as LONGEST_BREACH
from houvast.watching.rules.breaches import Persons, Report
from houvast.watching.rules.outcomes import LONGEST, Outcome
from houvast.web.fields import ChipsSelect, DayInput, DomainForm, MomentInput, Textarea
from houvast.web.forms import choices
from houvast.web.words import word


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


class HoneyForm(DomainForm):
    """The code of a file that belongs to nobody, to which the second person says yes."""

    about_people = False

    code = forms.CharField(
        label=_("Wat is de code?"),
        max_length=40,
        help_text=_("Je krijgt hem van de privacy officer. Hij werkt één week."),
    )


class BreachForm(DomainForm):
    """What happened, whose access it was, from when to when, and since when it is known."""

    what = forms.CharField(
        label=_("Wat is er gebeurd?"),
        max_length=LONGEST_BREACH,
        widget=Textarea({"rows": 3}),
        help_text=_("Minstens 20 tekens. Schrijf geen namen van jongeren op."),
    )
    user = forms.TypedChoiceField(
        label=_("Wiens toegang was het?"), coerce=UUID, empty_value=None, required=False
    )
    since = forms.DateTimeField(label=_("Vanaf wanneer?"), widget=MomentInput())
    until = forms.DateTimeField(label=_("Tot wanneer?"), widget=MomentInput())
    known = forms.DateTimeField(
        label=_("Wanneer werd het bekend?"),
        widget=MomentInput(),
        help_text=_("Vanaf dit moment lopen de 72 uur."),
    )

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["user"].choices = [
            ("", gettext("Van niemand in Houvast")),
            *((str(one.id), f"{one.name}, {word(one.role)}, {one.team}") for one in colleagues),
        ]

    def facts(self) -> BreachFacts:
        """The breach as filled in."""
        data = self.cleaned_data
        return BreachFacts(data["what"], data["user"], data["since"], data["until"], data["known"])


class DecideForm(DomainForm):
    """Whether the authority and the young people are told, and why."""

    report = forms.TypedChoiceField(
        label=_("Melden bij de Autoriteit Persoonsgegevens?"),
        coerce=Report,
        choices=choices(Report),
        widget=ChipsSelect(),
    )
    report_why = forms.CharField(
        label=_("Waarom wel of niet?"),
        max_length=LONGEST_BREACH,
        widget=Textarea({"rows": 2}),
        help_text=_("Vraag de FG om advies. Meld je het? Zet er dan het kenmerk bij."),
    )
    persons = forms.TypedChoiceField(
        label=_("Horen de jongeren het?"),
        coerce=Persons,
        choices=choices(Persons),
        widget=ChipsSelect(),
    )
    persons_why = forms.CharField(
        label=_("Waarom, en wie vertelt het?"),
        max_length=LONGEST_BREACH,
        widget=Textarea({"rows": 2}),
    )
