"""Until when a coach is hired: set by an administrator, kept by the database (product 3.1.9, P8).

Roles, access and moments are bounded by the contract in the same transaction (accounts 0006, tracks
0040). A longer term gives the roles again; access to a young person is renewed by who steers.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from houvast.accounts.models import HiringContract, Membership, User
from houvast.accounts.reads import colleagues
from houvast.accounts.rules import COACHES, Role, term_of
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop
from houvast.sharing.actions import end_of_day
from houvast.tracks.actions.locking import lock_held
from houvast.tracks.actions.notices import tell
from houvast.tracks.models import Notice
from houvast.tracks.reads.hiring import contracts_ending, last_day_of
from houvast.tracks.reads.leaving import stands_in_until, still_held
from houvast.tracks.rules.hiring import check_contract, check_stands_in
from houvast.tracks.rules.notices import NoticeKind

A_WEEK = timedelta(days=7)


def set_contract(
    *, by: Actor, user_id: UUID, starts_on: date, ends_on: date, processing_until: date
) -> UUID:
    """Say until when a coach is hired. A newer term takes over; the older keeps its row."""
    with recorded(by, "tracks.contract_set", user_id) as act:
        if by.role != Role.FUNCTIONAL_ADMIN:
            raise NotAllowed("administrator")
        lock_held(user_id)
        _coach(by, user_id)
        check_contract(starts_on, ends_on, processing_until, act.today, still_held(user_id))
        check_stands_in(ends_on, processing_until, stands_in_until(user_id))
        before = last_day_of(user_id)
        made = HiringContract.objects.create(
            municipality_id=by.municipality_id,
            user_id=user_id,
            starts_on=starts_on,
            ends_on=ends_on,
            processing_until=processing_until,
            set_by_id=by.user_id,
            set_at=act.now,
        )
        if before is not None and before < made.last_day and made.last_day >= act.today:
            _roles_again(by, user_id, end_of_day(before), act)
        return made.pk


def tell_of_contracts(*, by: Actor) -> int:
    """Nightly, under the safety net: once a week, how many heard that a contract ends."""
    with recorded(by, "tracks.contracts_guarded") as act:
        place = by.municipality_id
        heard = Notice.objects.filter(kind=NoticeKind.CONTRACT.value, at__gt=act.now - A_WEEK)
        already = set(heard.values_list("to_user_id", flat=True))
        to_tell: set[UUID] = set()
        for one in contracts_ending(place):
            to_tell |= {each.id for each in colleagues(place, COACHES, act.now)} & {one.user_id}
            for each in colleagues(place, (Role.TEAM_LEAD, Role.PROCESS_COORDINATOR), act.now):
                if each.role is Role.PROCESS_COORDINATOR or each.team_id == one.team_id:
                    to_tell.add(each.id)
        for user_id in sorted(to_tell - already):
            tell(place, user_id, NoticeKind.CONTRACT, act)
        return len(to_tell - already)


def _coach(by: Actor, user_id: UUID) -> User:
    """The colleague, locked: somebody else who is or was a coach here."""
    people = User.objects.select_for_update(no_key=True).filter(
        pk=user_id, municipality_id=by.municipality_id, is_system=False, is_active=True
    )
    found = people.first()
    roles = Membership.objects.filter(user=user_id, role__in=[one.value for one in COACHES])
    if found is None or not roles.exists():
        raise NotFound
    if found.pk == by.user_id:
        raise Refused(gettext_noop("Dit kun je niet met je eigen account. Vraag een collega."))
    return found


def _roles_again(by: Actor, user_id: UUID, was: datetime, act: Operation) -> None:
    """The roles that ended with the contract before, from that moment on, within the new one."""
    for one in Membership.objects.filter(user=user_id, until=was):
        Membership.objects.create(
            municipality_id=by.municipality_id,
            user_id=user_id,
            team_id=one.team_id,
            role=one.role,
            since=max(was, act.now),
            until=max(was, act.now) + term_of(one.role),
            granted_by_id=by.user_id,
        )
