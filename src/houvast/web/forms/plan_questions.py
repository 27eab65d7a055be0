"""A question that a municipality asks of a plan, as somebody proposes it."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.plans.reads.trying import Offered
from houvast.plans.rules.own_questions import LISTS, OwnQuestion
from houvast.plans.rules.trying import Sought
from houvast.web.fields import DayInput, DomainForm, Textarea
from houvast.web.forms import key_field

LONGEST_LIST = 4000


def _text(label: Any, longest: int, rows: int = 2, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, widget=Textarea({"rows": rows}), **more)


def _each(label: Any, help_text: Any, **more: Any) -> forms.CharField:
    return _text(label, LONGEST_LIST, 4, help_text=help_text, **more)


class QuestionForm(DomainForm):
    """All of a question. Words and sentences stand one on each line."""

    about_people = False

    readers = {"reason": _("De tweede persoon leest dit.")}

    key = key_field()
    question = _text(_("Wat is de vraag?"), 200, help_text=_("Zoals: staat er hoe ouders meedoen?"))
    why = _text(_("Waarom vraag je dit?"), 300)
    source = forms.CharField(
        label=_("Waar staat dat het hoort?"),
        max_length=200,
        help_text=_("Zoals een besluit van de raad, met de datum."),
    )
    url = forms.CharField(label=_("Adres van de bron"), max_length=400, required=False)
    read_on = forms.DateField(label=_("Op welke dag las je die?"), widget=DayInput())
    strong = _each(
        _("Met welke woorden staat dit in een plan?"),
        _("Op elke regel een woord of een paar woorden. Een plan hoeft er maar één te hebben."),
    )
    weak = _each(
        _("Welke woorden maken het waarschijnlijker?"),
        _("Drie van deze samen zijn ook genoeg."),
        required=False,
    )
    alike = _each(
        _("Welke woorden lijken erop, en zijn het niet?"),
        _("Zoals werkgroep, bij een vraag over werk."),
        required=False,
    )
    examples = _each(
        _("Welke zinnen zijn een goed antwoord?"),
        _("Op elke regel een zin. Houvast probeert of jouw woorden die vinden."),
    )
    counters = _each(
        _("Welke zinnen lijken erop, en tellen niet?"),
        _("Op elke regel een zin. Houvast probeert of jouw woorden die met rust laten."),
    )
    gap_text = _text(
        _("Met welke tekst kan iemand beginnen als dit er niet staat?"),
        500,
        3,
        help_text=_("Zet tussen haken wat iemand invult: [aantal]."),
    )
    withdrawn = forms.BooleanField(label=_("Vraag dit niet meer"), required=False)
    reason = _text(_("Waarom stel je dit voor?"), 300)

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["withdrawn"]

    def own(self) -> OwnQuestion:
        """What was filled in."""
        data = self.cleaned_data
        named = {one: data[one] for one in OwnQuestion.__dataclass_fields__ if one in data}
        return OwnQuestion(**named | {one: tuple(data[one].splitlines()) for one in LISTS})

    def words(self) -> Sought:
        """Its words, of a form of which the rest may still be empty; other faults are let go."""
        names = tuple(Sought.__dataclass_fields__)
        for name in [one for one in self.errors if one not in names]:
            del self.errors[name]
        given = {name: self.cleaned_data.get(name, "").splitlines() for name in names}
        return Sought(**{name: tuple(some) for name, some in given.items()})


class TryForm(DomainForm):
    """On which plan somebody tries the words of a question."""

    plan = forms.ChoiceField(label=_("In welk plan?"))

    def __init__(self, *args: Any, plans: Iterable[Offered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(str(one.document), one.title) for one in plans]
        fields: Any = self.fields
        fields["plan"].choices = titles


def as_initial(one: OwnQuestion) -> dict[str, Any]:
    """A question as the form begins with it."""
    return asdict(one) | {name: "\n".join(getattr(one, name)) for name in LISTS}
