"""What somebody asks about figures of areas."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houvast.areas.reads.relations import Choices
from houvast.areas.rules.analysis import Question
from houvast.areas.rules.choosing import ORDERED
from houvast.areas.rules.indicators import INDICATORS
from houvast.web.area_words import PER
from houvast.web.fields import ChipsSelectMultiple, DomainForm


class RelationForm(DomainForm):
    """The outcome, what is held against it, and of which areas."""

    outcome = forms.ChoiceField(label=_("Wat wil je begrijpen?"))
    determinants = forms.MultipleChoiceField(
        label=_("Waar leg je het naast?"),
        help_text=_("Kies er één tot vier. Leeftijd en stedelijkheid tellen altijd mee."),
        widget=ChipsSelectMultiple,
        error_messages={"required": _("Kies één tot vier cijfers.")},
    )
    year = forms.ChoiceField(label=_("Van welke gebieden?"))

    def __init__(self, choices: Choices, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        fields: Any = self.fields
        fields["outcome"].choices = [called(one) for one in choices.outcomes]
        fields["determinants"].choices = [called(one) for one in choices.determinants]
        fields["year"].choices = [
            (f"{level}-{year}", f"{PER[level]}, {year}") for year, level in choices.places
        ]

    def question(self) -> Question:
        """The question that was asked."""
        level, _dash, year = self.cleaned_data["year"].partition("-")
        data = self.cleaned_data
        return Question(level, int(year), data["outcome"], tuple(data["determinants"]), ORDERED)


def called(id: str) -> tuple[str, str]:
    """A figure with its words, for a field."""
    return id, str(capfirst(gettext(INDICATORS[id].called)))
