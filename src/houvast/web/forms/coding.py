"""Which occupation each text means: what the list suggests, and a word to search with."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from houvast.employers.rules.coding import ToChoose
from houvast.reference.rules.search import Named, Work, find
from houvast.reference.rules.suggest import How, certain
from houvast.web.fields import ChipsSelect, DomainForm
from houvast.web.forms.works import NOTHING_FOUND

LATER = "later"
MOST_SEARCHES = 10
"""Words that are looked up in one request; who typed more of them sends the first ones first."""
FOUND_BY: dict[How, Any] = {
    How.SAME: gettext_lazy("heet precies zo: {name}"),
    How.WITHOUT: gettext_lazy("zonder de rest staat er: {name}"),
    How.WITHIN: gettext_lazy("in de tekst staat: {name}"),
    How.AROUND: gettext_lazy("de woorden staan in: {name}"),
    How.ONE_WORD: gettext_lazy("één woord staat in: {name}"),
}
"""Why it is suggested, with the name in the list by which it was found."""


class CodingForm(DomainForm):
    """A choice for each text; nothing is chosen until somebody presses the button.

    A name to the letter stands ready, and still asks that press. `later` leaves it to be coded.
    """

    def __init__(
        self, rows: Sequence[ToChoose], works: Sequence[Named], data: QueryDict | None = None
    ) -> None:
        super().__init__(data)
        self.rows = rows
        self.nothing: set[str] = set()
        self.searches = 0
        for one in rows:
            self._add(one, works)
        self.asked = tuple(self.fields)
        self.in_our_words()

    def _add(self, one: ToChoose, works: Sequence[Named]) -> None:
        word = (self.data.get(f"word_{one.key}") or "") if self.is_bound else ""
        found: list[Work] = []
        if word and self.searches < MOST_SEARCHES:
            self.searches += 1
            found = find(works, word)
        if word and not found:
            self.nothing.add(one.key)
        options, notes = _options(one, found)
        self.fields[f"work_{one.key}"] = forms.ChoiceField(
            label=_("Welk beroep is “{text}”?").format(text=one.text),
            help_text=_about(one),
            choices=options,
            required=False,
            initial=_ready(one),
            widget=ChipsSelect(notes=notes),
        )
        self.fields[f"word_{one.key}"] = forms.CharField(
            label=_("Ander woord voor “{text}”").format(text=one.text),
            required=False,
            max_length=100,
        )

    @property
    def parts(self) -> list[dict[str, Any]]:
        """What a template shows of each text."""
        return [
            {
                "one": one,
                "choice": self[f"work_{one.key}"],
                "word": self[f"word_{one.key}"],
                "nothing": NOTHING_FOUND if one.key in self.nothing else "",
            }
            for one in self.rows
        ]

    def chosen(self) -> dict[str, UUID | None]:
        """For each text that was answered the occupation, or None for later."""
        said = {one.key: self.cleaned_data.get(f"work_{one.key}") for one in self.rows}
        return {key: None if one == LATER else UUID(one) for key, one in said.items() if one}


def _about(one: ToChoose) -> str:
    """Where the text stands, and on how many rows."""
    if one.many == 1:
        return one.about
    rows = ngettext("{n} rij", "{n} rijen", one.many).format(n=one.many)
    return f"{one.about} · {rows}"


def _options(
    one: ToChoose, found: Sequence[Work]
) -> tuple[list[tuple[str, Any]], Mapping[str, Any]]:
    """The choices with why each is there: found by a word, chosen before, or suggested."""
    options: dict[str, Any] = {}
    notes: dict[str, Any] = {}
    for work in found:
        options[str(work.concept)], notes[str(work.concept)] = work.name, work.group
    if one.chosen:
        options.setdefault(str(one.chosen.concept), one.chosen.name)
    for each in one.suggestions:
        key = str(each.work.concept)
        options.setdefault(key, each.work.name)
        notes.setdefault(key, FOUND_BY[each.how].format(name=each.name))
    return [*options.items(), (LATER, _("Weet ik nog niet"))], notes


def _ready(one: ToChoose) -> str:
    """What is ticked at first: what was chosen before, or the one name to the letter."""
    if one.chosen:
        return str(one.chosen.concept)
    sure = certain(one.suggestions)
    return str(sure.concept) if sure else LATER
