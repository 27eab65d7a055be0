"""A card of evidence as somebody proposes it: what was done, what came of it, and its source."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.evidence.rules.cards import CRITERIA, Card, Design, Direction, Strength
from houvast.plans.rules.catalogue import catalogue
from houvast.web.fields import ChipsSelect, ChipsSelectMultiple, DayInput, DomainForm, Textarea
from houvast.web.forms import choices, key_field

SEVERAL = ("criteria", "contradicts")


def questions() -> list[tuple[str, str]]:
    """The questions that a plan is held against, as somebody chooses one."""
    asked = {one.id: one.question for one in catalogue().criteria}
    return [(one, f"{one} {asked[one]}") for one in CRITERIA]


def _line(label: Any, longest: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, **more)


def _text(label: Any, longest: int, rows: int = 3, **more: Any) -> forms.CharField:
    return _line(label, longest, widget=Textarea({"rows": rows}), **more)


def _one_of(label: Any, kind: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, coerce=kind, choices=choices(kind), widget=ChipsSelect()
    )


class CardForm(DomainForm):
    """All of a card. What is there already stands in it."""

    about_people = False

    readers = {"reason": _("De tweede persoon leest dit.")}
    asked = ("effect", "sample")

    key = key_field()
    title = _line(_("Hoe heet deze kaart?"), 120)
    approach = _text(_("Wat is er gedaan?"), 300, 2)
    found = _text(_("Wat kwam eruit?"), 800)
    direction = _one_of(_("Welke kant wijst het op?"), Direction)
    design = _one_of(_("Hoe is er gekeken?"), Design)
    strength = _one_of(_("Hoe sterk is dit onderzoek?"), Strength)
    place = _line(_("Waar en wanneer?"), 120)
    sample = forms.IntegerField(label=_("Hoeveel mensen?"), required=False)
    effect = _text(
        _("Hoe groot was het verschil?"),
        300,
        2,
        required=False,
        help_text=_("Met hoe zeker dat is, als de bron dat zegt."),
    )
    limits = _text(_("Wat zegt dit niet?"), 400, 2, required=False)
    source = _line(_("Wat is de bron?"), 300, help_text=_("Wie, wanneer, titel."))
    url = _line(_("Adres van de bron"), 400, required=False)
    read_on = forms.DateField(label=_("Op welke dag las je die?"), widget=DayInput())
    to_verify = forms.BooleanField(label=_("De bron zelf is nog na te kijken"), required=False)
    criteria = forms.MultipleChoiceField(
        label=_("Bij welke vragen aan een plan hoort dit?"),
        choices=questions,
        widget=ChipsSelectMultiple(),
        required=False,
    )
    contradicts = forms.MultipleChoiceField(
        label=_("Welke kaarten zeggen iets anders?"),
        help_text=_("Die staan dan bij elkaar."),
        widget=ChipsSelectMultiple(),
        required=False,
    )
    withdrawn = forms.BooleanField(label=_("Deze kaart telt niet meer mee"), required=False)
    reason = _text(_("Waarom verandert dit?"), 300, 2)

    def __init__(self, *args: Any, others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["contradicts"].choices = others
        if not others:
            del fields["contradicts"]

    def card(self) -> Card:
        """What was filled in."""
        data = self.cleaned_data
        named = {name: data[name] for name in Card.__dataclass_fields__ if name in data}
        return Card(**named | {one: tuple(data.get(one, ())) for one in SEVERAL})


def as_initial(card: Card) -> dict[str, Any]:
    """A card as the form begins with it."""
    return asdict(card) | {one: list(getattr(card, one)) for one in SEVERAL}
