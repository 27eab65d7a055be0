"""What a coach fills in on a track: the quick scan, telling, closing and opening again."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houvast.accounts.reads import Colleague
from houvast.errors import Refused
from houvast.people.rules import PreferredChannel
from houvast.tracks.actions.closing import Farewell
from houvast.tracks.actions.people import Details
from houvast.tracks.rules.closing import NEVER_OVERRULED, UNANSWERED, OpenPoint
from houvast.tracks.rules.domains import LifeDomain, ScanValue, asked_at
from houvast.tracks.rules.states import CloseReason
from houvast.web.fields import ChipsSelect, DayInput, DomainForm, Textarea
from houvast.web.forms import UNCHOSEN, choices
from houvast.web.words import word

LONG = 1000


class ScanForm(DomainForm):
    """A tap per life domain, one of four words. What is left open stays unknown."""

    asked = (*(domain.value for domain in LifeDomain), "rest")

    def __init__(self, *args: Any, age: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.domains = asked_at(age)
        for domain in self.domains:
            self.fields[domain.value] = forms.TypedChoiceField(
                label=word(domain),
                coerce=ScanValue,
                empty_value=None,
                choices=choices(ScanValue),
                required=False,
                widget=ChipsSelect(),
            )
        self.fields["rest"] = forms.TypedChoiceField(
            label=_("En de rest?"),
            help_text=_("Eén tik voor alles wat hierboven nog leeg is."),
            coerce=ScanValue,
            empty_value=None,
            choices=[("", _("Laat open")), *choices((ScanValue.IN_ORDER, ScanValue.UNKNOWN))],
            required=False,
            widget=ChipsSelect(),
        )

    def values(self) -> dict[LifeDomain, ScanValue]:
        """What was answered; one tap may have answered the rest."""
        data = self.cleaned_data
        found = {domain: data.get(domain.value) or data.get("rest") for domain in self.domains}
        return {domain: value for domain, value in found.items() if value is not None}


class DetailsForm(DomainForm):
    """Who someone is, and how he or she likes to be reached."""

    nickname = forms.CharField(label=_("Roepnaam"), max_length=60)
    given_name = forms.CharField(label=_("Voornaam"), required=False, max_length=60)
    family_name = forms.CharField(label=_("Achternaam"), required=False, max_length=80)
    birth_date = forms.DateField(label=_("Geboortedatum"), required=False, widget=DayInput())
    phone = forms.CharField(label=_("Telefoonnummer"), required=False, max_length=20)
    preferred_channel = forms.TypedChoiceField(
        label=_("Hoe wil de jongere bereikt worden?"),
        required=False,
        coerce=PreferredChannel,
        empty_value=None,
        choices=[("", _("Weten we niet")), *choices(PreferredChannel)],
    )

    def details(self) -> Details:
        """What was filled in."""
        return Details(**self.cleaned_data)


class ClosingForm(DomainForm):
    """Why the track closes, what is still open and why that may be, and who keeps the door."""

    reason = forms.TypedChoiceField(
        label=_("Waarom sluiten jullie af?"),
        coerce=CloseReason,
        choices=[UNCHOSEN, *choices(CloseReason)],
    )
    told_on = forms.DateField(
        label=_("Wanneer vertelde je het aan de jongere?"), required=False, widget=DayInput()
    )
    door_contact = forms.TypedChoiceField(label=_("Wie houdt de deur open?"), coerce=UUID)
    come_back_on = forms.DateField(
        label=_("Wanneer bellen jullie weer?"),
        widget=DayInput(),
        help_text=_("Op die dag laat je weten dat de deur open is."),
    )

    def __init__(
        self,
        *args: Any,
        keepers: tuple[Colleague, ...],
        points: tuple[OpenPoint, ...],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["door_contact"].choices = [
            (str(one.id), f"{one.name}, {one.team}") for one in keepers
        ]
        self.answered = tuple(point for point in points if point not in NEVER_OVERRULED)
        self.asked = ("told_on", *(f"answer_{point.value}" for point in self.answered))
        for point in self.answered:
            self.fields[f"answer_{point.value}"] = forms.CharField(
                label=word(point),
                required=False,
                max_length=LONG,
                widget=Textarea({"rows": 2}),
                help_text=_("Waarom kan het traject toch dicht? De procesregisseur leest dit."),
            )

    def refuse(self, refused: Refused) -> None:
        """Show at once every point that has no answer yet, not one after the other."""
        super().refuse(refused)
        if not (refused.field or "").startswith("answer_"):
            return
        for name in (f"answer_{point.value}" for point in self.answered):
            if name != refused.field and not self.cleaned_data.get(name, "").strip():
                self.add_error(name, ValidationError(gettext(UNANSWERED), code="refused"))

    def farewell(self) -> Farewell:
        """The proposal as filled in."""
        data = self.cleaned_data
        given = {point: data.get(f"answer_{point.value}", "") for point in self.answered}
        return Farewell(
            reason=data["reason"],
            door_contact=data["door_contact"],
            come_back_on=data["come_back_on"],
            told_on=data["told_on"],
            answers={point: text for point, text in given.items() if text.strip()},
        )


class ReopenForm(DomainForm):
    """Why the door opens again, and when you meet."""

    ground = forms.CharField(
        label=_("Waarom beginnen jullie weer?"),
        max_length=LONG,
        widget=Textarea({"rows": 2}),
        help_text=_("Een nieuwe reden. De oude telt niet mee."),
    )
    next_on = forms.DateField(label=_("Volgend moment"), widget=DayInput())
    what = forms.CharField(label=_("Wat gaan jullie doen?"), required=False, max_length=120)


class DoorForm(DomainForm):
    """Who keeps the door from now on, and when you ring again."""

    door_contact = forms.TypedChoiceField(label=_("Wie houdt de deur open?"), coerce=UUID)
    come_back_on = forms.DateField(label=_("Wanneer bellen jullie weer?"), widget=DayInput())

    def __init__(self, *args: Any, keepers: tuple[Colleague, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["door_contact"].choices = [
            (str(one.id), f"{one.name}, {one.team}") for one in keepers
        ]


class ResumeForm(DomainForm):
    """After a relapse: when you meet, soon."""

    next_on = forms.DateField(label=_("Volgend moment"), widget=DayInput())
    what = forms.CharField(label=_("Wat gaan jullie doen?"), required=False, max_length=120)


def opening(today: date, ahead: date) -> dict[str, date]:
    """What the closing form starts with."""
    return {"told_on": today, "come_back_on": ahead}
