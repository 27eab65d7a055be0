"""What the words of a question point at in a plan, before anybody proposes or agrees."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from houvast.database.actor import Actor
from houvast.errors import Refused
from houvast.plans.reads.trying import Effect, Offered, effect_of
from houvast.plans.rules.trying import Sought
from houvast.web.forms.plan_questions import TryForm
from houvast.web.plan_check_words import SAID

TRY = "kijk"
"""The button that asks to look, in a form that proposes as well."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The choice of a plan, and what is pointed at there; without `effect` nobody looked yet."""

    form: TryForm
    effect: Effect | None = None
    refused: Refused | None = None

    @property
    def says(self) -> str:
        """Why there is nothing to see, in words; empty where there is."""
        return _(self.refused.reason).format(**self.refused.values) if self.refused else ""

    @property
    def remarks(self) -> list[str]:
        """What there is to know of that plan, such as that it is in English."""
        return [_(SAID[one]) for one in (self.effect.notices if self.effect else ())]


def trial(by: Actor, sent: QueryDict | None, words: Sought, plans: Iterable[Offered]) -> Trial:
    """Look in the plan that was sent; None is the choice alone.

    Words that cannot be looked for are said in `refused`. Raises NotAllowed, NotFound.
    """
    form = TryForm(sent, plans=plans)
    if sent is None or not form.is_valid():
        return Trial(form)
    try:
        return Trial(form, effect_of(by, words, UUID(form.cleaned_data["plan"])))
    except Refused as no:
        return Trial(form, refused=no)
