"""Ask whether somebody is known here: two exact identifiers, what for, and why."""

from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from houvast.tracks.actions.known import Answer
from houvast.tracks.rules.known import ASKED_HERE, LONGEST_REASON, AskedFor, Question
from houvast.web.fields import ChipsSelect, DayInput, DomainForm, HiddenInput
from houvast.web.forms import choices


class KnownForm(DomainForm):
    """The question; a part of a name finds nobody."""

    readers = {"reason": _("Jij, je teamleider en de procesregisseur kunnen dit lezen.")}

    family_name = forms.CharField(
        label=_("Achternaam"),
        max_length=80,
        help_text=_("Helemaal, met het tussenvoegsel: van Dijk."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    birth_date = forms.DateField(label=_("Geboortedatum"), widget=DayInput())
    asked_for = forms.TypedChoiceField(
        label=_("Waarvoor vraag je dit?"),
        coerce=AskedFor,
        choices=[one for one in choices(AskedFor) if one[0] in ASKED_HERE],
        widget=ChipsSelect(),
    )
    reason = forms.CharField(
        label=_("Wat is de aanleiding?"),
        max_length=LONGEST_REASON,
        help_text=_("Eén zin, zonder de naam van de jongere."),
    )

    def question(self) -> Question:
        """The question as asked."""
        data = self.cleaned_data
        return Question(data["family_name"], data["birth_date"], data["asked_for"], data["reason"])


class SealInput(HiddenInput):
    """Carried along only once there is something to carry."""

    def render(self, name: str, value: Any, *args: Any, **kwargs: Any) -> SafeString:
        """Nothing at all while it is empty."""
        return super().render(name, value, *args, **kwargs) if value else SafeString()


class AsksFirst(DomainForm):
    """A form that begins a track, and first asks whether somebody is known here already."""

    known: Answer | None = None
    """Whom to call; only when the answer was yes."""

    seal = forms.CharField(required=False, widget=SealInput())
    """Proof that this was asked for this name and birth date (`web/asked_first.py`)."""
