"""Two plans: what the young person wants in his own words, and what the professionals do for it.

Work is an essential part: a support plan has a step towards work, or says why that waits.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from houvast.errors import Refused, gettext_noop
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.signals import check_reason

LONGEST_PLAN = 1000
SHORTEST = 3
AGREED_BACK = timedelta(days=31)
"""How long after the day an agreement can still be noted."""
TRY_AGAIN_WITHIN = timedelta(days=60)
OF_AGE = 18


class PlanState(StrEnum):
    """A version is a draft until it is agreed; the next version replaces it."""

    DRAFT = "draft"
    AGREED = "agreed"
    REPLACED = "replaced"


class PlanTemplate(StrEnum):
    """Which phase of life the plan is for: chosen by age and situation, never by justice data."""

    YOUTH = "youth"
    ADULT = "adult"


class PlanPartner(StrEnum):
    """Who was there when a plan was agreed; no names of others are kept."""

    YOUNG_PERSON = "young_person"
    PARENT = "parent"
    WORK_COACH = "work_coach"
    SCHOOL = "school"
    EXPERIENCE_EXPERT = "experience_expert"
    OTHER = "other"


COMES_FIRST: dict[PlanTemplate, tuple[LifeDomain, ...]] = {
    PlanTemplate.YOUTH: (
        LifeDomain.FAMILY,
        LifeDomain.SCHOOL,
        LifeDomain.NETWORK,
        LifeDomain.LEISURE,
    ),
    PlanTemplate.ADULT: (
        LifeDomain.PAPERS,
        LifeDomain.INCOME,
        LifeDomain.DEBTS,
        LifeDomain.HOUSING,
    ),
}
"""The life domains each template begins with (product section 6); suggestions."""

TOWARDS_WORK: dict[PlanTemplate, tuple[LifeDomain, ...]] = {
    PlanTemplate.YOUTH: (LifeDomain.WORK, LifeDomain.SCHOOL),
    PlanTemplate.ADULT: (LifeDomain.WORK,),
}
"""Which steps lead to work: below 18 school comes first, and counts."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """That a plan was agreed: on which day, and who was there."""

    on: date | None
    partners: tuple[PlanPartner, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """The plan of the professionals: what comes first, and what is said instead of what lacks."""

    template: PlanTemplate
    first: LifeDomain
    without_work: str = ""
    without_future: str = ""
    try_again_on: date | None = None


def template_at(age: int | None) -> PlanTemplate:
    """The template that fits an age; it is proposed, and the coach chooses."""
    return PlanTemplate.ADULT if age is not None and age >= OF_AGE else PlanTemplate.YOUTH


def check_wants(wants: str) -> str:
    """The own plan has words of the young person."""
    if len(wants.strip()) < SHORTEST:
        raise Refused(
            gettext_noop("Schrijf op wat de jongere wil, in eigen woorden."), field="wants"
        )
    return wants.strip()


def check_agreed(agreed: Agreed, today: date, *, own: bool) -> date:
    """A plan is agreed on a day, with somebody; the own plan with the young person at least."""
    if agreed.on is None:
        raise Refused(gettext_noop("Kies de dag waarop jullie dit afspraken."), field="agreed_on")
    if agreed.on > today:
        raise Refused(
            gettext_noop("Deze dag ligt in de toekomst. Kies de dag waarop jullie dit afspraken."),
            field="agreed_on",
        )
    if agreed.on < today - AGREED_BACK:
        raise Refused(
            gettext_noop("Dit is langer dan een maand geleden. Spreek het plan opnieuw af."),
            field="agreed_on",
        )
    if not agreed.partners:
        raise Refused(gettext_noop("Kies met wie jullie dit afspraken."), field="agreed_with")
    if own and PlanPartner.YOUNG_PERSON not in agreed.partners:
        raise Refused(
            gettext_noop("Dit plan is van de jongere zelf. Spreek het samen af."),
            field="agreed_with",
        )
    return agreed.on


def leads_to_work(template: PlanTemplate, steps_in: Collection[LifeDomain]) -> bool:
    """Whether a step, open or done, leads to work; for youth school counts too."""
    return any(domain in steps_in for domain in TOWARDS_WORK[template])


def check_support(
    plan: Support, *, steps_in: Collection[LifeDomain], has_future: bool, today: date
) -> None:
    """What the support plan needs before it is agreed: a step towards work, and his own plan.

    What lacks is answered in words; without his own plan there is a day to try again.
    """
    if not leads_to_work(plan.template, steps_in):
        if not plan.without_work.strip():
            raise Refused(
                gettext_noop("Er is nog geen stap naar werk. Zet er een in, of zeg waarom later."),
                field="without_work",
            )
        check_reason(plan.without_work, field="without_work")
    if has_future:
        return
    if not plan.without_future.strip():
        raise Refused(
            gettext_noop("Maak eerst het plan van de jongere. Of zeg waarom dat nog niet kan."),
            field="without_future",
        )
    check_reason(plan.without_future, field="without_future")
    if plan.try_again_on is None or not today < plan.try_again_on <= today + TRY_AGAIN_WITHIN:
        raise Refused(
            gettext_noop("Kies een dag binnen twee maanden om het weer te proberen."),
            field="try_again_on",
        )
