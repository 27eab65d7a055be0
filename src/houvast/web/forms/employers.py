"""Employers, who works there, talks and promises, as a professional or broker fills them in."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.employers.reads.sheets import EmployerSheet
from houvast.employers.rules.employers import ContactFacts, EmployerFacts
from houvast.employers.rules.states import PromisedBy, Sector
from houvast.web.fields import ChipsSelect, DayInput, DomainForm, Textarea
from houvast.web.forms import UNCHOSEN, choices, key_field

STAFF_READ = _("Coaches, werkcoaches en accountmanagers lezen dit. Schrijf niets over een jongere.")
"""Who reads what is written about an employer; said under each text."""

NOBODY = ("", _("Niemand"))


def people(rows: Iterable[tuple[UUID, str]], empty: Any = None) -> list[tuple[str, Any]]:
    """People to choose from, by their id; with `empty` nobody can be chosen too."""
    return [*([empty] if empty else []), *((str(key), name) for key, name in rows)]


def key_or_none(value: str) -> UUID | None:
    """The id of who was chosen; nothing is nobody."""
    return UUID(value) if value else None


class EmployerForm(DomainForm):
    """An employer as it stands in the register and on the map."""

    name = forms.CharField(label=_("Naam van de werkgever"), max_length=100)
    place_name = forms.CharField(label=_("Plaats of wijk"), max_length=80)
    pc4 = forms.CharField(
        label=_("Postcode"),
        required=False,
        max_length=4,
        help_text=_("Alleen de vier cijfers."),
    )
    sector = forms.TypedChoiceField(
        label=_("Sector"),
        required=False,
        coerce=Sector,
        empty_value=None,
        choices=[("", _("Nog niet bekend")), *choices(Sector)],
    )
    kvk = forms.CharField(label=_("KvK-nummer"), required=False, max_length=11)
    branch = forms.CharField(
        label=_("Vestigingsnummer"),
        required=False,
        max_length=15,
        help_text=_("Als er meer vestigingen zijn: twaalf cijfers uit het Handelsregister."),
    )

    def facts(self) -> EmployerFacts:
        """What was filled in."""
        said = ("name", "kvk", "branch", "sector", "place_name", "pc4")
        return EmployerFacts(**{name: self.cleaned_data[name] for name in said})


class NewEmployerForm(EmployerForm):
    """An employer that is not here yet; sent twice it is one."""

    key = key_field()


class ChangeEmployerForm(EmployerForm):
    """An employer written anew, with the fixed contact on our side."""

    account_manager = forms.TypedChoiceField(
        label=_("Vast contact bij ons"),
        required=False,
        coerce=key_or_none,
        empty_value=None,
        help_text=_("De werkgever belt deze collega."),
    )

    def __init__(self, *args: Any, sheet: EmployerSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(one.id, one.name) for one in sheet.colleagues]
        _choose(self, "account_manager", people(rows, NOBODY))


class ContactPersonForm(DomainForm):
    """Someone who works at the employer."""

    name = forms.CharField(label=_("Naam"), max_length=100)
    function = forms.CharField(label=_("Functie"), required=False, max_length=100)
    phone = forms.CharField(label=_("Telefoonnummer"), required=False, max_length=20)
    evening_phone = forms.CharField(label=_("Nummer voor de avond"), required=False, max_length=20)
    email = forms.EmailField(label=_("E-mail"), required=False)
    is_fixed = forms.BooleanField(label=_("Deze persoon bel je eerst"), required=False)

    def facts(self) -> ContactFacts:
        """What was filled in."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return ContactFacts(**data)


class NewContactPersonForm(ContactPersonForm):
    """Someone who is not here yet; sent twice it is one."""

    key = key_field()


class AcquaintanceForm(DomainForm):
    """Which of us knows someone there, how, and since when."""

    key = key_field()
    user = forms.TypedChoiceField(label=_("Wie van ons?"), coerce=UUID)
    how = forms.CharField(
        label=_("Waarvan?"),
        required=False,
        max_length=120,
        help_text=_("Zoals: van de voetbalclub, of van een eerdere stage."),
    )
    since = forms.DateField(label=_("Sinds wanneer?"), required=False, widget=DayInput())
    readers = {"how": STAFF_READ}

    def __init__(self, *args: Any, sheet: EmployerSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "user", [UNCHOSEN, *people((one.id, one.name) for one in sheet.colleagues)])


class TalkForm(DomainForm):
    """A talk with an employer: when, with whom, about what, and when the next one is."""

    key = key_field()
    on = forms.DateField(label=_("Wanneer?"), widget=DayInput())
    contact = forms.TypedChoiceField(
        label=_("Met wie?"), required=False, coerce=key_or_none, empty_value=None
    )
    about = forms.CharField(label=_("Waar ging het over?"), max_length=500, widget=Textarea())
    next_on = forms.DateField(label=_("Volgend gesprek"), required=False, widget=DayInput())
    readers = {"about": STAFF_READ}

    def __init__(self, *args: Any, sheet: EmployerSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "contact", people(sheet.contacts, ("", _("Iemand anders"))))

    def talk(self) -> dict[str, Any]:
        """What was filled in, as the actions ask for it."""
        data = self.cleaned_data
        said = ("on", "about", "next_on", "key")
        return {name: data[name] for name in said} | {"contact_id": data["contact"]}


class CorrectTalkForm(TalkForm):
    """A talk written anew, with what was wrong."""

    correction = forms.CharField(label=_("Wat klopte er niet?"), max_length=200)

    def talk(self) -> dict[str, Any]:
        """What was filled in, with the reason."""
        return super().talk() | {"correction": self.cleaned_data["correction"]}


class PromiseForm(DomainForm):
    """What was promised, by whom, and by when."""

    key = key_field()
    promised_by = forms.TypedChoiceField(
        label=_("Wie belooft iets?"),
        coerce=PromisedBy,
        choices=choices(PromisedBy),
        widget=ChipsSelect(),
    )
    text = forms.CharField(label=_("Wat is de afspraak?"), max_length=500, widget=Textarea())
    due = forms.DateField(label=_("Voor wanneer?"), widget=DayInput())
    readers = {"text": STAFF_READ}


class AnswerPromiseForm(DomainForm):
    """What came in between when a promise was not kept."""

    reason = forms.CharField(label=_("Wat kwam ertussen?"), max_length=300, widget=Textarea())
    readers = {"reason": STAFF_READ}


class LinkBrokerForm(DomainForm):
    """Which broker brings workplaces of this employer."""

    key = key_field()
    user = forms.TypedChoiceField(label=_("Welke ondernemer bemiddelt?"), coerce=UUID)

    def __init__(self, *args: Any, sheet: EmployerSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "user", people((one.id, one.name) for one in sheet.colleagues))


def _choose(form: forms.Form, name: str, rows: list[tuple[str, Any]]) -> None:
    """Let a field choose from these."""
    field: Any = form.fields[name]
    field.choices = rows
