"""In which wijk a workplace is, as somebody who knows it says."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.areas.reads.districts import District
from houvast.web.fields import DomainForm

NONE = "geen"


class DistrictForm(DomainForm):
    """A wijk of our own municipality, or none: then it counts for the whole of it."""

    about_people = False

    district = forms.ChoiceField(
        label=_("In welke wijk is dit werk?"),
        help_text=_("Van het werk zelf, niet van het kantoor. Weet je het niet, zeg dat dan."),
    )

    def __init__(self, *args: Any, districts: Sequence[District] = (), **kwargs: Any) -> None:
        """`districts` are those of the municipality, by name."""
        super().__init__(*args, **kwargs)
        named = [(one.code, one.name) for one in districts]
        first = [("", _("Kies een wijk")), (NONE, _("Niet bekend, of in meer wijken"))]
        fields: Any = self.fields
        fields["district"].choices = [*first, *named]

    def clean_district(self) -> str:
        """The code that was chosen; empty when it is in none."""
        chosen = str(self.cleaned_data["district"])
        return "" if chosen == NONE else chosen
