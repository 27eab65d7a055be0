"""A decision about one workplace."""

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from houvast.matching.rules.choices import ChoiceOutcome, NotNowReason
from houvast.web.fields import ChipsSelect, DomainForm, HiddenInput, Textarea
from houvast.web.forms import choices, key_field
from houvast.web.forms.wishes import READERS


class ChoiceForm(DomainForm):
    """Not now, and why; the two other outcomes come from buttons of their own."""

    readers = {"text": READERS}
    asked = ("reason", "text")
    key = key_field()
    shown = forms.CharField(required=False, max_length=80, widget=HiddenInput())
    outcome = forms.TypedChoiceField(
        coerce=ChoiceOutcome,
        choices=choices(ChoiceOutcome),
        initial=ChoiceOutcome.NOT_NOW.value,
        widget=HiddenInput(),
    )
    reason = forms.TypedChoiceField(
        label=_("Waarom niet nu?"),
        coerce=NotNowReason,
        empty_value=None,
        choices=choices(NotNowReason),
        required=False,
        widget=ChipsSelect(),
    )
    text = forms.CharField(
        label=_("Wil je er iets bij zeggen?"),
        required=False,
        max_length=300,
        widget=Textarea({"rows": 2}),
        help_text=_("Over het werk. Niets over gezondheid, geld of vroeger."),
    )

    def looked_at(self, seal: str) -> None:
        """The page is shown again as it is now: sent once more, it is what was on screen."""
        data = MultiValueDict({name: [value] for name, value in self.data.items()})
        data["shown"] = seal
        self.data = data
