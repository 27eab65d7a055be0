"""Who a guest of a partner is, and how he signs in."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.accounts.rules import LONGEST_NAME
from houvast.sharing.reads.guests import GuestChoices
from houvast.web.fields import DomainForm
from houvast.web.forms import key_field


class GuestForm(DomainForm):
    """For which partner, and who."""

    key = key_field()
    organisation_id = forms.TypedChoiceField(label=_("Van welke partner?"), coerce=UUID)
    name = forms.CharField(label=_("Naam"), max_length=LONGEST_NAME)
    function = forms.CharField(
        label=_("Wat doet deze gast daar?"),
        max_length=60,
        help_text=_("Bijvoorbeeld: mentor, of zorgcoördinator."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("Hier komt een bericht als er een vraag is. Zonder naam en zonder inhoud."),
    )
    username = forms.CharField(label=_("Naam om in te loggen"), max_length=60)

    def __init__(self, *args: Any, page: GuestChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        known = [(str(pk), name) for pk, name in page.partners]
        fields["organisation_id"].choices = [("", _("Kies een partner")), *known]
