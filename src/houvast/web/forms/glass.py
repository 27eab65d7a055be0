"""Noodtoegang: who is in danger and why, what was done, and what somebody else says of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.tracks.actions.glass import Emergency
from houvast.tracks.rules.glass import LONGEST, Verdict
from houvast.web.fields import ChipsSelect, DayInput, DomainForm, Textarea
from houvast.web.forms import choices


class EmergencyForm(DomainForm):
    """That there is danger now, and why it cannot wait."""

    about_people = False  # nobody thinks his words over while somebody is in danger

    readers = {"reason": _("De teamleider, de privacy officer en de coach lezen dit.")}

    reason = forms.CharField(
        label=_("Wat is er aan de hand?"),
        max_length=LONGEST,
        widget=Textarea({"rows": 3}),
        help_text=_("Minstens 20 tekens. Waarom kan het niet wachten op de coach?"),
    )
    is_now = forms.BooleanField(
        label=_("Er is nu gevaar voor iemands leven, gezondheid of veiligheid"), required=False
    )

    def emergency(self) -> Emergency:
        """The reason as filled in."""
        return Emergency(self.cleaned_data["reason"], self.cleaned_data["is_now"])


class NameForm(EmergencyForm):
    """The same, of somebody whom one has to name exactly: there is no search."""

    family_name = forms.CharField(
        label=_("Achternaam"),
        max_length=80,
        help_text=_("Helemaal, met het tussenvoegsel: van Dijk."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    birth_date = forms.DateField(label=_("Geboortedatum"), widget=DayInput())
    field_order = ("family_name", "birth_date", "reason", "is_now")

    def who(self) -> dict[str, Any]:
        """The two exact identifiers."""
        return {name: self.cleaned_data[name] for name in ("family_name", "birth_date")}


class AccountForm(DomainForm):
    """What was done with it; that ends it."""

    account = forms.CharField(
        label=_("Wat deed je?"),
        max_length=LONGEST,
        widget=Textarea({"rows": 3}),
        help_text=_("Wie belde je, en hoe liep het af? Hierna is het dossier weer dicht."),
    )


class ReviewForm(DomainForm):
    """What it was, and how that was found."""

    verdict = forms.TypedChoiceField(
        label=_("Was het nodig?"), coerce=Verdict, choices=choices(Verdict), widget=ChipsSelect()
    )
    note = forms.CharField(
        label=_("Wat vroeg je na, en bij wie?"),
        max_length=LONGEST,
        widget=Textarea({"rows": 3}),
        help_text=_("Vraag het eerst aan de collega zelf. Schrijf geen namen van jongeren op."),
    )
