"""A version of a ground or of a partnership, as the privacy officer proposes it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.accounts.rules import Controller, InformationClass, Purpose
from houvast.sharing.reads.registers import PartnerLine
from houvast.sharing.rules.grounds import GroundFacts, GroundStatus
from houvast.sharing.rules.partners import PartnershipFacts, PartnershipKind
from houvast.web.fields import ChipsSelect, ChipsSelectMultiple, DayInput, DomainForm, Textarea
from houvast.web.forms import choices, key_field

ON_THE_LIST = (Purpose.WORK_EXCHANGE,)
"""A purpose about nobody: no ground is needed for it."""


def _several(label: Any, kind: Any, values: Any, **more: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label,
        coerce=kind,
        choices=choices(values),
        widget=ChipsSelectMultiple(),
        required=False,
        **more,
    )


def _line(label: Any, longest: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, **{"required": False} | more)


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput(), **{"required": False} | more)


def _why() -> forms.CharField:
    return forms.CharField(
        label=_("Waarom verandert dit?"), max_length=300, widget=Textarea({"rows": 2})
    )


class GroundForm(DomainForm):
    """Another version of a ground: what it is for, until when, and on whose decision."""

    about_people = False

    readers = {"reason": _("De tweede persoon en de FG lezen dit.")}

    key = key_field()
    status = forms.TypedChoiceField(
        label=_("Aan of uit?"),
        coerce=GroundStatus,
        choices=choices(GroundStatus),
        widget=ChipsSelect(),
    )
    controllers = _several(_("Voor wie?"), Controller, Controller)
    kinds = _several(_("Welke gegevens?"), InformationClass, InformationClass)
    purposes = _several(_("Waarvoor?"), Purpose, [one for one in Purpose if one not in ON_THE_LIST])
    valid_from = _day(_("Vanaf welke dag?"))
    valid_until = _day(_("Tot en met welke dag?"))
    published = _line(
        _("Nummer in het Staatsblad"), 20, help_text=_("Bijvoorbeeld: Stb. 2027, 12.")
    )
    document = _line(_("In welk document staat het?"))
    decided_for = forms.TypedChoiceField(
        label=_("Wie besloot?"),
        coerce=Controller,
        empty_value=None,
        choices=[("", _("Nog geen besluit")), *choices(Controller)],
        required=False,
    )
    decided_on = _day(_("Op welke dag?"))
    advice = _line(_("Waar staat het advies van de FG?"))
    advised_on = _day(_("Dag van het advies"))
    source = _line(_("Waar komt dit vandaan?"), required=True)
    source_on = _day(_("Dag van die bron"), required=True)
    to_verify = forms.BooleanField(label=_("Een jurist kijkt hier nog naar"), required=False)
    reason = _why()

    def facts(self) -> GroundFacts:
        """What was filled in."""
        data = self.cleaned_data
        named = {name: data[name] for name in GroundFacts.__dataclass_fields__}
        return GroundFacts(**named | {one: tuple(named[one]) for one in SEVERAL})


SEVERAL = ("controllers", "kinds", "purposes")


class PartnerForm(DomainForm):
    """What was agreed with an organisation, and who is there to call."""

    about_people = False

    readers = {"reason": _("De tweede persoon en de FG lezen dit.")}

    key = key_field()
    organisation = forms.TypedChoiceField(
        label=_("Welke organisatie?"),
        coerce=UUID,
        empty_value=None,
        required=False,
        help_text=_("Staat ze er niet bij? Vul dan hieronder de naam in."),
    )
    called = _line(_("Naam van een nieuwe organisatie"), 100)
    kind = forms.TypedChoiceField(
        label=_("Wat is er afgesproken?"),
        coerce=PartnershipKind,
        choices=choices(PartnershipKind),
        widget=ChipsSelect(),
    )
    name = _line(_("Naam van het convenant of contract"), 120, required=True)
    joined_on = _day(_("Doet mee vanaf"), required=True)
    left_on = _day(
        _("Tot en met welke dag?"),
        help_text=_("Na deze dag kan er niets meer naar deze partner."),
    )
    kinds = _several(
        _("Welke gegevens mag deze partner krijgen?"),
        InformationClass,
        [one for one in InformationClass if one is not InformationClass.SC],
    )
    contact = _line(_("Wie bel je daar?"), 120, required=True)
    security_officer = _line(
        _("Wie is daar verantwoordelijk voor beveiliging?"), 120, required=True
    )
    document = _line(_("Waar staat het document?"), required=True)
    police_decision = _line(
        _("Besluit over politiegegevens"),
        help_text=_("Alleen als deze partner feiten van politie of justitie krijgt."),
    )
    incidental = forms.BooleanField(label=_("Doet één keer mee"), required=False)
    conditions = _line(_("Welke voorwaarden stelt het convenant daarvoor?"), 300)
    reason = _why()

    def __init__(
        self,
        *args: Any,
        known: PartnerLine | None,
        organisations: tuple[tuple[UUID, str], ...],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if known:
            del fields["organisation"], fields["called"]
            return
        offered = [(str(pk), name) for pk, name in organisations]
        fields["organisation"].choices = [("", _("Kies een organisatie")), *offered]

    def facts(self) -> PartnershipFacts:
        """What was filled in."""
        named = {name: self.cleaned_data[name] for name in PartnershipFacts.__dataclass_fields__}
        return PartnershipFacts(**named | {"kinds": tuple(named["kinds"])})

    def rest(self) -> dict[str, Any]:
        """With whom, and why."""
        data = self.cleaned_data
        with_whom = {"organisation_id": data.get("organisation"), "called": data.get("called", "")}
        return with_whom | {"reason": data["reason"], "key": data["key"]}
