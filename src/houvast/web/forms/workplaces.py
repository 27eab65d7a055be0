"""A workplace as a professional or broker fills it in: short to begin with, whole afterwards."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from houvast.employers.rules.day_parts import days_of, mask_of
from houvast.employers.rules.occupations import LONGEST
from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import (
    Answer,
    ConditionCode,
    DayPart,
    OfferCode,
    PayKind,
    Strength,
    VogPayer,
    WorkKind,
)
from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.errors import Refused
from houvast.reference.rules.search import Named, Work, exactly, find
from houvast.web.fields import ChipsSelect, ChipsSelectMultiple, DayInput, DomainForm
from houvast.web.forms import choices, key_field
from houvast.web.forms.employers import STAFF_READ
from houvast.web.forms.works import NOTHING_FOUND, work_choice
from houvast.web.words import word

CENTS = 100


def _days(label: Any) -> forms.MultipleChoiceField:
    rows = [(str(number), words) for number, words in WEEKDAYS_ABBR.items()]
    return forms.MultipleChoiceField(
        label=label, required=False, choices=rows, widget=ChipsSelectMultiple()
    )


def _skills(label: Any) -> forms.MultipleChoiceField:
    rows = sorted(choices(Skill), key=lambda one: one[1])
    return forms.MultipleChoiceField(
        label=label, required=False, choices=rows, widget=ChipsSelectMultiple()
    )


class WorkplaceForm(DomainForm):
    """A place to work or to learn, in two minutes on a phone."""

    about_people = False

    title = forms.CharField(label=_("Wat voor werk is het?"), max_length=100)
    kind = forms.TypedChoiceField(label=_("Soort werk"), coerce=WorkKind, choices=choices(WorkKind))
    hours_min = forms.IntegerField(label=_("Uren per week, minstens"), min_value=1, max_value=60)
    hours_max = forms.IntegerField(label=_("Uren per week, hoogstens"), min_value=1, max_value=60)
    places = forms.IntegerField(
        label=_("Hoeveel mensen kunnen beginnen?"), min_value=1, max_value=500, initial=1
    )
    pc4 = forms.CharField(
        label=_("Postcode van de werkplek"),
        required=False,
        max_length=4,
        help_text=_("Alleen de vier cijfers."),
    )
    wage = forms.DecimalField(
        label=_("Loon per uur, bruto, in euro"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
    )
    start_on = forms.DateField(label=_("Kan beginnen vanaf"), required=False, widget=DayInput())
    asks_vog = forms.BooleanField(label=_("De werkgever vraagt een VOG"), required=False)

    def refuse(self, refused: Refused) -> None:
        """What is wrong with the cents stands beside the wage, where it was filled in."""
        if refused.field == "wage_cents":
            refused.field = "wage"
        super().refuse(refused)

    def facts(self) -> WorkplaceFacts:
        """What was filled in; the wage in cents."""
        data: dict[str, Any] = dict(self.cleaned_data)
        data.pop("key", None)
        wage = data.pop("wage")
        return WorkplaceFacts(**data, wage_cents=None if wage is None else round(wage * CENTS))


class NewWorkplaceForm(WorkplaceForm):
    """A workplace that is not here yet; sent twice it is one."""

    key = key_field()


class WholeWorkplaceForm(WorkplaceForm):
    """All that can be known of a workplace; what nobody knows stays empty."""

    occupation = forms.CharField(label=_("Beroep"), required=False, max_length=120)
    isco = forms.CharField(
        label=_("Beroepscode"),
        required=False,
        max_length=4,
        help_text=_("Vier cijfers. Laat leeg als je hem niet weet."),
    )
    description = forms.CharField(
        label=_("Wat doe je daar?"),
        required=False,
        max_length=2_000,
        help_text=_("In gewone woorden. Zonder namen, nummers of mailadressen."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    is_mobile = forms.BooleanField(label=_("Het werk is steeds op een ander adres"), required=False)
    morning = _days(_("Ochtend"))
    afternoon = _days(_("Middag"))
    evening = _days(_("Avond"))
    night = _days(_("Nacht"))
    day_parts_min = forms.IntegerField(
        label=_("Hoeveel dagdelen zijn minstens nodig?"), min_value=1, max_value=28, initial=1
    )
    end_on = forms.DateField(label=_("Duurt tot"), required=False, widget=DayInput())
    closing_on = forms.DateField(label=_("Aanmelden kan tot"), required=False, widget=DayInput())
    pay_kind = forms.TypedChoiceField(
        label=_("Wat krijgt iemand?"), coerce=PayKind, choices=choices(PayKind)
    )
    minimum_age = forms.IntegerField(
        label=_("Minimumleeftijd"),
        required=False,
        help_text=_("Alleen als het werk een hogere leeftijd vraagt dan de wet."),
    )
    minimum_age_reason = forms.CharField(
        label=_("Waarom vraagt het werk deze leeftijd?"), required=False, max_length=300
    )
    vog_codes = forms.CharField(
        label=_("VOG-codes"),
        required=False,
        max_length=60,
        help_text=_("Waar de VOG naar kijkt, zoals 11, 21. De werkgever weet ze."),
    )
    vog_paid_by = forms.TypedChoiceField(
        label=_("Wie betaalt de VOG?"), coerce=VogPayer, choices=choices(VogPayer)
    )
    skills_asked = _skills(_("Wat komt van pas?"))
    teaches = _skills(_("Wat leer je hier?"))
    buddy = forms.CharField(
        label=_("Wie helpt op de werkplek?"),
        required=False,
        max_length=60,
        help_text=_("Alleen een voornaam."),
    )
    jobcoach_days = forms.IntegerField(
        label=_("Dagen per maand met een jobcoach"), required=False, min_value=0, max_value=23
    )
    crebo = forms.CharField(
        label=_("Crebo-code van de opleiding"),
        required=False,
        max_length=5,
        help_text=_("Alleen bij leren en werken (BBL)."),
    )
    sbb_recognised = forms.TypedChoiceField(
        label=_("Erkend leerbedrijf (SBB)?"), coerce=Answer, choices=choices(Answer)
    )
    asked = ("minimum_age_reason",)
    readers = {"minimum_age_reason": STAFF_READ, "description": STAFF_READ}

    def __init__(
        self,
        *args: Any,
        works: Sequence[Named] = (),
        stands: WorkplaceFacts | None = None,
        searching: bool = False,
        **kwargs: Any,
    ) -> None:
        """`works` are the occupations that were imported; `stands` is what is known now."""
        super().__init__(*args, **kwargs)
        self.works, self.stands = works, stands
        self.found = self._found(searching=searching)
        self.found_nothing = NOTHING_FOUND if searching and not self.found else ""
        if self.found:
            self.fields["work"] = work_choice(self.found)
        for code in OfferCode:
            self.fields[f"offer_{code.value}"] = forms.TypedChoiceField(
                label=word(code),
                coerce=Answer,
                choices=choices(Answer),
                widget=ChipsSelect(),
            )

    def _found(self, *, searching: bool) -> list[Work]:
        """What the typed occupation may be; asked as long as there is no code, or on request."""
        given = self.data if self.is_bound else self.initial
        if searching or given.get("work") or not given.get("isco"):
            return find(self.works, str(given.get("occupation") or ""))
        return []

    def _coded(self, data: dict[str, Any]) -> None:
        """Fill in code and name of what was chosen, or of what was typed to the letter."""
        chosen = data.pop("work", "")
        by_hand = {str(one.concept): one for one in self.found}.get(chosen)
        only = None if chosen or data["isco"] else exactly(self.works, data["occupation"])
        if by_hand:
            data["occupation"] = by_hand.name[:LONGEST]
        if work := by_hand or only:
            data["isco"], data["concept"] = work.isco, work.concept
        elif self.stands and not chosen and not any(map(self._differs, ("isco", "occupation"))):
            data["concept"] = self.stands.concept

    def _differs(self, name: str) -> bool:
        return bool(self.cleaned_data[name] != getattr(self.stands, name))

    @property
    def sections(self) -> list[tuple[Any, list[Any], bool]]:
        """The fields by subject: a title, the fields, and whether it stands open."""
        offers = tuple(f"offer_{code.value}" for code in OfferCode)
        rows = []
        for number, (title, names) in enumerate((*SECTIONS, (_("Wat de plek biedt"), offers))):
            fields = [self[name] for name in names]
            rows.append((title, fields, number == 0 or any(one.errors for one in fields)))
        return rows

    def facts(self) -> WorkplaceFacts:
        """What was filled in."""
        data: dict[str, Any] = dict(self.cleaned_data)
        self._coded(data)
        offers = {code: data.pop(f"offer_{code.value}") for code in OfferCode}
        wage = data.pop("wage")
        codes = data.pop("vog_codes").replace(",", " ").split()
        return WorkplaceFacts(
            **{name: one for name, one in data.items() if name not in frozenset(DayPart)},
            wage_cents=None if wage is None else round(wage * CENTS),
            day_parts=mask_of({part: map(int, data[part]) for part in DayPart}),
            vog_codes=tuple(codes),
            offers={code: one for code, one in offers.items() if one is not Answer.UNKNOWN},
        )


SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        _("Het werk"),
        ("title", "kind", "description", "occupation", "isco", "places", "pc4", "is_mobile"),
    ),
    (
        _("Wanneer"),
        (
            *("hours_min", "hours_max", *DayPart, "day_parts_min"),
            *("start_on", "end_on", "closing_on"),
        ),
    ),
    (_("Loon"), ("pay_kind", "wage")),
    (
        _("Leeftijd en VOG"),
        ("minimum_age", "minimum_age_reason", "asks_vog", "vog_codes", "vog_paid_by"),
    ),
    (
        _("Kunnen en leren"),
        ("skills_asked", "teaches", "buddy", "jobcoach_days", "crebo", "sbb_recognised"),
    ),
)


def filled_with(facts: WorkplaceFacts) -> dict[str, Any]:
    """What the whole form shows of a workplace: `facts` of the form gives the same again."""
    shown = {name: getattr(facts, name) for name in facts.__slots__}
    shown |= {part.value: [str(one) for one in on] for part, on in days_of(facts.day_parts).items()}
    shown |= {f"offer_{code.value}": facts.offers.get(code, Answer.UNKNOWN) for code in OfferCode}
    cents = facts.wage_cents
    return shown | {
        "wage": None if cents is None else f"{cents / CENTS:.2f}",
        "vog_codes": ", ".join(facts.vog_codes),
        "teaches": list(facts.teaches),
        "skills_asked": list(facts.skills_asked),
    }


class ConditionForm(DomainForm):
    """What the work asks, how much that weighs, and why: a reason that lies in the work."""

    about_people = False

    key = key_field()
    code = forms.TypedChoiceField(
        label=_("Wat vraagt het werk?"), coerce=ConditionCode, choices=choices(ConditionCode)
    )
    strength = forms.TypedChoiceField(
        label=_("Moet het echt?"),
        coerce=Strength,
        choices=choices(Strength),
        widget=ChipsSelect(),
        help_text=_("Alleen wat echt moet, kan iemand tegenhouden."),
    )
    reason = forms.CharField(
        label=_("Waarom vraagt het werk dit?"),
        required=False,
        max_length=300,
        help_text=_("Schrijf op wat iemand doet, zoals: de bus staat buiten de stad."),
    )
    asked = ("reason",)
    readers = {"reason": STAFF_READ}
