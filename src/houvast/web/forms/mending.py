"""Put a contact right, or choose another moment when the old one cannot come back."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from houvast.tracks.reads.contacts import ContactToMend
from houvast.tracks.rules.contacts import LONGEST_NOTE, WAYS, Talk, way_of
from houvast.tracks.rules.mending import LONGEST_REASON, Correction
from houvast.tracks.rules.states import ContactOutcome
from houvast.web.fields import DayInput, DomainForm, Textarea, TilesSelect
from houvast.web.forms import choices, key_field
from houvast.web.forms.contacts import NOON, OUTCOME_ICONS, WAY_WORDS

TILES = [(name, words) for name, (words, _icon) in WAY_WORDS.items()]
AS_IT_WAS = "as_it_was"
"""A way that has no tile of its own is kept."""


class CorrectionForm(DomainForm):
    """How the contact was after all, and why."""

    readers = {
        "note": _("Jij, je vervanger en de jongere kunnen dit lezen."),
        "reason": _("Jij, je vervanger en de jongere kunnen dit lezen."),
    }

    key = key_field()
    how = forms.ChoiceField(
        label=_("Hoe?"),
        choices=TILES,
        widget=TilesSelect(icons={name: icon for name, (_words, icon) in WAY_WORDS.items()}),
    )
    outcome = forms.TypedChoiceField(
        label=_("Gelukt?"),
        coerce=ContactOutcome,
        choices=choices(ContactOutcome),
        widget=TilesSelect(
            icons={one.value: glyph for one, glyph in OUTCOME_ICONS.items()}, columns=2
        ),
    )
    on = forms.DateField(label=_("Wanneer was het?"), widget=DayInput())
    note = forms.CharField(
        label=_("Notitie"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=Textarea(),
        help_text=_("Schrijf alleen op wat nodig is. De jongere mag dit lezen."),
    )
    worried = forms.BooleanField(
        label=_("Ik maak me zorgen"),
        required=False,
        help_text=_("Bespreek dit met je teamleider. Het wordt geen signaal."),
    )
    reason = forms.CharField(
        label=_("Waarom verbeter je dit?"),
        max_length=LONGEST_REASON,
        help_text=_("Bijvoorbeeld: verkeerde dag gekozen. Wat er stond, blijft te lezen."),
    )

    def __init__(self, was: ContactToMend, data: Any = None) -> None:
        self.was = was
        super().__init__(data, initial=None if data else self._as_it_is())
        if not was.may_note:
            del self.fields["note"]
        if not self._tile():
            kept = (AS_IT_WAS, _("Zoals het er stond"))
            fields: Any = self.fields
            fields["how"].choices = [kept, *TILES]

    def correction(self) -> Correction:
        """The contact as it was after all; on the day itself the time stays what it was."""
        data, was = self.cleaned_data, self.was.talk
        way = WAYS.get(data["how"])
        talk = Talk(
            at=self._at(data["on"]),
            channel=way.channel if way else was.channel,
            place_kind=way.place if way else was.place_kind,
            outcome=data["outcome"],
            initiator=was.initiator,
            worried=data["worried"],
            note=data.get("note", ""),
        )
        return Correction(talk, data["reason"])

    def _at(self, on: date) -> datetime:
        was = self.was
        if on == timezone.localdate(was.talk.at):
            return was.talk.at
        noon = timezone.make_aware(datetime.combine(on, NOON))
        return min(noon, was.recorded_at) if on == timezone.localdate(was.recorded_at) else noon

    def _tile(self) -> str:
        was = self.was.talk
        name = way_of(was.channel, was.place_kind)
        way = WAYS[name]
        return name if (way.channel, way.place) == (was.channel, was.place_kind) else ""

    def _as_it_is(self) -> dict[str, Any]:
        was = self.was.talk
        return {
            "how": self._tile() or AS_IT_WAS,
            "outcome": was.outcome,
            "on": timezone.localdate(was.at),
            "note": was.note,
            "worried": was.worried,
        }


class UndoForm(DomainForm):
    """A new moment, only asked when the day of the old one has passed."""

    next_on = forms.DateField(label=_("Volgend moment"), required=False, widget=DayInput())
    asked = ("next_on",)
