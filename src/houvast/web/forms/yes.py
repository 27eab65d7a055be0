"""What an employer may be told, chosen together, and how the young person said yes to it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.placements.rules.consent import LONGEST_LINE, Given
from houvast.placements.rules.states import FACTS, OWN_WORDS, Answered, Told
from houvast.web.fields import ChipsSelect, ChipsSelectMultiple, DomainForm
from houvast.web.forms import choices, key_field, worded
from houvast.web.told import told_words
from houvast.web.words import word


def _line(one: Told, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=worded(one), required=False, max_length=LONGEST_LINE, help_text=hint
    )


class AskForm(DomainForm):
    """Tick what we know and write what you want to say; an empty line is not told."""

    key = key_field()
    tell = forms.TypedMultipleChoiceField(
        label=_("Wat mag de werkgever weten?"),
        coerce=Told,
        widget=ChipsSelectMultiple(),
        help_text=_("De jongere kiest. Wat niet is aangetikt, hoort de werkgever niet."),
    )

    can_start = _line(Told.CAN_START, _("Bijvoorbeeld: vanaf maandag."))
    hours = _line(Told.HOURS, _("Bijvoorbeeld: 16 tot 24 uur."))
    days = _line(Told.DAYS, _("Bijvoorbeeld: niet op vrijdag."))
    can = _line(Told.CAN)
    wants_to_learn = _line(Told.LEARNS)
    helps = _line(Told.HELPS, _("Schrijf wat helpt, niet waarom. Zoals: één persoon die uitlegt."))

    def __init__(self, *args: Any, known: Mapping[Told, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["tell"].choices = [
            (one.value, f"{word(one)}: {told_words(one, known[one])}")
            for one in FACTS
            if known.get(one)
        ]

    def own(self) -> dict[Told, str]:
        """The lines in their own words."""
        return {one: self.cleaned_data[one.value] for one in OWN_WORDS}


class YesForm(DomainForm):
    """How the young person said yes; below 16 also how a parent did."""

    how = forms.TypedChoiceField(
        label=_("Hoe zei de jongere ja?"),
        coerce=Answered,
        choices=choices(Answered),
        widget=ChipsSelect(),
    )
    parent = forms.TypedChoiceField(
        label=_("Hoe zei een ouder of verzorger ja?"),
        coerce=lambda value: Answered(value) if value else None,
        empty_value=None,
        choices=choices(Answered),
        widget=ChipsSelect(),
        required=False,
        help_text=_("Onder de 16 is dat nodig."),
    )
    calls = forms.ChoiceField(
        label=_("Mag je coach later de werkgever bellen hoe het gaat?"),
        choices=[("yes", _("Ja")), ("no", _("Nee"))],
        widget=ChipsSelect(),
        help_text=_("Alleen over het werk. Stoppen kan altijd, en verandert niets aan het werk."),
    )
    helped_by = forms.CharField(
        label=_("In een andere taal, of met iemand erbij?"), required=False, max_length=60
    )
    asked = ("parent",)

    def __init__(self, *args: Any, parent_too: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not parent_too:
            del self.fields["parent"]

    def given(self) -> Given:
        """The yes as it was said."""
        data = self.cleaned_data
        return Given(data["how"], data["helped_by"], data.get("parent"), data["calls"] == "yes")
