"""An amount or a number that a plan says, as a person reads it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houvast.plans.rules.facts import NO_EACH, Each, FactKind, Offered, apart, over, typed_amount
from houvast.web.fields import ChipsSelect, DomainForm
from houvast.web.forms import choices
from houvast.web.plan_check_words import amount_words

NO_AMOUNT = _("Vul een bedrag of aantal in, zoals 400.000 of 2,5.")


class AmountForm(DomainForm):
    """What it is, how much, and over which time: the last two are easily taken for each other."""

    about_people = False
    asked = ("each",)

    readers = {"amount": _("Beleidsmedewerkers en programmamanagers van deze gemeente.")}

    kind = forms.TypedChoiceField(
        label=_("Wat is het?"), coerce=FactKind, choices=choices(FactKind), widget=ChipsSelect()
    )
    amount = forms.CharField(
        label=_("Hoeveel?"), max_length=40, help_text=_("Zoals 400.000 of 2,5.")
    )
    each = forms.TypedChoiceField(
        label=_("Is dat per jaar of in totaal?"),
        coerce=Each,
        empty_value=None,
        choices=choices(Each),
        widget=ChipsSelect(),
        required=False,
        help_text=_("Bij fte hoef je niet te kiezen."),
    )
    period = forms.CharField(
        label=_("Over welke tijd gaat het?"),
        max_length=40,
        help_text=_("Zoals 2027, 2026-2029 of eind 2027."),
    )

    @staticmethod
    def of(one: Offered) -> dict[str, Any]:
        """What stands in the plan, filled in to begin with; what is not there stays empty."""
        each, period = apart(one.period)
        return {"kind": one.kind.value, "amount": amount_words(one.amount),
                "period": period,
                "each": each.value if each else None}  # fmt: skip

    def clean_amount(self) -> Decimal:
        """The amount; a sentence where there is none."""
        amount = typed_amount(self.cleaned_data["amount"])
        if not amount:
            raise forms.ValidationError(NO_AMOUNT)
        return amount

    def clean(self) -> dict[str, Any]:
        """Money and people are of a year or of the whole time; which of these is never guessed."""
        data = super().clean() or self.cleaned_data
        asked = data.get("kind") not in (None, FactKind.FTE) and "each" not in self.errors
        if asked and data.get("each") is None:
            self.add_error("each", gettext(NO_EACH))
        return data

    def accepted(self) -> dict[str, Any]:
        """What was filled in, as the action takes it."""
        data = self.cleaned_data
        period = over(data["kind"], data["each"], data["period"].strip())
        return {"kind": data["kind"], "amount": data["amount"], "period": period}
