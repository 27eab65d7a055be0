"""Of each role whether it stays: chosen one by one, and never all at once."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from houvast.sharing.rules.role_reviews import ReviewAnswer
from houvast.tracks.reads.role_reviews import RoleLine, RoleReviewsPage
from houvast.web.fields import ChipsSelect, DomainForm
from houvast.web.templatetags.houvast import day
from houvast.web.words import word


class RoleReviewsForm(DomainForm):
    """A question for each role that this reader can answer; what has no answer stays as it is."""

    def __init__(self, *args: Any, page: RoleReviewsPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys: dict[str, UUID] = {}
        for one in page.lines:
            if not one.may_keep:
                continue
            name = f"role_{one.id.hex}"
            self.keys[name] = one.id
            self.fields[name] = _field(one, page)
        self.asked = tuple(self.keys)
        self.in_our_words()

    def answers(self) -> dict[UUID, ReviewAnswer]:
        """What was chosen, by membership."""
        given = {key: self.cleaned_data.get(name) for name, key in self.keys.items()}
        return {key: answer for key, answer in given.items() if answer}

    def clean(self) -> dict[str, Any]:
        """At least one answer."""
        if not self.errors and not self.answers():
            raise forms.ValidationError(_("Kies bij minstens één rol wat ermee gebeurt."))
        return self.cleaned_data


def _field(one: RoleLine, page: RoleReviewsPage) -> forms.TypedChoiceField:
    offered = [
        (ReviewAnswer.KEEP.value, _("Blijft"), one.may_keep),
        (ReviewAnswer.END.value, _("Stopt nu"), one.may_end),
    ]
    return forms.TypedChoiceField(
        label=f"{one.name} · {word(one.role)} · {one.team}",
        coerce=ReviewAnswer,
        empty_value=None,
        required=False,
        choices=[(value, words) for value, words, may in offered if may],
        widget=ChipsSelect(),
        help_text=_said(one, page),
    )


def _said(one: RoleLine, page: RoleReviewsPage) -> str:
    """When it ends, and what makes it different from the others."""
    ends = _("Afgelopen op {on}.") if one.lapsed else _("Loopt af op {on}.")
    first = _("{who} zei al dat het blijft.").format(who=one.said_by)
    said = (
        (True, ends.format(on=day(one.until, page.today))),
        (one.special, _("Bijzondere rechten: twee personen kijken ernaar.")),
        (one.holds, _("Er wachten jongeren op deze collega. Draag ze anders eerst over.")),
        (one.last, _("Niemand anders heeft deze rol nog langer.")),
        (bool(one.said_by), first),
    )
    return " ".join(words for shown, words in said if shown)
