"""Who stands in for the coordinator, and until when."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.tracks.reads.coordinating import Candidate, DeputyChoices
from houvast.web.fields import DayInput, DomainForm
from houvast.web.words import word


class DeputyForm(DomainForm):
    """A colleague, and the last day; without a day as long as a role lasts."""

    who = forms.TypedChoiceField(
        label=_("Wie vervangt de procesregisseur?"),
        coerce=UUID,
        help_text=_("Ziet dan hetzelfde als de procesregisseur, naast het eigen werk."),
    )
    until_on = forms.DateField(
        label=_("Tot en met welke dag?"),
        widget=DayInput(),
        required=False,
        help_text=_("Laat dit leeg voor een vaste vervanger. Een rol duurt hoogstens een jaar."),
    )

    def __init__(self, *args: Any, choices: DeputyChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["who"].choices = [
            ("", _("Kies een collega")),
            *((str(one.id), _said(one)) for one in choices.candidates),
        ]


def _said(one: Candidate) -> str:
    roles = dict.fromkeys(str(word(role)) for role in one.roles)
    return f"{one.name} ({', '.join(roles).lower()})"
