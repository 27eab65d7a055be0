"""A plan to check, and what somebody does about what is not in it."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.plans.rules.judging import Responsible
from houvast.plans.rules.schemes import schemes
from houvast.web.fields import ChipsSelect, DayInput, DomainForm, Textarea
from houvast.web.forms import choices

NEW = ("", _("Een nieuw plan"))


class PlanForm(DomainForm):
    """The file, and of which plan it is a version."""

    about_people = False

    readers = {"file": _("Beleidsmedewerkers en programmamanagers van deze gemeente.")}

    title = forms.CharField(label=_("Hoe heet het plan?"), max_length=200)
    document = forms.TypedChoiceField(
        label=_("Is het een nieuwe versie?"), coerce=UUID, empty_value=None, required=False
    )
    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("PDF, DOCX, ODT of tekst, hoogstens 10 MB. Het blijft in Houvast."),
        error_messages={
            "required": _("Kies een bestand van hoogstens 10 MB."),
            "empty": _("Dit bestand is leeg. Kies een bestand met tekst."),
            "invalid": _("Kies een bestand van hoogstens 10 MB."),
        },
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt,.txt,.md,.html"}),
    )

    def __init__(self, documents: Mapping[UUID, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(key), title) for key, title in documents.items()]
        fields: Any = self.fields
        fields["document"].choices = [NEW, *named]
        if not named:
            del fields["document"]

    def brought(self) -> dict[str, Any]:
        """What was filled in, as the action takes it."""
        data = self.cleaned_data
        given = {"title": data["title"], "document": data.get("document")}
        return given | {"content": data["file"].read(), "name": data["file"].name or ""}


class FollowForm(DomainForm):
    """What is going to happen, who does it, and before which day."""

    about_people = False

    readers = {"what": _("Beleidsmedewerkers en programmamanagers van deze gemeente.")}

    what = forms.CharField(
        label=_("Wat gaat er gebeuren?"),
        max_length=500,
        widget=Textarea({"rows": 4}),
        help_text=_("Vul in wat tussen haken staat, of schrijf het in eigen woorden."),
    )
    owner = forms.CharField(
        label=_("Wie doet dit?"), max_length=100, help_text=_("Een naam of een afdeling.")
    )
    due = forms.DateField(label=_("Vóór welke dag?"), widget=DayInput())


class ResponsibleForm(DomainForm):
    """Who is responsible for work, as it stands in the plan."""

    about_people = False

    responsible = forms.TypedChoiceField(
        label=_("Wie is er volgens dit plan verantwoordelijk voor werk?"),
        coerce=Responsible,
        choices=choices(Responsible),
        widget=ChipsSelect(),
    )


class SchemeForm(DomainForm):
    """For which scheme a plan was written."""

    about_people = False

    scheme = forms.ChoiceField(
        label=_("Voor welk programma is dit plan geschreven?"),
        choices=[(one.code, one.name) for one in schemes()],
        widget=ChipsSelect(),
        help_text=_("Neem over wat er in het plan staat."),
    )


def other_choices(others: Iterable[tuple[str, str]]) -> list[tuple[str, Any]]:
    """The other questions, with nothing chosen yet."""
    return [("", _("Andere vraag …")), *((key, f"{key} {words}") for key, words in others)]
