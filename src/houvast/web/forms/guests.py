"""One question to a guest of a partner, and the answer."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.cooperation.reads.guests import Ask, AskPage
from houvast.cooperation.rules.guests import LONGEST_ANSWER, LONGEST_QUESTION
from houvast.tracks.rules.states import FactKind
from houvast.web.fields import ChipsSelect, DayInput, DomainForm, Textarea
from houvast.web.forms import choices, key_field


def _pair(value: str) -> tuple[UUID, UUID]:
    decided, _between, guest = value.partition(" ")
    return UUID(decided), UUID(guest)


class AskForm(DomainForm):
    """To whom, what, and until when."""

    readers = {"question": _("De gast leest deze vraag. Schrijf niets dat daarvoor niet nodig is.")}

    key = key_field()
    to = forms.TypedChoiceField(label=_("Aan wie?"), coerce=_pair)
    question = forms.CharField(
        label=_("Wat is je vraag? Eén zin."),
        max_length=LONGEST_QUESTION,
        widget=Textarea({"rows": 2}),
    )
    until = forms.DateField(label=_("Tot en met welke dag?"), widget=DayInput())

    def __init__(self, *args: Any, page: AskPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["to"].choices = [
            ("", _("Kies een gast")),
            *(
                (f"{one.id} {guest.id}", f"{one.organisation}: {guest.name} · {one.question}")
                for one in page.decided
                for guest in one.guests
            ),
        ]

    def ask(self) -> Ask:
        """What was filled in."""
        data = self.cleaned_data
        decided, guest = data["to"]
        return Ask(decided, guest, data["question"], data["until"])


class AnswerForm(DomainForm):
    """A short text, and how the guest knows it."""

    readers = {"text": _("De coach leest dit, en de jongere mag het later zien.")}

    text = forms.CharField(
        label=_("Wat is je antwoord?"), max_length=LONGEST_ANSWER, widget=Textarea({"rows": 5})
    )
    certainty = forms.TypedChoiceField(
        label=_("Hoe weet je dit?"),
        coerce=FactKind,
        choices=choices(FactKind),
        widget=ChipsSelect(),
    )
