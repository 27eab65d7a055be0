"""A demand for a file that came in."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from houvast.accounts.rules import Controller, InformationClass
from houvast.cooperation.actions import demands as act
from houvast.cooperation.rules.demands import GIVEABLE, Answer, Asked, DemandKind
from houvast.database.context import acting
from houvast.people.models import Identity
from tests.cast import Town

WHY = "De rechter heeft dit bevolen in zijn beschikking."
DAY = timedelta(days=1)


def asked(**changes) -> Asked:
    today = timezone.localdate()
    what = {
        "kind": DemandKind.COURT,
        "body": "Rechtbank Voorbeeld, griffier",
        "reference": "C/01/2",
        "article": "Artikel 22 Rv",
        "asked": "Welke hulp er was.",
        "kinds": GIVEABLE,
        "received_on": today,
        "answer_by": today + 14 * DAY,
    }
    return Asked(**{**what, **changes})


def demanded(town: Town, **changes) -> UUID:
    return act.register_demand(by=town["vera"], asked=asked(**changes))


def gathered(town: Town, person: UUID, giver: str = "anouk", **changes) -> tuple[UUID, int]:
    """A demand with the rows that were asked for, and how many there are."""
    key = demanded(town, **changes)
    with acting(town[giver]):
        one = Identity.objects.get(person=person)
    found = {"family_name": one.family_name.upper(), "birth_date": one.birth_date}
    return key, act.gather_pieces(by=town["vera"], demand_id=key, **found)


def prepared(town: Town, person: UUID, answer: Answer = Answer.GIVE, **changes) -> UUID:
    key, _many = gathered(town, person, **changes)
    act.propose_answer(by=town["vera"], demand_id=key, answer=answer, reasons=WHY)
    return key


def granted(town: Town, person: UUID) -> UUID:
    key = prepared(town, person)
    act.decide_demand(by=town["petra"], demand_id=key, for_whom=Controller.COLLEGE)
    return key


ONLY_NOTES = {"kinds": (InformationClass.WN,)}
