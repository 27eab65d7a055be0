"""Finding an occupation on a form: type a word, see what it may be, choose. No script is needed."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.reference.rules.search import Work
from houvast.web.fields import ChipsSelect

NONE_OF_THESE = "none"
NOTHING_FOUND = _("Niets gevonden. Typ een ander woord, zoals bakker of magazijn.")
FIND = "find_work"
"""The name of the button that searches and saves nothing."""


def work_choice(found: Iterable[Work], said: Callable[[Work], Any], key: str) -> forms.Field:
    """What was found, to choose one of; `key` names the attribute that is sent."""
    rows = [(str(getattr(one, key)), said(one)) for one in found]
    return forms.ChoiceField(
        label=_("Welk beroep is het?"),
        required=False,
        choices=[*rows, (NONE_OF_THESE, _("Geen van deze"))],
        widget=ChipsSelect(),
    )
