"""From a gap to work: somebody does something about it before a day."""

from datetime import date
from typing import Any
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.plans import permissions
from houvast.plans.models import FollowUp, Reading
from houvast.plans.reads.questions import standings

LONGEST_WHAT, LONGEST_OWNER = 500, 100
NO_GAP = gettext_noop(
    "Kijk eerst of het plan hier iets over zegt. Daarna maak je er een actie van."
)
NO_WORDS = gettext_noop("Schrijf wat er gaat gebeuren.")
BLANKS = gettext_noop("Vul wat tussen haken staat in: [ ].")
NO_OWNER = gettext_noop("Zeg wie dit doet: een naam of een afdeling.")
PAST = gettext_noop("Kies een dag die nog komt.")
FAR = gettext_noop("Kies een dag binnen vijf jaar.")
YEARS = 5


def follow_up(*, by: Actor, reading_id: UUID, about: str, what: str, owner: str, due: date) -> UUID:
    """Make an action of a gap: what, who, and before which day.

    A gap was recorded as not found, or has words only. Raises NotAllowed, NotFound, and Refused at
    what, owner or due.
    """
    with recorded(by, "plans.gap_followed_up", reading_id) as act:
        permissions.require_checks(by)
        reading: Reading = Reading.objects.select_related("catalogue").one(reading_id)
        found = standings(reading).get(about)
        if found is None:
            raise NotFound
        if not found.is_gap:
            raise Refused(NO_GAP)
        what, owner = what.strip()[:LONGEST_WHAT], owner.strip()[:LONGEST_OWNER]
        if not what:
            raise Refused(NO_WORDS, field="what")
        if "[" in what:
            raise Refused(BLANKS, field="what")
        if not owner:
            raise Refused(NO_OWNER, field="owner")
        if due <= act.today:
            raise Refused(PAST, field="due")
        if due.year > act.today.year + YEARS:
            raise Refused(FAR, field="due")
        made = FollowUp.objects.create(
            reading=reading, about=about, what=what, owner=owner, due=due, by_id=by.user_id,
            at=act.now, municipality_id=by.municipality_id, destroy_on=reading.destroy_on,
        )  # fmt: skip
        return UUID(str(made.pk))


def follow_up_done(*, by: Actor, follow_up_id: UUID) -> None:
    """Say that an action is done. Said twice it is done once. Raises NotAllowed, NotFound."""
    with recorded(by, "plans.follow_up_done", follow_up_id) as act:
        permissions.require_checks(by)
        one: Any = FollowUp.objects.select_for_update().filter(pk=follow_up_id).first()
        if one is None:
            raise NotFound
        if one.done_at is None:
            one.done_by_id, one.done_at = by.user_id, act.now
            one.save(update_fields=["done_by", "done_at"])
