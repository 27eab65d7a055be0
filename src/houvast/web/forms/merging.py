"""Propose that two tracks are of one young person."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.tracks.reads.merging import MergePage, Side
from houvast.web.fields import ChipsSelect, DomainForm, Textarea
from houvast.web.templatetags.houvast import day
from houvast.web.words import word


class MergeForm(DomainForm):
    """The other track, which of the two goes on, and how you know."""

    readers = {"reason": _("Procesregisseurs, teamleiders en de vaste coach kunnen dit lezen.")}

    other = forms.TypedChoiceField(label=_("Met welk traject?"), coerce=UUID)
    stays = forms.ChoiceField(label=_("Welk traject gaat door?"), widget=ChipsSelect())
    reason = forms.CharField(
        label=_("Hoe weet je dat het één jongere is?"),
        max_length=300,
        widget=Textarea(),
        help_text=_(
            "Bijvoorbeeld: beide coaches herkenden hem. Schrijf geen gegevens van de jongere."
        ),
    )

    def __init__(self, page: MergePage, data: Any = None) -> None:
        super().__init__(data, initial=None if data else {"stays": "this"})
        fields: Any = self.fields
        fields["other"].choices = [("", _("Kies een traject")), *map(_choice, page.others)]
        this = _("Dit: {name}, coach {lead}").format(name=page.track.name, lead=page.track.lead)
        fields["stays"].choices = [("this", this), ("other", _("Het andere"))]

    def chosen(self, track_id: UUID) -> dict[str, Any]:
        """Which track goes on, which one closes, and why."""
        data = self.cleaned_data
        stays, other = track_id, data["other"]
        if data["stays"] == "other":
            stays, other = other, stays
        return {"track_id": stays, "other_id": other, "reason": data["reason"]}


def _choice(one: Side) -> tuple[str, str]:
    return str(one.id), f"{one.name} · {one.lead} · {word(one.state)} · {day(one.since)}"
