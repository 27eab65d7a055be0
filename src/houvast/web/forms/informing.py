"""What is filled in about telling: the proof, a question to wait, the answer, and the sender."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.tracks.actions.informing import Sender
from houvast.tracks.rules.informing import (
    Audience,
    Decision,
    Hold,
    HoldGround,
    HoldKind,
    Language,
    TellChannel,
    Telling,
    words_for,
)
from houvast.tracks.rules.letters import WORDS
from houvast.web.fields import ChipsSelect, DayInput, DomainForm, Textarea
from houvast.web.forms import UNCHOSEN, choices
from houvast.web.words import word

LONG, SHORT = 1000, 120


def _texts(audience: Audience) -> list[tuple[str, str]]:
    """The leaflet first: most is told, and the leaflet is left behind."""
    fits = words_for(audience)
    found = [(fits.index(one.kind), key) for key, one in WORDS.items() if one.kind in fits]
    return [(key, f"{word(WORDS[key].kind)} ({key})") for _, key in sorted(found)]


class TellingForm(DomainForm):
    """How somebody heard it, with which words, in which language and when."""

    channel = forms.TypedChoiceField(
        label=_("Hoe ging het?"),
        coerce=TellChannel,
        choices=choices(TellChannel),
        widget=ChipsSelect(),
    )
    words = forms.ChoiceField(label=_("Welke tekst gebruikte je?"))
    language = forms.TypedChoiceField(
        label=_("In welke taal?"), coerce=Language, choices=choices(Language)
    )
    on = forms.DateField(label=_("Wanneer vertelde je het?"), widget=DayInput())

    def __init__(self, *args: Any, audience: Audience, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["words"].choices = _texts(audience)

    def telling(self) -> Telling:
        """The proof as filled in."""
        return Telling(**self.cleaned_data)


class HoldForm(DomainForm):
    """Why somebody hears it later, and until when; or why parents do not hear it at all."""

    kind = forms.TypedChoiceField(
        label=_("Wat vraag je?"),
        coerce=HoldKind,
        choices=choices(HoldKind),
        initial=HoldKind.LATER,
        widget=ChipsSelect(),
    )
    ground = forms.TypedChoiceField(
        label=_("Waarom kan het nu niet?"),
        coerce=HoldGround,
        choices=[UNCHOSEN, *choices(HoldGround)],
    )
    reason = forms.CharField(
        label=_("Leg uit waarom"),
        max_length=LONG,
        widget=Textarea({"rows": 3}),
        help_text=_("Alleen wat nodig is, en geen namen. De jongere leest dit later ook."),
    )
    until = forms.DateField(
        label=_("Tot welke dag?"),
        required=False,
        widget=DayInput(),
        help_text=_("Hooguit drie maanden."),
    )
    asked = ("until",)

    def __init__(self, *args: Any, audience: Audience, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if audience is not Audience.REPRESENTATIVE:
            del self.fields["kind"]

    def hold(self) -> Hold:
        """The question as filled in."""
        data = self.cleaned_data
        kind = data.get("kind", HoldKind.LATER)
        return Hold(kind, data["ground"], data["reason"], data["until"])


class AnswerForm(DomainForm):
    """Yes or no, why, and on a repeat the decision that it rests on."""

    agrees = forms.TypedChoiceField(
        label=_("Wat is je antwoord?"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("Akkoord")), ("no", _("Niet akkoord"))],
        widget=ChipsSelect(),
    )
    answer = forms.CharField(label=_("Waarom?"), max_length=LONG, widget=Textarea({"rows": 3}))
    by = forms.CharField(
        label=_("Wie nam het besluit?"),
        max_length=SHORT,
        required=False,
        help_text=_("De functie, zoals: teammanager, namens het college."),
    )
    on = forms.DateField(label=_("Wanneer was het besluit?"), required=False, widget=DayInput())
    document = forms.CharField(label=_("Waar staat het besluit?"), max_length=200, required=False)
    fg_on = forms.DateField(label=_("Wanneer adviseerde de FG?"), required=False, widget=DayInput())
    fg_advice = forms.CharField(
        label=_("Wat adviseerde de FG?"),
        max_length=LONG,
        required=False,
        widget=Textarea({"rows": 2}),
    )
    asked = ("by", "on", "document", "fg_on", "fg_advice")

    def __init__(self, *args: Any, repeats: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not repeats:
            for name in self.asked:
                del self.fields[name]

    def decision(self) -> Decision:
        """The decision as filled in; empty when none was asked for."""
        return Decision(
            **{name: self.cleaned_data[name] for name in self.asked if name in self.fields}
        )


class SenderForm(DomainForm):
    """Who sends the letters, and how one reaches them and the FG."""

    about_people = False

    name = forms.CharField(
        label=_("Wie stuurt de brief?"),
        max_length=SHORT,
        help_text=_("Zoals: het college van burgemeester en wethouders."),
    )
    address = forms.CharField(label=_("Adres"), max_length=200)
    phone = forms.CharField(label=_("Telefoonnummer"), max_length=40)
    email = forms.EmailField(label=_("E-mailadres"))
    fg = forms.CharField(
        label=_("Hoe bereik je de FG?"),
        max_length=200,
        help_text=_("Een mailadres of nummer, het liefst met een naam."),
    )
    ground = forms.CharField(
        label=_("Waarom mag de gemeente dit bewaren?"),
        max_length=LONG,
        widget=Textarea({"rows": 4}),
        help_text=_("In gewone taal, zoals de gemeente het besloot. Zo staat het in de brief."),
    )

    def sender(self) -> Sender:
        """The sender as filled in."""
        return Sender(**self.cleaned_data)
