"""Which work coach helps with the work, and how long."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.tracks.reads.caseloads import AskedCoach
from houvast.web.fields import DayInput, DomainForm


class WorkCoachForm(DomainForm):
    """A work coach, named and never just the first, and a last day."""

    user = forms.TypedChoiceField(label=_("Welke werkcoach?"), coerce=UUID)
    until = forms.DateField(
        label=_("Tot en met welke dag?"), widget=DayInput(), help_text=_("Hoogstens een half jaar.")
    )

    def __init__(self, *args: Any, coaches: Iterable[AskedCoach], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        named = [(str(one.id), f"{one.name}, {one.team}") for one in coaches]
        fields["user"].choices = [("", _("Kies een werkcoach")), *named]
