"""Another password: the one of now, and the new one twice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.web.fields import DomainForm

OTHER = _("Dit is niet hetzelfde als hierboven. Typ het nog een keer.")


def _secret(label: Any, kind: str, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": kind})
    return forms.CharField(label=label, strip=False, widget=widget, help_text=help_text)


class PasswordForm(DomainForm):
    """Who took a second step a moment ago need not know the password of now."""

    present = _secret(_("Je wachtwoord van nu"), "current-password")
    new = _secret(
        _("Nieuw wachtwoord"),
        "new-password",
        _("Minstens 12 tekens. Een zin die alleen jij bedenkt, is sterk en te onthouden."),
    )
    again = _secret(_("Nog een keer het nieuwe wachtwoord"), "new-password")

    def __init__(self, *args: Any, asks_present: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_present:
            del self.fields["present"]

    def clean_again(self) -> str:
        """The same text twice."""
        again: str = self.cleaned_data["again"]
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise forms.ValidationError(OTHER, code="other")
        return again
