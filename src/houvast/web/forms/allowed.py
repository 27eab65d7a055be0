"""One question to a young person, and the answer; nothing is ticked beforehand."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.cooperation.reads.allowed import AllowedPage
from houvast.cooperation.rules.allowed import AllowAsked, AllowScope
from houvast.placements.rules.states import Answered
from houvast.web.fields import ChipsSelect, DomainForm, Textarea
from houvast.web.forms import choices, key_field


class AllowForm(DomainForm):
    """For what, to whom, which facts and how it was asked."""

    key = key_field()
    scope = forms.TypedChoiceField(
        label=_("Waarvoor vraag je het?"),
        coerce=AllowScope,
        choices=choices(AllowScope),
        widget=ChipsSelect(),
    )
    to = forms.TypedChoiceField(label=_("Aan wie?"), coerce=UUID)
    what = forms.CharField(
        label=_("Wat precies mag die weten of gebruiken?"),
        max_length=300,
        widget=Textarea({"rows": 2}),
    )
    purpose = forms.CharField(
        label=_("Waar is het voor nodig?"), max_length=300, widget=Textarea({"rows": 2})
    )
    answer = forms.ChoiceField(
        label=_("Wat zegt de jongere?"),
        choices=[("yes", _("Ja")), ("no", _("Nee"))],
        widget=ChipsSelect(),
    )
    how = forms.TypedChoiceField(
        label=_("Hoe heb je het gevraagd?"),
        coerce=Answered,
        choices=choices(Answered),
        widget=ChipsSelect(),
    )
    helped_by = forms.CharField(
        label=_("In welke taal, of met wie erbij?"), max_length=60, required=False
    )
    parent = forms.TypedChoiceField(
        label=_("Onder de 16: hoe zei een ouder of verzorger ja?"),
        coerce=lambda value: Answered(value) if value else None,
        empty_value=None,
        choices=[("", _("Niet gevraagd")), *choices(Answered)],
        required=False,
    )

    def __init__(self, *args: Any, page: AllowedPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        known = [(str(pk), name) for pk, name in page.partners]
        fields["to"].choices = [("", _("Kies een partner")), *known]

    def said(self) -> AllowAsked:
        """What was asked and answered."""
        data = self.cleaned_data
        same = {name: data[name] for name in ("scope", "what", "purpose", "how", "helped_by")}
        return AllowAsked(**same, says_yes=data["answer"] == "yes", parent=data["parent"])
