"""Forms as Houvast shows them: label, hint, field, error, and who can read what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from houvast.errors import Refused, gettext_noop
from houvast.web.free_text import Question, ThinkFirst

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

TOO_LONG = ngettext_lazy(
    "Deze tekst is %(over)d teken te lang. Maak hem korter.",
    "Deze tekst is %(over)d tekens te lang. Maak hem korter.",
    "over",
)
MENDING: dict[type[forms.Field], dict[str, Words]] = {
    forms.Field: {"required": _("Vul dit in.")},
    forms.ChoiceField: {
        "required": _("Kies een antwoord."),
        "invalid_choice": _("Dit antwoord staat er niet meer bij. Kies een ander."),
    },
    forms.MultipleChoiceField: {"required": _("Kies er minstens één.")},
    forms.BooleanField: {"required": _("Zet een vinkje als dit klopt.")},
    forms.DateField: {
        "required": _("Kies een dag."),
        "invalid": _("Dit is geen dag. Schrijf hem als 24-11-2026."),
    },
    forms.TimeField: {
        "required": _("Kies een tijd."),
        "invalid": _("Dit is geen tijd. Schrijf hem als 14:00."),
    },
    forms.IntegerField: {"invalid": _("Vul een heel getal in, zoals 24.")},
    forms.DecimalField: {"invalid": _("Vul een getal in, zoals 24 of 24,5.")},
    forms.EmailField: {"invalid": _("Dit adres klopt niet. Schrijf het als naam@voorbeeld.nl.")},
}
"""What is wrong and how to mend it, per kind of field; the more particular kind wins."""

THINK = gettext_noop("Denk hier even over na.")

LIMITS: dict[type[validators.BaseValidator], Words] = {
    validators.MinValueValidator: _("Vul %(limit_value)s of meer in."),
    validators.MaxValueValidator: _("Vul %(limit_value)s of minder in."),
}


class Renderer(DjangoTemplates):
    """Draws every form and field with the templates in `forms/`."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class TooLong(validators.MaxLengthValidator):
    """Says how many characters too many, because counting them is not the coach's work."""

    def __call__(self, value: str) -> None:
        """Refuse a text over the limit."""
        over = len(value) - int(self.limit_value)
        if over > 0:
            raise ValidationError(TOO_LONG, code="max_length", params={"over": over})


class BoundField(forms.BoundField):
    """A field on a form, with what the template needs beside what Django gives."""

    @property
    def readers(self) -> Words:
        """Who can read what is written here; empty when nobody says so."""
        form = self.form
        return form.readers.get(self.name, "") if isinstance(form, DomainForm) else ""

    @property
    def question(self) -> Question | None:
        """What there is to think about before this text is kept."""
        return self.form.questions.get(self.name) if isinstance(self.form, DomainForm) else None

    @property
    def wrong(self) -> list[str]:
        """What has to be mended; a question is no error."""
        asks = self.question
        return [str(one) for one in self.errors if not asks or str(one) != asks.words]

    @property
    def optional(self) -> bool:
        """Whether the label says '(niet verplicht)'; a lone tick box always may stay empty."""
        asked = isinstance(self.form, DomainForm) and self.name in self.form.asked
        return not (self.field.required or self.single_tick or asked)

    @property
    def single_tick(self) -> bool:
        """One box with its label behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def first_id(self) -> str:
        """Where a link in the error summary leads: the field, or the first answer of a group."""
        group = isinstance(self.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))
        return f"{self.auto_id}_0" if group else str(self.id_for_label or self.auto_id)

    @property
    def aria_describedby(self) -> str | None:
        """The hint, the error and who reads, in the order in which they stand on screen."""
        base = super().aria_describedby
        if not self.readers or base is None:
            return base
        return f"{base} {self.auto_id}_readers".strip()


class DomainForm(ThinkFirst):
    """A form of the domain: no model behind it, and every refusal in words that help.

    `readers` maps a field to the line of who can read it; a view may set it on the instance.
    `asked` names fields that no browser demands and a rule may: they do not say they may be empty.
    """

    readers: Mapping[str, Words] = {}
    asked: Iterable[str] = ()
    bound_field_class = BoundField
    use_required_attribute = True

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(_tidy(data), *args, **kwargs)
        self.in_our_words()

    def in_our_words(self) -> None:
        """Give every field our sentences; a form that makes fields of its own asks once more."""
        for field in self.fields.values():
            _in_our_words(field)

    def refuse(self, refused: Refused) -> None:
        """Show why the domain said no: at its field, or above the form when it has none here."""
        reason = gettext(refused.reason).format(**refused.values)
        shown = {field.name for field in self.visible_fields()}
        place = refused.field if refused.field in shown else None
        self.add_error(place, ValidationError(reason, code="refused"))

    @property
    def whole(self) -> list[str]:
        """What is wrong with the form as a whole, or with a field nobody can see."""
        unseen = [one for field in self.hidden_fields() for one in field.errors]
        return [str(one) for one in (*self.non_field_errors(), *unseen)]

    @property
    def only_asks(self) -> bool:
        """Whether nothing is wrong, and there is something to think about."""
        faulty = any(isinstance(one, BoundField) and one.wrong for one in self.visible_fields())
        return bool(self.questions) and not (faulty or self.whole)

    @property
    def faults(self) -> list[tuple[BoundField, list[str]]]:
        """The visible fields that need mending, in the order of the form."""
        return [
            (field, [*field.wrong, *([gettext(THINK)] if field.question else [])])
            for field in self.visible_fields()
            if isinstance(field, BoundField) and field.errors
        ]


def _tidy(data: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Text without NUL, which PostgreSQL refuses, and with one character for the end of a line."""
    if data is None:
        return None
    if isinstance(data, MultiValueDict):
        return MultiValueDict({key: [_plain(one) for one in data.getlist(key)] for key in data})
    return {key: _plain(value) for key, value in data.items()}


def _plain(value: Any) -> Any:
    """Browsers send a line as two characters; counted as one, the limit is what people see."""
    return value.replace("\x00", "").replace("\r\n", "\n") if isinstance(value, str) else value


def _in_our_words(field: forms.Field) -> None:
    """Give a field our sentences, except where the form has words of its own."""
    ours: dict[str, Words] = {}
    for kind, sentences in MENDING.items():
        ours |= sentences if isinstance(field, kind) else {}
    field.error_messages = field.error_messages | {
        code: words for code, words in ours.items() if code not in _own_words(field)
    }
    field.validators = [_reworded(one) for one in field.validators]
    # A browser cuts a pasted text at maxlength without a word; the answer says what is too much.
    field.widget.attrs.pop("maxlength", None)


def _own_words(field: forms.Field) -> frozenset[str]:
    """For which codes the form gave this field a sentence of its own."""
    by_birth: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        by_birth |= vars(kind).get("default_error_messages", {})
    given = field.error_messages.items()
    return frozenset(code for code, words in given if words is not by_birth.get(code))


def _reworded(validator: Callable[[Any], None]) -> Callable[[Any], None]:
    """The same limit in our words; a copy, because forms share their validators."""
    if type(validator) is validators.MaxLengthValidator:
        return TooLong(validator.limit_value)
    for kind, words in LIMITS.items():
        if type(validator) is kind:
            ours = copy(validator)
            ours.message = words
            return ours
    return validator


class _Pictured:
    """Choices to tap, with a picture, a second line, or an amber tone per value."""

    def __init__(
        self,
        *args: Any,
        icons: Mapping[str, str] | None = None,
        notes: Mapping[str, Words] | None = None,
        amber: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.icons = {str(key): glyph for key, glyph in (icons or {}).items()}
        self.notes = {str(key): words for key, words in (notes or {}).items()}
        self.amber = {str(one) for one in amber}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the tile shows beside its label."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        key = str(value)
        return option | {
            "icon": self.icons.get(key, ""),
            "note": self.notes.get(key, ""),
            "amber": key in self.amber,
        }


class TilesSelect(_Pictured, forms.RadioSelect):
    """One answer out of large tiles, two or three beside each other."""

    template_name = "forms/tiles.html"

    def __init__(self, *args: Any, columns: int = 3, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Tell the template how many tiles stand in a row."""
        return super().get_context(name, value, attrs) | {"columns": self.columns}


class RowsSelectMultiple(_Pictured, forms.CheckboxSelectMultiple):
    """Any number of rows below each other, each with a line of what makes it different."""

    template_name = "forms/tiles.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """One row beside no other."""
        return super().get_context(name, value, attrs) | {"columns": 1}


class ChipsSelect(_Pictured, forms.RadioSelect):
    """One answer out of a few short words."""

    template_name = "forms/chips.html"


class ChipsSelectMultiple(_Pictured, forms.CheckboxSelectMultiple):
    """Any number of short words."""

    template_name = "forms/chips.html"


class Textarea(forms.Textarea):
    """A few lines of text; it grows with what is written where the browser can."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 3} | (attrs or {}))


class DayInput(forms.DateInput):
    """A day in the browser's own calendar; the value travels as ISO, whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """A time in the browser's own clock."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class MomentInput(forms.DateTimeInput):
    """A day and a time in the browser's own calendar."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class HiddenInput(forms.HiddenInput):
    """A value the form carries along unseen."""
