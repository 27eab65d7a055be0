"""A data breach that somebody reported."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from houvast.watching.actions import BreachFacts, open_breach
from houvast.watching.rules.breaches import Persons, Report
from tests.cast import Town

WHAT = "Een laptop met het scherm open bleef in de trein liggen."
WHY = "Nagevraagd bij de FG, kenmerk AP-2026-1."
DECIDED = {
    "report": Report.REPORTED,
    "report_why": WHY,
    "persons": Persons.TOLD,
    "persons_why": "De coaches vertellen het deze week.",
}


def reported(
    town: Town, user: UUID | None = None, since: datetime | None = None, by: str = "vera"
) -> UUID:
    """Known just now, about the last hours."""
    now = timezone.now()
    known = now - timedelta(minutes=10)  # the database reads its clock when the transaction begins
    facts = BreachFacts(WHAT, user, since or now - timedelta(hours=5), now, known)
    return open_breach(by=town[by], facts=facts)


def breach_at(place: Town) -> UUID:
    """By whoever is the privacy officer there."""
    return reported(place, by="vera" if "vera" in place.people else "vita")
