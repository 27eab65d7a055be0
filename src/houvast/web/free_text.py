"""Stop and think: a form asks about what stands in a text before it is kept (T-11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from houvast.sharing.rules.free_text import KEPT, asked_about, found_in

A_SENTENCE = 120
"""A line that may be this long, in characters, holds words of one's own; shorter is a name."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a field asks about its text, and the tick with which one keeps it."""

    words: str
    name: str
    """The name of the tick in the form."""
    value: str
    """The signs that it keeps."""


class ThinkFirst(forms.Form):
    """A form that asks about a number or word in its texts, until somebody says it belongs there.

    `about_people` is off for a form about rules, work or organisations, and where somebody is in
    danger: nothing stands in the way there. `plain` names fields that
    ask how somebody at work is reached: there a number belongs.
    """

    about_people = True
    plain: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions: dict[str, Question] = {}
        self.choices: list[str] = []
        """The verbs of what somebody chose to keep, for the trail."""

    def full_clean(self) -> None:
        """Clean, and then look at what was written."""
        self.questions, self.choices = {}, []
        super().full_clean()
        for name in self.texts() if self.is_bound else ():
            self._look_at(name)

    def texts(self) -> list[str]:
        """The names of the fields that hold words of one's own."""
        written = ((name, one) for name, one in self.fields.items() if name not in self.plain)
        return [name for name, one in written if self.looks_at(one)]

    @classmethod
    def looks_at(cls, field: forms.Field) -> bool:
        """Whether a field holds words about somebody."""
        if not cls.about_people or type(field) is not forms.CharField:
            return False
        lines = isinstance(field.widget, forms.Textarea)
        return lines or ((field.max_length or 0) >= A_SENTENCE and not field.widget.is_hidden)

    def _look_at(self, name: str) -> None:
        found = found_in(str(getattr(self, "cleaned_data", {}).get(name) or ""))
        if not found:
            return
        tick = f"{self.add_prefix(name)}-kept"
        signs = {one.sign.value for one in found}
        if signs <= set(str(self.data.get(tick, "")).split()):
            self.choices += [KEPT[one.sign] for one in found]
            return
        words = asked_about(found, gettext)
        self.questions[name] = Question(words, tick, " ".join(sorted(signs)))
        text = self.cleaned_data.get(name)
        self.add_error(name, ValidationError(words, code="think"))
        self.cleaned_data[name] = text
