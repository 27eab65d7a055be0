"""Of which districts or neighbourhoods a place of a programme is made."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.areas.rules.programmes import LONGEST
from houvast.web.fields import ChipsSelectMultiple, DomainForm, Textarea
from houvast.web.forms import key_field


def _reason(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, widget=Textarea({"rows": 2}), help_text=help_text
    )


class LinkForm(DomainForm):
    """The areas by name, and why these."""

    about_people = False

    readers = {"reason": _("Wie naar wijken kijkt, leest dit bij de cijfers.")}

    key = key_field()
    codes = forms.MultipleChoiceField(
        label=_("Uit welke gebieden bestaat het?"), widget=ChipsSelectMultiple()
    )
    reason = _reason(_("Waarom deze?"), _("Of waar het staat: een besluit, een plan, een kaart."))

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        """`areas` are those that can be chosen: code and name."""
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["codes"].choices = areas


class UnlinkForm(DomainForm):
    """Why what was said does not hold any more."""

    about_people = False

    readers = {"reason": _("Wie naar wijken kijkt, leest dit bij de cijfers.")}

    key = key_field()
    reason = _reason(_("Waarom klopt het niet meer?"), "")
