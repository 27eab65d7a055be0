"""Who was at the desk, what is lost, and how that person showed who it is."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.sharing.rules.step_resets import Lost, Shown
from houvast.tracks.reads.step_resets import ResetsPage
from houvast.web.fields import ChipsSelect, DomainForm
from houvast.web.forms import choices, key_field


class StepResetForm(DomainForm):
    """From lists alone: nothing is written about a colleague, and nothing of a document is kept."""

    key = key_field()
    who = forms.TypedChoiceField(label=_("Wie stond er voor je?"), coerce=UUID)
    lost = forms.TypedChoiceField(
        label=_("Wat is er kwijt?"), coerce=Lost, choices=choices(Lost), widget=ChipsSelect()
    )
    shown = forms.TypedChoiceField(
        label=_("Hoe weet je dat het deze collega is?"),
        coerce=Shown,
        choices=choices(Shown),
        widget=ChipsSelect(),
        help_text=_("Niet aan de telefoon of per mail. Schrijf geen nummer over."),
    )

    def __init__(self, *args: Any, page: ResetsPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        people = [(str(pk), name) for pk, name in page.people]
        fields["who"].choices = [("", _("Kies een collega")), *people]
