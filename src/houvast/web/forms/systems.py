"""Let a system act in one's own name: what it is called, what for, what it may do, how long."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.accounts.rules import Purpose, Scope
from houvast.sharing.reads import LinksPage, TokensPage
from houvast.web.fields import ChipsSelect, ChipsSelectMultiple, DomainForm
from houvast.web.forms import choices, key_field

DAYS = ((7, _("Een week")), (30, _("30 dagen")), (90, _("90 dagen")))


class TokenForm(DomainForm):
    """One purpose and some scopes; a system that needs two purposes gets two keys."""

    readers = {"name": _("Alleen jij ziet deze naam.")}

    key = key_field()
    name = forms.CharField(
        label=_("Welk systeem is het?"),
        max_length=60,
        help_text=_("Bijvoorbeeld: de agenda van het team."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    purpose = forms.TypedChoiceField(
        label=_("Waarvoor werkt het?"), coerce=Purpose, widget=ChipsSelect()
    )
    scopes = forms.TypedMultipleChoiceField(
        label=_("Wat mag het systeem?"),
        coerce=Scope,
        help_text=_("Kies zo weinig als kan. Het systeem ziet nooit meer dan jij."),
        widget=ChipsSelectMultiple(),
    )
    days = forms.TypedChoiceField(
        label=_("Hoe lang?"),
        coerce=int,
        choices=DAYS,
        initial=30,
        widget=ChipsSelect(),
    )

    def __init__(self, *args: Any, page: TokensPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["purpose"].choices = choices(page.purposes)
        fields["scopes"].choices = choices(page.scopes)
        if len(page.purposes) == 1:
            self.initial.setdefault("purpose", page.purposes[0].value)


class LinkForm(DomainForm):
    """Let a system in that works for nobody: what it is called, whose it is, what it may do."""

    readers = {"name": _("De regie ziet deze naam. Hij staat ook bij wat de koppeling brengt.")}

    key = key_field()
    name = forms.CharField(
        label=_("Welk systeem is het?"),
        max_length=60,
        help_text=_("Bijvoorbeeld: de vacaturebank van de regio."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    organisation = forms.TypedChoiceField(label=_("Van welke organisatie?"), coerce=UUID)
    scopes = forms.TypedMultipleChoiceField(
        label=_("Wat mag de koppeling?"),
        coerce=Scope,
        help_text=_("Kies zo weinig als kan."),
        widget=ChipsSelectMultiple(),
    )
    days = forms.TypedChoiceField(
        label=_("Hoe lang?"),
        coerce=int,
        choices=DAYS,
        initial=90,
        widget=ChipsSelect(),
    )

    def __init__(self, *args: Any, page: LinksPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        offered = [(str(pk), name) for pk, name in page.organisations]
        fields["organisation"].choices = [("", _("Kies een organisatie")), *offered]
        fields["scopes"].choices = choices(page.scopes)


class LinkKeyForm(DomainForm):
    """One more key for a linked system."""

    key = key_field()
    days = forms.TypedChoiceField(coerce=int, choices=DAYS)
