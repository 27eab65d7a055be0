"""Work wishes as they are filled in together: nothing is obliged, and unknown is an answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import Answer, ConditionCode, OfferCode, Sector, WorkKind
from houvast.errors import Refused
from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.occupations import Occupation
from houvast.matching.rules.sides import Wishes
from houvast.matching.rules.wished import LEVELS, NEEDS, PAPERS, SECTORS, WILLING, Wished
from houvast.reference.rules.search import Named, Work, find
from houvast.web.fields import (
    BoundField,
    ChipsSelect,
    ChipsSelectMultiple,
    DayInput,
    DomainForm,
    Textarea,
)
from houvast.web.forms import choices, key_field, worded
from houvast.web.forms.works import works_chosen
from houvast.web.week import DAYS, WeekField, mask_of, on_bits
from houvast.web.words import word

READERS = _("Jij, je vervanger, de werkcoach en de jongere kunnen dit lezen.")
UNKNOWN = ("", _("Weten we niet"))
SEEN, NONE = "seen", "none"
MINUTES = (15, 30, 45, 60, 90)
SCHOOL_DAYS = 5
SETS = ("sectors", "never_kinds", "never_sectors", "can", "learns", "needs", "modes")
SAME = ("free", "busy", "hours_least", "hours_most", "pc4", "earliest")
"""Fields that the wishes have under the same name."""
FIRST = "occupation_1"
OCCUPATIONS = (FIRST, "occupation_2", "occupation_3")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form under one heading; a folded one opens when something is wrong in it."""

    key: str
    title: str | Promise
    fields: tuple[str, ...]
    folded: bool = True


SECTIONS = (
    Section("want", _("Wat wil je?"), ("own_words", *OCCUPATIONS, "sectors"), folded=False),
    Section("when", _("Wanneer?"), ("hours_least", "hours_most", "free", "earliest"), folded=False),
    Section("way", _("Hoe kom je er?"), ("pc4", "modes", "minutes"), folded=False),
    Section("school", _("School"), ("school", "school_days", "school_hours")),
    Section("never", _("Dit niet"), ("never_kinds", "never_sectors", "busy")),
    Section("work", _("Wat vind je goed?"), tuple(one.value for one in WILLING)),
    Section("papers", _("Wat heb je al?"), ("dutch", *(one.value for one in PAPERS))),
    Section("skills", _("Wat kun je, en wat wil je leren?"), ("can", "learns")),
    Section("needs", _("Wat moet er op de plek zijn?"), ("needs",)),
)


def _several(label: Any, kind: type[StrEnum], members: Any = None, **more: Any) -> forms.Field:
    return forms.TypedMultipleChoiceField(
        label=label,
        coerce=kind,
        choices=choices(members or kind),
        required=False,
        empty_value=[],
        widget=ChipsSelectMultiple(),
        **more,
    )


def _one(label: Any, given: list[Any], **more: Any) -> forms.Field:
    return forms.ChoiceField(
        label=label, choices=given, required=False, widget=ChipsSelect(), **more
    )


def _number(label: Any, **more: Any) -> forms.Field:
    return forms.IntegerField(label=label, required=False, **more)


def _work(label: Any) -> forms.Field:
    works = sorted(choices(Occupation), key=lambda one: one[1])
    return forms.ChoiceField(
        label=label, choices=[("", _("Weten we nog niet")), *works], required=False
    )


def _answers(codes: tuple[ConditionCode, ...], *given: Any) -> dict[str, forms.Field]:
    """A question for each code."""
    return {code.value: _one(worded(code), [*given, UNKNOWN]) for code in codes}


YES_NO = (("yes", _("Ja")), ("no", _("Nee")))
FACTS = _answers(WILLING, *YES_NO) | _answers(PAPERS, *YES_NO, (SEEN, _("Ja, gezien")))


class WishesForm(DomainForm):
    """What a young person wants of work. `sections` gives its parts in order."""

    readers = {"own_words": READERS}
    asked = (*(name for part in SECTIONS for name in part.fields), "work_words", "chosen")
    key = key_field()
    own_words = forms.CharField(
        label=_("In eigen woorden"),
        required=False,
        max_length=300,
        widget=Textarea({"rows": 2}),
        help_text=_("Over werk. Niets over gezondheid, geld of vroeger."),
    )
    hours_least = _number(_("Uren per week, minstens"), min_value=1, max_value=60)
    hours_most = _number(_("Uren per week, hoogstens"), min_value=1, max_value=60)
    free = WeekField(label=_("Wanneer kun je werken?"))
    busy = WeekField(label=_("Wanneer kun je zeker niet?"))
    earliest = forms.DateField(
        label=_("Vanaf welke dag kun je beginnen?"), required=False, widget=DayInput()
    )
    pc4 = forms.CharField(
        label=_("Postcode van thuis"),
        required=False,
        max_length=4,
        help_text=_("Alleen de vier cijfers."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    modes = _several(_("Hoe kun je reizen?"), TravelMode)
    minutes = _one(
        _("Hoe lang mag de reis duren?"),
        [*((str(one), format_lazy(_("{n} minuten"), n=one)) for one in MINUTES), UNKNOWN],
    )
    occupation_1 = _work(_("Welk werk wil je proberen?"))
    occupation_2 = _work(_("Of dit werk"))
    occupation_3 = _work(_("Of dit"))
    sectors = _several(_("Waar wil je werken?"), Sector, SECTORS, help_text=_("Hoogstens vijf."))
    never_kinds = _several(_("Welk soort werk wil je niet?"), WorkKind)
    never_sectors = _several(
        _("Waar wil je niet werken?"), Sector, SECTORS, help_text=_("Hoogstens drie.")
    )
    school = _one(_("Ga je naar school?"), [("yes", _("Ja")), ("no", _("Nee")), UNKNOWN])
    school_days = forms.TypedMultipleChoiceField(
        label=_("Op welke dagen?"),
        coerce=int,
        required=False,
        empty_value=[],
        choices=[(str(at), day) for at, day in enumerate(DAYS[:SCHOOL_DAYS])],
        widget=ChipsSelectMultiple(),
    )
    school_hours = _number(_("Hoeveel uur school per week?"), min_value=0, max_value=40)
    can = _several(_("Dit kan ik"), Skill)
    learns = _several(_("Dit wil ik leren"), Skill)
    dutch = _one(
        _("Hoe goed is het Nederlands?"),
        [(NONE, _("Nog niet zo goed")), *choices(LEVELS), UNKNOWN],
    )
    needs = _several(
        _("Kies wat echt nodig is"), OfferCode, NEEDS, help_text=_("Waarom schrijven we niet op.")
    )

    def __init__(
        self,
        *args: Any,
        works: Sequence[Named] = (),
        chosen: Sequence[Work] = (),
        searching: bool = False,
        **kwargs: Any,
    ) -> None:
        """`works` are all occupations that were imported, `chosen` those that were ticked."""
        super().__init__(*args, **kwargs)
        self.works, self.searching = works, searching
        keys = frozenset(one.concept for one in chosen)
        here = {one.work.concept: one.work for one in works if one.work.concept in keys}
        self.picked = [here.get(one.concept, one) for one in chosen]
        self.meant: list[Work] = []
        if works:
            self.fields["work_words"] = forms.CharField(
                label=_("Staat het er niet bij?"),
                required=False,
                max_length=100,
                help_text=_("Typ een beroep, zoals fotograaf."),
            )
            self.meant = find(works, str(self.data.get("work_words", "")))
        self.found = [one for one in self.meant if one.concept not in keys]
        self.found_nothing = NOT_HERE if searching and not self.meant else ""
        if self.picked or self.found or "chosen" in self.data:
            self.fields["chosen"] = works_chosen(self.picked, self.found, _counts_as)
        self.in_our_words()

    def clean(self) -> dict[str, Any] | None:
        """A word that was typed and led to no choice is not lost without a word."""
        data = super().clean()
        typed = data and data.get("work_words") and not self.searching
        if typed and len(self.found) == len(self.meant):
            self.add_error(
                "chosen" if self.found else "work_words", CHOOSE if self.found else NOT_HERE
            )
        return data

    def sections(self) -> Iterator[tuple[Section, list[BoundField], bool, bool]]:
        """Each part with its fields, whether it stands open, and whether something is filled in.

        Who comes back to what is known sees the headings, and opens what changes.
        """
        known = not self.is_bound and bool(set(self.initial) - {"key"})
        for at, part in enumerate(SECTIONS):
            fields: list[Any] = [self[name] for name in part.fields]
            wrong = any(one.errors for one in fields)
            filled = any(one.value() for one in fields) or bool(at == 0 and self.picked)
            unfolds = not known and (filled or not part.folded)
            yield part, fields, wrong or at == 0 or unfolds, filled

    def refuse(self, refused: Refused) -> None:
        """Occupations stand in more than one field; what is wrong stands where most is chosen."""
        if refused.field in ("occupations", "concepts"):
            refused.field = "chosen" if self.picked else FIRST
        super().refuse(refused)

    def wished(self) -> Wished:
        """What was filled in."""
        data = self.cleaned_data
        sets: dict[str, Any] = {name: frozenset(data[name]) for name in SETS}
        same: dict[str, Any] = {name: data[name] for name in SAME}
        goes = data["school"]
        wishes = Wishes(
            occupations=frozenset(data[name] for name in OCCUPATIONS if data[name]),
            facts=self._facts(),
            minutes=int(data["minutes"]) if data["minutes"] else None,
            school_days=mask_of(data["school_days"]) if goes == "yes" else 0 if goes else None,
            school_hours=(data["school_hours"] or 0) if goes == "yes" else 0,
            **sets,
            **same,
        )
        seen = frozenset(code for code in PAPERS if data[code.value] == SEEN)
        return Wished(wishes, seen, data["own_words"], frozenset(data.get("chosen", ())))

    def _facts(self) -> dict[ConditionCode, Answer]:
        data = self.cleaned_data
        said = {code: data[code.value] for code in (*WILLING, *PAPERS)}
        facts = {
            code: Answer.NO if one == "no" else Answer.YES for code, one in said.items() if one
        }
        level = data["dutch"]
        reached = LEVELS.index(ConditionCode(level)) if level in LEVELS else -1
        if level:
            for at, code in enumerate(LEVELS):
                facts[code] = Answer.YES if at <= reached else Answer.NO
        return facts


WishesForm.base_fields.update(FACTS)

NOT_HERE = _("Niets gevonden. Typ een ander woord, of schrijf het bij: In eigen woorden.")
"""What has no name in any list is still a wish."""
CHOOSE = _("Kies wat het is, of maak het zoekwoord leeg.")
OURS = frozenset(Occupation)


def _counts_as(work: Work) -> str:
    """The kind of work that an occupation counts as in matching, in our own words if we have."""
    return word(Occupation(work.isco)) if work.isco in OURS else work.group


def filled_with(wished: Wished, works: Sequence[Work] = ()) -> dict[str, Any]:
    """What the form starts with: the version that counts now, and the occupations in it by name."""
    wishes, facts = wished.wishes, wished.wishes.facts
    others = sorted(wishes.occupations - {one.isco for one in works})
    days = wishes.school_days
    reached = [code for code in LEVELS if facts.get(code) is Answer.YES]
    said = {code.value: facts[code].value for code in (*WILLING, *PAPERS) if code in facts}
    return {
        "own_words": wished.own_words,
        "school": "" if days is None else "yes" if days else "no",
        "school_days": on_bits(days or 0, SCHOOL_DAYS),
        "school_hours": wishes.school_hours or None,
        "dutch": reached[-1].value if reached else NONE if LEVELS[0] in facts else "",
        **dict(zip(OCCUPATIONS, others, strict=False)),
        "minutes": wishes.minutes,
        **{name: [one.value for one in getattr(wishes, name)] for name in SETS},
        **{name: getattr(wishes, name) for name in SAME},
        **said,
        **{code.value: SEEN for code in wished.seen},
    }
