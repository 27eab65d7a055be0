"""What a coach fills in on a plan: a step, its day and who takes it."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houvast.tracks.reads.plan import Holder
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.steps import FIRST_STEPS, LONGEST_DESK, LONGEST_STEP, StepOwner, StepPlan
from houvast.web.fields import ChipsSelect, DayInput, DomainForm, HiddenInput, Textarea
from houvast.web.words import word

READERS = _("Jij, je vervanger, de werkcoach en de jongere kunnen dit lezen.")


class OwnerForm(DomainForm):
    """Who takes a step, and before which day."""

    readers = {"desk": READERS}
    asked: Iterable[str] = ("who", "desk")

    who = forms.ChoiceField(
        label=_("Wie doet dit?"), required=False, widget=ChipsSelect(), initial="coach"
    )
    desk = forms.CharField(
        label=_("Welk loket of welke organisatie?"),
        required=False,
        max_length=LONGEST_DESK,
        help_text=_("Alleen als een loket of organisatie dit doet. Jij houdt het in de gaten."),
    )
    due = forms.DateField(
        label=_("Wanneer is het klaar?"),
        required=False,
        widget=DayInput(),
        help_text=_("Laat je dit leeg, dan is het over een week."),
    )

    def __init__(
        self, *args: Any, lead: str, name: str, holders: Iterable[Holder] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["who"].choices = [
            (StepOwner.COACH.value, lead),
            (StepOwner.TOGETHER.value, gettext("{coach} en {name}").format(coach=lead, name=name)),
            (StepOwner.YOUNG_PERSON.value, name),
            *((str(one.id), one.name) for one in holders),
            (StepOwner.DESK.value, word(StepOwner.DESK)),
        ]

    @property
    def _who(self) -> str:
        return str(self.cleaned_data["who"] or StepOwner.COACH.value)

    def owner(self) -> StepOwner:
        """The kind of owner; a colleague is chosen by his or her own name."""
        kinds = {one.value for one in StepOwner}
        return StepOwner(self._who) if self._who in kinds else StepOwner.COLLEAGUE

    def colleague(self) -> UUID | None:
        """Which colleague, if it is one."""
        return UUID(self._who) if self.owner() is StepOwner.COLLEAGUE else None

    def when(self) -> date | None:
        """The chosen day."""
        due: date | None = self.cleaned_data["due"]
        return due


class ChangeForm(OwnerForm):
    """Another owner or day for a step that is there: nothing is changed by not choosing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].required = True


class StepForm(OwnerForm):
    """A new step: one of the first steps with one tap, or in own words."""

    readers = {"what": READERS, "desk": READERS}
    asked = ("first", "what", "who", "desk")

    domain = forms.TypedChoiceField(
        coerce=LifeDomain,
        choices=[(one.value, one.value) for one in LifeDomain],
        widget=HiddenInput(),
    )
    first = forms.ChoiceField(label=_("Eerste stap"), required=False, widget=ChipsSelect())
    what = forms.CharField(
        label=_("Of in eigen woorden"),
        required=False,
        max_length=LONGEST_STEP,
        widget=Textarea({"rows": 2}),
    )
    field_order = ("domain", "first", "what", "who", "desk", "due")

    def __init__(self, *args: Any, domain: LifeDomain, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["first"].choices = [
            (str(number), gettext(text)) for number, text in enumerate(FIRST_STEPS[domain])
        ]

    def step(self) -> StepPlan:
        """The step as filled in; own words go before a suggestion."""
        data, domain = self.cleaned_data, self.cleaned_data["domain"]
        chosen = gettext(FIRST_STEPS[domain][int(data["first"])]) if data["first"] else ""
        return StepPlan(
            domain=domain,
            what=data["what"].strip() or chosen,
            owner=self.owner(),
            due=self.when(),
            colleague=self.colleague(),
            desk=data["desk"],
        )


class DropForm(DomainForm):
    """Why a step is no longer needed."""

    readers = {"reason": READERS}

    reason = forms.CharField(
        label=_("Waarom hoeft dit niet meer?"), max_length=300, widget=Textarea({"rows": 2})
    )
