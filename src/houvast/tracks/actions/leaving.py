"""Suspend at once, close an account only after handover: nobody is let go because somebody leaves.

README 24 and P8: `suspend_access` works for anyone and at once, sessions and reads end, and the
database gives the planned moments to the coordinator in the same transaction, and to the deputy
what a coordinator holds (0039). `deactivate` waits.
"""

from uuid import UUID

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest

from houvast.accounts.models import Membership, User
from houvast.accounts.rules import Role, SuspendReason
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop
from houvast.sharing.actions import check_seat
from houvast.tracks.actions.locking import lock_held
from houvast.tracks.reads.handing_over import left_with
from houvast.tracks.reads.leaving import still_held

MAY_SUSPEND = (
    Role.FUNCTIONAL_ADMIN,
    Role.TEAM_LEAD,
    Role.PROCESS_COORDINATOR,
    Role.SECURITY_OFFICER,
)


def suspend_access(*, by: Actor, user_id: UUID, why: SuspendReason) -> None:
    """End someone's access now: his next request finds nobody, another keeps his moments."""
    with recorded(by, "tracks.access_suspended", user_id) as act:
        lock_held(user_id)
        user = _colleague(by, user_id, MAY_SUSPEND)
        if user.suspended_at is not None:
            raise Refused(gettext_noop("Deze collega is al geschorst. Ververs de pagina."))
        user.suspended_at, user.suspended_for = act.now, why.value
        user.save(update_fields=["suspended_at", "suspended_for"])


def restore_access(*, by: Actor, user_id: UUID) -> None:
    """Let someone in again. The moments stay with who keeps them, until the next contact."""
    with recorded(by, "tracks.access_restored", user_id):
        user = _colleague(by, user_id, (Role.FUNCTIONAL_ADMIN,))
        if not user.is_active:
            raise Refused(gettext_noop("Dit account is afgesloten en komt niet terug."))
        user.suspended_at, user.suspended_for = None, ""
        user.save(update_fields=["suspended_at", "suspended_for"])


def deactivate(*, by: Actor, user_id: UUID) -> None:
    """Close an account. Refused while he leads a track, keeps a moment, a door or a place."""
    with recorded(by, "tracks.account_closed", user_id) as act:
        user = _colleague(by, user_id, (Role.FUNCTIONAL_ADMIN,))
        held = still_held(user_id)
        if held:
            raise Refused(
                gettext_noop(
                    "Hier liggen nog jongeren, momenten of deuren: {held}. Draag die eerst over."
                ),
                held=held,
            )
        if duties := left_with(user_id).stands_in:
            raise Refused(
                gettext_noop("Deze collega vervangt nog {duties} keer iemand. Kies een ander."),
                duties=duties,
            )
        for one in _roles(user, act):
            check_seat(one, act.now)
        user.is_active = False
        user.save(update_fields=["is_active"])
        # A role of a longer contract may begin only when the contract of now ends.
        _roles(user, act).update(until=Greatest(F("since"), Value(act.now)))


def _roles(user: User, act: Operation) -> QuerySet[Membership]:
    return Membership.objects.filter(user=user, until__gt=act.now)


def _colleague(by: Actor, user_id: UUID, may: tuple[Role, ...]) -> User:
    """The colleague, locked, when this actor may do this to somebody else."""
    if by.role not in may:
        raise NotAllowed("colleague")
    people = User.objects.select_for_update(no_key=True).filter(
        pk=user_id, municipality_id=by.municipality_id, is_system=False
    )
    found = people.first()
    if found is None:
        raise NotFound
    if found.pk == by.user_id:
        raise Refused(gettext_noop("Dit kun je niet met je eigen account. Vraag een collega."))
    return found
