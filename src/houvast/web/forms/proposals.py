"""Ask for a proposal for a team."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.web.fields import DomainForm
from houvast.web.forms import key_field


class PlanForm(DomainForm):
    """For which team a proposal is made."""

    key = key_field()
    team = forms.TypedChoiceField(label=_("Voor welk team?"), coerce=UUID)

    def __init__(self, *args: Any, teams: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["team"].choices = [(str(one), name) for one, name in teams]
