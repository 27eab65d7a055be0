"""Decide to share: what, to whom, why and until when; row by row, and nothing is ticked."""

from collections.abc import Callable, Iterable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from houvast.cooperation.reads.shared import ShareChoices
from houvast.cooperation.rules.decisions import Terms
from houvast.cooperation.rules.states import Label, Receiver, Told, Topic
from houvast.cooperation.rules.using import UseGround
from houvast.web.fields import ChipsSelect, ChipsSelectMultiple, DayInput, DomainForm, Textarea
from houvast.web.forms import choices, key_field
from houvast.web.words import word

LONGEST = 300


def _text(label: Any, *, required: bool = True, **more: Any) -> forms.CharField:
    area = Textarea({"rows": 2})
    return forms.CharField(label=label, max_length=LONGEST, widget=area, required=required, **more)


def _day(label: Any, *, required: bool = False, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput(), required=required, **more)


class ToForm(DomainForm):
    """To whom: one receiver."""

    asked: Iterable[str] = ("to_user", "to_organisation")
    key = key_field()
    receiver = forms.TypedChoiceField(label=_("Met wie?"), coerce=Receiver, widget=ChipsSelect())
    to_user = forms.TypedChoiceField(
        label=_("Welke collega?"), coerce=UUID, required=False, empty_value=None
    )
    to_organisation = forms.TypedChoiceField(
        label=_("Welke partner?"), coerce=UUID, required=False, empty_value=None
    )

    def __init__(self, *args: Any, page: ShareChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["receiver"].choices = choices(page.receivers)
        nobody = ("", _("Kies een antwoord"))
        fields["to_user"].choices = [nobody, *((str(pk), name) for pk, name in page.colleagues)]
        known = [(str(pk), name) for pk, name in page.partners]
        fields["to_organisation"].choices = [nobody, *known]
        if Receiver.COLLEAGUE not in page.receivers:
            del fields["to_user"]
        if Receiver.PARTNER not in page.receivers:
            del fields["to_organisation"]

    def to(self) -> UUID | None:
        """The one that belongs to the answer."""
        data = self.cleaned_data
        names = {Receiver.COLLEAGUE: "to_user", Receiver.PARTNER: "to_organisation"}
        found: UUID | None = data.get(names.get(data["receiver"], ""))
        return found


class ShareForm(ToForm):
    """A whole decision."""

    readers = {"question": _("Wie het krijgt, leest deze vraag.")}
    asked = (*ToForm.asked, "facts", "told_on", "withheld", "review_on")

    question = _text(_("Wat is de vraag?"))
    facts = forms.TypedMultipleChoiceField(
        label=_("Wat deel je? Kies zo weinig als kan."),
        coerce=UUID,
        widget=ChipsSelectMultiple(),
        required=False,
    )
    ground = forms.ChoiceField(label=_("Op welke grondslag?"))
    necessity = _text(_("Waarom is dit nodig?"))
    proportionality = _text(_("Waarom past dit bij de vraag?"))
    subsidiarity = _text(_("Waarom kan het niet met minder?"))
    one_answer = forms.BooleanField(
        label=_("Voor één antwoord, hoogstens 14 dagen"), required=False
    )
    until = _day(_("Tot en met welke dag?"), required=True)
    told = forms.TypedChoiceField(
        label=_("Weet de jongere dit?"), coerce=Told, choices=choices(Told), widget=ChipsSelect()
    )
    told_on = _day(_("Wanneer verteld, of wanneer vertel je het?"))
    withheld = _text(_("Waarom weet de jongere het nu niet?"), required=False)
    review_on = _day(_("Wanneer kijk je daar opnieuw naar?"))
    secrecy = _text(_("Geldt er een beroepsgeheim? Hoe is dat opgelost?"), required=False)

    def __init__(self, *args: Any, page: ShareChoices, **kwargs: Any) -> None:
        super().__init__(*args, page=page, **kwargs)
        fields: Any = self.fields
        rows = [(str(one.key), _said(one.label, one.text)) for one in page.candidates]
        fields["facts"].choices = rows
        fields["ground"].choices = [("", _("Kies een grondslag")), *page.grounds]

    def terms(self) -> Terms:
        """What was filled in."""
        data = self.cleaned_data
        return Terms(**{name: data[name] for name in Terms.__dataclass_fields__})


def _words(label: Label, text: str) -> str:
    return f"{word(label)}: {text}"


_said = cast(Callable[[Label, str], str], lazy(_words, str))
"""In the language of whoever reads the form."""


class RefuseForm(ToForm):
    """Somebody asked, and does not get it."""

    question = _text(_("Wat werd er gevraagd?"))
    why = _text(_("Waarom deel je het niet?"))


class WhyForm(DomainForm):
    """Why it stops."""

    why = _text(_("Waarom?"))


class RightForm(DomainForm):
    """How it is."""

    text = forms.CharField(
        label=_("Hoe is het wel?"), max_length=LONGEST, widget=Textarea({"rows": 2})
    )


class UseForm(DomainForm):
    """Why what is restricted is used all the same, and until when."""

    readers = {"reason": _("De privacy officer en de coach lezen dit.")}

    ground = forms.TypedChoiceField(
        label=_("Op welke grond?"),
        coerce=UseGround,
        choices=choices(UseGround),
        widget=ChipsSelect(),
        help_text=_("De wet kent alleen deze vier."),
    )
    reason = _text(_("Waarom is het nodig, en waarvoor precies?"))
    until = _day(_("Tot en met welke dag?"), required=True, help_text=_("Hoogstens een maand."))


class WorkFactForm(DomainForm):
    """One yes or no of Werk & Inkomen."""

    topic = forms.TypedChoiceField(
        label=_("Waarmee?"), coerce=Topic, choices=choices(Topic), widget=ChipsSelect()
    )
    helps = forms.TypedChoiceField(
        label=_("Helpt Werk en Inkomen hiermee?"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("Ja")), ("no", _("Nee"))],
        widget=ChipsSelect(),
    )
