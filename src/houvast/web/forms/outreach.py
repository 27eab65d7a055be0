"""A place of the team, a device, and whether phones may know first names."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.web.fields import ChipsSelect, DomainForm

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


class LabelsForm(DomainForm):
    """Yes or no."""

    allowed = forms.ChoiceField(
        label=_("Voornamen op de telefoon van de coach?"), choices=YES_NO, widget=ChipsSelect()
    )
