"""Who captures in the benchmark: a coach with a full caseload, whose municipality allows names."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from houvast.accounts.models import Membership, User
from houvast.accounts.reads import actor_of, safety_net
from houvast.accounts.rules import Role
from houvast.bench.browser import Browser
from houvast.bench.viewers import viewers
from houvast.capture.actions.places import allow_labels
from houvast.capture.reads.standing import public_key
from houvast.database.actor import Actor
from houvast.database.context import acting


@dataclass(frozen=True, slots=True)
class Coach:
    """Somebody who is signed in, as a cookie, with the running tracks that are shown."""

    cookie: str
    session: str
    tracks: int


def a_coach_with_names() -> Coach:
    """The coach of the other benchmarks. Raises LookupError without a programme manager."""
    who = viewers().coach
    user = User.objects.get(pk=who.user)
    allow_labels(by=_programme_manager(user.municipality_id), allowed=True)
    if public_key(actor_of(user, who.role)) is None:
        raise LookupError("There is no folder for keys: HOUVAST_KEYS names none.")
    session = Browser(who).client.session.session_key or ""
    return Coach(settings.SESSION_COOKIE_NAME, session, len(who.tracks))


def _programme_manager(place: UUID) -> Actor:
    with acting(safety_net(place)):
        found = Membership.objects.filter(
            municipality_id=place, role=Role.PROGRAMME_MANAGER.value, user__is_active=True
        )
        key = found.order_by("pk").values_list("user_id", flat=True).first()
    if key is None:
        raise LookupError("Nobody there is a programme manager, who allows names on phones.")
    return actor_of(User.objects.get(pk=key), Role.PROGRAMME_MANAGER)
