"""Restrict at once, decide about it, and say that the letter before lifting left."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.cooperation.rules.restricting import DECISIONS, RestrictedFor, RestrictionState
from houvast.tracks.rules.informing import BY_LETTER, TellChannel
from houvast.web.fields import ChipsSelect, DayInput, DomainForm, Textarea
from houvast.web.forms import choices

LONGEST = 300


class RestrictForm(DomainForm):
    """On which ground it is only kept for now."""

    ground = forms.TypedChoiceField(
        label=_("Waarom beperk je dit?"),
        coerce=RestrictedFor,
        choices=choices(RestrictedFor),
        widget=ChipsSelect(),
    )
    everything = forms.BooleanField(
        label=_("Beperk alles wat met dit besluit gedeeld is"), required=False
    )


class DecideForm(DomainForm):
    """Whether it stays restricted, why, and otherwise from which day it is lifted."""

    asked = ("lift_on",)
    readers = {"reason": _("Als de beperking eraf gaat, staat dit in de brief aan de jongere.")}

    decision = forms.TypedChoiceField(
        label=_("Wat besluit je?"),
        coerce=RestrictionState,
        choices=choices(DECISIONS),
        widget=ChipsSelect(),
    )
    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=LONGEST,
        widget=Textarea({"rows": 3}),
        help_text=_("Schrijf zo dat de jongere het begrijpt."),
    )
    lift_on = forms.DateField(
        label=_("Gaat de beperking eraf: vanaf welke dag?"),
        widget=DayInput(),
        required=False,
        help_text=_("De brief moet eerst weg. Geef de jongere tijd om bezwaar te maken."),
    )


class LetterForm(DomainForm):
    """How the letter went, and when."""

    way = forms.TypedChoiceField(
        label=_("Hoe ging de brief?"),
        coerce=TellChannel,
        choices=choices(BY_LETTER),
        widget=ChipsSelect(),
    )
    sent_on = forms.DateField(label=_("Op welke dag?"), widget=DayInput())
