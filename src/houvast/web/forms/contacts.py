"""Log a contact in three taps: how, how it went, save. The rest is prefilled and shown."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from houvast.tracks.rules.contacts import LONGEST_NOTE, WAYS, Ahead, Talk
from houvast.tracks.rules.states import ContactOutcome
from houvast.web.fields import ChipsSelect, DayInput, DomainForm, Textarea, TilesSelect
from houvast.web.forms import choices, key_field

WAY_WORDS: dict[str, tuple[Any, str]] = {
    "street": (_("Op straat"), "footprints"),
    "phone": (_("Gebeld"), "phone"),
    "message": (_("Bericht"), "message-circle"),
    "office": (_("Op kantoor"), "building-2"),
    "home": (_("Thuis"), "home"),
    "work": (_("Op het werk"), "briefcase"),
}
"""Each usual way, and its icon."""
OUTCOME_ICONS = {
    ContactOutcome.SPOKE: "circle-check",
    ContactOutcome.REPLIED: "message-circle",
    ContactOutcome.SEEN: "eye",
    ContactOutcome.NOT_REACHED: "user-x",
}
AHEAD = (("1", _("Morgen")), ("3", _("3 dagen")), ("7", _("1 week")), ("14", _("2 weken")))
OTHER_DAY = ("day", _("Andere dag"))
YES_NO = (("yes", _("Ja")), ("no", _("Nee")))
NOON = time(12)


class ContactForm(DomainForm):
    """A talk or a try, and the next moment."""

    readers = {"note": _("Jij, je vervanger en de jongere kunnen dit lezen.")}

    key = key_field()
    how = forms.ChoiceField(
        label=_("Hoe?"),
        choices=[(name, WAY_WORDS[name][0]) for name in WAYS],
        widget=TilesSelect(icons={name: WAY_WORDS[name][1] for name in WAYS}),
    )
    outcome = forms.TypedChoiceField(
        label=_("Gelukt?"),
        coerce=ContactOutcome,
        choices=choices(ContactOutcome),
        widget=TilesSelect(
            icons={one.value: glyph for one, glyph in OUTCOME_ICONS.items()}, columns=2
        ),
    )
    ahead = forms.ChoiceField(
        label=_("Volgend contact"), choices=[*AHEAD, OTHER_DAY], widget=ChipsSelect(), initial="7"
    )
    next_on = forms.DateField(
        label=_("Welke dag?"),
        required=False,
        widget=DayInput(),
        help_text=_("Alleen bij een andere dag."),
    )
    agreed = forms.ChoiceField(
        label=_("Samen afgesproken?"), choices=YES_NO, widget=ChipsSelect(), initial="no"
    )
    what = forms.CharField(label=_("Wat gaan jullie doen?"), required=False, max_length=120)
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
    on = forms.DateField(
        label=_("Wanneer was het?"), widget=DayInput(), help_text=_("Vul in als het eerder was.")
    )

    def __init__(self, *args: Any, may_note: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_note:
            del self.fields["note"]

    def talk(self, now: datetime) -> Talk:
        """What was said about the contact; a contact of today was just now, else at noon."""
        data, way = self.cleaned_data, WAYS[self.cleaned_data["how"]]
        on: date = data["on"]
        today = timezone.localdate(now)
        at = now if on == today else timezone.make_aware(datetime.combine(on, NOON))
        return Talk(
            at=at,
            channel=way.channel,
            place_kind=way.place,
            outcome=data["outcome"],
            worried=data["worried"],
            note=data.get("note", ""),
        )

    def next_moment(self, today: date) -> Ahead:
        """The next moment, counted from today; a day that was filled in is never passed over."""
        data = self.cleaned_data
        chosen, on = data["ahead"], data["next_on"]
        if on is None and chosen != "day":
            on = today + timedelta(days=int(chosen))
        return Ahead(on, agreed=data["agreed"] == "yes", what=data["what"])


class MomentForm(DomainForm):
    """Move the next moment without a contact."""

    next_on = forms.DateField(label=_("Nieuwe dag"), widget=DayInput())
    what = forms.CharField(label=_("Wat gaan jullie doen?"), required=False, max_length=120)
    agreed = forms.ChoiceField(
        label=_("Samen afgesproken?"), choices=YES_NO, widget=ChipsSelect(), initial="no"
    )

    def next_moment(self) -> Ahead:
        """The moment as asked for."""
        data = self.cleaned_data
        return Ahead(data["next_on"], agreed=data["agreed"] == "yes", what=data["what"])
