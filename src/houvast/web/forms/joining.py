"""Who joins, as what and where; and which organisations and teams there are."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.accounts.rules import LONGEST_NAME, Controller, OrganisationKind, Role
from houvast.sharing.reads.joining import House
from houvast.sharing.rules.joining import GIVEN
from houvast.web.fields import DomainForm
from houvast.web.forms import key_field
from houvast.web.words import word

TEAM_NAME = 100


class RoleForm(DomainForm):
    """Which role, in which team."""

    role = forms.TypedChoiceField(label=_("Welke rol?"), coerce=Role)
    team_id = forms.TypedChoiceField(label=_("In welk team?"), coerce=UUID)

    def __init__(self, *args: Any, houses: tuple[House, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        roles = sorted(((one.value, str(word(one))) for one in GIVEN), key=lambda one: one[1])
        fields["role"].choices = [("", _("Kies een rol")), *roles]
        teams = [(one.name, [(str(pk), name) for pk, name in one.teams]) for one in houses]
        fields["team_id"].choices = [("", _("Kies een team")), *(one for one in teams if one[1])]


class ColleagueForm(RoleForm):
    """Who somebody is, how he signs in, and what he comes to do."""

    key = key_field()
    name = forms.CharField(label=_("Naam"), max_length=LONGEST_NAME)
    function = forms.CharField(
        label=_("Functie"),
        max_length=TEAM_NAME,
        required=False,
        help_text=_("Bijvoorbeeld: jongerenwerker. Anderen zien dit."),
    )
    email = forms.EmailField(
        label=_("E-mail van het werk"),
        max_length=254,
        help_text=_("Hier komt een bericht als er iets klaarstaat. Zonder naam en zonder inhoud."),
    )
    username = forms.CharField(
        label=_("Naam om in te loggen"),
        max_length=60,
        help_text=_("Kleine letters en cijfers. Een punt of streepje mag ook."),
    )
    field_order = ["key", "name", "function", "email", "username", "role", "team_id"]


class TeamForm(DomainForm):
    """One more team."""

    organisation_id = forms.TypedChoiceField(label=_("Van welke organisatie?"), coerce=UUID)
    name = forms.CharField(label=_("Naam van het team"), max_length=TEAM_NAME)

    def __init__(self, *args: Any, houses: tuple[House, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        known = [(str(one.id), one.name) for one in houses]
        fields["organisation_id"].choices = [("", _("Kies een organisatie")), *known]


KINDS = tuple(one for one in OrganisationKind if one is not OrganisationKind.PARTNER)


class OrganisationForm(DomainForm):
    """One more organisation that takes part, with its first team."""

    name = forms.CharField(label=_("Naam van de organisatie"), max_length=TEAM_NAME)
    kind = forms.TypedChoiceField(label=_("Wat voor organisatie is het?"), coerce=OrganisationKind)
    controller = forms.TypedChoiceField(
        label=_("Voor wie werkt deze organisatie?"),
        coerce=Controller,
        help_text=_("Veiligheid werkt voor de burgemeester. De rest werkt voor het college."),
    )
    team = forms.CharField(label=_("Naam van het eerste team"), max_length=TEAM_NAME)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        kinds = [(one.value, str(word(one))) for one in KINDS]
        fields["kind"].choices = [("", _("Kies een soort")), *kinds]
        both = [
            (one.value, str(word(one))) for one in (Controller.COLLEGE, Controller.BURGEMEESTER)
        ]
        fields["controller"].choices = [("", _("Kies voor wie")), *both]
