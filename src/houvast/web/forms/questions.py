"""Asking brokers for work in general words, and the work that we miss."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.accounts.reads import Colleague
from houvast.employers.rules.states import WorkKind
from houvast.web.fields import ChipsSelectMultiple, DomainForm, Textarea
from houvast.web.forms import choices, key_field

GENERAL = _("Noem geen jongere, geen aantal en geen leeftijd. Schrijf wat voor werk je zoekt.")


class AskForm(DomainForm):
    """One question to some brokers."""

    key = key_field()
    text = forms.CharField(
        label=_("Wat vraag je?"), max_length=300, widget=Textarea(), help_text=GENERAL
    )
    brokers = forms.TypedMultipleChoiceField(
        label=_("Aan wie?"), coerce=UUID, widget=ChipsSelectMultiple()
    )
    readers = {"text": _("Alleen de ondernemer aan wie je het vraagt en je collega's lezen dit.")}

    def __init__(self, *args: Any, brokers: Iterable[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["brokers"].choices = [(str(one.id), one.name) for one in brokers]


class MissingForm(DomainForm):
    """Work that we lack."""

    key = key_field()
    text = forms.CharField(
        label=_("Welk werk missen we?"), max_length=300, widget=Textarea(), help_text=GENERAL
    )
    kind = forms.TypedChoiceField(
        label=_("Soort werk"),
        required=False,
        coerce=WorkKind,
        empty_value=None,
        choices=[("", _("Maakt niet uit")), *choices(WorkKind)],
    )
    readers = {"text": _("Coaches, werkcoaches en accountmanagers lezen dit.")}
