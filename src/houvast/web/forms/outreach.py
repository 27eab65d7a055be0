"""A place of the team, a device, and whether phones may know first names."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.web.fields import ChipsSelect, DomainForm

NO_PLACE = "none"
YES_NO = (("yes", _("Ja")), ("no", _("Nee")))


class PlaceForm(DomainForm):
    """A new place, as the team calls it."""

    about_people = False

    name = forms.CharField(
        label=_("Hoe noemen jullie de plek?"),
        max_length=120,
        help_text=_("Bijvoorbeeld: winkelhof, of skatebaan. Geen adres en geen naam van iemand."),
    )


class DeviceForm(DomainForm):
    """What its owner calls a device."""

    about_people = False

    name = forms.CharField(
        label=_("Hoe noem je dit toestel?"),
        required=False,
        max_length=120,
        help_text=_("Bijvoorbeeld: werktelefoon."),
    )


class SoughtForm(DomainForm):
    """At which place somebody is sought: one of the list of the team, or no fixed place."""

    place = forms.ChoiceField(label=_("Waar zoek je?"), widget=ChipsSelect())

    def __init__(
        self, places: Iterable[tuple[str, str]], data: Mapping[str, Any] | None = None, **more: Any
    ) -> None:
        super().__init__(data, **more)
        field = self.fields["place"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*places, (NO_PLACE, _("Geen vaste plek"))]


class LabelsForm(DomainForm):
    """Yes or no."""

    allowed = forms.ChoiceField(
        label=_("Voornamen op de telefoon van de coach?"), choices=YES_NO, widget=ChipsSelect()
    )
