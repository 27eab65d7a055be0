"""Be away with a stand-in: enter it, name another stand-in, come back. No reason is ever asked.

The database gives the access and the moments to who stands in, and takes them back (0022).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest

from houvast.accounts.models import Membership, User
from houvast.accounts.reads import working_days
from houvast.accounts.rules import COACHES, Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop
from houvast.tracks.actions.notices import tell
from houvast.tracks.actions.tracks import serving
from houvast.tracks.models import Deputy, Leave
from houvast.tracks.reads.coordinating import seats
from houvast.tracks.reads.hiring import last_day_of
from houvast.tracks.reads.terms import programme_of, terms_of
from houvast.tracks.rules.leaves import (
    KEPT_FOR,
    StandIn,
    check_coordinated,
    check_covered,
    check_days,
    check_from,
    check_stand_ins,
    days_without,
)
from houvast.tracks.rules.notices import NoticeKind

A_DAY = timedelta(days=1)
NOT_THERE = gettext_noop("Deze collega is dan zelf afwezig. Kies een andere vervanger.")


def enter_leave(
    *,
    by: Actor,
    user_id: UUID,
    first: date,
    last: date,
    stand_ins: Sequence[StandIn],
    key: UUID | None = None,
) -> UUID:
    """Enter one's own leave, or that of a colleague one steers. The same `key` twice is one leave.

    A coordinator names no stand-in: the deputy is one. Refused while a moment in these days has no
    stand-in, and while he stands in himself.
    """
    with recorded(by, "tracks.leave_entered", user_id) as act:
        _check_may(by, user_id, act)
        if key and (known := Leave.objects.filter(pk=key, entered_by=by.user_id).first()):
            return known.pk
        check_days(first, last, act.today)
        check_stand_ins(user_id, by.user_id, stand_ins)
        moments = _locked(user_id)
        _check_free(user_id, first, last)
        for one in stand_ins:
            _check_there(by, one, act)
        leave = _entered(by, user_id, first, last, act)
        leave.pk = key or leave.pk
        _check_coordinated(by, leave, act)
        if not _only_coordinates(by, user_id, act):
            _check_covered(by, leave, stand_ins, moments, act)
        elif stand_ins:
            raise Refused(
                gettext_noop("Een procesregisseur heeft een vaste vervanger. Laat dit leeg."),
                field="stand_in",
            )
        leave.save(force_insert=True)
        for one in stand_ins:
            _name(by, leave, one, act)
        return leave.pk


def _entered(by: Actor, user_id: UUID, first: date, last: date, act: Operation) -> Leave:
    """The leave, not saved yet."""
    return Leave(
        municipality_id=by.municipality_id,
        user_id=user_id,
        from_on=first,
        until_on=last,
        entered_by_id=by.user_id,
        entered_at=act.now,
        destroy_on=last + KEPT_FOR,
    )


def name_stand_in(*, by: Actor, leave_id: UUID, user_id: UUID, from_on: date) -> None:
    """Let another colleague stand in from a day to the end of the leave."""
    with recorded(by, "tracks.stand_in_named", leave_id) as act:
        leave = _running(by, leave_id, act)
        check_from(from_on, act.today)
        first = max(from_on, leave.from_on)
        one = StandIn(user_id, first, leave.until_on)
        if _only_coordinates(by, leave.user_id, act):
            raise Refused(
                gettext_noop("De programmamanager kiest wie de procesregisseur vervangt."),
                field="stand_in",
            )
        check_stand_ins(leave.user_id, by.user_id, [one])
        _check_there(by, one, act)
        for earlier in leave.deputies.filter(until_on__gte=first).order_by("from_on"):
            earlier.until_on = max(earlier.from_on, first) - A_DAY
            earlier.save(update_fields=["until_on"])
        _name(by, leave, one, act)


def end_leave(*, by: Actor, leave_id: UUID) -> None:
    """Be back, or call it off: access and moments go home in the same transaction."""
    with recorded(by, "tracks.leave_ended", leave_id) as act:
        leave = _running(by, leave_id, act)
        leave.ended_at = act.now
        leave.save(update_fields=["ended_at"])


def _running(by: Actor, leave_id: UUID, act: Operation) -> Leave:
    """A leave that is not over, locked, for who may change it."""
    seen = Leave.objects.one(leave_id)
    _check_may(by, seen.user_id, act)
    _locked(seen.user_id)
    leave = Leave.objects.select_for_update(no_key=True).one(leave_id)
    if leave.ended_at is not None or leave.until_on < act.today:
        raise Refused(gettext_noop("Deze afwezigheid is al voorbij. Ververs de pagina."))
    return leave


def _check_may(by: Actor, user_id: UUID, act: Operation) -> None:
    """Oneself as coach or coordinator, somebody of one's team, as coordinator everybody."""
    colleague = User.objects.filter(
        pk=user_id,
        municipality_id=by.municipality_id,
        is_active=True,
        is_system=False,
        system_of=None,
    )
    if not colleague.exists():
        raise NotFound
    if user_id == by.user_id and by.role in (*COACHES, Role.PROCESS_COORDINATOR):
        return
    if by.purpose != Purpose.PROCESS_STEERING or user_id == by.user_id:
        raise NotAllowed("leave")
    if by.role == Role.PROCESS_COORDINATOR:
        return
    if by.role != Role.TEAM_LEAD or not _leads(by, user_id, act):
        raise NotAllowed("leave")


def _leads(by: Actor, user_id: UUID, act: Operation) -> bool:
    now = Q(since__lte=act.now, until__gt=act.now)
    mine = Membership.objects.filter(now, user=by.user_id, role=Role.TEAM_LEAD.value)
    return Membership.objects.filter(now, user=user_id, team__in=mine.values("team")).exists()


def _check_free(user_id: UUID, first: date, last: date) -> None:
    """Nobody is away twice at a time, nor while he stands in for somebody."""
    same = Leave.objects.filter(user=user_id, ended_at=None, from_on__lte=last, until_on__gte=first)
    if same.exists():
        raise Refused(
            gettext_noop("In deze dagen staat al een afwezigheid. Beëindig die eerst."),
            field="first",
        )
    duties = Deputy.objects.filter(
        user=user_id,
        leave__ended_at=None,
        until_on__gte=Greatest(F("from_on"), Value(first)),
        from_on__lte=last,
    )
    if duty := duties.select_related("leave__user").order_by("from_on").first():
        raise Refused(
            gettext_noop("In deze dagen is dit de vervanger van {who}. Kies daar eerst een ander."),
            field="first",
            who=duty.leave.user.name,
        )


def _check_there(by: Actor, one: StandIn, act: Operation) -> None:
    """The stand-in is a coach who works here and is not away."""
    if serving(by, one.user, COACHES, act) is None:
        raise Refused(
            gettext_noop("Deze collega kan nu niet vervangen. Kies een ander."), field="stand_in"
        )
    away = Leave.objects.filter(
        user=one.user, ended_at=None, from_on__lte=one.last, until_on__gte=one.first
    )
    if away.exists():
        raise Refused(NOT_THERE, field="stand_in")
    if (last_day := last_day_of(one.user)) and last_day < one.last:
        raise Refused(
            gettext_noop("Het contract van deze collega is dan voorbij. Kies een ander."),
            field="stand_in",
        )


def _check_covered(
    by: Actor, leave: Leave, stand_ins: Sequence[StandIn], moments: Sequence[date], act: Operation
) -> None:
    days = working_days(by.municipality_id, act.today)
    terms = terms_of(programme_of(by.municipality_id), act.today)
    without = days_without(leave.from_on, leave.until_on, stand_ins, days)
    inside = [due for due in moments if leave.from_on <= due <= leave.until_on]
    bare = [due for due in inside if not any(one.covers(due) for one in stand_ins)]
    check_covered(without, bare, terms.deputy_after)


def _only_coordinates(by: Actor, user_id: UUID, act: Operation) -> bool:
    """A coordinator who leads nobody: the deputy stands in, and needs no access to a person."""
    coordinates = serving(by, user_id, (Role.PROCESS_COORDINATOR,), act)
    return coordinates is not None and serving(by, user_id, COACHES, act) is None


def _check_coordinated(by: Actor, leave: Leave, act: Operation) -> None:
    """Somebody else coordinates on each day of a longer leave of a coordinator or deputy."""
    last = {one.user_id: one.until_on for one in seats(by.municipality_id, act.now).coordinating}
    if last.pop(leave.user_id, None) is None:
        return
    away = Leave.objects.filter(
        user__in=last,
        ended_at=None,
        from_on__lte=leave.until_on,
        until_on__gte=leave.from_on,
    )
    there = set(last) - set(away.values_list("user_id", flat=True))
    if not any(last[one] >= leave.until_on for one in there):
        days = working_days(by.municipality_id, act.today)
        terms = terms_of(programme_of(by.municipality_id), act.today)
        check_coordinated(leave.from_on, leave.until_on, days, terms.deputy_after)


def _locked(user_id: UUID) -> list[date]:
    """Lock what a leave changes; the days of the moments that the colleague keeps."""
    with connection.cursor() as cursor:
        cursor.execute("select tracks_lock_for_leave(%s)", [user_id])
        return [due for (due,) in cursor.fetchall()]


def _name(by: Actor, leave: Leave, one: StandIn, act: Operation) -> None:
    Deputy.objects.create(
        user_id=one.user,
        named_by_id=by.user_id,
        from_on=one.first,
        until_on=one.last,
        since=act.now,
        until=act.now,
        **leave.row(),
    )
    tell(by.municipality_id, one.user, NoticeKind.STAND_IN, act)
