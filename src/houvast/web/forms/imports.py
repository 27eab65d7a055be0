"""Bring in a caseload: the file and why, and which column is which."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houvast.tracks.actions.importing import LONGEST_REASON
from houvast.tracks.reads.importing import UploadPage
from houvast.web.fields import DomainForm

UNREAD = ("", _("Staat niet in het bestand"))


class FileForm(DomainForm):
    """The file, why it comes in, and the sheet when there are more."""

    readers = {
        "file": _("Alleen jij ziet de tabel, tot hij is ingelezen en hoogstens één dag."),
        "reason": _("Jij en de procesregisseur kunnen dit lezen."),
    }

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("Een xlsx of csv van hoogstens 10 MB, met op elke rij één jongere."),
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
    reason = forms.CharField(
        label=_("Waarom lees je dit in?"),
        max_length=LONGEST_REASON,
        help_text=_("Eén zin, zonder namen van jongeren."),
    )


class ColumnsForm(DomainForm):
    """Which column of the file is which; what is not chosen is not read."""

    def __init__(self, page: UploadPage, *args: Any) -> None:
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
