"""What a programme manager fills in: the terms of one group, a criterion, a day that is closed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from houvast.tracks.rules.promise import Terms
from houvast.tracks.rules.terms import EndReason, Term, TermGroup, Value, of_group
from houvast.web.fields import ChipsSelect, DayInput, DomainForm, Textarea
from houvast.web.forms import choices
from houvast.web.setting_words import TERM_WORDS, amount
from houvast.web.words import word

REASON = 300
SOURCE = 200


class Numbers(forms.CharField):
    """A row of whole numbers with commas between them."""

    default_error_messages = {"invalid": _("Vul hele getallen in met een komma ertussen.")}

    def prepare_value(self, value: Any) -> Any:
        """As it is typed: with a comma and a space."""
        return ", ".join(str(one) for one in value) if isinstance(value, tuple) else value

    def to_python(self, value: Any) -> Any:
        """A tuple of numbers; nothing typed is nothing."""
        parts = [part.strip() for part in (value or "").replace(";", ",").split(",")]
        if any(not (part.isascii() and part.isdigit() and len(part) < 5) for part in parts):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return tuple(int(part) for part in parts)


class AgreementForm(DomainForm):
    """The terms of one group, from which day, why, and where it was agreed."""

    about_people = False

    def __init__(self, *args: Any, group: TermGroup, terms: Terms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = of_group(group)
        for term in self.terms:
            self.fields[term.name] = _field(term, getattr(terms, term.name))
        self.fields["valid_from"] = forms.DateField(
            label=_("Vanaf welke dag geldt dit?"), widget=DayInput()
        )
        self.fields["reason"] = forms.CharField(
            label=_("Waarom verandert dit?"), max_length=REASON, widget=Textarea({"rows": 2})
        )
        self.fields["source"] = forms.CharField(
            label=_("Waar staat dit besluit?"),
            max_length=SOURCE,
            required=False,
            help_text=_("Bijvoorbeeld: werkafspraak stuurgroep, 12 november."),
        )
        # The texts of DomainForm were given before these fields were there.
        self.in_our_words()

    def values(self) -> dict[str, Value]:
        """The numbers as filled in."""
        return {one.name: self.cleaned_data[one.name] for one in self.terms}


def _field(term: Term, now: Value) -> forms.Field:
    proposed = amount(getattr(Terms(), term.name), term.unit)
    what: dict[str, Any] = {
        "label": f"{TERM_WORDS[term.name]} ({word(term.unit)})",
        "initial": now,
        "help_text": _now(
            "Voorstel van Houvast: {proposed}. Kies {least} tot en met {most}."
        ).format(proposed=proposed, least=term.least, most=term.most),
    }
    if term.is_list:
        return Numbers(**what)
    return forms.IntegerField(min_value=term.least, max_value=term.most, **what)


class CriterionForm(DomainForm):
    """A ground on which a track may begin."""

    about_people = False

    text = forms.CharField(
        label=_("Waarom mag een traject beginnen?"),
        max_length=200,
        help_text=_("Iets wat je kunt zien of horen. Bijvoorbeeld: heeft geen vaste slaapplek."),
    )
    source = forms.CharField(label=_("Waar staat dit besluit?"), max_length=SOURCE, required=False)
    valid_from = forms.DateField(label=_("Vanaf welke dag geldt dit?"), widget=DayInput())


class EndForm(DomainForm):
    """Why a ground no longer counts."""

    about_people = False

    why = forms.TypedChoiceField(
        label=_("Waarom geldt dit niet meer?"),
        coerce=EndReason,
        choices=choices(EndReason),
        widget=ChipsSelect(),
    )
    reason = forms.CharField(
        label=_("Wil je dat uitleggen?"),
        required=False,
        max_length=REASON,
        widget=Textarea({"rows": 2}),
        help_text=_("Nodig als geen van deze redenen past."),
    )
    readers = {"reason": _("Programmamanagers en procesregisseurs kunnen dit lezen.")}


class ClosedDayForm(DomainForm):
    """A working day on which nobody works here."""

    about_people = False

    day = forms.DateField(label=_("Welke dag?"), widget=DayInput())
    name = forms.CharField(
        label=_("Wat is er die dag?"),
        max_length=100,
        help_text=_("Bijvoorbeeld: gemeentehuis gesloten."),
    )


class OpenDayForm(DomainForm):
    """Which closed day opens again."""

    day = forms.DateField()
