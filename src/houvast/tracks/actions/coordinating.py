"""Name the deputy of the coordinator, or let the term end (product, section 2).

The deputy sees and does the same. The ladder asks him when the coordinator is not there, and the
database gives him what a coordinator holds who is suspended or stops (0039).
"""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from houvast.accounts.models import Membership, Municipality
from houvast.accounts.rules import CAN_BE_DEPUTY, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, Refused, gettext_noop
from houvast.sharing.actions import end_of_day
from houvast.tracks.actions.notices import tell
from houvast.tracks.actions.tracks import serving
from houvast.tracks.reads.absent import absent
from houvast.tracks.reads.coordinating import seats
from houvast.tracks.rules.coordinating import check_until
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.terms import MAY_SET


def name_deputy(*, by: Actor, user_id: UUID | None, until_on: date | None) -> UUID:
    """Let a colleague be the deputy from now on; the one of now stops in the same transaction."""
    with recorded(by, "tracks.deputy_named", user_id) as act:
        _lock(by)
        last = check_until(until_on, act.today)
        user = _another(by, user_id, act)
        coordinator = _coordinators(by, act).filter(is_deputy=False).order_by("since").first()
        if coordinator is None:
            raise Refused(
                gettext_noop("Er is geen procesregisseur om te vervangen. Vraag Beheer er een."),
                field="who",
            )
        _coordinators(by, act).filter(is_deputy=True).update(until=act.now)
        made = Membership.objects.create(
            municipality_id=by.municipality_id,
            user_id=user,
            team_id=coordinator.team_id,
            role=Role.PROCESS_COORDINATOR.value,
            is_deputy=True,
            since=act.now,
            until=end_of_day(last),
            granted_by_id=by.user_id,
        )
        tell(by.municipality_id, user, NoticeKind.DEPUTY, act)
        return made.pk


def end_deputy(*, by: Actor) -> None:
    """Let the deputy stop now; what he holds as coordinator goes back in the same transaction."""
    with recorded(by, "tracks.deputy_ended") as act:
        _lock(by)
        _check_coordinated(by, act)
        if not _coordinators(by, act).filter(is_deputy=True).update(until=act.now):
            raise Refused(gettext_noop("Er is nu geen vervanger. Ververs de pagina."))


def _check_coordinated(by: Actor, act: Operation) -> None:
    """While the coordinator is away, the deputy stops only for another."""
    sitting, away = seats(by.municipality_id, act.now), absent(act.today)
    if sitting.deputy and all(one.user_id in away for one in sitting.coordinators):
        raise Refused(
            gettext_noop("De procesregisseur is nu weg. Kies eerst een andere vervanger.")
        )


def _lock(by: Actor) -> None:
    if by.role not in MAY_SET:
        raise NotAllowed("deputy")
    Municipality.objects.select_for_update(no_key=True).get(pk=by.municipality_id)


def _coordinators(by: Actor, act: Operation) -> QuerySet[Membership]:
    return Membership.objects.filter(
        municipality_id=by.municipality_id,
        role=Role.PROCESS_COORDINATOR.value,
        since__lte=act.now,
        until__gt=act.now,
    )


def _another(by: Actor, user_id: UUID | None, act: Operation) -> UUID:
    """A colleague who is here, who is neither the one who names nor a coordinator already."""
    if user_id == by.user_id:
        raise Refused(gettext_noop("Je kunt jezelf niet kiezen. Kies een collega."), field="who")
    if user_id is None or serving(by, user_id, CAN_BE_DEPUTY, act) is None:
        raise Refused(
            gettext_noop("Deze collega kan nu niet vervangen. Kies een ander."), field="who"
        )
    if _coordinators(by, act).filter(user=user_id).exists():
        raise Refused(
            gettext_noop("Deze collega is al procesregisseur of vervanger. Kies een ander."),
            field="who",
        )
    return user_id
