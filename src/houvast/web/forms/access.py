"""Whose access goes on: ticked one by one, with one reason for all of them."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.sharing.rules import Capacity
from houvast.sharing.rules.access import DONE, KeepReason
from houvast.tracks.reads.access import AccessLine, AccessPage
from houvast.web.fields import ChipsSelect, DomainForm, RowsSelectMultiple
from houvast.web.forms import choices
from houvast.web.templatetags.houvast import day


class KeepAccessForm(DomainForm):
    """A tick for each colleague who still needs it; without a tick the access ends on its day."""

    kept = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Wie houdt toegang?"), coerce=UUID, widget=RowsSelectMultiple()
    )
    why = forms.TypedChoiceField(
        label=gettext_lazy("Waarom?"),
        coerce=KeepReason,
        choices=choices(KeepReason),
        widget=ChipsSelect(),
        help_text=gettext_lazy("Geldt voor iedereen die je aanvinkt."),
    )
    asked = ("kept",)

    def __init__(self, *args: Any, page: AccessPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept: Any = self.fields["kept"]
        lines = [one for one in page.lines if not one.own]
        kept.choices = [(str(one.id), f"{one.who} · {one.name}") for one in lines]
        kept.widget.notes = {str(one.id): _said(one, page) for one in lines}
        kept.widget.amber = {str(one.id) for one in lines if one.lapsed}

    def clean(self) -> dict[str, Any]:
        """Something is left to answer; else a colleague was first. Raises ValidationError."""
        kept: Any = self.fields["kept"]
        if not kept.choices:
            self.errors.clear()
            raise forms.ValidationError(_(DONE))
        return self.cleaned_data


def _said(one: AccessLine, page: AccessPage) -> str:
    """In which capacity, when it ends, and what a tick means."""
    helps = one.capacity is Capacity.WORK
    ends = _("Voorbij sinds {on}.") if one.lapsed else _("Loopt af op {on}.")
    more = _("Een vinkje is een nieuwe termijn.") if one.new_term else _("De termijn loopt door.")
    as_what = _("Helpt met werk.") if helps else _("Vaste coach.")
    return f"{as_what} {ends.format(on=day(one.until, page.today))} {more}"
