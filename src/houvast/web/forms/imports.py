"""Bring in a table: the file, and which column is which."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houvast.employers.rules.states import Brings
from houvast.employers.rules.work_importing import LONGEST_SOURCE
from houvast.tracks.actions.importing import LONGEST_REASON
from houvast.uploads.pages import TablePage
from houvast.uploads.waiting import File
from houvast.web.fields import ChipsSelect, DomainForm
from houvast.web.forms import choices

UNREAD = ("", _("Staat niet in het bestand"))


YOURS = _("Alleen jij ziet de tabel, tot hij is ingelezen en hoogstens één dag.")


class FileForm(DomainForm):
    """The file, and the sheet when there are more."""

    readers = {"file": YOURS}

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("Een xlsx of csv van hoogstens 10 MB, met bovenaan de koppen."),
        error_messages={
            "required": _("Kies een bestand van hoogstens 10 MB."),
            "empty": _("Dit bestand is leeg. Kies een bestand met een tabel."),
            "invalid": _("Kies een bestand van hoogstens 10 MB."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    sheet = forms.CharField(
        label=_("Werkblad"),
        required=False,
        max_length=60,
        help_text=_("Alleen als er op meer werkbladen iets staat: de naam van het blad."),
    )

    def taken(self) -> File:
        """The file as an importer takes it."""
        data = self.cleaned_data
        return File(data["file"].read(), sheet=data["sheet"], source=data.get("source", ""))


class CaseloadForm(FileForm):
    """A caseload, and why it comes in."""

    readers = {"file": YOURS, "reason": _("Jij en de procesregisseur kunnen dit lezen.")}

    reason = forms.CharField(
        label=_("Waarom lees je dit in?"),
        max_length=LONGEST_REASON,
        help_text=_("Eén zin, zonder namen van jongeren."),
    )


class WorkForm(FileForm):
    """A table about work, and whether a row is an employer or a workplace."""

    field_order = ("brings", "file", "sheet", "source")

    def __init__(self, may: tuple[Brings, ...], *args: Any) -> None:
        super().__init__(*args)
        self.fields["file"].help_text = _(
            "Een xlsx of csv met bovenaan de koppen, of vacatures als VUM (json). Hoogstens 10 MB."
        )
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.csv,.json"
        self.fields["source"] = forms.CharField(
            label=_("Bron"),
            required=False,
            max_length=LONGEST_SOURCE,
            help_text=_("Alleen bij VUM: uit welk systeem het komt. Zo herkennen we vacatures."),
        )
        self.fields["brings"] = forms.TypedChoiceField(
            label=_("Wat staat er op elke rij?"),
            coerce=Brings,
            choices=choices(may),
            widget=ChipsSelect(),
        )
        self.order_fields(self.field_order)
        self.in_our_words()


class ColumnsForm(DomainForm):
    """Which column of the file is which; what is not chosen is not read."""

    def __init__(self, page: TablePage, *args: Any) -> None:
        initial = {key: str(at) for key, at in page.chosen.items()}
        super().__init__(*args, initial=initial)
        choices = [UNREAD, *((str(at), header) for at, header in enumerate(page.headers))]
        for one in page.recipe.columns:
            self.fields[one.key] = forms.TypedChoiceField(
                label=gettext(one.label),
                coerce=int,
                choices=choices,
                required=one.required,
                empty_value=None,
                error_messages={"required": _("Kies de kolom.")},
            )

    def columns(self) -> dict[str, int]:
        """For each wanted column that was chosen its place in the headers."""
        return {key: at for key, at in self.cleaned_data.items() if at is not None}
