"""What a coach fills in on both plans and on a measurement, together with the young person."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.measurements import Answer, MeasureValue
from houvast.tracks.rules.plans import (
    LONGEST_PLAN,
    Agreed,
    PlanPartner,
    PlanTemplate,
    Support,
)
from houvast.web.fields import (
    ChipsSelect,
    ChipsSelectMultiple,
    DayInput,
    DomainForm,
    Textarea,
)
from houvast.web.forms import choices
from houvast.web.forms.plan import READERS
from houvast.web.words import word

YES_NO = (("yes", _("Ja")), ("no", _("Nee, nog een concept")))


class AgreedForm(DomainForm):
    """Whether a plan is agreed, on which day and with whom."""

    asked: Iterable[str] = ("agreed_on", "agreed_with")

    agreed = forms.ChoiceField(
        label=_("Is dit zo afgesproken?"), choices=YES_NO, widget=ChipsSelect(), initial="yes"
    )
    agreed_on = forms.DateField(
        label=_("Wanneer spraken jullie dit af?"), required=False, widget=DayInput()
    )
    agreed_with = forms.TypedMultipleChoiceField(
        label=_("Wie was erbij?"),
        required=False,
        coerce=PlanPartner,
        choices=choices(PlanPartner),
        widget=ChipsSelectMultiple(),
    )

    def as_agreed(self) -> Agreed | None:
        """The agreement as filled in; nothing for a draft."""
        data = self.cleaned_data
        if data["agreed"] != "yes":
            return None
        return Agreed(data["agreed_on"], tuple(data["agreed_with"]))


class FuturePlanForm(AgreedForm):
    """What the young person wants, in his own words."""

    readers = {"wants": READERS}

    wants = forms.CharField(
        label=_("Wat wil jij?"),
        max_length=LONGEST_PLAN,
        widget=Textarea({"rows": 5}),
        help_text=_(
            "Schrijf het op zoals de jongere het zegt. Over werk, school, wonen en wat telt."
        ),
    )
    field_order = ("wants", "agreed", "agreed_on", "agreed_with")


class SupportPlanForm(AgreedForm):
    """What the professionals do: what comes first, and why if work or the own plan waits."""

    readers = {"without_work": READERS, "without_future": READERS}

    template = forms.TypedChoiceField(
        label=_("Voor wie is dit plan?"),
        coerce=PlanTemplate,
        choices=choices(PlanTemplate),
        widget=ChipsSelect(),
    )
    first = forms.TypedChoiceField(
        label=_("Wat lossen jullie het eerst op?"), coerce=LifeDomain, choices=choices(LifeDomain)
    )
    without_work = forms.CharField(
        label=_("Waarom nog geen stap naar werk?"),
        required=False,
        max_length=LONGEST_PLAN,
        widget=Textarea({"rows": 2}),
        help_text=_("Alleen als er nog geen stap naar werk in het plan staat."),
    )
    without_future = forms.CharField(
        label=_("Waarom is er nog geen plan van de jongere zelf?"),
        required=False,
        max_length=LONGEST_PLAN,
        widget=Textarea({"rows": 2}),
        help_text=_("Alleen als dat er nog niet is."),
    )
    try_again_on = forms.DateField(
        label=_("Wanneer proberen jullie dat weer?"), required=False, widget=DayInput()
    )
    field_order = (
        *("template", "first", "without_work", "without_future", "try_again_on"),
        *("agreed", "agreed_on", "agreed_with"),
    )

    def __init__(self, *args: Any, has_work: bool, has_future: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_work:
            del self.fields["without_work"]
        if has_future:
            del self.fields["without_future"]
            del self.fields["try_again_on"]
        self.asked = (*self.asked, "without_work", "without_future", "try_again_on")

    def support(self) -> Support:
        """The plan as filled in; what the page did not ask is empty."""
        data = self.cleaned_data
        return Support(
            template=data["template"],
            first=data["first"],
            without_work=data.get("without_work", ""),
            without_future=data.get("without_future", ""),
            try_again_on=data.get("try_again_on"),
        )


class MeasureForm(DomainForm):
    """A word per life domain, and two questions to the young person."""

    def __init__(self, *args: Any, domains: Iterable[LifeDomain], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.domains = tuple(domains)
        for domain in self.domains:
            self.fields[domain.value] = forms.TypedChoiceField(
                label=word(domain),
                coerce=MeasureValue,
                choices=choices(MeasureValue),
                widget=ChipsSelect(),
            )
        for name, words in (
            ("someone_stays", _("Is er iemand die blijft?")),
            ("right_way", _("Gaat het de goede kant op?")),
        ):
            self.fields[name] = forms.TypedChoiceField(
                label=words,
                coerce=Answer,
                choices=choices(Answer),
                widget=ChipsSelect(),
            )

    def values(self) -> dict[LifeDomain, MeasureValue]:
        """The word for each life domain."""
        return {domain: self.cleaned_data[domain.value] for domain in self.domains}
