"""The experience expert: what a coach agrees on, what the expert notes, and the yearly check."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.tracks.reads.companions import ExpertLine
from houvast.tracks.rules.companions import (
    CHOSEN_AT_THE_END,
    LONGEST_SESSION_NOTE,
    LONGEST_WORDS,
    Aim,
    CompanionOutcome,
    CompanionPlan,
    Safeguard,
    Session,
    SessionOutcome,
)
from houvast.web.fields import (
    ChipsSelectMultiple,
    DayInput,
    DomainForm,
    Textarea,
    TilesSelect,
)
from houvast.web.forms import choices, key_field

READ_BY_EXPERT = _("Jij, je vervanger, de ervaringsdeskundige en de jongere kunnen dit lezen.")
READ_BY_COACH = _("Jij, de coach, wie de coach vervangt en de jongere kunnen dit lezen.")
ICONS = {
    SessionOutcome.TALKED: "message-circle",
    SessionOutcome.DID_TOGETHER: "handshake",
    SessionOutcome.CAME_ALONG: "footprints",
    SessionOutcome.CALLED_OFF: "calendar-days",
    SessionOutcome.NOT_SEEN: "user-x",
}


class AskCompanionForm(DomainForm):
    """Who comes along, what for, what keeps it safe, and until when."""

    readers = {"words": READ_BY_EXPERT}

    who = forms.TypedChoiceField(label=_("Wie komt erbij?"), coerce=UUID)
    aim = forms.TypedChoiceField(
        label=_("Waarvoor?"), coerce=Aim, choices=[("", _("Kies waarvoor")), *choices(Aim)]
    )
    words = forms.CharField(
        label=_("Wat wil de jongere hieraan hebben?"),
        required=False,
        max_length=LONGEST_WORDS,
        help_text=_("Eén zin, in de woorden van de jongere. Niets over vroeger."),
    )
    safeguards = forms.TypedMultipleChoiceField(
        label=_("Wat houdt het veilig?"),
        coerce=Safeguard,
        choices=choices(Safeguard),
        widget=ChipsSelectMultiple(),
    )
    ends_on = forms.DateField(
        label=_("Tot en met welke dag?"),
        widget=DayInput(),
        help_text=_("Hoogstens een half jaar. Daarna kan het opnieuw."),
    )

    def __init__(self, *args: Any, experts: Iterable[ExpertLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        offered = [(str(one.id), f"{one.name}, {one.team}") for one in experts]
        fields["who"].choices = [("", _("Kies een ervaringsdeskundige")), *offered]

    def plan(self) -> CompanionPlan:
        """The agreement as filled in."""
        data = self.cleaned_data
        return CompanionPlan(
            aim=data["aim"],
            safeguards=tuple(data["safeguards"]),
            ends_on=data["ends_on"],
            words=data["words"],
        )


class IntroducedForm(DomainForm):
    """When they met, with the coach there, and that the young person wants it."""

    introduced_on = forms.DateField(
        label=_("Wanneer zagen jullie elkaar met z'n drieën?"), widget=DayInput()
    )
    wanted = forms.BooleanField(
        label=_("De jongere wil dit"),
        help_text=_(
            "Daarna ziet de ervaringsdeskundige de roepnaam en deze afspraak. Verder niets."
        ),
        error_messages={"required": _("Vraag het eerst. Zonder ja komt er niemand bij.")},
    )


class EndCompanionForm(DomainForm):
    """What came of it."""

    outcome = forms.TypedChoiceField(
        label=_("Hoe liep het af?"),
        coerce=CompanionOutcome,
        choices=choices(CHOSEN_AT_THE_END),
        widget=TilesSelect(columns=2),
    )


class SessionForm(DomainForm):
    """A meeting in two taps: how it went, save. The day is filled in and shown."""

    readers = {"note": READ_BY_COACH}

    key = key_field()
    outcome = forms.TypedChoiceField(
        label=_("Hoe ging het?"),
        coerce=SessionOutcome,
        choices=choices(SessionOutcome),
        widget=TilesSelect(
            icons={one.value: glyph for one, glyph in ICONS.items()},
            columns=2,
        ),
    )
    call_me = forms.BooleanField(
        label=_("Laat de coach mij bellen"),
        required=False,
        help_text=_("De coach krijgt meteen bericht. Is er gevaar, bel 112."),
    )
    note = forms.CharField(
        label=_("Korte notitie"),
        required=False,
        max_length=LONGEST_SESSION_NOTE,
        widget=Textarea({"rows": 2}),
        help_text=_("Alleen wat nodig is. Niets over vroeger."),
    )
    again_on = forms.DateField(
        label=_("Wanneer zien jullie elkaar weer?"), required=False, widget=DayInput()
    )
    on = forms.DateField(
        label=_("Wanneer was het?"), widget=DayInput(), help_text=_("Vul in als het eerder was.")
    )

    def session(self) -> Session:
        """The meeting as filled in."""
        data = self.cleaned_data
        again: date | None = data["again_on"]
        return Session(data["on"], data["outcome"], again, data["call_me"], data["note"])


class CheckForm(DomainForm):
    """The yearly look of the municipality: when, and who coaches the expert. Nothing else."""

    checked_on = forms.DateField(label=_("Wanneer spraken jullie elkaar?"), widget=DayInput())
    own_coach = forms.TypedChoiceField(
        label=_("Wie begeleidt de ervaringsdeskundige?"), coerce=UUID
    )

    def __init__(self, *args: Any, coaches: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        offered = [(str(key), name) for key, name in coaches]
        fields["own_coach"].choices = [("", _("Kies een collega")), *offered]
