"""A demand for a file: what came in, whose file it is, what is proposed, decided and given."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.accounts.rules import Controller, InformationClass
from houvast.cooperation.rules.demands import GIVEABLE, Answer, Asked, DemandKind, Told
from houvast.web.fields import ChipsSelect, ChipsSelectMultiple, DayInput, DomainForm, Textarea
from houvast.web.forms import choices, key_field


class DemandForm(DomainForm):
    """What came in: who asks, on which article, what, and before which day."""

    readers = {
        "asked": _("De tweede persoon en de FG lezen dit. Schrijf geen naam van een jongere.")
    }

    key = key_field()
    kind = forms.TypedChoiceField(
        label=_("Wie vraagt?"),
        coerce=DemandKind,
        choices=choices(DemandKind),
        widget=ChipsSelect(),
    )
    body = forms.CharField(
        label=_("Welke organisatie, en wie daar?"),
        max_length=200,
        help_text=_("De functie is genoeg."),
    )
    reference = forms.CharField(label=_("Hun kenmerk"), max_length=60, required=False)
    article = forms.CharField(
        label=_("Op welk artikel?"),
        max_length=200,
        help_text=_("Zoals het in de brief staat. Bel een jurist als je twijfelt."),
    )
    wanted = forms.CharField(
        label=_("Wat vragen ze precies?"), max_length=1000, widget=Textarea({"rows": 3})
    )
    kinds = forms.TypedMultipleChoiceField(
        label=_("Om welke gegevens gaat het?"),
        coerce=InformationClass,
        choices=choices(GIVEABLE),
        widget=ChipsSelectMultiple(),
    )
    received_on = forms.DateField(label=_("Wanneer kwam het binnen?"), widget=DayInput())
    answer_by = forms.DateField(label=_("Voor welke dag antwoord je?"), widget=DayInput())

    def asked_for(self) -> Asked:
        """What came in, as the domain takes it."""
        data = {key: one for key, one in self.cleaned_data.items() if key != "key"}
        return Asked(asked=data.pop("wanted"), **data | {"kinds": tuple(data["kinds"])})


class FileForm(DomainForm):
    """Whose file it is: a whole last name and a birth date, both exactly right."""

    family_name = forms.CharField(label=_("Achternaam"), max_length=80)
    birth_date = forms.DateField(label=_("Geboortedatum"), widget=DayInput())


class LeaveOutForm(DomainForm):
    """Why a row is not given."""

    reason = forms.CharField(
        label=_("Waarom geef je dit niet?"),
        max_length=300,
        widget=Textarea({"rows": 2}),
    )


class ProposalForm(DomainForm):
    """What is proposed, and why."""

    readers = {"reasons": _("De tweede persoon en de FG lezen dit. Het komt in de brief.")}

    answer = forms.TypedChoiceField(
        label=_("Wat stel je voor?"), coerce=Answer, choices=choices(Answer), widget=ChipsSelect()
    )
    reasons = forms.CharField(label=_("Waarom?"), max_length=1000, widget=Textarea({"rows": 4}))


class DecisionForm(DomainForm):
    """In whose name it is decided."""

    for_whom = forms.TypedChoiceField(
        label=_("Voor wie besluit je?"),
        coerce=Controller,
        choices=choices(Controller),
        widget=ChipsSelect(),
    )


class SendBackForm(DomainForm):
    """Why another proposal is wanted."""

    reason = forms.CharField(
        label=_("Wat moet er anders?"), max_length=1000, widget=Textarea({"rows": 3})
    )


class HandOverForm(DomainForm):
    """When and how it was given, and whether the young person heard it."""

    given_on = forms.DateField(label=_("Wanneer gaf je het?"), widget=DayInput())
    how = forms.CharField(
        label=_("Hoe, en aan wie?"), max_length=200, help_text=_("De functie is genoeg.")
    )
    told = forms.TypedChoiceField(
        label=_("Weet de jongere het?"), coerce=Told, choices=choices(Told), widget=ChipsSelect()
    )
    withheld = forms.CharField(
        label=_("Waarom nog niet?"),
        max_length=1000,
        widget=Textarea({"rows": 2}),
        required=False,
    )
    review_on = forms.DateField(
        label=_("Wanneer kijk je opnieuw?"), widget=DayInput(), required=False
    )
