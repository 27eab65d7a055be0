"""Finding an occupation on a form: type a word, see what it may be, choose. No script is needed."""

import re
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.reference.rules.search import Work
from houvast.web.fields import ChipsSelect, ChipsSelectMultiple

NONE_OF_THESE = "none"
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NOTHING_FOUND = _("Niets gevonden. Typ een ander woord, zoals bakker of magazijn.")
FIND = "find_work"
"""The name of the button that searches and saves nothing."""


def work_choice(found: Iterable[Work]) -> forms.Field:
    """What was found, to choose one of."""
    rows = tuple(found)
    return forms.ChoiceField(
        label=_("Welk beroep is het?"),
        required=False,
        choices=[*_named(rows), (NONE_OF_THESE, _("Geen van deze"))],
        widget=ChipsSelect(notes=_groups(rows, lambda one: one.group)),
    )


def works_chosen(
    chosen: Iterable[Work], found: Iterable[Work], counts_as: Callable[[Work], Any]
) -> forms.Field:
    """What was chosen before, ticked, and what was found now, to choose from."""
    picked, rows = tuple(chosen), tuple(found)
    every = (*picked, *rows)
    return forms.TypedMultipleChoiceField(
        label=_("Welk beroep is het?") if rows else _("Gekozen beroepen"),
        coerce=UUID,
        required=False,
        empty_value=[],
        choices=_named(every),
        initial=[str(one.concept) for one in picked],
        widget=ChipsSelectMultiple(notes=_groups(every, counts_as)),
    )


def _named(works: Iterable[Work]) -> list[tuple[str, str]]:
    return [(str(one.concept), one.name) for one in works]


def _groups(works: Iterable[Work], said: Callable[[Work], Any]) -> dict[str, Any]:
    """The group below each name: it tells two alike apart."""
    return {str(one.concept): said(one) for one in works}


def keys_in(sent: Iterable[str]) -> list[UUID]:
    """The keys among what a form sent; anything else is refused by its field."""
    return [UUID(one) for one in sent if KEY.fullmatch(one)]
